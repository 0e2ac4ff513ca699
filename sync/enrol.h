// SPDX-License-Identifier: EUPL-1.2
// The kiosk's side of the enrolment exchange: makes the device's key, proves the one-time code with it, and
// takes the receiver's signed answer. Any thread, one at a time; blocks for one request.
#pragma once

#include <string>

#include "platform/http_client.h"
#include "platform/random.h"
#include "sync/enrolment.h"

namespace talt::sync {

/// The new device key, once the receiver has taken it. It is kept in `folder`/enrolling.key before the
/// exchange, so that a lost answer costs nothing: asked again with the same key, the receiver answers the
/// same. On failure nothing else has changed, and the code is still good where it was.
core::Result<platform::SigningKey> exchange_keys(const EnrolmentFile& file, const std::string& folder,
                                                 platform::HttpClient& client, platform::Random& random);
/// Once the identity is written: the key's own file goes, and `enrolment_path` is overwritten, the code with
/// it.
core::Result<void> wipe_enrolment(const std::string& folder, const std::string& enrolment_path);

}  // namespace talt::sync
