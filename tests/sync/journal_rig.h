// SPDX-License-Identifier: EUPL-1.2
// A journal in a folder of its own, with the receiver's and the municipality's keys in the test's hands.
#pragma once

#include <catch2/catch.hpp>

#include "sync/journal.h"
#include "tests/doubles/counting_random.h"
#include "tests/doubles/crypto_started.h"
#include "tests/doubles/temporary_folder.h"

namespace talt::sync {

struct JournalRig {
  doubles::CountingRandom random;
  doubles::TemporaryFolder folder;
  platform::SigningKey device_key = platform::make_signing_key(random);
  platform::SigningKey receipt_key = platform::make_signing_key(random);
  platform::BoxKey sealing_key = platform::make_box_key(random);

  JournalIdentity identity() const {
    JournalIdentity who;
    who.device.fill(0xd1);
    who.device_key = device_key.public_key;
    who.receipt_key = receipt_key.public_key;
    who.sealing_keys = {sealing_key.public_key};
    return who;
  }
  std::unique_ptr<Journal> open(JournalGround ground = {}) {
    return open_in(folder.path(), std::move(ground));
  }
  std::unique_ptr<Journal> open_in(const std::string& path, JournalGround ground = {}) {
    auto opened = Journal::open(path, identity(), random, std::move(ground));
    if (!opened) FAIL(opened.error().text());
    return std::move(*opened);
  }

  static PlainRecord record(std::string_view text) {
    const auto bytes = core::as_bytes(text);
    return {{0xa0}, core::Bytes(bytes.begin(), bytes.end())};
  }
  static std::uint64_t append(Journal& journal, std::string_view text) {
    std::vector<PlainRecord> records;
    records.push_back(record(text));
    const auto first = journal.append(std::move(records));
    if (!first) FAIL(first.error().text());
    return *first;
  }

  Receipt receipt(const RunId& run, std::uint64_t through, const Head& head, std::uint64_t stable = 0) const {
    Receipt out;
    out.device = identity().device;
    out.run = run;
    out.through = through;
    out.head = head;
    out.stable = stable;
    out.time_s = 1'800'000'000;
    out.nonce = "n";
    sign(out, receipt_key);
    return out;
  }

  /// What the municipality reads in a batch that begins its run.
  std::vector<std::string> read(const StoredBatch& batch) const {
    const auto header = decode_run_header(batch.header);
    REQUIRE(header);
    const auto key = platform::open_sealed(sealing_key, header->run_key.at(0).sealed);
    REQUIRE(key);
    Opener opener(platform::Secret::from(*key), header->device, header->run, header->first);
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < batch.frames.size(); ++i) {
      const auto plain = opener.open(batch.first + i, batch.frames[i]);
      REQUIRE(plain);
      texts.emplace_back(core::as_text(*plain));
    }
    return texts;
  }
};

}  // namespace talt::sync
