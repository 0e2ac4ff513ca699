// SPDX-License-Identifier: EUPL-1.2
// A device's runs as a receiver gets them: headers, frames, heads and signed requests, without a journal.
// What is sealed inside is noise: the ledger takes it as it comes.
#pragma once

#include <string>
#include <vector>

#include "sync/batch.h"
#include "tests/doubles/crypto_started.h"

namespace talt::doubles {

struct MadeDevice {
  sync::DeviceId id{};
  std::string name = "Torget 1";
  platform::SigningKey key;

  explicit MadeDevice(platform::Random& random) : key(platform::make_signing_key(random)) { random.fill(id); }
};

class MadeRun {
 public:
  MadeRun(const MadeDevice& device, platform::Random& random, std::uint64_t first = 1) : random_(&random) {
    header.device = device.id;
    header.device_key = device.key.public_key;
    random.fill(header.run);
    random.fill(header.commitment);
    header.run_key.push_back({device.key.public_key, core::Bytes(80, 7)});
    header.first = first;
    restart();
  }
  /// The run that follows `before` once it has ended after `last`.
  MadeRun(const MadeDevice& device, platform::Random& random, const MadeRun& before, std::uint64_t last)
      : MadeRun(device, random, last + 1) {
    header.previous_run = before.header.run;
    header.previous_last = last;
    header.previous_head = before.head(last);
    restart();
  }

  void add(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      core::Bytes sealed(64);
      random_->fill(sealed);
      const core::Bytes clear{0xa0};
      frames.push_back(sync::encode_frame(clear, sealed));
      heads_.push_back(sync::next_head(heads_.back(), frames.back()));
    }
  }
  /// The same up to `last`, other records after.
  MadeRun forked(std::uint64_t last, std::size_t more) const {
    MadeRun other = *this;
    other.frames.resize(last + 1 - header.first);
    other.heads_.resize(last + 2 - header.first);
    other.add(more);
    return other;
  }

  std::uint64_t last() const { return header.first + frames.size() - 1; }
  sync::Head head(std::uint64_t number) const { return heads_[number + 1 - header.first]; }
  core::Bytes header_bytes() const { return sync::encode(header); }
  sync::BatchRange range(std::uint64_t from, std::uint64_t to) const {
    return {from, head(from - 1), to + 1 - from, head(to)};
  }
  core::Bytes body(std::uint64_t from, std::uint64_t to) const {
    core::Bytes out;
    if (from == header.first) core::append(out, header_bytes());
    for (auto number = from; number <= to; ++number) core::append(out, frames[number - header.first]);
    return out;
  }

  sync::RunHeader header;
  std::vector<core::Bytes> frames;

 private:
  void restart() { heads_ = {sync::first_head(header_bytes())}; }

  platform::Random* random_;
  std::vector<sync::Head> heads_;
};

/// As a kiosk sends it.
inline platform::HttpRequest signed_batch(const MadeDevice& device, const MadeRun& run, std::uint64_t from,
                                          std::uint64_t to, const platform::PublicKey& receipt_key,
                                          const std::string& nonce, const std::string& hole = "") {
  const auto path = sync::batch_path(device.id, run.header.run);
  platform::HttpRequest request{"POST", path, {}, run.body(from, to)};
  request.headers = {{"content-type", "application/cbor-seq"},
                     {"talt-batch", sync::encode_batch_field(run.range(from, to))},
                     {"talt-receiver", platform::to_hex(receipt_key)}};
  if (!hole.empty()) request.headers.emplace_back("talt-hole", hole);
  sync::sign_request(request, path, device.key, nonce);
  return request;
}

}  // namespace talt::doubles
