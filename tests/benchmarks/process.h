// SPDX-License-Identifier: EUPL-1.2
// A program under way, timed from just before it is started. One thread; ends with the object.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace talt::bench {

using Clock = std::chrono::steady_clock;

inline double ms_between(Clock::time_point from, Clock::time_point to) {
  return std::chrono::duration<double, std::milli>(to - from).count();
}

class Process {
 public:
  /// Throws where it cannot be started. Its standard output is read line by line, its errors are kept.
  explicit Process(std::vector<std::string> command);
  ~Process();  // kills it where it still runs
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  struct Line {
    std::string text;
    Clock::time_point at;  // when it was read
  };
  /// The next line it prints; nothing where it ended or said nothing for `patience`.
  std::optional<Line> next_line(std::chrono::milliseconds patience = std::chrono::seconds(60));
  /// Waits for that line and says how long after the start it came, in ms; throws where it does not come.
  double ms_to_line(const std::string& text);
  /// Its exit code once it has ended; 128 + signal where one ended it.
  int wait();
  void end();  // asks it to, and waits

  std::string errors() const;  // all that it wrote to standard error
  bool is_running() const;
  pid_t id() const { return id_; }
  Clock::time_point started() const { return started_; }
  double cpu_ms() const;  // all of its threads, those that ended too
  /// Its proportional share of memory; nothing where the kernel does not let it be read: a kiosk forbids
  /// others to look into it.
  std::optional<double> pss_mb() const;
  double rss_mb() const;  // never less than its share

 private:
  pid_t id_ = -1;
  int output_ = -1, errors_ = -1;
  Clock::time_point started_;
  std::string read_;
};

/// Runs one of Talt's own programs to its end; throws with what it said where it fails.
void run(std::vector<std::string> command);

}  // namespace talt::bench
