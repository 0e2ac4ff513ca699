// SPDX-License-Identifier: EUPL-1.2
// A disk that is really full, in the middle of a visit: the data folder lies on a small file system of its
// own.
#include "tests/kiosk/kiosk_rig.h"
#include "tests/kiosk/small_disk.h"

using namespace talt;
using tests::KioskRig;
using tests::SmallDisk;
using Words = std::vector<std::string>;

TEST_CASE("a disk that is full in the middle of a visit loses and doubles nothing", "[full-disk]") {
  const doubles::TemporaryFolder place;
  const SmallDisk disk(place.path());
  if (!disk.is_mounted()) {
    WARN("skipped: mounting a small file system needs root");
    return;
  }
  KioskRig rig(place.path());
  rig.walk("tap #language:sv\ntap #promise.continue\ntap #alternative:trees\ntap #next\n");

  disk.fill();  // what was reserved is given up: the visit goes on as if nothing were
  rig.walk("tap #choice:daily\ntap #next\nexpect-not \"ur funktion\"\nexpect #scale:1\n");

  disk.fill();  // now nothing is left but the end of the last block
  Words expected{"begin sv self", "priorities: dots 1 0 0 0 0 0", "visits: chosen 0"};
  for (int step = 1; step < 500 && !rig.shows("ur funktion"); ++step) {
    if (step > 1) rig.walk("tap #back\n");
    const auto answer = std::to_string(step % 5 + 1);
    rig.walk("tap #scale:" + answer + "\ntap #next\n");
    if (step > 1) expected.push_back("void evening changed");
    expected.push_back("evening: step " + answer);
  }
  rig.walk("expect \"ur funktion\"\nexpect \"No space left\"\nwait 6000\nexpect \"ur funktion\"\n");

  disk.make_room();
  rig.walk("wait 6000\nexpect-not \"ur funktion\"\ntap #skip\ntap #skip\nexpect \"Tack\"\ntap #done\n");
  for (const auto* word : {"where-light: skipped", "wish: skipped", "end done after 5"})
    expected.emplace_back(word);
  CHECK(rig.recorded().all == expected);
}

TEST_CASE("a kiosk that starts on a full disk goes on when there is room again", "[full-disk]") {
  const doubles::TemporaryFolder place;
  const SmallDisk disk(place.path());
  if (!disk.is_mounted()) {
    WARN("skipped: mounting a small file system needs root");
    return;
  }
  KioskRig rig(place.path());
  rig.walk("tap #language:sv\ntap #promise.continue\ntap #alternative:trees\ntap #next\ntap #leave\n");
  rig.kiosk.reset();
  disk.fill();
  rig.open();
  rig.walk("tap #language:sv\ntap #promise.continue\ntap #alternative:roof\ntap #next\n");
  disk.make_room();
  rig.walk("wait 6000\nexpect #choice:daily\ntap #leave\n");
  CHECK(rig.recorded().all == Words{"begin sv self", "priorities: dots 1 0 0 0 0 0", "end left after 2",
                                    "begin sv self", "priorities: dots 0 0 0 0 1 0", "end left after 2"});
}
