// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/protocol/markup.h"

#include <array>
#include <cstdio>

#include "app/core/utf8.h"

namespace talt::receiver::protocol {

namespace {

constexpr std::size_t waiting_bytes_max = 64 * 1024;
constexpr std::string_view unknown = "\xEF\xBF\xBD";

/// XML has no place for most control characters and for two code points that are none.
bool has_place(char32_t value) {
  if (value < 0x20) return value == U'\t' || value == U'\n' || value == U'\r';
  return value != 0xFFFE && value != 0xFFFF;
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto point = core::code_point(text, i);
    const bool is_unknown = point.value == 0xFFFD || !has_place(point.value);
    switch (text[i]) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += is_unknown ? unknown : text.substr(i, point.bytes);
    }
    i += point.bytes;
  }
  return out;
}

std::string css_string(std::string_view text) {
  std::string out = "\"";
  for (std::size_t i = 0; i < text.size();) {
    const auto point = core::code_point(text, i);
    const char c = text[i];
    const bool is_plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                          std::string_view(" .,-()").find(c) != std::string_view::npos;
    if (point.value == 0xFFFD || point.value == 0 || !has_place(point.value)) {
      out += unknown;
    } else if (is_plain || point.value >= 0x80) {
      out += text.substr(i, point.bytes);
    } else {
      std::array<char, 12> code{};
      std::snprintf(code.data(), code.size(), "\\%X ", static_cast<unsigned>(point.value));
      out += code.data();
    }
    i += point.bytes;
  }
  return out + "\"";
}

Markup::Within Markup::in(const char* tag, const Attributes& attributes) {
  head(tag, attributes, ">");
  return {*this, tag};
}

void Markup::text(std::string_view words) {
  raw(escaped(words));
}

void Markup::element(const char* tag, const Attributes& attributes, std::string_view words) {
  head(tag, attributes, ">");
  text(words);
  raw("</" + std::string(tag) + ">");
}

void Markup::empty(const char* tag, const Attributes& attributes) {
  head(tag, attributes, "/>");
}

void Markup::head(const char* tag, const Attributes& attributes, const char* end) {
  std::string line = "<" + std::string(tag);
  for (const auto& attribute : attributes)
    line += " " + std::string(attribute.name) + "=\"" + escaped(attribute.value) + "\"";
  raw(line + end);
}

void Markup::raw(std::string_view markup) {
  waiting_ += markup;
  if (waiting_.size() >= waiting_bytes_max) flush();
}

void Markup::flush() {
  if (done_) done_ = file_.append(waiting_);
  waiting_.clear();
}

core::Result<void> Markup::end() {
  flush();
  return done_;
}

}  // namespace talt::receiver::protocol
