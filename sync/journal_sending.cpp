// SPDX-License-Identifier: EUPL-1.2
// The journal's way out: batches with what stands for lost records, receipts, pruning.
#include <algorithm>

#include "app/core/limits.h"
#include "sync/journal_inside.h"

namespace talt::sync {

using core::Bytes;
using core::ByteView;
using core::Error;
using core::Result;
using platform::StoreWrite;

namespace {

constexpr std::int64_t space_short_bytes = 16 * 1024 * 1024;  // twice the reserve
constexpr std::size_t sweep_rows = 500;

std::string span_of(std::uint64_t from, std::uint64_t to) {
  return from == to ? "record " + std::to_string(from)
                    : "records " + std::to_string(from) + " to " + std::to_string(to);
}

/// The run's records from `batch.first` on that follow one another, as many as fit. What cannot be read or
/// does not prove itself is passed over before the first one, and ends the batch after it.
Result<void> fill(StoredBatch& batch, platform::Store& store, std::size_t records_max,
                  std::size_t bytes_max) {
  std::size_t bytes = batch.header.size();
  const auto scanned = store.scan(
      rows::record_key(batch.run, batch.first), rows::end_key(batch.run), [&](ByteView key, ByteView value) {
        auto stored = rows::read_record(key, value);
        const auto number = rows::number_of(key);
        const bool is_first = batch.frames.empty();
        if (!stored || !number) return is_first;
        if (!is_first && (*number != batch.first + batch.frames.size() || stored->before != batch.after))
          return false;
        bytes += stored->frame.size();
        if (batch.frames.size() == records_max || (bytes > bytes_max && !is_first)) return false;
        if (is_first) {
          batch.first = *number;
          batch.before = stored->before;
        }
        batch.after = stored->after;
        batch.frames.push_back(std::move(stored->frame));
        return true;
      });
  return batch.frames.empty() ? scanned : Result<void>();
}

}  // namespace

Result<std::optional<Head>> Journal::Inside::head_at(const JournalRun& run, std::uint64_t number) {
  if (number + 1 == run.first) return std::optional<Head>(first_head(run.header));
  if (number == run.pruned) return std::optional<Head>(run.pruned_head);
  const auto key = rows::record_key(run.run, number);
  const auto value = store->read(key);
  if (!value) return value.error();
  const auto stored = *value ? rows::read_record(key, **value) : Result<StoredRecord>(Error{});
  return stored ? std::optional<Head>(stored->after) : std::nullopt;
}

/// Where the batch begins beyond what the receiver has: the receipt once given for the number before, or else
/// the loss, still to be signed by the device.
void Journal::Inside::state_hole(const JournalRun& run, StoredBatch& batch) {
  const auto through = run.through();
  const auto end = batch.first - 1;
  if (end <= through) return;
  const auto kept_from = std::max(through, run.pruned) + 1;
  if (kept_from <= end)
    warn(span_of(kept_from, end) + " of run " + platform::to_hex(run.run).substr(0, 8) +
         " cannot be read: lost, and the receiver is told");
  const auto given = rows::last_receipt_up_to(*store, run, end);
  if (given && *given && (*given)->through == end && (*given)->head == batch.before)
    batch.hole = Hole(**given);
  else
    batch.hole = Hole(LossStatement{identity.device, run.run, through + 1, end, batch.before, {}});
}

Result<std::optional<StoredBatch>> Journal::Inside::next_batch(const JournalRun& run, std::size_t records_max,
                                                               std::size_t bytes_max) {
  const auto from = std::max(run.through(), run.pruned);
  StoredBatch batch{run.run, run.header, from + 1, {}, {}, {}, run.through() + 1 == run.first, std::nullopt};
  const auto before = head_at(run, from);
  if (before && *before) batch.before = batch.after = **before;
  if (auto filled = fill(batch, *store, records_max, bytes_max); !filled) return filled.error();
  const bool has_readable = !batch.frames.empty();
  if (!has_readable && run.last > from) {  // the rest of the run is gone: the next run's header names its end
    warn(span_of(from + 1, run.last) + " of run " + platform::to_hex(run.run).substr(0, 8) +
         " cannot be read: lost");
    if (run.receipt) return std::optional<StoredBatch>();
  }
  state_hole(run, batch);
  return std::optional<StoredBatch>(std::move(batch));
}

Result<std::optional<StoredBatch>> Journal::peek(std::size_t records_max, std::size_t bytes_max,
                                                 const std::vector<RunId>& passed_over) {
  const std::lock_guard held(inside_->lock);
  std::optional<Error> damaged;
  for (const auto& run : inside_->runs) {
    if (run.is_settled() || std::find(passed_over.begin(), passed_over.end(), run.run) != passed_over.end())
      continue;
    auto batch = inside_->next_batch(run, records_max, bytes_max);
    if (batch && *batch) return batch;
    if (!batch && !damaged) damaged = batch.error();  // the other runs do not wait for this one
  }
  if (damaged) return *damaged;
  return std::optional<StoredBatch>();
}

std::vector<RunId> Journal::held_runs() {
  const std::lock_guard held(inside_->lock);
  std::vector<RunId> runs;
  const auto has_files = [&](const RunId& run) {
    return std::any_of(inside_->attachments.begin(), inside_->attachments.end(), [&](const auto& each) {
      return each.run == run && each.state == AttachmentState::Received;
    });
  };
  for (const auto& run : inside_->runs)
    if (run.is_settled() && (run.pruned < run.last || has_files(run.run))) runs.push_back(run.run);
  return runs;
}

bool Journal::is_settled(const RunId& id) {
  const std::lock_guard held(inside_->lock);
  const auto* run = inside_->find(id);
  return run != nullptr && run->is_settled();
}

Result<StoredBatch> Journal::question(const RunId& id) {
  const std::lock_guard held(inside_->lock);
  const auto* run = inside_->find(id);
  if (run == nullptr) return Error{"cannot ask for a run", "this kiosk does not know it", ""};
  return StoredBatch{run->run, run->header, run->last + 1, run->head, run->head, {}, false, std::nullopt};
}

// ---- receipts

namespace {

/// Removes the rows of one kind from `from` to before `end`, a few hundred at a time.
Result<void> sweep(platform::Store& store, const Bytes& from, const Bytes& end) {
  for (;;) {
    std::vector<StoreWrite> writes;
    const auto scanned = store.scan(from, end, [&](ByteView key, ByteView) {
      writes.push_back({Bytes(key.begin(), key.end()), std::nullopt});
      return writes.size() < sweep_rows;
    });
    if (writes.empty()) return scanned;
    if (auto written = store.write(writes); !written) return written;
  }
}

}  // namespace

/// Only up to a number for which a receipt was given: that receipt stands for what is no longer here. The new
/// end is written first, so rows that a crash leaves behind are no records any more and go the next time.
Result<void> Journal::Inside::prune(JournalRun& run, std::uint64_t up_to) {
  const auto given = rows::last_receipt_up_to(*store, run, up_to);
  if (!given) return given.error();
  if (!*given || (*given)->through <= run.pruned) return {};
  const auto end = (*given)->through;
  if (auto written = store->write({{rows::pruned_key(run.run), rows::pruned(end, (*given)->head)}}); !written)
    return written;
  run.pruned = end;
  run.pruned_head = (*given)->head;
  if (auto swept =
          sweep(*store, rows::record_key(run.run, run.swept + 1), rows::record_key(run.run, end + 1));
      !swept)
    return swept;
  run.swept = end;
  return sweep(*store, rows::receipt_key(run.run, run.first), rows::receipt_key(run.run, end));
}

Result<void> Journal::receipted(const Receipt& receipt, const std::string& nonce_sent) {
  const std::lock_guard held(inside_->lock);
  auto& in = *inside_;
  const auto refused = [](const char* why) { return Error{"the receipt was not taken", why, ""}; };
  if (!is_signed_by(receipt, in.identity.receipt_key))
    return refused("it is not signed by the municipality's receiver");
  if (receipt.device != in.identity.device) return refused("it is for another device");
  if (receipt.nonce != nonce_sent) return refused("it answers another request");
  JournalRun* run = in.find(receipt.run);
  if (run == nullptr) return refused("it is for a run that this kiosk does not know");
  if ((receipt.through != 0 && receipt.through + 1 < run->first) || receipt.stable > receipt.through)
    return refused("its numbers are not of this run");
  const auto through = std::max(receipt.through, run->first - 1);
  const bool knows_more = through > run->last;  // this journal lost its tail, the receiver has it
  const auto expected = in.head_at(*run, through);
  if (!expected) return expected.error();
  const bool has_nothing = receipt.through == 0 && receipt.head == Head{};
  if (!has_nothing && receipt.through + 1 >= run->first && *expected && **expected != receipt.head)
    return refused("its head is not this journal's");
  std::vector<StoreWrite> writes{{rows::receipt_key(run->run), encode(receipt)}};
  const bool is_proof = *expected && !knows_more && through >= run->first && through > run->pruned;
  if (is_proof) writes.push_back({rows::receipt_key(run->run, through), encode(receipt)});
  in.add_warnings(writes);
  if (auto written = in.store->write(writes); !written) return written;
  in.keep_warnings();
  run->receipt = receipt;
  if (auto taken = in.take_tally(receipt); !taken) return taken;
  if (knows_more) in.compare_with_receipts();
  if (knows_more || !*expected) return {};
  if (auto pruned = in.prune(*run, receipt.stable); !pruned) return pruned;
  const auto free = in.ground.free_bytes(in.folder);
  if (!free || *free >= space_short_bytes || run->pruned >= through) return {};
  in.warn("space is short: receipted records were removed before the receiver's backup has them");
  return in.prune(*run, through);
}

std::optional<Receipt> Journal::receipt_of(const RunId& run) {
  const std::lock_guard held(inside_->lock);
  const JournalRun* known = inside_->find(run);
  if (known == nullptr || known->pruned < known->first) return known ? known->receipt : std::nullopt;
  const auto given = rows::last_receipt_up_to(*inside_->store, *known, known->pruned);
  return given ? *given : std::nullopt;
}

}  // namespace talt::sync
