// SPDX-License-Identifier: EUPL-1.2
// Every measurement, by the names of the rows it gives. Each makes its own ground in a temporary folder and
// throws std::runtime_error where it cannot be measured. One thread, one at a time: they would disturb each
// other.
#pragma once

#include <string>
#include <vector>

#include "tests/benchmarks/row.h"

namespace talt::bench {

struct Effort {
  bool quick = false;
  int of(int full, int when_quick) const { return quick ? when_quick : full; }
};

std::vector<Row> measure_start(const Effort& effort);
std::vector<Row> measure_memory(const Effort& effort);
std::vector<Row> measure_idle(const Effort& effort);
std::vector<Row> measure_taps(const Effort& effort);
std::vector<Row> measure_wire(const Effort& effort);
std::vector<Row> measure_sync(const Effort& effort);
std::vector<Row> measure_sync_photos(const Effort& effort);
std::vector<Row> measure_start_million(const Effort& effort);
std::vector<Row> measure_receiver(const Effort& effort);
std::vector<Row> measure_observation(const Effort& effort);
std::vector<Row> measure_tracking(const Effort& effort);
std::vector<Row> measure_protocol(const Effort& effort);

struct Bench {
  std::vector<std::string> rows;
  std::vector<Row> (*measure)(const Effort&);
};
inline const std::vector<Bench> benches = {
    {{"start", "start_question"}, measure_start},
    {{"memory"}, measure_memory},
    {{"idle"}, measure_idle},
    {{"tap_frame", "tap_durable"}, measure_taps},
    {{"wire"}, measure_wire},
    {{"sync"}, measure_sync},
    {{"sync_photos"}, measure_sync_photos},
    {{"start_million"}, measure_start_million},
    {{"receiver"}, measure_receiver},
    {{"photo_durable", "observation_durable"}, measure_observation},
    {{"tracking_cpu", "tracking_bytes"}, measure_tracking},
    {{"protocol", "protocol_memory"}, measure_protocol},
};

}  // namespace talt::bench
