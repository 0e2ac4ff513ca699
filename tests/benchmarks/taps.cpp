// SPDX-License-Identifier: EUPL-1.2
// Whole visits through the sample dialogue in a kiosk of this process, real screen and real journal: how long
// after a finger is lifted the changed picture is there, and the answer durable. After each save the same
// number of bytes is appended and synced to a bare file beside the journal.
#include <stdlib.h>

#include <array>
#include <stdexcept>

#include "app/kiosk/dialogue_folder.h"
#include "tests/benchmarks/benches.h"
#include "tests/benchmarks/finger.h"
#include "tests/benchmarks/town.h"

namespace talt::bench {

namespace {

kiosk::KioskOptions on_the_square() {
  kiosk::KioskOptions options;
  options.dialogue_folder = sample_dialogue("market-square");
  return options;
}

class Visitor {
 public:
  Visitor(const core::Dialogue& dialogue, const std::string& data)
      : bare_(data + "/bare"), finger_(dialogue, data, on_the_square()) {}

  /// From the attract screen to the attract screen.
  void visit(const std::string& language) {
    tap("language:" + language);
    constexpr int taps_max = 60;
    for (int taps = 0; taps < taps_max; ++taps) {
      if (is_there("language:" + language)) return;
      tap(next_target());
    }
    throw std::runtime_error("a visit did not come to its end");
  }

  Samples to_frame, to_frame_cpu, to_durable, bare;

 private:
  bool is_there(const std::string& beginning) const { return finger_.is_there(beginning); }

  /// A few answers on each screen, then onwards.
  std::string next_target() {
    for (const char* onwards : {"promise.continue", "done", "keep"})
      if (is_there(onwards)) return answered_ = 0, onwards;
    constexpr int answers = 3;
    if (answered_++ < answers)
      for (const char* answer : {"key:", "scale:", "choice:", "category:", "map", "alternative:"})
        if (is_there(answer)) return answer;
    answered_ = 0;
    for (const char* onwards : {"next", "skip", "leave"})
      if (is_there(onwards)) return onwards;
    throw std::runtime_error("a screen offers nothing to tap");
  }

  void tap(const std::string& beginning) {
    const auto touched = finger_.tap(beginning);
    if (touched.shown) to_frame.add(touched.shown->wall_ms), to_frame_cpu.add(touched.shown->cpu_ms);
    if (!touched.saved || touched.log_bytes == 0) return;  // 0: there is nothing to compare with
    to_durable.add(touched.saved->wall_ms);
    bare.add(bare_.ms_to_append(touched.log_bytes));
  }

  BareFile bare_;
  Finger finger_;
  int answered_ = 0;
};

}  // namespace

std::vector<Row> measure_taps(const Effort& effort) {
  setenv("SDL_AUDIODRIVER", "dummy", 1);  // sounds are played, wherever this runs
  const doubles::TemporaryFolder folder;
  Town town(folder / "town");
  const auto data = town.enrolled("Torget");
  town.stop();
  const auto parsed = kiosk::load_dialogue(sample_dialogue("market-square"));
  if (!parsed.dialogue) throw std::runtime_error("the sample dialogue has faults");
  Visitor visitor(*parsed.dialogue, data);
  static constexpr std::array languages{"sv", "en", "fi", "ar"};
  for (int i = 0; i < effort.of(80, 8); ++i)
    visitor.visit(languages[static_cast<std::size_t>(i) % languages.size()]);
  Row frame{"tap_frame", "tap to the changed frame, p99", "ms", 8};
  frame.value = visitor.to_frame.percentile(0.99);
  frame.samples = {{"ms", visitor.to_frame}, {"of_it_cpu_ms", visitor.to_frame_cpu}};
  Row durable{"tap_durable",
              "tap to durable, p99, by a bare append and fdatasync of as many bytes in the same run", "ratio",
              1.5};
  durable.value = visitor.to_durable.percentile(0.99) / visitor.bare.percentile(0.99);
  durable.samples = {{"talt_ms", visitor.to_durable}, {"bare_ms", visitor.bare}};
  return {frame, durable};
}

}  // namespace talt::bench
