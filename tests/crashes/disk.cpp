// SPDX-License-Identifier: EUPL-1.2
#include "tests/crashes/disk.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <map>
#include <mutex>

namespace talt::crashes {

namespace {

struct Open {
  std::string path;
  std::uint64_t offset = 0;
  bool is_folder = false;
};

/// What is known of the disk that is watched. Never destroyed: calls go on while a process ends.
struct Watch {
  std::mutex lock;
  std::string folder;  // empty: nothing is watched
  std::vector<Call> calls;
  std::map<int, Open> open;
  int call = 0, fail_at = 0, fired = 0, code = 0;
  Failing failing = Failing::Once;

  bool is_below(const char* path) const {
    return !folder.empty() && path != nullptr && std::string_view(path).starts_with(folder) &&
           (path[folder.size()] == '/' || path[folder.size()] == '\0');
  }
  std::string inner(const char* path) const {
    std::string name = path + folder.size();
    return name.empty() ? name : name.substr(1);
  }
  bool fails() {
    ++call;
    const bool now = fail_at > 0 && (failing == Failing::Once ? call == fail_at : call >= fail_at);
    if (now) {
      ++fired;
      errno = code;
    }
    return now;
  }
};

Watch& watch() {
  static auto* one = new Watch;
  return *one;
}

}  // namespace

Disk::Disk(const std::string& folder) {
  const std::lock_guard held(watch().lock);
  watch().folder = folder;
  watch().calls.clear();
  watch().open.clear();
  watch().call = watch().fail_at = watch().fired = 0;
}

Disk::~Disk() {
  const std::lock_guard held(watch().lock);
  watch().folder.clear();
  watch().open.clear();
}

void Disk::note(std::uint64_t what) {
  const std::lock_guard held(watch().lock);
  watch().calls.push_back({Act::Note, "", "", 0, {}, what});
}

std::vector<Call> Disk::calls() const {
  const std::lock_guard held(watch().lock);
  return watch().calls;
}

void Disk::fail_at(int call, int code, Failing failing) {
  const std::lock_guard held(watch().lock);
  watch().call = watch().fired = 0;
  watch().fail_at = call;
  watch().code = code;
  watch().failing = failing;
}

void Disk::heal() {
  const std::lock_guard held(watch().lock);
  watch().fail_at = 0;
}

int Disk::fired() const {
  const std::lock_guard held(watch().lock);
  return watch().fired;
}

namespace {

int opened(const char* path, int flags, mode_t mode) {
  auto& disk = watch();
  const std::lock_guard held(disk.lock);
  const bool is_folder = (flags & O_DIRECTORY) != 0;
  const bool writes = (flags & O_ACCMODE) != O_RDONLY;
  if (!disk.is_below(path) || !(writes || is_folder))
    return static_cast<int>(syscall(SYS_openat, AT_FDCWD, path, flags, mode));
  struct stat facts {};
  const bool was_there = stat(path, &facts) == 0;
  const bool changes = ((flags & O_CREAT) != 0 && !was_there) || (flags & O_TRUNC) != 0;
  if (changes && disk.fails()) return -1;
  const int handle = static_cast<int>(syscall(SYS_openat, AT_FDCWD, path, flags, mode));
  if (handle < 0) return handle;
  if (changes) disk.calls.push_back({Act::Make, disk.inner(path), "", 0, {}, 0});
  const auto size = (flags & O_APPEND) != 0 && was_there ? static_cast<std::uint64_t>(facts.st_size) : 0;
  disk.open[handle] = {disk.inner(path), size, is_folder};
  return handle;
}

ssize_t written(int handle, const void* bytes, std::size_t size, bool is_at, off_t offset) {
  auto& disk = watch();
  const std::lock_guard held(disk.lock);
  const auto plain = [&](std::size_t part) {
    return is_at ? syscall(SYS_pwrite64, handle, bytes, part, offset)
                 : syscall(SYS_write, handle, bytes, part);
  };
  const auto known = disk.open.find(handle);
  if (known == disk.open.end()) return plain(size);
  const bool fails = disk.fails();
  const int code = errno;
  const auto done = plain(fails ? size / 2 : size);
  if (done > 0) {
    const auto* from = static_cast<const std::uint8_t*>(bytes);
    const auto at = is_at ? static_cast<std::uint64_t>(offset) : known->second.offset;
    disk.calls.push_back({Act::Write, known->second.path, "", at, {from, from + done}, 0});
    if (!is_at) known->second.offset += static_cast<std::uint64_t>(done);
  }
  if (!fails) return done;
  errno = code;
  return -1;
}

int synced(int handle, long number) {
  auto& disk = watch();
  const std::lock_guard held(disk.lock);
  const auto known = disk.open.find(handle);
  if (known == disk.open.end()) return static_cast<int>(syscall(number, handle));
  if (disk.fails()) return -1;
  disk.calls.push_back(
      {known->second.is_folder ? Act::SyncFolder : Act::Sync, known->second.path, "", 0, {}, 0});
  return 0;  // what is synced is decided by the model, not by the machine that the test runs on
}

/// A renaming, a removal or a new folder: one system call, noted where it went well.
template <class Real>
int changed(const char* path, Call call, Real real) {
  auto& disk = watch();
  const std::lock_guard held(disk.lock);
  if (!disk.is_below(path)) return real();
  if (disk.fails()) return -1;
  const int result = real();
  if (result == 0) disk.calls.push_back(std::move(call));
  return result;
}

std::string below(const char* path) {
  auto& disk = watch();
  const std::lock_guard held(disk.lock);
  return disk.is_below(path) ? disk.inner(path) : std::string();
}

}  // namespace

}  // namespace talt::crashes

using namespace talt::crashes;

extern "C" {

int open(const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const auto mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(more, mode_t) : 0;
  va_end(more);
  return opened(path, flags, mode);
}
ssize_t write(int handle, const void* bytes, std::size_t size) {
  return written(handle, bytes, size, false, 0);
}
ssize_t pwrite(int handle, const void* bytes, std::size_t size, off_t offset) {
  return written(handle, bytes, size, true, offset);
}
int fsync(int handle) {
  return synced(handle, SYS_fsync);
}
int fdatasync(int handle) {
  return synced(handle, SYS_fdatasync);
}
int close(int handle) {
  auto& disk = watch();
  const std::lock_guard held(disk.lock);
  const auto known = disk.open.find(handle);
  const bool is_file = known != disk.open.end() && !known->second.is_folder;
  if (known != disk.open.end()) disk.open.erase(known);
  const bool fails = is_file && disk.fails();
  const int code = errno;
  const int result = static_cast<int>(syscall(SYS_close, handle));
  if (!fails) return result;
  errno = code;
  return -1;
}
int rename(const char* from, const char* to) noexcept {
  return changed(from, {Act::Rename, below(from), below(to), 0, {}, 0},
                 [&] { return static_cast<int>(syscall(SYS_rename, from, to)); });
}
int unlink(const char* path) noexcept {
  return changed(path, {Act::Remove, below(path), "", 0, {}, 0},
                 [&] { return static_cast<int>(syscall(SYS_unlink, path)); });
}
int rmdir(const char* path) noexcept {
  return changed(path, {Act::Remove, below(path), "", 0, {}, 0},
                 [&] { return static_cast<int>(syscall(SYS_rmdir, path)); });
}
int mkdir(const char* path, mode_t mode) noexcept {
  return changed(path, {Act::MakeFolder, below(path), "", 0, {}, 0},
                 [&] { return static_cast<int>(syscall(SYS_mkdir, path, mode)); });
}
int posix_fallocate(int handle, off_t, off_t size) {
  auto& disk = watch();
  const std::lock_guard held(disk.lock);
  const auto known = disk.open.find(handle);
  if (known == disk.open.end()) return syscall(SYS_fallocate, handle, 0, 0, size) == 0 ? 0 : errno;
  if (disk.fails()) return errno;
  disk.calls.push_back({Act::Reserve, known->second.path, "", 0, {}, static_cast<std::uint64_t>(size)});
  return 0;  // no test needs the room itself
}
}
