// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/ledger/batch_writer.h"

#include <algorithm>

#include "app/core/limits.h"
#include "sync/receiver/ledger/attachments.h"
#include "sync/receiver/ledger/ledger_rows.h"

namespace talt::receiver {

using core::ByteView;
using core::Error;
using core::Result;
using platform::to_hex;

namespace {

constexpr std::uint64_t number_max = std::uint64_t{1} << 62;  // a number of SQL holds no more than 63 bits

constexpr const char* two_writers = "other records came under the same numbers of this run";
constexpr const char* copied =
    "two runs follow the same one: the device was copied, or an old copy came back";
constexpr const char* went_on =
    "records came under numbers that the device's next run uses too: it was copied, or an old copy came back";
constexpr const char* other_end = "the run before it ended here with another record than its device says";

Error unsound(const char* why) {
  return {"the batch is not taken", why, ""};
}

std::string missing_text(const sync::Hole& hole) {
  return std::holds_alternative<sync::Receipt>(hole)
             ? "receipted once, and lost here since: the device showed the receipt"
             : "lost on the device, as it says itself";
}

}  // namespace

std::string revocation_text(const Revocation& revocation) {
  if (revocation.run == sync::RunId{}) return "the device was revoked before its first run";
  return "the device was revoked from number " + std::to_string(revocation.number + 1) + " of run " +
         to_hex(revocation.run) + " on";
}

Result<CheckedBatch> check_batch(const Batch& batch) {
  const auto& range = batch.range;
  if (range.first > number_max) return unsound("its numbers are too large");
  auto items = sync::split_sequence(batch.body, core::batch_records_max + 1);
  if (!items) return items.error();
  const bool has_header = items->size() == range.count + 1;
  if (!has_header && items->size() != range.count)
    return unsound("it does not hold as many records as it says");
  CheckedBatch checked{batch, {}, {}, {}};
  if (has_header) {
    checked.header = items->front();
    items->erase(items->begin());
  }
  if (items->size() > core::batch_records_max) return unsound("it holds more records than a batch may");
  checked.frames = std::move(*items);
  checked.heads.reserve(checked.frames.size() + 1);
  checked.heads.push_back(range.before);
  for (const auto frame : checked.frames)
    checked.heads.push_back(sync::next_head(checked.heads.back(), frame));
  if (checked.heads.back() != range.after) return unsound("its records do not lead to the head it names");
  return checked;
}

Result<LedgerRun> BatchWriter::write() {
  const auto known = runs_of(batch_.run);
  if (!known) return known.error();
  if (known->empty()) return begin();
  for (const auto& run : *known)  // as it nearly always is
    if (run.through == number_before(0) && run.head == batch_.range.before)
      return checked_.frames.empty() ? Result<LedgerRun>(run) : append(run, 0);
  return place(*known);
}

/// Follows the batch along what is held, from run to branch, as far as the bytes are the same.
Result<LedgerRun> BatchWriter::place(const Runs& known) {
  std::size_t same = 0;
  bool is_attached = false;
  for (bool is_moving = true; is_moving;) {
    is_moving = false;
    for (const auto& run : known) {
      const auto head = head_at(run, number_before(same));
      if (!head) return head.error();
      if (!*head || **head != checked_.heads[same]) continue;
      is_attached = true;
      const auto more = same_frames(run, same);
      if (!more) return more.error();
      same += *more;
      if (same == checked_.frames.size()) return run;  // a repeat
      is_moving = is_moving || *more > 0;
    }
  }
  for (const auto& run : known)
    if (run.through == number_before(same) && run.head == checked_.heads[same]) return append(run, same);
  const auto& longest = *std::max_element(known.begin(), known.end(),
                                          [](const auto& a, const auto& b) { return a.through < b.through; });
  if (is_attached || number_before(0) <= longest.through) return branch(known, same, is_attached);
  return hole_covers(longest.through + 1) ? append_behind_hole(longest) : Result<LedgerRun>(longest);
}

// ---- looking

Result<BatchWriter::Runs> BatchWriter::runs_of(const sync::RunId& run) {
  const auto found = database_.ask(
      "SELECT " + std::string(rows::run_columns) + " FROM runs WHERE device = :p0 AND run = :p1 ORDER BY id",
      rows::run_types, {to_hex(batch_.device), to_hex(run)});
  if (!found) return found.error();
  Runs runs;
  for (const auto& row : *found) runs.push_back(rows::run_of(row));
  return runs;
}

Result<LedgerRun> BatchWriter::read(std::int64_t id) {
  const auto found = database_.ask("SELECT " + std::string(rows::run_columns) + " FROM runs WHERE id = :p0",
                                   rows::run_types, {id});
  if (!found) return found.error();
  return rows::run_of(found->front());
}

Result<std::optional<sync::Head>> BatchWriter::head_at(const LedgerRun& run, std::uint64_t number) {
  if (number == run.through) return std::optional(run.head);
  if (number > run.through || number + 1 < run.first) return std::optional<sync::Head>();
  if (number + 1 == run.first) {
    const auto base = database_.ask("SELECT base FROM runs WHERE id = :p0", "t", {run.id});
    if (!base) return base.error();
    return std::optional(rows::fixed<32>(base->front()[0]));
  }
  const auto found = database_.ask(
      "SELECT first, before, frames FROM ledger WHERE run_id = :p0 AND first <= :p1 ORDER BY first DESC, "
      "count DESC LIMIT 1",
      "ttb", {run.id, rows::parameter(number + 1)});
  if (!found) return found.error();
  if (found->empty()) return std::optional<sync::Head>();
  const auto& row = found->front();
  const auto items = sync::split_sequence(rows::bytes(row[2]), core::batch_records_max);
  if (!items) return items.error();
  const auto steps = number + 1 - rows::number(row[0]);
  if (steps > items->size()) return std::optional<sync::Head>();  // within a hole
  auto head = rows::fixed<32>(row[1]);
  for (std::size_t i = 0; i < steps; ++i) head = sync::next_head(head, (*items)[i]);
  return std::optional(head);
}

Result<std::size_t> BatchWriter::same_frames(const LedgerRun& run, std::size_t skip) {
  const auto begin = number_before(skip) + 1, end = number_before(checked_.frames.size()) + 1;
  const auto found = database_.ask(
      "SELECT first, frames FROM ledger WHERE run_id = :p0 AND first < :p1 AND first + count > :p2 ORDER BY "
      "first",
      "tb", {run.id, rows::parameter(end), rows::parameter(begin)});
  if (!found) return found.error();
  auto next = begin;
  for (const auto& row : *found) {
    const auto items = sync::split_sequence(rows::bytes(row[1]), core::batch_records_max);
    if (!items) return items.error();
    auto number = rows::number(row[0]);
    for (const auto item : *items) {
      const auto current = number++;
      if (current < next) continue;
      if (current != next || next == end) return next - begin;
      const auto mine = checked_.frames[next - batch_.range.first];
      if (!std::equal(item.begin(), item.end(), mine.begin(), mine.end())) return next - begin;
      ++next;
    }
  }
  return next - begin;
}

bool BatchWriter::hole_covers(std::uint64_t from) const {
  if (!batch_.hole || batch_.range.first == 1) return false;
  const auto* loss = std::get_if<sync::LossStatement>(&*batch_.hole);
  return sync::end_of(*batch_.hole) == number_before(0) &&
         sync::head_after(*batch_.hole) == batch_.range.before && (loss == nullptr || loss->from <= from);
}

// ---- writing

Result<LedgerRun> BatchWriter::begin() {
  LedgerRun run;
  run.device = batch_.device;
  run.run = batch_.run;
  if (checked_.header.empty()) return run;  // nothing is held of it: the device sends it from its header on
  const auto decoded = sync::decode_run_header(checked_.header);
  const auto base = sync::first_head(checked_.header);
  const auto header = decoded ? std::optional(*decoded) : std::nullopt;
  if (header && header->run != batch_.run) return unsound("the header is another run's");
  run.header.assign(checked_.header.begin(), checked_.header.end());
  run.first = header ? header->first : batch_.range.first;
  run.through = run.first - 1;
  run.head = base;
  const bool is_beginning = batch_.range.first == run.first;
  if (is_beginning && batch_.range.before != base) return unsound("its head is not that of the run's header");
  if (!is_beginning && (batch_.range.first < run.first || !hole_covers(run.first))) {
    LedgerRun nothing;
    nothing.device = batch_.device;
    nothing.run = batch_.run;
    return nothing;
  }
  const auto inserted = insert(run, base, header);
  if (!inserted) return inserted.error();
  if (auto done = check_origin(*inserted, header); !done) return done.error();
  const auto begun = read(inserted->id);  // as disputed as it is
  if (!begun) return begun;
  return is_beginning ? append(*begun, 0) : append_behind_hole(*begun);
}

Result<LedgerRun> BatchWriter::insert(const LedgerRun& run, const sync::Head& base,
                                      const std::optional<sync::RunHeader>& header) {
  const auto signer = header ? header->device_key : batch_.device_key;
  const bool follows = header && !run.is_branch;
  const auto branches = database_.ask("SELECT COUNT(*) FROM runs WHERE device = :p0 AND run = :p1", "t",
                                      {to_hex(run.device), to_hex(run.run)});
  if (!branches) return branches.error();
  auto made = database_.run(
      rows::insert_next("runs"),
      {to_hex(run.device), to_hex(run.run), rows::parameter(rows::number(branches->front()[0])),
       ByteView(run.header), to_hex(signer), to_hex(follows ? header->previous_run : sync::RunId{}),
       rows::parameter(follows ? header->previous_last : 0), rows::parameter(run.first), to_hex(base),
       rows::parameter(run.through), rows::parameter(run.first - 1), to_hex(run.head), run.disputed,
       rows::parameter(run.disputed_from), batch_.received_s});
  if (!made) return made.error();
  const auto id = database_.ask("SELECT MAX(id) FROM runs", "t");
  if (!id) return id.error();
  return read(rows::parameter(rows::number(id->front()[0])));
}

Result<LedgerRun> BatchWriter::branch(const Runs& known, std::size_t skip, bool is_attached) {
  LedgerRun run = known.front();
  const auto from = number_before(skip) + 1;
  run.is_branch = true;
  if (!checked_.header.empty()) run.header.assign(checked_.header.begin(), checked_.header.end());
  run.first = from;
  run.through = from - 1;
  run.head = checked_.heads[skip];
  run.disputed = two_writers;
  run.disputed_from = from;
  const auto header = sync::decode_run_header(run.header);
  const auto inserted = insert(run, run.head, header ? std::optional(*header) : std::nullopt);
  if (!inserted) return inserted.error();
  for (const auto& other : known)
    if (other.through >= from)
      if (auto done = dispute(other.id, two_writers, from); !done) return done.error();
  if (!is_attached) {
    auto noted = database_.run(
        rows::insert_next("holes"),
        {inserted->id, rows::parameter(known.front().first), rows::parameter(from - 1),
         std::string("what this branch had before is not here"), ByteView(), batch_.received_s});
    if (!noted) return noted.error();
  }
  return append(*inserted, skip);
}

Result<LedgerRun> BatchWriter::append(const LedgerRun& run, std::size_t skip) {
  const auto count = checked_.frames.size() - skip;
  const auto* begin = count == 0 ? nullptr : checked_.frames[skip].data();
  const ByteView frames(
      begin, count == 0 ? 0 : static_cast<std::size_t>(batch_.body.data() + batch_.body.size() - begin));
  auto stored = database_.run(rows::insert_next("ledger"),
                              {run.id, rows::parameter(number_before(skip) + 1), rows::parameter(count),
                               to_hex(checked_.heads[skip]), frames, batch_.evidence, batch_.received_s});
  if (!stored) return stored.error();
  if (auto noted = note_attachments(run, skip); !noted) return noted.error();
  auto moved = run;
  moved.through = number_before(checked_.frames.size());
  moved.head = batch_.range.after;
  moved.received_s = batch_.received_s;
  auto done = database_.run("UPDATE runs SET through = :p0, head = :p1, received = :p2 WHERE id = :p3",
                            {rows::parameter(moved.through), to_hex(moved.head), batch_.received_s, run.id});
  if (!done) return done.error();
  if (auto checked = check_followers(run, moved.through); !checked) return checked.error();
  if (run.disputed_from == 0 && count > 0 && !run.is_branch) return moved;
  return read(run.id);
}

Result<void> BatchWriter::note_attachments(const LedgerRun& run, std::size_t skip) {
  for (auto i = skip; i < checked_.frames.size(); ++i)
    if (auto noted = note_named(database_, run.device, run.id, number_before(i) + 1, checked_.frames[i]);
        !noted)
      return noted;
  return {};
}

Result<LedgerRun> BatchWriter::append_behind_hole(const LedgerRun& run) {
  const auto proof = std::visit([](const auto& given) { return sync::encode(given); }, *batch_.hole);
  auto noted = database_.run(rows::insert_next("holes"),
                             {run.id, rows::parameter(run.through + 1), rows::parameter(number_before(0)),
                              missing_text(*batch_.hole), ByteView(proof), batch_.received_s});
  if (!noted) return noted.error();
  return append(run, 0);
}

// ---- what contradicts itself

Result<void> BatchWriter::dispute(std::int64_t id, const std::string& why, std::uint64_t from) {
  return database_.run(
      "UPDATE runs SET disputed = :p0, disputed_from = :p1 WHERE id = :p2 AND (disputed_from = 0 OR "
      "disputed_from > :p3)",
      {why, rows::parameter(from), id, rows::parameter(from)});
}

Result<void> BatchWriter::check_origin(const LedgerRun& run, const std::optional<sync::RunHeader>& header) {
  if (!header) return dispute(run.id, "its header cannot be read", run.first);
  const auto key = database_.ask(
      "SELECT revoked_run, revoked_number FROM device_keys WHERE device = :p0 AND device_key = :p1", "tt",
      {to_hex(run.device), to_hex(header->device_key)});
  if (!key) return key.error();
  if (header->device != run.device || key->empty())
    return dispute(run.id, "its header names another device or key than the one that sent it", run.first);
  if (const auto& revoked = key->front()[0]; !revoked.empty())
    return dispute(run.id, revocation_text({rows::fixed<16>(revoked), rows::number(key->front()[1])}),
                   run.first);
  return check_previous(run, *header);
}

Result<void> BatchWriter::check_previous(const LedgerRun& run, const sync::RunHeader& header) {
  if (header.previous_run == sync::RunId{}) return {};
  const auto siblings =
      database_.ask("SELECT id, first FROM runs WHERE device = :p0 AND previous_run = :p1 AND id <> :p2",
                    "tt", {to_hex(run.device), to_hex(header.previous_run), run.id});
  if (!siblings) return siblings.error();
  for (const auto& row : *siblings)
    if (auto done = dispute(rows::parameter(rows::number(row[0])), copied, rows::number(row[1])); !done)
      return done;
  if (!siblings->empty()) return dispute(run.id, copied, run.first);
  const auto previous = runs_of(header.previous_run);
  if (!previous) return previous.error();
  for (const auto& before : *previous) {
    if (before.through < header.previous_last) continue;
    if (before.through == header.previous_last && before.head == header.previous_head) return {};
  }
  for (const auto& before : *previous) {
    if (before.through < header.previous_last) continue;
    if (before.through > header.previous_last)
      if (auto done = dispute(before.id, went_on, header.previous_last + 1); !done) return done;
    return dispute(run.id, before.through > header.previous_last ? went_on : other_end, run.first);
  }
  return {};
}

Result<void> BatchWriter::check_followers(const LedgerRun& run, std::uint64_t through) {
  if (run.is_branch) return {};
  const auto followers = database_.ask(
      "SELECT id, first, previous_last FROM runs WHERE device = :p0 AND previous_run = :p1 AND previous_last "
      "< :p2",
      "ttt", {to_hex(run.device), to_hex(run.run), rows::parameter(through)});
  if (!followers) return followers.error();
  for (const auto& row : *followers) {
    if (auto done = dispute(rows::parameter(rows::number(row[0])), went_on, rows::number(row[1])); !done)
      return done;
    if (auto done = dispute(run.id, went_on, rows::number(row[2]) + 1); !done) return done;
  }
  return {};
}

}  // namespace talt::receiver
