// SPDX-License-Identifier: EUPL-1.2
// A walk in one line: names and counts, nothing of what was noted.
#pragma once

#include <fmt/core.h>

#include <set>
#include <string>

#include "app/commands/moment.h"
#include "sync/receiver/walks/walk_accounts.h"

namespace talt::commands {

struct WalkCounts {
  std::size_t notes = 0, withdrawn = 0, disputed = 0, attachments = 0, received = 0;
  std::uint64_t unreadable = 0;
};

inline WalkCounts counts_of(const receiver::WalkAccount& walk) {
  WalkCounts counts;
  std::set<core::AttachmentName> named;
  for (const auto& note : walk.notes) {
    if (!note.disputed.empty())
      ++counts.disputed;
    else if (note.latest.withdrawn)
      ++counts.withdrawn;
    else
      ++counts.notes;
    if (note.disputed.empty() && !note.latest.withdrawn)
      for (const auto& attachment : note.latest.attachments) named.insert(attachment.name);
  }
  for (const auto& gap : walk.gaps) counts.unreadable += gap.records;
  counts.attachments = counts.received = named.size();
  for (const auto& missing : walk.missing)
    if (named.contains(missing)) --counts.received;
  return counts;
}

/// "482913  torgvandring  2026-11-20T17:02:11Z  2 devices (Läsplatta 1, Läsplatta 2), 31 notes, 14 of 17
/// photos and voice memos"
inline std::string walk_line(const receiver::WalkAccount& walk) {
  const auto counts = counts_of(walk);
  std::string devices;
  for (const auto& device : walk.devices) devices += (devices.empty() ? "" : ", ") + device.name;
  const auto began = receiver::began_s(walk);
  auto line =
      fmt::format("{}  {}  {}  {} device{} ({}), {} note{}", receiver::code_text(walk.code), walk.dialogue.id,
                  began == 0 ? "date not known" : moment(began), walk.devices.size(),
                  walk.devices.size() == 1 ? "" : "s", devices, counts.notes, counts.notes == 1 ? "" : "s");
  if (counts.attachments > 0)
    line += fmt::format(", {} of {} photos and voice memos", counts.received, counts.attachments);
  if (counts.withdrawn > 0) line += fmt::format(", {} taken back", counts.withdrawn);
  if (counts.disputed > 0) line += fmt::format(", {} disputed", counts.disputed);
  if (counts.unreadable > 0) line += fmt::format(", {} records missing or unreadable", counts.unreadable);
  return line;
}

}  // namespace talt::commands
