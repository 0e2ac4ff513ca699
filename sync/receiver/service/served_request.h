// SPDX-License-Identifier: EUPL-1.2
// What a request says of itself, before anything of it is believed. Pure; any thread.
#pragma once

#include <string>

#include "platform/http_server.h"
#include "sync/receiver/ledger/ledger.h"

namespace talt::receiver {

std::string header_of(const platform::ServedRequest& request,
                      std::string_view name);  // empty where there is none
/// A parameter of Signature-Input that is hexadecimal, such as nonce and keyid; empty where there is none.
std::string signature_parameter(const platform::ServedRequest& request, const std::string& name);
/// The device's key that the request names; nothing where it is another's.
const DeviceKey* signer_of(const Device& device, const platform::ServedRequest& request);

struct BatchPath {
  sync::DeviceId device{};
  sync::RunId run{};
};
std::optional<BatchPath> batch_path_of(const std::string& path);

struct AttachmentPath {
  sync::DeviceId device{};
  core::AttachmentName name{};
};
std::optional<AttachmentPath> attachment_path_of(const std::string& path);

}  // namespace talt::receiver
