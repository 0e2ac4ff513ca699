// SPDX-License-Identifier: EUPL-1.2
// Walkthroughs as outsiders write them: what each step does, what is refused and how it is said.
#include <algorithm>
#include <cstdlib>

#include "tests/commands/municipality.h"

using namespace talt::tests;

namespace {

long lines_in(const std::string& text) {
  return std::count(text.begin(), text.end(), '\n');
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("all faults of a walkthrough are said at once, before the kiosk opens anything", "[walkthrough]") {
  Municipality town;
  const auto walked = town.walk("dot-vote",
                                "tap #start\n"
                                "tap start\n"     // 2: neither a name in quotes nor an id
                                "press #start\n"  // 3: no such step
                                "wait soon\n"     // 4
                                "\n# a comment\n"
                                "screenshot ../a.png\n"       // 7
                                "screenshot sub/a.png\n"      // 8
                                "screenshot a.jpg\n"          // 9
                                "tap-geo 95 0\n"              // 10
                                "type words\n"                // 11
                                "key Hyper\n"                 // 12
                                "sync now\n"                  // 13
                                "expect \"Tack\" please\n");  // 14
  CHECK(walked.exit_code == 1);
  CHECK(walked.out.empty());
  CHECK(lines_in(walked.err) == 11);
  for (const int line : {2, 3, 4, 7, 8, 9, 10, 11, 12, 13, 14})
    CHECK(has(walked.err, "talt: " + town.folder / "walkthrough.txt" + ":" + std::to_string(line) + ": "));
  CHECK_FALSE(std::filesystem::exists(town.kiosk() + "/journal"));
}

TEST_CASE("a step that fails ends the walk with its line, those before it were told", "[walkthrough]") {
  Municipality town;
  const auto walked =
      town.walk("dot-vote", "tap #language:sv\n\nexpect \"Lova\"\nexpect #nothing\ntap #next\n");
  CHECK(walked.exit_code == 1);
  CHECK(walked.out == "1\n");
  CHECK(has(walked.err, ":3: expected \"Lova\": it is not on screen: "));
}

TEST_CASE("comments, blanks and quotes are read as people write them", "[walkthrough]") {
  Municipality town;
  const auto walked = town.walk("dot-vote",
                                "\xEF\xBB\xBF# begins with a mark of its byte order\r\n"
                                "  tap   #language:sv   # in Swedish\r\n"
                                "\ttap\t#promise.continue\t#on\n"
                                "expect-not \"say \\\"#no\\\"\" # quoted\n"
                                "tap-at 640 -10\n"
                                "wait 0\n"
                                "screenshot \"one two.png\"\n");
  INFO(walked.err);
  CHECK(walked.exit_code == 0);
  CHECK(walked.out == "2\n3\n4\n5\n6\n7\n");
  CHECK(content_of(town.kiosk() + "/screenshots/one two.png").starts_with("\x89PNG"));
}

TEST_CASE("a walkthrough plays in a window as well", "[walkthrough]") {
  Municipality town;
  std::ofstream(town.folder / "w.txt") << "tap #language:sv\ntap #promise.continue\nscreenshot a.png\n";
  setenv("SDL_VIDEODRIVER", "dummy", 1);
  const auto walked = run("talt",
                          {"kiosk", "--dialogue", dialogues + "dot-vote", "--data", town.kiosk(),
                           "--walkthrough", town.folder / "w.txt"},
                          town.folder);
  unsetenv("SDL_VIDEODRIVER");
  INFO(walked.err);
  CHECK(walked.exit_code == 0);
  CHECK(walked.out == "1\n2\n3\n");
}

TEST_CASE("without a display a window is refused, not drawn where nobody looks", "[walkthrough]") {
  if (std::filesystem::exists("/dev/dri")) {
    WARN("skipped: this machine can draw without a window system");
    return;
  }
  Municipality town;
  std::ofstream(town.folder / "w.txt") << "tap #language:sv\n";
  setenv("DISPLAY", ":9999", 1);
  const auto walked = run("talt",
                          {"kiosk", "--dialogue", dialogues + "dot-vote", "--data", town.kiosk(),
                           "--walkthrough", town.folder / "w.txt"},
                          town.folder);
  unsetenv("DISPLAY");
  CHECK(walked.exit_code == 1);
  CHECK(has(walked.err, "talt: the screen cannot be opened: no display was found: "));
}

TEST_CASE("sync in a walkthrough waits for the receipts, and gives up when none come", "[walkthrough]") {
  Municipality town;
  const std::string visit = "tap #language:sv\ntap #promise.continue\ntap #alternative:trees\ntap #next\n";
  REQUIRE(town.walk("dot-vote", visit + "sync\n").exit_code == 0);
  CHECK(has(town.status().out, "\"pending\":0"));
}

TEST_CASE("the kiosk says nothing but what it is asked", "[walkthrough]") {
  Municipality town;
  const auto walked =
      town.walk("dot-vote", "tap #language:sv\ntap #promise.continue\ntap #alternative:trees\n");
  CHECK(walked.exit_code == 0);
  CHECK(walked.out == "1\n2\n3\n");
  if (!has(content_of("/proc/swaps"), "file") && !has(content_of("/proc/swaps"), "partition"))
    CHECK(walked.err.empty());  // not a word of the sound system on a machine without sound
}
