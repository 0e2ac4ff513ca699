// SPDX-License-Identifier: EUPL-1.2
// `[walk]` in dialogue.toml: read in full, and each of its faults at its place with what to do.
#include <catch2/catch.hpp>

#include "app/core/dialogue_parse.h"
#include "app/core/walk/limits.h"

using namespace talt::core;

namespace {

constexpr std::string_view interface_languages[] = {"sv", "en", "fi", "ar"};

const std::string head = R"(id = "kvarteret"
method = "walk"
languages = ["sv"]
title.sv = "Kvarteret"
[promise]
level = "consultation"
influence.sv = "Vad som lagas först"
decided.sv = "Att gångtunneln blir kvar"
decider.sv = "Nämnden"
hear_back.sv = "På anslagstavlan"
hear_back_by = 2027-06-15
contact.sv = "Kundcenter"
[[map]]
id = "area"
file = "area.mbtiles"
attribution = "Kommunen"
)";

/// A safety walk without fault, from line 17 on; each test spoils it.
const std::string safety = head + R"([walk]
kind = "safety"
map = "area"
route = [[59.2001, 17.8101], [59.2002, 17.8102]]
[[walk.stop]]
id = "underpass"
title.sv = "Gångtunneln"
lat = 59.2001
lon = 17.8101
[[walk.stop.ask]]
title.sv = "Vem går här, och när?"
[[walk.stop]]
id = "square"
title.sv = "Torget"
lat = 59.2002
lon = 17.8102
[[walk.theme]]
id = "lighting"
title.sv = "Belysning"
help.sv = "Trasiga lampor, mörka fläckar"
picture = "lighting.png"
alt.sv = "En lykta"
[[walk.theme]]
id = "upkeep"
title.sv = "Skötsel"
picture = "upkeep.png"
alt.sv = "En kvast"
[[walk.party]]
id = "parks"
title.sv = "Park"
[[walk.group]]
id = "residents"
title.sv = "Boende"
[[walk.place]]
id = "school"
title.sv = "Skolan"
lat = 59.2003
lon = 17.8103
)";

const std::string earlier = R"(earlier = "482913"
[[walk.earlier_observation]]
id = "00112233445566ff"
theme = "upkeep"
verdict = "good"
saw = "Nymålat"
proposal = "Fortsätt så"
where = "Torget"
lat = 59.2002
lon = 17.8102
party = "parks"
status = "planned"
deadline = 2027-05-01
reason = "Väntar på våren"
picture = "earlier-1.jpg"
)";

const std::string talk = head + R"([walk]
kind = "walk-and-talk"
map = "area"
[[walk.stop]]
id = "square"
title.sv = "Torget"
lat = 59.2
lon = 17.8
[[walk.group]]
id = "visitors"
title.sv = "Besökare"
[[walk.question]]
id = "best"
title.sv = "Vad är bäst här?"
help.sv = "Låt dem visa"
)";

ParsedDialogue parsed(const std::string& text) {
  return parse_dialogue(as_bytes(text), "d", interface_languages);
}

std::string with(std::string text, const std::string& old, const std::string& now) {
  const auto at = text.find(old);
  REQUIRE(at != std::string::npos);
  return text.replace(at, old.size(), now);
}

/// The safety walk with an earlier one: its code must stand above the lists.
std::string with_earlier(const std::string& text = earlier) {
  const auto code_end = text.find('\n') + 1;
  return with(safety, "map = \"area\"\n", "map = \"area\"\n" + text.substr(0, code_end)) +
         text.substr(code_end);
}

std::string lines_of(const std::vector<Fault>& faults) {
  std::string all;
  for (const auto& fault : faults) all += fault.text() + "\n";
  return all;
}
std::string faults(const std::string& text) {
  const auto result = parsed(text);
  CHECK(result.dialogue.has_value() == result.faults.empty());
  return lines_of(result.faults);
}
std::string warnings(const std::string& text) {
  const auto result = parsed(text);
  CHECK(lines_of(result.faults) == "");
  return lines_of(result.warnings);
}

/// `count` tables of a list, each with its own id.
std::string many(const std::string& list, std::size_t count, const std::string& rest) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i)
    all += "[[" + list + "]]\nid = \"n" + std::to_string(i) + "\"\ntitle.sv = \"Namn\"\n" + rest;
  return all;
}

}  // namespace

TEST_CASE("a safety walk is read in full", "[walk]") {
  const auto result = parsed(safety);
  REQUIRE(lines_of(result.faults) == "");
  CHECK(lines_of(result.warnings) == "");
  const auto& dialogue = *result.dialogue;
  CHECK(dialogue.method == Method::Walk);
  CHECK(dialogue.time_grain == TimeGrain::Minute);
  CHECK(dialogue.questions.empty());
  REQUIRE(dialogue.walk);
  const auto& plan = *dialogue.walk;
  CHECK(plan.kind == walk::Kind::Safety);
  CHECK(plan.map == 0u);
  CHECK(plan.route == std::vector<LatLon>{{59.2001, 17.8101}, {59.2002, 17.8102}});
  REQUIRE(plan.stops.size() == 2);
  CHECK(plan.stops[0].id == "underpass");
  CHECK(plan.stops[0].at == LatLon{59.2001, 17.8101});
  REQUIRE(plan.stops[0].ask.size() == 1);
  CHECK(plan.stops[0].ask[0].in(0) == "Vem går här, och när?");
  CHECK(plan.stops[1].ask.empty());
  REQUIRE(plan.themes.size() == 2);
  CHECK(plan.themes[0].title.in(0) == "Belysning");
  CHECK(plan.themes[0].help.in(0) == "Trasiga lampor, mörka fläckar");
  CHECK(plan.themes[0].picture.file == "lighting.png");
  CHECK(plan.themes[0].picture.alt.in(0) == "En lykta");
  REQUIRE(plan.parties.size() == 1);
  CHECK(plan.parties[0].id == "parks");
  REQUIRE(plan.groups.size() == 1);
  CHECK(plan.groups[0].title.in(0) == "Boende");
  REQUIRE(plan.places.size() == 1);
  CHECK(plan.places[0].lat == 59.2003);
  CHECK(plan.earlier.empty());
  std::vector<std::string> files;
  for (const auto& named : result.files) files.push_back(named.file);
  CHECK(files == std::vector<std::string>{"area.mbtiles", "lighting.png", "upkeep.png"});
}

TEST_CASE("a walk-and-talk is read in full, its themes and parties left out", "[walk]") {
  const auto result = parsed(talk);
  REQUIRE(lines_of(result.faults) == "");
  CHECK(lines_of(result.warnings) == "");
  const auto& plan = *result.dialogue->walk;
  CHECK(plan.kind == walk::Kind::WalkAndTalk);
  REQUIRE(plan.questions.size() == 1);
  CHECK(plan.questions[0].title.in(0) == "Vad är bäst här?");
  CHECK(plan.questions[0].help.in(0) == "Låt dem visa");
  CHECK(plan.themes.empty());
  CHECK(plan.route.empty());
}

TEST_CASE("what an earlier walk noted comes along", "[walk]") {
  const auto result = parsed(with_earlier());
  REQUIRE(lines_of(result.faults) == "");
  CHECK(lines_of(result.warnings) == "");
  const auto& plan = *result.dialogue->walk;
  CHECK(plan.earlier_walk == "482913");
  REQUIRE(plan.earlier.size() == 1);
  const auto& noted = plan.earlier[0];
  CHECK(noted.id == "00112233445566ff");
  CHECK(noted.theme == 1u);
  CHECK(noted.verdict == walk::Verdict::Good);
  CHECK(noted.saw == "Nymålat");
  CHECK(noted.proposal == "Fortsätt så");
  CHECK(noted.where == "Torget");
  CHECK(noted.at == LatLon{59.2002, 17.8102});
  CHECK(noted.party == 0u);
  CHECK(noted.status == walk::Status::Planned);
  REQUIRE(noted.deadline);
  CHECK(noted.deadline->month == 5);
  CHECK(noted.reason == "Väntar på våren");
  CHECK(noted.picture == "earlier-1.jpg");
  CHECK(result.files.back().file == "earlier-1.jpg");
  const auto bare =
      parsed(with_earlier("earlier = \"000000\"\n[[walk.earlier_observation]]\nid = "
                          "\"0000000000000000\"\nverdict = \"question\"\n"));
  REQUIRE(lines_of(bare.faults) == "");
  CHECK(bare.dialogue->walk->earlier[0].status == walk::Status::Open);
  CHECK_FALSE(bare.dialogue->walk->earlier[0].at);
  CHECK_FALSE(bare.dialogue->walk->earlier[0].theme);
}

TEST_CASE("each fault of a walk stands at its line and column and says what to do", "[walk]") {
  using Spoilt = std::tuple<std::string, std::string, std::string>;
  const auto [old, now, fault] = GENERATE(table<std::string, std::string, std::string>({
      Spoilt{"kind = \"safety\"", "kind = \"safe\"",
             "d:18:8: kind of the walk is \"safe\": use one of safety, walk-and-talk\n"},
      Spoilt{"kind = \"safety\"\n", "", "d:17:1: the walk has no kind: add kind = \"...\"\n"},
      Spoilt{"kind = \"safety\"", "kind = \"safety\"\nkynd = 1",
             "d:19:1: the walk has no key \"kynd\": did you mean kind?\n"},
      Spoilt{"kind = \"safety\"", "kind = \"safety\"\nhelp.sv = \"x\"",
             "d:19:1: the walk has no key \"help\": move it: it belongs to a [[question]], above its "
             "alternatives, "
             "or a theme or question of a walk\n"},
      Spoilt{"map = \"area\"", "map = \"aera\"", "d:19:7: there is no map \"aera\": did you mean area?\n"},
      Spoilt{"map = \"area\"", "map = \"town-and-country\"",
             "d:19:7: there is no map \"town-and-country\": add a [[map]] with that id, or name another\n"},
      Spoilt{"[[59.2001, 17.8101], [59.2002, 17.8102]]", "\"north\"",
             "d:20:9: route of the walk should be a list of points: write e.g. route = [["},
      Spoilt{"[[59.2001, 17.8101], [59.2002, 17.8102]]", "[[59.2001, 17.8101]]",
             "d:20:9: the route is no line: give it two points or more, or remove it"},
      Spoilt{"[59.2002, 17.8102]]", "[59.2002]]",
             "d:20:30: point 2 of the route should be two numbers: write e.g. [63.3121, 13.6504], lat and "
             "lon\n"},
      Spoilt{"[59.2002, 17.8102]]", "[592.2, 17.8102]]",
             "d:20:30: point 2 of the route is out of range: use lat -85 to 85, then lon -180 to 180\n"},
      Spoilt{"[59.2002, 17.8102]]", "[nan, 17.8102]]", "d:20:30: point 2 of the route is out of range"},
      Spoilt{"id = \"square\"", "id = \"underpass\"",
             "d:29:6: the id \"underpass\" is there already: give each its own"},
      Spoilt{"id = \"square\"", "id = \"none\"",
             "d:29:6: \"none\" cannot be an id in a walk: choose another: none stands for no choice\n"},
      Spoilt{"id = \"square\"", "id = \"Torg Ö\"", "d:29:6: \"Torg Ö\" cannot be an id: use a to z"},
      Spoilt{"title.sv = \"Torget\"\n", "",
             "d:28:1: stop square of the walk has no title: add title.sv = \"...\"\n"},
      Spoilt{"lat = 59.2002\n", "",
             "d:28:1: stop square of the walk has no lat: add it: a number, -85 to 85\n"},
      Spoilt{"lat = 59.2002", "lat = 95",
             "d:31:7: lat of stop square of the walk is out of range: use -85 to 85\n"},
      Spoilt{"lon = 17.8102", "lon = nan", "d:32:7: lon of stop square of the walk is out of range"},
      Spoilt{"lat = 59.2002", "lat = \"59.2002\"",
             "d:31:7: lat of stop square of the walk should be a number"},
      Spoilt{"title.sv = \"Vem går här, och när?\"", "titel.sv = \"Vem?\"",
             "d:26:1: ask 1 of stop underpass of the walk has no title: add title.sv"},
      Spoilt{"title.sv = \"Vem går här, och när?\"", "titel.sv = \"Vem?\"",
             "d:27:1: ask 1 of stop underpass of the walk has no key \"titel\": did you mean title?\n"},
      Spoilt{"[[walk.stop.ask]]", "[walk.stop.ask]",
             "d:26:1: ask of stop underpass of the walk should be a list of tables: write e.g. "
             "[[walk.stop.ask]], in "},
      Spoilt{"[[walk.place]]", "[walk.place]",
             "d:50:1: place of the walk should be a list of tables: write e.g. [[walk.place]]"},
      Spoilt{"picture = \"upkeep.png\"\nalt.sv = \"En kvast\"\n", "",
             "d:39:1: theme upkeep of the walk has no picture: add picture = \"...\": a safety walk's "
             "checklist is read"},
      Spoilt{"alt.sv = \"En kvast\"\n", "", "d:39:1: theme upkeep of the walk has no alt: add alt.sv"},
      Spoilt{"\"upkeep.png\"", "\"../upkeep.png\"",
             "d:42:11: \"../upkeep.png\" does not lie in the dialogue's folder"},
      Spoilt{"[[walk.group]]\nid = \"residents\"\ntitle.sv = \"Boende\"\n", "",
             "d:17:1: the walk does not say which groups come along: add [[walk.group]] tables: residents, "
             "youths, "
             "officials; never names\n"},
      Spoilt{"[walk]\nkind", "[[walk]]\nkind", "d:17:1: the walk should be a table: write [walk]\n"},
      Spoilt{"method = \"walk\"\n", "",
             "d:16:1: the dialogue is a tent and has a [walk]: write method = \"walk\", or remove it\n"},
      Spoilt{"\"walk\"\n", "\"wlak\"\n",
             "d:2:10: method of the dialogue is \"wlak\": use one of tent, walk\n"},
      Spoilt{"[walk]\nkind", "[[question]]\nid = \"q\"\n[walk]\nkind",
             "d:17:1: a walk's questions stand in [[walk.question]]: move them there, with id, title and "
             "help only\n"},
      Spoilt{"[[walk.party]]", "[[party]]",
             "d:44:3: the dialogue has no key \"party\": move it: it belongs to [walk], above"},
      Spoilt{
          "[[walk.theme]]", "[[theme]]",
          "the theme should be a table: write [theme]; a line of a walk's checklist is a [[walk.theme]]\n"},
  }));
  INFO(now);
  const auto said = faults(with(safety, old, now));
  INFO(said);
  CHECK(said.find(fault) != std::string::npos);
  const auto is_whole = !fault.empty() && fault.back() == '\n';
  if (is_whole && fault.starts_with("d:2:10"))
    CHECK(said == fault);  // no second fault from a misspelt method
}

TEST_CASE("each fault of what an earlier walk noted stands at its place", "[walk]") {
  using Spoilt = std::tuple<std::string, std::string, std::string>;
  const auto [old, now, fault] = GENERATE(table<std::string, std::string, std::string>({
      Spoilt{"\"482913\"", "\"48291\"",
             "\"48291\" is no walk's code: write the six digits of the earlier walk, in quotes"},
      Spoilt{"\"482913\"", "482913", "earlier of the walk should be a text in quotes"},
      Spoilt{"\"00112233445566ff\"", "\"00112233445566FF\"",
             "is no observation's id: write its 16 digits, 0 to 9 and a to f"},
      Spoilt{"id = \"00112233445566ff\"\n", "", "earlier observation 1 of the walk has no id"},
      Spoilt{"\"upkeep\"", "\"upkep\"", "there is no theme \"upkep\": did you mean upkeep?"},
      Spoilt{"\"parks\"", "\"police-of-the-realm\"",
             "there is no party \"police-of-the-realm\": add a [[walk.party]] with that id, or name another"},
      Spoilt{"verdict = \"good\"\n", "", "has no verdict"},
      Spoilt{"\"good\"", "\"fine\"", "is \"fine\": use one of good, bad, question"},
      Spoilt{"lon = 17.8102\n", "", "has no lon: add it: a number, -180 to 180"},
      Spoilt{"\"planned\"", "\"later\"",
             "is \"later\": use one of open, quick, planned, needs-budget, will-not, done"},
      Spoilt{"2027-05-01", "\"2027-05-01\"",
             "should be a date, without quotes: write e.g. deadline = 2027-05-01"},
      Spoilt{"2027-05-01", "2027-05-01T12:00:00", "should be a date, without quotes"},
      Spoilt{"\"earlier-1.jpg\"", "\"/etc/earlier-1.jpg\"", "does not lie in the dialogue's folder"},
      Spoilt{"\"Nymålat\"", "\"" + std::string(1001, 'a') + "\"",
             " is too long: use at most 1000 characters"},
      Spoilt{"\"Nymålat\"", "\"Ny\\u0000målat\"", "holds the invisible character U+0000"},
      Spoilt{"reason =", "raeson =", "has no key \"raeson\": did you mean reason?"},
  }));
  INFO(now);
  const auto said = faults(with_earlier(with(earlier, old, now)));
  INFO(said);
  CHECK(said.find(fault) != std::string::npos);
  CHECK(std::count(said.begin(), said.end(), '\n') == 1);
}

TEST_CASE("an observation of no known walk or one that stands twice is a fault", "[walk]") {
  const auto observation = earlier.substr(earlier.find('\n') + 1);
  CHECK(faults(safety + observation)
            .find("d:55:1: the walk does not say which walk noted this: add earlier = \"482913\"") !=
        std::string::npos);
  CHECK(faults(with_earlier(earlier + observation))
            .find("the observation \"00112233445566ff\" stands twice: keep one") != std::string::npos);
  CHECK(warnings(with_earlier("earlier = \"482913\"\n")) ==
        "d:20:11: nothing of the earlier walk is here to be looked at again: add its "
        "[[walk.earlier_observation]] "
        "tables, or remove earlier\n");
}

TEST_CASE("all faults of a walk come at once", "[walk]") {
  auto text = with(safety, "kind = \"safety\"", "kind = \"sefety\"");
  text = with(text, "map = \"area\"", "map = \"x\"");
  text = with(text, "lat = 59.2001", "lat = 100");
  text = with(text, "title.sv = \"Torget\"", "title.se = \"Torget\"");
  text = with(text, "picture = \"lighting.png\"", "pictur = \"lighting.png\"");
  text = with(text, "id = \"residents\"", "id = \"\"");
  const auto said = faults(text);
  INFO(said);
  for (const auto* fault :
       {"d:18:8: kind", "d:19:7: there is no map", "d:24:7: lat", "d:30:7: title of stop square",
        "d:37:1: theme lighting of the walk has no key \"pictur\": did you mean picture?",
        "d:33:1: theme lighting of the walk has no picture", "d:48:6: id of group 1"})
    CHECK(said.find(fault) != std::string::npos);
}

TEST_CASE("a walk must have a plan, and a plan of its kind", "[walk]") {
  CHECK(faults(head) ==
        "d:2:10: the dialogue is a walk and has no [walk]: add [walk] with its stops, themes and groups: see "
        "assets/dialogues/reference-walk.toml\n");
  CHECK(faults(with(
            talk,
            "[[walk.question]]\nid = \"best\"\ntitle.sv = \"Vad är bäst här?\"\nhelp.sv = \"Låt dem visa\"\n",
            "")) == "d:17:1: the walk-and-talk asks nothing: add [[walk.question]] tables\n");
  CHECK(
      faults(with(talk, "walk-and-talk", "safety"))
          .find(
              "d:17:1: the safety walk has no checklist: add [[walk.theme]] tables, each with a picture\n") !=
      std::string::npos);
  auto no_promise = safety;
  no_promise.erase(no_promise.find("[promise]"), no_promise.find("[[map]]") - no_promise.find("[promise]"));
  CHECK(faults(no_promise).find("the dialogue has no promise") != std::string::npos);
  // A walk-and-talk's themes may go without pictures.
  CHECK(warnings(talk + "[[walk.theme]]\nid = \"mood\"\ntitle.sv = \"Stämning\"\n") == "");
}

TEST_CASE("a tent stays as it is", "[walk]") {
  auto tent = with(head, "method = \"walk\"\n", "");
  tent = tent.substr(0, tent.find("[[map]]")) +
         "[[question]]\nid = \"q\"\nkind = \"text\"\ntitle.sv = \"Vad?\"\n";
  const auto result = parsed(tent);
  REQUIRE(lines_of(result.faults) == "");
  CHECK_FALSE(result.dialogue->walk);
  CHECK(result.dialogue->time_grain == TimeGrain::Hour);
  CHECK(parsed(with(safety, "method = \"walk\"", "method = \"walk\"\ntime_grain = \"none\""))
            .dialogue->time_grain == TimeGrain::None);
}

TEST_CASE("what is odd in a walk is warned of", "[walk]") {
  CHECK(warnings(with(safety, "map = \"area\"\n", "")) ==
        "d:13:1: the walk does not show map area: name it in map of [walk], or remove it\n");
  CHECK(warnings(with(safety, "[[walk.party]]\nid = \"parks\"\ntitle.sv = \"Park\"\n", "")) ==
        "d:17:1: the walk does not say who may be responsible: add [[walk.party]] tables: the list of "
        "actions is "
        "sorted by them\n");
  CHECK(warnings(with(talk, "[[walk.stop]]\nid = \"square\"\ntitle.sv = \"Torget\"\nlat = 59.2\nlon = 17.8\n",
                      "")) ==
        "d:17:1: the walk has no stop and no place: add [[walk.stop]] or [[walk.place]] tables: they serve "
        "where "
        "there is no position\n");
  CHECK(warnings(with(talk, "help.sv = \"Låt dem visa\"", "help.sv = \"" + std::string(161, 'a') + "\""))
            .find("few will read it: stay below 160") != std::string::npos);
}

TEST_CASE("a place that no walk reaches is warned of, and only that one", "[walk]") {
  CHECK(warnings(with(safety, "lat = 59.2002\nlon = 17.8102", "lat = 0\nlon = 0.0")) ==
        "d:28:1: stop square lies at 0, 0, in the Gulf of Guinea: fill in its lat and lon\n");
  const auto exchanged =
      warnings(with(safety, "lat = 59.2001\nlon = 17.8101", "lat = 17.8101\nlon = 59.2001"));
  CHECK(exchanged.starts_with("d:21:1: stop underpass lies "));
  CHECK(exchanged.ends_with(
      " km from the rest of the walk: check its lat and lon, and that they are not exchanged\n"));
  CHECK(std::count(exchanged.begin(), exchanged.end(), '\n') == 1);
  CHECK(warnings(with(safety, "lat = 59.2003", "lat = 59.7003"))
            .starts_with("d:50:1: place school lies 56 km from"));
  CHECK(warnings(with(safety, "lat = 59.2003", "lat = 59.6003")) == "");
  CHECK(warnings(with(safety, "[59.2002, 17.8102]]", "[59.2002, 19.8102]]"))
            .starts_with("d:20:30: point 2 of the route lies 114 km from"));
}

TEST_CASE("what a walk may hold is bounded", "[walk]") {
  const std::string at = "lat = 59.2\nlon = 17.8\n";
  const auto talk_with = [](const std::string& list, std::size_t count, const std::string& rest = "") {
    return faults(talk + many(list, count, rest));
  };
  CHECK(talk_with("walk.stop", walk::stops_max - 1, at) == "");
  CHECK(talk_with("walk.stop", walk::stops_max, at).find("the walk has 41 times stop: use at most 40") !=
        std::string::npos);
  CHECK(talk_with("walk.theme", walk::themes_max) == "");
  CHECK(talk_with("walk.theme", walk::themes_max + 1).find("17 times theme: use at most 16") !=
        std::string::npos);
  CHECK(talk_with("walk.party", walk::parties_max + 1).find("use at most 24") != std::string::npos);
  CHECK(talk_with("walk.group", walk::groups_max).find("use at most 16") != std::string::npos);
  CHECK(talk_with("walk.question", questions_max).find("use at most 24") != std::string::npos);
  CHECK(talk_with("walk.place", places_max + 1, at).find("use at most 64") != std::string::npos);
  std::string asks;
  for (std::size_t i = 0; i <= walk::asks_max; ++i) asks += "[[walk.stop.ask]]\ntitle.sv = \"Vad?\"\n";
  CHECK(faults(with(safety, "[[walk.stop.ask]]", asks + "[[walk.stop.ask]]")).find("use at most 12") !=
        std::string::npos);
  std::string route = "[59.2, 17.8]";
  for (std::size_t i = 1; i < walk::route_points_max; ++i) route += ",[59.2, 17.8]";
  CHECK(faults(with(safety, "[[59.2001, 17.8101], [59.2002, 17.8102]]", "[" + route + "]")) == "");
  CHECK(faults(with(safety, "[[59.2001, 17.8101], [59.2002, 17.8102]]", "[" + route + ",[59.2, 17.8]]"))
            .find("the route has 2001 points: use at most 2000") != std::string::npos);
  std::string all = "earlier = \"482913\"\n";
  for (std::size_t i = 0; i <= walk::earlier_max; ++i) {
    auto id = std::to_string(i);
    id.insert(0, 16 - id.size(), '0');
    all += "[[walk.earlier_observation]]\nid = \"" + id + "\"\nverdict = \"bad\"\n";
  }
  CHECK(faults(with_earlier(all)).find("501 times earlier_observation: use at most 500") !=
        std::string::npos);
}
