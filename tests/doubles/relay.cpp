// SPDX-License-Identifier: EUPL-1.2
#include "tests/doubles/relay.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace talt::doubles {

namespace {

constexpr int look_around_ms = 50;  // how soon it notices that it should end

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  return address;
}

bool write_all(int to, const char* bytes, ssize_t size) {
  for (ssize_t done = 0; done < size;) {
    const auto written = send(to, bytes + done, static_cast<std::size_t>(size - done), MSG_NOSIGNAL);
    if (written <= 0) return false;
    done += written;
  }
  return true;
}

}  // namespace

Relay::Relay(int to_port, std::uint64_t cut_after)
    : cut_after_(cut_after), to_port_(to_port), listener_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  auto address = loopback(0);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (bind(listener_, generic, size) != 0 || listen(listener_, 8) != 0 ||
      getsockname(listener_, generic, &size) != 0)
    throw std::runtime_error("a relay cannot listen");
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

Relay::~Relay() {
  ending_.store(true);
  thread_.join();
  close(listener_);
}

void Relay::serve() {
  while (!ending_.load()) {
    pollfd waiting{listener_, POLLIN, 0};
    if (poll(&waiting, 1, look_around_ms) <= 0) continue;
    const int near = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    const int far = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto address = loopback(to_port_);
    ++connections_;
    if (near >= 0 && connect(far, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
      pass(near, far);
    close(near);
    close(far);
  }
}

void Relay::pass(int near, int far) {
  std::array<char, 65536> buffer;
  std::uint64_t passed = 0;
  while (!ending_.load()) {
    std::array<pollfd, 2> ends{{{near, POLLIN, 0}, {far, POLLIN, 0}}};
    if (poll(ends.data(), ends.size(), look_around_ms) <= 0) continue;
    for (std::size_t i = 0; i < ends.size(); ++i) {
      if (ends[i].revents == 0) continue;
      const auto size = read(ends[i].fd, buffer.data(), buffer.size());
      if (size <= 0 || !write_all(ends[1 - i].fd, buffer.data(), size)) return;
      bytes_ += static_cast<std::uint64_t>(size);
      passed += static_cast<std::uint64_t>(size);
      if (cut_after_ == 0 || passed < cut_after_) continue;
      ++cuts_;
      return;
    }
  }
}

}  // namespace talt::doubles
