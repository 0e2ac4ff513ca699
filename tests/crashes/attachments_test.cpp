// SPDX-License-Identifier: EUPL-1.2
// A power cut, or a kill, after any call that changes the disk, while photos are kept, named, received and
// let go of: no durable record names a file that is not whole, nothing acknowledged is gone before the
// receiver's word, and what no record names goes.
#include "tests/crashes/disk_states.h"
#include "tests/sync/attachment_rig.h"

using namespace talt;
using namespace talt::crashes;
using sync::AttachmentState;

namespace {

struct Taken {
  core::NamedAttachment file;
  bool is_received = false;  // the receiver's word is taken: it may be gone
};
using Promised = std::vector<Taken>;

struct Recorded {
  std::vector<Call> calls;
  std::vector<Promised> promises{{}};  // by a note's number
};

/// Four photos, each with its record; the first two are received, the first into a backup; then a file whose
/// record never comes.
Recorded record(sync::JournalRig& rig) {
  Recorded out;
  Disk disk(rig.folder.path());
  Promised promised;
  const auto tell = [&] {
    disk.note(out.promises.size());
    out.promises.push_back(promised);
  };
  auto journal = rig.open();
  std::vector<sync::SealedAttachment> photos;
  for (int i = 0; i < 4; ++i) {
    photos.push_back(sync::keep_and_name(*journal, rig.folder.path(), rig.random));
    promised.push_back({sync::named(photos.back())});
    tell();
  }
  for (std::size_t i = 0; i < 2; ++i) {
    promised[i].is_received = true;  // from here on it may go
    tell();
    sync::AttachmentReceipt receipt;
    receipt.device = rig.identity().device;
    receipt.name = photos[i].attachment.name;
    receipt.have = receipt.size = photos[i].sealed.size();
    receipt.is_whole = true;
    receipt.is_stable = i == 0;
    receipt.nonce = "n";
    sign(receipt, rig.receipt_key);
    REQUIRE(journal->receipted(receipt, "n"));
  }
  const auto orphan = sync::photo(rig.random);
  REQUIRE(sync::AttachmentShelf(rig.folder.path()).keep(orphan.attachment.name, orphan.sealed));
  out.calls = disk.calls();
  return out;
}

struct Verdict {
  int missing = 0;   // acknowledged, not received, and not here whole
  int dangling = 0;  // named by a durable record, and not here whole
  int orphans = 0;   // on the shelf though nothing names them
};

Verdict judge(sync::JournalRig& rig, const std::string& folder, const Promised& promised) {
  Verdict verdict;
  auto opened = sync::Journal::open(folder, rig.identity(), rig.random);
  if (!opened || !(*opened)->tidy_shelf()) return {100, 100, 100};
  auto& journal = **opened;
  const auto is_whole = [&](const core::NamedAttachment& file) {
    const auto read = journal.shelf().read(file);
    return read && read->has_value();
  };
  const auto held = journal.attachments();
  for (const auto& each : held)
    if (each.state != AttachmentState::LetGo && !is_whole(each.file)) ++verdict.dangling;
  for (const auto& each : promised) {
    const bool is_known = std::any_of(held.begin(), held.end(),
                                      [&](const auto& known) { return known.file.name == each.file.name; });
    if (!is_known || (!each.is_received && !is_whole(each.file))) ++verdict.missing;
  }
  for (const auto& name : journal.shelf().names())
    if (std::none_of(held.begin(), held.end(), [&](const auto& known) { return known.file.name == name; }))
      ++verdict.orphans;
  return verdict;
}

struct Tallied {
  int states = 0, wrong = 0;
};

Tallied enumerate(sync::JournalRig& rig, const Recorded& recorded, Model model, Heed heed = {}) {
  Tallied tallied;
  DiskModel disk(heed);
  std::size_t promise = 0;
  for (std::size_t i = 0; i < recorded.calls.size(); ++i) {
    disk.apply(recorded.calls[i]);
    if (recorded.calls[i].act == Act::Note) promise = recorded.calls[i].note;
    doubles::TemporaryFolder state;
    disk.write_state(model, static_cast<unsigned>(i), state / "kiosk");
    const auto verdict = judge(rig, state / "kiosk", recorded.promises[promise]);
    INFO(name_of(model) << " after call " << i << " of " << recorded.calls.size());
    if (heed.file_syncs && heed.folder_syncs) {
      CHECK(verdict.missing == 0);
      CHECK(verdict.dangling == 0);
      CHECK(verdict.orphans == 0);
    }
    ++tallied.states;
    tallied.wrong += verdict.missing + verdict.dangling > 0 ? 1 : 0;
  }
  return tallied;
}

}  // namespace

TEST_CASE("a crash after any call leaves no record without its file, and no file without a record") {
  sync::JournalRig rig;
  const auto recorded = record(rig);
  REQUIRE(recorded.promises.size() == 7);
  for (const auto model : models) {
    const auto tallied = enumerate(rig, recorded, model);
    std::printf("crash states of attachments, %-13s: %d states, %d wrong\n", name_of(model), tallied.states,
                tallied.wrong);
    CHECK(tallied.states > 40);
  }
  // A disk that does not honour syncs must be seen to lose, or this test sees nothing.
  CHECK(enumerate(rig, recorded, Model::Minimal, {false, true}).wrong > 0);
  CHECK(enumerate(rig, recorded, Model::ZeroTail, {true, false}).wrong > 0);
}
