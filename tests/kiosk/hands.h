// SPDX-License-Identifier: EUPL-1.2
// The service manager's hands, in the test's own.
#pragma once

#include <optional>

#include "platform/held_memory.h"

namespace talt::tests {

/// What lies in the service manager's hands: it outlives a process, but not the power.
using Hands = std::optional<core::Bytes>;

class HeldInHands final : public platform::HeldMemory {
 public:
  explicit HeldInHands(Hands& hands) : hands_(hands), back_(hands) {}
  std::optional<platform::Secret> take_back() override {
    return back_ ? std::optional(platform::Secret::from(*back_)) : std::nullopt;
  }
  core::Result<bool> hold(const platform::Secret& secret) override {
    hands_ = core::Bytes(secret.view().begin(), secret.view().end());
    return true;
  }
  void let_go() override { hands_.reset(); }

 private:
  Hands& hands_;
  Hands back_;
};

}  // namespace talt::tests
