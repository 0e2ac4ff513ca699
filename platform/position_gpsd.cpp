// SPDX-License-Identifier: EUPL-1.2
// The connection is ours and not libgps's gps_open and gps_read: those wait without a bound, cannot be woken,
// and count a line that fills their buffer as the end. libgps reads the lines (position_gpsd_report.h).
#include <netdb.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "app/core/followed_sensor.h"
#include "platform/descriptor.h"
#include "platform/position.h"
#include "platform/position_gpsd_report.h"

namespace talt::platform {

namespace {

constexpr std::string_view watch_command = "?WATCH={\"enable\":true,\"json\":true};\n";
constexpr std::size_t line_bytes_max =
    64 * 1024;  // gpsd's longest, a sky full of satellites, are below 16 KiB
constexpr std::size_t junk_bytes_max = 256 * 1024;  // so much without a word of gpsd's: it is none

/// Lines out of what comes in pieces. One that is too long is dropped to its end.
class Lines {
 public:
  template <class Take>
  void feed(std::string_view piece, Take take) {
    while (!piece.empty()) {
      const auto end = piece.find('\n');
      const auto part = piece.substr(0, end);
      is_too_long_ = is_too_long_ || line_.size() + part.size() > line_bytes_max;
      if (!is_too_long_) line_ += part;
      if (end == std::string_view::npos) return;
      if (!is_too_long_) take(std::string_view(line_));
      line_.clear();
      is_too_long_ = false;
      piece.remove_prefix(end + 1);
    }
  }

 private:
  std::string line_;
  bool is_too_long_ = false;
};

class GpsdSource final : public PositionSource {
 public:
  GpsdSource(PositionService service, Clock& clock, std::function<void()> changed)
      : service_(std::move(service)),
        clock_(clock),
        changed_(std::move(changed)),
        ending_(eventfd(0, EFD_CLOEXEC)) {
    if (ending_.ok()) thread_ = std::thread([this] { work(); });
  }

  ~GpsdSource() override {
    if (!thread_.joinable()) return;
    eventfd_write(ending_.get(), 1);
    thread_.join();
  }

  PositionReading latest() override {
    const std::lock_guard<std::mutex> held(lock_);
    return latest_;
  }

 private:
  enum class Woken { Ending, Ready, TimeOut };

  /// Waits for `socket` (unless it is below 0) or the end, no longer than `wait_ms`.
  Woken wait(int socket, short events, std::int64_t wait_ms) const {
    const auto until_ms = clock_.steady_ms() + wait_ms;
    for (;;) {
      pollfd waiting[] = {{ending_.get(), POLLIN, 0}, {socket, events, 0}};
      const auto left_ms = std::clamp<std::int64_t>(until_ms - clock_.steady_ms(), 0, 60'000);
      const int ready = poll(waiting, 2, static_cast<int>(left_ms));
      if (waiting[0].revents != 0) return Woken::Ending;
      if (ready > 0) return Woken::Ready;
      if (clock_.steady_ms() >= until_ms) return Woken::TimeOut;
    }
  }

  void work() {
    auto reader = open_gpsd_reader();
    if (!reader) return;  // installed while we run: the next start finds it
    auto retry_ms = service_.retry_ms_min;
    for (;;) {
      const bool was_gpsd = visit(**reader);
      tell(PositionState::NoService);
      retry_ms = was_gpsd ? service_.retry_ms_min : retry_ms;
      if (wait(-1, 0, retry_ms) == Woken::Ending) return;
      retry_ms = std::min(retry_ms * 2, service_.retry_ms_max);
    }
  }

  /// One connection from its beginning to its end. True where gpsd was there.
  bool visit(GpsdReader& reader) {
    static constexpr std::array<const char*, 2> here = {"127.0.0.1", "::1"};
    const std::vector<std::string> addresses = service_.host == "localhost"
                                                   ? std::vector<std::string>(here.begin(), here.end())
                                                   : std::vector<std::string>{service_.host};
    for (const auto& address : addresses)
      if (auto socket = connected(address); socket.ok()) return listen(socket.get(), reader);
    return false;
  }

  Descriptor connected(const std::string& address) const {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
    addrinfo* found = nullptr;
    if (getaddrinfo(address.c_str(), service_.port.c_str(), &hints, &found) != 0) return Descriptor(-1);
    Descriptor made(socket(found->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    const bool is_on_its_way =
        made.ok() && (connect(made.get(), found->ai_addr, found->ai_addrlen) == 0 || errno == EINPROGRESS);
    freeaddrinfo(found);
    if (!is_on_its_way || wait(made.get(), POLLOUT, service_.connect_ms_max) != Woken::Ready)
      return Descriptor(-1);
    int error = 0;
    socklen_t size = sizeof error;
    if (getsockopt(made.get(), SOL_SOCKET, SO_ERROR, &error, &size) != 0 || error != 0) return Descriptor(-1);
    return made;
  }

  static bool ask(int socket) {
    const auto sent = send(socket, watch_command.data(), watch_command.size(), MSG_NOSIGNAL);
    return sent == static_cast<ssize_t>(watch_command.size());
  }

  bool listen(int socket, GpsdReader& reader) {
    bool was_gpsd = false, has_asked_again = false;
    std::size_t junk_bytes = 0;
    Lines lines;
    auto heard_ms = clock_.steady_ms();
    if (!ask(socket)) return false;
    for (;;) {
      const auto woken = wait(socket, POLLIN, next_wait_ms(heard_ms, has_asked_again));
      if (woken == Woken::Ending) return was_gpsd;
      const auto now_ms = clock_.steady_ms();
      if (woken == Woken::TimeOut) {
        notice_silence(now_ms);
        if (now_ms - heard_ms < service_.ask_again_ms * (has_asked_again ? 2 : 1)) continue;
        if (has_asked_again || !ask(socket)) return was_gpsd;
        has_asked_again = true;
        continue;
      }
      std::array<char, 16 * 1024> piece{};
      const auto got = recv(socket, piece.data(), piece.size(), 0);
      if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) return was_gpsd;
      if (got < 0) continue;
      junk_bytes += static_cast<std::size_t>(got);
      lines.feed({piece.data(), static_cast<std::size_t>(got)}, [&](std::string_view line) {
        if (!take(reader.read(line), now_ms)) return;
        was_gpsd = true;
        has_asked_again = false;
        heard_ms = now_ms;
        junk_bytes = 0;
      });
      notice_silence(now_ms);
      if (junk_bytes > junk_bytes_max) return was_gpsd;
    }
  }

  std::int64_t next_wait_ms(std::int64_t heard_ms, bool has_asked_again) {
    const auto now_ms = clock_.steady_ms();
    auto until_ms = heard_ms + service_.ask_again_ms * (has_asked_again ? 2 : 1);
    const auto now = latest();
    if (now.state == PositionState::Fix) until_ms = std::min(until_ms, now.received_ms + service_.silence_ms);
    return std::max<std::int64_t>(until_ms - now_ms, 0);
  }

  /// True where gpsd said it.
  bool take(const GpsdReport& report, std::int64_t now_ms) {
    if (!report.is_understood) return false;
    if (latest().state == PositionState::NoService) tell(PositionState::Searching);
    if (!report.is_about_fix) return true;
    if (report.fix && followed_.follows(report.sensor, report.fix->accuracy_m, now_ms))
      tell(PositionState::Fix, &*report.fix, now_ms);
    else if (!report.fix && followed_.is_following(report.sensor))
      tell(PositionState::Searching);
    return true;
  }

  void notice_silence(std::int64_t now_ms) {
    const auto now = latest();
    if (now.state == PositionState::Fix && now_ms - now.received_ms >= service_.silence_ms)
      tell(PositionState::Searching);
  }

  void tell(PositionState state, const core::Fix* fix = nullptr, std::int64_t now_ms = 0) {
    {
      const std::lock_guard<std::mutex> held(lock_);
      if (state == latest_.state && fix == nullptr) return;
      latest_.state = state;
      if (fix != nullptr) {
        latest_.fix = *fix;
        latest_.received_ms = now_ms;
        ++latest_.number;
      }
    }
    if (changed_) changed_();
  }

  const PositionService service_;
  Clock& clock_;
  const std::function<void()> changed_;
  const Descriptor ending_;
  core::FollowedSensor followed_;  // of the thread
  std::mutex lock_;
  PositionReading latest_;  // guarded by lock_
  std::thread thread_;
};

}  // namespace

std::unique_ptr<PositionSource> watch_position(PositionService service, Clock& clock,
                                               std::function<void()> changed) {
  return std::make_unique<GpsdSource>(std::move(service), clock, std::move(changed));
}

}  // namespace talt::platform
