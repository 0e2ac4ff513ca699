// SPDX-License-Identifier: EUPL-1.2
// What an attempt to reach the receiver came to, and what an answer that is no receipt says. Pure; any
// thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/core/host_facts.h"
#include "platform/http_client.h"
#include "sync/device_identity.h"

namespace talt::sync {

struct SyncOutcome {
  core::SyncTrouble trouble = core::SyncTrouble::None;  // None: everything is receipted
  std::string detail;                                   // the technical line, for the one who is phoned
  std::optional<std::int64_t> wait_ms;                  // what the receiver asked for
  std::optional<std::int64_t> receiver_time_s;          // from the last receipt taken
};

void note_failure(const platform::HttpError& failure, SyncOutcome& outcome);
/// Notes what an answer other than 200 means. True where it is the receiver's word on this request alone, and
/// others may go on.
bool note_refusal(const platform::HttpResponse& response, const std::string& nonce,
                  const DeviceIdentity& identity, SyncOutcome& outcome);
/// What answered 200 is a captive portal, or anyone.
void note_stranger(const std::string& why, SyncOutcome& outcome);

}  // namespace talt::sync
