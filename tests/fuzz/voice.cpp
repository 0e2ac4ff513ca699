// SPDX-License-Identifier: EUPL-1.2
// Voice memos as another device might send them, or a storage return them.
#include <cstdint>
#include <cstdlib>

#include "platform/voice.h"

using namespace talt;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto length = platform::voice_length_ms({data, size});
  if (length && *length < 0) std::abort();
  const auto samples = platform::read_voice({data, size});
  if (samples && (samples->empty() || samples->size() > core::voice_samples_max)) std::abort();
  return 0;
}
