// SPDX-License-Identifier: EUPL-1.2
// How many records a second the receiver appends and receipts for 50 kiosks that send at once, each over its
// own connection, in signed batches that were made before. The kiosks share the machine with the receiver.
#include <atomic>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "app/core/limits.h"
#include "platform/random.h"
#include "sync/receipt.h"
#include "tests/benchmarks/benches.h"
#include "tests/benchmarks/town.h"
#include "tests/benchmarks/votes.h"

namespace talt::bench {

namespace {

constexpr int kiosks = 50;

struct Sender {
  sync::DeviceIdentity identity;
  std::vector<platform::HttpRequest> batches;
  bool is_done = false;

  /// Each batch once; all must be receipted up to their last record.
  void send() {
    auto client = platform::open_http_client({identity.ca_pem});
    if (!client) return;
    for (const auto& batch : batches) {
      const auto answer = (*client)->send(batch, 65'536);
      const auto* response = std::get_if<platform::HttpResponse>(&answer);
      if (response == nullptr || response->status != 200) return;
      const auto receipt = sync::decode_receipt(response->body);
      if (!receipt || !sync::is_signed_by(*receipt, identity.receipt_key)) return;
      through = receipt->through;
    }
    is_done = through == batches.size() * core::batch_records_max;
  }
  std::uint64_t through = 0;
};

std::vector<platform::HttpRequest> sealed_batches(const sync::DeviceIdentity& identity, std::size_t count) {
  static const auto dialogue = dot_vote_dialogue();
  static const auto plain = vote(dialogue);
  const auto random = platform::open_system_random();
  platform::Secret run_key(32);
  random->fill(run_key.bytes());
  sync::RunHeader header;
  header.device = identity.device;
  random->fill(header.run);
  header.device_key = identity.device_key.public_key;
  header.commitment = platform::commitment(run_key, "commit");
  for (const auto& key : identity.sealing_keys)
    header.run_key.push_back({key, platform::seal_to(key, run_key.view())});
  const auto bytes = sync::encode(header);
  sync::Sealer sealer(std::move(run_key), header.device, header.run, 1);
  sync::StoredBatch batch;
  batch.run = header.run;
  batch.header = bytes;
  batch.before = batch.after = sync::first_head(bytes);
  std::vector<platform::HttpRequest> batches;
  for (std::size_t number = 1; number <= count * core::batch_records_max; ++number) {
    auto frame = sealer.seal(number, core::Bytes{0xa0}, plain);
    if (!frame) throw std::runtime_error(frame.error().text());
    batch.after = sync::next_head(batch.after, *frame);
    batch.frames.push_back(std::move(*frame));
    if (batch.frames.size() < core::batch_records_max) continue;
    batches.push_back(batch_request(identity, batch));
    batch.first = number + 1;
    batch.before = batch.after;
    batch.frames.clear();
    batch.with_header = false;
  }
  return batches;
}

std::string content_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream all;
  all << in.rdbuf();
  return all.str();
}

template <class T>
T given(core::Result<T> result) {
  if (!result) throw std::runtime_error(result.error().text());
  return std::move(*result);
}

/// Enrols over the wire as `talt enrol` does, without a PIN to hash.
sync::DeviceIdentity enrolled(const std::string& ticket) {
  const auto file = given(sync::decode_enrolment(content_of(ticket), ticket));
  const auto random = platform::open_system_random();
  sync::DeviceIdentity identity;
  identity.url = file.url;
  identity.device = file.device;
  identity.device_key = platform::make_signing_key(*random);
  identity.receipt_key = *platform::exactly<32>(file.receipt.key);
  for (const auto& key : file.sealing) identity.sealing_keys.push_back(*platform::exactly<32>(key.key));
  identity.ca_pem = file.ca_pem;
  const auto client = given(platform::open_http_client({file.ca_pem}));
  const auto answer = client->send({"POST",
                                    file.url + "/v1/enrolments",
                                    {{"content-type", "application/talt-enrolment+cbor"}},
                                    sync::encode(sync::make_enrolment_request(file, identity.device_key))},
                                   65'536);
  const auto* response = std::get_if<platform::HttpResponse>(&answer);
  if (response == nullptr || response->status != 200) throw std::runtime_error("a kiosk was not enrolled");
  return identity;
}

}  // namespace

std::vector<Row> measure_receiver(const Effort& effort) {
  const doubles::TemporaryFolder folder;
  Town town(folder / "town");
  const auto batches = static_cast<std::size_t>(effort.of(20, 2));
  std::vector<Sender> senders(kiosks);
  for (int i = 0; i < kiosks; ++i) {
    const std::string name = "Kiosk " + std::to_string(i), ticket = folder / (name + ".toml");
    run({program("talt-receiver"), "enrol", "--data", town.receiver_folder(), "--device", name, "--out",
         ticket});
    auto& sender = senders[static_cast<std::size_t>(i)];
    sender.identity = enrolled(ticket);
    sender.batches = sealed_batches(sender.identity, batches);
  }
  const auto from = Clock::now();
  std::vector<std::thread> threads;
  for (auto& sender : senders) threads.emplace_back([&sender] { sender.send(); });
  for (auto& thread : threads) thread.join();
  const double seconds = ms_between(from, Clock::now()) / 1000;
  for (const auto& sender : senders)
    if (!sender.is_done) throw std::runtime_error("not every batch was receipted");
  Row row{"receiver", "records per second appended and receipted from 50 kiosks at once, SQLite", "1/s",
          100'000, Better::Higher};
  const auto records = static_cast<double>(kiosks * batches * core::batch_records_max);
  row.value = records / seconds;
  Samples took;
  took.add(seconds);
  row.samples = {{"s", took}};
  row.notes = {{"records", std::to_string(kiosks * batches * core::batch_records_max)}};
  return {row};
}

}  // namespace talt::bench
