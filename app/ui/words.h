// SPDX-License-Identifier: EUPL-1.2
// The interface's own words, in every language that it speaks. What a dialogue says comes from the dialogue.
// Phrases with {0}, {1} are filled by `filled`. A number always stands after a label ("Kvar: 2"), so that no
// phrase needs to know the plural forms of its language. Constant data; any thread.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/dialogue.h"
#include "app/ui/phrase.h"
#include "app/ui/words_walk.h"

namespace talt::ui {

struct Words {
  Phrase tag;  // BCP 47

  // the same places on every screen
  Phrase next, back, skip, leave, done, progress /* {0} of {1} */, page_up, page_down;
  // attract
  Phrase start, start_hint, choose_language;
  // promise
  Phrase promise_title, consultation, dialogue, influence, co_decision;
  Phrase can_influence, decided, decider, hear_back, hear_back_by /* {0} = date */, contact, anonymous, begin;
  // dots
  Phrase dots_rule /* {0} dots */, dots_rule_stack /* {0} dots, at most {1} on one */;
  Phrase dots_left /* {0} */, dots_all_placed, take_back, dots_here /* {0} */;
  // choice, scale
  Phrase choose_one, choose_most /* {0} */, chosen, choose_step, step_of /* {0} of {1} */;
  // text
  Phrase write_here, no_names, characters_left /* {0} */;
  // pin
  Phrase map, tap_map_only, tap_map, tap_to_move, pins_left /* {0} */, pins_all_placed, pin /* {0} */,
      category_title;
  Phrase places_title, zoom_in, zoom_out, centre, nudge_up, nudge_down, nudge_left, nudge_right;
  Phrase comment_add, comment_close, pin_remove, pin_new;
  // required, saving, thanks
  Phrase urged, saving, thanks, thanks_saved, thanks_left, what_next, results_title, results_people /* {0} */;
  Phrase results_dots /* {0} */, results_not_sample, results_later;
  // left alone; personal data
  Phrase still_there, still_there_hint, stay;
  Phrase pointed_out, pointed_out_hint, personal_number, phone, email, keep, change;
  // paused, out of order
  Phrase paused, paused_hint, out_of_order, out_of_order_hint;

  // host
  Phrase staff_only, code, code_wrong, code_locked /* {0} seconds */, code_checking, erase, close;
  Phrase host_title, visits_today, answers_today, per_hour, unsent, last_receipt, no_receipt,
      minutes_ago /* {0} */;
  Phrase all_sent, why_not, not_yet_tried, no_network, not_the_receiver, busy, receiver_fault, refused,
      not_enrolled;
  Phrase photos_received /* {0} of {1} */, photos_lost /* {0} */;
  Phrase battery, charging, space_left, sync, syncing /* {0} of {1} */, pause, resume;
  Phrase note, void_last, assist, poster, end_day;
  Phrase note_weather, note_event, note_staff, note_free, save;
  Phrase void_hint, void_test, void_joke, void_none;
  Phrase poster_question, poster_none, people, people_unknown, one_more /* {0} */, one_less /* {0} */;
  Phrase end_hint, end_sum, ended;

  // keyboard keys that have no letter
  Phrase key_space, key_erase, key_shift, key_symbols, key_letters, key_enter, key_left, key_right;

  Phrase date /* {0} day, {1} month, {2} year */;
  std::array<Phrase, 12> months;

  const WalkWords& walk;
};

extern const Words words_sv;
extern const Words words_en;
extern const Words words_fi;
extern const Words words_ar;

/// The words of that language, or nothing where the interface does not speak it. "sv-FI" speaks "sv".
const Words* find_words(std::string_view language_tag);
/// The words for that language of the dialogue; else those of the dialogue's first; else Swedish.
const Words& words_for(const core::Dialogue& dialogue, std::size_t language);
/// What a language calls itself, in its own script; the tag itself where it is not known here.
std::string_view autonym(std::string_view language_tag);

/// The phrase with {0}, {1}, {2} filled in.
std::string filled(std::string_view phrase, const std::vector<std::string>& values);
std::string filled(std::string_view phrase, std::uint64_t value);
std::string filled(std::string_view phrase, std::uint64_t first, std::uint64_t second);
std::string date_in(const Words& words, const core::Date& date);
std::string_view level_in(const Words& words, core::Level level);

}  // namespace talt::ui
