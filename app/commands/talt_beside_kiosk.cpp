// SPDX-License-Identifier: EUPL-1.2
#include <chrono>
#include <thread>

#include "app/commands/talt_beside_kiosk.h"
#include "platform/control.h"

namespace talt::commands {

core::Result<Holding> hold_or_ask(const std::string& folder, const std::string& request,
                                  std::int64_t answer_ms) {
  constexpr std::chrono::milliseconds pause{50};
  constexpr int tries = 100;  // 5 s in all
  for (int tried = 1;; ++tried) {
    auto lock = platform::lock_folder(folder);
    if (lock) return Holding{std::move(*lock), {}};
    auto answer = platform::ask_control(folder, request, answer_ms);
    if (!answer) {
      auto left_to_us = platform::lock_folder(folder);  // it may have ended meanwhile
      if (!left_to_us) return answer.error();
      return Holding{std::move(*left_to_us), {}};
    }
    if (*answer) return Holding{nullptr, std::move(*answer)};
    if (tried == tries) return lock.error();
    std::this_thread::sleep_for(pause);
  }
}

}  // namespace talt::commands
