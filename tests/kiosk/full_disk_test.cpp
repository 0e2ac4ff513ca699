// SPDX-License-Identifier: EUPL-1.2
// A disk that is really full, in the middle of a visit: the data folder lies on a small file system of its
// own.
#include <fcntl.h>
#include <sys/mount.h>
#include <unistd.h>

#include "tests/kiosk/kiosk_rig.h"

using namespace talt;
using tests::KioskRig;
using Words = std::vector<std::string>;

namespace {

/// A file system of 48 MB over a folder, for as long as this lives.
class SmallDisk {
 public:
  explicit SmallDisk(std::string folder) : folder_(std::move(folder)) {
    is_mounted_ = mount("tmpfs", folder_.c_str(), "tmpfs", 0, "size=48m,mode=0700") == 0;
  }
  ~SmallDisk() {
    if (is_mounted_) umount2(folder_.c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  bool is_mounted() const { return is_mounted_; }

  /// Writes until not a byte is free.
  void fill() const {
    const int file = open((folder_ + "/filler").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    const std::string block(4096, 'x');
    std::size_t step = block.size();
    while (step > 0)
      if (write(file, block.data(), step) <= 0) step /= 2;
    close(file);
  }
  void make_room() const { unlink((folder_ + "/filler").c_str()); }

 private:
  std::string folder_;
  bool is_mounted_ = false;
};

}  // namespace

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
