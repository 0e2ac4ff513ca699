// SPDX-License-Identifier: EUPL-1.2
// A receiver in memory behind the HTTP client's port: checks what a receiver must check, keeps what it must
// keep, and can be rewound, made deaf or made stubborn. One thread.
#pragma once

#include <catch2/catch.hpp>

#include <functional>
#include <map>
#include <set>

#include "app/core/limits.h"
#include "platform/http_client.h"
#include "sync/batch.h"
#include "sync/receipt.h"

namespace talt::doubles {

class StubReceiver final : public platform::HttpClient {
 public:
  struct Run {
    sync::RunHeader header;
    core::Bytes header_bytes;
    std::uint64_t through = 0;
    sync::Head head{};
    std::map<std::uint64_t, core::Bytes> frames;
    std::vector<sync::Hole> holes;
  };
  using Runs = std::map<sync::RunId, Run>;
  using Answer = std::variant<platform::HttpResponse, platform::HttpError>;
  struct Seen {
    sync::RunId run{};
    sync::BatchRange range;
    std::string nonce;
  };

  StubReceiver(const platform::SigningKey& receipt_key, platform::PublicKey device_key)
      : receipt_key_(receipt_key), device_key_(device_key) {}

  Runs runs;
  std::uint64_t stable_behind = 1'000'000;                    // `stable` is `through` less this
  std::function<std::optional<Answer>(const Seen&)> instead;  // answers in its place, storing nothing
  std::function<bool()> loses_reply = [] { return false; };
  std::function<void(sync::Receipt&)> bends = [](sync::Receipt&) {};
  std::vector<Seen> seen;

  static platform::HttpResponse problem(int status) {
    const sync::Problem said{status, "about:blank", "It is not taken", "", "", {}};
    platform::HttpResponse response{status, {{"content-type", "application/problem+json"}}, {}};
    core::append(response.body, core::as_bytes(sync::encode(said)));
    return response;
  }

  Answer send(const platform::HttpRequest& request, std::size_t) override {
    const auto path = request.url.substr(request.url.find("/v1/"));
    const auto verified =
        sync::verify_request(request.method, path, request.headers, request.body, device_key_);
    REQUIRE(verified);
    const auto range = sync::decode_batch_field(*platform::find_header(request.headers, "talt-batch"));
    REQUIRE(range);
    const auto run = platform::exactly<16>(*platform::from_hex(std::string_view(path).substr(50, 32)));
    REQUIRE(run);
    seen.push_back({*run, *range, verified->nonce});
    if (instead)
      if (auto answer = instead(seen.back())) return *answer;
    const auto* field = platform::find_header(request.headers, "talt-hole");
    accept(*run, *range, request.body, field ? *field : "");
    if (loses_reply()) return platform::HttpError{platform::HttpFailure::TimedOut, "no answer"};
    return receipt_for(*run, verified->nonce);
  }
  void cancel() override {}

 private:
  void accept(const sync::RunId& id, const sync::BatchRange& range, core::ByteView body,
              const std::string& hole_field) {
    auto items = sync::split_sequence(body, core::batch_records_max + 1);
    REQUIRE(items);
    const bool has_header = items->size() == range.count + 1;
    REQUIRE((has_header || items->size() == range.count));
    if (runs.count(id) == 0) {
      if (!has_header) return;
      const auto header = sync::decode_run_header(items->front());
      REQUIRE(header);
      runs[id] = {*header,
                  {items->front().begin(), items->front().end()},
                  header->first - 1,
                  sync::first_head(items->front()),
                  {},
                  {}};
    }
    auto& run = runs[id];
    if (has_header) items->erase(items->begin());
    if (range.first > run.through + 1 && !take_hole(run, range, hole_field)) return;
    auto head = range.before;
    auto number = range.first - 1;
    for (const auto frame : *items) {
      head = sync::next_head(head, frame);
      ++number;
      const auto known = run.frames.find(number);
      if (known != run.frames.end()) CHECK(core::Bytes(frame.begin(), frame.end()) == known->second);
      if (number > run.through) run.frames[number] = {frame.begin(), frame.end()};
    }
    CHECK(head == range.after);
    if (number > run.through) {
      run.through = number;
      run.head = head;
    }
  }

  bool take_hole(Run& run, const sync::BatchRange& range, const std::string& field) {
    const auto hole = sync::decode_hole_field(field);
    if (!hole || sync::end_of(*hole) + 1 != range.first || sync::head_after(*hole) != range.before)
      return false;
    if (const auto* loss = std::get_if<sync::LossStatement>(&*hole)) {
      CHECK(sync::is_signed_by(*loss, device_key_));
      CHECK(loss->run == run.header.run);
      if (loss->from > run.through + 1) return false;
    } else {
      CHECK(sync::is_signed_by(std::get<sync::Receipt>(*hole), receipt_key_.public_key));
    }
    run.holes.push_back(*hole);
    run.through = sync::end_of(*hole);
    run.head = sync::head_after(*hole);
    return true;
  }

  platform::HttpResponse receipt_for(const sync::RunId& id, const std::string& nonce) {
    sync::Receipt receipt;
    receipt.device.fill(0xd1);
    receipt.run = id;
    if (const auto run = runs.find(id); run != runs.end()) {
      receipt.through = run->second.through;
      receipt.head = run->second.head;
    }
    receipt.stable = receipt.through > stable_behind ? receipt.through - stable_behind : 0;
    receipt.time_s = 1'800'000'000;
    receipt.nonce = nonce;
    bends(receipt);
    sync::sign(receipt, receipt_key_);
    return {200, {{"content-type", "application/talt-receipt+cbor"}}, sync::encode(receipt)};
  }

  const platform::SigningKey& receipt_key_;
  platform::PublicKey device_key_;
};

}  // namespace talt::doubles
