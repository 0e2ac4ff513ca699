// SPDX-License-Identifier: EUPL-1.2
// The microphone that the system chose, open only while it is listened to. Sound is as in core/voice.h; it
// lies in memory alone. One thread at a time; not the one that draws, since each call may wait.
#pragma once

#include <memory>
#include <vector>

#include "app/core/result.h"
#include "app/core/voice.h"

namespace talt::platform {

class Microphone {
 public:
  /// Closes it.
  virtual ~Microphone() = default;
  /// What came since, at most `samples_max` and at once where there is anything; else it waits for a tenth of
  /// a second. Who asks seldom loses nothing for ten seconds. Fails where the microphone is gone, after all
  /// that it gave before.
  virtual core::Result<std::vector<std::int16_t>> listen(std::size_t samples_max) = 0;
};

/// Fails where there is none, or another program has it to itself. May take a second.
core::Result<std::unique_ptr<Microphone>> open_microphone();

}  // namespace talt::platform
