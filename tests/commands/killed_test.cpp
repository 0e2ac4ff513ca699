// SPDX-License-Identifier: EUPL-1.2
// The kiosk's process killed at any moment of its day: everything thanked for is there at the next start,
// once, in a chain that the receiver takes whole.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

#include "tests/commands/municipality.h"

using namespace talt::tests;

namespace {

constexpr int rounds = 8;
constexpr int visits_a_round = 4;
constexpr int lines_a_visit = 6;
const std::string visit =
    "tap #language:sv\ntap #promise.continue\ntap #alternative:trees\ntap #next\nexpect \"Tack\"\ntap "
    "#done\n";

long lines_in(const std::string& text) {
  return std::count(text.begin(), text.end(), '\n');
}

/// Walks through some visits and is killed once it has told that many finished steps, or a moment later. How
/// many visits were thanked for by then, at least.
long thanked_before_killed(Municipality& town, long steps, std::chrono::microseconds later) {
  auto arguments = town.kiosk_on("dot-vote");
  arguments.insert(arguments.end(), {"--walkthrough", town.folder / "visits.txt"});
  Program kiosk("talt", arguments, town.folder);
  while (kiosk.is_running() && lines_in(kiosk.said()) < steps)
    std::this_thread::sleep_for(std::chrono::microseconds(200));
  std::this_thread::sleep_for(later);
  kiosk.end(SIGKILL);
  const auto said = kiosk.said();
  INFO(said);
  CHECK(said.find("talt:") == std::string::npos);
  long thanked = 0;
  for (long line = 5; line <= lines_in(said); line += lines_a_visit) ++thanked;
  return thanked;
}

}  // namespace

TEST_CASE("a kiosk killed at any moment has everything that it thanked for", "[killed]") {
  Municipality town;
  std::string steps;
  for (int i = 0; i < visits_a_round; ++i) steps += visit;
  std::ofstream(town.folder / "visits.txt") << steps;
  std::mt19937 dice(20261125);  // the same moments in each run of this test
  long thanked = 0;
  for (int round = 0; round < rounds; ++round) {
    const auto at = static_cast<long>(dice() % (visits_a_round * lines_a_visit));
    thanked += thanked_before_killed(town, at, std::chrono::microseconds(dice() % 20'000));
  }
  const auto sent = town.sync();
  INFO(sent.out + sent.err);
  REQUIRE(sent.exit_code == 0);
  const auto status = nlohmann::json::parse(town.status().out);
  CHECK(status["pending"] == 0);
  const auto rows = town.rows("answers.csv");
  const auto answers = std::count_if(rows.begin(), rows.end(), [](const std::string& row) {
    return row.find(",trees,1,") != std::string::npos;
  });
  CHECK(answers >= thanked);
  CHECK(answers <= thanked + rounds);  // one a round may have become durable without a word
  CHECK(std::set<std::string>(rows.begin(), rows.end()).size() == rows.size());  // each visit once
}
