// SPDX-License-Identifier: EUPL-1.2
// What a section reads that has rules of its own: ids, texts in every language, names of files,
// pictures.
#include <algorithm>

#include "app/core/dialogue_section.h"
#include "app/core/toml_assert.h"
#include "app/core/utf8.h"

#include <toml++/toml.h>

namespace talt::core {

namespace {

constexpr std::size_t id_characters_max = 64;

bool is_id_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

/// What an id was meant to be: "Träd Ö" as "trad-o". Empty where nothing is left.
std::string as_id(std::string text) {
  for (const auto& [letters, plain] :
       std::initializer_list<std::pair<std::string_view, char>>{{"åäÅÄ", 'a'}, {"öÖ", 'o'}, {"éÉ", 'e'}})
    for (std::size_t i = 0; i < letters.size(); i += 2)
      for (auto at = text.find(letters.substr(i, 2)); at != std::string::npos;
           at = text.find(letters.substr(i, 2)))
        text.replace(at, 2, 1, plain);
  std::string id;
  for (char c : text.substr(0, id_characters_max)) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (is_id_character(c)) id += c;
    if (c == ' ' && !id.empty() && id.back() != '-') id += '-';
  }
  return id;
}

}  // namespace

std::string Section::id(std::set<std::string>& seen) {
  const auto value = string("id", true);
  if (value.empty()) return value;
  if (value.size() > id_characters_max || !std::all_of(value.begin(), value.end(), is_id_character)) {
    const auto meant = as_id(value);
    fault("id", quoted(value) + " cannot be an id",
          "use a to z, 0 to 9, - and _, at most 64" + (meant.empty() ? "" : ", e.g. " + quoted(meant)));
  }
  if (!seen.insert(value).second)
    fault("id", "the id " + quoted(value) + " is there already", "give each its own id");
  return value;
}

std::optional<std::string> Section::said_in(const toml::node& at, const Language& language,
                                            std::string_view key, Section& by_language, std::size_t advised) {
  const auto* node = by_language.find(language.tag);
  const auto value = by_language.string(language.tag, false);
  const bool is_first = &language == &findings_.languages.front();
  if (value.find_first_not_of(" \t\r\n") == std::string::npos) {
    const bool is_wrong_type = node != nullptr && !node->is_string();
    if ((is_first || !language.incomplete) && !is_wrong_type)
      findings_.fault(node != nullptr ? *node : at,
                      std::string(key) + " of " + name_ + " is missing in " + language.tag,
                      "add " + std::string(key) + "." + language.tag +
                          (is_first ? "" : ", or list " + language.tag + " in incomplete"));
    return std::nullopt;
  }
  const auto characters = value.size() > std::min(advised, text_characters_max) ? count_characters(value) : 0;
  const auto name = std::string(key) + "." + language.tag + " of " + name_ + " has " +
                    std::to_string(characters) + " characters";
  if (characters > text_characters_max)
    findings_.fault(*node, name, "use at most " + std::to_string(text_characters_max));
  else if (characters > advised)
    findings_.warn(*node, name, "few will read it: stay below " + std::to_string(advised));
  return value;
}

Text Section::text(std::string_view key, bool required, std::size_t advised) {
  const auto* node = find(key);
  const auto first = findings_.languages.empty() ? std::string("sv") : findings_.languages[0].tag;
  if (node == nullptr) {
    if (required)
      fault(key, name_ + " has no " + std::string(key),
            "add " + std::string(key) + "." + first + " = \"...\"");
    return {};
  }
  const auto* table = node->as_table();
  if (table == nullptr) {
    wrong_type(*node, key, "a text for each language", std::string(key) + "." + first + " = \"...\"");
    return {};
  }
  if (!findings_.languages_are_sound) return {};
  Text text;
  Section by_language(*table, std::string(key) + " of " + name_, findings_);
  for (const auto& language : findings_.languages)
    text.by_language.push_back(said_in(*node, language, key, by_language, advised));
  by_language.finish();
  return text;
}

std::string Section::file(std::string_view key, bool required, ParsedDialogue::NamedFile::Use use) {
  auto value = string(key, required);
  if (value.empty()) return value;
  const bool climbs = value.front() == '/' || value.find('\\') != std::string::npos ||
                      ("/" + value + "/").find("/../") != std::string::npos;
  if (climbs) {
    fault(key, quoted(value) + " does not lie in the dialogue's folder",
          "put the file into the folder and name it from there");
    return {};
  }
  const auto place = table_.get(key)->source().begin;
  findings_.files.push_back({value, use, static_cast<int>(place.line), static_cast<int>(place.column)});
  return value;
}

Picture read_picture(Section& section) {
  Picture picture;
  picture.file = section.file("picture", false);
  picture.alt = section.text("alt", section.has("picture"), 120);
  if (section.has("alt") && !section.has("picture"))
    section.warn("alt", section.name() + " has alt but no picture", "add picture, or remove alt");
  return picture;
}

}  // namespace talt::core
