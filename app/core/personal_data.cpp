// SPDX-License-Identifier: EUPL-1.2
// Personal number: YYMMDD-NNNN or YYYYMMDD-NNNN (also with + or no sign), a possible date (days of
// coordination numbers are 60 higher) and the check digit of Skatteverket's rule (Luhn). Phone: 8 to 15
// digits that begin with 0 or +.
#include "app/core/personal_data.h"

#include <algorithm>
#include <string>

namespace talt::core {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_mail_letter(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '_' ||
         c == '-' || c == '+' || c == '%' || (c & 0x80) != 0;
}

bool has_check_digit(std::string_view ten) {
  int sum = 0;
  for (std::size_t i = 0; i < ten.size(); ++i) {
    const int doubled = (ten[i] - '0') * (i % 2 == 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 == 0;
}

bool is_personal_number(std::string digits) {
  if (digits.size() == 12) digits.erase(0, 2);
  if (digits.size() != 10) return false;
  const int month = (digits[2] - '0') * 10 + digits[3] - '0';
  int day = (digits[4] - '0') * 10 + digits[5] - '0';
  if (day > 60) day -= 60;
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && has_check_digit(digits);
}

/// A run of digits with the signs that people put between them.
struct Run {
  std::string digits;
  bool plus = false;
  std::size_t end = 0;
};

Run digits_from(std::string_view text, std::size_t at) {
  Run run;
  run.plus = text[at] == '+';
  if (run.plus) ++at;
  for (run.end = at; at < text.size(); ++at) {
    const char c = text[at];
    if (is_digit(c)) {
      run.digits += c;
      run.end = at + 1;
    } else if (std::string_view(" -+()/.").find(c) == std::string_view::npos || at > run.end + 1) {
      break;
    }
  }
  return run;
}

void find_numbers(std::string_view text, std::vector<PersonalFinding>& found) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool begins =
        is_digit(text[at]) || (text[at] == '+' && at + 1 < text.size() && is_digit(text[at + 1]));
    if (!begins) continue;
    const auto run = digits_from(text, at);
    constexpr std::size_t phone_min = 8, phone_max = 15;
    if (!run.plus && is_personal_number(run.digits))
      found.push_back({PersonalKind::PersonalNumber, at, run.end});
    else if ((run.plus || run.digits[0] == '0') && run.digits.size() >= phone_min &&
             run.digits.size() <= phone_max)
      found.push_back({PersonalKind::Phone, at, run.end});
    at = std::max(at, run.end - 1);
  }
}

void find_mail(std::string_view text, std::vector<PersonalFinding>& found) {
  for (auto at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    std::size_t begin = at, end = at + 1;
    while (begin > 0 && is_mail_letter(text[begin - 1])) --begin;
    while (end < text.size() && is_mail_letter(text[end])) ++end;
    while (end > at + 1 && text[end - 1] == '.') --end;
    const auto domain = text.substr(at + 1, end - at - 1);
    const auto dot = domain.rfind('.');
    if (begin < at && dot != std::string_view::npos && dot > 0 && domain.size() - dot > 2)
      found.push_back({PersonalKind::Email, begin, end});
  }
}

}  // namespace

std::vector<PersonalFinding> find_personal_data(std::string_view text) {
  std::vector<PersonalFinding> found;
  find_numbers(text, found);
  find_mail(text, found);
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.begin < b.begin; });
  return found;
}

}  // namespace talt::core
