// SPDX-License-Identifier: EUPL-1.2
// A walkthrough: every step has its line, or the first that is none is named.
#include <cstdint>
#include <cstdlib>

#include "app/kiosk/walkthrough.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto steps = talt::kiosk::read_walkthrough({data, size}, "walkthrough.txt");
  if (!steps) return 0;
  int line = 0;
  for (const auto& step : *steps) {
    if (step.line <= line) std::abort();
    line = step.line;
  }
  return 0;
}
