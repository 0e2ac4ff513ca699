// SPDX-License-Identifier: EUPL-1.2
// Finds what looks like a Swedish personal number, a phone number or an e-mail address in a text, so that it
// can be pointed out before it is saved. The person decides; nothing is stored or logged. Pure; text is
// UTF-8.
#pragma once

#include <string_view>
#include <vector>

namespace talt::core {

enum class PersonalKind { PersonalNumber, Phone, Email };
struct PersonalFinding {
  PersonalKind kind;
  std::size_t begin = 0;
  std::size_t end = 0;
};  // bytes

std::vector<PersonalFinding> find_personal_data(std::string_view text);

}  // namespace talt::core
