// SPDX-License-Identifier: EUPL-1.2
#include "sync/device_identity.h"

#include "app/core/toml_assert.h"

#include <toml++/toml.h>

#include <sstream>

#include "platform/files.h"

namespace talt::sync {

using core::Error;
using core::Result;

namespace {

constexpr std::size_t file_bytes_max = 256 * 1024;

std::string path_in(const std::string& folder) {
  return folder + "/device.toml";
}

template <std::size_t N>
bool take_hex(const toml::node_view<const toml::node> node, std::array<std::uint8_t, N>& into) {
  const auto bytes = platform::from_hex(node.value_or(std::string()));
  const auto exact = bytes ? platform::exactly<N>(*bytes) : std::nullopt;
  if (exact) into = *exact;
  return exact.has_value();
}

bool take_device_key(const toml::table& file, DeviceIdentity& identity) {
  auto seed = platform::from_hex(file["device_key"].value_or(std::string()));
  if (!seed || seed->size() != 32) return false;
  identity.device_key = platform::signing_key_from_seed(platform::Secret::from(*seed));
  platform::wipe(*seed);
  return true;
}

bool take_sealing_keys(const toml::table& file, DeviceIdentity& identity) {
  const auto* keys = file["sealing_keys"].as_array();
  if (keys == nullptr || keys->empty()) return false;
  for (const auto& key : *keys) {
    const auto bytes = platform::from_hex(key.value_or(std::string()));
    const auto exact = bytes ? platform::exactly<32>(*bytes) : std::nullopt;
    if (!exact) return false;
    identity.sealing_keys.push_back(*exact);
  }
  return true;
}

}  // namespace

bool is_enrolled(const std::string& folder) {
  return platform::exists(path_in(folder));
}

Result<void> write_identity(const std::string& folder, const DeviceIdentity& identity) {
  toml::array sealing;
  for (const auto& key : identity.sealing_keys) sealing.push_back(platform::to_hex(key));
  const toml::table file{{"municipality", identity.municipality_name},
                         {"device_name", identity.device_name},
                         {"url", identity.url},
                         {"device", platform::to_hex(identity.device)},
                         {"device_key", platform::to_hex(platform::seed_of(identity.device_key).view())},
                         {"municipality_key", platform::to_hex(identity.municipality)},
                         {"receipt_key", platform::to_hex(identity.receipt_key)},
                         {"sealing_keys", sealing},
                         {"pin", identity.pin_hash},
                         {"ca", identity.ca_pem}};
  std::ostringstream text;
  text << "# Made at enrolment. Keep it to this device: it signs what the device sends.\n" << file << '\n';
  return platform::write_file_durably(path_in(folder), core::as_bytes(text.str()));
}

std::optional<DeviceIdentity> decode_identity(std::string_view text) {
  try {
    const auto file = toml::parse(text);
    DeviceIdentity identity;
    identity.municipality_name = file["municipality"].value_or(std::string());
    identity.device_name = file["device_name"].value_or(std::string());
    identity.url = file["url"].value_or(std::string());
    identity.ca_pem = file["ca"].value_or(std::string());
    identity.pin_hash = file["pin"].value_or(std::string());
    const toml::table& table = file;
    if (!take_hex(table["device"], identity.device) ||
        !take_hex(table["municipality_key"], identity.municipality) ||
        !take_hex(table["receipt_key"], identity.receipt_key) || !take_device_key(table, identity) ||
        !take_sealing_keys(table, identity))
      return std::nullopt;
    return identity;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

Result<DeviceIdentity> read_identity(const std::string& folder) {
  if (!is_enrolled(folder))
    return Error{"cannot use " + folder, "this device is not enrolled",
                 "run talt enrol with the municipality's enrolment.toml"};
  const auto content = platform::read_file(path_in(folder), file_bytes_max);
  if (!content) return content.error();
  auto identity = decode_identity(core::as_text(*content));
  if (!identity) return Error{"cannot read " + path_in(folder), "it is damaged", "enrol the device again"};
  return std::move(*identity);
}

}  // namespace talt::sync
