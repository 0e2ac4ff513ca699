// SPDX-License-Identifier: EUPL-1.2
// Picture files of a folder or a stick, to be taken in: listed and read within bounds, nothing written. Any
// thread; a stick may be slow, so not the thread that draws.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/photo.h"

namespace talt::platform {

inline constexpr std::size_t found_photos_max = 500;
inline constexpr std::size_t photo_entries_max = 20'000;  // looked at, in all folders
inline constexpr int photo_folder_depth_max = 4;          // DCIM/100CANON is two down

struct FoundPhoto {
  std::string name;            // below the folder: "DCIM/100CANON/IMG_0001.JPG"
  std::int64_t size = 0;       // bytes
  std::int64_t changed_s = 0;  // Unix time of the last change, by the camera's clock
};
struct FoundPhotos {
  std::vector<FoundPhoto> photos;  // newest first, those of one second by name from the last
  bool has_more = false;           // a bound was met: older ones, or deeper ones, are not listed
};

/// By their names' endings (.jpg .jpeg .jpe .png .webp .heic .heif .hif .avif, in any case; what is inside
/// says take_in). Hidden files and links are left out: a link may lead out of the stick. A subfolder that
/// cannot be read is left out too; fails where the folder itself cannot be.
core::Result<FoundPhotos> list_photos(const std::string& folder);

/// At most core::photo_file_bytes_max. Fails, saying so, where the stick is gone in the midst of it; nothing
/// on the way down may be a link.
core::Result<core::Bytes, core::PhotoError> read_photo(const std::string& folder, const std::string& name);

/// Folders on which a stick, a card or a camera is mounted now, the last mounted first: below /media,
/// /run/media or /mnt.
std::vector<std::string> mounted_sticks();
/// The same from the text of /proc/self/mounts (its spaces are written \040, fstab(5)).
std::vector<std::string> sticks_among(std::string_view mounts);

}  // namespace talt::platform
