// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <chrono>
#include <functional>
#include <thread>

#include "app/core/utf8.h"
#include "app/kiosk/kiosk.h"
#include "app/kiosk/walkthrough.h"
#include "app/kiosk/walkthrough_find.h"
#include "app/kiosk/walkthrough_keys.h"
#include "platform/files.h"

namespace talt::kiosk {

using core::Error;
using core::Result;

namespace {

constexpr std::int64_t hold_ms = 3000;
constexpr int moves_a_line = 12;  // of a finger from one point of a drawing to the next
constexpr std::chrono::seconds sync_patience{30};
constexpr std::chrono::milliseconds sync_pause{500};
constexpr std::chrono::seconds await_patience{30};
constexpr std::chrono::milliseconds await_pause{20};

class Runner {
 public:
  Runner(Kiosk& kiosk, std::string data_folder) : kiosk_(kiosk), data_folder_(std::move(data_folder)) {}

  Result<void> operator()(const walk::Tap& step) {
    const auto at = reach(step.target);
    return at ? tap(*at) : at.error();
  }
  Result<void> operator()(const walk::TapAt& step) { return tap({step.x, step.y}); }
  Result<void> operator()(const walk::TapGeo& step);
  Result<void> operator()(const walk::Type& step);
  Result<void> operator()(const walk::Key& step);
  Result<void> operator()(const walk::Wait& step) {
    kiosk_.pass(step.milliseconds);
    return {};
  }
  Result<void> operator()(const walk::Expect& step) {
    const bool found = is_there(kiosk_.semantics(), step.target);
    if (found == step.present) return {};
    const std::string what = step.target.starts_with('#') ? step.target : '"' + step.target + '"';
    return Error{found ? "did not expect " + what : "expected " + what,
                 found ? "it is on screen" : "it is not on screen", "look at a screenshot"};
  }
  Result<void> operator()(const walk::Await& step);
  Result<void> operator()(const walk::Screenshot& step);
  Result<void> operator()(const walk::Hold& step);
  Result<void> operator()(const walk::Draw& step);
  Result<void> operator()(const walk::Sync&);

 private:
  /// Where a finger meets it, scrolled into view.
  Result<ImVec2> reach(const std::string& target);
  bool has_field() const;
  bool has_keypad() const {
    return is_there(kiosk_.semantics(), "#pin:erase") || is_there(kiosk_.semantics(), "#key:erase");
  }
  void enter(const core::InputEvent& event) {
    kiosk_.inject(event);
    kiosk_.settle();
  }
  void touch(core::input::Touch::Phase phase, ImVec2 at) {
    kiosk_.inject(core::input::Touch{phase, 0, at.x, at.y});
  }
  Result<void> tap(ImVec2 at) {
    touch(core::input::Touch::Phase::Down, at);
    touch(core::input::Touch::Phase::Up, at);
    kiosk_.settle();
    return {};
  }

  Kiosk& kiosk_;
  std::string data_folder_;
};

Result<ImVec2> Runner::reach(const std::string& target) {
  auto node = find_to_press(kiosk_.semantics(), target);
  if (!node) return node.error();
  if (!node->visible && !node->scroller.empty()) {
    kiosk_.ui_state().scrolls[node->scroller] = {node->scroll_to, 0, 0};
    kiosk_.settle();
    node = find_to_press(kiosk_.semantics(), target);
    if (!node) return node.error();
  }
  const std::string what = "cannot tap " + (target.starts_with('#') ? target : '"' + target + '"');
  if (!node->enabled) return Error{what, "it cannot be used now", "look at a screenshot"};
  if (!node->visible) return Error{what, "it lies outside of the screen", "use a larger --size"};
  std::string cover;
  if (const auto at = free_point(kiosk_.semantics(), *node, cover)) return *at;
  return Error{what, "it lies under " + (cover.empty() ? "something else" : cover), "look at a screenshot"};
}

bool Runner::has_field() const {
  const auto& nodes = kiosk_.semantics().nodes();
  return std::any_of(nodes.begin(), nodes.end(),
                     [](const ui::Node& node) { return node.role == ui::Role::Field; });
}

Result<void> Runner::operator()(const walk::TapGeo& step) {
  const auto at = kiosk_.on_map({step.lat, step.lon});
  if (!at)
    return Error{"cannot tap that place", "there is no map on screen, or the place is off it",
                 "choose a place on the map that shows"};
  const auto* meets = pressed_at(kiosk_.semantics(), *at);
  if (meets != nullptr && meets->role == ui::Role::Map) return tap(*at);
  return Error{"cannot tap that place",
               "it lies under " + (meets == nullptr ? "something else" : "#" + meets->id),
               "move the map, or choose another place"};
}

Result<void> Runner::operator()(const walk::Type& step) {
  if (has_field()) {
    enter(core::input::Typed{step.text});
    return {};
  }
  if (!has_keypad()) return Error{"cannot type", "there is no field on screen", "tap one first"};
  for (const char digit : step.text) {
    if (digit < '0' || digit > '9') return Error{"cannot type", "the keypad has digits only", ""};
    enter(core::input::Typed{std::string(1, digit)});
  }
  return {};
}

Result<void> Runner::operator()(const walk::Key& step) {
  const auto on_screen = key_on_screen(step.name);
  const auto key = named_key(step.name);
  if (!on_screen.empty() && !key)  // as on the screen's own keyboard or keypad
    for (const std::string& id : {"#key:" + on_screen, "#pin:" + on_screen})
      if ((id.starts_with("#key:") || has_keypad()) && is_there(kiosk_.semantics(), id))
        return (*this)(walk::Tap{id});
  if (key) {
    enter(core::input::KeyPress{*key});
    return {};
  }
  const auto character = character_of(step.name);
  if (character.empty() || !(has_field() || has_keypad()))
    return Error{"cannot press " + step.name, "nothing on screen has such a key", "look at a screenshot"};
  enter(core::input::Typed{character});
  return {};
}

Result<void> Runner::operator()(const walk::Await& step) {
  using Clock = std::chrono::steady_clock;
  for (const auto until = Clock::now() + await_patience; !is_there(kiosk_.semantics(), step.target);) {
    if (kiosk_.is_closed() || Clock::now() >= until)
      return Error{"waited for " + (step.target.starts_with('#') ? step.target : '"' + step.target + '"'),
                   "it has not come in 30 s", "look at a screenshot"};
    std::this_thread::sleep_for(await_pause);
    kiosk_.settle();
  }
  return {};
}

Result<void> Runner::operator()(const walk::Screenshot& step) {
  const std::string folder = data_folder_ + "/screenshots";
  if (auto made = platform::make_folder(folder); !made) return made;
  const auto image = kiosk_.screen().pixels();
  if (!image) return image.error();
  const auto png = platform::encode_png(*image);
  if (!png) return png.error();
  return platform::write_file_durably(folder + "/" + step.file, *png);
}

Result<void> Runner::operator()(const walk::Hold& step) {
  const auto at = reach(step.target);
  if (!at) return at.error();
  touch(core::input::Touch::Phase::Down, *at);
  kiosk_.settle();
  kiosk_.pass(hold_ms);
  touch(core::input::Touch::Phase::Up, *at);
  kiosk_.settle();
  return {};
}

Result<void> Runner::operator()(const walk::Draw& step) {
  using Phase = core::input::Touch::Phase;
  const auto* node = kiosk_.semantics().find_id(std::string_view(step.target).substr(1));
  if (node == nullptr || !node->enabled || !node->visible)
    return Error{"cannot draw on " + step.target,
                 node == nullptr ? "it is not on screen" : "it cannot be used now", "look at a screenshot"};
  const auto place = [area = node->rect](const std::array<float, 2>& part) {
    return ImVec2{area.left + part[0] * area.width(), area.top + part[1] * area.height()};
  };
  auto last = place(step.points.front());
  touch(Phase::Down, last);
  kiosk_.settle();
  for (const auto& part : step.points) {
    const auto next = place(part);
    for (int move = 1; move <= moves_a_line; ++move) {
      const auto way = static_cast<float>(move) / moves_a_line;
      touch(Phase::Move, {last.x + way * (next.x - last.x), last.y + way * (next.y - last.y)});
      kiosk_.turn();
    }
    last = next;
  }
  touch(Phase::Up, last);
  kiosk_.settle();
  return {};
}

Result<void> Runner::operator()(const walk::Sync&) {
  using Clock = std::chrono::steady_clock;
  const auto until = Clock::now() + sync_patience;
  std::string why = "the receiver takes longer";
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
    const auto outcome = kiosk_.sync_now(std::max(left, std::chrono::milliseconds(0)));
    kiosk_.settle();
    if (outcome && outcome->trouble == core::SyncTrouble::None) return {};
    if (outcome) why = outcome->detail;
    if (kiosk_.is_closed() || Clock::now() + sync_pause >= until)
      return Error{"not everything was receipted in 30 s", why, "start the receiver, then sync again"};
    std::this_thread::sleep_for(sync_pause);
  }
}

}  // namespace

Result<void> run_walkthrough(Kiosk& kiosk, const Walkthrough& walkthrough, const std::string& data_folder,
                             const std::function<void(int line)>& finished) {
  Runner runner(kiosk, data_folder);
  kiosk.settle();
  for (const auto& step : walkthrough.steps) {
    auto done = std::visit(runner, step.action);
    if (kiosk.is_closed()) done = Error{"the walkthrough was stopped", "the kiosk was asked to end", ""};
    if (!done)
      return Error{walkthrough.name + ":" + std::to_string(step.line) + ": " + done.error().what,
                   done.error().why, done.error().remedy};
    finished(step.line);
  }
  return {};
}

}  // namespace talt::kiosk
