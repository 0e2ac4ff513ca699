// SPDX-License-Identifier: EUPL-1.2
// Tells when this machine may have come within reach of others: it was given an address or a route. (That a
// link has a carrier means nothing yet, and wireless ones tell all day.) Any thread.
#pragma once

#include <functional>
#include <memory>

#include "app/core/bytes.h"

namespace talt::platform {

class NetworkWatch {
 public:
  virtual ~NetworkWatch() = default;  // no call after this
};

/// Calls `changed` on a thread of its own. Null where the system tells nothing.
std::unique_ptr<NetworkWatch> watch_network(std::function<void()> changed);

/// What the kernel says in one datagram (rtnetlink(7)): is there an address more, or a way to everywhere? The
/// loopback and what goes away mean nothing. Cut or foreign bytes neither.
bool tells_of_a_network(core::ByteView datagram);

}  // namespace talt::platform
