// SPDX-License-Identifier: EUPL-1.2
#include "app/core/dialogue_section.h"

#include <algorithm>
#include <numeric>

#include "app/core/toml_assert.h"

#include <toml++/toml.h>

namespace talt::core {

namespace {

constexpr std::size_t id_characters_max = 64;

Fault fault_at(const std::string& file, const toml::node& at, std::string what, std::string remedy) {
  const auto place = at.source().begin;
  return {file, static_cast<int>(place.line), static_cast<int>(place.column), std::move(what),
          std::move(remedy)};
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const auto above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

std::string quoted(std::string_view text) {
  return "\"" + std::string(text.substr(0, 80)) + "\"";
}

}  // namespace

std::string Fault::text() const {
  return file + ":" + std::to_string(line) + ":" + std::to_string(column) + ": " + what +
         (remedy.empty() ? "" : ": " + remedy);
}

std::string nearest(std::string_view key, const std::set<std::string, std::less<>>& known) {
  std::string best;
  std::size_t best_distance = key.size() / 2 + 1;
  for (const auto& candidate : known)
    if (const auto distance = edit_distance(key.substr(0, 64), candidate); distance < best_distance) {
      best = candidate;
      best_distance = distance;
    }
  return best;
}

void Findings::fault(const toml::node& at, std::string what, std::string remedy) {
  faults.push_back(fault_at(file, at, std::move(what), std::move(remedy)));
}

void Findings::warn(const toml::node& at, std::string what, std::string remedy) {
  warnings.push_back(fault_at(file, at, std::move(what), std::move(remedy)));
}

Section::Section(const toml::table& table, std::string name, Findings& findings)
    : table_(table), name_(std::move(name)), findings_(findings) {}

void Section::finish() {
  for (const auto& [key, node] : table_) {
    if (asked_.contains(key.str())) continue;
    const auto near = nearest(key.str(), asked_);
    const auto place = key.source().begin;
    findings_.faults.push_back({findings_.file, static_cast<int>(place.line), static_cast<int>(place.column),
                                name_ + " has no key " + quoted(key.str()),
                                near.empty() ? "remove it" : "did you mean " + near + "?"});
  }
}

const toml::node* Section::find(std::string_view key) {
  asked_.emplace(key);
  return table_.get(key);
}

void Section::fault(std::string_view key, std::string what, std::string remedy) {
  const auto* node = table_.get(key);
  findings_.fault(node != nullptr ? *node : static_cast<const toml::node&>(table_), std::move(what),
                  std::move(remedy));
}

void Section::fault_in_each(std::string_view key, std::size_t index, std::string what, std::string remedy) {
  const auto* array = table_.get_as<toml::array>(key);
  const auto* node = array != nullptr ? array->get(index) : nullptr;
  findings_.fault(node != nullptr ? *node : static_cast<const toml::node&>(table_), std::move(what),
                  std::move(remedy));
}

void Section::wrong_type(const toml::node& node, std::string_view key, std::string_view wanted) {
  findings_.fault(node, std::string(key) + " of " + name_ + " should be " + std::string(wanted), "change it");
}

std::string Section::string(std::string_view key, bool required) {
  const auto* node = find(key);
  if (node == nullptr) {
    if (required) fault(key, name_ + " has no " + std::string(key), "add " + std::string(key) + " = \"...\"");
    return {};
  }
  if (const auto value = node->value<std::string>()) return *value;
  wrong_type(*node, key, "a text in quotes");
  return {};
}

std::string Section::id(std::set<std::string>& seen) {
  const auto value = string("id", true);
  if (value.empty()) {
    if (table_.contains("id") && table_.get("id")->is_string())
      fault("id", "the id of " + name_ + " is empty", "give it a short name");
    return value;
  }
  const bool is_sound =
      value.size() <= id_characters_max && std::all_of(value.begin(), value.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
      });
  if (!is_sound)
    fault("id", "the id " + quoted(value) + " is not of the form of ids",
          "use a to z, 0 to 9 and -, at most 64");
  if (!seen.insert(value).second)
    fault("id", "the id " + quoted(value) + " is there already", "give each its own id");
  return value;
}

int Section::integer(std::string_view key, int fallback, int least, int most) {
  const auto* node = find(key);
  if (node == nullptr) return fallback;
  const auto value = node->is_integer() ? node->value<std::int64_t>() : std::nullopt;
  if (!value) {
    wrong_type(*node, key, "a whole number");
  } else if (*value < least || *value > most) {
    findings_.fault(*node, std::string(key) + " of " + name_ + " is " + std::to_string(*value),
                    "use " + std::to_string(least) + " to " + std::to_string(most));
  } else {
    return static_cast<int>(*value);
  }
  return fallback;
}

double Section::number(std::string_view key, double least, double most) {
  const auto* node = find(key);
  if (node == nullptr) {
    fault(key, name_ + " has no " + std::string(key), "add it");
    return 0;
  }
  const auto value = node->is_number() ? node->value<double>() : std::nullopt;
  if (!value) {
    wrong_type(*node, key, "a number");
  } else if (!(*value >= least && *value <= most)) {
    findings_.fault(
        *node, std::string(key) + " of " + name_ + " is out of range",
        "use " + std::to_string(static_cast<int>(least)) + " to " + std::to_string(static_cast<int>(most)));
  } else {
    return *value;
  }
  return 0;
}

bool Section::boolean(std::string_view key, bool fallback) {
  const auto* node = find(key);
  if (node == nullptr) return fallback;
  if (node->is_boolean()) return node->value_or(fallback);
  wrong_type(*node, key, "true or false");
  return fallback;
}

Text Section::text(std::string_view key, bool required) {
  const auto* node = find(key);
  if (node == nullptr) {
    if (required)
      fault(key, name_ + " has no " + std::string(key),
            "add " + std::string(key) + "." +
                (findings_.languages.empty() ? "sv" : findings_.languages[0].tag) + " = \"...\"");
    return {};
  }
  const auto* table = node->as_table();
  if (table == nullptr) {
    wrong_type(*node, key, "a text for each language, e.g. " + std::string(key) + ".sv = \"...\"");
    return {};
  }
  Text text;
  Section by_language(*table, std::string(key) + " of " + name_, findings_);
  for (std::size_t i = 0; i < findings_.languages.size(); ++i) {
    const auto& language = findings_.languages[i];
    auto value = by_language.string(language.tag, false);
    const bool is_missing = value.find_first_not_of(" \t\r\n") == std::string::npos;
    if (is_missing && (i == 0 || !language.incomplete) &&
        !(table->contains(language.tag) && !table->get(language.tag)->is_string()))
      findings_.fault(*node, std::string(key) + " of " + name_ + " is missing in " + language.tag,
                      "add " + std::string(key) + "." + language.tag +
                          (i == 0 ? "" : ", or list " + language.tag + " in incomplete"));
    text.by_language.push_back(is_missing ? std::nullopt : std::optional(std::move(value)));
  }
  by_language.finish();
  return text;
}

std::string Section::file(std::string_view key, bool required, ParsedDialogue::NamedFile::Use use) {
  auto value = string(key, required);
  if (value.empty()) return value;
  const bool climbs = value.find("..") != std::string::npos || value.front() == '/' ||
                      value.find('\\') != std::string::npos || value.find('\0') != std::string::npos;
  if (climbs) {
    fault(key, quoted(value) + " does not lie in the dialogue's folder",
          "put the file into the folder and name it from there");
    return {};
  }
  const auto place = table_.get(key)->source().begin;
  findings_.files.push_back({value, use, static_cast<int>(place.line), static_cast<int>(place.column)});
  return value;
}

std::vector<std::string> Section::strings(std::string_view key, bool required) {
  std::vector<std::string> values;
  const auto* node = find(key);
  if (node == nullptr) {
    if (required)
      fault(key, name_ + " has no " + std::string(key), "add " + std::string(key) + " = [\"sv\"]");
    return values;
  }
  const auto* array = node->as_array();
  if (array == nullptr) {
    wrong_type(*node, key, "a list of texts, e.g. [\"sv\", \"en\"]");
    return values;
  }
  for (const auto& element : *array) {
    if (const auto value = element.value<std::string>())
      values.push_back(*value);
    else
      wrong_type(element, key, "a list of texts");
  }
  return values;
}

std::optional<std::size_t> Section::choice(std::string_view key, const std::vector<std::string_view>& names,
                                           bool required) {
  const auto value = string(key, required);
  if (value.empty()) return std::nullopt;
  const auto found = std::find(names.begin(), names.end(), value);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  std::string all;
  for (const auto name : names) all += (all.empty() ? "" : ", ") + std::string(name);
  fault(key, std::string(key) + " of " + name_ + " is " + quoted(value), "use one of " + all);
  return std::nullopt;
}

void Section::each(std::string_view key, std::size_t most,
                   const std::function<void(const toml::table&)>& read) {
  const auto* node = find(key);
  if (node == nullptr) return;
  const auto* array = node->as_array();
  if (array == nullptr) return wrong_type(*node, key, "a list of tables, [[" + std::string(key) + "]]");
  if (array->size() > most)
    findings_.fault(*array->get(most),
                    name_ + " has " + std::to_string(array->size()) + " times " + std::string(key),
                    "use at most " + std::to_string(most));
  for (const auto& element : *array) {
    if (const auto* table = element.as_table())
      read(*table);
    else
      wrong_type(element, key, "a list of tables, [[" + std::string(key) + "]]");
  }
}

}  // namespace talt::core
