// SPDX-License-Identifier: EUPL-1.2
// Walks told by hand: what the protocol is made from, without a kiosk or a receiver. For tests only.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sync/receiver/walks/walk_account.h"

namespace talt::tests {

enum ToldTheme : std::size_t { told_lighting, told_sightlines, told_upkeep };
enum ToldStop : std::size_t { told_underpass, told_school };
enum ToldParty : std::size_t { told_parks, told_streets, told_housing };
enum ToldGroup : std::size_t { told_residents, told_youths };

constexpr std::int64_t told_evening_s = 1'795'712'400;  // 2026-11-26 17:00 UTC

/// The same text in Swedish and English.
inline core::Text told(const std::string& swedish, const std::string& english) {
  return {{swedish, english}};
}

inline core::walk::Plan told_plan() {
  core::walk::Plan plan;
  plan.stops = {{"underpass",
                 told("Gångtunneln", "The underpass"),
                 {59.3301, 18.0601},
                 {told("Hur är det här på kvällen?", "How is it here in the evening?")}},
                {"school", told("Skolgården", "The school yard"), {59.3322, 18.0655}, {}}};
  plan.themes = {{"lighting", told("Belysning", "Lighting"), {}, {}},
                 {"sightlines", told("Sikt", "Sightlines"), {}, {}},
                 {"upkeep", told("Skötsel", "Upkeep"), {}, {}}};
  plan.parties = {{"parks", told("Park", "Parks")},
                  {"streets", told("Gata", "Streets")},
                  {"housing", told("Bostadsbolaget", "The housing company")}};
  plan.groups = {{"residents", told("Boende", "Residents")}, {"youths", told("Ungdomar", "Youths")}};
  plan.places = {{"kiosk", told("Kiosken", "The kiosk"), 59.331, 18.062}};
  return plan;
}

inline core::Dialogue told_dialogue() {
  core::Dialogue dialogue;
  dialogue.id = "evening";
  dialogue.method = core::Method::Walk;
  dialogue.languages = {{"sv", false}, {"en", false}};
  dialogue.title = told("Runt Ekparken", "Round the oak park");
  dialogue.promise.influence = told("Vad som görs först", "What is done first");
  dialogue.promise.decided = told("Att parken rustas", "That the park is improved");
  dialogue.promise.decider = told("Tekniska nämnden", "The technical committee");
  dialogue.promise.hear_back = told("På biblioteket", "At the library");
  dialogue.promise.hear_back_by = {2027, 2, 1};
  dialogue.promise.contact = told("Trygghetssamordnaren", "The safety coordinator");
  dialogue.walk = told_plan();
  return dialogue;
}

/// A walk of one device, to which notes are added.
struct ToldWalk {
  receiver::WalkAccount account;

  ToldWalk() {
    account.dialogue = told_dialogue();
    account.code = 482913;
    core::walk::Begin begin;
    begin.code = account.code;
    begin.present = {9, 3};
    begin.weather = core::walk::Weather::Rain;
    begin.light = core::walk::Light::Dark;
    account.devices = {{"Läsplatta 1", begin, told_evening_s, told_evening_s + 5400}};
  }
  core::walk::Plan& plan() { return *account.dialogue.walk; }

  /// The reference is good until the next one.
  receiver::AccountNote& note(core::walk::Verdict verdict, std::size_t theme, const std::string& saw) {
    auto& added = add();
    added.latest.verdict = verdict;
    added.latest.theme = theme;
    added.latest.saw = saw;
    return added;
  }
  receiver::AccountNote& add() {
    receiver::AccountNote note;
    note.number = static_cast<int>(account.notes.size()) + 1;
    note.device = account.devices.front().name;
    note.time_s = told_evening_s + 60 * note.number;
    note.latest.code = account.code;
    note.latest.id[0] = static_cast<std::uint8_t>(note.number);
    note.latest.time = note.time_s;
    account.notes.push_back(std::move(note));
    return account.notes.back();
  }
  /// Something that the earlier walk saw.
  core::walk::Earlier& earlier(const std::string& saw) {
    core::walk::Earlier seen;
    seen.id = "00000000000000" + std::to_string(10 + plan().earlier.size());
    seen.theme = told_lighting;
    seen.saw = saw;
    plan().earlier_walk = "112233";
    plan().earlier.push_back(std::move(seen));
    account.earlier.emplace_back();
    return plan().earlier.back();
  }
  void track(const std::vector<std::vector<core::LatLon>>& segments) {
    receiver::AccountTrack track{"Läsplatta 1", {}};
    std::int64_t time = told_evening_s * 1000;
    for (const auto& segment : segments) {
      track.segments.emplace_back();
      for (const auto& at : segment) track.segments.back().push_back({time += 10'000, at, 4});
    }
    account.tracks.push_back(std::move(track));
  }
};

inline void put_at(receiver::AccountNote& note, core::LatLon at, float accuracy_m) {
  note.latest.where.by = core::walk::PlacedBy::Position;
  note.latest.where.at = at;
  note.latest.where.accuracy_m = accuracy_m;
  note.latest.where.fix = core::FixKind::ThreeD;
}

inline core::Attachment told_attachment(core::AttachmentKind kind, std::uint8_t which) {
  core::Attachment attachment;
  attachment.kind = kind;
  attachment.name.fill(which);
  return attachment;
}

inline void decide(receiver::AccountNote& note, core::walk::Status status,
                   std::optional<std::string> party = {}, std::optional<core::Date> deadline = {},
                   std::optional<std::string> reason = {}) {
  note.actions.push_back({told_evening_s + 86'400 * static_cast<std::int64_t>(note.actions.size() + 1),
                          "trygghetssamordnare", std::move(party), status, deadline, std::move(reason)});
}

/// The head of a JPEG picture of that size, and its end.
inline core::Bytes told_jpeg(std::uint16_t width, std::uint16_t height) {
  const auto high = [](std::uint16_t value) { return static_cast<std::uint8_t>(value >> 8); };
  const auto low = [](std::uint16_t value) { return static_cast<std::uint8_t>(value & 0xFF); };
  return {0xFF, 0xD8, 0xFF, 0xC0, 0,    17, 8, high(height), low(height), high(width), low(width), 3,
          1,    0x22, 0,    2,    0x11, 1,  3, 0x11,         1,           0xFF,        0xD9};
}

}  // namespace talt::tests
