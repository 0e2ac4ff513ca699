// SPDX-License-Identifier: EUPL-1.2
// In the data folder: journal/ (the store, rows in journal_rows.cpp), journal-state ("begun" or "born"), mark
// (mark.cpp), reserve (real blocks given up when the disk is full), damaged/N (stores set aside whole).
#include "sync/journal.h"

#include <algorithm>
#include <mutex>

#include "app/core/check.h"
#include "app/core/limits.h"
#include "sync/journal_rows.h"
#include "sync/mark.h"

namespace talt::sync {

using core::Bytes;
using core::Error;
using core::Result;
using platform::StoreWrite;

namespace {

constexpr std::int64_t reserve_bytes =
    8 * 1024 * 1024;  // more than 4 write buffers and 4 MB: an opening needs a table
constexpr std::size_t prune_step = 500;

struct Opened {
  std::unique_ptr<platform::Store> store;
  std::vector<JournalRun> runs;
  std::vector<std::string> warnings;
};

Result<void> note_state(const std::string& folder, std::string_view state) {
  return platform::write_file_durably(folder + "/journal-state", core::as_bytes(state));
}

bool is_born(const std::string& folder) {
  const auto state = platform::read_file(folder + "/journal-state", 16);
  return state && core::as_text(*state) == "born";
}

Result<Opened> open_existing(const std::string& folder) {
  auto store = platform::open_store(folder + "/journal", platform::StoreBirth::Existing);
  if (!store) return store.error();
  auto runs = rows::read_runs(**store);
  if (!runs) return runs.error();
  return Opened{std::move(*store), std::move(*runs), {}};
}

Result<Opened> give_birth(const std::string& folder) {
  if (auto noted = note_state(folder, "begun"); !noted) return noted.error();
  auto store = platform::open_store(folder + "/journal", platform::StoreBirth::New);
  if (!store) return store.error();
  auto runs = rows::read_runs(**store);
  if (!runs) return runs.error();
  if (auto noted = note_state(folder, "born"); !noted) return noted.error();
  return Opened{std::move(*store), std::move(*runs), {}};
}

/// Whole and untouched: what can still be read in it is salvaged later, by hand or by a tool, never in place.
Result<std::string> set_aside(const std::string& folder) {
  const std::string damaged = folder + "/damaged";
  if (auto made = platform::make_folder(damaged); !made) return made.error();
  const std::string place = damaged + "/" + std::to_string(platform::list_folder(damaged).size() + 1);
  if (auto moved = platform::rename_durably(folder + "/journal", place); !moved) return moved.error();
  return place;
}

bool is_out_of_space(const Error& error) {
  return error.why.find("No space") != std::string::npos || error.why.find("too large") != std::string::npos;
}

Result<Opened> open_or_set_aside(const std::string& folder) {
  if (!is_born(folder)) return give_birth(folder);
  auto opened = open_existing(folder);
  if (opened || is_out_of_space(opened.error())) return opened;
  std::string warning = "the journal could not be opened (" + opened.error().why + ")";
  if (platform::exists(folder + "/journal")) {
    const auto place = set_aside(folder);
    if (!place) return place.error();
    warning += " and was set aside in " + *place;
  }
  auto fresh = give_birth(folder);
  if (fresh) fresh->warnings.push_back(warning + "; a new one collects");
  return fresh;
}

}  // namespace

struct Journal::Inside {
  std::string folder;
  JournalIdentity identity;
  platform::Random& random;
  std::unique_ptr<platform::Store> store;
  std::vector<JournalRun> runs;  // oldest first; the last one is this opening's once `sealer` is there
  std::vector<std::string> warnings;
  std::optional<Mark> mark;
  std::optional<Sealer> sealer;
  std::optional<FailedAppend> failed;
  std::mutex lock;
  std::mutex mark_lock;

  Inside(std::string in, JournalIdentity who, platform::Random& by)
      : folder(std::move(in)), identity(std::move(who)), random(by) {}

  JournalRun* find(const RunId& run) {
    for (auto& known : runs)
      if (known.run == run) return &known;
    return nullptr;
  }
  Result<void> begin_run();
  RunHeader next_header(const platform::Secret& run_key);
  void compare_with_mark();
  Result<void> prune(JournalRun& run, std::uint64_t up_to);
};

// ---- opening

void Journal::Inside::compare_with_mark() {
  mark = read_mark(folder + "/mark");
  if (!mark) return;
  const JournalRun* run = find(mark->run);
  const std::uint64_t have = run ? run->last : runs.empty() ? 0 : std::min(runs.back().last, mark->number);
  if (have < mark->number)
    warnings.push_back("records are missing: the journal should reach number " +
                       std::to_string(mark->number) + " and ends at " + std::to_string(have));
}

Result<std::unique_ptr<Journal>> Journal::open(const std::string& folder, JournalIdentity identity,
                                               platform::Random& random) {
  auto inside = std::make_unique<Inside>(folder, std::move(identity), random);
  if (auto made = platform::make_folder(folder); !made) return made.error();
  auto opened = open_or_set_aside(folder);
  if (!opened) return opened.error();
  inside->store = std::move(opened->store);
  inside->runs = std::move(opened->runs);
  inside->warnings = std::move(opened->warnings);
  inside->compare_with_mark();
  if (auto reserved = platform::reserve(folder + "/reserve", reserve_bytes); !reserved)
    inside->warnings.push_back(reserved.error().text());
  return std::unique_ptr<Journal>(new Journal(std::move(inside)));
}

Journal::Journal(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Journal::~Journal() = default;

// ---- runs

RunHeader Journal::Inside::next_header(const platform::Secret& run_key) {
  RunHeader header;
  header.device = identity.device;
  random.fill(header.run);
  header.device_key = identity.device_key;
  header.commitment = platform::commitment(run_key, "commit");
  for (const auto& recipient : identity.sealing_keys)
    header.run_key.push_back({recipient, platform::seal_to(recipient, run_key.view())});
  if (!runs.empty()) {
    header.previous_run = runs.back().run;
    header.previous_last = runs.back().last;
    header.previous_head = runs.back().head;
  }
  for (const auto& run : runs)
    if (run.receipt && run.receipt->through > header.previous_last) {
      header.previous_run = run.run;
      header.previous_last = run.receipt->through;
      header.previous_head = run.receipt->head;
    }
  if (mark && mark->number > header.previous_last) {
    header.previous_run = mark->run;
    header.previous_last = mark->number;
    header.previous_head = mark->head;
  }
  header.first = header.previous_last + 1;
  return header;
}

Result<void> Journal::Inside::begin_run() {
  platform::Secret run_key(32);
  random.fill(run_key.bytes());
  const auto header = next_header(run_key);
  const auto bytes = encode(header);
  const auto head = first_head(bytes);
  if (auto written = store->write({{rows::run_key(runs.size() + 1), bytes}}); !written) return written;
  const Mark next{mark ? mark->sequence + 1 : 1, header.run, header.first - 1, head, bytes};
  if (auto written = sync::write_mark(folder + "/mark", next); !written) return written;
  mark = next;
  runs.push_back(
      {header.run, bytes, header.first, header.first - 1, head, std::nullopt, header.first - 1, head});
  sealer.emplace(std::move(run_key), header.device, header.run, header.first);
  return {};
}

// ---- appending

Result<std::uint64_t> Journal::append(std::vector<PlainRecord> records, const std::vector<SideValue>& side) {
  const std::lock_guard held(inside_->lock);
  auto& in = *inside_;
  core::check(!records.empty(), "an append has a record");
  if (in.store->is_dead() || in.failed)
    return Error{"cannot save", "an earlier write failed", "the journal must be opened anew"};
  if (!in.sealer)
    if (auto begun = in.begin_run(); !begun) return begun.error();
  auto& run = in.runs.back();
  const std::uint64_t first = run.last + 1;
  std::uint64_t number = run.last;
  Head head = run.head;
  std::vector<StoreWrite> writes;
  Bytes frames;
  for (auto& record : records) {
    auto frame = in.sealer->seal(number + 1, record.clear, record.plain);
    platform::wipe(record.plain);
    if (!frame) {  // the key has moved on: what follows begins a new run
      in.sealer.reset();
      return frame.error();
    }
    ++number;
    head = next_head(head, *frame);
    core::append(frames, *frame);
    writes.push_back({rows::record_key(run.run, number), rows::record(head, *frame)});
  }
  for (const auto& value : side) writes.push_back({rows::side_key(value.name), value.value});
  if (auto written = in.store->write(writes); !written) {
    in.failed = FailedAppend{run.run, first, records.size(), platform::hash({frames})};
    in.sealer.reset();
    return written.error();
  }
  run.last = number;
  run.head = head;
  return first;
}

Result<void> Journal::write_mark() {
  const std::lock_guard in_turn(inside_->mark_lock);
  Mark next;
  {
    const std::lock_guard held(inside_->lock);
    if (inside_->runs.empty() || !inside_->sealer) return {};
    const auto& run = inside_->runs.back();
    if (inside_->mark && inside_->mark->run == run.run && inside_->mark->number == run.last) return {};
    next = {inside_->mark ? inside_->mark->sequence + 1 : 1, run.run, run.last, run.head, run.header};
    inside_->mark = next;
  }
  return sync::write_mark(inside_->folder + "/mark", next);
}

Result<std::optional<Bytes>> Journal::side_value(const std::string& name) {
  const std::lock_guard held(inside_->lock);
  return inside_->store->read(rows::side_key(name));
}

Result<void> Journal::write_side_value(const SideValue& value) {
  const std::lock_guard held(inside_->lock);
  return inside_->store->write({{rows::side_key(value.name), value.value}});
}

bool Journal::is_dead() {
  const std::lock_guard held(inside_->lock);
  return inside_->store->is_dead() || inside_->failed.has_value();
}

std::optional<FailedAppend> Journal::failed_append() {
  const std::lock_guard held(inside_->lock);
  return inside_->failed;
}

Result<bool> Journal::holds(const FailedAppend& failed) {
  const std::lock_guard held(inside_->lock);
  Bytes frames;
  for (std::uint64_t i = 0; i < failed.count; ++i) {
    const auto value = inside_->store->read(rows::record_key(failed.run, failed.first + i));
    if (!value) return value.error();
    if (!*value) return false;
    const auto stored = rows::read_record(**value);
    if (!stored) return stored.error();
    core::append(frames, stored->frame);
  }
  return platform::hash({frames}) == failed.frames;
}

// ---- sending

Result<std::optional<StoredBatch>> Journal::peek(std::size_t records_max, std::size_t bytes_max) {
  const std::lock_guard held(inside_->lock);
  for (const auto& run : inside_->runs) {
    const std::uint64_t through = run.receipt ? run.receipt->through : run.first - 1;
    if (run.receipt && through >= run.last) continue;
    const bool from_pruned = through < run.pruned;
    StoredBatch batch{run.run,
                      run.header,
                      (from_pruned ? run.pruned : through) + 1,
                      from_pruned   ? run.pruned_head
                      : run.receipt ? run.receipt->head
                                    : first_head(run.header),
                      {},
                      {},
                      true};
    batch.after = batch.before;
    batch.with_header = through + 1 == run.first;
    std::size_t bytes = run.header.size();
    std::optional<Error> damaged;
    const auto scanned = inside_->store->scan(
        rows::record_key(run.run, batch.first), rows::record_key(run.run, UINT64_MAX),
        [&](core::ByteView, core::ByteView value) {
          auto stored = rows::read_record(value);
          if (!stored) return damaged = stored.error(), false;
          bytes += stored->frame.size();
          if (batch.frames.size() == records_max || (bytes > bytes_max && !batch.frames.empty()))
            return false;
          batch.after = stored->head;
          batch.frames.push_back(std::move(stored->frame));
          return true;
        });
    if (!scanned) return scanned.error();
    if (damaged) return *damaged;
    return std::optional<StoredBatch>(std::move(batch));
  }
  return std::optional<StoredBatch>();
}

Result<void> Journal::Inside::prune(JournalRun& run, std::uint64_t up_to) {
  while (run.pruned < up_to) {
    const auto last = std::min(up_to, run.pruned + prune_step);
    const auto kept = store->read(rows::record_key(run.run, last));
    if (!kept) return kept.error();
    core::check(kept->has_value(), "a receipted record is there until it is pruned");
    const auto stored = rows::read_record(**kept);
    if (!stored) return stored.error();
    std::vector<StoreWrite> writes{{rows::pruned_key(run.run), rows::pruned(last, stored->head)}};
    for (auto number = run.pruned + 1; number <= last; ++number)
      writes.push_back({rows::record_key(run.run, number), std::nullopt});
    if (auto written = store->write(writes); !written) return written;
    run.pruned = last;
    run.pruned_head = stored->head;
  }
  return {};
}

Result<void> Journal::receipted(const Receipt& receipt, const std::string& nonce_sent) {
  const std::lock_guard held(inside_->lock);
  const auto refused = [](const char* why) { return Error{"the receipt was not taken", why, ""}; };
  if (!is_signed_by(receipt, inside_->identity.receipt_key))
    return refused("it is not signed by the municipality's receiver");
  if (receipt.device != inside_->identity.device) return refused("it is for another device");
  if (receipt.nonce != nonce_sent) return refused("it answers another request");
  JournalRun* run = inside_->find(receipt.run);
  if (run == nullptr) return refused("it is for a run that this kiosk does not know");
  if (receipt.through + 1 < run->first || receipt.through > run->last || receipt.stable > receipt.through)
    return refused("its numbers are not of this run");
  Head expected = run->header.empty() ? Head{} : first_head(run->header);
  if (receipt.through == run->pruned) {
    expected = run->pruned_head;
  } else if (receipt.through > run->pruned) {
    const auto value = inside_->store->read(rows::record_key(run->run, receipt.through));
    if (!value) return value.error();
    const auto stored =
        *value ? rows::read_record(**value) : Result<StoredRecord>(refused("its record is not here"));
    if (!stored) return stored.error();
    expected = stored->head;
  }
  const bool is_checkable = receipt.through >= run->pruned || receipt.through + 1 == run->first;
  if (is_checkable && expected != receipt.head) return refused("its head is not this journal's");
  if (auto written = inside_->store->write({{rows::receipt_key(run->run), encode(receipt)}}); !written)
    return written;
  run->receipt = receipt;
  return inside_->prune(*run, receipt.stable);
}

std::optional<Receipt> Journal::receipt_of(const RunId& run) {
  const std::lock_guard held(inside_->lock);
  const JournalRun* known = inside_->find(run);
  return known ? known->receipt : std::nullopt;
}

// ---- status

namespace {

JournalStatus status_of_runs(const std::vector<JournalRun>& runs, std::vector<std::string> warnings) {
  JournalStatus status;
  status.warnings = std::move(warnings);
  for (const auto& run : runs) {
    const std::uint64_t through = run.receipt ? run.receipt->through : run.first - 1;
    RunStatus facts{run.run,
                    run.first,
                    run.last,
                    through,
                    run.receipt ? run.receipt->stable : 0,
                    run.pruned,
                    run.head,
                    run.receipt ? run.receipt->disputed : ""};
    status.recorded += run.last + 1 - run.first;
    status.receipted += through + 1 - run.first;
    if (run.receipt) status.last_receipt_s = std::max(status.last_receipt_s, run.receipt->time_s);
    if (!facts.disputed.empty())
      status.warnings.push_back("the receiver has other records under this kiosk's numbers: " +
                                facts.disputed);
    status.current = facts;
    if (!run.receipt || through < run.last) status.unsettled.push_back(facts);
  }
  status.pending = status.recorded - status.receipted;
  return status;
}

}  // namespace

JournalStatus Journal::status() {
  const std::lock_guard held(inside_->lock);
  return status_of_runs(inside_->runs, inside_->warnings);
}

Result<JournalStatus> Journal::status_of(const std::string& folder) {
  if (!is_born(folder)) return JournalStatus{};
  auto opened = open_existing(folder);
  if (!opened) return opened.error();
  return status_of_runs(opened->runs, {});
}

}  // namespace talt::sync
