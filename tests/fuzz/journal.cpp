// SPDX-License-Identifier: EUPL-1.2
// What lies on a card that anyone may have had in hand: rows of the journal and the mark beside it. The first
// byte says which.
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "platform/crypto.h"
#include "sync/journal_rows.h"
#include "sync/mark.h"

using namespace talt;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  platform::start_crypto();
  const core::ByteView bytes{data + 1, size - 1};
  if (data[0] % 2 == 0) {
    const auto stored = sync::rows::read_record(sync::rows::record_key({}, 1), bytes);
    if (stored && sync::next_head(stored->before, stored->frame) != stored->after) std::abort();
    return 0;
  }
  static const std::string path = "/tmp/talt-fuzz-mark-" + std::to_string(getpid());
  if (std::FILE* file = std::fopen(path.c_str(), "wb")) {
    std::fwrite(bytes.data(), 1, bytes.size(), file);
    std::fclose(file);
    (void)sync::read_mark(path);
    std::remove(path.c_str());
  }
  return 0;
}
