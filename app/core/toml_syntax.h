// SPDX-License-Identifier: EUPL-1.2
// What must hold before toml++ may read outside bytes, and its complaints in the words of a person who writes
// texts, not programs. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace talt::core {

struct SyntaxFault {
  int line = 1;    // from 1
  int column = 1;  // from 1, in characters
  std::string what;
  std::string remedy;
};

/// What toml++ cannot stand or says badly: bytes that are not UTF-8, and keys with more than 16 dots, whose
/// tables it takes down one inside the other until the stack ends (a file of 1 MiB ended the process).
std::optional<SyntaxFault> unreadable_toml(std::string_view text);

/// `description` and its place are those of a toml::parse_error of this text.
SyntaxFault explained(std::string_view text, int line, int column, std::string_view description);

}  // namespace talt::core
