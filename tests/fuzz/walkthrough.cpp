// SPDX-License-Identifier: EUPL-1.2
// A walkthrough: every step has its line, and every line that is none is named.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "app/kiosk/walkthrough.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto read = talt::kiosk::read_walkthrough({data, size}, "walkthrough.txt");
  for (const auto& fault : read.faults)
    if (fault.text().find("walkthrough.txt:") == std::string::npos) std::abort();
  int line = 0;
  for (const auto& step : read.walkthrough.steps) {
    if (step.line <= line) std::abort();
    line = step.line;
  }
  return 0;
}
