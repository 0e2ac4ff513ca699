// SPDX-License-Identifier: EUPL-1.2
// One `curl` process that uploads signed requests over one connection: what syncing is held against.
#pragma once

#include <string>
#include <vector>

#include "platform/http_client.h"

namespace talt::bench {

class CurlUpload {
 public:
  /// Writes bodies and a script into `folder`. Requests go in a row.
  CurlUpload(const std::string& folder, const std::string& ca_pem,
             const std::vector<platform::HttpRequest>& requests);
  /// From before the process starts until it has ended; throws where not all was taken over one connection.
  double run_ms() const;

 private:
  std::string script_;
  std::size_t requests_;
};

}  // namespace talt::bench
