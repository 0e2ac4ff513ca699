// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/protocol/pictures.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "app/core/picture_header.h"
#include "platform/files.h"
#include "platform/voice.h"

namespace talt::receiver::protocol {

using core::Result;

namespace {

constexpr const char* beside = "pictures";
constexpr std::size_t dialogue_picture_bytes_max = 32 * 1024 * 1024;
constexpr std::array beginnings = {"photo-", "voice-", "map-", "theme-", "earlier-", "logo."};

const char* ending_of(core::PictureFormat format) {
  switch (format) {
    case core::PictureFormat::Png:
      return ".png";
    case core::PictureFormat::Jpeg:
      return ".jpg";
    case core::PictureFormat::WebP:
      return ".webp";
  }
  return "";
}

bool is_ogg(core::ByteView content) {
  constexpr std::array<std::uint8_t, 4> ogg = {'O', 'g', 'g', 'S'};
  return content.size() > ogg.size() && std::equal(ogg.begin(), ogg.end(), content.begin());
}

/// photo-07-1.jpg: the first photo of note 7.
std::string file_name_of(const Item& item, core::AttachmentKind kind, int which) {
  std::array<char, 48> name{};
  const bool is_photo = kind == core::AttachmentKind::Photo;
  std::snprintf(name.data(), name.size(), "%s-%02d-%d.%s", is_photo ? "photo" : "voice", item.note->number,
                which, is_photo ? "jpg" : "opus");
  return name.data();
}

}  // namespace

Result<void> Pictures::take_in(const Story& story, const OpenAttachment& open, const Progress& progress) {
  const auto total = story.counts.photos + story.counts.voices;
  std::uint64_t done = 0;
  for (const auto& item : story.all) {
    std::map<core::AttachmentKind, int> counted;
    for (const auto& attachment : item.noted().attachments) {
      auto file = file_of(item, attachment, ++counted[attachment.kind], open);
      if (!file) return file.error();
      by_number_[item.note->number].push_back(std::move(*file));
      progress(++done, total);
    }
  }
  return {};
}

Result<File> Pictures::file_of(const Item& item, const core::Attachment& attachment, int which,
                               const OpenAttachment& open) {
  File file{attachment.kind, FileState::NotReadable, which, "", 0, 0, 0};
  const auto content = open(attachment);
  if (!content) return file;
  if (!*content) {
    file.state = FileState::NotReceived;
    return file;
  }
  if (attachment.kind == core::AttachmentKind::Photo) {
    const auto header = core::picture_header(**content);
    if (!header) return file;
    file.width = header->width;
    file.height = header->height;
  } else {
    if (!is_ogg(**content)) return file;
    if (const auto length = platform::voice_length_ms(**content)) file.length_ms = *length;
  }
  auto href = put(file_name_of(item, attachment.kind, which), **content);
  if (!href) return href.error();
  file.state = FileState::There;
  file.href = *href;
  return file;
}

const std::vector<File>& Pictures::of(const Item& item) const {
  static const std::vector<File> none;
  const auto found = by_number_.find(item.note->number);
  return found == by_number_.end() ? none : found->second;
}

Result<std::string> Pictures::put(const std::string& name, core::ByteView content) {
  if (names_.empty())
    if (auto made = platform::make_folder(folder_ + "/" + beside); !made) return made.error();
  names_.insert(name);
  const auto href = std::string(beside) + "/" + name;
  if (auto written = platform::write_file_durably(folder_ + "/" + href, content); !written)
    return written.error();
  return href;
}

Result<std::optional<std::string>> Pictures::copy(const std::string& path, const std::string& name) {
  const auto content = platform::read_file(path, dialogue_picture_bytes_max);
  if (!content) return std::optional<std::string>();
  const auto header = core::picture_header(*content);
  if (!header) return std::optional<std::string>();
  auto href = put(name + ending_of(header->format), *content);
  if (!href) return href.error();
  return std::optional<std::string>(*href);
}

Result<void> Pictures::remove_others() {
  const auto folder = folder_ + "/" + beside;
  for (const auto& name : platform::list_folder(folder)) {
    const bool is_ours = std::any_of(beginnings.begin(), beginnings.end(),
                                     [&](const char* beginning) { return name.starts_with(beginning); });
    if (!is_ours || names_.contains(name)) continue;
    if (auto removed = platform::remove_file(folder + "/" + name); !removed) return removed;
  }
  return {};
}

std::size_t Pictures::count(FileState state) const {
  std::size_t count = 0;
  for (const auto& [number, files] : by_number_)
    count += static_cast<std::size_t>(
        std::count_if(files.begin(), files.end(), [&](const File& file) { return file.state == state; }));
  return count;
}

}  // namespace talt::receiver::protocol
