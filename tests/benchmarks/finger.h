// SPDX-License-Identifier: EUPL-1.2
// A finger on a kiosk of this process, real screen and real journal: what a tap brought about, and how long
// after the finger was lifted. Throws std::runtime_error where something cannot be done. One thread.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "app/kiosk/kiosk.h"
#include "tests/benchmarks/process.h"

namespace talt::bench {

/// A file that grows as the journal's log does: what the disk alone takes.
class BareFile {
 public:
  explicit BareFile(const std::string& path);
  ~BareFile();
  BareFile(const BareFile&) = delete;
  BareFile& operator=(const BareFile&) = delete;
  double ms_to_append(std::uintmax_t bytes);

 private:
  int file_;
};

struct Delay {
  double wall_ms = 0, cpu_ms = 0;  // cpu: of the thread that told of it
};
struct Touched {
  std::optional<Delay> shown;    // the changed picture is on the glass
  std::optional<Delay> saved;    // records are durable
  double settled_ms = 0;         // nothing is left to do
  std::uintmax_t log_bytes = 0;  // that the journal's log grew by; 0: not at all, or it began anew
};

class Finger {
 public:
  /// Time stands still for the kiosk. `options` are completed with what a measurement needs.
  Finger(const core::Dialogue& dialogue, const std::string& data, kiosk::KioskOptions options);

  /// Taps the first usable thing whose id begins so.
  Touched tap(const std::string& beginning);
  /// Steps of a walkthrough, which bring into sight what they touch. Not measured.
  void walk(const std::string& steps);
  bool is_there(const std::string& beginning) const { return usable(beginning) != nullptr; }

 private:
  const ui::Node* usable(const std::string& beginning) const;
  void note(kiosk::Moment moment);  // from the thread that draws or the one that saves

  std::string data_;
  Clock::time_point lifted_;
  double lifted_cpu_ms_ = 0;
  std::mutex lock_;
  Touched now_;
  std::unique_ptr<kiosk::Kiosk> kiosk_;
};

}  // namespace talt::bench
