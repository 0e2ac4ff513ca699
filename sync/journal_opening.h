// SPDX-License-Identifier: EUPL-1.2
// How a journal's store comes to be open: born where it never was, set aside whole where it is damaged. The
// folder is locked by the caller; no state.
#pragma once

#include <string>
#include <vector>

#include "sync/journal.h"
#include "sync/journal_rows.h"

namespace talt::sync {

struct OpenedStore {
  std::unique_ptr<platform::Store> store;
  std::vector<JournalRun> runs;
  std::vector<std::string> told;      // warnings that the store keeps
  std::vector<std::string> warnings;  // and new ones
  std::vector<HeldAttachment> attachments;
};

bool is_born(const std::string& folder);
core::Result<OpenedStore> open_existing(const std::string& folder, const JournalGround& ground);
core::Result<OpenedStore> open_or_set_aside(const std::string& folder, const JournalGround& ground);
/// The machine's fault (no space, no permission), not the journal's: setting it aside would not help.
bool is_of_the_machine(const core::Error& error);
/// The next opening sets the store aside: reading it back while it works showed damage.
core::Result<void> note_damaged(const std::string& folder);
/// The stores set aside so far: damaged/1, damaged/2, ...
std::vector<std::string> set_aside_stores(const std::string& folder);
/// The first of them that was not salvaged yet: it has no file N.salvaged beside it.
std::optional<std::string> unsalvaged_store(const std::string& folder);

}  // namespace talt::sync
