// SPDX-License-Identifier: EUPL-1.2
// Each call that changes the disk fails in its turn, once or for ever: whatever was acknowledged is there
// after the disk is well again.
#include <sys/mount.h>
#include <sys/resource.h>

#include <cerrno>
#include <csignal>

#include "tests/crashes/disk.h"
#include "tests/crashes/scenario.h"

using namespace talt;
using namespace talt::crashes;

namespace {

void fail_everywhere(const Day& day, int code, Failing failing, int stride) {
  int fired = 0;
  for (int call = 1;; call += stride) {
    sync::JournalRig rig;
    Promised promised;
    {
      Disk disk(rig.folder.path());
      disk.fail_at(call, code, failing);
      promised = live_through(day, rig, rig.folder.path(), [](const Promised&) {});
      if (disk.fired() == 0) break;  // more calls than a day has
      ++fired;
      disk.heal();
    }
    INFO("call " << call << " failed with " << code);
    if (failing == Failing::Once)
      CHECK(promised.acknowledged.size() == static_cast<std::size_t>(day.records));
    const auto verdict = judge(rig, rig.folder.path(), promised);
    CHECK(verdict.collects);
    CHECK(verdict.missing == 0);
    CHECK(verdict.twice == 0);
  }
  CHECK(fired * stride > 2 * day.records);
  std::printf("disk faults, errno %d %s: %d calls failed in their turn\n", code,
              failing == Failing::Once ? "once" : "for ever", fired);
}

void fail_in_all_ways(const Day& day, int stride) {
  for (const int code : {ENOSPC, EIO})
    for (const auto failing : {Failing::Once, Failing::ForEver}) fail_everywhere(day, code, failing, stride);
}

/// Appends until the disk is full, then makes room and goes on: as a kiosk does, on `folder`.
void fill_and_go_on(sync::JournalRig& rig, const std::string& folder,
                    const std::function<void()>& make_room) {
  Promised promised;
  auto opened = sync::Journal::open(folder, rig.identity(), rig.random);
  REQUIRE(opened);
  auto journal = std::move(*opened);
  std::optional<sync::FailedAppend> failed;
  const auto append = [&](int number) {
    std::vector<sync::PlainRecord> records;
    const auto text = text_of(number, 6000);
    records.push_back(rig.record(text));
    if (!journal->append(std::move(records))) return false;
    promised.acknowledged.push_back(text);
    return true;
  };
  int number = 1;
  while (number < 20'000 && append(number)) ++number;
  REQUIRE(number < 20'000);  // it did fill
  CHECK(journal->is_dead());
  failed = journal->failed_append();
  CHECK_FALSE(append(number));  // nothing is acknowledged any more by this handle
  journal.reset();
  make_room();
  auto again = sync::Journal::open(folder, rig.identity(), rig.random);
  if (!again) FAIL(again.error().text());
  journal = std::move(*again);
  if (failed) {
    const auto holds = journal->holds(*failed);
    REQUIRE(holds);
    if (*holds) promised.acknowledged.push_back(text_of(number, 6000));
  }
  for (int more = 1; more <= 50; ++more) REQUIRE(append(number + more));
  journal.reset();
  const auto verdict = judge(rig, folder, promised);
  CHECK(verdict.collects);
  CHECK(verdict.missing == 0);
  CHECK(promised.acknowledged.size() > 50);
}

}  // namespace

TEST_CASE("whatever call to the disk fails, everything acknowledged is there, in short") {
  fail_in_all_ways({12, 300, 5, 8}, 5);
}

TEST_CASE("whatever call to the disk fails, everything acknowledged is there", "[.whole]") {
  fail_in_all_ways({}, 1);
}

TEST_CASE("a file that may not grow any more costs nothing that was acknowledged") {
  std::signal(SIGXFSZ, SIG_IGN);
  sync::JournalRig rig;
  rlimit before{};
  REQUIRE(getrlimit(RLIMIT_FSIZE, &before) == 0);
  const rlimit tight{256 * 1024, before.rlim_max};
  REQUIRE(setrlimit(RLIMIT_FSIZE, &tight) == 0);
  fill_and_go_on(rig, rig.folder.path(), [&] { REQUIRE(setrlimit(RLIMIT_FSIZE, &before) == 0); });
  REQUIRE(setrlimit(RLIMIT_FSIZE, &before) == 0);
}

TEST_CASE("a disk that is really full, and has room again, costs nothing that was acknowledged") {
  sync::JournalRig rig;
  const auto place = rig.folder / "full";
  REQUIRE(platform::make_folder(place));
  if (mount("tmpfs", place.c_str(), "tmpfs", 0, "size=16m") != 0) {
    WARN("skipped: only root may mount a small disk");
    return;
  }
  const auto foreign = place + "/of-another-program";
  REQUIRE(platform::write_file_durably(foreign, core::Bytes(4 * 1024 * 1024, 1)));
  fill_and_go_on(rig, place + "/kiosk", [&] {
    CHECK(
        platform::remove_file(place + "/kiosk/reserve"));  // as the kiosk does; its reopening takes it again
    CHECK(platform::remove_file(foreign));
  });
  CHECK(umount(place.c_str()) == 0);
}
