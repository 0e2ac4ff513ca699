// SPDX-License-Identifier: EUPL-1.2
// What the system asks of this process.
#pragma once

#include <functional>
#include <memory>

namespace talt::platform {

/// A closed pipe and a file beyond its limit become errors of the write, as a full disk is: they end nothing.
void ignore_write_signals();

class EndWatch {
 public:
  virtual ~EndWatch() = default;  // no call after this
  /// `asked` is called once, on a thread of its own, when SIGTERM, SIGINT or SIGHUP comes or has come
  /// already.
  virtual void when_asked_to_end(std::function<void()> asked) = 0;
};
/// From now on those signals do not end the process. Before any other thread is started: each must inherit
/// this.
std::unique_ptr<EndWatch> watch_for_end();

}  // namespace talt::platform
