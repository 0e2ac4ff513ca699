// SPDX-License-Identifier: EUPL-1.2
// The product's main job through its public commands only: from the tap to the municipality's table.
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/commands/program.h"
#include "tests/paths.h"

using namespace talt::tests;

namespace {

const std::string dialogues = source_folder().string() + "/assets/dialogues/";

/// A receiver that serves, and a kiosk enrolled with it.
struct Municipality {
  TemporaryFolder folder;
  int port = free_port();
  std::unique_ptr<Program> server;

  std::string receiver() const { return folder / "receiver"; }
  std::string kiosk() const { return folder / "kiosk"; }

  void serve() {
    server = std::make_unique<Program>("talt-receiver",
                                       std::vector<std::string>{"serve", "--data", receiver(), "--listen",
                                                                "127.0.0.1:" + std::to_string(port)},
                                       folder);
    INFO(server->said());
    REQUIRE(comes_up(*server, port));
  }

  Municipality() {
    const auto init = run("talt-receiver",
                          {"init", "--data", receiver(), "--name", "Åre kommun", "--url",
                           "https://127.0.0.1:" + std::to_string(port)},
                          folder);
    INFO(init.err);
    REQUIRE(init.exit_code == 0);
    serve();
    const auto file = run(
        "talt-receiver",
        {"enrol", "--data", receiver(), "--device", "Torget 1", "--out", folder / "enrolment.toml"}, folder);
    INFO(file.err);
    REQUIRE(file.exit_code == 0);
    const auto enrolled = run("talt", {"enrol", "--data", kiosk(), folder / "enrolment.toml"}, folder);
    INFO(enrolled.err);
    REQUIRE(enrolled.exit_code == 0);
  }

  Outcome walk(const std::string& dialogue, const std::string& steps) {
    std::ofstream(folder / "walkthrough.txt") << steps;
    return run("talt",
               {"kiosk", "--headless", "--dialogue", dialogues + dialogue, "--data", kiosk(), "--walkthrough",
                folder / "walkthrough.txt"},
               folder);
  }

  std::vector<std::string> rows(const std::string& name) {
    const auto exported =
        run("talt-receiver", {"export", "--data", receiver(), "--format", "csv", "--out", folder / "results"},
            folder);
    INFO(exported.err);
    REQUIRE(exported.exit_code == 0);
    std::vector<std::string> lines;
    std::stringstream all(content_of(folder / ("results/" + name)));
    for (std::string line; std::getline(all, line);) {
      if (!line.empty() && line.back() == '\r') line.pop_back();
      lines.push_back(line);
    }
    return lines;
  }
};

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
