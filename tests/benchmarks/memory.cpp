// SPDX-License-Identifier: EUPL-1.2
// What a kiosk holds after visits in four scripts, with the map on screen and a try to sync behind it: its
// proportional share of memory.
#include <thread>

#include "tests/benchmarks/benches.h"
#include "tests/benchmarks/memory_dialogue.h"
#include "tests/benchmarks/town.h"

namespace talt::bench {

namespace {

/// A visit to the map in each language; the last one stays there. The last step finds no receiver, tries once
/// and waits, which is when the memory is read.
std::string walkthrough(int& last_line) {
  std::string steps;
  last_line = 0;
  for (const std::string language : {"sv", "ar", "uk", "ti"}) {
    if (!steps.empty()) steps += "tap #leave\n";
    last_line += steps.empty() ? 0 : 1;
    steps += "tap #language:" + language + "\ntap #promise.continue\nexpect #map\ntap #zoom.in\n";
    last_line += 4;
  }
  return steps + "sync\n";
}

}  // namespace

std::vector<Row> measure_memory(const Effort&) {
  const doubles::TemporaryFolder folder;
  Town town(folder / "town");
  const auto data = town.enrolled("Torget");
  town.stop();
  write_memory_dialogue(folder / "dialogue");
  int last_line = 0;
  write_text(folder / "walkthrough.txt", walkthrough(last_line));
  Process kiosk({program("talt"), "kiosk", "--headless", "--size", "1280x800", "--dialogue",
                 folder / "dialogue", "--data", data, "--walkthrough", folder / "walkthrough.txt"});
  kiosk.ms_to_line(std::to_string(last_line));
  std::this_thread::sleep_for(
      std::chrono::milliseconds(400));  // it loads what a connection needs, and is refused
  Row row{"memory", "memory (PSS) with map and four scripts shown, after a try to sync", "MB", 60};
  const auto pss = kiosk.pss_mb();
  Samples rss;
  rss.add(kiosk.rss_mb());
  row.value = pss.value_or(rss.median());
  row.samples = {{"rss_mb", rss}};
  row.notes = {
      {"measured", pss ? "PSS" : "RSS, which is never less: this kernel does not let the PSS be read"}};
  return {row};
}

}  // namespace talt::bench
