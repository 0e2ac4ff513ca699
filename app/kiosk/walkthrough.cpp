// SPDX-License-Identifier: EUPL-1.2
// A line: verb, arguments, and a comment that begins with # where an argument could not. Arguments are parted
// by blanks; one in quotes may hold blanks, and \" and \\ for a quote and a backslash.
#include "app/kiosk/walkthrough.h"

#include <charconv>
#include <cmath>
#include <optional>

#include "app/kiosk/walkthrough_keys.h"
#include "platform/files.h"

namespace talt::kiosk {

using core::Error;

namespace {

constexpr std::size_t file_bytes_max = 4 * 1024 * 1024;
constexpr std::int64_t wait_ms_max = 7 * 24 * 3600 * 1000;
constexpr std::size_t stroke_points_max = 1000;
constexpr std::string_view blanks = " \t\r";
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) + 1 - first);
}

template <class Number>
std::optional<Number> number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  Number value{};
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  return code == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// What is left of a line, argument by argument. After the first fault nothing is found any more.
class Arguments {
 public:
  explicit Arguments(std::string_view rest) : rest_(trimmed(rest)) {}

  std::string_view word() {
    const auto word = rest_.substr(0, rest_.find_first_of(blanks));
    rest_ = trimmed(rest_.substr(word.size()));
    return word;
  }
  std::optional<std::string> quoted() {
    if (!rest_.starts_with('"')) return std::nullopt;
    std::string out;
    for (std::size_t i = 1; i < rest_.size(); ++i) {
      if (rest_[i] == '"') {
        rest_ = trimmed(rest_.substr(i + 1));
        return out;
      }
      if (rest_[i] == '\\' && i + 1 < rest_.size()) ++i;
      out += rest_[i];
    }
    return std::nullopt;
  }
  /// A thing on screen: "name", or #id with its sign.
  std::optional<std::string> target() {
    if (rest_.starts_with('"')) {
      auto name = quoted();
      return name && !name->empty() && !name->starts_with('#') ? name : std::nullopt;
    }
    if (rest_.size() < 2 || rest_.front() != '#' || blanks.find(rest_[1]) != std::string_view::npos)
      return std::nullopt;
    return std::string(word());
  }
  template <class Number>
  std::optional<Number> next_number() {
    return number<Number>(word());
  }
  bool is_done() const { return rest_.empty() || rest_.front() == '#'; }

 private:
  std::string_view rest_;
};

template <class Of>
std::optional<walk::Action> with_target(Arguments& rest) {
  auto found = rest.target();
  return found ? std::optional<walk::Action>(Of{std::move(*found)}) : std::nullopt;
}

std::optional<walk::Action> tap_at(Arguments& rest) {
  const auto x = rest.next_number<float>();
  const auto y = rest.next_number<float>();
  if (!x || !y || !std::isfinite(*x) || !std::isfinite(*y)) return std::nullopt;
  return walk::TapAt{*x, *y};
}

std::optional<walk::Action> tap_geo(Arguments& rest) {
  const auto lat = rest.next_number<double>();
  const auto lon = rest.next_number<double>();
  if (!lat || !lon || !(std::abs(*lat) <= 90) || !(std::abs(*lon) <= 180)) return std::nullopt;
  return walk::TapGeo{*lat, *lon};
}

std::optional<walk::Action> draw(Arguments& rest) {
  auto target = rest.target();
  if (!target || !target->starts_with('#')) return std::nullopt;
  walk::Draw step{std::move(*target), {}};
  while (!rest.is_done()) {
    const auto x = rest.next_number<float>();
    const auto y = rest.next_number<float>();
    const auto is_part = [](std::optional<float> part) { return part && *part >= 0 && *part <= 1; };
    if (!is_part(x) || !is_part(y) || step.points.size() == stroke_points_max) return std::nullopt;
    step.points.push_back({*x, *y});
  }
  if (step.points.size() < 2) return std::nullopt;
  return step;
}

std::optional<walk::Action> wait(Arguments& rest) {
  const auto milliseconds = rest.next_number<std::int64_t>();
  if (!milliseconds || *milliseconds < 0 || *milliseconds > wait_ms_max) return std::nullopt;
  return walk::Wait{*milliseconds};
}

/// A file in the folder of screenshots itself: nothing that leads elsewhere.
std::optional<walk::Action> screenshot(Arguments& rest) {
  auto name = rest.quoted();
  if (!name) name = std::string(rest.word());
  const bool is_plain = name->size() > 4 && name->ends_with(".png") && name->front() != '.' &&
                        name->find_first_of(std::string_view("/\\\0", 3)) == std::string::npos;
  return is_plain ? std::optional<walk::Action>(walk::Screenshot{std::move(*name)}) : std::nullopt;
}

std::optional<walk::Action> key(Arguments& rest) {
  auto name = rest.quoted();
  if (!name) name = std::string(rest.word());
  return is_key_name(*name) ? std::optional<walk::Action>(walk::Key{std::move(*name)}) : std::nullopt;
}

std::optional<walk::Action> type(Arguments& rest) {
  auto text = rest.quoted();
  return text ? std::optional<walk::Action>(walk::Type{std::move(*text)}) : std::nullopt;
}

std::optional<walk::Action> expect(Arguments& rest, bool present) {
  auto found = rest.target();
  return found ? std::optional<walk::Action>(walk::Expect{std::move(*found), present}) : std::nullopt;
}

struct Verb {
  std::string_view name;
  std::optional<walk::Action> (*read)(Arguments&);
  const char* like;
};

constexpr Verb verbs[] = {
    {"tap", with_target<walk::Tap>, "tap #next or tap \"Name\""},
    {"tap-at", tap_at, "tap-at 640 400, in pixels"},
    {"tap-geo", tap_geo, "tap-geo 59.3380 18.0700, in degrees north and east"},
    {"type", type, "type \"words\""},
    {"key", key, "key Right, key Enter, key Backspace or key a"},
    {"wait", wait, "wait 500, in milliseconds, at most a week"},
    {"expect", [](Arguments& rest) { return expect(rest, true); }, "expect \"words\" or expect #id"},
    {"expect-not", [](Arguments& rest) { return expect(rest, false); },
     "expect-not \"words\" or expect-not #id"},
    {"await", with_target<walk::Await>, "await \"words\" or await #id"},
    {"screenshot", screenshot, "screenshot name.png, without a folder"},
    {"hold", with_target<walk::Hold>, "hold #host"},
    {"draw", draw, "draw #picture 0.4 0.3 0.6 0.3, from point to point in parts of its width and height"},
    {"sync", [](Arguments&) { return std::optional<walk::Action>(walk::Sync{}); }, "sync, by itself"},
};

core::Result<walk::Action> action_of(std::string_view line) {
  Arguments rest(line);
  const auto word = rest.word();
  for (const auto& verb : verbs) {
    if (verb.name != word) continue;
    auto action = verb.read(rest);
    if (action && rest.is_done()) return std::move(*action);
    return Error{"this is no step: " + std::string(line.substr(0, 80)),
                 "it does not say what " + std::string(word) + " needs", std::string("write ") + verb.like};
  }
  return Error{"this is no step: " + std::string(line.substr(0, 80)), "it does not begin with one's name",
               "begin with tap, tap-at, tap-geo, type, key, wait, expect, expect-not, await, screenshot, "
               "hold, "
               "draw or sync"};
}

}  // namespace

ReadWalkthrough read_walkthrough(core::ByteView file, const std::string& name) {
  ReadWalkthrough read{{name, {}}, {}};
  auto text = core::as_text(file);
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  for (int line = 1; !text.empty(); ++line) {
    const auto end = text.find('\n');
    const auto content = trimmed(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (content.empty() || content.front() == '#') continue;
    auto action = action_of(content);
    if (action)
      read.walkthrough.steps.push_back({line, std::move(*action)});
    else
      read.faults.push_back({name + ":" + std::to_string(line) + ": " + action.error().what,
                             action.error().why, action.error().remedy});
  }
  return read;
}

ReadWalkthrough open_walkthrough(const std::string& path) {
  const auto file = platform::read_file(path, file_bytes_max);
  if (!file) return {{path, {}}, {file.error()}};
  return read_walkthrough(*file, path);
}

}  // namespace talt::kiosk
