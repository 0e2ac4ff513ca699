// SPDX-License-Identifier: EUPL-1.2
// Everything that is known of one walk, from all of its devices, joined by its code: what the protocol, the
// exports and a follow-up walk are made from. Plain values.
//
// Devices may have walked with different versions of the dialogue: `dialogue` is the newest of them, with
// what only earlier ones have (a theme, a stop, ...) at the end of its lists, and every index in here is of
// that one.
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
  std::optional<std::string> party;  // an id of the plan's parties
  std::optional<core::walk::Status> status;
  std::optional<core::Date> deadline;
  std::optional<std::string> reason;  // why not, or what was done
};

/// What a later walk found of an observation.
struct AccountOutcome {
  std::string dialogue;  // of that walk
  core::walk::Code code = 0;
  std::string device;
  std::int64_t time_s = 0;  // corrected; 0 = not known
  core::walk::Outcome outcome = core::walk::Outcome::Unknown;
  std::string saw;       // in the words of that walk
  std::string proposal;  // the same
  std::string party;     // who that device thought responsible, as an id; empty: nobody
  int seriousness = 0;   // 1 to 3; 0 = that walk did not say
};

struct AccountNote {
  int number = 0;                  // of the walk, from 1; given once and kept: what people call it by
  core::walk::Observation latest;  // of its revisions
  std::vector<core::walk::Observation> before;  // older revisions, oldest first
  std::string device;                           // its name
  std::int64_t time_s = 0;                      // corrected by the device's clock records; 0 = not known
  std::vector<ActionChange> actions;            // oldest first; of what it looks at again, where it does
  std::vector<AccountOutcome> outcomes;         // of later walks, oldest first
  /// Not empty: why all of it is disputed (a copied or revoked device). It counts nowhere.
  std::string disputed;
  /// Of a note that is not: what disputed records say of it, kept apart.
  std::vector<core::walk::Observation> disputed_revisions;
};

/// What became of an observation of an earlier walk, until today.
struct AccountEarlier {
  std::vector<ActionChange> actions;
  std::vector<AccountOutcome> outcomes;  // this walk's are among them
  int seriousness = 0;                   // as first noted, 1 to 3; 0 = not said, or never came here
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
  core::walk::Begin begin;                // the latest, where it began or joined more than once
  std::int64_t began_s = 0, ended_s = 0;  // corrected; 0 = not known
};

/// The promise was read, a stop was reached, a pause, the end.
struct AccountCourse {
  std::string device;
  std::int64_t time_s = 0;  // corrected; 0 = not known
  core::walk::Act act = core::walk::Act::PromiseRead;
  std::optional<std::size_t> stop;
};

/// Records that stood among the walk's and are missing or cannot be read.
struct AccountGap {
  std::string device;
  std::uint64_t records = 0;
  std::string why;
};

struct WalkAccount {
  core::Dialogue dialogue;
  core::walk::Code code = 0;
  std::vector<AccountDevice> devices;
  std::vector<AccountCourse> course;    // by time
  std::vector<AccountNote> notes;       // by number; withdrawn and disputed ones are among them
  std::vector<AccountEarlier> earlier;  // as dialogue.walk->earlier, by index
  std::int64_t earlier_began_s = 0;     // the walk that it follows up; 0 = none, or not known
  std::vector<AccountTrack> tracks;
  std::vector<AccountGap> gaps;
  std::vector<core::AttachmentName> missing;  // named by a note, not (wholly) received yet
};

}  // namespace talt::receiver
