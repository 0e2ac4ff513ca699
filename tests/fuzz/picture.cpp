// SPDX-License-Identifier: EUPL-1.2
// Pictures of a dialogue and tiles of a map. Headers are read of any; what claims to be large is not decoded
// here, for a run of the fuzzer is no load test.
#include <cstdint>
#include <cstdlib>

#include "platform/pictures.h"

using namespace talt::platform;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr int glance_px = 64;
  constexpr std::int64_t pixels_max = 512 * 512;
  const auto claimed = picture_size({data, size});
  if (!claimed || std::int64_t{claimed->width} * claimed->height > pixels_max) return 0;
  const auto image = decode_picture({data, size}, glance_px);
  if (image && (image->width > glance_px || image->height > glance_px ||
                image->rgba.size() != static_cast<std::size_t>(image->width * image->height) * 4))
    std::abort();
  return 0;
}
