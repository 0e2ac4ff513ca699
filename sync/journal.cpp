// SPDX-License-Identifier: EUPL-1.2
// In the data folder: journal/ (the store, rows in journal_rows.cpp), journal-state (journal_opening.cpp),
// mark (mark.cpp), reserve (real blocks given up when the disk is full), damaged/N (stores set aside whole)
// and damaged/N.salvaged (what could be read in one).
#include "sync/journal.h"

#include <algorithm>
#include <utility>

#include "app/core/check.h"
#include "app/core/limits.h"
#include "sync/journal_inside.h"

namespace talt::sync {

using core::Bytes;
using core::Error;
using core::Result;
using platform::StoreWrite;

namespace {

constexpr std::int64_t reserve_bytes =
    8 * 1024 * 1024;                           // more than 4 write buffers and 4 MB: an opening needs a table
constexpr std::size_t sealing_bytes_max = 22;  // the authenticator and the frame's own heads
constexpr std::size_t plain_bytes_max = core::record_bytes_max - sealing_bytes_max;

}  // namespace

// ---- opening

JournalRun* Journal::Inside::find(const RunId& run) {
  for (auto& known : runs)
    if (known.run == run) return &known;
  return nullptr;
}

void Journal::Inside::compare_with_mark() {
  mark = read_mark(folder + "/mark");
  const bool is_salvage_due = unsalvaged_store(folder).has_value();
  if (!mark) {
    if (!runs.empty() || is_salvage_due)
      warn("the mark is missing or damaged: whether records are missing cannot be known");
    return;
  }
  const JournalRun* run = find(mark->run);
  if (run == nullptr && is_salvage_due) return;  // what is missing is known when that is done
  const std::uint64_t have = run ? run->last : runs.empty() ? 0 : std::min(runs.back().last, mark->number);
  if (have < mark->number || run == nullptr)
    return warn("records are missing: the journal should reach number " + std::to_string(mark->number) +
                " and ends at " + std::to_string(have));
  const auto head = head_at(*run, mark->number);
  if (!head || (*head && **head != mark->head))
    warn("record " + std::to_string(mark->number) + " is not the one that the mark names");
}

void Journal::Inside::compare_with_receipts() {
  for (const auto& run : runs)
    if (run.receipt && run.receipt->through > run.last)
      warn("records are missing here: the receiver has them up to number " +
           std::to_string(run.receipt->through) + ", the journal up to " + std::to_string(run.last));
}

void Journal::Inside::warn(std::string warning) {
  const auto all = all_warnings();
  if (std::find(all.begin(), all.end(), warning) == all.end()) warnings.push_back(std::move(warning));
}

std::vector<std::string> Journal::Inside::all_warnings() const {
  auto all = told;
  all.insert(all.end(), warnings.begin(), warnings.end());
  return all;
}

void Journal::Inside::add_warnings(std::vector<StoreWrite>& writes) const {
  for (std::size_t i = 0; i < warnings.size(); ++i)
    writes.push_back({rows::warning_key(told.size() + i), Bytes(warnings[i].begin(), warnings[i].end())});
}

void Journal::Inside::keep_warnings() {
  told = all_warnings();
  warnings.clear();
}

Result<std::unique_ptr<Journal>> Journal::open(const std::string& folder, JournalIdentity identity,
                                               platform::Random& random, JournalGround ground) {
  auto inside = std::make_unique<Inside>(folder, std::move(identity), random);
  if (auto made = platform::make_folder(folder); !made) return made.error();
  auto opened = open_or_set_aside(folder, ground);
  if (!opened) return opened.error();
  inside->store = std::move(opened->store);
  inside->runs = std::move(opened->runs);
  inside->attachments = std::move(opened->attachments);
  inside->told = std::move(opened->told);
  for (auto& warning : opened->warnings) inside->warn(std::move(warning));
  inside->compare_with_mark();
  inside->compare_with_receipts();
  inside->shelf = AttachmentShelf(folder, {ground.free_bytes});
  inside->ground = std::move(ground);
  if (auto reserved = platform::reserve(folder + "/reserve", reserve_bytes); !reserved)
    inside->warn(reserved.error().text());
  return std::unique_ptr<Journal>(new Journal(std::move(inside)));
}

Journal::Journal(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
/// A handle that died still knows what it acknowledged last: the mark says so before a store is set aside.
Journal::~Journal() {
  if (auto marked = write_mark(); !marked) return;  // the mark of a second ago stands
}

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

std::uint64_t Journal::Inside::next_ordinal() const {
  const auto base = set_aside_stores(folder).size() * ordinals_a_store;
  return std::max(base, runs.empty() ? 0 : runs.back().ordinal) + 1;
}

Result<void> Journal::Inside::begin_run() {
  platform::Secret run_key(32);
  random.fill(run_key.bytes());
  const auto header = next_header(run_key);
  const auto bytes = encode(header);
  const auto head = first_head(bytes);
  const auto ordinal = next_ordinal();
  const auto key = rows::run_key(ordinal);
  std::vector<StoreWrite> writes{{key, rows::header(key, bytes)}, {rows::end_key(header.run), Bytes{}}};
  add_warnings(writes);
  is_stopped = true;  // until header and mark are both durable: a half-begun run is never gone on with
  if (auto written = store->write(writes); !written) return written;
  const Mark next{mark ? mark->sequence + 1 : 1, header.run, header.first - 1, head, bytes};
  if (auto written = sync::write_mark(folder + "/mark", next); !written) return written;
  is_stopped = false;
  mark = next;
  keep_warnings();
  auto begun = rows::new_run(ordinal, bytes);
  core::check(begun.ok(), "a header that was just written can be read");
  runs.push_back(std::move(*begun));
  sealer.emplace(std::move(run_key), header.device, header.run, header.first);
  return {};
}

// ---- appending

namespace {

StoreWrite side_write(const SideValue& value) {
  return {rows::side_key(value.name), value.is_removed ? std::nullopt : std::optional(value.value)};
}

}  // namespace

Result<std::uint64_t> Journal::append(std::vector<PlainRecord> records, const std::vector<SideValue>& side) {
  const std::lock_guard held(inside_->lock);
  auto& in = *inside_;
  core::check(!records.empty(), "an append has a record");
  if (in.has_failed())
    return Error{"cannot save", "an earlier write failed", "the journal must be opened anew"};
  for (const auto& record : records)
    if (record.clear.size() + record.plain.size() > plain_bytes_max)
      return Error{"cannot save a record", "it would be larger than 8 KiB when sealed", ""};
  auto named = in.newly_named(records);
  if (!named) return named.error();
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
    core::check(frame.ok(), "a record whose size was checked can be sealed");
    ++number;
    const auto before = std::exchange(head, next_head(head, *frame));
    core::append(frames, *frame);
    const auto key = rows::record_key(run.run, number);
    writes.push_back({key, rows::record(key, before, head, *frame)});
  }
  for (const auto& value : side) writes.push_back(side_write(value));
  for (auto& attachment : *named) {
    attachment.run = run.run;
    attachment.number += first;
    writes.push_back(rows::attachment(attachment));
  }
  if (auto written = in.store->write(writes); !written) {
    in.failed = FailedAppend{run.run, first, records.size(), platform::hash({frames})};
    in.sealer.reset();
    if (written.error().why.find("Corruption") != std::string::npos)
      if (auto noted = note_damaged(in.folder); !noted) return noted.error();
    return written.error();
  }
  run.last = number;
  run.head = head;
  in.attachments.insert(in.attachments.end(), named->begin(), named->end());
  return first;
}

Result<void> Journal::write_mark() {
  const std::lock_guard in_turn(inside_->mark_lock);
  Mark next;
  {
    const std::lock_guard held(inside_->lock);
    if (inside_->runs.empty() || !(inside_->sealer || inside_->failed)) return {};  // no run of this opening
    const auto& run = inside_->runs.back();
    if (inside_->mark && inside_->mark->run == run.run && inside_->mark->number == run.last) return {};
    next = {inside_->mark ? inside_->mark->sequence + 1 : 1, run.run, run.last, run.head, run.header};
  }
  if (auto written = sync::write_mark(inside_->folder + "/mark", next); !written) return written;
  const std::lock_guard held(inside_->lock);
  inside_->mark = next;
  return {};
}

Result<std::optional<Bytes>> Journal::side_value(const std::string& name) {
  const std::lock_guard held(inside_->lock);
  return inside_->store->read(rows::side_key(name));
}

Result<void> Journal::write_side_values(const std::vector<SideValue>& values) {
  const std::lock_guard held(inside_->lock);
  std::vector<StoreWrite> writes;
  for (const auto& value : values) writes.push_back(side_write(value));
  return inside_->store->write(writes);
}

bool Journal::is_dead() {
  const std::lock_guard held(inside_->lock);
  return inside_->has_failed();
}

std::optional<FailedAppend> Journal::failed_append() {
  const std::lock_guard held(inside_->lock);
  return inside_->failed;
}

Result<bool> Journal::holds(const FailedAppend& failed) {
  const std::lock_guard held(inside_->lock);
  Bytes frames;
  for (std::uint64_t i = 0; i < failed.count; ++i) {
    const auto key = rows::record_key(failed.run, failed.first + i);
    const auto value = inside_->store->read(key);
    if (!value) return value.error();
    if (!*value) return false;
    const auto stored = rows::read_record(key, **value);
    if (!stored) return stored.error();
    core::append(frames, stored->frame);
  }
  return platform::hash({frames}) == failed.frames;
}

// ---- status

namespace {

JournalStatus status_of_runs(const std::vector<JournalRun>& runs, std::vector<std::string> warnings,
                             const std::vector<HeldAttachment>& attachments) {
  JournalStatus status;
  status.warnings = std::move(warnings);
  status.attachments = status_of(attachments);
  for (const auto& run : runs) {
    const std::uint64_t through = std::min(run.through(), run.last);
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
    if (!run.is_settled()) status.unsettled.push_back(facts);
  }
  status.pending = status.recorded - status.receipted;
  return status;
}

}  // namespace

JournalStatus Journal::status() {
  const std::lock_guard held(inside_->lock);
  return status_of_runs(inside_->runs, inside_->all_warnings(), inside_->attachments);
}

Result<JournalStatus> Journal::status_of(const std::string& folder) {
  if (!is_born(folder)) return JournalStatus{};
  auto opened = open_existing(folder, JournalGround());
  if (!opened) return opened.error();
  return status_of_runs(opened->runs, opened->told, opened->attachments);
}

}  // namespace talt::sync
