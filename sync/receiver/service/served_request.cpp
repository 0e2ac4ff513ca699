// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/service/served_request.h"

#include <algorithm>

namespace talt::receiver {

using platform::ServedRequest;

namespace {

constexpr std::size_t nonce_chars_max = 64;
constexpr std::string_view devices = "/v1/devices/";
constexpr std::size_t device_chars = 32;

/// The N bytes that stand as hexadecimal at that place; nothing where the path is shorter.
template <std::size_t N>
std::optional<std::array<std::uint8_t, N>> id_at(const std::string& path, std::size_t at) {
  if (path.size() < at + 2 * N) return std::nullopt;
  const auto bytes = platform::from_hex(std::string_view(path).substr(at, 2 * N));
  return bytes ? platform::exactly<N>(*bytes) : std::nullopt;
}

}  // namespace

std::string header_of(const ServedRequest& request, std::string_view name) {
  const auto* value = platform::find_header(request.headers, name);
  return value == nullptr ? std::string() : *value;
}

std::string signature_parameter(const ServedRequest& request, const std::string& name) {
  const auto input = header_of(request, "signature-input");
  const auto begin = ";" + name + "=\"";
  const auto at = input.find(begin);
  if (at == std::string::npos) return {};
  const auto value = input.substr(at + begin.size(), input.find('"', at + begin.size()) - at - begin.size());
  return value.size() <= nonce_chars_max && platform::from_hex(value) ? value : std::string();
}

const DeviceKey* signer_of(const Device& device, const ServedRequest& request) {
  const auto id = signature_parameter(request, "keyid");
  const auto found = std::find_if(device.keys.begin(), device.keys.end(),
                                  [&](const auto& key) { return platform::to_hex(key.key) == id; });
  return found == device.keys.end() ? nullptr : &*found;
}

std::optional<BatchPath> batch_path_of(const std::string& path) {
  constexpr std::string_view middle = "/runs/";
  const auto device = id_at<16>(path, devices.size());
  const auto run = id_at<16>(path, devices.size() + device_chars + middle.size());
  if (!device || !run || sync::batch_path(*device, *run) != path) return std::nullopt;
  return BatchPath{*device, *run};
}

std::optional<AttachmentPath> attachment_path_of(const std::string& path) {
  constexpr std::string_view middle = "/attachments/";
  const auto device = id_at<16>(path, devices.size());
  const auto name = id_at<32>(path, devices.size() + device_chars + middle.size());
  if (!device || !name || sync::attachment_path(*device, *name) != path) return std::nullopt;
  return AttachmentPath{*device, *name};
}

}  // namespace talt::receiver
