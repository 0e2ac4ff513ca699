// SPDX-License-Identifier: EUPL-1.2
// A municipality in a temporary folder: a receiver that serves on loopback, and a kiosk enrolled with it. For
// tests that drive the programs.
#pragma once

#include <catch2/catch.hpp>

#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "tests/commands/program.h"
#include "tests/paths.h"

namespace talt::tests {

inline const std::string dialogues = source_folder().string() + "/assets/dialogues/";

/// A receiver that serves, and a kiosk enrolled with it.
struct Municipality {
  static constexpr const char* pin = "2580";
  TemporaryFolder folder;
  int port = 0;
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

  /// `reached_by`: the port that kiosks are told; 0: the receiver's own.
  explicit Municipality(int listens_on = free_port(), int reached_by = 0) : port(listens_on) {
    const auto init = run("talt-receiver",
                          {"init", "--data", receiver(), "--name", "Åre kommun", "--url",
                           "https://127.0.0.1:" + std::to_string(reached_by == 0 ? port : reached_by)},
                          folder);
    INFO(init.err);
    REQUIRE(init.exit_code == 0);
    serve();
    enrol("Torget 1", kiosk());
  }
  void enrol(const std::string& device, const std::string& data) {
    const auto name = folder / ("enrolment-" + std::filesystem::path(data).filename().string() + ".toml");
    const auto file =
        run("talt-receiver", {"enrol", "--data", receiver(), "--device", device, "--out", name}, folder);
    INFO(file.err);
    REQUIRE(file.exit_code == 0);
    std::ofstream(folder / "pin") << pin;
    const auto enrolled = run("talt", {"enrol", "--data", data, name, "--pin-file", folder / "pin"}, folder);
    INFO(enrolled.err);
    REQUIRE(enrolled.exit_code == 0);
  }

  std::vector<std::string> kiosk_on(const std::string& dialogue) const {
    return {"kiosk", "--headless", "--dialogue", dialogues + dialogue, "--data", kiosk()};
  }
  Outcome walk(const std::string& dialogue, const std::string& steps,
               const std::vector<std::string>& more = {}) {
    std::ofstream(folder / "walkthrough.txt") << steps;
    auto arguments = kiosk_on(dialogue);
    arguments.insert(arguments.end(), {"--walkthrough", folder / "walkthrough.txt"});
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run("talt", arguments, folder);
  }
  Outcome status() { return run("talt", {"status", "--data", kiosk(), "--json"}, folder); }
  Outcome sync() { return run("talt", {"sync", "--data", kiosk()}, folder); }

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

}  // namespace talt::tests
