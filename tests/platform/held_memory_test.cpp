// SPDX-License-Identifier: EUPL-1.2
// A service that is killed, and the next process of it, beside a service manager played by the test.
#include "platform/held_memory.h"

#include <catch2/catch.hpp>

#include <signal.h>

#include <functional>

#include "tests/doubles/crypto_started.h"
#include "tests/doubles/service_manager.h"

using namespace talt;
using namespace talt::platform;
using doubles::ServiceManager;

namespace {

/// A process of the service: does its part, tells what it has to tell, and is killed.
std::string process(ServiceManager& manager, const std::function<std::string(HeldMemory&)>& part) {
  int ends[2];
  REQUIRE(pipe2(ends, O_CLOEXEC) == 0);
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    const int out = fcntl(ends[1], F_DUPFD_CLOEXEC, 200);
    manager.hand_over();
    const auto memory = open_held_memory("talt-walk");
    const auto said = part(*memory) + "\n";
    if (write(out, said.data(), said.size()) < 0) _exit(1);
    for (;;) pause();
  }
  close(ends[1]);
  std::string said;
  for (char letter = 0; read(ends[0], &letter, 1) == 1 && letter != '\n';) said += letter;
  close(ends[0]);
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  return said;
}

Secret secret_of(std::uint8_t byte) {
  return Secret::from(core::Bytes(32, byte));
}

std::string taken_back(HeldMemory& memory) {
  const auto back = memory.take_back();
  return back ? to_hex(back->view()) : "nothing";
}

std::string hold(HeldMemory& memory, std::uint8_t byte) {
  const auto held = memory.hold(secret_of(byte));
  return !held ? held.error().text() : *held ? "held" : "not held";
}

}  // namespace

TEST_CASE("what a killed process held comes back to the next one, and to the one after it", "[held]") {
  ServiceManager manager;
  CHECK(process(manager, [](HeldMemory& memory) { return taken_back(memory) + " " + hold(memory, 7); }) ==
        "nothing held");
  REQUIRE(manager.held() == 1);
  const auto seven = to_hex(secret_of(7).view());
  for (int again = 0; again < 2; ++again) CHECK(process(manager, taken_back) == seven);
}

TEST_CASE("what is held again takes the place of what was", "[held]") {
  ServiceManager manager;
  process(manager, [](HeldMemory& memory) {
    hold(memory, 7);
    return hold(memory, 8);
  });
  CHECK(manager.held() == 1);
  CHECK(process(manager, taken_back) == to_hex(secret_of(8).view()));
}

TEST_CASE("what was let go of is wiped and comes back no more", "[held]") {
  ServiceManager manager;
  process(manager, [](HeldMemory& memory) { return hold(memory, 7); });
  REQUIRE(manager.held() == 1);
  const Descriptor kept(dup(manager.descriptor("talt-walk")));
  process(manager, [](HeldMemory& memory) {
    memory.let_go();
    return std::string();
  });
  CHECK(manager.held() == 0);
  core::Bytes left(64, 1);
  REQUIRE(pread(kept.get(), left.data(), left.size(), 0) == 64);
  CHECK(left == core::Bytes(64, 0));
  CHECK(process(manager, taken_back) == "nothing");
}

TEST_CASE("without a service manager nothing is held, and nothing goes wrong", "[held]") {
  unsetenv("NOTIFY_SOCKET");
  const auto memory = open_held_memory("talt-walk");
  CHECK_FALSE(memory->take_back());
  CHECK(hold(*memory, 7) == "not held");
  memory->let_go();
}
