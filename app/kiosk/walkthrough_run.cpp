// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <chrono>
#include <thread>

#include "app/kiosk/kiosk.h"
#include "app/kiosk/walkthrough.h"
#include "platform/files.h"

namespace talt::kiosk {

using core::Error;
using core::Result;

namespace {

constexpr std::int64_t hold_ms = 3000;
constexpr int sync_tries = 30;  // a second apart, 30 s in all

class Runner {
 public:
  Runner(Kiosk& kiosk, std::string data_folder) : kiosk_(kiosk), data_folder_(std::move(data_folder)) {}

  Result<void> operator()(const walk::Tap& step) {
    const auto node = bring_into_view(step.target);
    if (!node) return node.error();
    if (!node->enabled) return Error{"cannot tap " + step.target, "it cannot be used now", ""};
    return tap(node->rect.centre());
  }
  Result<void> operator()(const walk::TapAt& step) { return tap({step.x, step.y}); }
  Result<void> operator()(const walk::TapGeo& step);
  Result<void> operator()(const walk::Type& step) {
    const auto& nodes = kiosk_.semantics().nodes();
    const bool has_field = std::any_of(nodes.begin(), nodes.end(),
                                       [](const auto& node) { return node.role == ui::Role::Field; });
    if (!has_field) return Error{"cannot type", "there is no field on screen", ""};
    kiosk_.inject(core::input::Typed{step.text});
    kiosk_.settle();
    return {};
  }
  Result<void> operator()(const walk::Key& step);
  Result<void> operator()(const walk::Wait& step) {
    kiosk_.pass(step.milliseconds);
    return {};
  }
  Result<void> operator()(const walk::Expect& step) {
    const bool found = kiosk_.semantics().find(step.target) != nullptr;
    if (found == step.present) return {};
    return Error{found ? "did not expect " + step.target : "expected " + step.target,
                 found ? "it is on screen" : "it is not on screen", ""};
  }
  Result<void> operator()(const walk::Screenshot& step) {
    const std::string folder = data_folder_ + "/screenshots";
    if (auto made = platform::make_folder(folder); !made) return made;
    const auto image = kiosk_.screen().pixels();
    if (!image) return image.error();
    const auto png = platform::encode_png(*image);
    if (!png) return png.error();
    return platform::write_file_durably(folder + "/" + step.file, *png);
  }
  Result<void> operator()(const walk::Hold& step) {
    const auto node = bring_into_view(step.target);
    if (!node) return node.error();
    touch(core::input::Touch::Phase::Down, node->rect.centre());
    kiosk_.settle();
    kiosk_.pass(hold_ms);
    touch(core::input::Touch::Phase::Up, node->rect.centre());
    kiosk_.settle();
    return {};
  }
  Result<void> operator()(const walk::Sync&) {
    sync::SyncOutcome outcome;
    for (int tries = 0; tries < sync_tries; ++tries) {
      if (tries > 0) std::this_thread::sleep_for(std::chrono::seconds(1));
      outcome = kiosk_.sync_now();
      if (outcome.trouble == core::SyncTrouble::None) return {};
    }
    return Error{"not everything was receipted in 30 s", outcome.detail,
                 "start the receiver, then sync again"};
  }

 private:
  Result<ui::Node> bring_into_view(const std::string& target) {
    const auto* node = kiosk_.semantics().find(target);
    if (node == nullptr) return Error{"cannot find " + target, "it is not on screen", "look at a screenshot"};
    if (!node->visible && !node->scroller.empty()) {
      kiosk_.ui_state().scrolls[node->scroller] = {node->scroll_to, 0, 0};
      kiosk_.settle();
      node = kiosk_.semantics().find(target);
    }
    if (node == nullptr || !node->visible)
      return Error{"cannot reach " + target, "it lies outside of the screen", ""};
    return *node;
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

Result<void> Runner::operator()(const walk::TapGeo& step) {
  const auto at = kiosk_.on_map({step.lat, step.lon});
  if (!at) return Error{"cannot tap that place", "there is no map on screen, or the place is off it", ""};
  for (const auto& node : kiosk_.semantics().nodes()) {
    const bool is_control = node.role == ui::Role::Button || node.role == ui::Role::Option;
    if (is_control && node.visible && !node.id.starts_with("pin:") && node.id != "host" &&
        node.rect.contains(*at))
      return Error{"cannot tap that place", "it lies under " + node.name, ""};
  }
  return tap(*at);
}

Result<void> Runner::operator()(const walk::Key& step) {
  using core::input::Key;
  static constexpr std::pair<std::string_view, Key> keys[] = {
      {"Left", Key::Left},   {"Right", Key::Right}, {"Up", Key::Up},           {"Down", Key::Down},
      {"Home", Key::Home},   {"End", Key::End},     {"Backspace", Key::Erase}, {"Delete", Key::Delete},
      {"Enter", Key::Enter}, {"Tab", Key::Tab},     {"Escape", Key::Escape}};
  for (const auto& [name, key] : keys)
    if (name == step.name) {
      kiosk_.inject(core::input::KeyPress{key});
      kiosk_.settle();
      return {};
    }
  return Error{"cannot press " + step.name, "there is no such key",
               "use Left, Right, Up, Down, Home, End, Enter, Tab, Escape, Backspace or Delete"};
}

}  // namespace

Result<void> run_walkthrough(Kiosk& kiosk, const std::vector<walk::Step>& steps,
                             const std::string& data_folder) {
  Runner runner(kiosk, data_folder);
  kiosk.settle();
  for (const auto& step : steps) {
    if (auto done = std::visit(runner, step.action); !done)
      return Error{"line " + std::to_string(step.line) + ": " + done.error().what, done.error().why,
                   done.error().remedy};
    std::printf("%d\n", step.line);
    std::fflush(stdout);
  }
  return {};
}

}  // namespace talt::kiosk
