// SPDX-License-Identifier: EUPL-1.2
// A process that is killed in the middle of its work, again and again on one folder.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/sync/journal_rig.h"

using namespace talt;
using namespace talt::sync;

namespace {

/// Appends until it is killed; tells each acknowledged number through the pipe.
[[noreturn]] void append_for_ever(JournalRig& rig, int out) {
  const auto random = platform::open_system_random();
  auto journal = Journal::open(rig.folder.path(), rig.identity(), *random);
  while (journal) {
    std::vector<PlainRecord> records;
    records.push_back(rig.record("x"));
    const auto number = (*journal)->append(std::move(records));
    if (!number || write(out, &*number, sizeof *number) != sizeof *number) break;
    if (*number % 7 == 0 && !(*journal)->write_mark()) break;
  }
  _exit(1);
}

}  // namespace

TEST_CASE("a journal killed at any moment has everything that it acknowledged, under rising numbers") {
  JournalRig rig;
  std::uint64_t highest = 0;
  for (int round = 1; round <= 12; ++round) {
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) append_for_ever(rig, ends[1]);
    close(ends[1]);
    std::uint64_t number = 0;
    for (int told = 0; told < 5 * round && read(ends[0], &number, sizeof number) == sizeof number; ++told) {
      CHECK(number > highest);
      highest = number;
    }
    kill(child, SIGKILL);
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));  // it was killed, it did not stop by itself
    while (read(ends[0], &number, sizeof number) == sizeof number) highest = number;
    close(ends[0]);
    const auto journal = rig.open();
    CHECK(journal->status().warnings.empty());
    REQUIRE(journal->status().current);
    CHECK(journal->status().current->last >= highest);
    CHECK(journal->status().recorded >= highest);
  }
}
