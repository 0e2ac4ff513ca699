// SPDX-License-Identifier: EUPL-1.2
// Personal number: YYMMDD-NNNN or YYYYMMDD-NNNN (also with +, a space or no sign, the date also in parts), a
// possible date (days of coordination numbers are 60 higher) and the check digit of Skatteverket's rule
// (Luhn). Phone: an area code that begins with 0, or a country code after + or 00, and groups of digits as
// people write them; dates, times, years and prices have other groups.
#include "app/core/personal_data.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>

#include "app/core/utf8.h"

namespace talt::core {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// The text with one plain character for each: digits of every script that the keyboard has are '0' to '9',
/// all dashes '-', all spaces ' ', other letters 'x'. `at` is told where each begins in the text.
struct Plain {
  std::string text;
  std::vector<std::size_t> at;
};

char plain_of(char32_t c) {
  if (c < 0x80) return static_cast<char>(c);
  constexpr std::array<char32_t, 3> zeros{0x0660, 0x06F0, 0xFF10};  // Arabic, Persian, full width
  for (const char32_t zero : zeros)
    if (c >= zero && c < zero + 10) return static_cast<char>('0' + (c - zero));
  if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212) return '-';
  if (c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F) return ' ';
  return c == 0xFF20 ? '@' : 'x';
}

Plain plain(std::string_view text) {
  Plain plain;
  for (std::size_t begin = 0; begin < text.size();) {
    const CodePoint point = code_point(text, begin);
    // Direction marks are not seen, so they part nothing.
    const bool is_mark = point.value == 0x200E || point.value == 0x200F || point.value == 0x061C;
    if (!is_mark) {
      plain.text += plain_of(point.value);
      plain.at.push_back(begin);
    }
    begin += point.bytes;
  }
  plain.at.push_back(text.size());
  return plain;
}

struct Group {
  std::string_view digits;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool in_brackets = false;  // (0)
};

/// Groups of digits from `at` on with the signs that people put between them: one, or a dash with spaces.
std::vector<Group> groups_from(std::string_view text, std::size_t at) {
  constexpr std::size_t groups_max = 8;
  std::vector<Group> groups;
  while (groups.size() < groups_max) {
    std::size_t begin = at;
    bool in_brackets = false;
    if (!groups.empty()) {
      constexpr std::string_view signs = " -/()+.";
      while (begin < text.size() && begin < at + 3 && signs.find(text[begin]) != std::string_view::npos)
        in_brackets = text[begin++] == '(';
      if (begin == at) break;
    }
    std::size_t end = begin;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end == begin) break;
    groups.push_back({text.substr(begin, end - begin), begin, end, in_brackets});
    at = end;
  }
  return groups;
}

std::string digits_of(const std::vector<Group>& groups, std::size_t count) {
  std::string digits;
  for (std::size_t i = 0; i < count; ++i) digits += groups[i].digits;
  return digits;
}

/// What stands between two groups.
std::string_view between(std::string_view text, const Group& one, const Group& other) {
  return text.substr(one.end, other.begin - one.end);
}

// ---- personal numbers

bool has_check_digit(std::string_view ten) {
  int sum = 0;
  for (std::size_t i = 0; i < ten.size(); ++i) {
    const int doubled = (ten[i] - '0') * (i % 2 == 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 == 0;
}

int number(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

bool is_date(std::string_view month_and_day) {
  constexpr std::array<int, 12> days{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const int month = number(month_and_day.substr(0, 2));
  int day = number(month_and_day.substr(2, 2));
  if (day > 60) day -= 60;
  return month >= 1 && month <= 12 && day >= 1 && day <= days[static_cast<std::size_t>(month - 1)];
}

bool is_personal_number(std::string_view digits) {
  if (digits.size() == 12) {
    const std::string_view century = digits.substr(0, 2);
    if (century != "18" && century != "19" && century != "20") return false;
    digits.remove_prefix(2);
  }
  return digits.size() == 10 && is_date(digits.substr(2, 4)) && has_check_digit(digits);
}

/// How many of the groups are one: 811218-9876, 19811218 9876, 1981-12-18-9876, 8112189876.
std::optional<std::size_t> personal_number(std::string_view text, const std::vector<Group>& groups) {
  for (std::size_t count = 1; count <= std::min<std::size_t>(groups.size(), 4); ++count) {
    const std::string_view last = groups[count - 1].digits;
    if (!is_personal_number(digits_of(groups, count))) continue;
    if (count == 1) return count;
    const bool is_joined =
        between(text, groups[count - 2], groups[count - 1]).find_first_of("/().") == std::string_view::npos;
    if (!is_joined || last.size() != 4) continue;
    const std::size_t first = groups[0].digits.size();
    if (count == 2 && (first == 6 || first == 8)) return count;
    const bool is_in_parts = groups[1].digits.size() == 2 || groups[1].digits.size() == 6;
    if (count >= 3 && (first == 2 || first == 4) && is_in_parts) return count;
  }
  return {};
}

// ---- phones

/// After the code: 123 45 67, 12 34 56, 123 4567, 1234567, 161 00. A group of four follows none of two: that
/// is how a year stands after a day and a month.
bool are_phone_groups(std::string_view text, const std::vector<Group>& groups, std::size_t from,
                      std::size_t count) {
  for (std::size_t i = from; i < count; ++i) {
    if (groups[i].digits.size() < 2) return false;
    if (i > 0 && between(text, groups[i - 1], groups[i]).find_first_of(".+") != std::string_view::npos)
      return false;
    if (i > 0 && groups[i].digits.size() >= 4 && groups[i - 1].digits.size() == 2 && i > from) return false;
  }
  return true;
}

bool is_phone_within(std::string_view text, const std::vector<Group>& groups, std::size_t count) {
  const std::string digits = digits_of(groups, count);
  const std::string_view code = groups[0].digits;
  if (digits.size() < 8 || digits.size() > 10 || digits[0] != '0' || digits[1] == '0') return false;
  if (count == 1) return true;
  return code.size() >= 2 && code.size() <= 4 && are_phone_groups(text, groups, 1, count);
}

bool is_phone_abroad(std::string_view text, const std::vector<Group>& groups, std::size_t count,
                     bool after_plus) {
  std::string digits = digits_of(groups, count);
  if (!after_plus && !digits.starts_with("00")) return false;
  if (!after_plus) digits.erase(0, 2);
  if (digits.size() < 8 || digits.size() > 15 || digits[0] == '0') return false;
  if (count == 1) return true;
  const std::size_t from = count > 2 && groups[1].in_brackets ? 2 : 1;
  return groups[0].digits.size() <= 6 &&
         are_phone_groups(text, groups, std::max<std::size_t>(from, 2), count);
}

std::optional<std::size_t> phone(std::string_view text, const std::vector<Group>& groups, bool after_plus) {
  for (std::size_t count = groups.size(); count > 0; --count) {
    const bool is_one = after_plus || groups[0].digits.starts_with("00")
                            ? is_phone_abroad(text, groups, count, after_plus)
                            : is_phone_within(text, groups, count);
    if (is_one) return count;
  }
  return {};
}

/// Nothing that a number could be the tail of stands before it: another digit, or a time's, date's or sum's
/// part.
bool may_begin(std::string_view text, std::size_t at) {
  if (at == 0) return true;
  const char before = text[at - 1];
  if (is_digit(before)) return false;
  const bool is_joint = std::string_view(".,:/-+").find(before) != std::string_view::npos;
  return !is_joint || at < 2 || !is_digit(text[at - 2]);
}

void find_numbers(const Plain& plain, std::vector<PersonalFinding>& found) {
  const std::string_view text = plain.text;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool after_plus = text[at] == '+' && at + 1 < text.size() && is_digit(text[at + 1]);
    if ((!is_digit(text[at]) && !after_plus) || !may_begin(text, at)) continue;
    const std::vector<Group> groups = groups_from(text, at + (after_plus ? 1 : 0));
    std::optional<std::size_t> count = after_plus ? std::nullopt : personal_number(text, groups);
    const PersonalKind kind = count ? PersonalKind::PersonalNumber : PersonalKind::Phone;
    if (!count) count = phone(text, groups, after_plus);
    if (!count) {
      at = groups.front().end - 1;
      continue;
    }
    const std::size_t end = groups[*count - 1].end;
    found.push_back({kind, plain.at[at], plain.at[end]});
    at = end - 1;
  }
}

// ---- e-mail

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_mail_letter(char c) {
  return is_digit(c) || is_letter(c) ||
         std::string_view(".!#$%&'*+/=?^_`{|}~-").find(c) != std::string_view::npos;
}
bool is_domain_letter(char c) {
  return is_digit(c) || is_letter(c) || c == '.' || c == '-';
}

void find_mail(const Plain& plain, std::vector<PersonalFinding>& found) {
  const std::string_view text = plain.text;
  for (auto at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    std::size_t begin = at, end = at + 1;
    while (begin > 0 && is_mail_letter(text[begin - 1])) --begin;
    while (end < text.size() && is_domain_letter(text[end])) ++end;
    while (end > at + 1 && !is_letter(text[end - 1])) --end;
    const auto domain = text.substr(at + 1, end - at - 1);
    const auto dot = domain.rfind('.');
    if (begin == at || dot == std::string_view::npos || dot == 0) continue;
    const auto last = domain.substr(dot + 1);
    if (last.size() >= 2 && std::all_of(last.begin(), last.end(), is_letter))
      found.push_back({PersonalKind::Email, plain.at[begin], plain.at[end]});
  }
}

}  // namespace

std::vector<PersonalFinding> find_personal_data(std::string_view text) {
  std::vector<PersonalFinding> found;
  const Plain as_plain = plain(text);
  find_numbers(as_plain, found);
  find_mail(as_plain, found);
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.begin < b.begin; });
  return found;
}

}  // namespace talt::core
