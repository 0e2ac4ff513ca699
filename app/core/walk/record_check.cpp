// SPDX-License-Identifier: EUPL-1.2
// What a walk's record may say, whether it is about to be written or was just read.
#include <algorithm>
#include <cmath>

#include "app/core/utf8.h"
#include "app/core/walk/limits.h"
#include "app/core/walk/record_form.h"

namespace talt::core::walk {

namespace {

bool fits(const std::optional<std::size_t>& index, std::size_t count) {
  return !index || *index < count;
}

template <class Enum>
bool is_known(Enum value, Enum least, Enum most) {
  return value >= least && value <= most;
}

struct Fits {
  const Plan& plan;

  bool operator()(const Begin& entry) const { return entry.present.size() <= plan.groups.size(); }
  bool operator()(const Course& entry) const { return fits(entry.stop, plan.stops.size()); }
  bool operator()(const TrackPiece&) const { return true; }
  bool operator()(const Observation& entry) const {
    return fits(entry.theme, plan.themes.size()) && fits(entry.question, plan.questions.size()) &&
           fits(entry.earlier, plan.earlier.size()) && fits(entry.where.stop, plan.stops.size()) &&
           fits(entry.where.place, plan.places.size()) && fits(entry.perspective, plan.groups.size()) &&
           fits(entry.party, plan.parties.size());
  }
};

bool are_known(const Observation& noted) {
  return (!noted.verdict || is_known(*noted.verdict, Verdict::Good, Verdict::Question)) &&
         is_known(noted.outcome, Outcome::Unknown, Outcome::Worse) &&
         is_known(noted.where.by, PlacedBy::Nothing, PlacedBy::NamedPlace) &&
         is_known(noted.where.fix, FixKind::None, FixKind::DeadReckoning) &&
         is_known(noted.sense, Sense::Unknown, Sense::Is) && noted.seriousness >= 0 && noted.seriousness <= 3;
}

/// Indexes by themselves, where the plan is not at hand.
bool are_within_bounds(const Observation& noted) {
  return noted.language < languages_max && fits(noted.theme, themes_max) &&
         fits(noted.question, questions_max) && fits(noted.earlier, earlier_max) &&
         fits(noted.where.stop, stops_max) && fits(noted.where.place, places_max) &&
         fits(noted.perspective, groups_max) && fits(noted.party, parties_max);
}

bool is_whole(const Attachment& attachment) {
  return is_known(attachment.kind, AttachmentKind::Photo, AttachmentKind::Voice) &&
         attachment.size <= attachment.sealed_size;
}

const char* wrong_words(const Observation& noted) {
  std::size_t bytes = 0;
  for (const auto* words : {&noted.saw, &noted.said, &noted.proposal, &noted.reflection}) {
    bytes += words->size();
    if (!is_utf8(*words)) return "its words are not UTF-8";
    if (words->size() > observation_characters_max && count_characters(*words) > observation_characters_max)
      return "one of its texts is too long";
  }
  return bytes > observation_bytes_max ? "its words are too long for one observation" : nullptr;
}

struct Wrong {
  static constexpr const char* unknown = "a value in it is not known";
  static constexpr const char* bounds = "a number in it is out of bounds";

  const char* operator()(const Begin& entry) const {
    if (!is_known(entry.weather, Weather::Unknown, Weather::Wind) ||
        !is_known(entry.light, Light::Unknown, Light::Dark))
      return unknown;
    const bool are_few = entry.present.size() <= groups_max &&
                         std::all_of(entry.present.begin(), entry.present.end(),
                                     [](std::uint32_t count) { return count <= people_max; });
    return are_few && entry.language < languages_max ? nullptr : bounds;
  }
  const char* operator()(const Course& entry) const {
    if (!is_known(entry.act, Act::PromiseRead, Act::End)) return unknown;
    if (entry.stop && entry.act != Act::AtStop) return "it names a stop and goes to none";
    return fits(entry.stop, stops_max) ? nullptr : bounds;
  }
  const char* operator()(const TrackPiece& entry) const {
    return entry.points.empty() ? "it has no points" : nullptr;
  }
  const char* operator()(const Observation& entry) const {
    if (!are_known(entry)) return unknown;
    if (!are_within_bounds(entry)) return bounds;
    if (const auto* why = wrong_words(entry)) return why;
    if (entry.attachments.size() > attachments_max) return "it has too many photos and voice memos";
    if (!std::all_of(entry.attachments.begin(), entry.attachments.end(), is_whole))
      return "a photo or a voice memo in it is not whole";
    const auto& at = entry.where.at;  // a place that is no number is not on the earth either
    if (at && !(std::abs(at->lat) <= 90 && std::abs(at->lon) <= 180)) return "its place is not on the earth";
    return nullptr;
  }
};

}  // namespace

const char* what_is_wrong(const Entry& entry) {
  const auto code = std::visit([](const auto& kind) { return kind.code; }, entry);
  return code >= code_end ? "its walk has no such code" : std::visit(Wrong{}, entry);
}

bool fits_plan(const Entry& entry, const Plan& plan) {
  return std::visit(Fits{plan}, entry);
}

}  // namespace talt::core::walk
