// SPDX-License-Identifier: EUPL-1.2
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <memory>
#include <sstream>
#include <tuple>

#include "platform/descriptor.h"
#include "platform/photo_source.h"

#include "app/core/photo.h"

namespace talt::platform {
namespace {

using core::Error;
using core::PhotoError;
using core::PhotoTrouble;
using core::Result;

/// The ways in which a medium that was pulled out answers.
bool means_unplugged(int code) {
  return code == EIO || code == ENODEV || code == ENXIO || code == ENOMEDIUM || code == ESTALE ||
         code == ENOTCONN || code == EREMOTEIO;
}

Error failed(const std::string& what, int code) {
  if (means_unplugged(code))
    return {what, std::string("the stick or card was pulled out, or is broken (") + std::strerror(code) + ")",
            "put it in again and choose the photo anew"};
  if (code == ENOENT)
    return {what, "it is no longer there", "was the stick pulled out? Put it in again and look anew"};
  if (code == EACCES || code == EPERM)
    return {what, std::strerror(code), "let the kiosk's user read the stick's files"};
  if (code == ELOOP || code == ENOTDIR)
    return {what, "a link stands in the way", "copy the photo itself onto the stick"};
  return {what, std::strerror(code), "look anew"};
}

PhotoError unread(Error error) {
  return {std::move(error), PhotoTrouble::NotThere};
}

bool is_picture_name(std::string_view name) {
  static constexpr std::array<std::string_view, 9> endings = {".jpg",  ".jpeg", ".jpe", ".png", ".webp",
                                                              ".heic", ".heif", ".hif", ".avif"};
  std::string lower(name);
  for (char& letter : lower)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  return std::any_of(endings.begin(), endings.end(),
                     [&](auto ending) { return lower.size() > ending.size() && lower.ends_with(ending); });
}

struct CloseFolder {
  void operator()(DIR* folder) const { closedir(folder); }
};
using Folder = std::unique_ptr<DIR, CloseFolder>;

class Search {
 public:
  /// The folder is `handle`'s, which is taken over; errno tells why where it fails.
  bool look_into(int handle, const std::string& below, int depth) {
    const Folder folder(fdopendir(handle));
    if (!folder) {
      const int code = errno;
      close(handle);
      errno = code;
      return false;
    }
    for (;;) {
      errno = 0;
      const dirent* entry = readdir(folder.get());
      if (entry == nullptr) return errno == 0;
      if (entry->d_name[0] == '.') continue;
      if (++entries_ > photo_entries_max) {
        found_.has_more = true;
        return true;
      }
      look_at(dirfd(folder.get()), entry->d_name, below, depth);
    }
  }

  FoundPhotos finish() {
    auto& photos = found_.photos;
    std::sort(photos.begin(), photos.end(), [](const auto& a, const auto& b) {
      return std::tie(a.changed_s, a.name) > std::tie(b.changed_s, b.name);
    });
    if (photos.size() > found_photos_max) {
      photos.resize(found_photos_max);
      found_.has_more = true;
    }
    return std::move(found_);
  }

 private:
  void look_at(int folder, const std::string& name, const std::string& below, int depth) {
    struct stat facts {};
    if (fstatat(folder, name.c_str(), &facts, AT_SYMLINK_NOFOLLOW) != 0) return;
    if (S_ISREG(facts.st_mode) && is_picture_name(name))
      found_.photos.push_back({below + name, facts.st_size, facts.st_mtim.tv_sec});
    if (!S_ISDIR(facts.st_mode)) return;
    if (depth >= photo_folder_depth_max) {
      found_.has_more = true;
      return;
    }
    const int inner = openat(folder, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (inner >= 0) look_into(inner, below + name + "/", depth + 1);
  }

  FoundPhotos found_;
  std::size_t entries_ = 0;
};

/// Steps down part by part, so that no part of the name can be a link or "..".
Result<int> open_below(const std::string& folder, const std::string& name, const std::string& what) {
  int at = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  std::istringstream parts(name);
  for (std::string part; at >= 0 && std::getline(parts, part, '/');) {
    const Descriptor above(at);
    if (part.empty() || part == "." || part == "..")
      return Error{what, "its name leads out of the folder", "choose one that is listed"};
    const bool is_last = parts.eof();
    const int kind =
        is_last ? O_NONBLOCK : O_DIRECTORY;  // a pipe under a photo's name would hold us for ever
    at = openat(above.get(), part.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | kind);
  }
  if (at < 0) return failed(what, errno);
  return at;
}

/// fstab(5): a space is \\040, other such bytes alike.
std::string decoded(std::string_view written) {
  const auto digit = [&](std::size_t at) {
    return at < written.size() && written[at] >= '0' && written[at] <= '7' ? written[at] - '0' : -1;
  };
  std::string plain;
  for (std::size_t i = 0; i < written.size(); ++i) {
    const bool is_code = written[i] == '\\' && digit(i + 1) >= 0 && digit(i + 2) >= 0 && digit(i + 3) >= 0;
    plain += is_code ? static_cast<char>(digit(i + 1) * 64 + digit(i + 2) * 8 + digit(i + 3)) : written[i];
    if (is_code) i += 3;
  }
  return plain;
}

}  // namespace

Result<FoundPhotos> list_photos(const std::string& folder) {
  const std::string what = "cannot look for photos in " + folder;
  const int handle = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) return failed(what, errno);
  Search search;
  if (!search.look_into(handle, "", 0)) return failed(what, errno);
  return search.finish();
}

Result<core::Bytes, PhotoError> read_photo(const std::string& folder, const std::string& name) {
  const std::string what = "cannot read the photo " + name;
  const auto opened = open_below(folder, name, what);
  if (!opened) return unread(opened.error());
  const Descriptor file(*opened);
  struct stat facts {};
  if (fstat(file.get(), &facts) != 0) return unread(failed(what, errno));
  if (!S_ISREG(facts.st_mode)) return unread({what, "it is not a file", "choose another"});
  core::Bytes content;
  for (;;) {
    constexpr std::size_t step = 256 * 1024;
    const auto before = content.size();
    content.resize(before + step);
    const auto got = read(file.get(), content.data() + before, step);
    if (got < 0 && errno != EINTR) return unread(failed(what, errno));
    content.resize(before + (got > 0 ? static_cast<std::size_t>(got) : 0));
    if (content.size() > core::photo_file_bytes_max)
      return PhotoError{
          {what, "it is larger than 64 MB", "take it at a lower resolution, or save it smaller"},
          PhotoTrouble::TooLarge};
    if (got == 0) break;
  }
  if (content.size() < static_cast<std::size_t>(facts.st_size))
    return unread({what, "it ends before it should: it was cut while it was read",
                   "put the stick in again and choose the photo anew"});
  return content;
}

std::vector<std::string> sticks_among(std::string_view mounts) {
  std::vector<std::string> sticks;
  std::istringstream lines{std::string(mounts)};
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string device, written;
    words >> device >> written;
    const std::string folder = decoded(written);
    for (const char* top : {"/media/", "/run/media/", "/mnt/"})
      if (folder.starts_with(top)) sticks.insert(sticks.begin(), folder);
  }
  return sticks;
}

std::vector<std::string> mounted_sticks() {
  std::ifstream file("/proc/self/mounts");
  std::stringstream text;
  text << file.rdbuf();
  return sticks_among(text.str());
}

}  // namespace talt::platform
