// SPDX-License-Identifier: EUPL-1.2
// A few secret bytes that outlive a crash of this process, in memory alone: a file of memory that the service
// manager holds and hands back to the next process of this service (systemd's file descriptor store). When
// the power goes, and when the service is stopped, they are gone. One thread at a time.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "app/core/result.h"
#include "platform/crypto.h"

namespace talt::platform {

class HeldMemory {
 public:
  virtual ~HeldMemory() = default;  // what is held stays held
  /// What the process before this one held.
  virtual std::optional<Secret> take_back() = 0;
  /// In place of what was held. False where there is no service manager to hold it: the program was started
  /// by hand. Fails where there is one and it cannot be told.
  virtual core::Result<bool> hold(const Secret& secret) = 0;
  /// Wiped first. Fine where nothing is held.
  virtual void let_go() = 0;
};

/// Held under `name`. Reads what the service manager handed over: before any other thread is started.
std::unique_ptr<HeldMemory> open_held_memory(const std::string& name);

}  // namespace talt::platform
