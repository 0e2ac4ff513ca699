// SPDX-License-Identifier: EUPL-1.2
// `bench`: measures the numbers that the plan sets and prints each as one line of JSON. Exit 0 once all were
// measured, whether met or not; 1 where one could not be.
#include <stdlib.h>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <set>

#include "platform/crypto.h"
#include "tests/benchmarks/benches.h"

namespace {

std::set<std::string> every_name() {
  std::set<std::string> names;
  for (const auto& bench : talt::bench::benches) names.insert(bench.rows.begin(), bench.rows.end());
  return names;
}

bool print(const talt::bench::Bench& bench, const talt::bench::Effort& effort,
           const std::vector<std::string>& only) {
  const auto is_wanted = [&](const std::string& name) {
    return only.empty() || std::find(only.begin(), only.end(), name) != only.end();
  };
  if (std::none_of(bench.rows.begin(), bench.rows.end(), is_wanted)) return true;
  try {
    for (const auto& row : bench.measure(effort))
      if (is_wanted(row.name)) std::printf("%s\n", talt::bench::as_json(row).c_str());
    std::fflush(stdout);
    return true;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench: cannot measure %s: %s\n", bench.rows.front().c_str(), error.what());
    return false;
  }
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Measures the numbers that the plan sets", "bench");
  talt::bench::Effort effort;
  std::vector<std::string> only;
  app.add_flag("--quick", effort.quick, "fewer and shorter measurements");
  app.add_option("--only", only, "these rows")->check(CLI::IsMember(every_name()));
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  setenv("TMPDIR", "/var/tmp", 0);  // on a disk: in memory nothing takes the time that a kiosk's writes take
  talt::platform::start_crypto();
  bool all = true;
  for (const auto& bench : talt::bench::benches) all = print(bench, effort, only) && all;
  return all ? 0 : 1;
}
