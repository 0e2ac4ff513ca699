// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/protocol/words.h"

#include <algorithm>

namespace talt::receiver::protocol {

namespace {
constexpr const Words* all[] = {&words_sv, &words_en, &words_fi, &words_ar};
}

const Words* find_words(std::string_view language_tag) {
  const auto language = language_tag.substr(0, language_tag.find('-'));
  for (const auto* words : all)
    if (std::string_view(words->tag) == language) return words;
  return nullptr;
}

std::string languages_there_are() {
  std::string list;
  for (const auto* words : all) list += (list.empty() ? "" : ", ") + words->tag.string();
  return list;
}

std::string filled(std::string_view phrase, const std::vector<std::string>& values) {
  std::string text;
  for (std::size_t i = 0; i < phrase.size(); ++i) {
    const bool is_place = phrase[i] == '{' && i + 2 < phrase.size() && phrase[i + 2] == '}';
    const auto at = is_place ? static_cast<std::size_t>(phrase[i + 1] - '0') : values.size();
    if (at >= values.size()) {
      text += phrase[i];
      continue;
    }
    text += values[at];
    i += 2;
  }
  return text;
}

std::string shown(const core::Date& date, const Words& words) {
  const auto month = static_cast<std::size_t>(std::clamp(date.month, 1, 12) - 1);
  return filled(words.date,
                {std::to_string(date.day), words.months[month].string(), std::to_string(date.year)});
}

}  // namespace talt::receiver::protocol
