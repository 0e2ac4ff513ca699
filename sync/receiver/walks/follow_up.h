// SPDX-License-Identifier: EUPL-1.2
// A follow-up walk: the dialogue of a walk once more, with what an earlier walk saw and what has become of
// it. One thread.
//
// What comes along: every bad place and every question, with its latest status, and any other note that an
// action was decided for and not done. Also what the municipality says is done: that is what the new walk
// goes to see. What a later walk has found done, and nobody has opened again, stays behind; so do notes that
// were taken back or are disputed. What the earlier walk itself looked at again comes along under the id it
// has always had. A photo of each comes along too, the latest there is. What stays out: quotes and whose they
// were, the note-taker's reflections, voice memos, the track. Kiosks show a dialogue to whoever stands there,
// and these were said to those who walked. What was seen, proposed and decided goes along word for word:
// somebody must read it for names before it is published; photos were blurred before they were kept.
#pragma once

#include <string>
#include <vector>

#include "app/core/dialogue.h"
#include "sync/receiver/tables/dialogue_shelf.h"
#include "sync/receiver/tables/tables.h"
#include "sync/receiver/walks/open_attachment.h"
#include "sync/receiver/walks/walk_account.h"

namespace talt::receiver {

struct FollowUp {
  std::vector<core::walk::Earlier> observations;  // theme and party as `target` counts them
  std::vector<int> numbers;  // of each on the earlier walk; 0: it was looked at again there
  std::vector<std::optional<core::Attachment>> photos;  // of each, as the earlier walk took it
  std::size_t seen_done = 0;                            // stay behind
  std::vector<std::string> remarks;                     // sentences: what could not go along whole
};
/// `target`: the dialogue that the follow-up walks with.
FollowUp follow_up_of(const WalkAccount& walk, const core::Dialogue& target);

/// The text of dialogue.toml for it: `toml` with another version, the earlier walk's code and observations.
/// Everything else, comments too, stays as it is; observations of a walk before that are taken out. Fails
/// where `toml` is written in a way that cannot be added to, and where what comes out has a fault.
core::Result<std::string> follow_up_toml(const std::string& toml, int version, core::walk::Code code,
                                         const FollowUp& follow_up);

struct Published {
  std::string dialogue;
  int version = 0;
  FollowUp follow_up;
};
/// Writes the folder `out`, which must not exist: a copy of `folder`, a dialogue of a walk without fault,
/// with that text, the photos as earlier-CODE-N.jpg, and a version above the folder's and every one that
/// devices have used. A photo that has not arrived or cannot be opened is a remark. On failure `out` is not
/// there.
core::Result<Published> publish_follow_up(const WalkAccount& walk, const std::string& folder,
                                          const DialogueShelf& used, const std::string& out,
                                          const OpenAttachment& open, const Progress& progress);

}  // namespace talt::receiver
