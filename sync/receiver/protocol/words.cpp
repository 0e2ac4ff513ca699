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

std::string counted(const Plural& phrase, std::size_t count) {
  return filled(phrase.of(count), {std::to_string(count)});
}

namespace {
std::string dated(const core::Date& date, std::string_view how, const std::array<Phrase, 12>& months) {
  const auto month = static_cast<std::size_t>(std::clamp(date.month, 1, 12) - 1);
  return filled(how, {std::to_string(date.day), months[month].string(), std::to_string(date.year)});
}
}  // namespace

std::string shown(const core::Date& date, const Words& words) {
  return dated(date, words.date, words.months);
}

std::string short_date(const core::Date& date, const Words& words) {
  return dated(date, words.short_date, words.short_months);
}

}  // namespace talt::receiver::protocol
