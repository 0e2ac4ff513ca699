// SPDX-License-Identifier: EUPL-1.2
// A receiver whole but for the network: municipality, ledger and service, asked as the HTTP server asks it.
#pragma once

#include <nlohmann/json.hpp>

#include "sync/receiver/ledger/backup.h"
#include "sync/receiver/service/service.h"
#include "tests/doubles/counting_random.h"
#include "tests/doubles/run_made.h"
#include "tests/receiver/databases.h"

namespace talt::tests {

struct ServedTown {
  doubles::TemporaryFolder folder;
  doubles::CountingRandom random;
  receiver::Municipality municipality;
  std::unique_ptr<receiver::Ledger> ledger;
  std::unique_ptr<receiver::Service> service;
  std::int64_t now_s = 1000;
  std::vector<std::string> events;
  std::mutex events_lock;
  doubles::MadeDevice device{random};
  int nonces = 0;

  explicit ServedTown(const std::string& database = "") {
    const auto made =
        receiver::make_municipality(data(), "Åre kommun", "https://127.0.0.1:8443", database, random);
    if (!made) FAIL(made.error().text());
    serve(data());
    enrol(device);
  }
  std::string data() const { return folder / "receiver"; }

  void serve(const std::string& from) {
    auto read = receiver::read_municipality(from);
    REQUIRE(read);
    service.reset();
    municipality = std::move(*read);
    auto opened = receiver::Ledger::open(municipality.database);
    REQUIRE(opened);
    ledger = std::move(*opened);
    service = std::make_unique<receiver::Service>(
        municipality, *ledger, [this] { return now_s; },
        [this](const std::string& line) {
          const std::lock_guard held(events_lock);
          events.push_back(line);
        });
  }

  platform::HttpResponse ask(const platform::HttpRequest& request) {
    const auto http = service->as_http();
    platform::ServedRequest served{request.method, request.url, request.headers, {}};
    const auto admitted = http.admit(served);
    if (const auto* refused = std::get_if<platform::HttpResponse>(&admitted)) return *refused;
    REQUIRE(request.body.size() <= std::get<std::size_t>(admitted));
    served.body = request.body;
    return http.answer(served);
  }

  // ---- enrolment

  sync::EnrolmentFile open_enrolment(doubles::MadeDevice& made) {
    sync::EnrolmentFile file;
    file.code.resize(16);
    random.fill(file.code);
    const auto id = ledger->open_enrolment({made.id, made.name, file.code, now_s + 7 * 24 * 3600, {}});
    REQUIRE(id);
    made.id = *id;
    file.device = *id;
    const auto& key = municipality.receipt_key.public_key;
    file.receipt.key.assign(key.begin(), key.end());
    return file;
  }
  platform::HttpResponse ask_to_enrol(const sync::EnrolmentFile& file, const platform::SigningKey& key) {
    return ask({"POST",
                "/v1/enrolments",
                {{"content-type", "application/talt-enrolment+cbor"}},
                sync::encode(sync::make_enrolment_request(file, key))});
  }
  void enrol(doubles::MadeDevice& made) {
    const auto file = open_enrolment(made);
    REQUIRE(ask_to_enrol(file, made.key).status == 200);
  }

  // ---- batches

  doubles::MadeRun run_of(std::size_t records) {
    doubles::MadeRun run(device, random);
    run.add(records);
    return run;
  }
  platform::HttpRequest batch(const doubles::MadeRun& run, std::uint64_t from, std::uint64_t to,
                              const std::string& hole = "") {
    const std::string nonce = platform::to_hex(core::as_bytes(std::to_string(++nonces)));
    return doubles::signed_batch(device, run, from, to, municipality.receipt_key.public_key, nonce, hole);
  }
  sync::Receipt receipt_of(const platform::HttpResponse& response) {
    INFO(std::string(core::as_text(response.body)));
    REQUIRE(response.status == 200);
    const auto receipt = sync::decode_receipt(response.body);
    REQUIRE(receipt);
    REQUIRE(sync::is_signed_by(*receipt, municipality.receipt_key.public_key));
    return *receipt;
  }
  sync::Receipt send(const doubles::MadeRun& run, std::uint64_t from, std::uint64_t to,
                     const std::string& hole = "") {
    return receipt_of(ask(batch(run, from, to, hole)));
  }
  std::uint64_t records() {
    const auto count = ledger->count_records();
    REQUIRE(count);
    return *count;
  }
};

inline sync::Problem problem_of(const platform::HttpResponse& response) {
  const auto* type = platform::find_header(response.headers, "content-type");
  REQUIRE(type != nullptr);
  CHECK(*type == "application/problem+json");
  const auto problem = sync::decode_problem(core::as_text(response.body));
  REQUIRE(problem);
  CHECK(problem->status == response.status);
  CHECK_FALSE(problem->title.empty());
  return *problem;
}

}  // namespace talt::tests
