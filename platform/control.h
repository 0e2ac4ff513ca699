// SPDX-License-Identifier: EUPL-1.2
// How processes on one data folder talk: the one that holds the folder answers the others, a line each way,
// over a socket named `control` in it. The folder's own mode (0700) says who may ask.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "app/core/result.h"

namespace talt::platform {

/// Answers one request line with one line, neither with its line break. Called on threads of the server's
/// own, several at a time; may block.
using ControlAnswer = std::function<std::string(const std::string& request)>;

class ControlServer {
 public:
  virtual ~ControlServer() = default;  // takes no more requests, then waits for those being answered
};

/// The caller holds the folder's lock: a socket that an earlier process left behind is replaced.
core::Result<std::unique_ptr<ControlServer>> open_control(const std::string& folder, ControlAnswer answer);

/// Asks the process that holds the folder. Nothing where none listens there, or not yet; fails where it does
/// not answer within `wait_ms` or breaks off. Blocks.
core::Result<std::optional<std::string>> ask_control(const std::string& folder, const std::string& request,
                                                     std::int64_t wait_ms);

}  // namespace talt::platform
