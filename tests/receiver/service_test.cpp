// SPDX-License-Identifier: EUPL-1.2
// What the receiver answers: receipts to its kiosks, problem documents to everything else, and what it
// stores.
#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <thread>

#include "tests/receiver/service_rig.h"

using namespace talt;
using doubles::MadeDevice;
using doubles::MadeRun;
using platform::HttpRequest;
using tests::problem_of;
using tests::ServedTown;

namespace {

void set(HttpRequest& request, const std::string& name, const std::string& value) {
  std::erase_if(request.headers, [&](const auto& header) { return header.first == name; });
  if (!value.empty()) request.headers.emplace_back(name, value);
}

}  // namespace

TEST_CASE("a receipt says how far, and answers its own request", "[service]") {
  ServedTown town;
  const auto run = town.run_of(12);
  const auto request = town.batch(run, 1, 12);
  const auto receipt = town.receipt_of(town.ask(request));
  CHECK(receipt.through == 12);
  CHECK(receipt.head == run.head(12));
  CHECK(receipt.stable == 0);
  CHECK(receipt.time_s == 1000);
  const auto* input = platform::find_header(request.headers, "signature-input");
  CHECK(input->find("nonce=\"" + receipt.nonce + "\"") != std::string::npos);
}

TEST_CASE("hostile requests get the right status, a problem document, and leave nothing", "[service]") {
  ServedTown town;
  MadeDevice stranger(town.random);
  const auto run = town.run_of(5);
  struct Case {
    const char* name;
    int status;
    bool is_signed;
    std::function<void(HttpRequest&)> change;
  };
  const auto sign_again = [&](HttpRequest& request) {
    for (const char* name : {"content-digest", "signature-input", "signature"}) set(request, name, "");
    sync::sign_request(request, request.url, town.device.key, "abcd");
  };
  const std::vector<Case> cases{
      {"another path", 404, false, [](auto& r) { r.url = "/v1/devices/x/runs/y/batches"; }},
      {"a path with capitals", 404, false, [](auto& r) { r.url[12] = 'A'; }},
      {"the root", 404, false, [](auto& r) { r.url = "/"; }},
      {"GET", 405, false, [](auto& r) { r.method = "GET"; }},
      {"DELETE", 405, false, [](auto& r) { r.method = "DELETE"; }},
      {"JSON", 415, false, [](auto& r) { set(r, "content-type", "application/json"); }},
      {"no type", 415, false, [](auto& r) { set(r, "content-type", ""); }},
      {"compressed", 415, false, [](auto& r) { set(r, "content-encoding", "zstd"); }},
      {"no Talt-Batch", 400, false, [](auto& r) { set(r, "talt-batch", ""); }},
      {"a Talt-Batch of garbage", 400, false,
       [](auto& r) { set(r, "talt-batch", "first=99999999999999999999"); }},
      {"for another receiver", 421, false, [](auto& r) { set(r, "talt-receiver", std::string(64, 'a')); }},
      {"of an unknown device", 401, true,
       [&](auto& r) { r.url = sync::batch_path(stranger.id, run.header.run); }},
      {"signed by another key", 401, true,
       [&](auto& r) {
         for (const char* name : {"content-digest", "signature-input", "signature"}) set(r, name, "");
         sync::sign_request(r, r.url, stranger.key, "abcd");
       }},
      {"unsigned", 401, false,
       [](auto& r) {
         set(r, "signature", "");
         set(r, "signature-input", "");
       }},
      {"with another's signature bytes", 401, true,
       [](auto& r) { set(r, "signature", "talt=:" + std::string(86, 'A') + "==:"); }},
      {"with its range changed", 401, true,
       [&](auto& r) { set(r, "talt-batch", sync::encode_batch_field(run.range(1, 4))); }},
      {"sent on another path", 401, true, [&](auto& r) { r.url = sync::batch_path(town.device.id, {}); }},
      {"changed on its way", 400, false, [](auto& r) { r.body.back() ^= 1; }},
      {"cut short on its way", 400, false, [](auto& r) { r.body.resize(10); }},
      {"a hole of garbage", 400, false,
       [&](auto& r) {
         set(r, "talt-hole", "receipt=:AAAA:");
         sign_again(r);
       }},
      {"a hole that the receiver did not sign", 400, false,
       [&](auto& r) {
         sync::Receipt receipt{town.device.id, run.header.run, 0, run.head(0), 0, 1, "", "", {}};
         sync::sign(receipt, stranger.key);
         set(r, "talt-hole", sync::encode_hole_field(receipt));
         sign_again(r);
       }},
      {"a body of garbage, well signed", 400, false,
       [&](auto& r) {
         r.body.assign(1000, 0xff);
         sign_again(r);
       }},
      {"nested beyond bounds, well signed", 400, false,
       [&](auto& r) {
         r.body.assign(1000, 0x81);
         sign_again(r);
       }},
      {"more records than it says, well signed", 400, false,
       [&](auto& r) {
         core::append(r.body, run.frames[0]);
         core::append(r.body, run.frames[0]);
         sign_again(r);
       }},
      {"an empty body, well signed", 400, false, [&](auto& r) {
         r.body.clear();
         sign_again(r);
       }}};
  for (const auto& hostile : cases) {
    INFO(hostile.name);
    auto request = town.batch(run, 1, 5);
    hostile.change(request);
    const auto response = town.ask(request);
    CHECK(response.status == hostile.status);
    const auto problem = problem_of(response);
    CHECK(sync::is_signed_by(problem, town.municipality.receipt_key.public_key) == hostile.is_signed);
    if (hostile.status == 405) CHECK(*platform::find_header(response.headers, "allow") == "POST");
    CHECK(town.records() == 0);
    CHECK(town.ledger->runs().value().empty());
  }
  CHECK(town.send(run, 1, 5).through == 5);
}

TEST_CASE("requests replayed and out of order are harmless", "[service]") {
  ServedTown town;
  const auto run = town.run_of(60);
  std::vector<HttpRequest> requests;
  for (std::uint64_t from = 1; from <= 60; from += 5)
    for (int copies = 0; copies < 3; ++copies) requests.push_back(town.batch(run, from, from + 4));
  std::mt19937 dice(7);
  sync::Receipt last;
  for (int round = 0; round < 12; ++round) {
    std::shuffle(requests.begin(), requests.end(), dice);
    for (const auto& request : requests) {
      last = town.receipt_of(town.ask(request));
      CHECK(last.disputed.empty());
    }
  }
  CHECK(last.through == 60);
  CHECK(last.head == run.head(60));
  CHECK(town.records() == 60);
  CHECK(town.ledger->verify());
}

TEST_CASE("a fork is told to both ends, and both go on", "[service]") {
  ServedTown town;
  const auto run = town.run_of(20);
  const auto other = run.forked(3, 17);
  town.send(run, 1, 10);
  const auto forked = town.send(other, 1, 8);
  CHECK(forked.through == 8);
  CHECK(forked.head == other.head(8));
  CHECK_FALSE(forked.disputed.empty());
  const auto first = town.send(run, 11, 20);
  CHECK(first.head == run.head(20));
  CHECK_FALSE(first.disputed.empty());
  CHECK(std::any_of(town.events.begin(), town.events.end(),
                    [](const auto& line) { return line.find("disputed") != std::string::npos; }));
}

TEST_CASE("a receiver that went back takes the hole with the receipt it once gave", "[service]") {
  ServedTown town;
  const auto run = town.run_of(30);
  town.send(run, 1, 10);
  REQUIRE(receiver::back_up(town.data(), *town.ledger, town.folder / "backup"));
  const auto proof = town.send(run, 11, 20);
  CHECK(proof.stable == 10);
  REQUIRE(receiver::restore(town.folder / "backup", town.folder / "restored", ""));
  town.serve(town.folder / "restored");
  const auto back = town.send(run, 21, 30);
  CHECK(back.through == 10);  // the kiosk is to send from 11 on
  CHECK(back.head == run.head(10));
  CHECK(back.stable == 10);
  SECTION("which it still has") {
    CHECK(town.send(run, 11, 30).through == 30);
    CHECK(town.records() == 30);
  }
  SECTION("which it has no longer") {
    CHECK(town.send(run, 21, 30, sync::encode_hole_field(proof)).through == 30);
    CHECK(town.ledger->holes().value().size() == 1);
    CHECK(town.records() == 20);
  }
  SECTION("which it lost, in its own word") {
    sync::LossStatement loss{town.device.id, run.header.run, 11, 20, run.head(20), {}};
    sync::sign(loss, town.device.key);
    CHECK(town.send(run, 21, 30, sync::encode_hole_field(loss)).through == 30);
    CHECK(town.ledger->holes().value().size() == 1);
  }
  CHECK(town.ledger->verify());
}

TEST_CASE("what comes after a revocation is kept, receipted and disputed", "[service]") {
  ServedTown town;
  const auto run = town.run_of(30);
  town.send(run, 1, 20);
  REQUIRE(town.ledger->revoke(town.device.id, {run.header.run, 10}));
  const auto after = town.send(run, 21, 30);
  CHECK(after.through == 30);
  CHECK_FALSE(after.disputed.empty());
  MadeRun next(town.device, town.random, run, 30);
  next.add(5);
  CHECK_FALSE(town.send(next, 31, 35).disputed.empty());
  const auto runs = town.ledger->runs().value();
  CHECK(runs[0].disputed_from == 11);
  CHECK(runs[1].disputed_from == 31);
  CHECK(town.records() == 35);
  CHECK_FALSE(town.ledger->revoke(town.device.id, {town.run_of(1).header.run, 3}));
  SECTION("and the device enrolled anew is trusted again") {
    const auto old = std::move(town.device);
    town.device = MadeDevice(town.random);
    town.enrol(town.device);
    CHECK(town.device.id == old.id);
    const auto fresh = town.run_of(5);
    CHECK(town.send(fresh, 1, 5).disputed.empty());
  }
}

// ---- enrolment

TEST_CASE("one key wins a code, and the same request again gets the same answer", "[service]") {
  ServedTown town;
  MadeDevice made(town.random), other(town.random);
  made.name = other.name = "Biblioteket";
  const auto file = town.open_enrolment(made);
  auto wrong = file;
  wrong.code[0] ^= 1;
  CHECK(town.ask_to_enrol(wrong, made.key).status == 403);
  const auto first = town.ask_to_enrol(file, made.key);
  REQUIRE(first.status == 200);
  CHECK(town.ask_to_enrol(file, made.key).body == first.body);
  CHECK(town.ask_to_enrol(file, other.key).status == 403);
  problem_of(town.ask_to_enrol(file, other.key));
  CHECK(town.ledger->device(made.id).value()->code.empty());
  town.now_s += 30 * 24 * 3600;
  CHECK(town.ask_to_enrol(file, made.key).body == first.body);
}

TEST_CASE("a code is good for seven days", "[service]") {
  ServedTown town;
  MadeDevice made(town.random);
  made.name = "Biblioteket";
  const auto file = town.open_enrolment(made);
  town.now_s += 7 * 24 * 3600 + 1;
  CHECK(town.ask_to_enrol(file, made.key).status == 403);
  town.now_s -= 2;
  CHECK(town.ask_to_enrol(file, made.key).status == 200);
}

TEST_CASE("an enrolment of garbage is none", "[service]") {
  ServedTown town;
  HttpRequest request{"POST", "/v1/enrolments", {{"content-type", "application/talt-enrolment+cbor"}}, {}};
  for (const auto& body : {core::Bytes{}, core::Bytes(1000, 0xff), core::Bytes(200, 0x00)}) {
    request.body = body;
    CHECK(town.ask(request).status == 400);
  }
}

TEST_CASE("a kiosk enrolled again keeps its id, and its runs under both keys go on", "[service]") {
  ServedTown town;
  const auto run = town.run_of(20);
  town.send(run, 1, 10);
  const auto id = town.device.id;
  town.device.key = platform::make_signing_key(town.random);
  town.enrol(town.device);
  CHECK(town.device.id == id);
  CHECK(town.send(run, 11, 20).through == 20);
  CHECK(town.ledger->devices().value().size() == 1);
  CHECK(town.ledger->device(id).value()->keys.size() == 2);
  CHECK(town.ledger->runs().value()[0].disputed.empty());
}

// ---- what can go wrong below

TEST_CASE("one device that sends too much at once waits, and the others do not", "[service]") {
  ServedTown town;
  std::vector<HttpRequest> requests;
  for (int i = 0; i < 5; ++i) requests.push_back(town.batch(town.run_of(1), 1, 1));
  std::atomic<int> taken{0}, told_to_wait{0};
  std::vector<std::thread> threads;
  const auto writer = platform::open_database(town.municipality.database);
  REQUIRE(writer);
  REQUIRE((*writer)->transaction([&]() -> core::Result<void> {  // so that nobody else can commit meanwhile
    for (const auto& request : requests)
      threads.emplace_back([&] {
        const auto response = town.ask(request);
        if (response.status == 200) ++taken;
        if (response.status == 429 && platform::find_header(response.headers, "retry-after") != nullptr)
          ++told_to_wait;
      });
    while (told_to_wait == 0) std::this_thread::yield();
    return {};
  }));
  for (auto& thread : threads) thread.join();
  CHECK(taken == 4);
  CHECK(told_to_wait == 1);
}

TEST_CASE("a database that is away is a 503, and is found again when it is back", "[service]") {
  auto& cluster = tests::Cluster::shared();
  if (!cluster.is_up()) {
    WARN("skipped: PostgreSQL is not installed (app/install --tests)");
    return;
  }
  ServedTown town(cluster.new_database());
  const auto run = town.run_of(20);
  town.send(run, 1, 10);
  cluster.stop();
  const auto request = town.batch(run, 11, 20);
  for (int tries = 0; tries < 2; ++tries) {
    const auto response = town.ask(request);
    CHECK(response.status == 503);
    CHECK(platform::find_header(response.headers, "retry-after") != nullptr);
    problem_of(response);
  }
  cluster.start();
  REQUIRE(cluster.is_up());
  CHECK(town.receipt_of(town.ask(request)).through == 20);
  CHECK(town.ledger->verify());
}
