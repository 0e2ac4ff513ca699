// SPDX-License-Identifier: EUPL-1.2
// Puts any number of items in an order that says nothing of the one they came in, in bounded memory: each
// falls into one of many scratch files by the dice, and each file is shuffled by itself when it is read. Any
// order of all items is as likely as any other. One thread.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "platform/random.h"
#include "platform/streams.h"

namespace talt::receiver {

class Shuffle {
 public:
  /// Scratch files lie in `folder`, nameless, and only where the items exceed `memory_bytes`.
  Shuffle(std::string folder, platform::Random& random, std::size_t memory_bytes = 16 * 1024 * 1024)
      : folder_(std::move(folder)), random_(random), memory_bytes_(memory_bytes) {}

  core::Result<void> add(std::string item);
  /// Every item once, in its new place. Once only.
  core::Result<void> take(const std::function<core::Result<void>(const std::string& item)>& visit);

 private:
  core::Result<void> spill();
  core::Result<void> take_held(const std::function<core::Result<void>(const std::string& item)>& visit);
  std::size_t draw_below(std::size_t below);

  std::string folder_;
  platform::Random& random_;
  std::size_t memory_bytes_;
  std::vector<std::string> held_;
  std::size_t held_bytes_ = 0;
  std::vector<std::unique_ptr<platform::Scratch>> spilled_;
};

}  // namespace talt::receiver
