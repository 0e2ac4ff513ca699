// SPDX-License-Identifier: EUPL-1.2
// dialogue.toml: comes by stick, over the air, and out of the ledger.
#include <cstdint>
#include <cstdlib>

#include "app/core/dialogue_parse.h"

using namespace talt::core;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::string_view interface_languages[] = {"sv", "en", "fi", "ar"};
  const auto parsed = parse_dialogue({data, size}, "dialogue.toml", interface_languages);
  if (parsed.dialogue.has_value() != parsed.faults.empty()) std::abort();
  for (const auto& fault : parsed.faults)
    if (fault.line < 1 || fault.column < 1 || fault.what.empty() ||
        fault.text().find('\n') != std::string::npos)
      std::abort();
  return 0;
}
