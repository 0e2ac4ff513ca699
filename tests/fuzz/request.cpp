// SPDX-License-Identifier: EUPL-1.2
// A request as it reaches the receiver, headers and body, before anything about it is known: lines of
// headers, an empty line, the body. Nothing that the key did not sign may pass.
#include <cstdint>
#include <cstdlib>

#include "platform/crypto.h"
#include "sync/batch.h"

using namespace talt;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  platform::start_crypto();
  platform::Headers headers;
  auto rest = core::as_text({data, size});
  while (!rest.empty()) {
    const auto end = std::min(rest.find('\n'), rest.size());
    const auto line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.empty()) break;
    const auto colon = std::min(line.find(':'), line.size());
    headers.emplace_back(std::string(line.substr(0, colon)),
                         std::string(line.substr(std::min(colon + 1, line.size()))));
  }
  const platform::PublicKey nobody{};
  const auto verified =
      sync::verify_request("POST", "/v1/devices/00/runs/00/batches", headers, core::as_bytes(rest), nobody);
  if (verified) std::abort();
  return 0;
}
