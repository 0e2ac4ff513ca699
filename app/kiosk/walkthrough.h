// SPDX-License-Identifier: EUPL-1.2
// A walkthrough: a text file, a step a line, that plays a visit as a person would touch it (README,
// "Walkthroughs"). Reading is pure; running needs a kiosk.
#pragma once

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
struct Screenshot {
  std::string file;
};
struct Hold {
  std::string target;
};
struct Sync {};
using Action = std::variant<Tap, TapAt, TapGeo, Type, Key, Wait, Expect, Screenshot, Hold, Sync>;
struct Step {
  int line = 0;
  Action action;
};
}  // namespace walk

/// All steps, or the first line that is none: "file:line: what: what to do".
core::Result<std::vector<walk::Step>> read_walkthrough(core::ByteView file, const std::string& name);

/// Prints each finished step's line number at once; fails with the line of the step that failed.
core::Result<void> run_walkthrough(Kiosk& kiosk, const std::vector<walk::Step>& steps,
                                   const std::string& data_folder);

}  // namespace talt::kiosk
