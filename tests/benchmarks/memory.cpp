// SPDX-License-Identifier: EUPL-1.2
// What a kiosk holds after visits in four scripts, with the map on screen and a try to sync behind it: its
// proportional share of memory.
#include <algorithm>
#include <thread>

#include "tests/benchmarks/benches.h"
#include "tests/benchmarks/memory_dialogue.h"
#include "tests/benchmarks/town.h"

namespace talt::bench {

namespace {

/// A visit to the map in each language; the first one answers, the last one stays there. The last step finds
/// no receiver, tries once and waits, which is when the memory is read.
std::string walkthrough(std::size_t& last_line) {
  std::string steps;
  for (const std::string language : {"sv", "ar", "uk", "ti"}) {
    if (language == "ar") steps += "tap #map\ntap #next\ntap #done\n";
    if (language == "uk" || language == "ti") steps += "tap #leave\n";
    steps += "tap #language:" + language + "\ntap #promise.continue\nexpect #map\ntap #zoom.in\n";
  }
  last_line = static_cast<std::size_t>(std::count(steps.begin(), steps.end(), '\n'));
  return steps + "sync\n";
}

}  // namespace

std::vector<Row> measure_memory(const Effort&) {
  const doubles::TemporaryFolder folder;
  Town town(folder / "town");
  const auto data = town.enrolled("Torget");
  town.stop();
  write_memory_dialogue(folder / "dialogue");
  std::size_t last_line = 0;
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
