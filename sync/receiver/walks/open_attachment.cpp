// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/walks/open_attachment.h"

#include <set>

#include "sync/attachment_seal.h"

namespace talt::receiver {

OpenAttachment open_attachments(Ledger& ledger, const WalkAccount& walk) {
  const std::set<core::AttachmentName> missing(walk.missing.begin(), walk.missing.end());
  return [&ledger, missing](const core::Attachment& attachment) -> core::Result<std::optional<core::Bytes>> {
    if (missing.contains(attachment.name)) return std::optional<core::Bytes>();
    const auto sealed = ledger.read_attachment(attachment.name);
    if (!sealed) return sealed.error();
    auto file = sync::open(*sealed, attachment);
    if (!file) return file.error();
    return std::optional<core::Bytes>(std::move(*file));
  };
}

}  // namespace talt::receiver
