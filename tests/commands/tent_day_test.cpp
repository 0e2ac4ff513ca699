// SPDX-License-Identifier: EUPL-1.2
// The product's main job through its public commands only: from the tap to the municipality's table.
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/commands/municipality.h"

using namespace talt::tests;

namespace {

long rows_with(const std::vector<std::string>& rows, const std::string& part) {
  return std::count_if(rows.begin(), rows.end(),
                       [&](const std::string& row) { return row.find(part) != std::string::npos; });
}

std::string one_visit(const std::string& first, const std::string& second) {
  return "tap #language:sv\ntap #promise.continue\ntap #alternative:" + first +
         "\ntap #alternative:" + second + "\ntap #next\ntap #done\n";
}

}  // namespace

TEST_CASE("a dot placed on the square stands in the municipality's table", "[tent-day]") {
  Municipality town;
  const auto walked = town.walk("dot-vote", one_visit("trees", "benches") + "sync\n");
  INFO(walked.out + walked.err);
  REQUIRE(walked.exit_code == 0);
  const auto rows = town.rows("answers.csv");
  REQUIRE(rows.size() == 3);
  CHECK(rows[0] ==
        "device,visit,time,dialogue,version,question,kind,language,given,alternative,value,text,category,"
        "lat,lon,place,comment,shown_order,voided");
  CHECK(rows_with(rows, ",trees,1,") == 1);
  CHECK(rows_with(rows, ",benches,1,") == 1);
}

TEST_CASE("what was thanked for while the receiver was away is sent when it is back, once", "[tent-day]") {
  Municipality town;
  town.server->end(SIGTERM);
  REQUIRE(town.walk("dot-vote", one_visit("trees", "light")).exit_code == 0);
  REQUIRE(town.walk("dot-vote", one_visit("trees", "benches")).exit_code == 0);
  CHECK(run("talt", {"sync", "--data", town.kiosk()}, town.folder).exit_code == 1);
  town.serve();
  const auto sent = run("talt", {"sync", "--data", town.kiosk()}, town.folder);
  INFO(sent.err);
  REQUIRE(sent.exit_code == 0);
  REQUIRE(run("talt", {"sync", "--data", town.kiosk()}, town.folder).exit_code == 0);
  const auto status = run("talt", {"status", "--data", town.kiosk(), "--json"}, town.folder);
  CHECK(status.out.find("\"pending\":0") != std::string::npos);
  const auto rows = town.rows("answers.csv");
  CHECK(rows.size() == 5);
  CHECK(rows_with(rows, ",trees,1,") == 2);
}

TEST_CASE("a receiver killed in mid-work loses nothing that it gave a receipt for", "[tent-day]") {
  Municipality town;
  REQUIRE(town.walk("dot-vote", one_visit("trees", "light") + "sync\n").exit_code == 0);
  town.server->end(SIGKILL);
  town.serve();
  const auto again = town.walk("dot-vote", one_visit("benches", "light") + "sync\n");
  INFO(again.out + again.err + town.server->said());
  REQUIRE(again.exit_code == 0);
  const auto rows = town.rows("answers.csv");
  CHECK(rows.size() == 5);
  CHECK(rows_with(rows, ",light,1,") == 2);
}
