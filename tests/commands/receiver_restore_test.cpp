// SPDX-License-Identifier: EUPL-1.2
// A municipality that loses its receiver, by the public commands only.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "tests/commands/program.h"

using namespace talt::tests;

namespace {

struct Town {
  TemporaryFolder folder;
  int port = free_port();

  Outcome receiver(std::vector<std::string> arguments) {
    return run("talt-receiver", std::move(arguments), folder);
  }
  void done(const Outcome& outcome) {
    INFO(outcome.out << outcome.err);
    REQUIRE(outcome.exit_code == 0);
  }
  std::unique_ptr<Program> serve(const std::string& data) {
    auto server = std::make_unique<Program>(
        "talt-receiver",
        std::vector<std::string>{"serve", "--data", data, "--listen", "127.0.0.1:" + std::to_string(port)},
        folder);
    REQUIRE(comes_up(*server, port));
    return server;
  }
  void one_visit_sent() {
    std::ofstream(folder / "visit.txt")
        << "tap #language:sv\ntap #promise.continue\ntap #alternative:trees\ntap #next\ntap #done\nsync\n";
    const auto dialogue = source_folder().string() + "/assets/dialogues/dot-vote";
    done(run("talt",
             {"kiosk", "--headless", "--dialogue", dialogue, "--data", folder / "kiosk", "--walkthrough",
              folder / "visit.txt"},
             folder));
  }
  nlohmann::json status(const std::string& data) {
    const auto told = receiver({"status", "--data", data, "--json"});
    done(told);
    return nlohmann::json::parse(told.out);
  }
};

}  // namespace

TEST_CASE("a receiver that is lost comes back from its backup, and the kiosk sends the rest again",
          "[restore]") {
  Town town;
  const auto lost = town.folder / "lost", backup = town.folder / "backup", back = town.folder / "back";
  town.done(town.receiver(
      {"init", "--data", lost, "--name", "Åre", "--url", "https://127.0.0.1:" + std::to_string(town.port)}));
  town.done(town.receiver(
      {"enrol", "--data", lost, "--device", "Torget 1", "--out", town.folder / "enrolment.toml"}));
  auto server = town.serve(lost);
  town.done(
      run("talt", {"enrol", "--data", town.folder / "kiosk", town.folder / "enrolment.toml"}, town.folder));
  town.one_visit_sent();
  town.done(town.receiver({"backup", "--data", lost, "--to", backup}));
  town.one_visit_sent();
  town.one_visit_sent();
  const auto before = town.status(lost);
  CHECK(before["runs"][0]["stable"] == before["runs"][0]["through"]);
  CHECK(town.receiver({"backup", "--data", lost, "--to", backup}).exit_code == 1);  // never over another

  server->end(SIGKILL);
  std::filesystem::remove_all(lost);
  town.done(town.receiver({"restore", "--from", backup, "--data", back}));
  CHECK(town.status(back)["runs"].size() == 1);
  server = town.serve(back);
  town.done(run("talt", {"sync", "--data", town.folder / "kiosk"}, town.folder));
  const auto after = town.status(back);
  CHECK(after["records"] == before["records"]);
  REQUIRE(after["runs"].size() == 3);
  for (const auto& run : after["runs"]) {
    CHECK(run["holes"].empty());
    CHECK(run["disputed"] == "");
  }
  server->end(SIGTERM);
  CHECK(server->wait().exit_code == 0);
}
