// SPDX-License-Identifier: EUPL-1.2
#include "app/core/toml_syntax.h"

#include <algorithm>
#include <array>

#include "app/core/utf8.h"

namespace talt::core {

namespace {

constexpr int key_dots_max = 16;

SyntaxFault at_byte(std::string_view text, std::size_t at, std::string what, std::string remedy) {
  SyntaxFault fault{1, 1, std::move(what), std::move(remedy)};
  for (std::size_t i = text.starts_with("\xEF\xBB\xBF") ? 3 : 0; i < at && i < text.size(); ++i) {
    if (text[i] == '\n') {
      ++fault.line;
      fault.column = 1;
    } else if ((text[i] & 0xC0) != 0x80) {
      ++fault.column;
    }
  }
  return fault;
}

/// Where the string that begins at `at` ends, past its last quote: in one line, or in three quotes over many.
std::size_t string_end(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const std::string triple(3, quote);
  const bool is_long = text.substr(at, 3) == triple;
  std::size_t i = at + (is_long ? 3 : 1);
  for (; i < text.size(); ++i) {
    if (quote == '"' && text[i] == '\\') {
      ++i;
    } else if (is_long) {
      if (text.substr(i, 3) == triple) return i + 3;
    } else if (text[i] == quote || text[i] == '\n') {
      return i + 1;
    }
  }
  return text.size();
}

std::optional<std::size_t> too_many_dots(std::string_view text) {
  int dots = 0;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (c == '"' || c == '\'') {
      i = string_end(text, i);
      continue;
    }
    if (c == '#') {
      i = std::min(text.find('\n', i), text.size());
      continue;
    }
    if (c == '.' && ++dots > key_dots_max) return i;
    if (std::string_view("\n=,[]{}").find(c) != std::string_view::npos) dots = 0;
    ++i;
  }
  return std::nullopt;
}

std::string_view line_of(std::string_view text, int line) {
  for (; line > 1; --line) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  return text.substr(0, text.find('\n'));
}

/// The key in single quotes of "... existing table 'promise' ...", as toml++ names it; empty where it does
/// not.
std::string named(std::string_view description) {
  const auto begin = description.find('\'');
  const auto end = description.rfind('\'');
  if (begin == std::string_view::npos || end <= begin) return "";
  return clean(description.substr(begin + 1, end - begin - 1), 60);
}

SyntaxFault twice(int line, int column, std::string_view description) {
  const auto key = named(description);
  const bool is_header = description.find("table header") != std::string_view::npos && !key.empty();
  return {line, column, (key.empty() ? "this key" : "\"" + key + "\"") + " stands twice",
          is_header ? "keep one, or write [[" + key + "]] for one of several" : "keep one"};
}

struct Phrase {
  std::string_view sign;  // a part of toml++'s description
  std::string_view what;
  std::string_view remedy;
};

constexpr std::array phrases = {
    Phrase{"maximum nested value depth", "brackets lie in brackets too deeply", "take some away"},
    Phrase{"not representable in 64 bits", "the number is too large", "write a smaller one"},
    Phrase{"while parsing date", "this is no date of the calendar",
           "write it as 2027-02-01: year, month, day"},
    Phrase{"while parsing time", "this is no date of the calendar",
           "write it as 2027-02-01: year, month, day"},
    Phrase{"unescaped control characters", "the text does not end on its line, or holds a control character",
           "add the closing quote"},
    Phrase{"unknown escape sequence", "a backslash in a text begins a sign that is not known",
           "write two backslashes, or none"},
    Phrase{"while parsing table header: encountered end", "the brackets are not closed",
           "write e.g. [promise] or [[question]]"},
    Phrase{"expected ']'", "the brackets are not closed", "write e.g. [promise] or [[question]]"},
    Phrase{"while parsing table header", "this table's name cannot be read",
           "write e.g. [promise] or [[question]], with a to z, 0 to 9, - and _"},
    Phrase{"expected '='", "no = follows the key",
           "write key = \"text\", the key with a to z, 0 to 9, - and _ only"},
    Phrase{"while parsing inline table", "the braces { } are not closed or hold what they cannot",
           "write e.g. { x = 0, y = 0 }, on one line"},
    Phrase{"while parsing array", "the list is not closed or lacks a comma", "write e.g. [\"sv\", \"en\"]"},
    Phrase{"expected keys, tables", "a key may only have a to z, 0 to 9, - and _",
           "write the key so, or put # before a remark"},
    Phrase{"bare key starting character", "a key may only have a to z, 0 to 9, - and _", "write the key so"},
    Phrase{"encountered end-of-file", "the file ends in the middle of something",
           "close the quote or bracket"},
    Phrase{"expected a comment or whitespace", "something follows on this line that does not belong there",
           "put it on a line of its own"},
    Phrase{"value-terminator", "something follows on this line that does not belong there",
           "put a text in straight quotes: key = \"text\""},
    Phrase{"could not determine value type", "what follows = is no text, number, date, true or false",
           "put a text in straight quotes: key = \"text\""},
    Phrase{"while parsing boolean", "what follows = is no text, number, date, true or false",
           "put a text in straight quotes: key = \"text\""},
    Phrase{"expected value", "nothing follows =", "write key = \"text\""},
    Phrase{"integer", "this number cannot be read", "write digits only, or put a text in straight quotes"},
    Phrase{"floating-point", "this number cannot be read", "write e.g. 63.3121, with a point"},
};

/// What word processors make of straight quotes.
bool has_curly_quotes(std::string_view line) {
  const auto value = line.find('=');
  if (value == std::string_view::npos) return false;
  const auto begin = line.find_first_not_of(" \t", value + 1);
  if (begin == std::string_view::npos) return false;
  const std::string_view rest = line.substr(begin);
  return rest.starts_with("\u201C") || rest.starts_with("\u201D") || rest.starts_with("\u201E") ||
         rest.starts_with("\u2018") || rest.starts_with("\u2019");
}

}  // namespace

std::optional<SyntaxFault> unreadable_toml(std::string_view text) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
    return SyntaxFault{1, 1, "the file is saved as UTF-16", "save it as UTF-8 (the editor's \"Save as\")"};
  if (const auto at = invalid_utf8(text))
    return at_byte(text, *at, "the file is not saved as UTF-8: from here on it cannot be read",
                   "save it as UTF-8 (the editor's \"Save as\")");
  if (const auto at = too_many_dots(text))
    return at_byte(text, *at, "a key has more than 16 dots", "write e.g. title.sv");
  return std::nullopt;
}

SyntaxFault explained(std::string_view text, int line, int column, std::string_view description) {
  SyntaxFault fault{line, column, "", ""};
  if (description.find("redefine") != std::string_view::npos) return twice(line, column, description);
  if (line_of(text, line).starts_with("hear_back_by")) {
    fault.what = "this is no date of the calendar";
    fault.remedy = "write hear_back_by = 2027-02-01: year, month, day, without quotes";
    return fault;
  }
  if (has_curly_quotes(line_of(text, line))) {
    fault.what = "the quotes are curly ones";
    fault.remedy = "use straight quotes: key = \"text\"";
    return fault;
  }
  const auto* phrase = std::find_if(phrases.begin(), phrases.end(), [&](const Phrase& each) {
    return description.find(each.sign) != std::string_view::npos;
  });
  fault.what = phrase != phrases.end() ? phrase->what : "this line cannot be read";
  fault.remedy = phrase != phrases.end() ? std::string(phrase->remedy) : "compare it with reference.toml";
  return fault;
}

}  // namespace talt::core
