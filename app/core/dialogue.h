// SPDX-License-Identifier: EUPL-1.2
// A dialogue: what is asked, in which languages, and the promise that goes with it, as read from
// `dialogue.toml` and found without fault. Plain constant values; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/bytes.h"
#include "app/core/dialogue_text.h"
#include "app/core/limits.h"
#include "app/core/walk/plan.h"

namespace talt::core {

struct Language {
  std::string tag;          // BCP 47: "sv", "ar", "sma"
  bool incomplete = false;  // listed in `incomplete`: what is missing shows in the first language, visibly so
};

/// SKR's ladder of participation. Its lowest step, information, is no dialogue and is refused.
enum class Level : std::uint8_t { Consultation = 1, Dialogue = 2, Influence = 3, CoDecision = 4 };

struct Promise {
  Level level = Level::Consultation;
  Text influence;  // what can be influenced
  Text decided;    // what is decided already
  Text decider;    // who decides
  Text hear_back;  // where people hear back
  Date hear_back_by;
  Text contact;
};

struct Alternative {
  std::string id;
  Text title;
  Picture picture;
};
struct Category {
  std::string id;
  Text title;
  Picture picture;
};
/// Values travel in records: never renumber.
enum class QuestionKind : std::uint8_t { Dots = 1, Choice = 2, Scale = 3, Text = 4, Pin = 5 };
enum class ScaleStyle : std::uint8_t { Numbers, Faces };
enum class ResultsPolicy : std::uint8_t { Staff, AfterAnswer, Never };

/// A question of any kind; the members of other kinds keep their defaults.
struct Question {
  std::string id;
  QuestionKind kind = QuestionKind::Dots;
  Text title;
  Text help;
  bool required = false;  // "required" asks once more before a skip; nobody is ever held
  ResultsPolicy results = ResultsPolicy::Staff;

  std::vector<Alternative> alternatives;  // dots, choice
  int dots = 3;                           // dots: the budget
  int stack_max = 1;                      // dots: most on one alternative
  bool shuffle = false;                   // dots, choice: alternatives in an order drawn per visit
  int choices_max = 1;                    // choice: `max`

  int steps = 5;  // scale
  ScaleStyle style = ScaleStyle::Numbers;
  Text low;
  Text high;

  int length_max = 280;  // text: grapheme clusters

  std::size_t map = 0;  // pin: index into Dialogue::maps
  int pins_max = 1;
  bool comment = false;
  std::vector<Category> categories;
  std::vector<Place> places;
};

struct ControlPoint {
  double x = 0;
  double y = 0;
  double lat = 0;
  double lon = 0;
};  // pixels from the upper left

enum class MapKind : std::uint8_t { MbTiles, GeoPackage, Picture };
struct Map {
  std::string id;
  MapKind kind = MapKind::MbTiles;
  std::string file;  // relative to the dialogue's folder
  std::string attribution;
  std::vector<ControlPoint> control_points;  // Picture only, three or more
};

struct Colour {
  std::uint8_t r = 0, g = 0, b = 0;
};
struct Theme {
  Colour accent{0x00, 0x5b, 0x6e};
  std::string logo;  // relative to the dialogue's folder; empty = none
};

enum class Method : std::uint8_t { Tent = 1, Walk = 2 };
enum class TimeGrain : std::uint8_t { Hour, Minute, None };

struct Dialogue {
  std::string id;
  int version = 1;
  Method method = Method::Tent;
  TimeGrain time_grain = TimeGrain::Hour;
  std::vector<Language> languages;  // the first is the one to fall back on
  Text title;
  Text next;  // what happens next, on the last screen; optional
  Promise promise;
  std::vector<Question> questions;
  std::vector<Map> maps;
  std::optional<walk::Plan> walk;  // where the method is Walk, and only there
  Theme theme;
  Bytes source;  // dialogue.toml itself, byte for byte: it travels in the journal
};

/// True where the language is written from right to left. Declared by language, never guessed from a text.
bool is_right_to_left(std::string_view language_tag);

}  // namespace talt::core
