// SPDX-License-Identifier: EUPL-1.2
// Photos that go with a journal's records.
#pragma once

#include "app/core/clear_header.h"
#include "sync/attachment_seal.h"
#include "tests/sync/journal_rig.h"

namespace talt::sync {

inline SealedAttachment photo(platform::Random& random, std::size_t size = 1000) {
  core::Bytes plain(size);
  random.fill(plain);
  auto sealed = seal(plain, core::AttachmentKind::Photo, random);
  REQUIRE(sealed);
  return std::move(*sealed);
}

inline core::NamedAttachment named(const SealedAttachment& sealed) {
  return {sealed.attachment.name, sealed.attachment.sealed_size};
}

inline PlainRecord record_naming(std::string_view text, const std::vector<core::NamedAttachment>& files) {
  auto record = JournalRig::record(text);
  record.clear = core::encode_clear_header(files);
  return record;
}

inline core::Result<std::uint64_t> append_naming(Journal& journal, std::string_view text,
                                                 const std::vector<core::NamedAttachment>& files) {
  std::vector<PlainRecord> records;
  records.push_back(record_naming(text, files));
  return journal.append(std::move(records));
}

/// Kept, then named by a record of its own.
inline SealedAttachment keep_and_name(Journal& journal, const std::string& folder, platform::Random& random,
                                      std::size_t size = 1000) {
  auto sealed = photo(random, size);
  const auto kept = AttachmentShelf(folder).keep(sealed.attachment.name, sealed.sealed);
  if (!kept) FAIL(kept.error().text());
  REQUIRE(append_naming(journal, "an observation", {named(sealed)}));
  return sealed;
}

}  // namespace talt::sync
