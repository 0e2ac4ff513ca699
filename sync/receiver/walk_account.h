// SPDX-License-Identifier: EUPL-1.2
// Everything that is known of one walk, from all of its devices, joined by its code: what the protocol, the
// exports and a follow-up walk are made from. Plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/core/dialogue.h"
#include "app/core/walk/record.h"

namespace talt::receiver {

/// A change of an action: who is responsible, how far it is. Kept with its date, never overwritten.
struct ActionChange {
  std::int64_t time_s = 0;
  std::string by;                    // a role, not a name: "trygghetssamordnare"
  std::optional<std::string> party;  // an id of the plan's parties, or words of one's own
  std::optional<core::walk::Status> status;
  std::optional<core::Date> deadline;
  std::optional<std::string> reason;  // why not, or what was done
};

struct AccountNote {
  int number = 0;                  // of the walk, from 1; given once and kept: what people call it by
  core::walk::Observation latest;  // of its revisions
  std::vector<core::walk::Observation> before;  // older revisions, oldest first
  std::string device;                           // its name
  std::int64_t time_s = 0;                      // corrected by the device's clock records; 0 = not known
  std::vector<ActionChange> actions;            // oldest first
};

struct AccountPoint {
  std::int64_t time_ms = 0;
  core::LatLon at;
  float accuracy_m = 0;
};

struct AccountTrack {
  std::string device;
  std::vector<std::vector<AccountPoint>> segments;
};

struct AccountDevice {
  std::string name;
  core::walk::Begin begin;
  std::int64_t began_s = 0, ended_s = 0;  // corrected; 0 = not known
};

struct WalkAccount {
  core::Dialogue dialogue;
  core::walk::Code code = 0;
  std::vector<AccountDevice> devices;
  std::vector<AccountNote> notes;  // by number; withdrawn ones are among them
  std::vector<AccountTrack> tracks;
  std::vector<core::AttachmentName> missing;  // named by a note, not (wholly) received yet
};

}  // namespace talt::receiver
