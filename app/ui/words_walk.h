// SPDX-License-Identifier: EUPL-1.2
// The interface's own words on a walk, in every language that it speaks; as words.h says. Constant data; any
// thread.
#pragma once

#include "app/ui/phrase.h"

namespace talt::ui {

struct WalkWords {
  // home
  Phrase start;
  Phrase join;
  Phrase home_hint;
  Phrase locked;
  Phrase locked_hint;
  Phrase open_notes;
  Phrase forsake;
  Phrase forsake_hint;
  Phrase forsake_title;
  Phrase forsake_warning;
  // joining
  Phrase join_title;
  Phrase join_hint;
  Phrase join_wrong;
  // setup
  Phrase who;
  Phrase who_hint;
  Phrase weather;
  Phrase clear;
  Phrase cloudy;
  Phrase rain;
  Phrase snow;
  Phrase fog;
  Phrase wind;
  Phrase light;
  Phrase day;
  Phrase dusk;
  Phrase dark;
  // the promise, read out
  Phrase read_out;
  Phrase promise_read;
  // code and words
  Phrase code;
  Phrase code_hint;
  Phrase four_words;
  Phrase four_words_hint;
  Phrase drawing_words;
  Phrase words_noted;
  Phrase word /* {0} */;
  Phrase open_title;
  Phrase open;
  Phrase trying;
  Phrase words_wrong;
  // walking
  Phrase tab_note;
  Phrase tab_list;
  Phrase tab_map;
  Phrase tab_questions;
  Phrase tab_earlier;
  Phrase what_about;
  Phrase other_theme;
  Phrase new_note;
  Phrase stop;
  Phrase where_are_you;
  Phrase between_stops;
  Phrase metres_off /* {0} */;
  Phrase kilometres_off /* {0} */;
  Phrase position_fix /* {0} */;
  Phrase position_unsure;
  Phrase position_searching;
  Phrase position_none;
  Phrase notes_count /* {0} */;
  Phrase code_is /* {0} */;
  Phrase talk_here;
  Phrase end;
  Phrase end_title;
  Phrase end_hint;
  Phrase end_yes;
  // verdicts
  Phrase how_is_it;
  Phrase good;
  Phrase bad;
  Phrase question;
  // list and map
  Phrase nothing_noted;
  Phrase no_words;
  Phrase no_place;
  Phrase on_map;
  Phrase by_position;
  Phrase photos /* {0} */;
  Phrase voices /* {0} */;
  Phrase note_number /* {0} */;
  Phrase you_are_here;
  Phrase to_position;
  Phrase metres /* {0} */;
  // questions and what an earlier walk saw
  Phrase answers /* {0} */;
  Phrase saw_then;
  Phrase status_open;
  Phrase status_quick;
  Phrase status_planned;
  Phrase status_budget;
  Phrase status_will_not;
  Phrase status_done;
  Phrase outcome_done;
  Phrase outcome_not_done;
  Phrase outcome_worse;
  // an observation
  Phrase saw;
  Phrase answer;
  Phrase said;
  Phrase proposal;
  Phrase reflection;
  Phrase perspective;
  Phrase sense;
  Phrase feels;
  Phrase is;
  Phrase seriousness;
  Phrase serious_1;
  Phrase serious_2;
  Phrase serious_3;
  Phrase party;
  Phrase nobody;
  Phrase place;
  Phrase photo;
  Phrase voice;
  Phrase remove_attachment /* {0} */;
  Phrase discard;
  Phrase withdraw;
  Phrase discard_title;
  Phrase discard_hint;
  Phrase withdraw_title;
  Phrase withdraw_hint;
  Phrase undo_title;
  Phrase undo_hint;
  Phrase discard_yes;
  Phrase withdraw_yes;
  Phrase keep_note;
  // writing, placing
  Phrase verbatim;
  Phrase own_thought;
  Phrase where_is_it;
  Phrase here;
  Phrase stops;
  Phrase places;
  Phrase tap_map;
  // photo
  Phrase photo_title;
  Phrase photo_choose;
  Phrase shoot;
  Phrase camera;
  Phrase camera_waits;
  Phrase camera_not_there;
  Phrase camera_busy;
  Phrase camera_not_allowed;
  Phrase camera_failing;
  Phrase looking;
  Phrase no_pictures;
  Phrase look_again;
  Phrase blur_title;
  Phrase blur_hint;
  Phrase blur_undo;
  Phrase photo_keep;
  Phrase working;
  Phrase the_photo;
  Phrase photo_no_folder;
  Phrase photo_not_there;
  Phrase photo_broken;
  Phrase photo_too_large;
  Phrase photo_unsupported;
  Phrase photo_ends_early;
  Phrase photo_partly_wrong;
  Phrase photo_not_kept;
  Phrase disk_full;
  // voice
  Phrase voice_hint;
  Phrase record;
  Phrase record_again;
  Phrase stop_recording;
  Phrase play;
  Phrase voice_keep;
  Phrase seconds_left /* {0} */;
  Phrase seconds_recorded /* {0} */;
  Phrase voice_level;
  Phrase no_microphone;
  Phrase microphone_vanished;
  Phrase nothing_heard;
  Phrase voice_not_played;
  Phrase voice_not_kept;
  // paused, ended
  Phrase paused;
  Phrase paused_hint;
  Phrase resume;
  Phrase ended;
  Phrase ended_thanks;
  Phrase ended_next;
  Phrase unsent /* {0} */;
  Phrase finish;
};

extern const WalkWords walk_words_sv;
extern const WalkWords walk_words_en;
extern const WalkWords walk_words_fi;
extern const WalkWords walk_words_ar;

}  // namespace talt::ui
