// SPDX-License-Identifier: EUPL-1.2
// Lines of CSV (RFC 4180, UTF-8): a field with a comma, a quote or a line break stands in quotes, a quote is
// doubled, lines end in CRLF. Fields are verbatim. No byte order mark: it would stand in the first column's
// name for every program that reads UTF-8 as it is. Pure.
#pragma once

#include <string>
#include <vector>

namespace talt::receiver {

inline std::string csv_line(const std::vector<std::string>& fields) {
  std::string line;
  bool is_first = true;
  for (const auto& field : fields) {
    if (!is_first) line += ',';
    is_first = false;
    if (field.find_first_of(",\"\r\n") == std::string::npos) {
      line += field;
      continue;
    }
    line += '"';
    for (const char c : field) {
      if (c == '"') line += '"';
      line += c;
    }
    line += '"';
  }
  return line + "\r\n";
}

}  // namespace talt::receiver
