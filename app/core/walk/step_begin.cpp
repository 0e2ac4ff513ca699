// SPDX-License-Identifier: EUPL-1.2
// From Home to the first stop: who is there, the promise read out, the code and the four words.
#include <algorithm>

#include "app/core/walk/steps.h"

namespace talt::core::walk {

namespace {

constexpr std::size_t code_digits = 6;
constexpr std::int64_t present_max = 999;
constexpr std::size_t word_characters_max = 16;

Code drawn_code(const VisitId& random) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = number << 8 | random[i];
  return number % code_end;
}

void begin_walk(Stepping& step) {
  auto& walk = walk_of(step);
  walk.is_on = true;
  walk.began = step.context.wall_s;
  walk.screen = Walking{};
  std::vector<core::Record> records;
  records.emplace_back(Begin{walk.code, walk.joined, step.state.home_language, walk.present, walk.weather,
                             walk.light, step.context.wall_s});
  if (!walk.joined) records.push_back(course(step, Act::PromiseRead));
  step.want(core::effect::Save{std::move(records), false});
}

void show_words(Stepping& step) {
  auto& walk = walk_of(step);
  walk.screen = ShowingWords{};
  want(step, effect::DrawKey{walk.code});
}

void set_up(Stepping& step, bool joined) {
  auto& walk = walk_of(step);
  Setup setup;
  setup.joined = walk.joined = joined;
  setup.present = walk.present;
  setup.weather = walk.weather;
  setup.light = walk.light;
  walk.screen = std::move(setup);
}

}  // namespace

void on_home(Stepping& step, const core::Event& event) {
  auto& walk = walk_of(step);
  const bool is_locked = std::get<Home>(walk.screen).locked;
  if (is_locked) {  // nothing begins over notes that can still be opened
    if (as<event::OpenNotes>(event)) {
      walk.screen = Opening{};
      return;
    }
    auto& confirming = std::get<Home>(walk.screen).confirming_forsake;
    if (as<event::Forsake>(event)) confirming = true;
    if (as<event::Back>(event)) confirming = false;
    if (as<event::ForsakeYes>(event) && confirming) {
      want(step, effect::ForgetKey{});
      walk.screen = Home{};
    }
    return;
  }
  if (as<event::StartWalk>(event)) {
    walk = new_walk(plan_of(step));
    walk.code = drawn_code(step.context.fresh_id);
    set_up(step, false);
  } else if (as<event::JoinWalk>(event)) {
    walk = new_walk(plan_of(step));
    walk.screen = Joining{};
  }
}

void on_joining(Stepping& step, Joining& screen, const core::Event& event) {
  auto& walk = walk_of(step);
  if (as<event::Back>(event)) {
    walk.screen = Home{};
  } else if (const auto* digit = std::get_if<core::event::Digit>(&event)) {
    if (digit->digit >= '0' && digit->digit <= '9' && screen.digits.size() < code_digits)
      screen.digits += digit->digit;
    screen.wrong = false;
  } else if (std::holds_alternative<core::event::EraseDigit>(event) ||
             std::holds_alternative<core::event::Erase>(event)) {
    if (!screen.digits.empty()) screen.digits.pop_back();
    screen.wrong = false;
  } else if (as<event::Continue>(event) || std::holds_alternative<core::event::Next>(event)) {
    if (screen.digits.size() < code_digits) {
      screen.wrong = true;
      return;
    }
    walk.code = static_cast<Code>(std::stoul(screen.digits));
    set_up(step, true);
  }
}

void on_setup(Stepping& step, Setup& screen, const core::Event& event) {
  auto& walk = walk_of(step);
  if (const auto* present = as<event::Present>(event)) {
    if (present->group >= screen.present.size()) return;
    auto& count = screen.present[present->group];
    count = static_cast<std::uint32_t>(
        std::clamp<std::int64_t>(std::int64_t{count} + present->change, 0, present_max));
  } else if (const auto* weather = as<event::SetWeather>(event)) {
    screen.weather = weather->weather;
  } else if (const auto* light = as<event::SetLight>(event)) {
    screen.light = light->light;
  } else if (as<event::Back>(event)) {
    walk.screen = Home{};
  } else if (as<event::Continue>(event)) {
    walk.present = screen.present;
    walk.weather = screen.weather;
    walk.light = screen.light;
    if (screen.joined)
      show_words(step);
    else
      walk.screen = ReadPromise{};
  }
}

void on_promise(Stepping& step, const core::Event& event) {
  if (as<event::Back>(event)) set_up(step, false);
  if (as<event::Continue>(event)) show_words(step);
}

void on_words(Stepping& step, ShowingWords& screen, const core::Event& event) {
  if (screen.words && as<event::WordsNoted>(event)) begin_walk(step);
}

void on_opening(Stepping& step, Opening& screen, const core::Event& event) {
  if (screen.trying) return;
  if (as<event::Back>(event)) {
    walk_of(step).screen = Home{true};
  } else if (const auto* focus = as<event::FocusWord>(event)) {
    if (focus->word < screen.words.size()) screen.focus = focus->word;
  } else if (as<event::TryWords>(event)) {
    screen.trying = true;
    screen.wrong = false;
    Words words;
    for (std::size_t i = 0; i < words.size(); ++i) words[i] = screen.words[i].text;
    want(step, effect::TryWords{std::move(words)});
  } else if (const auto* insert = std::get_if<core::event::Insert>(&event);
             insert != nullptr && insert->text == " ") {
    screen.focus = std::min(screen.focus + 1, screen.words.size() - 1);  // as one types words in a row
  } else {
    constexpr std::size_t bytes_max = word_characters_max * 4;
    if (edit_field(screen.words[screen.focus], event, word_characters_max, bytes_max)) screen.wrong = false;
  }
}

}  // namespace talt::core::walk
