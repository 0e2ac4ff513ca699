// SPDX-License-Identifier: EUPL-1.2
#include "app/core/dialogue_section.h"

#include <algorithm>
#include <cmath>

#include "app/core/toml_assert.h"
#include "app/core/utf8.h"

#include <toml++/toml.h>

namespace talt::core {

namespace {

Fault fault_at(const std::string& file, const toml::node& at, std::string what, std::string remedy) {
  const auto place = at.source().begin;
  return {file, static_cast<int>(place.line), static_cast<int>(place.column), std::move(what),
          std::move(remedy)};
}

std::string named_in_hex(std::uint32_t character) {
  std::string name = "U+";
  for (int shift = 12; shift >= 0; shift -= 4) name += "0123456789ABCDEF"[character >> shift & 15];
  return name;
}

}  // namespace

std::string quoted(std::string_view text) {
  constexpr std::size_t shown = 60;
  const auto head = clean(text.substr(0, shown * 4), shown);
  return "\"" + head + (head.size() < text.size() && text.size() > shown ? "…" : "") + "\"";
}

std::string Fault::text() const {
  return file + ":" + std::to_string(line) + ":" + std::to_string(column) + ": " + what +
         (remedy.empty() ? "" : ": " + remedy);
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
    const auto place = key.source().begin;
    findings_.faults.push_back({findings_.file, static_cast<int>(place.line), static_cast<int>(place.column),
                                name_ + " has no key " + quoted(key.str()),
                                remedy_for_key(key.str(), asked_)});
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

void Section::warn(std::string_view key, std::string what, std::string remedy) {
  const auto* node = table_.get(key);
  findings_.warn(node != nullptr ? *node : static_cast<const toml::node&>(table_), std::move(what),
                 std::move(remedy));
}

void Section::fault_in_each(std::string_view key, std::size_t index, std::string what, std::string remedy) {
  const auto* array = table_.get_as<toml::array>(key);
  const auto* node = array != nullptr ? array->get(index) : nullptr;
  findings_.fault(node != nullptr ? *node : static_cast<const toml::node&>(table_), std::move(what),
                  std::move(remedy));
}

void Section::warn_in_each(std::string_view key, std::size_t index, std::string what, std::string remedy) {
  const auto* array = table_.get_as<toml::array>(key);
  const auto* node = array != nullptr ? array->get(index) : nullptr;
  findings_.warn(node != nullptr ? *node : static_cast<const toml::node&>(table_), std::move(what),
                 std::move(remedy));
}

void Section::wrong_type(const toml::node& node, std::string_view key, std::string_view wanted,
                         std::string_view example) {
  findings_.fault(node, std::string(key) + " of " + name_ + " should be " + std::string(wanted),
                  "write e.g. " + std::string(example));
}

std::string Section::string(std::string_view key, bool required) {
  const auto* node = find(key);
  if (node == nullptr) {
    if (required) fault(key, name_ + " has no " + std::string(key), "add " + std::string(key) + " = \"...\"");
    return {};
  }
  if (const auto value = node->value<std::string>()) {
    if (const auto invisible = first_invisible(*value))
      findings_.fault(
          *node,
          std::string(key) + " of " + name_ + " holds the invisible character " + named_in_hex(*invisible),
          "remove it");
    if (required && value->empty())
      findings_.fault(*node, std::string(key) + " of " + name_ + " is empty", "write something");
    return *value;
  }
  wrong_type(*node, key, "a text in quotes", std::string(key) + " = \"...\"");
  return {};
}

int Section::integer(std::string_view key, int fallback, int least, int most) {
  const auto* node = find(key);
  if (node == nullptr) return fallback;
  const auto value = node->is_integer() ? node->value<std::int64_t>() : std::nullopt;
  if (!value) {
    wrong_type(*node, key, "a whole number, without quotes",
               std::string(key) + " = " + std::to_string(fallback));
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
  const auto range =
      std::to_string(static_cast<int>(least)) + " to " + std::to_string(static_cast<int>(most));
  if (node == nullptr) {
    fault(key, name_ + " has no " + std::string(key), "add it: a number, " + range);
    return 0;
  }
  const auto value = node->is_number() ? node->value<double>() : std::nullopt;
  if (!value) {
    wrong_type(*node, key, "a number, without quotes",
               std::string(key) + (most == 85 ? " = 63.3121" : " = 13.6504"));
  } else if (!(*value >= least && *value <= most)) {
    findings_.fault(*node, std::string(key) + " of " + name_ + " is out of range", "use " + range);
  } else {
    return *value;
  }
  return std::nan("");
}

bool Section::boolean(std::string_view key, bool fallback) {
  const auto* node = find(key);
  if (node == nullptr) return fallback;
  if (node->is_boolean()) return node->value_or(fallback);
  wrong_type(*node, key, "true or false, without quotes", std::string(key) + " = true");
  return fallback;
}

std::vector<std::string> Section::strings(std::string_view key, bool required) {
  std::vector<std::string> values;
  const auto* node = find(key);
  if (node == nullptr) {
    if (required)
      fault(key, name_ + " has no " + std::string(key), "add " + std::string(key) + " = [\"sv\"]");
    return values;
  }
  const std::string example = std::string(key) + " = [\"sv\", \"en\"]";
  const auto* array = node->as_array();
  if (array == nullptr) {
    wrong_type(*node, key, "a list of texts", example);
    return values;
  }
  for (const auto& element : *array) {
    if (const auto value = element.value<std::string>())
      values.push_back(*value);
    else
      wrong_type(element, key, "a list of texts", example);
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
                   const std::function<void(const toml::table&, std::string)>& read) {
  const auto* node = find(key);
  if (node == nullptr) return;
  const std::string path = (name_.starts_with("question ") ? "question."
                            : name_.starts_with("map ")    ? "map."
                            : name_ == "the walk"          ? "walk."
                            : name_.starts_with("stop ")   ? "walk.stop."
                                                           : "") +
                           std::string(key);
  const auto* array = node->as_array();
  if (array == nullptr)
    return wrong_type(*node, key, "a list of tables", "[[" + path + "]], in two pairs of brackets");
  if (array->size() > most)
    findings_.fault(*array->get(most),
                    name_ + " has " + std::to_string(array->size()) + " times " + std::string(key),
                    "use at most " + std::to_string(most));
  const std::string of = name_ == "the dialogue" ? "" : " of " + name_;
  for (std::size_t i = 0; i < array->size() && i < most; ++i) {
    const auto& element = *array->get(i);
    const auto* table = element.as_table();
    if (table == nullptr) {
      wrong_type(element, key, "a list of tables", "[[" + path + "]]");
      continue;
    }
    const auto* id = table->get("id");
    const auto called = id != nullptr ? id->value_or(std::string()) : std::string();
    std::string noun(key);
    std::replace(noun.begin(), noun.end(), '_', ' ');
    read(*table, noun + " " + (called.empty() ? std::to_string(i + 1) : clean(called, 40)) + of);
  }
}

}  // namespace talt::core
