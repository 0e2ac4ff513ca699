// SPDX-License-Identifier: EUPL-1.2
// The protocol's own words, in every language that it is written in. What a dialogue says comes from the
// dialogue, what was noted from the notes. Phrases with {0}, {1} are filled by `filled`. A number stands
// after a label ("Foton: 2"), so that no phrase needs to know the plural forms of its language. Constant
// data; any thread.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/dialogue_text.h"

namespace talt::receiver::protocol {

/// A text that must be given: it has no default, so a language that lacks one does not compile.
class Phrase {
 public:
  constexpr Phrase(const char* text) : text_(text) {}
  constexpr operator std::string_view() const { return text_; }
  std::string string() const { return std::string(text_); }

 private:
  std::string_view text_;
};

struct Words {
  Phrase tag;  // BCP 47

  // the head
  Phrase protocol, safety_walk, walk_and_talk, contents, about, when, from_to /* {0} time {1} time */, where,
      route;
  Phrase route_length, metres /* {0} */, kilometres /* {0} */, stops, present, present_hint, people, total,
      according_to /* {0} device */, nobody_counted;
  Phrase weather, light, devices, code, not_known, made /* {0} date */, promise, can_influence, decided,
      decider, hear_back, hear_back_by, contact, began /* {0} */, joined, notes_count;
  std::array<Phrase, 7> weathers;  // by core::walk::Weather
  std::array<Phrase, 4> lights;    // by core::walk::Light

  // in short
  Phrase summary, observations, good, bad, question, note, photos, voices, quotes, actions_count,
      most_serious, most_serious_none, withdrawn;
  Phrase nothing_noted;

  // the map
  Phrase map, map_alt, north, track, stop, your_own_map /* not a map but a plan */, outside_map, no_positions,
      legend, by_attribution /* {0} */;

  // observations
  Phrase by_stop, elsewhere, nothing_here, ask_here, we_saw, someone_said, said_by /* {0} */, proposal,
      seriousness, feels, is, position, placed_position, placed_map, placed_stop, placed_place,
      placed_nothing, accuracy /* {0} m */, responsible, photo_of /* {0} number {1} which */,
      voice_of /* {0} {1} */, voice_print /* {0} file */, not_received, not_readable, corrected, status,
      noted_by /* {0} */;
  std::array<Phrase, 4> seriousnesses;  // from 1; the first is not said

  // by kind
  Phrase good_places, good_places_hint, good_places_none, open_questions, open_questions_hint,
      open_questions_none, questions_template, not_answered, reflections, reflections_hint, running_notes;
  Phrase follow_up, follow_up_of /* {0} code */, then_noted, then_decided, now, outcome_done,
      outcome_not_done, outcome_worse, outcome_unknown, from_earlier;

  // the action list
  Phrase actions, actions_hint, actions_none, unassigned, unassigned_hint, number, what, deadline, done,
      done_on /* {0} */, why_not;
  std::array<Phrase, 7> statuses;  // by core::walk::Status; the first is none

  // what is missing
  Phrase missing, missing_none, missing_attachments, missing_attachments_hint, unreadable_attachments,
      lost_records, disputed_notes;

  Phrase date /* {0} day {1} month {2} year */, time /* {0} hour {1} minute */, at /* {0} date {1} time */;
  std::array<Phrase, 12> months;
  Phrase list_comma;
};

extern const Words words_sv, words_en, words_fi, words_ar;

/// Nothing where the protocol is not written in that language.
const Words* find_words(std::string_view language_tag);
/// "sv, en, fi, ar": for a message.
std::string languages_there_are();

std::string filled(std::string_view phrase, const std::vector<std::string>& values);
std::string shown(const core::Date& date, const Words& words);

}  // namespace talt::receiver::protocol
