// SPDX-License-Identifier: EUPL-1.2
// The municipality's own certificate authority and its server's certificate (X.509, ECDSA P-256). Any thread.
#pragma once

#include <string>

#include "app/core/result.h"

namespace talt::platform {

struct Certificate {
  std::string certificate_pem;
  std::string key_pem;
};

core::Result<Certificate> make_authority(const std::string& name);
/// For a host name or an IP address, signed by the authority.
core::Result<Certificate> make_server_certificate(const Certificate& authority, const std::string& host);

}  // namespace talt::platform
