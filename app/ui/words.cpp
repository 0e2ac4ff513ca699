// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/words.h"

#include <utility>

#include "app/core/check.h"

namespace talt::ui {
namespace {

using Named = std::pair<std::string_view, std::string_view>;

/// Languages spoken in Swedish municipalities, the national minority languages among them.
constexpr Named autonyms[] = {
    {"sv", "svenska"},
    {"en", "English"},
    {"fi", "suomi"},
    {"ar", "العربية"},
    {"so", "Soomaali"},
    {"ti", "ትግርኛ"},
    {"uk", "українська"},
    {"se", "davvisámegiella"},
    {"sma", "åarjelsaemien gïele"},
    {"smj", "julevsámegiella"},
    {"fit", "meänkieli"},
    {"rmn", "romani čhib"},
    {"yi", "ייִדיש"},
    {"prs", "دری"},
    {"fa", "فارسی"},
    {"ps", "پښتو"},
    {"ku", "Kurdî"},
    {"ckb", "کوردی"},
    {"pl", "polski"},
    {"de", "Deutsch"},
    {"fr", "français"},
    {"es", "español"},
    {"tr", "Türkçe"},
    {"ru", "русский"},
    {"bs", "bosanski"},
    {"hr", "hrvatski"},
    {"sr", "српски"},
    {"sq", "shqip"},
    {"ro", "română"},
    {"et", "eesti"},
    {"lv", "latviešu"},
    {"lt", "lietuvių"},
    {"nb", "norsk"},
    {"da", "dansk"},
    {"th", "ไทย"},
    {"vi", "Tiếng Việt"},
    {"am", "አማርኛ"},
    {"sw", "Kiswahili"},
    {"zh", "中文"},
};

std::string_view primary(std::string_view tag) {
  return tag.substr(0, tag.find('-'));
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

}  // namespace

const Words* find_words(std::string_view language_tag) {
  for (const Words* words : {&words_sv, &words_en, &words_fi, &words_ar})
    if (words->tag.view() == primary(language_tag)) return words;
  return nullptr;
}

const Words& words_for(const core::Dialogue& dialogue, std::size_t language) {
  if (language < dialogue.languages.size())
    if (const Words* words = find_words(dialogue.languages[language].tag)) return *words;
  if (!dialogue.languages.empty())
    if (const Words* words = find_words(dialogue.languages.front().tag)) return *words;
  return words_sv;
}

std::string_view autonym(std::string_view language_tag) {
  if (language_tag == "fa-AF") return "دری";
  for (const auto& [tag, name] : autonyms)
    if (tag == primary(language_tag)) return name;
  return language_tag;
}

std::string filled(std::string_view phrase, const std::vector<std::string>& values) {
  std::string text(phrase);
  for (std::size_t i = 0; i < values.size(); ++i) replace_all(text, "{" + std::to_string(i) + "}", values[i]);
  return text;
}

std::string filled(std::string_view phrase, std::uint64_t value) {
  return filled(phrase, std::vector{std::to_string(value)});
}

std::string filled(std::string_view phrase, std::uint64_t first, std::uint64_t second) {
  return filled(phrase, std::vector{std::to_string(first), std::to_string(second)});
}

std::string date_in(const Words& words, const core::Date& date) {
  core::check(date.month >= 1 && date.month <= 12, "a date's month is 1 to 12");
  const std::string month(words.months[static_cast<std::size_t>(date.month - 1)].view());
  return filled(words.date, std::vector{std::to_string(date.day), month, std::to_string(date.year)});
}

std::string_view level_in(const Words& words, core::Level level) {
  switch (level) {
    case core::Level::Consultation:
      return words.consultation;
    case core::Level::Dialogue:
      return words.dialogue;
    case core::Level::Influence:
      return words.influence;
    case core::Level::CoDecision:
      return words.co_decision;
  }
  core::check(false, "a level that is none");
  return {};
}

}  // namespace talt::ui
