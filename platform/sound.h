// SPDX-License-Identifier: EUPL-1.2
// Short sounds of the interface, made by rule when opened (no files). Without a sound device everything is
// silent.
#pragma once

#include <memory>

#include "app/core/visit.h"

namespace talt::platform {

class Sounds {
 public:
  virtual ~Sounds() = default;
  virtual void play(core::effect::Sound::Kind kind) = 0;  // returns at once
};

std::unique_ptr<Sounds> open_sounds();

}  // namespace talt::platform
