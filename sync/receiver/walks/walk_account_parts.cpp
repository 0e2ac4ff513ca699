// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/walks/walk_account_parts.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "app/core/track_code.h"
#include "platform/crypto.h"
#include "sync/receiver/walks/walk_dialogue.h"

namespace talt::receiver {

using core::Result;
using namespace core::walk;

namespace {

/// By the earlier observation's id.
using Outcomes = std::map<std::string, std::vector<AccountOutcome>>;

struct Gathering {
  const DialogueShelf& dialogues;
  const WalkRuns& runs;
  const Outcomes& outcomes;
  const std::vector<UnreadableRecords>& unreadable;
  const std::set<core::AttachmentName>& received;  // wholly
};

std::map<std::int64_t, const core::Dialogue*> versions_of(const std::vector<WalkRecord>& records,
                                                          const DialogueShelf& dialogues) {
  std::map<std::int64_t, const core::Dialogue*> versions;
  for (const auto& record : records) versions[record.dialogue] = dialogues.dialogue(record.dialogue);
  return versions;
}

std::int64_t newest(const std::map<std::int64_t, const core::Dialogue*>& versions) {
  const auto best = std::max_element(versions.begin(), versions.end(), [](const auto& a, const auto& b) {
    return std::pair(a.second->version, a.first) < std::pair(b.second->version, b.first);
  });
  return best->first;
}

bool began_before(const AccountDevice& a, const AccountDevice& b) {
  return std::tuple(a.began_s == 0, a.began_s, a.name) < std::tuple(b.began_s == 0, b.began_s, b.name);
}

/// Those that stand, as entries of the joined dialogue.
class AccountBuilder {
 public:
  AccountBuilder(const Gathering& gathering, const std::vector<WalkRecord>& records, Code code)
      : gathering_(gathering),
        records_(records),
        versions_(versions_of(records, gathering.dialogues)),
        dialogue_(versions_, newest(versions_)) {
    walk_.account.code = code;
    walk_.account.dialogue = dialogue_.dialogue();
  }

  GatheredWalk build() {
    for (const auto& record : records_)
      if (!record.place.is_disputed) take(record);
    for (auto& [device, found] : devices_) walk_.account.devices.push_back(std::move(found));
    std::stable_sort(walk_.account.devices.begin(), walk_.account.devices.end(), began_before);
    for (auto& [device, found] : tracks_) walk_.account.tracks.push_back(std::move(found));
    auto& course = walk_.account.course;
    std::stable_sort(course.begin(), course.end(),
                     [](const auto& a, const auto& b) { return a.time_s < b.time_s; });
    for (const auto& note : notes_of(records_, gathering_.runs)) take(note);
    for (const auto& earlier : walk_.account.dialogue.walk->earlier)
      walk_.account.earlier.push_back({{}, outcomes_of(earlier.id), 0});
    find_gaps();
    find_missing();
    return std::move(walk_);
  }

 private:
  void take(const WalkRecord& record) {
    const auto& run = gathering_.runs.of(record);
    auto& device = devices_[run.device];
    device.name = run.name;
    device.begin.code = walk_.account.code;
    const auto entry = dialogue_.translated(record.dialogue, record.entry);
    if (const auto* begin = std::get_if<Begin>(&entry)) {
      device.begin = *begin;
      if (device.began_s == 0) device.began_s = gathering_.runs.time_of(record, begin->time);
    }
    if (const auto* piece = std::get_if<TrackPiece>(&entry)) take(*piece, record, run);
    const auto* course = std::get_if<Course>(&entry);
    if (course == nullptr) return;
    const auto time_s = gathering_.runs.time_of(record, course->time);
    walk_.account.course.push_back({run.name, time_s, course->act, course->stop});
    if (course->act == Act::End) device.ended_s = time_s;
  }

  void take(const TrackPiece& piece, const WalkRecord& record, const WalkRuns::Run& run) {
    const auto points = core::decode_track(piece.points);
    if (!points) {
      walk_.account.gaps.push_back({run.name, 1, points.error().text()});
      return;
    }
    auto& track = tracks_[run.device];
    track.device = run.name;
    for (const auto& point : *points) {
      if (point.segment_start || track.segments.empty()) track.segments.emplace_back();
      const auto time_s = point.time_ms / 1000;
      const auto right_s = gathering_.runs.time_of(record, time_s);
      const auto time_ms = right_s == 0 ? 0 : point.time_ms + (right_s - time_s) * 1000;
      track.segments.back().push_back(
          {time_ms, core::LatLon{point.lat, point.lon}, static_cast<float>(point.accuracy_m)});
    }
  }

  void take(const RevisedNote& revised) {
    AccountNote note;
    for (const auto& record : revised.revisions()) note.before.push_back(translated(record));
    note.latest = std::move(note.before.back());
    note.before.pop_back();
    const auto& first = revised.revisions().front();
    note.device = gathering_.runs.of(first).name;
    note.time_s = gathering_.runs.time_of(first, noted(first).time);
    if (revised.is_disputed()) {
      note.disputed = gathering_.runs.of(first).disputed;
    } else {
      for (const auto& record : revised.disputed) note.disputed_revisions.push_back(translated(record));
    }
    const auto& earlier = walk_.account.dialogue.walk->earlier;
    note.outcomes =
        outcomes_of(note.latest.earlier ? earlier[*note.latest.earlier].id : revised.key.observation);
    walk_.account.notes.push_back(std::move(note));
    walk_.keys.push_back(revised.key);
  }

  Observation translated(const WalkRecord& record) const {
    return std::get<Observation>(dialogue_.translated(record.dialogue, record.entry));
  }
  std::vector<AccountOutcome> outcomes_of(const std::string& observation) const {
    const auto found = gathering_.outcomes.find(observation);
    return found == gathering_.outcomes.end() ? std::vector<AccountOutcome>() : found->second;
  }

  void find_gaps() {
    std::set<std::int64_t> runs;
    for (const auto& record : records_) runs.insert(record.place.run);
    const auto add = [&](std::int64_t run, std::uint64_t count, const std::string& why) {
      if (const auto found = gathering_.runs.runs.find(run); runs.contains(run))
        walk_.account.gaps.push_back({found->second.name, count, why});
    };
    for (const auto& found : gathering_.unreadable)
      add(found.place.run, found.last + 1 - found.place.number, found.why);
    for (const auto& hole : gathering_.runs.holes)
      add(hole.run, hole.last + 1 - hole.first, "missing: " + hole.why);
  }

  /// Of what counts: the latest revision names all that belongs to a note.
  void find_missing() {
    std::set<core::AttachmentName> missing;
    for (const auto& note : walk_.account.notes)
      if (note.disputed.empty() && !note.latest.withdrawn)
        for (const auto& attachment : note.latest.attachments)
          if (!gathering_.received.contains(attachment.name)) missing.insert(attachment.name);
    walk_.account.missing.assign(missing.begin(), missing.end());
  }

  const Gathering& gathering_;
  const std::vector<WalkRecord>& records_;
  std::map<std::int64_t, const core::Dialogue*> versions_;
  WalkDialogue dialogue_;
  std::map<std::string, AccountDevice> devices_;  // by their ids, as the next
  std::map<std::string, AccountTrack> tracks_;
  GatheredWalk walk_;
};

/// What walks found of observations of walks before them. What is taken back or disputed says nothing.
Result<Outcomes> outcomes_of(Tables& tables, const WalkRuns& runs) {
  const auto records = records_of_follow_ups(tables.database(), tables.dialogues());
  if (!records) return records.error();
  Outcomes outcomes;
  for (const auto& note : notes_of(*records, runs)) {
    if (note.is_disputed()) continue;
    const auto& first = note.standing.front();
    const auto& last = note.standing.back();
    const auto& found = noted(last);
    if (found.withdrawn || !found.earlier || found.outcome == Outcome::Unknown) continue;
    const auto& dialogue = *tables.dialogues().dialogue(last.dialogue);
    const auto& parties = dialogue.walk->parties;
    const bool names_party = found.party && *found.party < parties.size();
    outcomes[dialogue.walk->earlier[*found.earlier].id].push_back(
        {dialogue.id, found.code, runs.of(first).name, runs.time_of(first, noted(first).time), found.outcome,
         found.saw, found.proposal, names_party ? parties[*found.party].id : "", found.seriousness});
  }
  for (auto& [id, all] : outcomes)
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return a.time_s < b.time_s; });
  return outcomes;
}

Result<std::int64_t> began_of(Tables& tables, const WalkRuns& runs, const WalkName& walk) {
  const auto records = records_of(tables.database(), tables.dialogues(), walk);
  if (!records) return records.error();
  std::int64_t began = 0;
  for (const auto& record : *records)
    if (const auto* begin = std::get_if<Begin>(&record.entry); begin && !record.place.is_disputed)
      if (const auto time_s = runs.time_of(record, begin->time); time_s != 0)
        began = began == 0 ? time_s : std::min(began, time_s);
  return began;
}

/// As it was first noted, in its latest revision.
Result<int> seriousness_of(Tables& tables, const WalkRuns& runs, const std::string& observation) {
  const auto records = records_of_observation(tables.database(), tables.dialogues(), observation);
  if (!records) return records.error();
  for (const auto& note : notes_of(*records, runs))
    if (!note.is_disputed() && !noted(note.standing.back()).withdrawn)
      return noted(note.standing.back()).seriousness;
  return 0;
}

/// What a dialogue does not bring along of the walk before: when it was, and how serious things were.
Result<void> recall(Tables& tables, const WalkRuns& runs, WalkAccount& account) {
  const auto& plan = *account.dialogue.walk;
  if (const auto before = walk_name_of(plan.earlier_walk)) {
    const auto began = began_of(tables, runs, {account.dialogue.id, before->code});
    if (!began) return began.error();
    account.earlier_began_s = *began;
  }
  for (std::size_t i = 0; i < plan.earlier.size(); ++i) {
    const auto seriousness = seriousness_of(tables, runs, plan.earlier[i].id);
    if (!seriousness) return seriousness.error();
    account.earlier[i].seriousness = *seriousness;
  }
  return {};
}

Result<std::set<core::AttachmentName>> received_whole(platform::Database& database) {
  const auto rows = database.ask("SELECT DISTINCT name FROM attachments WHERE whole = 1", "t");
  if (!rows) return rows.error();
  std::set<core::AttachmentName> names;
  for (const auto& row : *rows) {
    core::AttachmentName name{};
    const auto bytes = platform::from_hex(row[0]);
    if (!bytes || bytes->size() != name.size()) continue;  // the ledger writes no such name
    std::copy(bytes->begin(), bytes->end(), name.begin());
    names.insert(name);
  }
  return names;
}

}  // namespace

Result<std::vector<GatheredWalk>> gather(Tables& tables, WalkRuns& runs, const std::vector<WalkName>& walks) {
  TableReader reader(tables.database());
  auto times = reader.times();
  if (!times) return times.error();
  runs.times = std::move(*times);
  const auto outcomes = outcomes_of(tables, runs);
  if (!outcomes) return outcomes.error();
  std::vector<UnreadableRecords> unreadable;
  const auto read = reader.unreadable([&](const UnreadableRecords& found) {
    unreadable.push_back(found);
    return Result<void>();
  });
  if (!read) return read.error();
  const auto received = received_whole(tables.database());
  if (!received) return received.error();
  const Gathering gathering{tables.dialogues(), runs, *outcomes, unreadable, *received};
  std::vector<GatheredWalk> gathered;
  for (const auto& walk : walks) {
    const auto records = records_of(tables.database(), tables.dialogues(), walk);
    if (!records) return records.error();
    gathered.push_back(AccountBuilder(gathering, *records, walk.code).build());
    if (auto recalled = recall(tables, runs, gathered.back().account); !recalled) return recalled.error();
  }
  return gathered;
}

}  // namespace talt::receiver
