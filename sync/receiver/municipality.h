// SPDX-License-Identifier: EUPL-1.2
// What the receiver's data folder holds: names, keys and certificates, made once by `init`. Any thread; plain
// values.
//   receiver.toml      name, url, database       receipt.key  sealing.key  server.pem  server-key.pem  ca.pem
//   vouched.toml take-away/         the municipality's key and the CA's key: to be taken off this machine
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/core/result.h"
#include "platform/random.h"
#include "sync/enrolment.h"

namespace talt::receiver {

struct Municipality {
  std::string name, url, database;  // database: a path or postgresql://...
  platform::SigningKey receipt_key;
  std::optional<platform::BoxKey> sealing_key;  // the private half may be kept elsewhere
  platform::PublicKey public_key{};             // the municipality's
  sync::VouchedKey receipt, ca;
  std::vector<sync::VouchedKey> sealing;
  std::string ca_pem, server_pem, server_key_pem;
};

/// Makes everything; refuses a folder that holds a municipality already. The text says what was made, which
/// files to take off the machine, and the recovery key, which is stored nowhere.
core::Result<std::string> make_municipality(const std::string& folder, const std::string& name,
                                            const std::string& url, const std::string& database,
                                            platform::Random& random);
/// receiver.toml alone, for a copy of a municipality; an empty database is the one in the folder.
core::Result<void> write_facts(const std::string& folder, const std::string& name, const std::string& url,
                               const std::string& database);
core::Result<Municipality> read_municipality(const std::string& folder);

}  // namespace talt::receiver
