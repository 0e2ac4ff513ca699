// SPDX-License-Identifier: EUPL-1.2
// A power cut, or a kill, after any call that changes the disk: everything acknowledged by then is there at
// the next start, or receipted; nothing comes twice; the kiosk collects.
#include "tests/crashes/disk_states.h"
#include "tests/crashes/scenario.h"

using namespace talt;
using namespace talt::crashes;

namespace {

struct Tallied {
  int states = 0, differing = 0, losing = 0, refusing = 0, doubling = 0;
};

struct Recorded {
  std::vector<Call> calls;
  std::vector<Promised> promises;  // by a note's number
};

Recorded record(const Day& day, sync::JournalRig& rig) {
  Recorded out;
  Disk disk(rig.folder.path());
  out.promises.emplace_back();
  live_through(day, rig, rig.folder.path(), [&](const Promised& promised) {
    disk.note(out.promises.size());
    out.promises.push_back(promised);
  });
  out.calls = disk.calls();
  return out;
}

Tallied enumerate(sync::JournalRig& rig, const Recorded& recorded, Model model, std::size_t stride,
                  Heed heed = {}) {
  Tallied tallied;
  DiskModel disk(heed);
  std::size_t promise = 0;
  for (std::size_t i = 0; i < recorded.calls.size(); ++i) {
    const auto& call = recorded.calls[i];
    disk.apply(call);
    if (call.act == Act::Note) promise = call.note;
    if (i % stride != 0 && i + 1 != recorded.calls.size()) continue;
    doubles::TemporaryFolder state;
    const auto missing = disk.write_state(model, static_cast<unsigned>(i), state / "kiosk");
    const auto verdict = judge(rig, state / "kiosk", recorded.promises[promise]);
    INFO(name_of(model) << " after call " << i << " of " << recorded.calls.size() << ", promised "
                        << recorded.promises[promise].acknowledged.size());
    const bool heeds_all = heed.file_syncs && heed.folder_syncs;
    if (heeds_all) {
      CHECK(verdict.collects);
      CHECK(verdict.missing == 0);
      CHECK(verdict.twice == 0);
    }
    ++tallied.states;
    tallied.differing += missing > 0 ? 1 : 0;
    tallied.losing += verdict.missing > 0 ? 1 : 0;
    tallied.refusing += verdict.collects ? 0 : 1;
    tallied.doubling += verdict.twice > 0 ? 1 : 0;
  }
  return tallied;
}

void enumerate_all(const Day& day, std::size_t stride) {
  sync::JournalRig rig;
  const auto recorded = record(day, rig);
  REQUIRE(recorded.promises.back().acknowledged.size() == static_cast<std::size_t>(day.records));
  REQUIRE_FALSE(recorded.promises.back().receipted.empty());
  for (const auto model : models) {
    const auto tallied = enumerate(rig, recorded, model, stride);
    std::printf("crash states, %-13s: %d states, %d without all that was written, %d losing, %d refusing\n",
                name_of(model), tallied.states, tallied.differing, tallied.losing, tallied.refusing);
    if (model != Model::Kill) CHECK(tallied.differing > 0);  // the fault fired
  }
  // A disk that does not honour syncs must be seen to lose, or this test sees nothing.
  CHECK(enumerate(rig, recorded, Model::Minimal, stride, {false, true}).losing > 0);
  CHECK(enumerate(rig, recorded, Model::ZeroTail, stride, {true, false}).losing > 0);
}

}  // namespace

TEST_CASE("a crash after any call loses nothing that was acknowledged, in short") {
  enumerate_all({30, 300, 12, 20}, 7);
}

TEST_CASE("a crash after any call loses nothing that was acknowledged", "[.whole]") {
  enumerate_all({}, 1);
}
