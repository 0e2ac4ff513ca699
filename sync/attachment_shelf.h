// SPDX-License-Identifier: EUPL-1.2
// The kiosk's sealed photos and voice memos, beside its journal: DATA/attachments/, a file each, named by the
// hexadecimal of its name. A file is durable here before the record that names it is written: the journal
// refuses a record whose attachments are not here. Which of them are named, and how far they have got, the
// journal knows (Journal::attachments). Any thread; no state but the folder.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/core/attachment.h"
#include "platform/files.h"

namespace talt::sync {

/// What stays free of attachments on the disk, for records: the journal's own reserve many times over.
inline constexpr std::int64_t records_space_bytes = 64 * 1024 * 1024;

/// What a shelf stands on: a port for tests that fill the disk.
struct ShelfGround {
  std::function<core::Result<std::int64_t>(const std::string&)> free_bytes = platform::free_bytes;
  std::function<core::Result<void>(const std::string&, core::ByteView)> write = platform::write_file_durably;
};

class AttachmentShelf {
 public:
  /// `data_folder` is the kiosk's, locked and there.
  explicit AttachmentShelf(const std::string& data_folder, ShelfGround ground = {});

  /// Durable when it returns. Fails, keeping nothing, where less than `records_space_bytes` would stay free,
  /// where the disk does not take it, and where the name is not that of the bytes. Again is fine.
  core::Result<void> keep(const core::AttachmentName& name, core::ByteView sealed);
  /// How many bytes too few are free for a file of that size; 0 where it fits.
  std::int64_t lacking_bytes(std::uint64_t sealed_size) const;

  bool holds(const core::NamedAttachment& attachment) const;  // by name and size
  /// Nothing where the storage has lost it: it is gone, or not any more what its name says. Fails where it
  /// cannot be read now.
  core::Result<std::optional<core::Bytes>> read(const core::NamedAttachment& attachment) const;
  core::Result<void> remove(const core::AttachmentName& name);
  std::vector<core::AttachmentName> names() const;
  /// Files that broke off half-written.
  core::Result<void> remove_fragments();

 private:
  std::string path_of(const core::AttachmentName& name) const;

  std::string data_folder_, folder_;
  ShelfGround ground_;
};

}  // namespace talt::sync
