// SPDX-License-Identifier: EUPL-1.2
// What a data folder keeps of its enrolment: device.toml (mode 0600). It opens screens and signs batches; no
// answer can be read with it. Any thread; plain values.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/result.h"
#include "sync/enrolment.h"
#include "sync/journal.h"

namespace talt::sync {

struct DeviceIdentity {
  std::string municipality_name, device_name, url;
  DeviceId device{};
  platform::SigningKey device_key;
  platform::PublicKey municipality{};
  platform::PublicKey receipt_key{};
  std::vector<platform::PublicKey> sealing_keys;
  std::string ca_pem;
  std::string pin_hash;  // Argon2id of the host's PIN: it opens screens, never data

  JournalIdentity for_journal() const { return {device, device_key.public_key, receipt_key, sealing_keys}; }
};

bool is_enrolled(const std::string& folder);
core::Result<void> write_identity(const std::string& folder, const DeviceIdentity& identity);
/// device.toml's text; nothing where it is damaged. Pure.
std::optional<DeviceIdentity> decode_identity(std::string_view toml);
/// Fails where the device is not enrolled or the file is damaged, saying what to do.
core::Result<DeviceIdentity> read_identity(const std::string& folder);

}  // namespace talt::sync
