// SPDX-License-Identifier: EUPL-1.2
// A table of dialogue.toml as its strict reader sees it: each key that is asked for becomes known, what is
// left at the end is a fault with the nearest known key. For the parser's own files only. One thread.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/dialogue_parse.h"

namespace toml {
inline namespace v3 {
class node;
class table;
}  // namespace v3
}  // namespace toml

namespace talt::core {

/// What all sections share: where faults go, and the languages that texts must have.
struct Findings {
  std::string file;
  std::vector<Fault> faults;
  std::vector<Fault> warnings;
  std::vector<ParsedDialogue::NamedFile> files;
  ParsedDialogue::Place hear_back_by_place;
  std::vector<Language> languages;
  bool languages_are_sound = true;  // else texts are not held against them: one fault, not one for each text

  void fault(const toml::node& at, std::string what, std::string remedy);
  void warn(const toml::node& at, std::string what, std::string remedy);
};

class Section {
 public:
  /// `name` is how messages call it, e.g. "question trees".
  Section(const toml::table& table, std::string name, Findings& findings);
  /// Reports the keys that nobody asked for.
  void finish();

  const toml::table& table() const { return table_; }
  const std::string& name() const { return name_; }
  const toml::node* find(std::string_view key);
  bool has(std::string_view key) { return find(key) != nullptr; }
  std::string string(std::string_view key, bool required);
  /// Lower-case letters, digits, hyphens and underscores, at most 64; unique among `seen`.
  std::string id(std::set<std::string>& seen);
  int integer(std::string_view key, int fallback, int least, int most);
  double number(std::string_view key, double least, double most);
  bool boolean(std::string_view key, bool fallback);
  /// A text in every language of the dialogue; a warning where it has more than `advised` characters.
  Text text(std::string_view key, bool required, std::size_t advised = SIZE_MAX);
  /// A file below the dialogue's folder.
  std::string file(std::string_view key, bool required,
                   ParsedDialogue::NamedFile::Use use = ParsedDialogue::NamedFile::Use::Picture);
  template <class Value>
  Value one_of(std::string_view key, Value fallback,
               std::initializer_list<std::pair<std::string_view, Value>> values, bool required = false) {
    std::vector<std::string_view> names;
    for (const auto& [name, value] : values) names.push_back(name);
    const auto chosen = choice(key, names, required);
    return chosen ? (values.begin() + static_cast<std::ptrdiff_t>(*chosen))->second : fallback;
  }
  std::vector<std::string> strings(std::string_view key, bool required);
  /// Each table of an array of tables, `[[key]]`, with how messages call it: "question trees", or "question
  /// 3" where it has no id. What is above `most` is not read.
  void each(std::string_view key, std::size_t most,
            const std::function<void(const toml::table&, std::string name)>& read);

  void fault(std::string_view key, std::string what, std::string remedy);
  void warn(std::string_view key, std::string what, std::string remedy);
  /// At one table of an array of tables.
  void fault_in_each(std::string_view key, std::size_t index, std::string what, std::string remedy);
  void warn_in_each(std::string_view key, std::size_t index, std::string what, std::string remedy);

 private:
  std::optional<std::size_t> choice(std::string_view key, const std::vector<std::string_view>& names,
                                    bool required);
  void wrong_type(const toml::node& node, std::string_view key, std::string_view wanted,
                  std::string_view example);
  /// One language's text, with what is wrong with it said; nothing where it is missing.
  std::optional<std::string> said_in(const toml::node& at, const Language& language, std::string_view key,
                                     Section& by_language, std::size_t advised);

  const toml::table& table_;
  std::string name_;
  Findings& findings_;
  std::set<std::string, std::less<>> asked_;
};

/// In quotes, short and on one line, whatever it is.
std::string quoted(std::string_view text);

/// What to do about a key that its table does not have: the place where it belongs, the nearest of `asked`,
/// or to remove it.
std::string remedy_for_key(std::string_view key, const std::set<std::string, std::less<>>& asked);
/// The nearest of `known` where it is near enough to be what was meant, capitals aside; empty else.
std::string nearest(std::string_view key, const std::set<std::string, std::less<>>& known);
/// How many letters must be put in, taken out or changed, capitals aside.
std::size_t edit_distance(std::string_view a, std::string_view b);
/// True where dialogue.toml has such a key anywhere.
bool is_known_anywhere(std::string_view key);

/// Reads `picture` and, with it, `alt`.
Picture read_picture(Section& section);
/// Reads `[[map]]` tables.
std::vector<Map> read_maps(Section& top, Findings& findings);
/// Reads `[[question]]` tables, with maps known by then.
std::vector<Question> read_questions(Section& top, const std::vector<Map>& maps, Findings& findings);
/// Reads `[walk]` where there is one, with maps known by then.
std::optional<walk::Plan> read_walk(Section& top, const std::vector<Map>& maps, Findings& findings);

}  // namespace talt::core
