// SPDX-License-Identifier: EUPL-1.2
// An attachment as the journal knows it, and its row. Rows are written in the same synced write as the record
// that names the attachment, so which names are durable is known without reading records. Plain values.
#pragma once

#include <vector>

#include "app/core/attachment.h"
#include "platform/store.h"
#include "sync/chain.h"

namespace talt::sync {

/// Values stand on disk: never renumber.
enum class AttachmentState : std::uint8_t {
  Unsent = 0,
  Received = 1,  // the receiver has the whole of it; the file is here still
  LetGo = 2,     // and its backup too, or space was short: the file is or will be gone
  Lost = 3       // the receiver lacks it, and the file is gone or damaged
};

struct HeldAttachment {
  core::NamedAttachment file;
  RunId run{};               // of the first record that names it
  std::uint64_t number = 0;  // that record's
  std::uint64_t place = 0;   // among that record's attachments
  AttachmentState state = AttachmentState::Unsent;
  std::uint64_t have = 0;  // of its bytes, as the receiver said last; not stored
};

struct AttachmentStatus {
  std::uint64_t named = 0, received = 0, lost = 0;
  std::uint64_t bytes_pending = 0;  // still to be sent
};
AttachmentStatus status_of(const std::vector<HeldAttachment>& attachments);

namespace rows {
platform::StoreWrite attachment(const HeldAttachment& attachment);
/// Fails where the row does not prove itself under that key.
core::Result<HeldAttachment> read_attachment(core::ByteView key, core::ByteView value);
/// All of them, oldest first.
core::Result<std::vector<HeldAttachment>> read_attachments(platform::Store& store);
void sort_by_age(std::vector<HeldAttachment>& attachments);
}  // namespace rows

}  // namespace talt::sync
