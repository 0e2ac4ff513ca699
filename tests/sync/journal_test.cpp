// SPDX-License-Identifier: EUPL-1.2
#include <filesystem>
#include <fstream>
#include <set>

#include "tests/sync/journal_rig.h"

using namespace talt;
using namespace talt::sync;
namespace files = std::filesystem;

namespace {

bool any_file_holds(const std::string& folder, core::ByteView needle) {
  for (const auto& entry : files::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string content((std::istreambuf_iterator<char>(in)), {});
    if (content.find(core::as_text(needle)) != std::string::npos) return true;
  }
  return false;
}

StoredBatch next_batch(Journal& journal, std::size_t records_max = 1000) {
  auto batch = journal.peek(records_max, 1024 * 1024);
  REQUIRE(batch);
  REQUIRE(*batch);
  return std::move(**batch);
}

bool warns_of(Journal& journal, const std::string& part) {
  for (const auto& warning : journal.status().warnings)
    if (warning.find(part) != std::string::npos) return true;
  return false;
}

}  // namespace

TEST_CASE("the municipality reads what was appended, in its order and under rising numbers") {
  JournalRig rig;
  const auto journal = rig.open();
  CHECK(rig.append(*journal, "first") == 1);
  CHECK(rig.append(*journal, "second") == 2);
  const auto batch = next_batch(*journal);
  CHECK(batch.with_header);
  CHECK(batch.first == 1);
  CHECK(batch.before == first_head(batch.header));
  CHECK(rig.read(batch) == std::vector<std::string>{"first", "second"});
}

TEST_CASE("no byte of any file holds an answer, and side values do") {
  JournalRig rig;
  const std::string canary = "canary-in-a-tent-9173";
  {
    const auto journal = rig.open();
    std::vector<PlainRecord> records;
    records.push_back(rig.record(canary));
    REQUIRE(journal->append(std::move(records), {{"visits", {'c', 'o', 'u', 'n', 't', '7'}}}));
    REQUIRE(journal->write_mark());
  }
  CHECK_FALSE(any_file_holds(rig.folder.path(), core::as_bytes(canary)));
  CHECK(any_file_holds(rig.folder.path(), core::as_bytes("count7")));
}

TEST_CASE("the run's key and its later keys are in no file") {
  JournalRig rig;
  core::Bytes header;
  {
    const auto journal = rig.open();
    rig.append(*journal, "one");
    rig.append(*journal, "two");
    header = next_batch(*journal).header;
  }
  const auto decoded = decode_run_header(header);
  REQUIRE(decoded);
  const auto opened = platform::open_sealed(rig.sealing_key, decoded->run_key.at(0).sealed);
  REQUIRE(opened);
  auto key = platform::Secret::from(*opened);
  for (int step = 0; step < 3; ++step) {
    CHECK_FALSE(any_file_holds(rig.folder.path(), key.view()));
    CHECK_FALSE(any_file_holds(rig.folder.path(), platform::derive(key, "seal").view()));
    key = platform::derive(key, "next");
  }
  CHECK(any_file_holds(rig.folder.path(), decoded->commitment));
}

TEST_CASE("each opening begins another run, and numbers go on") {
  JournalRig rig;
  std::set<RunId> runs;
  for (std::uint64_t opening = 1; opening <= 4; ++opening) {
    const auto journal = rig.open();
    CHECK(rig.append(*journal, "x") == opening);
    REQUIRE(journal->status().current);
    runs.insert(journal->status().current->run);
    CHECK(journal->status().recorded == opening);
  }
  CHECK(runs.size() == 4);
}

TEST_CASE("a copied folder and its original never put two records under one run and number") {
  JournalRig rig;
  doubles::TemporaryFolder other;
  {
    const auto journal = rig.open();
    rig.append(*journal, "before");
    REQUIRE(journal->write_mark());
    files::copy(rig.folder.path(), other.path(),
                files::copy_options::recursive);  // the journal is open: a crash
  }
  const auto original = rig.open();
  const auto copy = rig.open_in(other.path());
  rig.append(*original, "here");
  rig.append(*copy, "there");
  CHECK(original->status().current->run != copy->status().current->run);
  CHECK(original->status().recorded == 2);
  CHECK(copy->status().recorded == 2);
}

TEST_CASE("a journal that lost its tail says so, and goes on above the mark") {
  JournalRig rig;
  doubles::TemporaryFolder old;
  {
    const auto journal = rig.open();
    rig.append(*journal, "one");
    REQUIRE(journal->write_mark());
    files::copy(rig.folder / "journal", old / "journal", files::copy_options::recursive);
    for (int i = 0; i < 5; ++i) rig.append(*journal, "more");
    REQUIRE(journal->write_mark());
  }
  files::remove_all(rig.folder / "journal");
  files::copy(old / "journal", rig.folder / "journal", files::copy_options::recursive);
  {
    const auto journal = rig.open();
    CHECK(warns_of(*journal, "should reach number 6 and ends at 1"));
    CHECK(rig.append(*journal, "after") == 7);
    REQUIRE(journal->write_mark());
  }
  const auto journal = rig.open();
  CHECK(warns_of(*journal, "should reach number 6"));  // told for good, not once
}

TEST_CASE("a journal whose log was deleted says what is missing") {
  JournalRig rig;
  {
    const auto journal = rig.open();
    rig.append(*journal, "one");
    REQUIRE(journal->write_mark());
  }
  int removed = 0;
  for (const auto& entry : files::directory_iterator(rig.folder / "journal"))
    if (entry.path().extension() == ".log") removed += files::remove(entry.path()) ? 1 : 0;
  REQUIRE(removed == 1);
  const auto journal = rig.open();
  CHECK(warns_of(*journal, "should reach number 1 and ends at 0"));
  CHECK(rig.append(*journal, "next") == 2);
}

TEST_CASE("a damaged journal is set aside whole and a new one collects above its numbers") {
  JournalRig rig;
  {
    const auto journal = rig.open();
    rig.append(*journal, "one");
    rig.append(*journal, "two");
    REQUIRE(journal->write_mark());
  }
  std::ofstream(rig.folder / "journal/CURRENT", std::ios::trunc) << "";
  const auto journal = rig.open();
  CHECK(files::exists(rig.folder / "damaged/1/MANIFEST-000002"));
  CHECK(warns_of(*journal, "set aside"));
  CHECK(rig.append(*journal, "three") == 3);
}

TEST_CASE("status prints zeros on a new and on a half-born folder, and begins nothing") {
  JournalRig rig;
  for (const bool is_half_born : {false, true}) {
    if (is_half_born) std::ofstream(rig.folder / "journal-state") << "begun";
    const auto status = Journal::status_of(rig.folder.path());
    REQUIRE(status);
    CHECK(status->recorded == 0);
    CHECK_FALSE(status->current);
    CHECK_FALSE(files::exists(rig.folder / "journal"));
  }
  const auto journal = rig.open();
  CHECK(rig.append(*journal, "born after all") == 1);
}

TEST_CASE("only the receiver's receipt for this run, request and head makes the journal forget") {
  JournalRig rig;
  const auto journal = rig.open();
  for (int i = 0; i < 10; ++i) rig.append(*journal, "x");
  const auto batch = next_batch(*journal);
  const auto good = rig.receipt(batch.run, 10, batch.after, 10);

  auto forged = good;
  sign(forged, rig.device_key);
  CHECK_FALSE(journal->receipted(forged, "n"));
  CHECK_FALSE(journal->receipted(good, "another"));
  CHECK_FALSE(journal->receipted(rig.receipt(RunId{}, 10, batch.after), "n"));
  CHECK_FALSE(journal->receipted(rig.receipt(batch.run, 9, batch.after), "n"));
  CHECK_FALSE(journal->receipted(rig.receipt(batch.run, 5, batch.after, 6), "n"));
  CHECK(journal->status().pending == 10);

  REQUIRE(journal->receipted(good, "n"));
  CHECK(journal->status().pending == 0);
  CHECK(journal->status().current->pruned == 10);
  const auto rest = journal->peek(10, 1000);
  REQUIRE(rest);
  CHECK_FALSE(*rest);
}

TEST_CASE("a receipt may go backwards: what is still here is sent again, with the receipt for what is not") {
  JournalRig rig;
  const auto journal = rig.open();
  for (int i = 0; i < 10; ++i) rig.append(*journal, "x");
  const auto first = next_batch(*journal, 4);
  REQUIRE(journal->receipted(rig.receipt(first.run, 4, first.after), "n"));
  const auto second = next_batch(*journal, 6);
  CHECK(second.first == 5);
  CHECK_FALSE(second.with_header);
  REQUIRE(journal->receipted(rig.receipt(first.run, 10, second.after, 7), "n"));
  CHECK(journal->status().current->pruned == 4);  // up to a number that a receipt was given for

  const auto header_only = rig.receipt(first.run, 0, first.before);
  REQUIRE(journal->receipted(header_only, "n"));
  CHECK(journal->status().pending == 10);
  const auto again = next_batch(*journal);
  CHECK(again.first == 5);
  CHECK(again.before == first.after);
  CHECK(again.frames.size() == 6);
  const auto proof = journal->receipt_of(first.run);
  REQUIRE(proof);
  CHECK(proof->through == 4);
  CHECK(proof->head == again.before);
}

TEST_CASE("a receiver that knows more than a restored journal settles the run and is told of") {
  JournalRig rig;
  const auto journal = rig.open();
  rig.append(*journal, "x");
  const auto batch = next_batch(*journal);
  Head beyond{};
  beyond.fill(7);
  REQUIRE(journal->receipted(rig.receipt(batch.run, 9, beyond, 9), "n"));
  CHECK(journal->status().pending == 0);
  CHECK(journal->status().current->pruned == 0);
  CHECK(warns_of(*journal, "the receiver has them up to number 9"));
}

TEST_CASE("when space is short receipted records go before the backup has them, and that is said") {
  JournalRig rig;
  JournalGround ground;
  ground.free_bytes = [](const std::string&) { return core::Result<std::int64_t>(1024); };
  const auto journal = rig.open(ground);
  for (int i = 0; i < 6; ++i) rig.append(*journal, "x");
  const auto batch = next_batch(*journal, 4);
  REQUIRE(journal->receipted(rig.receipt(batch.run, 4, batch.after, 0), "n"));
  CHECK(journal->status().current->pruned == 4);
  CHECK(journal->status().pending == 2);
  CHECK(warns_of(*journal, "space is short"));
}

TEST_CASE("counts, receipts and pruning are the same after a restart") {
  JournalRig rig;
  {
    const auto journal = rig.open();
    rig.append_many(*journal, 1200, [](int) { return std::string("x"); });
    const auto batch = next_batch(*journal, 1000);
    REQUIRE(journal->receipted(rig.receipt(batch.run, 1000, batch.after, 1000), "n"));
    REQUIRE(journal->write_side_values({{"tallies", {1, 2, 3}}}));
  }
  const auto journal = rig.open();
  const auto status = journal->status();
  CHECK(status.recorded == 1200);
  CHECK(status.receipted == 1000);
  CHECK(status.pending == 200);
  CHECK(status.last_receipt_s == 1'800'000'000);
  CHECK(next_batch(*journal).first == 1001);
  const auto side = journal->side_value("tallies");
  REQUIRE(side);
  CHECK(*side == core::Bytes{1, 2, 3});
}

TEST_CASE("a record that is too large is refused and harms nothing") {
  JournalRig rig;
  const auto journal = rig.open();
  rig.append(*journal, "one");
  std::vector<PlainRecord> records;
  records.push_back(rig.record(std::string(9000, 'x')));
  CHECK_FALSE(journal->append(std::move(records)));
  CHECK_FALSE(journal->is_dead());
  CHECK(rig.append(*journal, "two") == 2);
}
