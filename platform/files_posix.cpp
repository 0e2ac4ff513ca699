// SPDX-License-Identifier: EUPL-1.2
#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "platform/files.h"

namespace talt::platform {

using core::Error;
using core::Result;

namespace {

Error failed(const std::string& what, const std::string& path) {
  const int code = errno;
  std::string remedy;
  if (code == ENOSPC || code == EDQUOT) remedy = "free some space";
  if (code == EACCES || code == EPERM) remedy = "check who owns the folder and may write there";
  if (code == ENOENT) remedy = "check the path";
  return {what + " " + path, std::strerror(code), remedy};
}

/// A file handle that closes itself.
class Handle {
 public:
  Handle(const std::string& path, int flags, mode_t mode = 0600)
      : handle_(open(path.c_str(), flags | O_CLOEXEC, mode)) {}
  ~Handle() {
    if (handle_ >= 0) close(handle_);
  }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  int get() const { return handle_; }
  bool ok() const { return handle_ >= 0; }
  bool finish() {  // an error of close is an error of the write
    const int handle = handle_;
    handle_ = -1;
    return close(handle) == 0;
  }

 private:
  int handle_;
};

bool write_all(int handle, core::ByteView content, off_t offset) {
  while (!content.empty()) {
    const auto written = pwrite(handle, content.data(), content.size(), offset);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    content = content.subspan(static_cast<std::size_t>(written));
    offset += written;
  }
  return true;
}

std::string folder_of(const std::string& path) {
  const auto slash = path.find_last_of('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

/// A new name is durable only when its folder is.
Result<void> sync_folder(const std::string& folder) {
  Handle handle(folder, O_RDONLY | O_DIRECTORY);
  if (!handle.ok() || fsync(handle.get()) != 0) return failed("cannot sync the folder", folder);
  return {};
}

class HeldLock final : public FolderLock {
 public:
  explicit HeldLock(int handle) : handle_(handle) {}
  ~HeldLock() override { close(handle_); }

 private:
  int handle_;
};

}  // namespace

Result<core::Bytes> read_file(const std::string& path, std::size_t bytes_max) {
  Handle handle(path, O_RDONLY | O_NONBLOCK);  // a pipe under a file's name would hold us for ever
  struct stat facts {};
  if (!handle.ok() || fstat(handle.get(), &facts) != 0) return failed("cannot read", path);
  if (!S_ISREG(facts.st_mode)) return Error{"cannot read " + path, "it is not a file", "check the path"};
  core::Bytes content;
  for (;;) {
    const auto before = content.size();
    const auto step = std::min<std::size_t>(64 * 1024, bytes_max + 1 - before);
    if (step == 0)
      return Error{"cannot read " + path, "it is larger than " + std::to_string(bytes_max) + " bytes", ""};
    content.resize(before + step);
    const auto got = read(handle.get(), content.data() + before, step);
    if (got < 0 && errno != EINTR) return failed("cannot read", path);
    content.resize(before + (got > 0 ? static_cast<std::size_t>(got) : 0));
    if (got == 0) return content;
  }
}

Result<void> write_file_durably(const std::string& path, core::ByteView content) {
  const std::string beside = path + ".new";
  Handle handle(beside, O_WRONLY | O_CREAT | O_TRUNC);
  if (!handle.ok() || !write_all(handle.get(), content, 0) || fsync(handle.get()) != 0 || !handle.finish())
    return failed("cannot write", beside);
  return rename_durably(beside, path);
}

Result<void> write_slot_durably(const std::string& path, std::uint64_t offset, core::ByteView content) {
  const bool is_new = !exists(path);
  Handle handle(path, O_WRONLY | O_CREAT);
  if (!handle.ok() || !write_all(handle.get(), content, static_cast<off_t>(offset)) ||
      fdatasync(handle.get()) != 0 || !handle.finish())
    return failed("cannot write", path);
  return is_new ? sync_folder(folder_of(path)) : Result<void>();
}

Result<void> make_folder(const std::string& path) {
  if (path.empty() || path == "/" || path == ".") return {};
  struct stat facts {};
  if (stat(path.c_str(), &facts) == 0)
    return S_ISDIR(facts.st_mode) ? Result<void>()
                                  : Result<void>(Error{"cannot make the folder " + path,
                                                       "a file stands there", "name another folder"});
  if (auto parent = make_folder(folder_of(path)); !parent) return parent;
  if (mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) return failed("cannot make the folder", path);
  return sync_folder(folder_of(path));
}

Result<void> rename_durably(const std::string& from, const std::string& to) {
  if (std::rename(from.c_str(), to.c_str()) != 0) return failed("cannot rename", from);
  return sync_folder(folder_of(to));
}

Result<void> remove_file(const std::string& path) {
  if (unlink(path.c_str()) != 0 && errno != ENOENT) return failed("cannot remove", path);
  return {};
}

Result<void> remove_folder(const std::string& path) {
  for (const auto& name : list_folder(path)) {
    const auto inner = path + "/" + name;
    struct stat facts {};
    const bool is_folder = lstat(inner.c_str(), &facts) == 0 && S_ISDIR(facts.st_mode);
    if (auto removed = is_folder ? remove_folder(inner) : remove_file(inner); !removed) return removed;
  }
  if (rmdir(path.c_str()) != 0 && errno != ENOENT) return failed("cannot remove", path);
  return {};
}

Result<void> copy_folder(const std::string& from, const std::string& to) {
  if (auto made = make_folder(to); !made) return made;
  for (const auto& name : list_folder(from)) {
    const Handle source(from + "/" + name, O_RDONLY);
    Handle copy(to + "/" + name, O_WRONLY | O_CREAT | O_TRUNC);
    if (!copy.ok()) return failed("cannot write", to + "/" + name);
    core::Bytes piece(64 * 1024);
    off_t at = 0;
    for (ssize_t got = 0; (got = read(source.get(), piece.data(), piece.size())) > 0; at += got)
      if (!write_all(copy.get(), core::ByteView(piece).first(static_cast<std::size_t>(got)), at))
        return failed("cannot write", to + "/" + name);
    if (!copy.finish()) return failed("cannot write", to + "/" + name);
  }
  return {};
}

bool exists(const std::string& path) {
  struct stat facts {};
  return stat(path.c_str(), &facts) == 0;
}

std::optional<std::uint64_t> file_size(const std::string& path) {
  struct stat facts {};
  if (stat(path.c_str(), &facts) != 0 || !S_ISREG(facts.st_mode)) return std::nullopt;
  return static_cast<std::uint64_t>(facts.st_size);
}

bool is_file(const std::string& path) {
  struct stat facts {};
  return stat(path.c_str(), &facts) == 0 && S_ISREG(facts.st_mode);
}

bool lies_in(const std::string& folder, const std::string& path) {
  const auto real = [](const std::string& name) {
    char* found = realpath(name.c_str(), nullptr);
    std::string text = found != nullptr ? found : "";
    std::free(found);
    return text;
  };
  const auto outer = real(folder);
  return !outer.empty() && real(path).starts_with(outer == "/" ? outer : outer + "/");
}

std::vector<std::string> list_folder(const std::string& path) {
  std::vector<std::string> names;
  if (DIR* folder = opendir(path.c_str())) {
    while (const dirent* entry = readdir(folder))
      if (const std::string name = entry->d_name; name != "." && name != "..") names.push_back(name);
    closedir(folder);
  }
  std::sort(names.begin(), names.end());
  return names;
}

Result<std::int64_t> free_bytes(const std::string& folder) {
  struct statvfs facts {};
  if (statvfs(folder.c_str(), &facts) != 0) return failed("cannot ask for the free space of", folder);
  return static_cast<std::int64_t>(facts.f_bavail) * static_cast<std::int64_t>(facts.f_frsize);
}

Result<void> reserve(const std::string& path, std::int64_t bytes) {
  Handle handle(path, O_WRONLY | O_CREAT);
  if (!handle.ok()) return failed("cannot reserve space in", path);
  if (const int code = posix_fallocate(handle.get(), 0, bytes); code != 0) {
    errno = code;
    return failed("cannot reserve space in", path);
  }
  return {};
}

Result<std::unique_ptr<FolderLock>> lock_folder(const std::string& folder) {
  const std::string path = folder + "/lock";
  const int handle = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (handle < 0) return failed("cannot lock", folder);
  if (flock(handle, LOCK_EX | LOCK_NB) != 0) {
    char holder[32] = {};
    const auto got = pread(handle, holder, sizeof holder - 1, 0);
    close(handle);
    return Error{"cannot use " + folder,
                 "another Talt" + (got > 0 ? " (process " + std::string(holder) + ")" : std::string()) +
                     " has it open",
                 "stop that one first, or name another folder"};
  }
  const std::string self = std::to_string(getpid());
  const bool noted = ftruncate(handle, 0) == 0 && write_all(handle, core::as_bytes(self), 0);
  if (!noted) {
    const auto error = failed("cannot lock", folder);
    close(handle);
    return error;
  }
  return std::unique_ptr<FolderLock>(new HeldLock(handle));
}

}  // namespace talt::platform
