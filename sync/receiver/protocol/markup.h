// SPDX-License-Identifier: EUPL-1.2
// Writes elements and text to a file: HTML5 that is well-formed XML too, so that whoever checks it needs no
// lenient parser. Every text and every attribute is escaped here, and nowhere else; an element is closed by
// the end of its scope. The first failure is kept and told by `done`. One thread.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "platform/streams.h"

namespace talt::receiver::protocol {

struct Attribute {
  const char* name;
  std::string value;
};
using Attributes = std::vector<Attribute>;

/// For text and for attributes in double quotes. What XML has no place for, and what is no UTF-8, becomes
/// U+FFFD.
std::string escaped(std::string_view text);
/// As a string of CSS, quotes included: every character that could end it or the style element is escaped.
std::string css_string(std::string_view text);

class Markup {
 public:
  explicit Markup(platform::NewFile& file) : file_(file) {}

  /// An element for as long as this lives.
  class [[nodiscard]] Within {
   public:
    Within(Markup& markup, const char* tag) : markup_(markup), tag_(tag) {}
    ~Within() { markup_.raw("</" + std::string(tag_) + ">"); }
    Within(const Within&) = delete;
    Within& operator=(const Within&) = delete;

   private:
    Markup& markup_;
    const char* tag_;
  };
  Within in(const char* tag, const Attributes& attributes = {});

  void text(std::string_view words);
  void element(const char* tag, const Attributes& attributes, std::string_view words);
  void element(const char* tag, std::string_view words) { element(tag, {}, words); }
  void empty(const char* tag, const Attributes& attributes = {});  // img, br, path
  void raw(std::string_view markup);  // constant parts only: never what somebody wrote

  core::Result<void> end();  // writes what is left

 private:
  void head(const char* tag, const Attributes& attributes, const char* end);
  void flush();

  platform::NewFile& file_;
  std::string waiting_;
  core::Result<void> done_;
};

}  // namespace talt::receiver::protocol
