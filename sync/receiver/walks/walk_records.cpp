// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/walks/walk_records.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "sync/receiver/ledger/ledger_rows.h"

namespace talt::receiver {

using core::Error;
using core::Result;
using core::walk::Observation;

namespace {

constexpr const char* columns = "SELECT run, number, disputed, dialogue, kind, body FROM opened_walks ";
constexpr std::string_view types = "tttttb";

Result<std::vector<WalkRecord>> read(platform::Database& database, const DialogueShelf& dialogues,
                                     const std::string& condition,
                                     const std::vector<platform::Parameter>& parameters) {
  const auto found = database.ask(columns + condition + " ORDER BY run, number", types, parameters);
  if (!found) return found.error();
  std::vector<WalkRecord> records;
  for (const auto& row : *found) {
    const auto dialogue = rows::parameter(rows::number(row[3]));
    const auto* known = dialogues.dialogue(dialogue);
    if (known == nullptr || !known->walk)
      return Error{"the tables cannot be used", "the dialogue of a walk is missing", "run rebuild"};
    auto entry = core::walk::decode_entry(rows::number(row[4]), core::as_bytes(row[5]), &*known->walk);
    if (!entry) return Error{"the tables cannot be used", entry.error().text(), "run rebuild"};
    records.push_back({{rows::parameter(rows::number(row[0])), rows::number(row[1]), row[2] == "1"},
                       dialogue,
                       std::move(*entry),
                       row[5]});
  }
  return records;
}

/// Oldest first. The same revision may have been saved twice, where a save was not known to have worked.
void put_in_order(std::vector<WalkRecord>& revisions) {
  std::stable_sort(revisions.begin(), revisions.end(), [](const WalkRecord& a, const WalkRecord& b) {
    return std::tuple(noted(a).revision, a.place.run, a.place.number) <
           std::tuple(noted(b).revision, b.place.run, b.place.number);
  });
  const auto again = std::unique(revisions.begin(), revisions.end(), [](const auto& a, const auto& b) {
    return a.dialogue == b.dialogue && a.body == b.body;
  });
  revisions.erase(again, revisions.end());
}

}  // namespace

const WalkRuns::Run& WalkRuns::of(const WalkRecord& record) const {
  static const Run unknown;
  const auto found = runs.find(record.place.run);
  return found == runs.end() ? unknown : found->second;
}

std::int64_t WalkRuns::time_of(const WalkRecord& record, std::int64_t time_s) const {
  return times.of(record.place.run, record.place.number, time_s, core::TimeGrain::None);
}

Result<WalkRuns> walk_runs(Ledger& ledger) {
  const auto runs = ledger.runs();
  if (!runs) return runs.error();
  const auto devices = ledger.devices();
  if (!devices) return devices.error();
  auto holes = ledger.holes();
  if (!holes) return holes.error();
  WalkRuns found;
  found.holes = std::move(*holes);
  std::map<sync::DeviceId, std::string> names;
  for (const auto& device : *devices) names[device.id] = device.name;
  for (const auto& run : *runs) {
    const auto id = platform::to_hex(run.device);
    const auto name = names.find(run.device);
    const auto why =
        run.is_branch && run.disputed.empty() ? "other records under numbers that are taken" : run.disputed;
    found.runs[run.id] = {id, name == names.end() ? id : name->second, why, run.received_s};
  }
  return found;
}

Result<std::vector<WalkName>> walk_names(platform::Database& database, const DialogueShelf& dialogues) {
  const auto found = database.ask("SELECT DISTINCT dialogue, code FROM opened_walks", "tt");
  if (!found) return found.error();
  std::set<std::pair<std::string, core::walk::Code>> names;
  for (const auto& row : *found)
    if (const auto* dialogue = dialogues.dialogue(rows::parameter(rows::number(row[0]))))
      names.insert({dialogue->id, static_cast<core::walk::Code>(rows::number(row[1]))});
  std::vector<WalkName> walks;
  for (const auto& [dialogue, code] : names) walks.push_back({dialogue, code});
  return walks;
}

Result<std::vector<WalkRecord>> records_of(platform::Database& database, const DialogueShelf& dialogues,
                                           const WalkName& walk) {
  auto records = read(database, dialogues, "WHERE code = :p0", {std::int64_t{walk.code}});
  if (!records) return records;
  std::erase_if(*records, [&](const WalkRecord& record) {
    return dialogues.dialogue(record.dialogue)->id != walk.dialogue;
  });
  return records;
}

Result<std::vector<WalkRecord>> records_of_follow_ups(platform::Database& database,
                                                      const DialogueShelf& dialogues) {
  return read(database, dialogues,
              "WHERE kind = 3 AND observation IN (SELECT observation FROM opened_walks WHERE earlier <> '')",
              {});
}

Result<std::vector<WalkRecord>> records_of_observation(platform::Database& database,
                                                       const DialogueShelf& dialogues,
                                                       const std::string& observation) {
  return read(database, dialogues, "WHERE kind = 3 AND observation = :p0", {observation});
}

const Observation& noted(const WalkRecord& record) {
  return std::get<Observation>(record.entry);
}

std::vector<RevisedNote> notes_of(const std::vector<WalkRecord>& records, const WalkRuns& runs) {
  std::map<NoteKey, RevisedNote> found;
  for (const auto& record : records) {
    const auto* observation = std::get_if<Observation>(&record.entry);
    if (observation == nullptr) continue;
    const NoteKey key{runs.of(record).device, platform::to_hex(observation->id)};
    auto& note = found[key];
    note.key = key;
    (record.place.is_disputed ? note.disputed : note.standing).push_back(record);
  }
  std::vector<RevisedNote> notes;
  for (auto& [key, note] : found) {
    put_in_order(note.standing);
    put_in_order(note.disputed);
    notes.push_back(std::move(note));
  }
  return notes;
}

}  // namespace talt::receiver
