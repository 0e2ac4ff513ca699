// SPDX-License-Identifier: EUPL-1.2
#include "app/kiosk/walkthrough.h"

#include <charconv>
#include <optional>

namespace talt::kiosk {

using core::Error;
using core::Result;

namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r'))
    text.remove_suffix(1);
  return text;
}

/// A text in quotes; \" and \\ stand for a quote and a backslash. Nothing where it is not one.
std::optional<std::string> quoted(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::nullopt;
  std::string out;
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i] == '\\' && i + 2 < text.size())
      ++i;
    else if (text[i] == '"')
      return std::nullopt;
    out += text[i];
  }
  return out;
}

/// A thing on screen: "name" or #id. The id keeps its sign.
std::optional<std::string> target(std::string_view text) {
  if (text.size() > 1 && text.front() == '#' && text.find(' ') == std::string_view::npos)
    return std::string(text);
  return quoted(text);
}

/// The step without a comment that follows it: a # after a space, outside quotes, that does not begin an id.
std::string_view without_comment(std::string_view line) {
  bool in_quotes = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"' && (i == 0 || line[i - 1] != '\\')) in_quotes = !in_quotes;
    const bool begins_comment =
        line[i] == '#' && i > 0 && line[i - 1] == ' ' && i + 1 < line.size() && line[i + 1] == ' ';
    if (begins_comment && !in_quotes) return trimmed(line.substr(0, i));
  }
  return line;
}

template <class Number>
std::optional<Number> number(std::string_view text) {
  Number value{};
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  return code == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

template <class Number>
std::optional<std::pair<Number, Number>> two_numbers(std::string_view text) {
  const auto space = text.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  const auto first = number<Number>(trimmed(text.substr(0, space)));
  const auto second = number<Number>(trimmed(text.substr(space)));
  return first && second ? std::optional(std::pair(*first, *second)) : std::nullopt;
}

template <class Of>
std::optional<walk::Action> with_target(std::string_view rest) {
  const auto found = target(rest);
  return found ? std::optional<walk::Action>(Of{*found}) : std::nullopt;
}

bool is_file_name(std::string_view name) {
  return !name.empty() && name.ends_with(".png") && name.find('/') == std::string_view::npos &&
         name.front() != '.';
}

std::optional<walk::Action> action_of(std::string_view verb, std::string_view rest) {
  if (verb == "tap") return with_target<walk::Tap>(rest);
  if (verb == "hold") return with_target<walk::Hold>(rest);
  if (verb == "expect" || verb == "expect-not") {
    const auto found = target(rest);
    return found ? std::optional<walk::Action>(walk::Expect{*found, verb == "expect"}) : std::nullopt;
  }
  if (verb == "tap-at") {
    const auto point = two_numbers<float>(rest);
    return point ? std::optional<walk::Action>(walk::TapAt{point->first, point->second}) : std::nullopt;
  }
  if (verb == "tap-geo") {
    const auto point = two_numbers<double>(rest);
    return point ? std::optional<walk::Action>(walk::TapGeo{point->first, point->second}) : std::nullopt;
  }
  if (verb == "type") {
    const auto text = quoted(rest);
    return text ? std::optional<walk::Action>(walk::Type{*text}) : std::nullopt;
  }
  if (verb == "key")
    return rest.empty() ? std::nullopt : std::optional<walk::Action>(walk::Key{std::string(rest)});
  if (verb == "wait") {
    const auto milliseconds = number<std::int64_t>(rest);
    constexpr std::int64_t day_ms = 24 * 3600 * 1000;
    if (!milliseconds || *milliseconds < 0 || *milliseconds > day_ms) return std::nullopt;
    return walk::Wait{*milliseconds};
  }
  if (verb == "screenshot")
    return is_file_name(rest) ? std::optional<walk::Action>(walk::Screenshot{std::string(rest)})
                              : std::nullopt;
  if (verb == "sync" && rest.empty()) return walk::Sync{};
  return std::nullopt;
}

}  // namespace

Result<std::vector<walk::Step>> read_walkthrough(core::ByteView file, const std::string& name) {
  std::vector<walk::Step> steps;
  auto text = core::as_text(file);
  for (int line = 1; !text.empty(); ++line) {
    const auto end = text.find('\n');
    const auto content = without_comment(trimmed(text.substr(0, end)));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (content.empty() || (content.front() == '#')) continue;
    const auto space = content.find(' ');
    const auto verb = content.substr(0, space);
    const auto rest = space == std::string_view::npos ? std::string_view() : trimmed(content.substr(space));
    auto action = action_of(verb, rest);
    if (!action)
      return Error{name + ":" + std::to_string(line),
                   "this is no step: " + std::string(content.substr(0, 80)),
                   "write e.g. tap #next, tap \"Name\", type \"text\", wait 500, expect \"text\" or "
                   "screenshot name.png"};
    steps.push_back({line, std::move(*action)});
  }
  return steps;
}

}  // namespace talt::kiosk
