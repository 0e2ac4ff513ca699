// SPDX-License-Identifier: EUPL-1.2
// The protocol's own words, in every language that it is written in. What a dialogue says comes from the
// dialogue, what was noted from the notes. Phrases with {0}, {1} are filled by `filled`. A number stands
// after a label ("Foton: 2"), or in a Plural. Where the walk's screens have a word for a thing, it is the
// word here too. Constant data; any thread.
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

/// What is said of one, of two, of three to ten, of more: all that four languages ask for.
class Plural {
 public:
  constexpr Plural(Phrase one, Phrase more) : one_(one), two_(more), few_(more), more_(more) {}
  constexpr Plural(Phrase one, Phrase two, Phrase few, Phrase more)
      : one_(one), two_(two), few_(few), more_(more) {}
  std::string_view of(std::size_t count) const {
    const auto of_hundred = count % 100;
    return count == 1 ? one_ : count == 2 ? two_ : of_hundred >= 3 && of_hundred <= 10 ? few_ : more_;
  }

 private:
  Phrase one_, two_, few_, more_;
};

struct Words {
  Phrase tag;  // BCP 47

  // the head
  Phrase protocol, safety_walk, walk_and_talk, contents, about, when, from_to /* {0} time {1} time */, where;
  Phrase route_length, metres /* {0} */, kilometres /* {0} */, stops, present, present_hint, people, total,
      least_and_most /* {0} least {1} most */, nobody_counted;
  Phrase weather, light, devices, code, not_known, made /* {0} date */, promise, can_influence, decided,
      decider, hear_back, hear_back_by, contact, joined;
  Plural notes_count;
  Phrase a_follow_up, follows_up /* {0} code */, follows_up_on /* {0} code {1} date */;
  std::array<Phrase, 7> weathers;  // by core::walk::Weather
  std::array<Phrase, 4> lights;    // by core::walk::Light

  // in short
  Phrase summary, good, bad, question, note, answers, seen_again, photos, voices, quotes, actions_count,
      most_serious, most_serious_none, withdrawn;
  Phrase nothing_noted;
  Phrase looked_again_here;
  Phrase contested;
  Phrase placed_earlier;

  // the map
  Phrase map, map_alt, north, your_own_map /* not a map but a plan */, outside_map, no_positions,
      by_attribution /* {0} */;

  // observations
  Phrase by_stop, elsewhere, nothing_here, talk_here, we_saw, answer, said_by /* {0} */, proposal,
      seriousness, feels, is, position, placed_position, placed_map, placed_stop, placed_place,
      placed_nothing, accuracy /* {0} m */, responsible, photo_of /* {0} number {1} which */,
      voice_of /* {0} {1} */, voice_print /* {0} file */, not_received, not_readable, status,
      noted_by /* {0} */;
  Plural corrected;
  std::array<Phrase, 4> seriousnesses;  // from 1; the first is not said

  // by kind
  Phrase good_places, good_places_hint, good_places_none, open_questions, open_questions_hint,
      open_questions_none, questions_template, not_answered, reflections, reflections_hint;
  Phrase follow_up, follow_up_of /* {0} code */, then_noted, then_decided, now, outcome_done,
      outcome_not_done, outcome_worse, outcome_unknown, from_earlier, not_seen;

  // the action list
  Phrase actions, actions_hint, actions_none, unassigned, unassigned_hint, number, what, deadline, overdue,
      done, done_on, why_not /* {0} */;
  std::array<Phrase, 7> statuses;  // by core::walk::Status; the first is none

  // what is missing
  Phrase missing, missing_none, missing_attachments, missing_attachments_hint, unreadable_attachments,
      lost_records, disputed_notes;

  Phrase date /* {0} day {1} month {2} year */, time /* {0} hour {1} minute */, at /* {0} date {1} time */;
  Phrase short_date;  // as date; in narrow columns
  std::array<Phrase, 12> months, short_months;
  Phrase list_comma;
};

extern const Words words_sv, words_en, words_fi, words_ar;

/// Nothing where the protocol is not written in that language.
const Words* find_words(std::string_view language_tag);
/// "sv, en, fi, ar": for a message.
std::string languages_there_are();

std::string filled(std::string_view phrase, const std::vector<std::string>& values);
std::string counted(const Plural& phrase, std::size_t count);
std::string shown(const core::Date& date, const Words& words);
std::string short_date(const core::Date& date, const Words& words);

}  // namespace talt::receiver::protocol
