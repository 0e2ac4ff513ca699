// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/ledger/ledger.h"

namespace talt::receiver {

using core::Result;

Result<TakenPiece> Ledger::accept(const AttachmentPiece& piece) {
  Result<TakenPiece> outcome = TakenPiece{};
  const auto done = commits_.commit([&]() -> Result<void> {
    outcome = take_piece(*writing_, piece);
    if (!outcome) return outcome.error();
    return {};
  });
  if (!done) return done.error();
  return outcome;
}

Result<sync::AttachmentTally> Ledger::attachment_tally(const LedgerRun& run) {
  const std::lock_guard held(reading_lock_);
  return receiver::attachment_tally(*reading_, run.device, run.id, std::min(run.stable, run.through));
}

Result<AttachmentCount> Ledger::count_attachments() {
  const std::lock_guard held(reading_lock_);
  return receiver::count_attachments(*reading_);
}

Result<core::Bytes> Ledger::read_attachment(const core::AttachmentName& name) {
  const std::lock_guard held(reading_lock_);
  return receiver::read_attachment(*reading_, name);
}

Result<std::vector<std::int64_t>> Ledger::whole_attachments() {
  const std::lock_guard held(reading_lock_);
  return receiver::whole_attachments(*reading_);
}

Result<void> Ledger::mark_attachments_stable(const std::vector<std::int64_t>& backed_up) {
  return commits_.commit([&] { return receiver::mark_attachments_stable(*writing_, backed_up); });
}

}  // namespace talt::receiver
