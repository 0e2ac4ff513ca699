// SPDX-License-Identifier: EUPL-1.2
// A TCP server on loopback that says what it is told to whoever connects: a receiver's bytes for gpsd, or
// what passes for gpsd. For tests only.
#pragma once

#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <functional>
#include <string>
#include <thread>

#include "platform/descriptor.h"

namespace talt::doubles {

/// A port of 127.0.0.1 that was free a moment ago.
inline int free_port() {
  const platform::Descriptor probe(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  (void)bind(probe.get(), reinterpret_cast<sockaddr*>(&address), size);
  (void)getsockname(probe.get(), reinterpret_cast<sockaddr*>(&address), &size);
  return ntohs(address.sin_port);
}

class LoopbackFeed {
 public:
  /// One connection, on a thread of its own: false from `say` once the other side has gone or the feed ends;
  /// `rest` waits so long or until then.
  class Line {
   public:
    Line(int socket, int ending) : socket_(socket), ending_(ending) {}
    bool say(std::string_view bytes) const {
      while (!bytes.empty()) {
        pollfd waiting[] = {{socket_, POLLOUT, 0}, {ending_, POLLIN, 0}};
        if (poll(waiting, 2, -1) < 0 || waiting[1].revents != 0) return false;
        const auto sent = send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
      }
      return true;
    }
    bool rest(int ms) const {
      pollfd ending{ending_, POLLIN, 0};
      return poll(&ending, 1, ms) == 0;
    }
    /// Ends as a program does that has read what it was asked: all that was said arrives before the end.
    void hang_up() const {
      shutdown(socket_, SHUT_WR);
      wait_for_end();
    }
    /// Until the other side closes, or the feed ends.
    void wait_for_end() const {
      for (char taken[4096];;) {
        pollfd waiting[] = {{socket_, POLLIN, 0}, {ending_, POLLIN, 0}};
        if (poll(waiting, 2, -1) < 0 || waiting[1].revents != 0) return;
        if (recv(socket_, taken, sizeof taken, 0) <= 0) return;
      }
    }

   private:
    int socket_, ending_;
  };
  /// Called for each connection in turn, counted from 0; it closes when the call returns.
  using Script = std::function<void(const Line&, int connection)>;

  explicit LoopbackFeed(Script script, int port = 0)
      : listener_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)), ending_(eventfd(0, EFD_CLOEXEC)) {
    const int on = 1;
    setsockopt(listener_.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    socklen_t size = sizeof address;
    (void)bind(listener_.get(), reinterpret_cast<sockaddr*>(&address), size);
    (void)listen(listener_.get(), 8);
    (void)getsockname(listener_.get(), reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this, script = std::move(script)] { serve(script); });
  }
  ~LoopbackFeed() {
    eventfd_write(ending_.get(), 1);
    thread_.join();
  }
  LoopbackFeed(const LoopbackFeed&) = delete;
  LoopbackFeed& operator=(const LoopbackFeed&) = delete;
  int port() const { return port_; }

 private:
  void serve(const Script& script) {
    for (int connection = 0;; ++connection) {
      pollfd waiting[] = {{listener_.get(), POLLIN, 0}, {ending_.get(), POLLIN, 0}};
      if (poll(waiting, 2, -1) < 0 || waiting[1].revents != 0) return;
      const platform::Descriptor caller(accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
      if (caller.ok()) script(Line(caller.get(), ending_.get()), connection);
    }
  }

  const platform::Descriptor listener_, ending_;
  int port_ = 0;
  std::thread thread_;
};

}  // namespace talt::doubles
