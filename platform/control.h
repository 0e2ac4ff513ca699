// SPDX-License-Identifier: EUPL-1.2
// How processes on one data folder talk: the one that holds the folder answers the others, a line each way,
// over a socket named `control` in it. The folder's own mode (0700) says who may ask.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "app/core/result.h"

namespace talt::platform {

/// Answers one request line with one line, neither with its line break. Called on the server's own thread,
/// one request after the other; may block.
using ControlAnswer = std::function<std::string(const std::string& request)>;

class ControlServer {
 public:
  virtual ~ControlServer() = default;  // takes no more requests, then waits for the one being answered
};

/// The caller holds the folder's lock: a socket that an earlier process left behind is replaced.
core::Result<std::unique_ptr<ControlServer>> open_control(const std::string& folder, ControlAnswer answer);

/// Asks the process that holds the folder; fails where none answers within `wait_ms`. Blocks.
core::Result<std::string> ask_control(const std::string& folder, const std::string& request,
                                      std::int64_t wait_ms);

}  // namespace talt::platform
