// SPDX-License-Identifier: EUPL-1.2
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <thread>
#include <utility>

#include "platform/descriptor.h"
#include "platform/network_change.h"

namespace talt::platform {

namespace {

template <class Part>
std::optional<Part> part_of(core::ByteView payload) {
  if (payload.size() < sizeof(Part)) return std::nullopt;
  Part part;
  std::memcpy(&part, payload.data(), sizeof part);
  return part;
}

bool tells(std::uint16_t type, core::ByteView payload) {
  if (type == RTM_NEWADDR) {
    const auto address = part_of<ifaddrmsg>(payload);
    return address && address->ifa_scope != RT_SCOPE_HOST;
  }
  if (type == RTM_NEWROUTE) {
    const auto route = part_of<rtmsg>(payload);
    return route && route->rtm_dst_len == 0 && (route->rtm_flags & RTM_F_CLONED) == 0;
  }
  return false;
}

class RouteWatch final : public NetworkWatch {
 public:
  RouteWatch(Descriptor listening, Descriptor ending, std::function<void()> changed)
      : listening_(std::move(listening)),
        ending_(std::move(ending)),
        changed_(std::move(changed)),
        thread_([this] { listen(); }) {}

  ~RouteWatch() override {
    eventfd_write(ending_.get(), 1);
    thread_.join();
  }

 private:
  void listen() {
    alignas(nlmsghdr) std::array<std::uint8_t, 16 * 1024> datagram{};
    for (;;) {
      pollfd waiting[] = {{listening_.get(), POLLIN, 0}, {ending_.get(), POLLIN, 0}};
      if (poll(waiting, 2, -1) < 0 && errno != EINTR) return;
      if (waiting[1].revents != 0) return;
      if (waiting[0].revents == 0) continue;
      const auto got = recv(listening_.get(), datagram.data(), datagram.size(), 0);
      const bool has_lost_some = got < 0 && errno == ENOBUFS;
      if (got == 0 || (got < 0 && !has_lost_some && errno != EINTR && errno != EAGAIN)) return;
      const core::ByteView said(datagram.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
      if (has_lost_some || tells_of_a_network(said)) changed_();
    }
  }

  Descriptor listening_, ending_;
  std::function<void()> changed_;
  std::thread thread_;
};

}  // namespace

bool tells_of_a_network(core::ByteView datagram) {
  while (datagram.size() >= sizeof(nlmsghdr)) {
    nlmsghdr header;
    std::memcpy(&header, datagram.data(), sizeof header);
    if (header.nlmsg_len < sizeof header || header.nlmsg_len > datagram.size()) return false;
    const auto start = static_cast<std::size_t>(NLMSG_HDRLEN);
    if (tells(header.nlmsg_type, datagram.subspan(start, header.nlmsg_len - start))) return true;
    const auto step = std::min<std::size_t>(NLMSG_ALIGN(header.nlmsg_len), datagram.size());
    datagram = datagram.subspan(step);
  }
  return false;
}

std::unique_ptr<NetworkWatch> watch_network(std::function<void()> changed) {
  Descriptor listening(socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE));
  Descriptor ending(eventfd(0, EFD_CLOEXEC));
  sockaddr_nl address{};
  address.nl_family = AF_NETLINK;
  address.nl_groups = RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR | RTMGRP_IPV4_ROUTE | RTMGRP_IPV6_ROUTE;
  if (listening.get() < 0 || ending.get() < 0 ||
      bind(listening.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    return nullptr;
  return std::make_unique<RouteWatch>(std::move(listening), std::move(ending), std::move(changed));
}

}  // namespace talt::platform
