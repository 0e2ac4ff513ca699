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
constexpr std::int64_t space_short_bytes = 2 * reserve_bytes;
constexpr std::size_t prune_step = 500;
constexpr std::size_t sealing_bytes_max = 22;  // the authenticator and the frame's own heads
constexpr std::size_t plain_bytes_max = core::record_bytes_max - sealing_bytes_max;

struct Opened {
  std::unique_ptr<platform::Store> store;
  std::vector<JournalRun> runs;
  std::vector<std::string> told;      // warnings that the store keeps
  std::vector<std::string> warnings;  // and new ones
};

Result<void> note_state(const std::string& folder, std::string_view state) {
  return platform::write_file_durably(folder + "/journal-state", core::as_bytes(state));
}

bool is_born(const std::string& folder) {
  const auto state = platform::read_file(folder + "/journal-state", 16);
  return state && core::as_text(*state) == "born";
}

Result<Opened> read_opened(Result<std::unique_ptr<platform::Store>> store) {
  if (!store) return store.error();
  auto runs = rows::read_runs(**store);
  if (!runs) return runs.error();
  auto warnings = rows::read_warnings(**store);
  if (!warnings) return warnings.error();
  return Opened{std::move(*store), std::move(*runs), std::move(*warnings), {}};
}

Result<Opened> open_existing(const std::string& folder, const JournalGround& ground) {
  return read_opened(ground.open_store(folder + "/journal", platform::StoreBirth::Existing));
}

Result<Opened> give_birth(const std::string& folder, const JournalGround& ground) {
  if (auto noted = note_state(folder, "begun"); !noted) return noted.error();
  auto opened = read_opened(ground.open_store(folder + "/journal", platform::StoreBirth::New));
  if (!opened) return opened;
  if (auto noted = note_state(folder, "born"); !noted) return noted.error();
  return opened;
}

/// Whole and untouched: what can still be read in it is salvaged later, by hand or by a tool, never in place.
Result<std::string> set_aside(const std::string& folder) {
  const std::string damaged = folder + "/damaged";
  if (auto made = platform::make_folder(damaged); !made) return made.error();
  const std::string place = damaged + "/" + std::to_string(platform::list_folder(damaged).size() + 1);
  if (auto moved = platform::rename_durably(folder + "/journal", place); !moved) return moved.error();
  return place;
}

bool speaks_of(const Error& error, std::initializer_list<const char*> causes) {
  return std::any_of(causes.begin(), causes.end(),
                     [&](const char* cause) { return error.why.find(cause) != std::string::npos; });
}

/// The machine's fault, not the journal's: setting it aside would not help.
bool is_of_the_machine(const Error& error) {
  return speaks_of(error, {"No space", "too large", "Permission denied", "Too many open files", "lock"});
}

Result<Opened> open_or_set_aside(const std::string& folder, const JournalGround& ground) {
  if (!is_born(folder)) return give_birth(folder, ground);
  auto opened = open_existing(folder, ground);
  if (!opened && speaks_of(opened.error(), {"No space", "too large"})) {
    if (auto freed = platform::remove_file(folder + "/reserve"); !freed) return freed.error();
    opened = open_existing(folder, ground);  // an opening writes a table: the reserve is room for it
  }
  if (opened || is_of_the_machine(opened.error())) return opened;
  std::string warning = "the journal could not be opened (" + opened.error().why + ")";
  if (platform::exists(folder + "/journal")) {
    const auto place = set_aside(folder);
    if (!place) return place.error();
    warning += " and was set aside in " + *place;
  }
  auto fresh = give_birth(folder, ground);
  if (fresh) fresh->warnings.push_back(warning + "; a new one collects");
  return fresh;
}

}  // namespace

struct Journal::Inside {
  std::string folder;
  JournalIdentity identity;
  platform::Random& random;
  JournalGround ground;
  std::unique_ptr<platform::Store> store;
  std::vector<JournalRun> runs;       // oldest first; the last one is this opening's once `sealer` is there
  std::vector<std::string> told;      // warnings that the store keeps
  std::vector<std::string> warnings;  // new ones: written with the next run's header
  bool is_stopped = false;            // a run could not begin whole
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
  void compare_with_receipts();
  bool has_failed() const { return is_stopped || failed.has_value() || store->is_dead(); }
  Result<std::optional<Head>> head_at(const JournalRun& run, std::uint64_t number);
  Result<void> prune(JournalRun& run, std::uint64_t up_to);
  std::vector<std::string> all_warnings() const;
};

// ---- opening

void Journal::Inside::compare_with_mark() {
  mark = read_mark(folder + "/mark");
  if (!mark) {
    if (!runs.empty())
      warnings.push_back("the mark is missing or damaged: whether records are missing cannot be known");
    return;
  }
  const JournalRun* run = find(mark->run);
  const std::uint64_t have = run ? run->last : runs.empty() ? 0 : std::min(runs.back().last, mark->number);
  if (have < mark->number || run == nullptr) {
    warnings.push_back("records are missing: the journal should reach number " +
                       std::to_string(mark->number) + " and ends at " + std::to_string(have));
    return;
  }
  const auto head = head_at(*run, mark->number);
  if (!head || (*head && **head != mark->head))
    warnings.push_back("record " + std::to_string(mark->number) + " is not the one that the mark names");
}

void Journal::Inside::compare_with_receipts() {
  for (const auto& run : runs)
    if (run.receipt && run.receipt->through > run.last)
      warnings.push_back("records are missing here: the receiver has them up to number " +
                         std::to_string(run.receipt->through) + ", the journal up to " +
                         std::to_string(run.last));
}

std::vector<std::string> Journal::Inside::all_warnings() const {
  auto all = told;
  for (const auto& warning : warnings)
    if (std::find(all.begin(), all.end(), warning) == all.end()) all.push_back(warning);
  return all;
}

Result<std::unique_ptr<Journal>> Journal::open(const std::string& folder, JournalIdentity identity,
                                               platform::Random& random, JournalGround ground) {
  auto inside = std::make_unique<Inside>(folder, std::move(identity), random);
  if (auto made = platform::make_folder(folder); !made) return made.error();
  auto opened = open_or_set_aside(folder, ground);
  if (!opened) return opened.error();
  inside->store = std::move(opened->store);
  inside->runs = std::move(opened->runs);
  inside->told = std::move(opened->told);
  inside->warnings = std::move(opened->warnings);
  inside->compare_with_mark();
  inside->compare_with_receipts();
  inside->ground = std::move(ground);
  if (auto reserved = platform::reserve(folder + "/reserve", reserve_bytes); !reserved)
    inside->told.push_back(reserved.error().text());
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
  std::vector<StoreWrite> writes{{rows::run_key(runs.size() + 1), bytes},
                                 {rows::end_key(header.run), Bytes{}}};
  const auto all = all_warnings();
  for (std::size_t i = 0; i < all.size(); ++i)
    writes.push_back({rows::warning_key(i), Bytes(all[i].begin(), all[i].end())});
  is_stopped = true;  // until header and mark are both durable: a half-begun run is never gone on with
  if (auto written = store->write(writes); !written) return written;
  const Mark next{mark ? mark->sequence + 1 : 1, header.run, header.first - 1, head, bytes};
  if (auto written = sync::write_mark(folder + "/mark", next); !written) return written;
  is_stopped = false;
  mark = next;
  told = all;
  warnings.clear();
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
  if (in.has_failed())
    return Error{"cannot save", "an earlier write failed", "the journal must be opened anew"};
  for (const auto& record : records)
    if (record.clear.size() + record.plain.size() > plain_bytes_max)
      return Error{"cannot save a record", "it would be larger than 8 KiB when sealed", ""};
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

Result<void> Journal::write_side_value(const SideValue& value) {
  const std::lock_guard held(inside_->lock);
  return inside_->store->write({{rows::side_key(value.name), value.value}});
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

/// The head after `number`: of the run's header, the pruned end or a stored record; nothing where it is gone.
Result<std::optional<Head>> Journal::Inside::head_at(const JournalRun& run, std::uint64_t number) {
  if (number + 1 == run.first) return std::optional<Head>(first_head(run.header));
  if (number == run.pruned) return std::optional<Head>(run.pruned_head);
  const auto value = store->read(rows::record_key(run.run, number));
  if (!value) return value.error();
  if (!*value) return std::optional<Head>();
  const auto stored = rows::read_record(**value);
  if (!stored) return stored.error();
  return std::optional<Head>(stored->head);
}

namespace {

/// Fills the batch from the store; stops before the first record that does not follow the one before.
Result<void> fill(StoredBatch& batch, platform::Store& store, std::size_t records_max,
                  std::size_t bytes_max) {
  std::size_t bytes = batch.header.size();
  bool follows = true;
  const auto scanned = store.scan(
      rows::record_key(batch.run, batch.first), rows::end_key(batch.run),
      [&](core::ByteView key, core::ByteView value) {
        auto stored = rows::read_record(value);
        const auto number = batch.first + batch.frames.size();
        follows = stored && core::Bytes(key.begin(), key.end()) == rows::record_key(batch.run, number) &&
                  next_head(batch.after, stored->frame) == stored->head;
        if (!follows) return false;
        bytes += stored->frame.size();
        if (batch.frames.size() == records_max || (bytes > bytes_max && !batch.frames.empty())) return false;
        batch.after = stored->head;
        batch.frames.push_back(std::move(stored->frame));
        return true;
      });
  if (!scanned) return scanned;
  if (!follows && batch.frames.empty())
    return Error{"cannot send", "record " + std::to_string(batch.first) + " does not follow the one before",
                 "keep the data folder and tell us"};
  return {};
}

}  // namespace

Result<std::optional<StoredBatch>> Journal::peek(std::size_t records_max, std::size_t bytes_max) {
  const std::lock_guard held(inside_->lock);
  std::optional<Error> damaged;
  for (const auto& run : inside_->runs) {
    if (run.is_settled()) continue;
    const auto through = std::max(run.through(), run.pruned);
    StoredBatch batch{run.run, run.header, through + 1, {}, {}, {}, run.through() + 1 == run.first};
    const auto before = inside_->head_at(run, through);
    if (!before) return before.error();
    if (*before) batch.before = batch.after = **before;
    const auto filled = fill(batch, *inside_->store, records_max, bytes_max);
    if (filled) return std::optional<StoredBatch>(std::move(batch));
    if (!damaged) damaged = filled.error();  // the other runs do not wait for this one
  }
  if (damaged) return *damaged;
  return std::optional<StoredBatch>();
}

/// Only up to a number for which a receipt was given: that receipt stands for what is no longer here.
Result<void> Journal::Inside::prune(JournalRun& run, std::uint64_t up_to) {
  const auto given = rows::last_receipt_up_to(*store, run, up_to);
  if (!given) return given.error();
  if (!*given) return {};
  const auto end = (*given)->through;
  while (run.pruned < end) {
    const auto last = std::min<std::uint64_t>(end, run.pruned + prune_step);
    const auto head = head_at(run, last);
    if (!head) return head.error();
    if (!*head) return {};  // a hole: what is left is kept
    std::vector<StoreWrite> writes{{rows::pruned_key(run.run), rows::pruned(last, **head)}};
    for (auto number = run.pruned + 1; number <= last; ++number) {
      writes.push_back({rows::record_key(run.run, number), std::nullopt});
      if (number < end) writes.push_back({rows::receipt_key(run.run, number), std::nullopt});
    }
    if (auto written = store->write(writes); !written) return written;
    run.pruned = last;
    run.pruned_head = **head;
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
  if ((receipt.through != 0 && receipt.through + 1 < run->first) || receipt.stable > receipt.through)
    return refused("its numbers are not of this run");
  const auto through = std::max(receipt.through, run->first - 1);
  const bool knows_more = through > run->last;  // this journal lost its tail, the receiver has it
  const auto expected = inside_->head_at(*run, through);
  if (!expected) return expected.error();
  const bool has_nothing = receipt.through == 0 && receipt.head == Head{};
  if (!has_nothing && receipt.through + 1 >= run->first && *expected && **expected != receipt.head)
    return refused("its head is not this journal's");
  std::vector<StoreWrite> writes{{rows::receipt_key(run->run), encode(receipt)}};
  const bool is_proof = *expected && !knows_more && through >= run->first && through > run->pruned;
  if (is_proof) writes.push_back({rows::receipt_key(run->run, through), encode(receipt)});
  if (auto written = inside_->store->write(writes); !written) return written;
  run->receipt = receipt;
  if (knows_more) inside_->compare_with_receipts();
  if (knows_more || !*expected) return {};
  if (auto pruned = inside_->prune(*run, receipt.stable); !pruned) return pruned;
  const auto free = inside_->ground.free_bytes(inside_->folder);
  if (!free || *free >= space_short_bytes || run->pruned >= through) return {};
  inside_->warnings.push_back(
      "space is short: receipted records were removed before the receiver's backup has them");
  return inside_->prune(*run, through);
}

std::optional<Receipt> Journal::receipt_of(const RunId& run) {
  const std::lock_guard held(inside_->lock);
  const JournalRun* known = inside_->find(run);
  if (known == nullptr || known->pruned < known->first) return known ? known->receipt : std::nullopt;
  const auto given = rows::last_receipt_up_to(*inside_->store, *known, known->pruned);
  return given ? *given : std::nullopt;
}

// ---- status

namespace {

JournalStatus status_of_runs(const std::vector<JournalRun>& runs, std::vector<std::string> warnings) {
  JournalStatus status;
  status.warnings = std::move(warnings);
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
  return status_of_runs(inside_->runs, inside_->all_warnings());
}

Result<JournalStatus> Journal::status_of(const std::string& folder) {
  if (!is_born(folder)) return JournalStatus{};
  auto opened = open_existing(folder, JournalGround());
  if (!opened) return opened.error();
  return status_of_runs(opened->runs, opened->told);
}

}  // namespace talt::sync
