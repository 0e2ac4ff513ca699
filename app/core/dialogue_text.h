// SPDX-License-Identifier: EUPL-1.2
// What dialogues of every method say and show: texts by language, pictures, places, dates. Plain constant
// values; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace talt::core {

/// One text in the dialogue's languages, by index into Dialogue::languages. Missing where the language is
/// incomplete.
struct Text {
  std::vector<std::optional<std::string>> by_language;

  bool is_empty() const { return by_language.empty(); }
  bool has(std::size_t language) const {
    return language < by_language.size() && by_language[language].has_value();
  }
  /// The text in that language, else in the first; empty where there is none at all.
  std::string_view in(std::size_t language) const {
    if (has(language)) return *by_language[language];
    return has(0) ? std::string_view(*by_language[0]) : std::string_view();
  }
};

struct Date {
  int year = 0;
  int month = 0;
  int day = 0;
};

struct Picture {
  std::string file;  // relative to the dialogue's folder; empty = none
  Text alt;
  bool is_none() const { return file.empty(); }
};

struct Place {
  std::string id;
  Text title;
  double lat = 0;
  double lon = 0;
};

}  // namespace talt::core
