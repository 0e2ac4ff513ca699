// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/export/observation_rows.h"

#include <fmt/core.h>

#include <cmath>

#include "platform/crypto.h"
#include "sync/receiver/export/code_names.h"
#include "sync/receiver/walks/walk_standing.h"
#include "sync/receiver/walks/walk_words.h"

namespace talt::receiver {

using namespace core::walk;

namespace {

constexpr double degree_parts = 1e7;

template <class T>
std::string id_of(const std::vector<T>& all, const std::optional<std::size_t>& index) {
  return index && *index < all.size() ? all[*index].id : std::string();
}

std::string degrees(double value) {
  return degrees_text(std::llround(value * degree_parts));
}

std::string count(const std::vector<core::Attachment>& attachments, core::AttachmentKind kind) {
  std::size_t found = 0;
  for (const auto& attachment : attachments) found += attachment.kind == kind ? 1 : 0;
  return std::to_string(found);
}

void add_what(std::vector<std::string>& row, const Observation& noted, const Plan& plan) {
  row.insert(row.end(), {id_of(plan.themes, noted.theme), noted.verdict ? name_of(*noted.verdict) : "",
                         id_of(plan.questions, noted.question), id_of(plan.earlier, noted.earlier),
                         name_of(noted.outcome)});
}

void add_where(std::vector<std::string>& row, const Whereabouts& where, const Plan& plan) {
  row.insert(row.end(), {where.at ? degrees(where.at->lat) : "", where.at ? degrees(where.at->lon) : "",
                         name_of(where.by), where.accuracy_m ? fmt::format("{:.1f}", *where.accuracy_m) : "",
                         id_of(plan.stops, where.stop), id_of(plan.places, where.place)});
}

void add_words(std::vector<std::string>& row, const Observation& noted, const Plan& plan) {
  row.insert(row.end(), {noted.saw, noted.said, id_of(plan.groups, noted.perspective), name_of(noted.sense),
                         noted.seriousness > 0 ? std::to_string(noted.seriousness) : "", noted.proposal,
                         noted.reflection, count(noted.attachments, core::AttachmentKind::Photo),
                         count(noted.attachments, core::AttachmentKind::Voice)});
}

void add_standing(std::vector<std::string>& row, const Standing& now) {
  row.insert(row.end(), {now.status ? name_of(*now.status) : "", now.party,
                         now.deadline ? text_of(*now.deadline) : "", now.reason});
}

}  // namespace

const std::vector<std::string>& observation_columns() {
  static const std::vector<std::string> columns = {
      "walk",      "dialogue",    "version",  "number",      "observation", "device",      "time",
      "theme",     "verdict",     "question", "earlier",     "outcome",     "lat",         "lon",
      "placed_by", "accuracy",    "stop",     "place",       "saw",         "said",        "perspective",
      "sense",     "seriousness", "proposal", "reflection",  "photos",      "voice_memos", "status",
      "party",     "deadline",    "reason",   "corrections", "withdrawn",   "disputed"};
  return columns;
}

std::vector<std::vector<std::string>> rows_of(const WalkAccount& walk, const std::string& version) {
  const auto& plan = *walk.dialogue.walk;
  std::vector<std::vector<std::string>> rows;
  for (const auto& note : walk.notes) {
    const auto& noted = note.latest;
    std::vector<std::string> row = {code_text(walk.code),        walk.dialogue.id,           version,
                                    std::to_string(note.number), platform::to_hex(noted.id), note.device,
                                    time_text(note.time_s)};
    add_what(row, noted, plan);
    add_where(row, noted.where, plan);
    add_words(row, noted, plan);
    add_standing(row, standing_of(walk, note));
    row.insert(row.end(), {std::to_string(note.before.size()), noted.withdrawn ? "1" : "0", note.disputed});
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace talt::receiver
