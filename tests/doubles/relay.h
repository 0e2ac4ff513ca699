// SPDX-License-Identifier: EUPL-1.2
// Stands between a kiosk and its receiver and counts every byte that passes, both ways; may cut each
// connection after so many. A thread of its own, which ends with the object.
#pragma once

#include <atomic>
#include <cstdint>
#include <thread>

namespace talt::doubles {

class Relay {
 public:
  /// Each connection is cut after `cut_after` bytes, in mid-word; 0: never.
  explicit Relay(int to_port, std::uint64_t cut_after = 0);
  ~Relay();
  Relay(const Relay&) = delete;
  Relay& operator=(const Relay&) = delete;
  int port() const { return port_; }
  std::uint64_t bytes() const { return bytes_.load(); }
  unsigned cuts() const { return cuts_.load(); }
  unsigned connections() const { return connections_.load(); }

 private:
  void serve();
  void pass(int near, int far);

  std::uint64_t cut_after_ = 0;
  int to_port_ = 0, port_ = 0, listener_ = -1;
  std::atomic<bool> ending_{false};
  std::atomic<std::uint64_t> bytes_{0};
  std::atomic<unsigned> connections_{0}, cuts_{0};
  std::thread thread_;
};

}  // namespace talt::doubles
