// SPDX-License-Identifier: EUPL-1.2
// Reads `dialogue.toml`: a dialogue without fault, or every fault at once with its place. Files that it names
// are looked at elsewhere (app/kiosk/dialogue_folder). Pure; any thread.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/bytes.h"
#include "app/core/dialogue.h"

namespace talt::core {

struct Fault {
  std::string file;
  int line = 0;  // from 1; 0 = the file as a whole
  int column = 0;
  std::string what;
  std::string remedy;

  /// "file:line:column: what: what to do"
  std::string text() const;
};

struct ParsedDialogue {
  struct Place {
    int line = 1;
    int column = 1;
  };
  std::optional<Dialogue> dialogue;  // only where there is no fault
  std::vector<Fault> faults;         // by line
  std::vector<Fault> warnings;
  Place hear_back_by_place;  // of the promise, for those who know what day it is
  /// A file that the dialogue names, and where, for those who can look at it.
  struct NamedFile {
    enum class Use { Picture, Map };
    std::string file;
    Use use = Use::Picture;
    int line = 0;
    int column = 0;
    std::vector<ControlPoint> control_points = {};  // where a picture is a map
    std::vector<Place> control_point_places = {};   // of each of them
  };
  std::vector<NamedFile> files;
};

/// By line, then column; what stands at one place keeps its order.
void sort_by_place(std::vector<Fault>& faults);

/// `interface_languages`: those that the interface has words for; a dialogue in another is warned of.
ParsedDialogue parse_dialogue(ByteView toml, std::string_view file_name,
                              std::span<const std::string_view> interface_languages);

}  // namespace talt::core
