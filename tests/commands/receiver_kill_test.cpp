// SPDX-License-Identifier: EUPL-1.2
// A receiver that is killed under load, again and again: every receipt that it gave is true afterwards.
#include <catch2/catch.hpp>

#include <atomic>
#include <map>
#include <nlohmann/json.hpp>

#include "platform/http_client.h"
#include "sync/enrolment.h"
#include "sync/receipt.h"
#include "tests/commands/program.h"
#include "tests/doubles/counting_random.h"
#include "tests/doubles/run_made.h"

using namespace talt;
using namespace talt::tests;

namespace {

constexpr std::uint64_t batch_records = 20, run_records = 4000;

struct Kiosk {
  doubles::CountingRandom random;
  doubles::MadeDevice device{random};
  std::unique_ptr<doubles::MadeRun> run;
  sync::EnrolmentFile file;
  sync::Receipt last;  // the highest receipt that came
  std::uint64_t sent = 0;

  explicit Kiosk(std::uint64_t seed) : random(seed) {}

  platform::HttpResponse post(platform::HttpClient& client, platform::HttpRequest request) {
    request.url = file.url + request.url;
    const auto answer = client.send(request, 64 * 1024);
    const auto* response = std::get_if<platform::HttpResponse>(&answer);
    return response == nullptr ? platform::HttpResponse{} : *response;
  }
  void enrol(platform::HttpClient& client) {
    device.id = file.device;
    const auto answer = post(client, {"POST",
                                      "/v1/enrolments",
                                      {{"content-type", "application/talt-enrolment+cbor"}},
                                      sync::encode(sync::make_enrolment_request(file, device.key))});
    REQUIRE(answer.status == 200);
    run = std::make_unique<doubles::MadeRun>(device, random);
    run->add(run_records);
  }
  /// Sends from the last receipt on until nobody answers any more.
  void send_until_cut_off() {
    const auto client = platform::open_http_client({file.ca_pem});
    const auto key = *platform::exactly<32>(file.receipt.key);
    while (client && last.through < run_records) {
      const auto from = last.through + 1;
      auto request = doubles::signed_batch(device, *run, from, from + batch_records - 1, key, "abcd");
      const auto answer = post(**client, request);
      const auto receipt = sync::decode_receipt(answer.body);
      if (answer.status != 200 || !receipt || !sync::is_signed_by(*receipt, key)) return;
      last = *receipt;
      ++sent;
    }
  }
};

nlohmann::json status_of(const std::string& data, const TemporaryFolder& folder) {
  const auto status = run("talt-receiver", {"status", "--data", data, "--json"}, folder);
  INFO(status.err);
  REQUIRE(status.exit_code == 0);
  return nlohmann::json::parse(status.out);
}

}  // namespace

TEST_CASE("a receiver killed under load has everything that it gave a receipt for", "[kill]") {
  TemporaryFolder folder;
  const int port = free_port();
  const auto data = folder / "receiver", url = "https://127.0.0.1:" + std::to_string(port);
  REQUIRE(run("talt-receiver", {"init", "--data", data, "--name", "Åre", "--url", url}, folder).exit_code ==
          0);
  std::vector<std::unique_ptr<Kiosk>> kiosks;
  for (std::uint64_t i = 1; i <= 4; ++i) {
    const auto name = "Torget " + std::to_string(i), file = folder / ("enrolment-" + std::to_string(i));
    REQUIRE(
        run("talt-receiver", {"enrol", "--data", data, "--device", name, "--out", file}, folder).exit_code ==
        0);
    kiosks.push_back(std::make_unique<Kiosk>(i));
    const auto read = sync::decode_enrolment(content_of(file), file);
    REQUIRE(read);
    kiosks.back()->file = *read;
  }
  doubles::CountingRandom dice(20261125);
  int killed_in_mid_work = 0;
  for (int round = 0; round < 5; ++round) {
    Program server("talt-receiver",
                   {"serve", "--data", data, "--listen", "127.0.0.1:" + std::to_string(port)}, folder);
    REQUIRE(comes_up(server, port));
    const auto client = platform::open_http_client({kiosks[0]->file.ca_pem});
    REQUIRE(client);
    if (round == 0)
      for (auto& kiosk : kiosks) kiosk->enrol(**client);
    std::vector<std::thread> threads;
    for (auto& kiosk : kiosks) threads.emplace_back([&kiosk] { kiosk->send_until_cut_off(); });
    std::array<std::uint8_t, 1> delay{};
    dice.fill(delay);
    std::this_thread::sleep_for(std::chrono::milliseconds(100 + delay[0]));
    server.end(SIGKILL);
    for (auto& thread : threads) thread.join();
    std::map<std::string, nlohmann::json> held;
    const auto status = status_of(data, folder);
    for (const auto& run : status["runs"]) held[run["run"]] = run;
    for (const auto& kiosk : kiosks) {
      if (kiosk->last.through == 0) continue;
      if (kiosk->last.through < run_records) ++killed_in_mid_work;
      const auto& run = held[platform::to_hex(kiosk->run->header.run)];
      REQUIRE(run.is_object());
      const std::uint64_t through = run["through"];
      CHECK(through >= kiosk->last.through);
      CHECK(run["head"] == platform::to_hex(kiosk->run->head(through)));
      CHECK(run["disputed"] == "");
    }
  }
  CHECK(killed_in_mid_work > 0);  // else nothing was shown
  REQUIRE(run("talt-receiver", {"backup", "--data", data, "--to", folder / "backup"}, folder).exit_code == 0);
}
