// SPDX-License-Identifier: EUPL-1.2
// Photos from a stick: JPEG, PNG and WebP, with what they say of how they were held. What claims to be large
// is not decoded here, for a run of the fuzzer is no load test; HEIC and AVIF are left to their library's own
// fuzzers.
#include <cstdint>
#include <cstdlib>

#include "app/core/picture_header.h"
#include "platform/photo.h"

using namespace talt;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr int side_max = 64;
  constexpr std::int64_t pixels_max = 256 * 256;
  const auto header = core::picture_header({data, size});
  if (!header || std::int64_t{header->width} * header->height > pixels_max) return 0;
  const auto taken = platform::take_in({data, size}, side_max);
  if (!taken) return 0;
  const auto& photo = taken->photo;
  if (photo.width < 1 || photo.height < 1 || photo.width > side_max || photo.height > side_max ||
      photo.rgb.size() != static_cast<std::size_t>(photo.width) * static_cast<std::size_t>(photo.height) * 3)
    std::abort();
  const auto kept = platform::encode_jpeg(photo);
  if (!kept || !platform::take_in(*kept)) std::abort();
  return 0;
}
