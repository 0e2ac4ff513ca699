// SPDX-License-Identifier: EUPL-1.2
// What people paste and type: cleaned it is UTF-8, bounded, and clean when it is cleaned again.
#include <cstdint>
#include <cstdlib>

#include "app/core/personal_data.h"
#include "app/core/utf8.h"

using namespace talt::core;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t characters_max = 100, bytes_max = 1000;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto cleaned = clean(text, characters_max, bytes_max);
  if (!is_utf8(cleaned) || cleaned.size() > bytes_max || count_characters(cleaned) > characters_max ||
      first_invisible(cleaned) || clean(cleaned, characters_max, bytes_max) != cleaned)
    std::abort();
  for (std::size_t at = 0; at < cleaned.size();) {
    const auto next = next_boundary(cleaned, at);
    if (next <= at || previous_boundary(cleaned, next) != at) std::abort();
    at = next;
  }
  (void)find_personal_data(cleaned);
  return 0;
}
