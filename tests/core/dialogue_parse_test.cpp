// SPDX-License-Identifier: EUPL-1.2
#include "app/core/dialogue_parse.h"

#include <catch2/catch.hpp>

#include "app/core/contrast.h"

using namespace talt::core;

namespace {

constexpr std::string_view interface_languages[] = {"sv", "en", "fi", "ar"};

/// A dialogue without fault; each test spoils it.
const std::string sound = R"(id = "torget"
version = 1
languages = ["sv", "en"]
title.sv = "Torget"
title.en = "The square"
[promise]
level = "consultation"
influence.sv = "Vad vi gör först"
influence.en = "What we do first"
decided.sv = "Att torget rustas upp"
decided.en = "That the square is improved"
decider.sv = "Nämnden"
decider.en = "The committee"
hear_back.sv = "På biblioteket"
hear_back.en = "At the library"
hear_back_by = 2027-03-15
contact.sv = "Kundcenter"
contact.en = "The contact centre"
[[question]]
id = "first"
kind = "dots"
title.sv = "Vad först?"
title.en = "What first?"
dots = 3
stack_max = 2
[[question.alternative]]
id = "trees"
title.sv = "Träd"
title.en = "Trees"
[[question.alternative]]
id = "light"
title.sv = "Ljus"
title.en = "Light"
)";

const std::string plan = R"([[question]]
id = "where"
kind = "pin"
title.sv = "Var?"
title.en = "Where?"
map = "plan"
[[map]]
id = "plan"
file = "plan.png"
attribution = "Åre kommun"
control_point = [
  { x = 0, y = 0, lat = 63.3130, lon = 13.6490 },
  { x = 1000, y = 0, lat = 63.3130, lon = 13.6510 },
  { x = 1000, y = 1000, lat = 63.3121, lon = 13.6510 },
  { x = 0, y = 1000, lat = 63.3121, lon = 13.6490 },
]
)";

ParsedDialogue parsed(const std::string& text) {
  return parse_dialogue(as_bytes(text), "dialogue.toml", interface_languages);
}

std::string with(std::string text, const std::string& old, const std::string& now) {
  const auto at = text.find(old);
  REQUIRE(at != std::string::npos);
  return text.replace(at, old.size(), now);
}

/// All faults, a line each.
std::string faults(const std::string& text) {
  const auto result = parsed(text);
  CHECK(result.dialogue.has_value() == result.faults.empty());
  std::string all;
  for (const auto& fault : result.faults) all += fault.text() + "\n";
  return all;
}

}  // namespace

TEST_CASE("a sound dialogue is read in full") {
  const auto text = sound + plan;
  const auto result = parsed(text);
  REQUIRE(faults(text) == "");
  const auto& dialogue = *result.dialogue;
  CHECK(dialogue.id == "torget");
  CHECK(dialogue.languages.size() == 2);
  CHECK(dialogue.promise.hear_back_by.month == 3);
  REQUIRE(dialogue.questions.size() == 2);
  CHECK(dialogue.questions[0].stack_max == 2);
  CHECK(dialogue.questions[0].results == ResultsPolicy::Staff);
  CHECK(dialogue.questions[0].alternatives[1].title.in(1) == "Light");
  CHECK(dialogue.maps[0].kind == MapKind::Picture);
  CHECK(dialogue.maps[0].control_points.size() == 4);
  CHECK(as_text(dialogue.source) == text);
  CHECK(result.warnings.empty());
}

TEST_CASE("each fault stands at its line and column and says what to do") {
  using Spoilt = std::tuple<std::string, std::string, std::string>;
  const auto [old, now, fault] = GENERATE(table<std::string, std::string, std::string>({
      Spoilt{"dots = 3", "dotts = 3",
             "dialogue.toml:24:1: question first has no key \"dotts\": did you mean dots?"},
      Spoilt{"dots = 3", "dots = 13", "dialogue.toml:24:8: dots of question first is 13: use 1 to 12"},
      Spoilt{"dots = 3", "dots = \"3\"",
             "dialogue.toml:24:8: dots of question first should be a whole number, without quotes: write"},
      Spoilt{"dots = 3", "dots = 1",
             "dialogue.toml:25:13: stack_max of question first is more than its dots: lower"},
      Spoilt{"kind = \"dots\"", "kind = \"dot\"",
             "dialogue.toml:21:8: kind of question first is \"dot\": use one of"},
      Spoilt{"id = \"light\"", "id = \"trees\"", "dialogue.toml:31:6: the id \"trees\" is there already"},
      Spoilt{"id = \"light\"\n", "", "dialogue.toml:30:1: alternative 2 of question first has no id"},
      Spoilt{"title.en = \"Trees\"\n", "",
             "title of alternative trees of question first is missing in en: add title.en"},
      Spoilt{"title.sv = \"Ljus\"\ntitle.en = \"Light\"", "title = \"Ljus\"",
             "dialogue.toml:32:9: title of alternative light of question first should be a text for each "
             "language"},
      Spoilt{"title.en = \"The square\"", "title.en = 5",
             "dialogue.toml:5:12: en of title of the dialogue should be a text"},
      Spoilt{"\"consultation\"", "\"information\"",
             "dialogue.toml:7:9: level is \"information\", and information is no dialogue (SKR)"},
      Spoilt{"hear_back_by = 2027-03-15\n", "",
             "the promise does not say when people hear back: add hear_back_by"},
      Spoilt{"[\"sv\", \"en\"]", "[\"sv\", \"en\", \"sv\"]",
             "dialogue.toml:3:26: the language sv stands twice"},
      Spoilt{"[\"sv\", \"en\"]", "[\"sv\", \"en\", \"svenska\"]", "\"svenska\" is not a language tag"},
      Spoilt{"version = 1", "version = 0", "dialogue.toml:2:11: version of the dialogue is 0"},
      Spoilt{"version = 1", "theme = { accent = \"#ffcc00\" }",
             "dialogue.toml:2:20: white text on #ffcc00 is hard to read"},
      Spoilt{"version = 1", "theme = { logo = \"../logo.png\" }",
             "dialogue.toml:2:18: \"../logo.png\" does not lie in the dialogue's folder"},
      Spoilt{"version = 1", "theme = { logo = \"/etc/logo.png\" }", "does not lie in the dialogue's folder"},
      Spoilt{"version = 1", "version = ", "dialogue.toml:2:"},
      Spoilt{"map = \"plan\"", "map = \"square\"", "dialogue.toml:39:7: there is no map \"square\""},
      Spoilt{"lat = 63.3121, lon = 13.6510", "lat = 63.3150, lon = 13.6510",
             "control points of map plan do not fit"},
      Spoilt{"lat = 63.3121, lon = 13.6510", "lat = 163.3, lon = 13.6510",
             "lat of control point 3 of map plan is out of range: use -85 to 85"},
  }));
  const auto said = faults(with(sound + plan, old, now));
  INFO(said);
  CHECK(said.find(fault) != std::string::npos);
}

TEST_CASE("all faults come at once, by line") {
  auto text = with(sound, "dots = 3", "dotts = 3");
  text = with(text, "version = 1", "version = \"1\"");
  text = with(text, "id = \"light\"", "id = \"trees\"");
  text = with(text, "decider.en = \"The committee\"\n", "");
  const auto result = parsed(text);
  REQUIRE(result.faults.size() == 4);
  CHECK(std::is_sorted(result.faults.begin(), result.faults.end(),
                       [](const Fault& a, const Fault& b) { return a.line < b.line; }));
}

TEST_CASE("a dialogue without a promise does not start") {
  const auto promise = sound.find("[promise]");
  const auto question = sound.find("[[question]]");
  CHECK(faults(sound.substr(0, promise) + sound.substr(question)).find("the dialogue has no promise") !=
        std::string::npos);
}

TEST_CASE("more than twelve alternatives cannot be weighed at a glance") {
  auto text = sound;
  for (int i = 3; i <= 13; ++i)
    text +=
        "[[question.alternative]]\nid = \"a" + std::to_string(i) + "\"\ntitle.sv = \"x\"\ntitle.en = \"x\"\n";
  CHECK(faults(text).find("use at most 12") != std::string::npos);
}

TEST_CASE("what an incomplete language lacks is no fault and shows in the first") {
  auto text =
      with(sound, "languages = [\"sv\", \"en\"]", "languages = [\"sv\", \"en\"]\nincomplete = [\"en\"]");
  text = with(text, "title.en = \"Trees\"\n", "");
  const auto result = parsed(text);
  REQUIRE(result.dialogue);
  const auto& title = result.dialogue->questions[0].alternatives[0].title;
  CHECK_FALSE(title.has(1));
  CHECK(title.in(1) == "Träd");
}

TEST_CASE("a language that the interface has no words for is a warning") {
  auto text = with(sound, "languages = [\"sv\", \"en\"]",
                   "languages = [\"sv\", \"en\", \"so\"]\nincomplete = [\"so\"]");
  const auto result = parsed(text);
  REQUIRE(result.dialogue);
  REQUIRE(result.warnings.size() == 1);
  CHECK(result.warnings[0].what == "the interface has no words in so");
}

TEST_CASE("a picture as a map is refused where its points mirror it, lie in line or are too few") {
  const auto text = sound + plan;
  auto mirrored = text;
  for (const auto& [x, other] : {std::pair{"x = 0, y = 0,", "x = 9, y = 0,"},
                                 {"x = 1000, y = 0,", "x = 0, y = 0,"},
                                 {"x = 9, y = 0,", "x = 1000, y = 0,"},
                                 {"x = 1000, y = 1000", "x = 9, y = 1000"},
                                 {"x = 0, y = 1000", "x = 1000, y = 1000"},
                                 {"x = 9, y = 1000", "x = 0, y = 1000"}})
    mirrored = with(mirrored, x, other);
  CHECK(faults(mirrored).find("mirror or stretch") != std::string::npos);
  auto in_line = with(text, "x = 1000, y = 0, lat = 63.3130", "x = 500, y = 500, lat = 63.3130");
  in_line = with(in_line, "  { x = 0, y = 1000, lat = 63.3121, lon = 13.6490 },\n", "");
  CHECK(faults(in_line).find("lie on one line") != std::string::npos);
  auto two = with(text, "  { x = 0, y = 1000, lat = 63.3121, lon = 13.6490 },\n", "");
  two = with(two, "  { x = 0, y = 0, lat = 63.3130, lon = 13.6490 },\n", "");
  CHECK(faults(two).find("at least three control points") != std::string::npos);
}

TEST_CASE("what is not TOML is named with its place and ends nothing") {
  for (const std::string text :
       {"[[[[", "\xff\xfe", "a = \"\xc3\x28\"", "a = 1\na = 2", "[", "a = [[[[[[", "\"\"\"", "a.b.c"}) {
    const auto result = parsed(text);
    INFO(text);
    REQUIRE(result.faults.size() == 1);
    CHECK_FALSE(result.faults[0].what.empty());
    CHECK(result.faults[0].line >= 1);
  }
  CHECK(faults(std::string(dialogue_bytes_max + 1, '#')).find("1 MiB") != std::string::npos);
  CHECK(faults("\xef\xbb\xbf" + sound) == "");
  CHECK_FALSE(faults("").empty());
  CHECK_FALSE(faults("a = " + std::string(100'000, '[')).empty());
}

TEST_CASE("a dialogue cut or changed anywhere is read or refused, never more") {
  const auto text = sound + plan;
  for (std::size_t length = 0; length < text.size(); length += 3) {
    const auto cut = parsed(text.substr(0, length));
    CHECK(cut.dialogue.has_value() == cut.faults.empty());
  }
  std::uint32_t seed = 20261124;
  const auto next = [&seed] { return seed = seed * 1664525 + 1013904223; };
  for (int round = 0; round < 400; ++round) {
    auto changed = text;
    for (int i = 0; i < 3; ++i) changed[(next() >> 8) % changed.size()] = static_cast<char>(next() >> 24);
    const auto result = parsed(changed);
    CHECK(result.dialogue.has_value() == result.faults.empty());
  }
}

TEST_CASE("contrast is as WCAG defines it") {
  CHECK(contrast({0, 0, 0}, {255, 255, 255}) == Approx(21));
  CHECK(contrast({0x77, 0x77, 0x77}, {255, 255, 255}) == Approx(4.48).margin(0.01));
  CHECK(contrast({10, 20, 30}, {10, 20, 30}) == Approx(1));
}

TEST_CASE("direction follows from the language and its script") {
  CHECK(is_right_to_left("ar"));
  CHECK(is_right_to_left("prs"));
  CHECK(is_right_to_left("ku-Arab"));
  CHECK_FALSE(is_right_to_left("sv"));
  CHECK_FALSE(is_right_to_left("ar-Latn"));
}
