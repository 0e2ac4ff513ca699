// SPDX-License-Identifier: EUPL-1.2
// Many devices, one walk: how what each noted on its own comes together at the receiver.
#include <thread>

#include "app/core/track_code.h"
#include "sync/receiver/walks/walk_register.h"
#include "sync/receiver/walks/walk_standing.h"
#include "tests/receiver/walk_town.h"

using namespace talt;
using namespace talt::tests;
using core::walk::Outcome;
using core::walk::Status;
using core::walk::Verdict;
using receiver::account_of;

#define ON_BOTH_DATABASES(town)                            \
  TownHall town(GENERATE(Store::Sqlite, Store::Postgres)); \
  if (!town) return

namespace {

std::string error_for(TownHall& town, const std::string& name) {
  catch_up(town);
  const auto walk = account_of(*town.tables, *town.ledger, *receiver::walk_name_of(name));
  REQUIRE_FALSE(walk);
  return walk.error().text();
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

using Seen = std::vector<std::string>;

}  // namespace

TEST_CASE("two devices with one code are one walk, and nothing of it is lost", "[walks]") {
  ON_BOTH_DATABASES(town);
  Walker one(town, "Läsplatta 1"), two(town, "Läsplatta 2");
  one.begin();
  two.begin(true);
  auto full = one.seen("Lampan är trasig");
  full.said = "Här springer jag";
  full.perspective = 0;
  full.sense = core::walk::Sense::Feels;
  full.seriousness = 3;
  full.proposal = "Byt lampan";
  full.party = streets;
  full.reflection = "Flera nickade";
  full.where = {core::walk::PlacedBy::Position,
                core::LatLon{59.1000001, 18.2},
                4.5f,
                core::FixKind::ThreeD,
                0,
                std::nullopt};
  core::Attachment photo;
  photo.name.fill(7);
  photo.key.fill(8);
  photo.size = 1000;
  photo.sealed_size = 2000;
  full.attachments = {photo};
  one.save(full);
  two.note("Fin plantering", Verdict::Good);
  one.note("Vem äger muren?", Verdict::Question);
  one.end();
  one.kiosk.send();
  two.kiosk.send();

  const auto walk = account_of(town);
  CHECK(walk.dialogue.id == "evening");
  CHECK(walk.code == evening_code);
  REQUIRE(walk.devices.size() == 2);
  REQUIRE(walk.notes.size() == 3);
  CHECK(seen_on(walk).size() == 3);
  const auto found = std::find_if(walk.notes.begin(), walk.notes.end(),
                                  [](const auto& note) { return note.latest.saw == "Lampan är trasig"; });
  REQUIRE(found != walk.notes.end());
  const auto& noted = found->latest;
  CHECK(found->device == "Läsplatta 1");
  CHECK(found->time_s == full.time);
  CHECK(noted.id == full.id);
  CHECK(noted.said == full.said);
  CHECK(noted.perspective == full.perspective);
  CHECK(noted.sense == full.sense);
  CHECK(noted.seriousness == 3);
  CHECK(noted.proposal == full.proposal);
  CHECK(noted.party == full.party);
  CHECK(noted.reflection == full.reflection);
  REQUIRE(noted.where.at);
  CHECK(noted.where.at->lat == Approx(59.1000001).epsilon(1e-12));
  CHECK(noted.where.stop == full.where.stop);
  REQUIRE(noted.attachments.size() == 1);
  CHECK(noted.attachments[0].key == photo.key);
  CHECK(walk.devices[0].begin.present == std::vector<std::uint32_t>{12});
  CHECK(walk.course.size() == 1);
  CHECK(walk.gaps.empty());
  CHECK(walk.missing == std::vector{photo.name});

  REQUIRE(town.tables->empty());
  const auto again = account_of(town);
  CHECK(seen_on(again) == seen_on(walk));
}

TEST_CASE("a number is given once, by time, who sends late gets later ones", "[walks]") {
  ON_BOTH_DATABASES(town);
  Walker one(town, "Läsplatta 1"), late(town, "Läsplatta 2");
  one.begin();
  late.begin(true);
  late.note("först av alla");
  late.note("sedan");
  one.note("tredje");
  one.note("fjärde");
  one.kiosk.send();
  CHECK(seen_on(account_of(town)) == Seen{"1 tredje", "2 fjärde"});
  late.kiosk.send();
  const Seen all{"1 tredje", "2 fjärde", "3 först av alla", "4 sedan"};
  CHECK(seen_on(account_of(town)) == all);
  REQUIRE(town.tables->empty());
  CHECK(seen_on(account_of(town)) == all);
  REQUIRE(town.tables->forget());
  CHECK(seen_on(account_of(town)) == all);
}

TEST_CASE("two who ask at once get the same numbers, and each note has one", "[walks]") {
  ON_BOTH_DATABASES(town);
  Walker one(town, "Läsplatta 1"), two(town, "Läsplatta 2");
  for (auto* walker : {&one, &two}) {
    walker->begin();
    for (int i = 0; i < 30; ++i) walker->note(std::to_string(i));
    walker->kiosk.send();
  }
  catch_up(town);
  auto other = town.open_tables();
  core::Result<receiver::WalkAccount> first = core::Error{}, second = core::Error{};
  std::thread beside([&] { second = account_of(*other, *town.ledger, {"", evening_code}); });
  first = account_of(*town.tables, *town.ledger, {"", evening_code});
  beside.join();
  REQUIRE(first);
  REQUIRE(second);
  CHECK(seen_on(*first) == seen_on(*second));
  for (std::size_t i = 0; i < 60; ++i) CHECK(first->notes.at(i).number == static_cast<int>(i) + 1);
}

TEST_CASE("a correction counts from then on, what was noted before is kept, what was taken back says so",
          "[walks]") {
  ON_BOTH_DATABASES(town);
  Walker one(town, "Läsplatta 1");
  one.begin();
  const auto noted = one.note("Lampn");
  const auto other = one.note("Fel plats");
  one.correct(noted, "Lampan");
  one.kiosk.restart();  // another run of the same device
  auto third = noted;
  third.revision = 1;
  one.correct(third, "Lampan blinkar");
  one.take_back(other);
  one.kiosk.send();
  const auto walk = account_of(town);
  REQUIRE(walk.notes.size() == 2);
  CHECK(walk.notes[0].latest.saw == "Lampan blinkar");
  REQUIRE(walk.notes[0].before.size() == 2);
  CHECK(walk.notes[0].before[0].saw == "Lampn");
  CHECK(walk.notes[0].before[1].saw == "Lampan");
  CHECK(walk.notes[0].time_s == noted.time);
  CHECK(walk.notes[1].latest.withdrawn);
  CHECK(receiver::read_walks(*town.tables, *town.ledger)->size() == 1);
}

TEST_CASE("the same revision saved twice is one", "[walks]") {
  TownHall town;
  Walker one(town, "Läsplatta 1");
  one.begin();
  const auto noted = one.note("Lampan");
  one.kiosk.restart();
  one.save(noted);
  one.kiosk.send();
  const auto walk = account_of(town);
  REQUIRE(walk.notes.size() == 1);
  CHECK(walk.notes[0].before.empty());
}

TEST_CASE("versions of one dialogue are one walk, what only the older one has stays readable", "[walks]") {
  ON_BOTH_DATABASES(town);
  auto newer = replaced(evening_toml, "version = 1 ", "version = 2 ");
  // upkeep is gone, and sightlines stands where lighting stood
  newer = replaced(newer, R"([[walk.theme]]
id = "upkeep"
title.sv = "Skötsel"
title.en = "Upkeep"
picture = "upkeep.png"
alt.sv = "En kvast"
alt.en = "A broom"
)",
                   "");
  newer = replaced(newer, R"([[walk.theme]]
id = "lighting")",
                   R"([[walk.theme]]
id = "sightlines"
title.sv = "Sikt"
title.en = "Sightlines"
picture = "sight.png"
alt.sv = "Ett öga"
alt.en = "An eye"
[[walk.theme]]
id = "lighting")");
  newer = replaced(newer, R"(languages = ["sv", "en"])", R"(languages = ["en", "sv"])");
  Walker old(town, "Läsplatta 1"), fresh(town, "Läsplatta 2", newer);
  old.begin();
  fresh.begin(true);
  auto untidy = old.seen("skräp");
  untidy.theme = upkeep;
  untidy.language = 0;
  old.save(untidy);
  old.note("lampa");
  auto sight = fresh.seen("häck");
  sight.theme = 0;
  fresh.save(sight);
  old.kiosk.send();
  fresh.kiosk.send();
  const auto walk = account_of(town);
  CHECK(walk.dialogue.version == 2);
  REQUIRE(walk.notes.size() == 3);
  const auto theme_of = [&](const std::string& saw) {
    for (const auto& note : walk.notes)
      if (note.latest.saw == saw) return walk.dialogue.walk->themes.at(*note.latest.theme);
    return core::walk::Theme{};
  };
  CHECK(theme_of("skräp").id == "upkeep");
  CHECK(theme_of("skräp").title.in(1) == "Skötsel");  // sv is the second language now
  CHECK(theme_of("skräp").title.in(0) == "Upkeep");
  CHECK(theme_of("lampa").id == "lighting");
  CHECK(theme_of("häck").id == "sightlines");
  for (const auto& note : walk.notes)
    if (note.latest.saw == "skräp") CHECK(walk.dialogue.languages[note.latest.language].tag == "sv");
}

TEST_CASE("one code under two dialogues must be told apart, a code nobody used names those there are",
          "[walks]") {
  TownHall town;
  CHECK(error_for(town, "482913").find("no walk has come yet") != std::string::npos);
  Walker one(town, "Läsplatta 1");
  Walker two(town, "Läsplatta 2", replaced(evening_toml, "id = \"evening\"", "id = \"morning\""));
  Walker three(town, "Läsplatta 3", evening_toml, 111111);
  one.begin();
  one.note("kväll");
  two.begin();
  two.note("morgon");
  three.begin();
  for (auto* walker : {&one, &two, &three}) walker->kiosk.send();
  const auto twice = error_for(town, "482913");
  CHECK(twice.find("several dialogues have that code") != std::string::npos);
  CHECK(twice.find("evening/482913, morning/482913") != std::string::npos);
  CHECK(account_of(town, "evening/482913").notes.at(0).latest.saw == "kväll");
  CHECK(account_of(town, "morning/482913").notes.at(0).latest.saw == "morgon");
  CHECK(error_for(town, "111112").find("evening/111111, ") != std::string::npos);  // the likeliest first
  CHECK(error_for(town, "noon/482913").find("there is no walk noon/482913") != std::string::npos);
  CHECK_FALSE(receiver::walk_name_of("48291"));
  CHECK_FALSE(receiver::walk_name_of("48291x"));
  CHECK_FALSE(receiver::walk_name_of("/482913"));
}

TEST_CASE("times are put right by clock records, also by what GPS says", "[walks]") {
  TownHall town;
  Walker one(town, "Läsplatta 1");
  constexpr std::int64_t wrong_s = 1'700'000'000, right_s = 1'800'000'000;
  one.kiosk.boot(wrong_s * 1000);  // 10 s after it started
  one.kiosk.now_s = wrong_s;
  one.begin();
  const auto noted = one.note("i mörkret");
  auto gps = one.kiosk.clock_;
  gps.boot_ms += 200'000;
  gps.wall_ms = right_s * 1000;
  gps.source = core::ClockSource::Gps;
  one.kiosk.save({gps});
  one.kiosk.send();
  const auto walk = account_of(town);
  const auto ago = wrong_s + 200 - noted.time;
  CHECK(walk.notes.at(0).time_s == right_s - ago);
  CHECK(walk.devices.at(0).began_s == right_s - ago - 60);
}

TEST_CASE("each device has its track, in its segments, a piece that is none is told of", "[walks]") {
  TownHall town;
  Walker one(town, "Läsplatta 1"), two(town, "Läsplatta 2");
  one.begin();
  two.begin(true);
  const auto point = [&](double lat, bool begins) {
    core::TrackPoint at;
    at.time_ms = one.now() * 1000;
    at.lat = lat;
    at.lon = 18.2;
    at.accuracy_m = 3.5;
    at.segment_start = begins;
    return at;
  };
  const auto save = [&](const std::vector<core::TrackPoint>& points) {
    const auto piece = core::encode_track(points);
    REQUIRE(piece);
    one.kiosk.save({core::walk::TrackPiece{evening_code, *piece}});
  };
  const auto first = point(59.1, true);
  save({first, point(59.2, false)});
  save({point(59.3, false), point(59.4, true)});
  one.kiosk.save({core::walk::TrackPiece{evening_code, core::Bytes{0xff, 0xff, 0xff}}});
  one.kiosk.send();
  two.kiosk.send();
  const auto walk = account_of(town);
  REQUIRE(walk.tracks.size() == 1);
  CHECK(walk.tracks[0].device == "Läsplatta 1");
  REQUIRE(walk.tracks[0].segments.size() == 2);
  REQUIRE(walk.tracks[0].segments[0].size() == 3);
  CHECK(walk.tracks[0].segments[0][0].time_ms == first.time_ms);
  CHECK(walk.tracks[0].segments[0][2].at.lat == Approx(59.3));
  CHECK(walk.tracks[0].segments[1][0].accuracy_m == Approx(3.5));
  REQUIRE(walk.gaps.size() == 1);
  CHECK(walk.gaps[0].records == 1);
}

TEST_CASE("what is disputed is marked, stands after the others and changes none of them", "[walks]") {
  ON_BOTH_DATABASES(town);
  Walker one(town, "Läsplatta 1"), lost(town, "Läsplatta 2");
  one.begin();
  one.note("vår");
  lost.begin(true);
  const auto before = lost.note("före");
  const auto last_good =
      lost.kiosk.save({core::walk::Course{evening_code, core::walk::Act::Pause, {}, lost.now()}});
  lost.correct(before, "förvanskad");
  lost.note("efter");
  one.kiosk.send();
  lost.kiosk.send();
  const auto runs = town.ledger->runs();
  REQUIRE(runs);
  REQUIRE(town.ledger->revoke(lost.kiosk.identity().device, {runs->back().run, last_good}));
  const auto walk = account_of(town);
  REQUIRE(walk.notes.size() == 3);
  CHECK(walk.notes[0].disputed.empty());
  CHECK(walk.notes[1].disputed.empty());
  const auto& kept = walk.notes[walk.notes[0].latest.saw == "före" ? 0 : 1];
  CHECK(kept.latest.saw == "före");
  REQUIRE(kept.disputed_revisions.size() == 1);
  CHECK(kept.disputed_revisions[0].saw == "förvanskad");
  CHECK(walk.notes[2].latest.saw == "efter");
  CHECK_FALSE(walk.notes[2].disputed.empty());
}

TEST_CASE("what cannot be read is told with its device, and the rest is there", "[walks]") {
  ON_BOTH_DATABASES(town);
  Walker one(town, "Läsplatta 1");
  one.begin();
  one.kiosk.save_plain({0xff, 0x00, 0x13});
  one.note("läsbar");
  one.kiosk.send();
  const auto walk = account_of(town);
  CHECK(seen_on(walk) == Seen{"1 läsbar"});
  REQUIRE(walk.gaps.size() == 1);
  CHECK(walk.gaps[0].device == "Läsplatta 1");
  CHECK(walk.gaps[0].records == 1);
  CHECK_FALSE(walk.gaps[0].why.empty());
}

namespace {

void act(TownHall& town, const std::string& observation, receiver::ActionChange change, std::int64_t time_s) {
  change.time_s = time_s;
  change.by = "samordnare";
  const auto kept =
      receiver::keep_action(town.tables->database(), observation, "evening", evening_code, change);
  INFO((kept ? "" : kept.error().text()));
  REQUIRE(kept);
}
receiver::ActionChange with_status(Status status, const std::string& reason = "") {
  receiver::ActionChange change;
  change.status = status;
  if (!reason.empty()) change.reason = reason;
  return change;
}

}  // namespace

TEST_CASE("each change of an action is kept, rebuilding, backing up and restoring leave them", "[walks]") {
  ON_BOTH_DATABASES(town);
  Walker one(town, "Läsplatta 1");
  one.begin();
  const auto noted = one.note("mörkt");
  one.kiosk.send();
  auto walk = account_of(town);
  CHECK(receiver::standing_of(walk, walk.notes[0]).status == Status::Open);
  const auto id = platform::to_hex(noted.id);
  auto first = with_status(Status::NeedsBudget);
  first.party = "streets";
  first.deadline = core::Date{2027, 5, 1};
  act(town, id, first, 100);
  act(town, id, with_status(Status::WillNot, "marken är privat"), 200);
  REQUIRE(town.tables->empty());
  walk = account_of(town);
  REQUIRE(walk.notes[0].actions.size() == 2);
  CHECK(walk.notes[0].actions[0].party == "streets");
  CHECK(walk.notes[0].actions[0].deadline->month == 5);
  CHECK_FALSE(walk.notes[0].actions[0].reason);
  CHECK(walk.notes[0].actions[1].reason == "marken är privat");
  const auto now = receiver::standing_of(walk, walk.notes[0]);
  CHECK(now.status == Status::WillNot);
  CHECK(now.party == "streets");
  CHECK_FALSE(now.deadline);
  CHECK(now.reason == "marken är privat");

  const auto copy = receiver::Ledger::open(town.path("copy.db"));
  REQUIRE(copy);
  REQUIRE(town.ledger->copy_to(**copy));
  auto tables = receiver::Tables::open(town.path("copy.db"));
  REQUIRE(tables);
  REQUIRE((*tables)->catch_up(**copy, town.sealing_key, [](auto, auto) {}));
  const auto copied = account_of(**tables, **copy, {"", evening_code});
  REQUIRE(copied);
  CHECK(seen_on(*copied) == seen_on(walk));
  CHECK(copied->notes[0].actions.size() == 2);
}

TEST_CASE("an action that says nothing, or no reason why not, is refused", "[walks]") {
  TownHall town;
  const auto refused = [&](const receiver::ActionChange& change) {
    const auto kept =
        receiver::keep_action(town.tables->database(), "0123456789abcdef", "evening", evening_code, change);
    return kept ? std::string() : kept.error().why;
  };
  CHECK(refused({}) == "it changes nothing");
  CHECK(refused(with_status(Status::WillNot)).find("reason why") != std::string::npos);
  CHECK(refused(with_status(Status::WillNot, "  ")).find("reason why") != std::string::npos);
  CHECK(refused(with_status(Status::Done, "\xff\xfe")).find("UTF-8") != std::string::npos);
  CHECK(refused(with_status(Status::Done, std::string(5000, 'x'))).find("4096 bytes") != std::string::npos);
  auto both = with_status(Status::WillNot, "nej");
  both.deadline = core::Date{2027, 1, 1};
  CHECK(refused(both).find("no deadline") != std::string::npos);
  CHECK(receiver::read_actions(town.tables->database())->empty());
}

TEST_CASE("a database of before walks gets their tables, and keeps what it holds", "[walks]") {
  ON_BOTH_DATABASES(town);
  Walker one(town, "Läsplatta 1");
  one.begin();
  one.note("mörkt");
  one.kiosk.send();
  auto& database = town.tables->database();
  REQUIRE(database.run("DROP TABLE walk_notes"));
  REQUIRE(database.run("DROP TABLE walk_actions"));
  REQUIRE(database.run("UPDATE about SET value = '1' WHERE name = 'ledger'"));
  town.reopen();
  CHECK(seen_on(account_of(town)) == Seen{"1 mörkt"});
  REQUIRE(town.tables->database().run("UPDATE about SET value = '99' WHERE name = 'ledger'"));
  CHECK_FALSE(receiver::Ledger::open(town.where()));
}
