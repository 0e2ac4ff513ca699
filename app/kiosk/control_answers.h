// SPDX-License-Identifier: EUPL-1.2
// What the running kiosk answers `talt status` and `talt sync`, and how those read it. Plain values.
#pragma once

#include <functional>
#include <string>

#include "platform/control.h"
#include "sync/uploader.h"

namespace talt::kiosk {

/// One line of JSON: what `talt status --json` prints.
std::string status_json(const sync::JournalStatus& status, const sync::DeviceId& device);
/// Its counts again.
struct StatusCounts {
  std::uint64_t recorded = 0, receipted = 0, pending = 0;
  std::uint64_t attachments = 0, attachments_received = 0;
};
core::Result<StatusCounts> read_status(const std::string& json);

/// Called on the control socket's thread, one at a time.
struct ControlAnswers {
  std::function<std::string()> status;                        // as status_json gives it
  std::function<std::optional<sync::SyncOutcome>()> attempt;  // one, to its end; nothing: too long
};
/// "status" -> the JSON line; "sync" -> "done" or "failed <why>"; anything else -> "unknown".
platform::ControlAnswer as_control(ControlAnswers answers);

/// Nothing where the answer to "sync" says that everything is receipted, else why not.
core::Result<void> read_sync_answer(const std::string& answer);

/// For people: "the receiver did not give receipts for everything: why".
core::Error unsent(const std::string& why);

}  // namespace talt::kiosk
