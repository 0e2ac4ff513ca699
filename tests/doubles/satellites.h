// SPDX-License-Identifier: EUPL-1.2
// The system's own gpsd, and a satellite receiver made here that walks. For tests only.
#pragma once

#include <unistd.h>

#include <catch2/catch.hpp>
#include <ctime>
#include <string>
#include <vector>

#include "tests/doubles/loopback_feed.h"
#include "tests/doubles/nmea.h"

namespace talt::doubles {

constexpr std::time_t evening_s = 1'795'199'400;  // 2026-11-20 18:30 UTC
constexpr double metre = 360.0 / 40'075'016.686;  // in degrees of latitude

inline bool is_installed(const char* program) {
  for (const auto* folder : {"/usr/sbin/", "/usr/bin/", "/usr/local/sbin/", "/usr/local/bin/"})
    if (access((std::string(folder) + program).c_str(), X_OK) == 0) return true;
  WARN("skipped: " << program << " is not installed: run app/install --tests");
  return false;
}

/// gpsd in the foreground, reading from receivers on these ports of this machine.
inline std::vector<std::string> gpsd(int port, const std::vector<int>& receivers) {
  std::vector<std::string>
      arguments;  // one by one: gcc 12 sees writes past the end in lists of joined strings
  arguments.emplace_back(access("/usr/sbin/gpsd", X_OK) == 0 ? "/usr/sbin/gpsd" : "gpsd");
  for (const char* word : {"-N", "-n", "-S"}) arguments.emplace_back(word);
  arguments.push_back(std::to_string(port));
  for (const int receiver : receivers) arguments.push_back("tcp://127.0.0.1:" + std::to_string(receiver));
  return arguments;
}

/// A receiver that walks north from `from` at 1.3 m a second and says so every few milliseconds.
inline LoopbackFeed::Script walker(core::LatLon from, int quality = 1, double dilution = 0.9) {
  return [=](const LoopbackFeed::Line& line, int) {
    for (int second = 0;; ++second) {
      const core::LatLon here{from.lat + second * 1.3 * metre, from.lon};
      if (!line.say(nmea_second(here, evening_s + second, quality, 2.5, dilution)) || !line.rest(15)) return;
    }
  };
}

}  // namespace talt::doubles
