// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/tables/table_writer.h"

#include <algorithm>
#include <cmath>

namespace talt::receiver {

using platform::Parameter;

namespace {

constexpr double degree_parts = 1e7;

template <class T>
std::int64_t whole(T value) {
  return static_cast<std::int64_t>(value);
}
std::int64_t index_of(const std::optional<std::size_t>& index) {
  return index ? whole(*index) : -1;
}
std::int64_t index_of_language(const InForce& now, std::size_t language) {
  return now.dialogue != nullptr && language < now.dialogue->languages.size() ? whole(language) : -1;
}
Parameter words(std::string_view text) {
  return core::as_bytes(text);
}

/// What differs between the rows of one answer.
struct Part {
  std::int64_t alternative = -1, value = -1;
  std::string_view words = {};
  std::int64_t category = -1, lat = 0, lon = 0, place = -1;
};

struct PartsOf {
  std::vector<Part> operator()(const core::Skipped&) const { return {Part{}}; }
  std::vector<Part> operator()(const core::DotsAnswer& answer) const {
    std::vector<Part> parts;
    for (std::size_t i = 0; i < answer.dots.size(); ++i)
      if (answer.dots[i] > 0) parts.push_back({whole(i), whole(answer.dots[i])});
    return parts;
  }
  std::vector<Part> operator()(const core::ChoiceAnswer& answer) const {
    std::vector<Part> parts;
    for (std::size_t i = 0; i < answer.chosen.size(); ++i)
      if (answer.chosen[i]) parts.push_back({whole(i), 1});
    return parts;
  }
  std::vector<Part> operator()(const core::ScaleAnswer& answer) const { return {Part{-1, answer.step}}; }
  std::vector<Part> operator()(const core::TextAnswer& answer) const { return {Part{-1, -1, answer.text}}; }
  std::vector<Part> operator()(const core::PinAnswer& answer) const {
    std::vector<Part> parts;
    for (const auto& pin : answer.pins)
      parts.push_back({-1, -1, pin.comment, index_of(pin.category), std::llround(pin.lat * degree_parts),
                       std::llround(pin.lon * degree_parts), index_of(pin.place)});
    return parts;
  }
};

std::string insert_into(const char* table, std::size_t columns) {
  std::string statement = std::string("INSERT INTO ") + table + " VALUES (";
  for (std::size_t i = 0; i < columns; ++i) statement += (i > 0 ? ",:p" : ":p") + std::to_string(i);
  return statement + ") ON CONFLICT DO NOTHING";
}

}  // namespace

std::int64_t as_number(const core::VisitId& visit) {
  std::uint64_t number = 0;
  for (const auto byte : visit) number = number << 8 | byte;
  return static_cast<std::int64_t>(number);
}

core::VisitId as_visit(std::int64_t number) {
  core::VisitId visit{};
  auto left = static_cast<std::uint64_t>(number);
  for (std::size_t i = visit.size(); i-- > 0; left >>= 8) visit[i] = static_cast<std::uint8_t>(left);
  return visit;
}

void TableWriter::add(const char* table, const Place& place, const std::vector<Parameter>& values) {
  if (error_) return;
  std::vector<Parameter> all = {place.run, whole(place.number), whole(place.is_disputed)};
  all.insert(all.end(), values.begin(), values.end());
  if (auto done = database_.run(insert_into(table, all.size()), all); !done) error_ = done.error();
}

void TableWriter::put(const Place& place, const InForce& now, const core::VisitBegin& record) {
  add("opened_visits", place,
      {as_number(record.visit), 1, now.id, index_of_language(now, record.language), whole(record.given),
       record.time});
}

void TableWriter::put_unbegun(const Place& place, const InForce& now, const core::AnswerRecord& record) {
  add("opened_visits", place,
      {as_number(record.visit), 0, now.id, index_of_language(now, record.language), whole(record.given),
       record.time});
}

void TableWriter::put(const Place& place, const InForce& now, const core::AnswerRecord& record) {
  const bool is_skip = std::holds_alternative<core::Skipped>(record.answer);
  std::int64_t number = 0;
  for (const auto& part : std::visit(PartsOf{}, record.answer))
    add("opened_answers", place,
        {number++, as_number(record.visit), now.id, whole(record.question),
         index_of_language(now, record.language), whole(record.given), record.time, whole(is_skip),
         part.alternative, part.value, words(part.words), part.category, part.lat, part.lon, part.place});
}

void TableWriter::put(const Place& place, const InForce& now, const core::PosterRecord& record) {
  const bool is_known = now.dialogue != nullptr && record.question < now.dialogue->questions.size();
  if (!is_known || now.dialogue->questions[record.question].kind != core::QuestionKind::Dots ||
      now.dialogue->questions[record.question].alternatives.size() != record.dots.size())
    return put_unreadable(place, place.number, "the poster does not fit the dialogue");
  std::int64_t number = 0;
  for (const auto& part : PartsOf{}(core::DotsAnswer{record.dots}))
    add("opened_answers", place,
        {number++, as_number(record.visit), now.id, whole(record.question), -1, whole(core::Given::Paper),
         record.time, 0, part.alternative, part.value, words(""), -1, 0, 0, -1});
  add("opened_posters", place, {whole(record.people)});
}

void TableWriter::put(const Place& place, const InForce&, const core::VisitEnd& record) {
  add("opened_ends", place,
      {as_number(record.visit), whole(record.how), whole(std::min(record.shown, core::questions_max))});
}

void TableWriter::put(const Place& place, const InForce&, const core::VoidRecord& record) {
  if (record.question && *record.question >= core::questions_max)
    return put_unreadable(place, place.number, "it voids a question that no dialogue has");
  add("opened_voids", place, {as_number(record.visit), index_of(record.question), whole(record.reason)});
}

void TableWriter::put(const Place& place, const InForce&, const core::ClockRecord& record) {
  add("opened_clocks", place,
      {platform::to_hex(record.boot), record.boot_ms, record.wall_ms, whole(record.source)});
}

void TableWriter::put(const Place& place, const InForce& now, const core::ShiftNote& record) {
  add("opened_notes", place,
      {now.id, 0, record.time, words(record.weather), words(record.event), words(record.staff),
       words(record.note)});
}

void TableWriter::put(const Place& place, const InForce& now, const core::HostRecord& record) {
  add("opened_notes", place,
      {now.id, whole(record.act), record.time, words(""), words(""), words(""), words("")});
}

void TableWriter::put(const Place& place, const InForce& now, const core::walk::Entry& record) {
  if (now.dialogue == nullptr || !now.dialogue->walk)
    return put_unreadable(place, place.number, "it is of a walk, and no dialogue of a walk is known there");
  const auto& plan = *now.dialogue->walk;
  const auto body = core::walk::encode_entry(record, plan);
  if (!body) return put_unreadable(place, place.number, body.error().text());
  const auto code = std::visit([](const auto& kind) { return whole(kind.code); }, record);
  std::string observation, earlier;
  std::int64_t revision = 0;
  if (const auto* noted = std::get_if<core::walk::Observation>(&record)) {
    observation = platform::to_hex(noted->id);
    revision = noted->revision;
    if (noted->earlier) earlier = plan.earlier[*noted->earlier].id;
  }
  add("opened_walks", place,
      {now.id, code, whole(record.index()), observation, revision, earlier, core::ByteView(*body)});
}

void TableWriter::put_unreadable(const Place& place, std::uint64_t last, std::string_view why) {
  add("opened_unreadable", place, {whole(last), words(why)});
}

}  // namespace talt::receiver
