// SPDX-License-Identifier: EUPL-1.2
// What a person has confirmed to one question. Plain values; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace talt::core {

using VisitId = std::array<std::uint8_t, 8>;  // random; names a visit in records, never a person

/// How an answer was given. Values travel in records: never renumber.
enum class Given : std::uint8_t { Self = 0, Assisted = 1, Staff = 2, Paper = 3, Child = 4, Practice = 5 };

struct DotsAnswer {
  std::vector<std::uint32_t> dots;
  bool operator==(const DotsAnswer&) const = default;
};
struct ChoiceAnswer {
  std::vector<bool> chosen;
  bool operator==(const ChoiceAnswer&) const = default;
};
struct ScaleAnswer {
  int step = 1;
  bool operator==(const ScaleAnswer&) const = default;
};  // 1 to steps
struct TextAnswer {
  std::string text;
  bool operator==(const TextAnswer&) const = default;
};
struct Pin {
  double lat = 0, lon = 0;              // degrees, WGS 84
  std::optional<std::size_t> category;  // index into Question::categories
  std::optional<std::size_t> place;     // a named place chosen from the list: lat and lon are the place's
  std::string comment;
  bool operator==(const Pin&) const = default;
};
struct PinAnswer {
  std::vector<Pin> pins;
  bool operator==(const PinAnswer&) const = default;
};
struct Skipped {
  bool operator==(const Skipped&) const = default;
};

/// Dots and choices by the alternatives' order in the dialogue file, whatever order was shown.
using Answer = std::variant<Skipped, DotsAnswer, ChoiceAnswer, ScaleAnswer, TextAnswer, PinAnswer>;

}  // namespace talt::core
