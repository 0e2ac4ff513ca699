// SPDX-License-Identifier: EUPL-1.2
// A walkthrough: a text file, a step a line, that plays a visit as a person would touch it (README,
// "Walkthroughs"). Reading is pure; running needs a kiosk.
#pragma once

#include <array>
#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "app/core/bytes.h"
#include "app/core/result.h"

namespace talt::kiosk {

class Kiosk;

namespace walk {
struct Tap {
  std::string target;
};  // "#id", or an accessible name
struct TapAt {
  float x = 0, y = 0;
};
struct TapGeo {
  double lat = 0, lon = 0;
};
struct Type {
  std::string text;
};
struct Key {
  std::string name;
};
struct Wait {
  std::int64_t milliseconds = 0;
};
struct Expect {
  std::string target;
  bool present = true;
};
/// Lets real time go by until it shows: for what comes from outside, as a position does.
struct Await {
  std::string target;
};
struct Screenshot {
  std::string file;
};
struct Hold {
  std::string target;
};
/// A finger's way over a thing, in parts of its width and height.
struct Draw {
  std::string target;  // "#id"
  std::vector<std::array<float, 2>> points;
};
struct Sync {};
using Action = std::variant<Tap, TapAt, TapGeo, Type, Key, Wait, Expect, Await, Screenshot, Hold, Draw, Sync>;
struct Step {
  int line = 0;
  Action action;
};
}  // namespace walk

struct Walkthrough {
  std::string name;  // as the messages name it
  std::vector<walk::Step> steps;
};
struct ReadWalkthrough {
  Walkthrough walkthrough;
  std::vector<core::Error> faults;  // of every line that is no step: "file:line: ..."
};
ReadWalkthrough read_walkthrough(core::ByteView file, const std::string& name);
/// From a file; one that cannot be read is a fault too.
ReadWalkthrough open_walkthrough(const std::string& path);

/// Tells each finished step's line number at once; fails as "file:line: what: why: what to do" with the step
/// that failed.
core::Result<void> run_walkthrough(Kiosk& kiosk, const Walkthrough& walkthrough,
                                   const std::string& data_folder,
                                   const std::function<void(int line)>& finished);

}  // namespace talt::kiosk
