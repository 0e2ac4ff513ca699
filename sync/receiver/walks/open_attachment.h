// SPDX-License-Identifier: EUPL-1.2
// Photos and voice memos of a walk, out of the ledger and opened with the keys in its records. One at a time:
// memory does not grow with their number. One thread.
#pragma once

#include <functional>
#include <optional>

#include "sync/receiver/ledger/ledger.h"
#include "sync/receiver/walks/walk_account.h"

namespace talt::receiver {

/// The file of an attachment; nothing where it has not (wholly) arrived. Fails where it cannot be opened.
using OpenAttachment = std::function<core::Result<std::optional<core::Bytes>>(const core::Attachment&)>;

/// The ledger must live longer.
OpenAttachment open_attachments(Ledger& ledger, const WalkAccount& walk);

}  // namespace talt::receiver
