// SPDX-License-Identifier: EUPL-1.2
#include "platform/network_change.h"

#include <linux/netlink.h>
#include <linux/rtnetlink.h>

#include <catch2/catch.hpp>
#include <cstring>

using namespace talt;

namespace {

template <class Payload>
core::Bytes message(std::uint16_t type, const Payload& payload) {
  core::Bytes bytes(NLMSG_SPACE(sizeof payload));
  nlmsghdr header{};
  header.nlmsg_len = NLMSG_LENGTH(sizeof payload);
  header.nlmsg_type = type;
  std::memcpy(bytes.data(), &header, sizeof header);
  std::memcpy(bytes.data() + NLMSG_HDRLEN, &payload, sizeof payload);
  return bytes;
}

core::Bytes address(std::uint16_t type, std::uint8_t scope) {
  ifaddrmsg payload{};
  payload.ifa_family = 2;
  payload.ifa_scope = scope;
  return message(type, payload);
}

core::Bytes route(std::uint16_t type, std::uint8_t length, unsigned flags = 0) {
  rtmsg payload{};
  payload.rtm_family = 2;
  payload.rtm_dst_len = length;
  payload.rtm_flags = flags;
  return message(type, payload);
}

}  // namespace

TEST_CASE("an address more and a way to everywhere tell of a network", "[network]") {
  CHECK(platform::tells_of_a_network(address(RTM_NEWADDR, RT_SCOPE_UNIVERSE)));
  CHECK(platform::tells_of_a_network(address(RTM_NEWADDR, RT_SCOPE_LINK)));
  CHECK(platform::tells_of_a_network(route(RTM_NEWROUTE, 0)));
}

TEST_CASE("the loopback, what goes away and what the kernel keeps for itself do not", "[network]") {
  CHECK_FALSE(platform::tells_of_a_network(address(RTM_NEWADDR, RT_SCOPE_HOST)));
  CHECK_FALSE(platform::tells_of_a_network(address(RTM_DELADDR, RT_SCOPE_UNIVERSE)));
  CHECK_FALSE(platform::tells_of_a_network(route(RTM_DELROUTE, 0)));
  CHECK_FALSE(platform::tells_of_a_network(route(RTM_NEWROUTE, 24)));
  CHECK_FALSE(platform::tells_of_a_network(route(RTM_NEWROUTE, 0, RTM_F_CLONED)));
}

TEST_CASE("what stands behind another message in a datagram is read as well", "[network]") {
  auto datagram = route(RTM_DELROUTE, 0);
  core::append(datagram, address(RTM_NEWADDR, RT_SCOPE_UNIVERSE));
  CHECK(platform::tells_of_a_network(datagram));
}

TEST_CASE("a datagram that is cut anywhere, or lies about its length, tells nothing", "[network]") {
  const auto whole = address(RTM_NEWADDR, RT_SCOPE_UNIVERSE);
  for (std::size_t size = 0; size < whole.size(); ++size)
    CHECK_FALSE(platform::tells_of_a_network(core::ByteView(whole).first(size)));
  for (const std::uint32_t length : {0u, 4u, 15u, 4096u, 0xffffffffu}) {
    auto lying = whole;
    std::memcpy(lying.data(), &length, sizeof length);
    CHECK_FALSE(platform::tells_of_a_network(lying));
  }
}

TEST_CASE("watching the network begins and ends", "[network]") {
  const auto watch = platform::watch_network([] {});
  if (!watch) WARN("skipped: the system tells nothing of its network here");
}
