// SPDX-License-Identifier: EUPL-1.2
#include <sodium.h>

#include "platform/random.h"

namespace talt::platform {

namespace {
class SystemRandom final : public Random {
 public:
  void fill(std::span<std::uint8_t> out) override { randombytes_buf(out.data(), out.size()); }
};
}  // namespace

std::unique_ptr<Random> open_system_random() {
  return std::make_unique<SystemRandom>();
}

}  // namespace talt::platform
