// SPDX-License-Identifier: EUPL-1.2
// The shelf and what the journal knows of it: nothing is named that was not kept, nothing that is named goes
// before the receiver's signed word.
#include "sync/attachment_shelf.h"

#include <filesystem>
#include <fstream>

#include "tests/sync/attachment_rig.h"

using namespace talt;
using namespace talt::sync;
namespace files = std::filesystem;

namespace {

struct Rig : JournalRig {
  std::unique_ptr<Journal> journal = open();
  AttachmentShelf shelf{folder.path()};

  void reopen() {
    journal.reset();
    journal = open();
    REQUIRE(journal->tidy_shelf());
  }
  SealedAttachment take() { return keep_and_name(*journal, folder.path(), random); }
  std::string path_of(const SealedAttachment& sealed) const {
    return folder / ("attachments/" + platform::to_hex(sealed.attachment.name));
  }
  AttachmentReceipt receipt_for(const SealedAttachment& sealed, std::uint64_t have,
                                bool is_stable = false) const {
    AttachmentReceipt out;
    out.device = identity().device;
    out.name = sealed.attachment.name;
    out.have = have;
    out.size = sealed.sealed.size();
    out.is_whole = have == out.size;
    out.is_stable = is_stable;
    out.nonce = "n";
    sign(out, receipt_key);
    return out;
  }
  void receive(const SealedAttachment& sealed, bool is_stable = false) {
    REQUIRE(journal->receipted(receipt_for(sealed, sealed.sealed.size(), is_stable), "n"));
  }
  void receipt_records(AttachmentTally tally = {}) {
    const auto run = *journal->status().current;
    auto out = receipt(run.run, run.last, run.head);
    out.attachments = std::move(tally);
    sign(out, receipt_key);
    REQUIRE(journal->receipted(out, "n"));
  }
  AttachmentStatus status() { return journal->status().attachments; }
};

JournalGround nearly_full(std::int64_t& free) {
  JournalGround ground;
  ground.free_bytes = [&free](const std::string&) { return core::Result<std::int64_t>(free); };
  return ground;
}

}  // namespace

TEST_CASE("what is kept is there, whole, and again is fine") {
  Rig rig;
  const auto sealed = photo(rig.random);
  REQUIRE(rig.shelf.keep(sealed.attachment.name, sealed.sealed));
  REQUIRE(rig.shelf.keep(sealed.attachment.name, sealed.sealed));
  CHECK(rig.shelf.holds(named(sealed)));
  const auto read = rig.shelf.read(named(sealed));
  REQUIRE(read);
  REQUIRE(*read);
  CHECK(**read == sealed.sealed);
  CHECK(rig.shelf.names() == std::vector{sealed.attachment.name});
  auto other = sealed.attachment.name;
  other[0] ^= 1;
  CHECK_FALSE(rig.shelf.keep(other, sealed.sealed));
  CHECK_FALSE(rig.shelf.keep(other, {}));
}

TEST_CASE("no record is written that names a file that is not on the shelf") {
  Rig rig;
  const auto sealed = photo(rig.random);
  const auto refused = append_naming(*rig.journal, "an observation", {named(sealed)});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().text().find("was not kept") != std::string::npos);
  CHECK(rig.journal->status().recorded == 0);
  CHECK_FALSE(rig.journal->is_dead());
  REQUIRE(rig.shelf.keep(sealed.attachment.name, sealed.sealed));
  CHECK(append_naming(*rig.journal, "an observation", {named(sealed)}));
  CHECK(rig.status().named == 1);
  auto other_size = named(sealed);
  ++other_size.sealed_size;
  CHECK_FALSE(append_naming(*rig.journal, "an observation", {other_size}));
  std::vector<PlainRecord> records;
  records.push_back({{0xa1, 0x05, 0x00}, {1, 2, 3}});
  CHECK_FALSE(rig.journal->append(std::move(records)));
}

TEST_CASE("a correction names the same files again: they count once") {
  Rig rig;
  const auto one = rig.take();
  REQUIRE(append_naming(*rig.journal, "corrected", {named(one)}));
  CHECK(rig.status().named == 1);
  rig.reopen();
  CHECK(rig.status().named == 1);
  CHECK(rig.status().bytes_pending == one.sealed.size());
}

TEST_CASE("a file kept without a record goes at the next opening, a named or spared one stays") {
  Rig rig;
  const auto named_one = rig.take();
  const auto orphan = photo(rig.random), draft = photo(rig.random);
  REQUIRE(rig.shelf.keep(orphan.attachment.name, orphan.sealed));
  REQUIRE(rig.shelf.keep(draft.attachment.name, draft.sealed));
  std::ofstream(rig.path_of(photo(rig.random)) + ".new") << "half";
  rig.journal.reset();
  rig.journal = rig.open();
  CHECK(rig.shelf.names().size() == 3);  // opening alone removes nothing: a save may be under way again
  REQUIRE(rig.journal->tidy_shelf({draft.attachment.name}));
  CHECK(rig.shelf.holds(named(named_one)));
  CHECK(rig.shelf.holds(named(draft)));
  CHECK_FALSE(rig.shelf.holds(named(orphan)));
  CHECK(std::distance(files::directory_iterator(rig.folder / "attachments"), {}) == 2);
}

TEST_CASE("attachments are refused before they take what is left for records") {
  std::int64_t free = records_space_bytes + 70'000;
  Rig rig;
  AttachmentShelf shelf(rig.folder.path(), {nearly_full(free).free_bytes});
  const auto sealed = photo(rig.random);
  CHECK(shelf.keep(sealed.attachment.name, sealed.sealed));
  free = records_space_bytes + 60'000;
  const auto second = photo(rig.random);
  const auto refused = shelf.keep(second.attachment.name, second.sealed);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().text().find("kept for records") != std::string::npos);
  CHECK_FALSE(shelf.holds(named(second)));
  CHECK(shelf.lacking_bytes(second.sealed.size()) ==
        static_cast<std::int64_t>(second.sealed.size()) - 60'000);
  CHECK(rig.append(*rig.journal, "a record") == 1);
}

TEST_CASE("a disk that fills up in mid-file leaves no file and no fragment") {
  Rig rig;
  ShelfGround ground;
  ground.write = [](const std::string& path, core::ByteView content) -> core::Result<void> {
    std::ofstream(path + ".new") << core::as_text(content.first(content.size() / 2));
    return core::Error{"cannot write " + path, "No space left on device", "free some space"};
  };
  const auto sealed = photo(rig.random);
  CHECK_FALSE(AttachmentShelf(rig.folder.path(), ground).keep(sealed.attachment.name, sealed.sealed));
  CHECK(files::is_empty(rig.folder / "attachments"));
}

TEST_CASE("a file goes only when the receiver has it and its backup too") {
  Rig rig;
  const auto one = rig.take(), two = rig.take();
  rig.receipt_records();
  REQUIRE(rig.journal->receipted(rig.receipt_for(one, 5000), "n"));
  CHECK(rig.status().bytes_pending == one.sealed.size() - 5000 + two.sealed.size());
  rig.receive(one);
  CHECK(rig.shelf.holds(named(one)));
  CHECK(rig.status().received == 1);
  rig.reopen();
  CHECK(rig.status().received == 1);
  CHECK(rig.journal->held_runs().size() == 1);
  AttachmentTally tally{2, 1, 1, {{two.attachment.name, 0}}};
  auto out = rig.receipt(rig.journal->status().unsettled.empty() ? rig.journal->held_runs().at(0) : RunId{},
                         2, rig.journal->status().current->head);
  out.attachments = tally;
  sign(out, rig.receipt_key);
  REQUIRE(rig.journal->receipted(out, "n"));
  CHECK_FALSE(rig.shelf.holds(named(one)));
  CHECK(rig.shelf.holds(named(two)));
  CHECK(rig.status().received == 1);
  rig.receive(two, true);
  CHECK_FALSE(rig.shelf.holds(named(two)));
  CHECK(rig.status().received == 2);
  CHECK(rig.status().bytes_pending == 0);
}

TEST_CASE("where space is short the oldest that were received go first, and the host is told") {
  std::int64_t free = std::int64_t{1} << 40;
  Rig rig;
  rig.journal.reset();
  rig.journal = rig.open(nearly_full(free));
  const auto one = rig.take(), two = rig.take(), three = rig.take();
  rig.receipt_records();
  rig.receive(one);
  rig.receive(two);
  REQUIRE(rig.journal->make_room(1));
  CHECK_FALSE(rig.shelf.holds(named(one)));
  CHECK(rig.shelf.holds(named(two)));
  REQUIRE(rig.journal->make_room(std::int64_t{1} << 40));
  CHECK_FALSE(rig.shelf.holds(named(two)));
  CHECK(rig.shelf.holds(named(three)));  // nobody else has it
  CHECK(rig.status().received == 2);
  REQUIRE(rig.journal->status().warnings.size() == 1);
  free = 1000;
  rig.receive(three);
  CHECK_FALSE(rig.shelf.holds(named(three)));
}

TEST_CASE("a receipt that does not check changes nothing") {
  Rig rig;
  const auto one = rig.take(), unknown = photo(rig.random);
  rig.receipt_records();
  const auto whole = one.sealed.size();
  const auto taken = [&](const std::function<void(AttachmentReceipt&)>& bend, bool is_signed = true) {
    auto receipt = rig.receipt_for(one, whole);
    bend(receipt);
    if (is_signed) sign(receipt, rig.receipt_key);
    return rig.journal->receipted(receipt, "n").ok();
  };
  CHECK_FALSE(taken([](auto& receipt) { receipt.have = 1; }, false));
  CHECK_FALSE(taken([](auto& receipt) { receipt.nonce = "other"; }));
  CHECK_FALSE(taken([](auto& receipt) { receipt.device.fill(1); }));
  CHECK_FALSE(taken([&](auto& receipt) { receipt.name = unknown.attachment.name; }));
  CHECK_FALSE(taken([](auto& receipt) { ++receipt.size; }));
  CHECK_FALSE(taken([](auto& receipt) { receipt.have = receipt.size + 1; }));
  CHECK(rig.status().received == 0);
  CHECK(rig.shelf.holds(named(one)));
  CHECK(taken([](auto&) {}));
}

TEST_CASE("a receiver that was restored gets again what is still here, and what is not is told") {
  Rig rig;
  const auto one = rig.take(), two = rig.take();
  rig.receipt_records();
  rig.receive(one);
  rig.receive(two, true);
  CHECK(rig.status().received == 2);
  rig.receipt_records({2, 0, 0, {{one.attachment.name, 700}, {two.attachment.name, 0}}});
  CHECK(rig.status().received == 0);
  CHECK(rig.status().lost == 1);
  const auto unsent = rig.journal->unsent_attachments();
  REQUIRE(unsent.size() == 1);
  CHECK(unsent[0].file.name == one.attachment.name);
  CHECK(unsent[0].have == 700);
  CHECK(rig.journal->status().warnings.size() == 1);
}

TEST_CASE("attachments wait for their records, oldest first") {
  Rig rig;
  const auto one = rig.take();
  CHECK(rig.journal->unsent_attachments().empty());
  rig.receipt_records();
  const auto two = rig.take();
  REQUIRE(rig.journal->unsent_attachments().size() == 1);
  CHECK(rig.journal->unsent_attachments()[0].file.name == one.attachment.name);
  rig.receipt_records();
  REQUIRE(rig.journal->unsent_attachments().size() == 2);
  CHECK(rig.journal->unsent_attachments()[1].file.name == two.attachment.name);
}

TEST_CASE("a file that rotted on the card is told, not sent, and counts as lost") {
  Rig rig;
  const auto one = rig.take();
  {
    std::fstream file(rig.path_of(one), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(5000);
    file.put(static_cast<char>(one.sealed[5000] ^ 1));
  }
  const auto read = rig.shelf.read(named(one));
  REQUIRE(read);
  CHECK_FALSE(read->has_value());
  REQUIRE(rig.journal->note_lost(one.attachment.name));
  CHECK(rig.journal->unsent_attachments().empty());
  rig.reopen();
  CHECK(rig.status().lost == 1);
  CHECK(rig.journal->status().warnings.size() == 1);
}

TEST_CASE("a journal that is set aside does not take its attachments along") {
  Rig rig;
  const auto one = rig.take(), two = rig.take();
  const auto orphan = photo(rig.random);
  REQUIRE(rig.shelf.keep(orphan.attachment.name, orphan.sealed));
  rig.journal.reset();
  std::ofstream(rig.folder / "journal-state", std::ios::trunc) << "damaged";
  rig.reopen();
  CHECK(rig.shelf.names().size() == 3);
  CHECK(rig.status().named == 0);
  const auto salvaged = rig.journal->salvage();
  REQUIRE(salvaged);
  CHECK(*salvaged);
  CHECK(rig.status().named == 2);
  rig.reopen();
  CHECK(rig.status().named == 2);
  CHECK(rig.shelf.holds(named(one)));
  CHECK(rig.shelf.holds(named(two)));
}
