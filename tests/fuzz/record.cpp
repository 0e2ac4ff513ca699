// SPDX-License-Identifier: EUPL-1.2
// An opened record: its device may be anyone's. What is read can be written, and then comes back in the same
// bytes.
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "app/core/dialogue_parse.h"
#include "app/core/record.h"
#include "app/core/walk/record_coding.h"

using namespace talt::core;

namespace {

Dialogue dialogue_of(const char* path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  constexpr std::string_view interface_languages[] = {"sv", "en"};
  return parse_dialogue(as_bytes(text), path, interface_languages).dialogue.value();
}

/// The references have every kind of question, and every list of a walk.
const std::vector<Dialogue>& references() {
  static const std::vector<Dialogue> dialogues{dialogue_of(TALT_REFERENCE), dialogue_of(TALT_REFERENCE_WALK)};
  return dialogues;
}

void read_and_write(ByteView plain, const Dialogue& dialogue) {
  const auto record = decode(plain, &dialogue);
  if (!record) return;
  if (!dialogue.walk && record->index() >= std::variant_size_v<Record> - std::variant_size_v<walk::Entry>)
    return;                                        // readable without its plan, but a tent writes none
  const auto written = encode(*record, dialogue);  // padded as ours are, whatever theirs were
  if (!written) std::abort();
  const auto read = decode(*written, &dialogue);
  if (!read || encode(*read, dialogue).value() != *written) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView plain{data, size};
  (void)decode(plain, nullptr);
  for (const auto& dialogue : references()) read_and_write(plain, dialogue);
  return 0;
}
