// SPDX-License-Identifier: EUPL-1.2
// Photos on a walk, from a folder to the shelf, as fingers bring them there; and what happens when they are
// broken, or the disk fills up with them.
#include "platform/photo.h"
#include "tests/kiosk/small_disk.h"
#include "tests/kiosk/walk_rig.h"

using namespace talt;
using tests::begin_walk;
using tests::SmallDisk;
using tests::WalkRig;
namespace fs = std::filesystem;
namespace walk = core::walk;

namespace {

const std::string to_photo = "tap #theme:lighting\ntap #verdict:bad\ntap #photo\n";

void put(const std::string& folder, const std::string& name, core::ByteView content) {
  fs::create_directories(folder);
  REQUIRE(platform::write_file_durably(folder + "/" + name, content));
}
core::Bytes scene() {
  std::uint32_t grain = 7;
  core::Photo photo{1600, 1200, std::vector<std::uint8_t>(std::size_t{3} * 1600 * 1200)};
  for (auto& value : photo.rgb)
    value = static_cast<std::uint8_t>((grain = grain * 1664525 + 1013904223) >> 24);
  return platform::encode_jpeg(photo).value();
}
std::vector<walk::Observation> notes_of(WalkRig& rig) {
  std::vector<walk::Observation> notes;
  for (const auto& record : rig.recorded().of_walks)
    if (const auto* note = std::get_if<walk::Observation>(&record)) notes.push_back(*note);
  return notes;
}
std::size_t files_in(const std::string& folder) {
  std::error_code none;
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator(folder, none), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("a photo is on the shelf, sealed, before its observation names it", "[photos]") {
  const doubles::TemporaryFolder stick;
  const auto photo = scene();
  // Ten bytes with which every photo begins: sealed bytes do not happen to be those.
  const core::ByteView beginning = core::ByteView(photo).first(10);
  REQUIRE(beginning.back() == 'F');  // of JFIF
  put(stick.path(), "scene.jpg", photo);
  WalkRig rig("", stick.path());
  rig.walk(begin_walk + to_photo + "expect \"scene.jpg\"\ntap #file:1\ndraw #picture 0.4 0.4 0.6 0.4\n" +
           "expect #blur.undo\ntap #photo.keep\n");
  CHECK(files_in(rig.data + "/attachments") == 1);
  for (const auto& entry : fs::recursive_directory_iterator(rig.data)) {
    if (!entry.is_regular_file()) continue;
    const auto bytes = platform::read_file(entry.path().string(), 64 << 20).value();
    CHECK(std::search(bytes.begin(), bytes.end(), beginning.begin(), beginning.end()) == bytes.end());
  }
  rig.walk("tap #done\n");
  const auto notes = notes_of(rig);
  REQUIRE(notes.size() == 1);
  REQUIRE(notes[0].attachments.size() == 1);
  CHECK(notes[0].attachments[0].kind == core::AttachmentKind::Photo);
}

TEST_CASE("a broken picture is told and costs nothing but itself", "[photos]") {
  const doubles::TemporaryFolder stick;
  auto huge = scene();
  const std::array<std::uint8_t, 2> frame{0xFF, 0xC0}, progressive{0xFF, 0xC2};
  auto at = std::search(huge.begin(), huge.end(), frame.begin(), frame.end());
  if (at == huge.end()) at = std::search(huge.begin(), huge.end(), progressive.begin(), progressive.end());
  REQUIRE(at != huge.end());
  at[5] = at[7] = 0x38;  // rows and columns by more than 14,000 each
  put(stick.path(), "huge.jpg", huge);
  WalkRig rig("", stick.path());
  rig.walk(begin_walk + to_photo + "tap #file:1\nexpect \"för stor\"\nexpect #file:1\n");
  put(stick.path(), "huge.jpg", scene());
  rig.walk("tap #file:1\ntap #photo.keep\ntap #done\n");
  const auto notes = notes_of(rig);
  REQUIRE(notes.size() == 1);
  CHECK(notes[0].attachments.size() == 1);
}

TEST_CASE("a disk that fills up with photos takes no more of them, and every note", "[photos][full-disk]") {
  const doubles::TemporaryFolder place, stick;
  const SmallDisk disk(place.path(), 120);
  if (!disk.is_mounted()) {
    WARN("skipped: mounting a small file system needs root");
    return;
  }
  put(stick.path(), "scene.jpg", scene());
  WalkRig rig(place.path(), stick.path());
  rig.walk(begin_walk);
  disk.leave(sync::records_space_bytes + 2 * (1 << 20));
  std::size_t kept = 0;
  for (; kept < 20; ++kept) {
    rig.walk(to_photo + "tap #file:1\ntap #photo.keep\n");
    if (rig.shows("#photo.keep")) break;
    rig.walk("tap #done\n");
  }
  CHECK(kept >= 1);
  REQUIRE(kept < 20);
  CHECK(rig.shows("behövs för anteckningarna"));
  rig.walk("tap #back\ntap #back\ntap #done\n");
  for (int i = 0; i < 30; ++i) rig.walk("tap #theme:upkeep\ntap #verdict:good\ntap #done\n");
  const auto notes = notes_of(rig);
  CHECK(notes.size() == kept + 1 + 30);
  CHECK(files_in(rig.data + "/attachments") == kept);
}
