// SPDX-License-Identifier: EUPL-1.2
// What a walk leaves as records: its beginning, its course, its track, its observations. Nothing is ever
// overwritten: a correction is the whole observation again, with the next revision. How they are written
// stands on top of record_form.h. Plain values; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/core/attachment.h"
#include "app/core/bytes.h"
#include "app/core/geo_place.h"
#include "app/core/position.h"
#include "app/core/walk/plan.h"

namespace talt::core::walk {

/// Six digits, drawn when the walk begins and typed in by whoever joins it: what is noted under one code of
/// one dialogue is one walk, on however many devices.
using Code = std::uint32_t;
inline constexpr Code code_end = 1'000'000;

using ObservationId = std::array<std::uint8_t, 8>;  // random; names an observation, never a person

inline constexpr std::size_t attachments_max = 8;                // of one observation
inline constexpr std::size_t observation_bytes_max = 4 * 1024;   // of all its words together
inline constexpr std::size_t observation_characters_max = 1000;  // of one of its texts

// Values travel in records: never renumber.
enum class Weather : std::uint8_t {
  Unknown = 0,
  Clear = 1,
  Cloudy = 2,
  Rain = 3,
  Snow = 4,
  Fog = 5,
  Wind = 6
};
enum class Light : std::uint8_t { Unknown = 0, Day = 1, Dusk = 2, Dark = 3 };
enum class Act : std::uint8_t { PromiseRead = 1, AtStop = 2, Pause = 3, Resume = 4, End = 5 };
/// How it came by its place. A later tap on the map is a correction; position stays known beside it.
enum class PlacedBy : std::uint8_t { Nothing = 0, Position = 1, Map = 2, Stop = 3, NamedPlace = 4 };
/// Does it feel unsafe, or is it?
enum class Sense : std::uint8_t { Unknown = 0, Feels = 1, Is = 2 };
/// What became of an earlier observation.
enum class Outcome : std::uint8_t { Unknown = 0, Done = 1, NotDone = 2, Worse = 3 };

/// A walk begins on this device; another one may have begun or joined it as well.
struct Begin {
  Code code = 0;
  bool joined = false;
  std::size_t language = 0;
  std::vector<std::uint32_t> present;  // how many of each of the plan's groups
  Weather weather = Weather::Unknown;
  Light light = Light::Unknown;
  std::int64_t time = 0;  // seconds since 1970, exact: it is staff's own; 0 = not known
};
struct Course {
  Code code = 0;
  Act act = Act::PromiseRead;
  std::optional<std::size_t> stop;  // AtStop
  std::int64_t time = 0;
};
/// A piece of the track, as core/track_code.h writes it.
struct TrackPiece {
  Code code = 0;
  Bytes points;
};
struct Whereabouts {
  PlacedBy by = PlacedBy::Nothing;
  std::optional<LatLon> at;
  std::optional<float> accuracy_m;   // of a position
  FixKind fix = FixKind::None;       // of a position
  std::optional<std::size_t> stop;   // that it belongs to
  std::optional<std::size_t> place;  // of the plan's named places
};
/// One thing noted: an observation, an answer to a question of the template, or what became of an earlier
/// one.
struct Observation {
  Code code = 0;
  ObservationId id{};
  std::uint32_t revision = 0;  // counted from 0
  bool withdrawn = false;      // taken back; what was noted before stays in the ledger
  std::int64_t time = 0;       // when it was first noted, seconds since 1970; 0 = not known
  std::size_t language = 0;

  std::optional<std::size_t> theme;
  std::optional<Verdict> verdict;
  std::optional<std::size_t> question;  // of the template: then `saw` is what was answered
  std::optional<std::size_t> earlier;   // of the plan's earlier observations, with `outcome`
  Outcome outcome = Outcome::Unknown;

  Whereabouts where;
  std::string saw;                         // what we saw; a running note on a walk-and-talk
  std::string said;                        // verbatim
  std::optional<std::size_t> perspective;  // whose words: one of the plan's groups
  Sense sense = Sense::Unknown;
  int seriousness = 0;  // 1 to 3; 0 = not said
  std::string proposal;
  std::optional<std::size_t> party;  // responsible
  std::string reflection;            // the note-taker's own, kept apart from what others said
  std::vector<Attachment> attachments;
};

}  // namespace talt::core::walk
