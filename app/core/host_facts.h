// SPDX-License-Identifier: EUPL-1.2
// What the host's panel shows: facts of the device, gathered by the kiosk. Plain values.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace talt::core {

/// Why the last attempt to reach the receiver brought no receipt. Each has words in every language of the
/// interface.
enum class SyncTrouble {
  None,
  NotYetTried,
  NoNetwork,
  NotTheReceiver /* portal, wrong certificate */,
  Busy,
  ReceiverFault,
  Refused,
  NotEnrolled
};

struct HostFacts {
  std::string device;    // its name at enrolment
  std::string dialogue;  // title
  std::uint32_t visits_today = 0;
  std::uint32_t answers_today = 0;
  std::array<std::uint32_t, 24> answers_by_hour{};  // local hours of today
  std::uint64_t recorded = 0;
  std::uint64_t unsent = 0;
  std::int64_t last_receipt_s = 0;  // wall seconds since 1970, 0 = none yet
  std::int64_t now_s = 0;           // wall seconds
  SyncTrouble trouble = SyncTrouble::NotYetTried;
  std::string trouble_detail;  // the technical line, for the one who is phoned
  bool syncing = false;
  std::uint64_t sync_done = 0, sync_total = 0;
  std::optional<int> battery_percent;
  bool battery_charging = false;
  std::int64_t free_bytes = 0;
  std::string warning;              // e.g. a disputed branch, missing records; empty = none
  bool can_void = false;            // there is a last visit to void
  std::int32_t local_offset_s = 0;  // added to UTC it gives what the clocks here show
  // Of the photos and voice memos that records name:
  std::uint64_t attachments_named = 0;
  std::uint64_t attachments_received = 0;  // receipted whole
  std::uint64_t attachments_lost = 0;      // named, but no longer here to be sent
};

}  // namespace talt::core
