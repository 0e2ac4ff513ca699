// SPDX-License-Identifier: EUPL-1.2
#include "sync/attachment_shelf.h"

#include "platform/crypto.h"
#include "sync/attachment_seal.h"

namespace talt::sync {

using core::AttachmentName;
using core::Error;
using core::Result;

AttachmentShelf::AttachmentShelf(const std::string& data_folder, ShelfGround ground)
    : data_folder_(data_folder), folder_(data_folder + "/attachments"), ground_(std::move(ground)) {}

std::string AttachmentShelf::path_of(const AttachmentName& name) const {
  return folder_ + "/" + platform::to_hex(name);
}

std::int64_t AttachmentShelf::lacking_bytes(std::uint64_t sealed_size) const {
  const auto free = ground_.free_bytes(data_folder_);
  if (!free) return 0;  // the write itself will tell
  return std::max<std::int64_t>(0, records_space_bytes + static_cast<std::int64_t>(sealed_size) - *free);
}

Result<void> AttachmentShelf::keep(const AttachmentName& name, core::ByteView sealed) {
  const Error unkept{"cannot keep an attachment", "", ""};
  if (sealed.empty() || sealed.size() > attachment_sealed_bytes_max)
    return Error{unkept.what, "it is empty or larger than 16 MiB", ""};
  if (name_of(sealed) != name) return Error{unkept.what, "its name is another's", ""};
  if (holds({name, sealed.size()})) return {};
  if (lacking_bytes(sealed.size()) > 0)
    return Error{unkept.what, "the disk is nearly full, and what is left is kept for records",
                 "free some space, or let the kiosk reach its receiver"};
  if (auto made = platform::make_folder(folder_); !made) return made;
  auto written = ground_.write(path_of(name), sealed);
  if (!written)  // what is half there shall not take the space that was too little
    if (auto removed = platform::remove_file(path_of(name) + ".new"); !removed) return removed;
  return written;
}

bool AttachmentShelf::holds(const core::NamedAttachment& attachment) const {
  const auto size = platform::file_size(path_of(attachment.name));
  return size && *size == attachment.sealed_size;
}

Result<std::optional<core::Bytes>> AttachmentShelf::read(const core::NamedAttachment& attachment) const {
  if (!holds(attachment)) return std::optional<core::Bytes>();
  auto sealed = platform::read_file(path_of(attachment.name), attachment_sealed_bytes_max);
  if (!sealed) return sealed.error();
  if (sealed->size() != attachment.sealed_size || name_of(*sealed) != attachment.name)
    return std::optional<core::Bytes>();
  return std::optional(std::move(*sealed));
}

Result<void> AttachmentShelf::remove(const AttachmentName& name) {
  return platform::remove_file(path_of(name));
}

std::vector<AttachmentName> AttachmentShelf::names() const {
  std::vector<AttachmentName> names;
  for (const auto& file : platform::list_folder(folder_)) {
    const auto bytes = platform::from_hex(file);
    const auto name = bytes ? platform::exactly<32>(*bytes) : std::nullopt;
    if (name && platform::to_hex(*name) == file) names.push_back(*name);
  }
  return names;
}

Result<void> AttachmentShelf::remove_fragments() {
  for (const auto& file : platform::list_folder(folder_))
    if (file.ends_with(".new"))
      if (auto removed = platform::remove_file(folder_ + "/" + file); !removed) return removed;
  return {};
}

}  // namespace talt::sync
