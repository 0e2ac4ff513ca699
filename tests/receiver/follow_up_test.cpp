// SPDX-License-Identifier: EUPL-1.2
// A walk, the walk after it and the one after that: what comes along, what stays behind, what is joined.
#include <filesystem>
#include <fstream>

#include "app/core/utf8.h"
#include "platform/files.h"
#include "platform/photo.h"
#include "sync/receiver/walks/follow_up.h"
#include "sync/receiver/walks/walk_register.h"
#include "sync/receiver/walks/walk_standing.h"
#include "tests/receiver/walk_town.h"

using namespace talt;
using namespace talt::tests;
using core::walk::Outcome;
using core::walk::Status;
using core::walk::Verdict;

namespace {

/// The folder of a dialogue, with a file beside.
std::string folder_with(TownHall& town, const std::string& name, const std::string& toml) {
  const auto folder = town.path(name);
  std::filesystem::create_directories(folder + "/pictures");
  std::ofstream(folder + "/dialogue.toml") << toml;
  std::ofstream(folder + "/pictures/lighting.png") << "not looked at here";
  return folder;
}

core::Result<std::optional<core::Bytes>> nothing_arrived(const core::Attachment&) {
  return std::optional<core::Bytes>();
}

receiver::Published publish(TownHall& town, const receiver::WalkAccount& walk, const std::string& folder,
                            const std::string& out, const receiver::OpenAttachment& open = nothing_arrived) {
  const auto published = receiver::publish_follow_up(walk, folder, town.tables->dialogues(), town.path(out),
                                                     open, [](auto, auto) {});
  INFO((published ? "" : published.error().text()));
  REQUIRE(published);
  return *published;
}
std::string refused(TownHall& town, const receiver::WalkAccount& walk, const std::string& folder,
                    const std::string& out) {
  const auto published = receiver::publish_follow_up(walk, folder, town.tables->dialogues(), out,
                                                     nothing_arrived, [](auto, auto) {});
  return published ? std::string() : published.error().text();
}

void act(TownHall& town, const receiver::WalkAccount& walk, const std::string& saw,
         const receiver::ActionChange& change) {
  for (const auto& note : walk.notes)
    if (note.latest.saw == saw)
      REQUIRE(receiver::keep_action(town.tables->database(), receiver::matter_of(walk, note.latest),
                                    walk.dialogue.id, walk.code, change));
}
receiver::ActionChange decided(Status status, const std::string& party = "", const std::string& reason = "") {
  receiver::ActionChange change;
  change.time_s = 1'800'050'000;
  change.status = status;
  if (!party.empty()) change.party = party;
  if (!reason.empty()) change.reason = reason;
  return change;
}

core::walk::Plan plan_in(const std::string& folder) {
  return *dialogue_of(file_content(folder + "/dialogue.toml")).walk;
}
const core::walk::Earlier* find(const core::walk::Plan& plan, const std::string& saw) {
  for (const auto& earlier : plan.earlier)
    if (earlier.saw == saw) return &earlier;
  return nullptr;
}

}  // namespace

TEST_CASE("what a follow-up walk is to look at comes along, with what was decided, quotes stay out",
          "[follow-up]") {
  TownHall town;
  Walker one(town, "Läsplatta 1");
  one.begin();
  auto dark = one.seen("Lampan \"släckt\" \\ trasig");
  dark.said = "Jag vågar inte gå här";
  dark.reflection = "Hon var rädd";
  dark.proposal = "Byt lampan";
  dark.where.stop = 0;
  one.save(dark);
  one.note("Fin plantering", Verdict::Good);
  one.note("Vem äger muren?", Verdict::Question);
  one.note("Trasig bänk");
  one.note("Privat mark");
  one.take_back(one.note("Ångrat"));
  one.kiosk.send();
  auto walk = account_of(town);
  auto planned = decided(Status::Planned, "streets");
  planned.deadline = core::Date{2027, 5, 1};
  act(town, walk, dark.saw, planned);
  act(town, walk, "Trasig bänk", decided(Status::Done, "parks", "lagad"));
  act(town, walk, "Privat mark", decided(Status::WillNot, "", "ägaren säger nej"));
  walk = account_of(town);

  const auto folder = folder_with(town, "evening", evening_toml);
  const auto published = publish(town, walk, folder, "next");
  CHECK(published.version == 2);
  const auto out = town.path("next");
  CHECK(std::filesystem::exists(out + "/pictures/lighting.png"));
  const auto text = file_content(out + "/dialogue.toml");
  CHECK(text.find("vågar") == std::string::npos);
  CHECK(text.find("rädd") == std::string::npos);
  CHECK(text.find("version = 2                # rises with every change") != std::string::npos);
  CHECK(text.find("# what we walk with") != std::string::npos);
  CHECK(file_content(folder + "/dialogue.toml") == evening_toml);

  const auto plan = plan_in(out);
  CHECK(plan.earlier_walk == "482913");
  REQUIRE(plan.earlier.size() == 4);
  const auto* lamp = find(plan, dark.saw);
  REQUIRE(lamp);
  CHECK(lamp->id == platform::to_hex(dark.id));
  CHECK(lamp->theme == lighting);
  CHECK(lamp->verdict == Verdict::Bad);
  CHECK(lamp->proposal == "Byt lampan");
  CHECK(lamp->where == "Gångtunneln");
  REQUIRE(lamp->at);
  CHECK(lamp->at->lat == Approx(59.1));
  CHECK(lamp->party == streets);
  CHECK(lamp->status == Status::Planned);
  REQUIRE(lamp->deadline);
  CHECK(lamp->deadline->month == 5);
  REQUIRE(find(plan, "Trasig bänk"));  // somebody must go and see
  CHECK(find(plan, "Trasig bänk")->status == Status::Done);
  CHECK(find(plan, "Privat mark")->reason == "ägaren säger nej");
  CHECK(find(plan, "Vem äger muren?")->verdict == Verdict::Question);
  CHECK_FALSE(find(plan, "Fin plantering"));
  CHECK_FALSE(find(plan, "Ångrat"));
}

TEST_CASE("a follow-up of a follow-up: outcomes are joined to what was first noted, by its id",
          "[follow-up]") {
  TownHall town(GENERATE(Store::Sqlite, Store::Postgres));
  if (!town) return;
  Walker one(town, "Läsplatta 1");
  one.begin();
  const auto dark = one.note("mörkt");
  one.note("skräp");
  one.note("hål");
  one.kiosk.send();
  const auto folder = folder_with(town, "evening", evening_toml);
  publish(town, account_of(town), folder, "second");

  const auto second_toml = file_content(town.path("second/dialogue.toml"));
  Walker two(town, "Läsplatta 2", second_toml, 222222);
  two.kiosk.now_s = one.now() + 200 * 86400;
  const auto second_plan = plan_in(town.path("second"));
  const auto index_of = [&](const std::string& saw) {
    return static_cast<std::size_t>(find(second_plan, saw) - second_plan.earlier.data());
  };
  two.begin();
  two.look_again(index_of("mörkt"), Outcome::Worse, "nu två lampor");
  two.look_again(index_of("skräp"), Outcome::Done);
  two.note("nytt klotter");
  two.kiosk.send();

  const auto first_walk = account_of(town);
  REQUIRE(first_walk.notes[0].outcomes.size() == 1);
  CHECK(first_walk.notes[0].outcomes[0].outcome == Outcome::Worse);
  CHECK(first_walk.notes[0].outcomes[0].code == 222222);
  CHECK(first_walk.notes[0].outcomes[0].saw == "nu två lampor");
  CHECK(receiver::standing_of(first_walk, first_walk.notes[1]).seen_done);
  const auto second_walk = account_of(town, "222222");
  REQUIRE(second_walk.notes.size() == 3);
  CHECK(receiver::matter_of(second_walk, second_walk.notes[0].latest) == platform::to_hex(dark.id));
  REQUIRE(second_walk.earlier.size() == 3);
  CHECK(second_walk.earlier[index_of("hål")].outcomes.empty());

  // decided on the second walk's note: it is the first one's matter
  act(town, second_walk, "nu två lampor", decided(Status::Quick, "streets"));
  CHECK(account_of(town).notes[0].actions.size() == 1);

  publish(town, account_of(town, "222222"), town.path("second"), "third");
  const auto third = plan_in(town.path("third"));
  CHECK(third.earlier_walk == "222222");
  REQUIRE(third.earlier.size() == 3);
  const auto* still_dark = find(third, "mörkt / nu två lampor");
  REQUIRE(still_dark);
  CHECK(still_dark->id == platform::to_hex(dark.id));
  CHECK(find(third, "hål"));
  CHECK(find(third, "nytt klotter"));
  CHECK_FALSE(find(third, "skräp"));  // a walk has seen that it is done
  const auto text = file_content(town.path("third/dialogue.toml"));
  CHECK(text.find("earlier = \"482913\"") == std::string::npos);
  CHECK(text.find("\n\n\n") == std::string::npos);
  CHECK(dialogue_of(text).version == 3);
}

TEST_CASE("a follow-up knows when the earlier walk was, and how serious each matter was said to be",
          "[follow-up]") {
  TownHall town;
  Walker one(town, "Läsplatta 1");
  one.begin();
  const auto began = one.kiosk.now_s;
  auto dark = one.seen("mörkt");
  dark.seriousness = 3;
  one.save(dark);
  auto litter = one.seen("skräp");
  litter.seriousness = 1;
  one.save(litter);
  one.kiosk.send();
  const auto folder = folder_with(town, "evening", evening_toml);
  publish(town, account_of(town), folder, "second");
  Walker two(town, "Läsplatta 2", file_content(town.path("second/dialogue.toml")), 222222);
  two.begin();
  const auto plan = plan_in(town.path("second"));
  const auto index_of = [&](const std::string& saw) {
    return static_cast<std::size_t>(find(plan, saw) - plan.earlier.data());
  };
  auto worse = two.seen("mer skräp");
  worse.earlier = index_of("skräp");
  worse.outcome = Outcome::Worse;
  worse.seriousness = 2;
  worse.proposal = "fler papperskorgar";
  two.save(worse);
  two.kiosk.send();
  const auto walk = account_of(town, "222222");
  CHECK(walk.earlier_began_s == began);
  CHECK(account_of(town).earlier_began_s == 0);
  CHECK(receiver::standing_of_earlier(walk, index_of("mörkt")).seriousness == 3);
  CHECK(walk.earlier[index_of("skräp")].seriousness == 1);
  CHECK(receiver::standing_of_earlier(walk, index_of("skräp")).seriousness == 2);

  // From either walk the next dialogue has what was said last, once.
  publish(town, walk, town.path("second"), "third");
  publish(town, account_of(town), folder, "third-again");
  for (const auto* name : {"third", "third-again"}) {
    INFO(name);
    const auto next = plan_in(town.path(name));
    const auto* litter_now = find(next, "skräp / mer skräp");
    REQUIRE(litter_now != nullptr);
    CHECK(litter_now->proposal == "fler papperskorgar");
    CHECK(litter_now->seriousness == 2);
    const auto* still_dark = find(next, "mörkt");
    REQUIRE(still_dark != nullptr);
    CHECK(still_dark->seriousness == 3);
  }
}

TEST_CASE("what nobody looked at on the last walk does not say the same twice", "[follow-up]") {
  TownHall town;
  Walker one(town, "Läsplatta 1");
  one.begin();
  one.note("mörkt");
  one.kiosk.send();
  publish(town, account_of(town), folder_with(town, "evening", evening_toml), "second");
  Walker two(town, "Läsplatta 2", file_content(town.path("second/dialogue.toml")), 222222);
  two.begin();
  two.look_again(0, Outcome::NotDone, "ännu mörkt");
  two.kiosk.send();
  publish(town, account_of(town, "222222"), town.path("second"), "third");
  Walker three(town, "Läsplatta 3", file_content(town.path("third/dialogue.toml")), 333333);
  three.begin();
  three.note("nytt");
  three.kiosk.send();
  publish(town, account_of(town, "333333"), town.path("third"), "fourth");
  CHECK(find(plan_in(town.path("fourth")), "mörkt / ännu mörkt") != nullptr);
}

namespace {

/// Photos of a walk by the first byte of their names: each of one grey, 1600 pixels wide.
core::Attachment photo_named(std::uint8_t grey) {
  core::Attachment attachment;
  attachment.kind = core::AttachmentKind::Photo;
  attachment.name[0] = grey;
  return attachment;
}
core::Result<std::optional<core::Bytes>> greys(const core::Attachment& attachment) {
  const auto grey = attachment.name[0];
  if (grey == 1) return std::optional<core::Bytes>();
  if (grey == 2) return std::optional<core::Bytes>(core::Bytes(500, 7));
  const auto photo = platform::encode_jpeg({1600, 800, std::vector<std::uint8_t>(1600 * 800 * 3, grey)});
  if (!photo) return photo.error();
  return std::optional<core::Bytes>(*photo);
}
int grey_of(const std::string& file) {
  const auto photo = platform::take_in(core::as_bytes(file_content(file)));
  REQUIRE(photo);
  CHECK(photo->photo.width == 1024);
  return photo->photo.rgb[0];
}

}  // namespace

TEST_CASE("a photo of each comes along, the latest there is, small, what has none is told", "[follow-up]") {
  TownHall town;
  Walker one(town, "Läsplatta 1");
  one.begin();
  const auto with = [](Walker& walker, const std::string& saw, std::vector<core::Attachment> attachments) {
    auto noted = walker.seen(saw);
    noted.attachments = std::move(attachments);
    walker.save(noted);
  };
  core::Attachment voice = photo_named(90);
  voice.kind = core::AttachmentKind::Voice;
  with(one, "mörkt", {voice, photo_named(100), photo_named(110)});
  with(one, "skräp", {photo_named(1)});
  with(one, "hål", {photo_named(2)});
  with(one, "klotter", {voice});
  one.kiosk.send();
  const auto published =
      publish(town, account_of(town), folder_with(town, "evening", evening_toml), "second", greys);
  const auto plan = plan_in(town.path("second"));
  CHECK(find(plan, "mörkt")->picture == "earlier-482913-1.jpg");
  CHECK(grey_of(town.path("second/earlier-482913-1.jpg")) == Approx(100).margin(2));
  for (const auto* saw : {"skräp", "hål", "klotter"}) CHECK(find(plan, saw)->picture.empty());
  REQUIRE(published.follow_up.remarks.size() == 2);
  CHECK(published.follow_up.remarks[0].starts_with("observation 2 goes without its new photo"));
  CHECK(published.follow_up.remarks[0].find("not arrived") != std::string::npos);
  CHECK(published.follow_up.remarks[1].starts_with("observation 3 goes without"));

  Walker two(town, "Läsplatta 2", file_content(town.path("second/dialogue.toml")), 222222);
  two.kiosk.now_s = one.now() + 200 * 86400;
  two.begin();
  const auto look = [&](const std::string& saw, std::vector<core::Attachment> attachments) {
    auto noted = two.seen("än");
    noted.earlier = static_cast<std::size_t>(find(plan, saw) - plan.earlier.data());
    noted.outcome = Outcome::Worse;
    noted.attachments = std::move(attachments);
    two.save(noted);
  };
  look("klotter", {photo_named(150)});
  look("mörkt", {});
  two.kiosk.send();
  publish(town, account_of(town, "222222"), town.path("second"), "third", greys);
  const auto third = plan_in(town.path("third"));
  CHECK(find(third, "mörkt / än")->picture == "earlier-482913-1.jpg");  // none newer
  CHECK(grey_of(town.path("third/" + find(third, "klotter / än")->picture)) == Approx(150).margin(2));
}

TEST_CASE("publishing overwrites nothing and says what stands in its way", "[follow-up]") {
  TownHall town;
  Walker one(town, "Läsplatta 1");
  one.begin();
  one.note("mörkt");
  one.kiosk.send();
  const auto walk = account_of(town);
  const auto folder = folder_with(town, "evening", evening_toml);
  std::filesystem::create_directories(town.path("taken"));
  CHECK(refused(town, walk, folder, town.path("taken")).find("something of that name") != std::string::npos);
  CHECK(refused(town, walk, folder, folder + "/next").find("in the folder that is copied") !=
        std::string::npos);
  CHECK(refused(town, walk, town.path("nowhere"), town.path("next")).find("nowhere") != std::string::npos);
  const auto broken = folder_with(town, "broken", evening_toml + "[[walk.theme]]\n");
  CHECK(refused(town, walk, broken, town.path("next")).find("talt check") != std::string::npos);
  const auto tent = folder_with(town, "tent", square_toml);
  CHECK(refused(town, walk, tent, town.path("next")).find("not the dialogue of a walk") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(town.path("next")));
  CHECK_FALSE(std::filesystem::exists(town.path("next.partial")));
}

TEST_CASE("a dialogue's text keeps everything but what must change", "[follow-up]") {
  receiver::FollowUp follow_up;
  core::walk::Earlier one;
  one.id = "0123456789abcdef";
  one.saw = "[walk]\n\"citat\" # och \\";
  follow_up.observations = {one};
  follow_up.numbers = {3};
  const auto first = receiver::follow_up_toml(evening_toml, 2, 482913, follow_up);
  INFO((first ? "" : first.error().text()));
  REQUIRE(first);
  CHECK(dialogue_of(*first).walk->earlier.at(0).saw == one.saw);

  follow_up.observations[0].saw = "annat";
  const auto commented = *first + "\n# about the map\n[theme]\naccent = \"#004050\"  # ours\n";
  const auto second = receiver::follow_up_toml(commented, 7, 5, follow_up);
  INFO((second ? "" : second.error().text()));
  REQUIRE(second);
  const auto dialogue = dialogue_of(*second);
  CHECK(dialogue.walk->earlier_walk == "000005");
  CHECK(dialogue.walk->earlier.size() == 1);
  CHECK(second->find("# about the map\n[theme]\naccent = \"#004050\"  # ours\n") != std::string::npos);
  CHECK(second->find("citat") == std::string::npos);

  follow_up.observations.clear();
  follow_up.numbers.clear();
  const auto none = receiver::follow_up_toml(*second, 8, 6, follow_up);
  REQUIRE(none);
  CHECK(dialogue_of(*none).walk->earlier.empty());
}
