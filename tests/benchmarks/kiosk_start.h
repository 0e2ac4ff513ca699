// SPDX-License-Identifier: EUPL-1.2
// Starts the real kiosk and times its first screens. Ends with the walkthrough each time.
#pragma once

#include <string>

#include "tests/benchmarks/town.h"

namespace talt::bench {

class KioskStart {
 public:
  /// `walkthrough`: where the steps are written to. `data`: an enrolled kiosk's folder.
  KioskStart(const std::string& walkthrough, const std::string& data)
      : command_{program("talt"),
                 "kiosk",
                 "--headless",
                 "--size",
                 "1280x800",
                 "--dialogue",
                 sample_dialogue("market-square"),
                 "--data",
                 data,
                 "--walkthrough",
                 walkthrough} {
    write_text(walkthrough, "expect #start\ntap #start\ntap #promise.continue\nexpect #next\n");
  }

  struct Times {
    double attract_ms = 0, attract_cpu_ms = 0;  // the processor's share of it, all threads
    double question_ms = 0, question_cpu_ms = 0;
  };
  Times measure() const {
    Process kiosk(command_);
    Times times;
    times.attract_ms = kiosk.ms_to_line("1");
    times.attract_cpu_ms = kiosk.cpu_ms();
    times.question_ms = kiosk.ms_to_line("4");
    times.question_cpu_ms = kiosk.cpu_ms();
    kiosk.wait();
    return times;
  }

 private:
  std::vector<std::string> command_;
};

}  // namespace talt::bench
