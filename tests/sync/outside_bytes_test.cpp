// SPDX-License-Identifier: EUPL-1.2
// Every reader of outside bytes, with whole ones that have been bent: none goes wrong, and what it takes it
// takes for what it is.
#include <set>

#include "sync/batch.h"
#include "sync/device_identity.h"
#include "sync/enrolment.h"
#include "sync/journal_rows.h"
#include "sync/mark.h"
#include "tests/sync/journal_rig.h"

using namespace talt;
using namespace talt::sync;

namespace {

/// Each of a text's bytes flipped in each of its bits, cut after each byte, and doubled.
template <class Read>
int bend(const core::Bytes& whole, Read read) {
  int taken = 0;
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      auto bent = whole;
      bent[at] ^= static_cast<std::uint8_t>(1 << bit);
      taken += read(bent) ? 1 : 0;
    }
    taken += read(core::Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(at))) ? 1 : 0;
  }
  auto twice = whole;
  core::append(twice, whole);
  return taken + (read(twice) ? 1 : 0);
}

core::Bytes bytes_of(const std::string& text) {
  return {text.begin(), text.end()};
}

}  // namespace

TEST_CASE("a receipt, a loss or a refusal that was bent is never believed") {
  JournalRig rig;
  const auto receipt = rig.receipt({}, 7, {});
  CHECK(bend(encode(receipt), [&](const core::Bytes& bytes) {
          const auto read = decode_receipt(bytes);
          return read && is_signed_by(*read, rig.receipt_key.public_key);
        }) == 0);
  LossStatement loss{{}, {}, 5, 9, {}, {}};
  sign(loss, rig.device_key);
  CHECK(bend(encode(loss), [&](const core::Bytes& bytes) {
          const auto read = decode_loss(bytes);
          return read && is_signed_by(*read, rig.device_key.public_key);
        }) == 0);
  Problem problem{403, "about:blank", "no", "", "aabb", {}};
  sign(problem, rig.receipt_key);
  int changed = 0;
  bend(bytes_of(encode(problem)), [&](const core::Bytes& bytes) {
    const auto read = decode_problem(core::as_text(bytes));
    if (!read || !is_signed_by(*read, rig.receipt_key.public_key)) return false;
    changed += read->status != 403 || read->nonce != "aabb" || read->type != "about:blank" ? 1 : 0;
    return true;
  });
  CHECK(changed == 0);  // only the words for people, which bear no signature, may differ
}

TEST_CASE("a row that was bent, or stands under another key, is no record") {
  const auto key = rows::record_key({}, 7);
  const core::Bytes frame{0x82, 0xa0, 0x41, 0x07};
  Head before{};
  before.fill(1);
  const auto row = rows::record(key, before, next_head(before, frame), frame);
  REQUIRE(rows::read_record(key, row));
  CHECK(bend(row, [&](const core::Bytes& bytes) { return rows::read_record(key, bytes).ok(); }) == 0);
  CHECK(bend(key, [&](const core::Bytes& bytes) { return rows::read_record(bytes, row).ok(); }) == 0);
  const auto header = rows::header(key, frame);
  REQUIRE(rows::read_header(key, header));
  CHECK(bend(header, [&](const core::Bytes& bytes) { return rows::read_header(key, bytes).ok(); }) == 0);
}

TEST_CASE("a mark with one slot bent gives the other, and with both bent none") {
  JournalRig rig;
  const auto path = rig.folder / "mark";
  for (std::uint64_t sequence = 1; sequence <= 2; ++sequence)
    REQUIRE(write_mark(path, {sequence, {}, 10 * sequence, {}, {1, 2, 3}}));
  auto file = *platform::read_file(path, 64 * 1024);
  REQUIRE(decode_mark(file));
  CHECK(decode_mark(file)->number == 20);
  file[10] ^= 1;  // the slot of the even sequence
  REQUIRE(decode_mark(file));
  CHECK(decode_mark(file)->number == 10);
  file[4096 + 10] ^= 1;
  CHECK_FALSE(decode_mark(file));
  for (std::size_t size = 0; size < file.size(); size += 97)
    CHECK_FALSE(decode_mark(core::ByteView(file).first(size)));
}

TEST_CASE("a device's own file that was cut is damaged, and says what to do") {
  JournalRig rig;
  DeviceIdentity who;
  who.device_key = platform::signing_key_from_seed(platform::seed_of(rig.device_key));
  who.sealing_keys = {rig.sealing_key.public_key};
  REQUIRE(write_identity(rig.folder.path(), who));
  const auto text = *platform::read_file(rig.folder / "device.toml", 64 * 1024);
  REQUIRE(decode_identity(core::as_text(text)));
  for (std::size_t size = 0; size < text.size(); size += 5) {
    const auto read = decode_identity(core::as_text(text).substr(0, size));
    if (read) CHECK(read->device_key.public_key == rig.device_key.public_key);
  }
  REQUIRE(platform::write_file_durably(rig.folder / "device.toml", core::ByteView(text).first(40)));
  const auto refused = read_identity(rig.folder.path());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().remedy == "enrol the device again");
}

TEST_CASE("headers, frames, requests and sequences that were bent are read as something else or not at all") {
  JournalRig rig;
  const auto journal = rig.open();
  rig.append(*journal, "one");
  const auto batch = *journal->peek(10, 10'000);
  REQUIRE(batch);
  const auto differs = [](const core::Bytes& whole, auto decode) {
    return bend(whole, [&](const core::Bytes& bytes) {
      const auto read = decode(bytes);
      if (read) CHECK(encode(*read) == bytes);  // one form for each value
      return read.ok();
    });
  };
  CHECK(differs(batch->header, [](const core::Bytes& bytes) { return decode_run_header(bytes); }) > 0);
  bend(batch->frames[0], [](const core::Bytes& bytes) {
    const auto read = decode_frame(bytes);
    if (read) CHECK(encode_frame(read->clear, read->sealed) == bytes);
    return read.ok();
  });
  auto sequence = batch->header;
  core::append(sequence, batch->frames[0]);
  bend(sequence, [](const core::Bytes& bytes) {
    const auto items = split_sequence(bytes, 10);
    core::Bytes joined;
    if (items)
      for (const auto item : *items) core::append(joined, item);
    if (items) CHECK(joined == bytes);
    return items.ok();
  });
}
