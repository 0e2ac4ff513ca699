// SPDX-License-Identifier: EUPL-1.2
// What a kiosk costs that nobody touches: processor time of all its threads, a try to sync included.
#include <stdexcept>
#include <thread>

#include "tests/benchmarks/benches.h"
#include "tests/benchmarks/town.h"

namespace talt::bench {

std::vector<Row> measure_idle(const Effort& effort) {
  const doubles::TemporaryFolder folder;
  Town town(folder / "town");
  Process kiosk({program("talt"), "kiosk", "--headless", "--dialogue", sample_dialogue("market-square"),
                 "--data", town.enrolled("Torget")});
  std::this_thread::sleep_for(std::chrono::seconds(3));  // it starts and draws
  const auto from = Clock::now();
  const double cpu_before = kiosk.cpu_ms();
  std::this_thread::sleep_for(std::chrono::seconds(effort.of(30, 5)));
  const double cpu = kiosk.cpu_ms() - cpu_before, wall = ms_between(from, Clock::now());
  if (!kiosk.is_running()) throw std::runtime_error("the kiosk ended: " + kiosk.errors());
  kiosk.end();
  Row row{"idle", "processor time while nobody touches the kiosk", "% of a core", 0.1};
  row.value = cpu / wall * 100;
  Samples spent, waited;
  spent.add(cpu);
  waited.add(wall);
  row.samples = {{"cpu_ms", spent}, {"wall_ms", waited}};
  return {row};
}

}  // namespace talt::bench
