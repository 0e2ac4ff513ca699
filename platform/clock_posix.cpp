// SPDX-License-Identifier: EUPL-1.2
#include <sys/timex.h>
#include <time.h>

#include <fstream>
#include <string>

#include "platform/clock.h"

namespace talt::platform {

namespace {

constexpr std::int64_t day_s = 24 * 3600;

std::int64_t read_ms(clockid_t which) {
  timespec now{};
  clock_gettime(which, &now);
  return static_cast<std::int64_t>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}

int digit(char c) {
  return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

class SystemClock final : public Clock {
 public:
  std::int64_t steady_ms() override { return read_ms(CLOCK_BOOTTIME); }
  std::int64_t wall_ms() override { return read_ms(CLOCK_REALTIME); }
  LocalHour local(std::int64_t wall_ms) override {
    const auto seconds = static_cast<time_t>((wall_ms - (wall_ms % 1000 + 1000) % 1000) / 1000);
    tm there{};
    if (localtime_r(&seconds, &there) == nullptr) return {seconds / day_s, 0};
    // The calendar's date, counted as if it were one of UTC: so that days follow each other by one.
    const auto hour = there.tm_hour;
    there.tm_hour = there.tm_min = there.tm_sec = there.tm_isdst = 0;
    return {timegm(&there) / day_s, hour};
  }
  bool is_network_set() override {
    timex state{};
    return adjtimex(&state) != TIME_ERROR && (state.status & STA_UNSYNC) == 0;
  }
  std::array<std::uint8_t, 16> boot_id() override {
    std::ifstream in("/proc/sys/kernel/random/boot_id");  // a UUID in text
    std::string text;
    std::getline(in, text);
    std::array<std::uint8_t, 16> id{};
    std::size_t nibble = 0;
    for (const char c : text)
      if (const int value = digit(c); value >= 0 && nibble < 32) {
        id[nibble / 2] = static_cast<std::uint8_t>(id[nibble / 2] << 4 | value);
        ++nibble;
      }
    return id;
  }
};

}  // namespace

std::unique_ptr<Clock> open_system_clock() {
  return std::make_unique<SystemClock>();
}

}  // namespace talt::platform
