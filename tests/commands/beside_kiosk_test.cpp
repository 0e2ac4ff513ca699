// SPDX-License-Identifier: EUPL-1.2
// `talt status` and `talt sync` beside a kiosk that runs, and who gets hold of the data folder.
#include <nlohmann/json.hpp>

#include "tests/commands/municipality.h"

using namespace talt::tests;

namespace {

/// A kiosk that runs on the municipality's device until it is ended. Ready when it answers.
struct RunningKiosk {
  Municipality& town;
  Program program;

  explicit RunningKiosk(Municipality& of) : town(of), program("talt", of.kiosk_on("dot-vote"), of.folder) {
    for (int tries = 0; tries < 3000 && program.is_running(); ++tries) {
      if (std::filesystem::exists(town.kiosk() + "/control")) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    FAIL("the kiosk did not start: " + program.said());
  }
};

nlohmann::json counts_of(const Outcome& status) {
  INFO(status.err);
  REQUIRE(status.exit_code == 0);
  return nlohmann::json::parse(status.out);
}

const std::string visit =
    "tap #language:sv\ntap #promise.continue\ntap #alternative:trees\ntap #next\ntap #done\n";

}  // namespace

TEST_CASE("beside a running kiosk status tells what that kiosk knows", "[beside]") {
  Municipality town;
  REQUIRE(town.walk("dot-vote", visit).exit_code == 0);
  const auto before = counts_of(town.status());
  CHECK(before["pending"] > 0);
  RunningKiosk running(town);
  CHECK(counts_of(town.status()) == before);
  CHECK(running.program.is_running());
}

TEST_CASE("beside a running kiosk sync lets that kiosk send, and says how it went", "[beside]") {
  Municipality town;
  REQUIRE(town.walk("dot-vote", visit).exit_code == 0);
  RunningKiosk running(town);
  const auto sent = town.sync();
  INFO(sent.err);
  CHECK(sent.exit_code == 0);
  const auto after = counts_of(town.status());
  CHECK(after["pending"] == 0);
  CHECK(after["receipted"] == after["recorded"]);
}

TEST_CASE("beside a running kiosk sync says why the receiver gave no receipt", "[beside]") {
  Municipality town;
  REQUIRE(town.walk("dot-vote", visit).exit_code == 0);
  town.server->end(SIGTERM);
  RunningKiosk running(town);
  const auto sent = town.sync();
  CHECK(sent.exit_code == 1);
  CHECK(sent.err.find("talt: not everything is receipted: ") == 0);
  CHECK(running.program.is_running());
}

TEST_CASE("a second kiosk on the same data is refused, and the first goes on", "[beside]") {
  Municipality town;
  RunningKiosk running(town);
  const auto second = run("talt", town.kiosk_on("dot-vote"), town.folder);
  CHECK(second.exit_code == 1);
  CHECK(second.err.find("another Talt") != std::string::npos);
  CHECK(second.err.find("stop that one first") != std::string::npos);
  CHECK(running.program.is_running());
  CHECK(town.status().exit_code == 0);
}

TEST_CASE("what a killed kiosk leaves behind hinders nobody", "[beside]") {
  Municipality town;
  REQUIRE(town.walk("dot-vote", visit).exit_code == 0);
  RunningKiosk(town).program.end(SIGKILL);
  REQUIRE(std::filesystem::exists(town.kiosk() + "/control"));
  CHECK(counts_of(town.status())["pending"] > 0);
  CHECK(town.sync().exit_code == 0);
  RunningKiosk again(town);
  CHECK(counts_of(town.status())["pending"] == 0);
}

TEST_CASE("a kiosk that is asked to end does so cleanly", "[beside]") {
  Municipality town;
  for (const int signal : {SIGTERM, SIGINT}) {
    RunningKiosk running(town);
    running.program.end(signal);
    CHECK(running.program.wait().exit_code == 0);
    CHECK_FALSE(std::filesystem::exists(town.kiosk() + "/control"));
  }
}

TEST_CASE("a data folder whose path is longer than a socket's address is asked as well", "[beside]") {
  Municipality town;
  const std::string deep = town.folder / (std::string(120, 'd') + "/" + std::string(120, 'e'));
  std::filesystem::create_directories(deep);
  std::filesystem::rename(town.kiosk(), deep + "/kiosk");
  Program running("talt",
                  {"kiosk", "--headless", "--dialogue", dialogues + "dot-vote", "--data", deep + "/kiosk"},
                  town.folder);
  while (running.is_running() && !std::filesystem::exists(deep + "/kiosk/control"))
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  const auto status = run("talt", {"status", "--data", deep + "/kiosk", "--json"}, town.folder);
  INFO(status.err + running.said());
  CHECK(counts_of(status)["recorded"] == 0);
  CHECK(running.is_running());
}

TEST_CASE("status of a new, an empty or a half-born folder is zeros and begins nothing", "[status]") {
  TemporaryFolder folder;
  std::filesystem::create_directories(folder / "empty");
  std::filesystem::create_directories(folder / "half-born/journal");
  std::ofstream(folder / "half-born/journal-state") << "begun";
  for (const std::string name : {"none", "empty", "half-born"}) {
    const auto status = run("talt", {"status", "--data", folder / name, "--json"}, folder);
    CHECK(status.out ==
          "{\"recorded\":0,\"receipted\":0,\"pending\":0,\"attachments\":0,\"attachments_received\":0,"
          "\"run\":\"\",\"head\":\"\",\"device\":\"\"}\n");
    CHECK(status.exit_code == 0);
    CHECK(status.err.empty());
  }
  CHECK_FALSE(std::filesystem::exists(folder / "none"));
  CHECK(std::filesystem::is_empty(folder / "half-born/journal"));
}

TEST_CASE("status counts over all runs and begins none", "[status]") {
  Municipality town;
  REQUIRE(town.walk("dot-vote", visit).exit_code == 0);
  const auto first = counts_of(town.status());
  REQUIRE(town.walk("dot-vote", visit).exit_code == 0);
  const auto second = counts_of(town.status());
  CHECK(second["recorded"] == 2 * first["recorded"].get<int>());
  CHECK(second["run"] != first["run"]);
  CHECK(counts_of(town.status()) == second);
}

TEST_CASE("the kiosk tells what cannot be done from what was asked wrongly", "[kiosk]") {
  TemporaryFolder folder;
  const auto kiosk = [&](std::vector<std::string> more) {
    std::vector<std::string> all{"kiosk", "--headless", "--dialogue", dialogues + "dot-vote"};
    all.insert(all.end(), more.begin(), more.end());
    return run("talt", all, folder);
  };
  const auto stranger = kiosk({"--data", folder / "new"});
  CHECK(stranger.exit_code == 1);
  CHECK(stranger.err.find("enrol") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(folder / "new"));
  CHECK(kiosk({}).exit_code == 2);
  CHECK(kiosk({"--data", folder / "new", "--size", "wide"}).exit_code == 2);
  CHECK(kiosk({"--data", folder / "new", "--ppi", "none"}).exit_code == 2);
  CHECK(kiosk({"--data", folder / "new", "--sideways"}).exit_code == 2);
  const auto language = kiosk({"--data", folder / "new", "--lang", "tlh"});
  CHECK(language.exit_code == 2);
  CHECK(language.err.find("choose one of sv") != std::string::npos);
}
