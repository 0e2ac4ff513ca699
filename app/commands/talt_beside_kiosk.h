// SPDX-License-Identifier: EUPL-1.2
// One process at a time holds the data folder: a command either gets hold of it, or asks the kiosk that runs
// on it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "app/core/result.h"
#include "platform/files.h"

namespace talt::commands {

struct Holding {
  std::unique_ptr<platform::FolderLock> lock;  // this process has the folder; else
  std::optional<std::string> answer;           // what the kiosk that has it says to the request
};

/// Blocks up to `answer_ms` for the answer. A process that is only just starting, or done in a moment, is
/// waited for.
core::Result<Holding> hold_or_ask(const std::string& folder, const std::string& request,
                                  std::int64_t answer_ms);

}  // namespace talt::commands
