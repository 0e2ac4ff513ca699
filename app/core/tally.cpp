// SPDX-License-Identifier: EUPL-1.2
// Format: [* [people uint, [* people-by uint], [* dots-by uint]]], one element a question.
#include "app/core/tally.h"

#include <algorithm>

#include "app/core/cbor.h"

namespace talt::core {

namespace {

constexpr std::uint32_t write_step = 5;

std::size_t slots_of(const Question& question) {
  switch (question.kind) {
    case QuestionKind::Dots:
    case QuestionKind::Choice:
      return question.alternatives.size();
    case QuestionKind::Scale:
      return static_cast<std::size_t>(question.steps);
    case QuestionKind::Pin:
      return question.categories.size();
    case QuestionKind::Text:
      return 0;
  }
  return 0;
}

void change(std::uint32_t& count, std::int64_t by) {
  count = static_cast<std::uint32_t>(std::max<std::int64_t>(0, static_cast<std::int64_t>(count) + by));
}

struct Counting {
  Tally& tally;
  std::int64_t sign;

  void person(std::size_t slot) const {
    if (slot < tally.people_by.size()) change(tally.people_by[slot], sign);
  }
  void operator()(const Skipped&) const {}
  void operator()(const DotsAnswer& answer) const {
    change(tally.people, sign);
    for (std::size_t i = 0; i < answer.dots.size(); ++i) {
      if (answer.dots[i] == 0 || i >= tally.dots_by.size()) continue;
      person(i);
      change(tally.dots_by[i], sign * answer.dots[i]);
    }
  }
  void operator()(const ChoiceAnswer& answer) const {
    change(tally.people, sign);
    for (std::size_t i = 0; i < answer.chosen.size(); ++i)
      if (answer.chosen[i]) person(i);
  }
  void operator()(const ScaleAnswer& answer) const {
    change(tally.people, sign);
    person(static_cast<std::size_t>(answer.step - 1));
  }
  void operator()(const TextAnswer&) const { change(tally.people, sign); }
  void operator()(const PinAnswer& answer) const {
    change(tally.people, sign);
    for (std::size_t slot = 0; slot < tally.people_by.size(); ++slot)
      if (std::any_of(answer.pins.begin(), answer.pins.end(),
                      [&](const Pin& pin) { return pin.category == slot; }))
        person(slot);
  }
};

void write_counts(CborWriter& out, const std::vector<std::uint32_t>& counts) {
  out.array(counts.size());
  for (const auto count : counts) out.uint(count);
}

void read_counts(CborReader& in, std::vector<std::uint32_t>& counts) {
  if (in.array() != counts.size()) in.fail();
  for (auto& count : counts) {
    const auto value = in.uint();
    if (value > UINT32_MAX) in.fail();
    count = static_cast<std::uint32_t>(value);
  }
}

}  // namespace

bool Tally::may_be_shown() const {
  return people >= people_shown_min;
}
bool Tally::is_due() const {
  return people >= people_at_last_write + write_step;
}

Tally empty_tally(const Question& question) {
  Tally tally;
  tally.people_by.assign(slots_of(question), 0);
  if (question.kind == QuestionKind::Dots) tally.dots_by.assign(slots_of(question), 0);
  return tally;
}

void add(Tally& tally, const Answer& answer) {
  std::visit(Counting{tally, 1}, answer);
}
void take(Tally& tally, const Answer& answer) {
  std::visit(Counting{tally, -1}, answer);
}

Bytes encode(const std::vector<Tally>& tallies) {
  CborWriter out;
  out.array(tallies.size());
  for (const auto& tally : tallies) {
    out.array(3);
    out.uint(tally.people);
    write_counts(out, tally.people_by);
    write_counts(out, tally.dots_by);
  }
  return out.take();
}

std::vector<Tally> decode_tallies(ByteView bytes, const Dialogue& dialogue) {
  std::vector<Tally> empty;
  for (const auto& question : dialogue.questions) empty.push_back(empty_tally(question));
  auto tallies = empty;
  CborReader in(bytes);
  if (in.array() != tallies.size()) return empty;
  for (auto& tally : tallies) {
    if (in.array() != 3) in.fail();
    tally.people = static_cast<std::uint32_t>(std::min<std::uint64_t>(in.uint(), UINT32_MAX));
    read_counts(in, tally.people_by);
    read_counts(in, tally.dots_by);
    tally.people_at_last_write = tally.people;
  }
  return in.at_end() ? tallies : empty;
}

}  // namespace talt::core
