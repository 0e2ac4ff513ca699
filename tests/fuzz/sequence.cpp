// SPDX-License-Identifier: EUPL-1.2
// A batch's body: a CBOR sequence of a run's header and records.
#include <cstdint>
#include <cstdlib>

#include "app/core/limits.h"
#include "sync/chain.h"

using namespace talt;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const core::ByteView body{data, size};
  const auto items = sync::split_sequence(body, core::batch_records_max + 1);
  if (!items) return 0;
  std::size_t bytes = 0;
  for (const auto item : *items) {
    bytes += item.size();
    (void)sync::decode_frame(item);
    if (const auto header = sync::decode_run_header(item)) {
      const auto again = sync::encode(*header);
      if (!std::equal(again.begin(), again.end(), item.begin(), item.end())) std::abort();
    }
  }
  if (bytes != size) std::abort();
  return 0;
}
