// SPDX-License-Identifier: EUPL-1.2
// From a process's start to the attract screen and to the first question, each drawn, settled and ready for a
// finger: the moments when a walkthrough's lines come out of the real program.
#include "tests/benchmarks/benches.h"
#include "tests/benchmarks/kiosk_start.h"

namespace talt::bench {

std::vector<Row> measure_start(const Effort& effort) {
  const doubles::TemporaryFolder folder;
  Town town(folder / "town");
  const KioskStart start(folder / "walkthrough.txt", town.enrolled("Torget"));
  constexpr int warming = 3;
  Row attract{"start", "process start to the attract screen's first tappable frame, warm cache", "ms", 45};
  Row question{"start_question", "process start to the first question tappable", "ms", 60};
  Samples to_attract, attract_cpu, to_question, question_cpu;
  for (int i = 0; i < warming; ++i) start.measure();
  for (int i = 0; i < effort.of(40, 8); ++i) {
    const auto times = start.measure();
    to_attract.add(times.attract_ms);
    attract_cpu.add(times.attract_cpu_ms);
    question_cpu.add(times.question_cpu_ms);
    to_question.add(times.question_ms);
  }
  attract.value = to_attract.median();
  attract.samples = {{"ms", to_attract}, {"of_it_cpu_ms", attract_cpu}};
  question.value = to_question.median();
  question.samples = {{"ms", to_question}, {"of_it_cpu_ms", question_cpu}};
  return {attract, question};
}

}  // namespace talt::bench
