// SPDX-License-Identifier: EUPL-1.2
// A journal in a folder of its own, with the receiver's and the municipality's keys in the test's hands.
#pragma once

#include <catch2/catch.hpp>

#include <functional>
#include <map>

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

  /// Many at once: one synced write for some hundred.
  static void append_many(Journal& journal, int count, const std::function<std::string(int)>& text_of) {
    for (int done = 0; done < count;) {
      std::vector<PlainRecord> records;
      for (; done < count && records.size() < 500; ++done) records.push_back(record(text_of(done + 1)));
      const auto first = journal.append(std::move(records));
      if (!first) FAIL(first.error().text());
    }
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

  struct Drained {
    std::vector<std::string> texts;                             // in the order of sending
    std::vector<std::uint64_t> numbers;                         // theirs
    std::vector<std::pair<std::uint64_t, std::uint64_t>> lost;  // by statements of loss: from, to
    std::vector<std::uint64_t> given;                           // holes for which an earlier receipt stood
  };
  /// Takes everything as a receiver does: heads checked, holes taken where a proof stands for them,
  /// receipted.
  Drained drain(Journal& journal) const {
    Drained out;
    std::map<RunId, std::pair<std::unique_ptr<Opener>, Head>> runs;
    for (;;) {
      auto batch = journal.peek(100, 1024 * 1024);
      if (!batch) FAIL(batch.error().text());
      if (!*batch) return out;
      take(**batch, runs[(*batch)->run], out);
      REQUIRE(journal.receipted(
          receipt((*batch)->run, (*batch)->first + (*batch)->frames.size() - 1, (*batch)->after), "n"));
    }
  }
  void take(const StoredBatch& batch, std::pair<std::unique_ptr<Opener>, Head>& known, Drained& out) const {
    const auto header = decode_run_header(batch.header);
    REQUIRE(header);
    if (!known.first) {
      const auto key = platform::open_sealed(sealing_key, header->run_key.at(0).sealed);
      REQUIRE(key);
      known = {
          std::make_unique<Opener>(platform::Secret::from(*key), header->device, header->run, header->first),
          batch.with_header ? first_head(batch.header) : batch.before};
    }
    if (batch.hole) {
      known.second = head_after(*batch.hole);
      CHECK(end_of(*batch.hole) + 1 == batch.first);
      if (const auto* loss = std::get_if<LossStatement>(&*batch.hole))
        out.lost.emplace_back(loss->from, loss->to);
      else
        out.given.push_back(end_of(*batch.hole));
    }
    CHECK(known.second == batch.before);
    for (std::size_t i = 0; i < batch.frames.size(); ++i) {
      const auto plain = known.first->open(batch.first + i, batch.frames[i]);
      REQUIRE(plain);
      known.second = next_head(known.second, batch.frames[i]);
      out.texts.emplace_back(core::as_text(*plain));
      out.numbers.push_back(batch.first + i);
    }
    CHECK(known.second == batch.after);
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
