// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/protocol/rows.h"

#include <fmt/format.h>

#include "platform/crypto.h"
#include "sync/receiver/export/code_names.h"
#include "sync/receiver/walks/walk_words.h"

namespace talt::receiver::protocol {

using core::walk::PlacedBy;
using platform::GeoType;

namespace {

constexpr const char* fixes[] = {"", "2d", "3d", "differential", "rtk-float", "rtk-fixed", "dead-reckoning"};

template <class Value, std::size_t size>
std::string code(const char* const (&codes)[size], Value value) {
  const auto at = static_cast<std::size_t>(value);
  return at < size ? codes[at] : "";
}

template <class List>
std::string id_in(const List& list, std::optional<std::size_t> at) {
  return at && *at < list.size() ? list[*at].id : std::string();
}

std::string degrees(std::optional<core::LatLon> at, double core::LatLon::*which) {
  return at ? fmt::format("{:.7f}", (*at).*which) : std::string();
}

std::string day(const std::optional<core::Date>& date) {
  return date ? text_of(*date) : std::string();
}

std::string moment(std::int64_t seconds) {
  return seconds == 0 ? std::string() : time_text(seconds);
}

std::string counted(const std::vector<core::Attachment>& attachments, core::AttachmentKind kind) {
  std::size_t count = 0;
  for (const auto& attachment : attachments) count += attachment.kind == kind ? 1 : 0;
  return std::to_string(count);
}

}  // namespace

std::string label_of(const Item& item) {
  const auto number =
      item.is_seen() ? std::to_string(item.note->number) : fmt::format("({})", item.earlier_number);
  return item.about.empty() ? number : number + " " + item.about;
}

const std::vector<platform::GeoColumn>& observation_columns() {
  static const std::vector<platform::GeoColumn> columns = {{"number", GeoType::Whole},
                                                           {"id"},
                                                           {"device"},
                                                           {"time", GeoType::DateTime},
                                                           {"stop"},
                                                           {"place"},
                                                           {"theme"},
                                                           {"verdict"},
                                                           {"question"},
                                                           {"earlier"},
                                                           {"outcome"},
                                                           {"lat", GeoType::Real},
                                                           {"lon", GeoType::Real},
                                                           {"placed_by"},
                                                           {"fix"},
                                                           {"accuracy_m", GeoType::Real},
                                                           {"language"},
                                                           {"saw"},
                                                           {"said"},
                                                           {"perspective"},
                                                           {"sense"},
                                                           {"seriousness", GeoType::Whole},
                                                           {"proposal"},
                                                           {"reflection"},
                                                           {"photos", GeoType::Whole},
                                                           {"voices", GeoType::Whole},
                                                           {"revisions", GeoType::Whole},
                                                           {"party"},
                                                           {"status"},
                                                           {"deadline", GeoType::Date},
                                                           {"reason"}};
  return columns;
}

Row observation_row(const Story& story, const Item& item) {
  const auto& plan = *story.account->dialogue.walk;
  const auto& noted = item.noted();
  const auto& languages = story.account->dialogue.languages;
  const auto& where = noted.where;
  const bool is_measured = item.where.by == PlacedBy::Position;
  return {std::to_string(item.note->number),
          platform::to_hex(noted.id),
          item.note->device,
          moment(item.note->time_s),
          id_in(plan.stops, where.stop),
          id_in(plan.places, where.place),
          id_in(plan.themes, noted.theme),
          noted.verdict ? name_of(*noted.verdict) : "",
          id_in(plan.questions, noted.question),
          id_in(plan.earlier, noted.earlier),
          name_of(noted.outcome),
          degrees(item.where.at, &core::LatLon::lat),
          degrees(item.where.at, &core::LatLon::lon),
          name_of(item.where.by),
          is_measured ? code(fixes, where.fix) : "",
          is_measured && where.accuracy_m ? fmt::format("{:.1f}", *where.accuracy_m) : "",
          noted.language < languages.size() ? languages[noted.language].tag : "",
          noted.saw,
          noted.said,
          id_in(plan.groups, noted.perspective),
          name_of(noted.sense),
          noted.seriousness > 0 ? std::to_string(noted.seriousness) : "",
          noted.proposal,
          noted.reflection,
          counted(noted.attachments, core::AttachmentKind::Photo),
          counted(noted.attachments, core::AttachmentKind::Voice),
          std::to_string(item.note->before.size() + 1),
          item.action.party_id,
          item.action.status ? name_of(*item.action.status) : "",
          day(item.action.deadline),
          item.action.reason};
}

const std::vector<platform::GeoColumn>& action_columns() {
  static const std::vector<platform::GeoColumn> columns = {{"party"},
                                                           {"number", GeoType::Whole},
                                                           {"id"},
                                                           {"status"},
                                                           {"deadline", GeoType::Date},
                                                           {"reason"},
                                                           {"changed", GeoType::DateTime},
                                                           {"changed_by"},
                                                           {"done", GeoType::DateTime},
                                                           {"theme"},
                                                           {"verdict"},
                                                           {"saw"},
                                                           {"proposal"},
                                                           {"seriousness", GeoType::Whole},
                                                           {"stop"},
                                                           {"place"},
                                                           {"lat", GeoType::Real},
                                                           {"lon", GeoType::Real}};
  return columns;
}

Row action_row(const Story& story, const Item& item) {
  const auto& plan = *story.account->dialogue.walk;
  const auto& noted = item.noted();
  const auto& action = item.action;
  const auto* earlier = item.earlier;
  return {action.party_id,
          item.is_seen() ? std::to_string(item.note->number) : "",
          earlier ? earlier->id : platform::to_hex(noted.id),
          action.status ? name_of(*action.status) : "",
          day(action.deadline),
          action.reason,
          moment(action.changed_s),
          action.by,
          moment(action.done_s),
          earlier ? id_in(plan.themes, earlier->theme) : id_in(plan.themes, noted.theme),
          item.verdict ? name_of(*item.verdict) : "",
          item.saw.empty() && earlier ? earlier->saw : item.saw,
          item.proposal,
          item.seriousness > 0 ? std::to_string(item.seriousness) : "",
          id_in(plan.stops, noted.where.stop),
          id_in(plan.places, noted.where.place),
          degrees(item.where.at, &core::LatLon::lat),
          degrees(item.where.at, &core::LatLon::lon)};
}

const std::vector<platform::GeoColumn>& stop_columns() {
  static const std::vector<platform::GeoColumn> columns = {
      {"stop"}, {"title"}, {"observations", GeoType::Whole}};
  return columns;
}

Row stop_row(const Story& story, std::size_t stop) {
  const auto& of_plan = story.account->dialogue.walk->stops[stop];
  return {of_plan.id, std::string(of_plan.title.in(story.language)),
          std::to_string(story.stops[stop].items.size() + story.stops[stop].again.size())};
}

const std::vector<platform::GeoColumn>& track_columns() {
  static const std::vector<platform::GeoColumn> columns = {
      {"device"}, {"began", GeoType::DateTime}, {"ended", GeoType::DateTime}, {"points", GeoType::Whole}};
  return columns;
}

Row track_row(const AccountTrack& track) {
  std::int64_t began = 0, ended = 0;
  std::size_t points = 0;
  for (const auto& segment : track.segments)
    for (const auto& point : segment) {
      ++points;
      if (point.time_ms > 0 && (began == 0 || point.time_ms < began)) began = point.time_ms;
      ended = std::max(ended, point.time_ms);
    }
  return {track.device, moment(began / 1000), moment(ended / 1000), std::to_string(points)};
}

std::vector<std::vector<core::LatLon>> lines_of(const AccountTrack& track) {
  std::vector<std::vector<core::LatLon>> lines;
  for (const auto& segment : track.segments) {
    std::vector<core::LatLon> line;
    const auto end = [&] {
      if (line.size() > 1) lines.push_back(line);
      line.clear();
    };
    for (const auto& point : segment) {
      if (is_place(point.at))
        line.push_back(point.at);
      else
        end();
    }
    end();
  }
  return lines;
}

}  // namespace talt::receiver::protocol
