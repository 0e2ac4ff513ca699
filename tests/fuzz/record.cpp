// SPDX-License-Identifier: EUPL-1.2
// An opened record: its device may be anyone's. What is read can be written, and then comes back in the same
// bytes.
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "app/core/dialogue_parse.h"
#include "app/core/record.h"

using namespace talt::core;

namespace {

/// assets/dialogues/reference.toml has every kind of question.
const Dialogue& reference() {
  static const Dialogue dialogue = [] {
    std::ifstream file(TALT_REFERENCE, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    constexpr std::string_view interface_languages[] = {"sv", "en"};
    return parse_dialogue(as_bytes(text), "reference.toml", interface_languages).dialogue.value();
  }();
  return dialogue;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView plain{data, size};
  (void)decode(plain, nullptr);
  const auto record = decode(plain, &reference());
  if (!record) return 0;
  const auto written = encode(*record, reference());  // padded as ours are, whatever theirs were
  if (!written) std::abort();
  const auto read = decode(*written, &reference());
  if (!read || encode(*read, reference()).value() != *written) std::abort();
  return 0;
}
