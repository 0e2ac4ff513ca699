// SPDX-License-Identifier: EUPL-1.2
// The versions of a walk's dialogue that its devices had, as one: the newest, and at the end of its lists
// what only the others have. Things are the same where their ids are. Plain values; one thread.
#pragma once

#include <map>
#include <vector>

#include "app/core/dialogue.h"
#include "app/core/walk/record_coding.h"

namespace talt::receiver {

class WalkDialogue {
 public:
  /// `versions` by whatever names them; `newest` is one of them. All are dialogues of walks.
  WalkDialogue(const std::map<std::int64_t, const core::Dialogue*>& versions, std::int64_t newest);

  const core::Dialogue& dialogue() const { return dialogue_; }
  /// What was noted with that version, with the indexes of dialogue().
  core::walk::Entry translated(std::int64_t version, core::walk::Entry entry) const;

 private:
  using Indexes = std::vector<std::size_t>;  // here, by index there
  struct Version {
    Indexes languages, stops, themes, parties, groups, places, questions, earlier;
  };
  void join(std::int64_t name, const core::Dialogue& other);

  core::Dialogue dialogue_;
  std::map<std::int64_t, Version> versions_;
};

}  // namespace talt::receiver
