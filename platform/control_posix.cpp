// SPDX-License-Identifier: EUPL-1.2
// A socket's address holds 107 characters, a data folder's path may be longer: the folder is opened and named
// through /proc/self/fd instead.
#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <future>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "platform/control.h"
#include "platform/descriptor.h"

namespace talt::platform {

using core::Error;
using core::Result;

namespace {

constexpr std::size_t line_bytes_max = 4096;
constexpr std::int64_t request_ms_max = 2000;  // to read a request or write an answer
constexpr int waiting_max = 16;
constexpr std::size_t at_a_time_max = 16;

std::int64_t steady_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

/// True where the descriptor is ready before the deadline.
bool is_ready(int number, short what, std::int64_t deadline_ms) {
  for (;;) {
    const std::int64_t left = deadline_ms - steady_ms();
    if (left <= 0) return false;
    pollfd waiting{number, what, 0};
    const int ready = poll(&waiting, 1, static_cast<int>(std::min<std::int64_t>(left, 60'000)));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
  }
}

std::optional<std::string> read_line(int number, std::int64_t deadline_ms) {
  std::string line;
  while (line.size() <= line_bytes_max) {
    if (!is_ready(number, POLLIN, deadline_ms)) return std::nullopt;
    char some[512];
    const auto got = read(number, some, sizeof some);
    if (got <= 0) return std::nullopt;
    line.append(some, static_cast<std::size_t>(got));
    if (const auto end = line.find('\n'); end != std::string::npos) return line.substr(0, end);
  }
  return std::nullopt;
}

bool write_line(int number, std::string line, std::int64_t deadline_ms) {
  line += '\n';
  for (std::size_t at = 0; at < line.size();) {
    if (!is_ready(number, POLLOUT, deadline_ms)) return false;
    const auto sent = send(number, line.data() + at, line.size() - at, MSG_NOSIGNAL);
    if (sent <= 0) return false;
    at += static_cast<std::size_t>(sent);
  }
  return true;
}

Error unreachable(const std::string& folder, const std::string& why) {
  return {"cannot ask the kiosk that runs on " + folder, why, "try again in a moment"};
}

sockaddr_un address_in(const Descriptor& folder) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::snprintf(address.sun_path, sizeof address.sun_path, "/proc/self/fd/%d/control", folder.get());
  return address;
}

Descriptor open_folder(const std::string& folder) {
  return Descriptor(open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
}

Descriptor open_socket() {
  return Descriptor(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
}

class SocketServer final : public ControlServer {
 public:
  SocketServer(Descriptor folder, Descriptor listening, Descriptor ending, ControlAnswer answer)
      : folder_(std::move(folder)),
        listening_(std::move(listening)),
        ending_(std::move(ending)),
        answer_(std::move(answer)),
        thread_([this] { serve(); }) {}

  ~SocketServer() override {
    eventfd_write(ending_.get(), 1);
    thread_.join();
    unlinkat(folder_.get(), "control", 0);
  }

 private:
  void serve() {
    for (;;) {
      pollfd waiting[] = {{listening_.get(), POLLIN, 0}, {ending_.get(), POLLIN, 0}};
      if (poll(waiting, 2, -1) < 0 && errno != EINTR) return;
      if (waiting[1].revents != 0) return;
      Descriptor asker(accept4(listening_.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
      std::erase_if(answering_, [](const auto& each) {
        return each.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
      });
      if (asker.ok() && answering_.size() < at_a_time_max)
        answering_.push_back(
            std::async(std::launch::async,
                       [this, shared = std::make_shared<Descriptor>(std::move(asker))] { answer(*shared); }));
    }
  }

  void answer(const Descriptor& asker) const {
    if (const auto request = read_line(asker.get(), steady_ms() + request_ms_max))
      write_line(asker.get(), answer_(*request), steady_ms() + request_ms_max);
  }

  Descriptor folder_, listening_, ending_;
  ControlAnswer answer_;
  std::vector<std::future<void>> answering_;  // each is waited for as it is destroyed
  std::thread thread_;
};

}  // namespace

Result<std::unique_ptr<ControlServer>> open_control(const std::string& folder, ControlAnswer answer) {
  auto place = open_folder(folder);
  auto listening = open_socket();
  Descriptor ending(eventfd(0, EFD_CLOEXEC));
  const auto address = address_in(place);
  const auto failed = [&] {
    return Error{"cannot answer other processes on " + folder, std::strerror(errno), ""};
  };
  if (!place.ok() || !listening.ok() || !ending.ok()) return failed();
  unlinkat(place.get(), "control", 0);
  if (bind(listening.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      listen(listening.get(), waiting_max) != 0)
    return failed();
  return std::unique_ptr<ControlServer>(
      new SocketServer(std::move(place), std::move(listening), std::move(ending), std::move(answer)));
}

Result<std::optional<std::string>> ask_control(const std::string& folder, const std::string& request,
                                               std::int64_t wait_ms) {
  const std::int64_t deadline = steady_ms() + wait_ms;
  const auto place = open_folder(folder);
  const auto asking = open_socket();
  const auto address = address_in(place);
  if (!place.ok() || !asking.ok()) return unreachable(folder, std::strerror(errno));
  if (connect(asking.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    const bool nobody_listens = errno == ENOENT || errno == ECONNREFUSED || errno == EAGAIN;
    if (nobody_listens) return std::optional<std::string>();
    return unreachable(folder, std::strerror(errno));
  }
  auto answer =
      write_line(asking.get(), request, deadline) ? read_line(asking.get(), deadline) : std::nullopt;
  if (answer) return answer;
  return unreachable(folder, "it does not answer");
}

}  // namespace talt::platform
