// SPDX-License-Identifier: EUPL-1.2
// A text of the interface in one language. Constant data; any thread.
#pragma once

#include <string_view>

namespace talt::ui {

/// A text that must be given: it has no default, so a language that lacks one does not compile.
class Phrase {
 public:
  constexpr Phrase(const char* text) : text_(text) {}
  constexpr operator std::string_view() const { return text_; }
  constexpr std::string_view view() const { return text_; }

 private:
  std::string_view text_;
};

}  // namespace talt::ui
