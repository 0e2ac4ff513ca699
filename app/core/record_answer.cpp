// SPDX-License-Identifier: EUPL-1.2
#include "app/core/record_answer.h"

#include <algorithm>
#include <cmath>

#include "app/core/utf8.h"

namespace talt::core::record_form {

namespace {

Result<void> write_bytes_of(Pairs& out, std::size_t expected, const std::vector<std::uint32_t>& values) {
  if (values.size() != expected) return misfit("the answer does not have the question's alternatives");
  Bytes bytes;
  for (const auto value : values) {
    if (value > 255) return misfit("more than 255 dots");
    bytes.push_back(static_cast<std::uint8_t>(value));
  }
  out.key(KAnswer).bytes(bytes);
  return {};
}

std::int64_t parts_of(double degrees) {
  return std::llround(degrees * degree_parts);
}

void write_pins(Pairs& out, const PinAnswer& answer) {
  auto& body = out.key(KAnswer);
  body.array(answer.pins.size());
  for (const auto& pin : answer.pins) {
    body.array(5);
    body.integer(parts_of(pin.lat));
    body.integer(parts_of(pin.lon));
    body.uint(pin.category ? *pin.category + 1 : 0);
    body.uint(pin.place ? *pin.place + 1 : 0);
    body.text(pin.comment);
  }
}

struct AnswerOut {
  Pairs& out;
  const Question& question;

  Result<void> operator()(const Skipped&) const { return {}; }
  Result<void> operator()(const DotsAnswer& answer) const {
    if (question.kind != QuestionKind::Dots) return misfit("dots for a question of another kind");
    return write_bytes_of(out, question.alternatives.size(), answer.dots);
  }
  Result<void> operator()(const ChoiceAnswer& answer) const {
    if (question.kind != QuestionKind::Choice) return misfit("a choice for a question of another kind");
    return write_bytes_of(out, question.alternatives.size(), {answer.chosen.begin(), answer.chosen.end()});
  }
  Result<void> operator()(const ScaleAnswer& answer) const {
    if (question.kind != QuestionKind::Scale || answer.step < 1 || answer.step > question.steps)
      return misfit("a step that the scale does not have");
    return write_bytes_of(out, 1, {static_cast<std::uint32_t>(answer.step)});
  }
  Result<void> operator()(const TextAnswer& answer) const {
    if (question.kind != QuestionKind::Text) return misfit("a text for a question of another kind");
    out.key(KAnswer).text(answer.text);
    return {};
  }
  Result<void> operator()(const PinAnswer& answer) const {
    if (question.kind != QuestionKind::Pin || answer.pins.size() > pins_max)
      return misfit("pins for a question of another kind");
    write_pins(out, answer);
    return {};
  }
};

std::optional<std::size_t> counted_from_one(std::uint64_t value, std::size_t count, CborReader& in) {
  if (value == 0) return std::nullopt;
  if (value > count) in.fail();
  return static_cast<std::size_t>(value - 1);
}

PinAnswer read_pins(CborReader& in, const Question& question) {
  PinAnswer answer;
  const auto count = in.array();
  if (count > pins_max) in.fail();
  for (std::size_t i = 0; in.ok() && i < count; ++i) {
    if (in.array() != 5) in.fail();
    Pin pin;
    pin.lat = static_cast<double>(in.integer()) / degree_parts;
    pin.lon = static_cast<double>(in.integer()) / degree_parts;
    pin.category = counted_from_one(in.uint(), question.categories.size(), in);
    pin.place = counted_from_one(in.uint(), question.places.size(), in);
    pin.comment = in.text();
    if (!is_utf8(pin.comment) || std::abs(pin.lat) > 90 || std::abs(pin.lon) > 180) in.fail();
    answer.pins.push_back(std::move(pin));
  }
  return answer;
}

}  // namespace

Result<void> write_answer(Pairs& out, const Answer& answer, const Question& question) {
  return std::visit(AnswerOut{out, question}, answer);
}

Result<Answer> read_answer(ByteView bytes, const Question& question) {
  CborReader in(bytes);
  Answer answer;
  const auto width = [&](std::size_t expected) {
    const auto value = in.bytes();
    if (value.size() != expected) in.fail();
    return value;
  };
  switch (question.kind) {
    case QuestionKind::Dots: {
      const auto value = width(question.alternatives.size());
      answer = DotsAnswer{{value.begin(), value.end()}};
      break;
    }
    case QuestionKind::Choice: {
      const auto value = width(question.alternatives.size());
      if (std::any_of(value.begin(), value.end(), [](std::uint8_t chosen) { return chosen > 1; })) in.fail();
      answer = ChoiceAnswer{{value.begin(), value.end()}};
      break;
    }
    case QuestionKind::Scale: {
      const auto value = width(1);
      if (in.ok() && (value[0] < 1 || value[0] > question.steps)) in.fail();
      answer = ScaleAnswer{in.ok() ? value[0] : 1};
      break;
    }
    case QuestionKind::Text:
      answer = TextAnswer{std::string(in.text())};
      if (!is_utf8(std::get<TextAnswer>(answer).text)) in.fail();
      break;
    case QuestionKind::Pin:
      answer = read_pins(in, question);
      break;
  }
  if (!in.at_end()) return unreadable("its answer does not fit the question");
  return answer;
}

}  // namespace talt::core::record_form
