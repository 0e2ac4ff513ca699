// SPDX-License-Identifier: EUPL-1.2
// dialogue.toml is somebody's own text, with comments: it is changed line by line, at the places that toml++
// finds, and never written anew.
#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "app/core/dialogue_parse.h"
#include "app/core/toml_assert.h"
#include "sync/receiver/walks/follow_up.h"
#include "sync/receiver/walks/walk_words.h"

#include <toml++/toml.h>

namespace talt::receiver {

using core::Error;
using core::Result;

namespace {

using Lines = std::vector<std::string>;  // each with its line break

Error cannot(std::string why, std::string remedy) {
  return {"cannot add the earlier walk to dialogue.toml", std::move(why), std::move(remedy)};
}

Lines lines_of(const std::string& text) {
  Lines lines;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = text.find('\n', at);
    const auto next = end == std::string::npos ? text.size() : end + 1;
    lines.push_back(text.substr(at, next - at));
    at = next;
  }
  return lines;
}

std::string_view without_margin(const std::string& line) {
  const auto from = line.find_first_not_of(" \t");
  return from == std::string::npos ? std::string_view() : std::string_view(line).substr(from);
}
bool is_empty(const std::string& line) {
  return line.find_first_not_of(" \t\r\n") == std::string::npos;
}
bool says_nothing(const std::string& line) {
  return is_empty(line) || without_margin(line)[0] == '#';
}

/// The lines, from 0, at which a table's head stands.
void find_heads(const toml::node& node, const Lines& lines, std::set<std::size_t>& heads) {
  if (const auto* table = node.as_table()) {
    const auto line = node.source().begin.line;
    if (line > 0 && line <= lines.size() && without_margin(lines[line - 1]).starts_with('['))
      heads.insert(line - 1);
    for (const auto& [key, child] : *table) find_heads(child, lines, heads);
  } else if (const auto* array = node.as_array()) {
    for (const auto& child : *array) find_heads(child, lines, heads);
  }
}

/// The text as lines; whatever is changed or taken out keeps the numbers of the others.
class Text {
 public:
  Text(const std::string& text, const toml::table& table) : lines_(lines_of(text)), table_(table) {
    find_heads(table, lines_, heads_);
    if (!lines_.empty() && lines_.back().back() != '\n') lines_.back() += '\n';
  }

  Result<void> set_version(int version) {
    const auto* node = table_.get("version");
    if (node == nullptr) return cannot("it has no version", "add version = 1");
    const auto& source = node->source();
    auto& line = lines_.at(source.begin.line - 1);
    if (source.begin.line != source.end.line || source.end.column - 1 > line.size())
      return cannot("its version stands over several lines", "write it on one");
    line.replace(source.begin.column - 1, source.end.column - source.begin.column, std::to_string(version));
    return {};
  }

  /// What stands there of a walk before that one.
  Result<void> remove_earlier() {
    const auto& walk = *table_["walk"].as_table();
    if (const auto* code = walk.get("earlier"))
      for (auto line = code->source().begin.line; line <= code->source().end.line; ++line)
        lines_.at(line - 1).clear();
    const auto* observations = walk.get("earlier_observation");
    if (observations == nullptr) return {};
    for (const auto& one : *observations->as_array()) {
      const auto head = one.source().begin.line - 1;
      if (!heads_.contains(head))
        return cannot("its earlier observations do not stand as tables of their own",
                      "write each as [[walk.earlier_observation]], or remove them");
      remove_table(head);
    }
    return {};
  }

  Result<void> add_code(core::walk::Code code) {
    const auto* kind = table_["walk"].as_table()->get("kind");
    auto& line = lines_.at(kind->source().end.line - 1);
    if (!without_margin(line).starts_with("kind"))
      return cannot("its [walk] is not a table of its own", "write [walk], and kind on the line below");
    line += "earlier = \"" + code_text(code) + "\"\n";
    return {};
  }

  void append(const std::string& text) { lines_.push_back(text); }
  std::string joined() const {
    std::string text;
    for (const auto& line : lines_) text += line;
    return text;
  }

 private:
  /// With the empty lines above it. Comments before the next table belong to that.
  void remove_table(std::size_t head) {
    const auto next = heads_.upper_bound(head);
    auto end = next == heads_.end() ? lines_.size() : *next;
    if (next != heads_.end())
      while (end > head + 1 && says_nothing(lines_[end - 1])) --end;
    for (auto line = head; line < end; ++line) lines_[line].clear();
    for (auto line = head; line-- > 0 && is_empty(lines_[line]);) lines_[line].clear();
  }

  Lines lines_;
  const toml::table& table_;
  std::set<std::size_t> heads_;
};

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
      out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
    else
      out += c;
  }
  return out + "\"";
}

std::string table_of(const core::walk::Earlier& earlier, int number, const core::walk::Plan& plan) {
  std::string text = "\n[[walk.earlier_observation]]";
  if (number > 0) text += fmt::format("  # number {} of that walk", number);
  text += "\n";
  const auto add = [&](const char* key, const std::string& value) {
    if (!value.empty()) text += fmt::format("{} = {}\n", key, quoted(value));
  };
  add("id", earlier.id);
  if (earlier.theme) add("theme", plan.themes[*earlier.theme].id);
  add("verdict", name_of(earlier.verdict));
  if (earlier.seriousness > 0) text += fmt::format("seriousness = {}\n", earlier.seriousness);
  add("saw", earlier.saw);
  add("proposal", earlier.proposal);
  add("where", earlier.where);
  if (earlier.at) text += fmt::format("lat = {:.7f}\nlon = {:.7f}\n", earlier.at->lat, earlier.at->lon);
  if (earlier.party) add("party", plan.parties[*earlier.party].id);
  add("status", name_of(earlier.status));
  if (earlier.deadline) text += "deadline = " + text_of(*earlier.deadline) + "\n";
  add("reason", earlier.reason);
  add("picture", earlier.picture);
  return text;
}

Result<core::Dialogue> read(const std::string& toml) {
  auto parsed = core::parse_dialogue(core::as_bytes(toml), "dialogue.toml", {});
  if (!parsed.dialogue)
    return cannot(parsed.faults.empty() ? "it has a fault" : parsed.faults.front().text(),
                  "mend it: talt check names every fault");
  if (!parsed.dialogue->walk)
    return cannot("it is not the dialogue of a walk", "name the folder of one with method = \"walk\"");
  return std::move(*parsed.dialogue);
}

Result<std::string> changed(const std::string& toml, const core::Dialogue& dialogue, int version,
                            core::walk::Code code, const FollowUp& follow_up) {
  const auto table = toml::parse(std::string_view(toml), std::string_view("dialogue.toml"));
  Text text(toml, table);
  if (auto done = text.set_version(version); !done) return done.error();
  if (auto done = text.add_code(code); !done) return done.error();
  if (auto done = text.remove_earlier(); !done) return done.error();
  for (std::size_t i = 0; i < follow_up.observations.size(); ++i)
    text.append(table_of(follow_up.observations[i], follow_up.numbers[i], *dialogue.walk));
  return text.joined();
}

}  // namespace

Result<std::string> follow_up_toml(const std::string& toml, int version, core::walk::Code code,
                                   const FollowUp& follow_up) {
  const auto dialogue = read(toml);
  if (!dialogue) return dialogue.error();
  auto text = changed(toml, *dialogue, version, code, follow_up);
  if (!text) return text;
  const auto again = read(*text);
  if (!again) return again.error();
  if (again->version != version || again->id != dialogue->id ||
      again->walk->earlier_walk != code_text(code) ||
      again->walk->earlier.size() != follow_up.observations.size())
    return cannot("it is written in a way that cannot be added to",
                  "write [walk] and [[walk.earlier_observation]] as tables, one key a line");
  return text;
}

}  // namespace talt::receiver
