// SPDX-License-Identifier: EUPL-1.2
// The protocol of a walk that follows up another: nothing that was noted is missing, and what the earlier
// walk left open stands wherever somebody looks for what is open.
#include <catch2/catch.hpp>

#include "tests/receiver/protocol_rig.h"

using namespace talt;
using namespace talt::tests;
using core::walk::Outcome;
using core::walk::Status;
using core::walk::Verdict;
using Texts = std::vector<std::string>;

namespace {

/// As the kiosk notes it: what is done is good now, what is not is bad.
receiver::AccountNote& look(ToldWalk& walk, std::size_t which, Outcome outcome) {
  auto& note = walk.add();
  note.latest.earlier = which;
  note.latest.theme = walk.plan().earlier[which].theme;
  note.latest.outcome = outcome;
  note.latest.verdict = outcome == Outcome::Done ? Verdict::Good : Verdict::Bad;
  walk.account.earlier[which].outcomes.push_back(
      {"evening", walk.account.code, note.device, note.time_s, outcome, "", "", "", 0});
  note.outcomes = walk.account.earlier[which].outcomes;
  return note;
}

/// "number: group" of each row of the action list, in its order.
Texts action_rows(const PageRead& page) {
  Texts rows;
  for (const auto& party : page.all("//h:section[@id='actions']/h:section/h:h3"))
    for (const auto& number :
         page.all("//h:section[@id='actions']/h:section[h:h3='" + party + "']//h:tbody/h:tr/h:th"))
      rows.push_back(number + ": " + party);
  return rows;
}

std::string action(const PageRead& page, const std::string& number) {
  return page.one("//h:section[@id='actions']//h:tr[h:th='" + number + "']");
}

}  // namespace

TEST_CASE("the head of a follow-up says so, of which walk and of what day", "[protocol]") {
  ToldWalk walk;
  CHECK_FALSE(holds(ProtocolRig().page_of(walk).one("//h:header"), "Uppföljning"));
  walk.earlier("Lampan vid bron är trasig");
  CHECK(ProtocolRig().page_of(walk).one("//h:p[@class='follows']") == "Uppföljning av vandring 112233");
  walk.account.earlier_began_s = told_evening_s - 200 * 86'400;
  const auto page = ProtocolRig().page_of(walk);
  CHECK(page.one("//h:p[@class='kind']") == "Protokoll · Trygghetsvandring · Uppföljning");
  CHECK(page.one("//h:p[@class='follows']") == "Uppföljning av vandring 112233, 10 maj 2026");
}

TEST_CASE("what became of an earlier walk stands by observation, then and now side by side", "[protocol]") {
  ToldWalk walk;
  walk.earlier("Lampan vid bron är trasig").party = told_streets;
  walk.plan().earlier[0].deadline = core::Date{2026, 11, 1};
  walk.earlier("Häcken skymmer");
  walk.earlier("Bänken saknas");
  look(walk, 0, Outcome::Worse);
  look(walk, 1, Outcome::Done);
  const auto page = ProtocolRig().page_of(walk);
  const std::string rows = "//h:section[@id='follow-up']//h:tbody/h:tr";
  CHECK(page.all(rows + "/h:th") == Texts{"(1)", "(2)", "(3)"});
  CHECK(page.all(rows + "/h:td[3]//h:h3") == Texts{"1BelysningVärre", "2BelysningGjort"});
  CHECK(page.one(rows + "[3]/h:td[3]") == "Inte sett den här gången");
  CHECK(page.one(rows + "[1]/h:td[1]") == "BelysningLampan vid bron är trasig");
  CHECK(page.one(rows + "[1]/h:td[2]") == "GataÄnnu inte bestämtKlart senast: 1 nov 2026");
}

TEST_CASE("a look at an earlier observation shows all that was noted of it, photo and memo too",
          "[protocol]") {
  ToldWalk walk;
  walk.earlier("Lampan vid bron är trasig");
  auto& note = look(walk, 0, Outcome::NotDone);
  auto& noted = note.latest;
  put_at(note, {59.33221, 18.06551}, 4.4F);
  noted.where.place = 0;
  noted.saw = "Fortfarande släckt";
  noted.said = "Jag går omvägen";
  noted.perspective = told_youths;
  noted.sense = core::walk::Sense::Feels;
  noted.seriousness = 2;
  noted.proposal = "Byt armatur";
  noted.attachments = {told_attachment(core::AttachmentKind::Photo, 1),
                       told_attachment(core::AttachmentKind::Voice, 2),
                       told_attachment(core::AttachmentKind::Photo, 3)};
  walk.account.earlier[0].actions.push_back({note.time_s + 60, "samordnare", "streets", {}, {}, {}});
  ProtocolRig rig;
  rig.received[noted.attachments[0].name] = told_jpeg(40, 30);
  rig.received[noted.attachments[1].name] = core::Bytes{'O', 'g', 'g', 'S', 0};
  const auto page = rig.page_of(walk);
  const std::string article = "//h:section[@id='follow-up']//h:article[@id='n1']";
  CHECK(page.all(article + "//h:p[@class='words']") ==
        Texts{"Fortfarande släckt", "”Jag går omvägen”", "Byt armatur"});
  CHECK(page.all(article + "//h:span[@class='chip']") == Texts{"Upplevelse", "Allvar: Ganska (2 av 3)"});
  CHECK(page.one(article + "//h:img/@src") == "pictures/photo-01-1.jpg");
  CHECK(page.one(article + "//h:audio/@src") == "pictures/voice-01-1.opus");
  CHECK(page.one(article + "//h:p[@class='missing']") ==
        "Foto 2 till iakttagelse 1: har inte kommit fram än");
  CHECK(holds(page.one(article), "AnsvarigGata"));
  CHECK(holds(page.one(article + "//h:p[@class='meta']"), "Kiosken · Läge: 59.33221, 18.06551"));
}

TEST_CASE("what was found done is no good place, what was found undone counts as nothing new", "[protocol]") {
  ToldWalk walk;
  walk.earlier("Häcken skymmer");
  walk.earlier("Bänken saknas");
  look(walk, 0, Outcome::Done);
  look(walk, 1, Outcome::NotDone);
  walk.note(Verdict::Good, told_lighting, "Bra upplyst");
  const auto page = ProtocolRig().page_of(walk);
  CHECK(page.all("//h:section[@id='good']//h:p[@class='words']") == Texts{"Bra upplyst"});
  CHECK(page.all("//h:ul[@class='tally']/h:li") ==
        Texts{"0Dåligt", "1Bra", "0Fråga", "2Sett igen", "0Citat", "0Foton", "2Åtgärder"});
  CHECK(page.count("//h:article[@id='n1']/*[local-name()='svg']/*[@class='done']") == 1);
}

TEST_CASE("questions of the earlier walk stand unanswered until they are done, seen again or not",
          "[protocol]") {
  ToldWalk walk;
  for (const char* question : {"Vem äger muren?", "Vem klipper?", "Vem sandar?"})
    walk.earlier(question).verdict = Verdict::Question;
  walk.earlier("Mörkt");
  look(walk, 0, Outcome::NotDone);
  look(walk, 1, Outcome::Done);
  const auto page = ProtocolRig().page_of(walk);
  CHECK(page.all("//h:section[@id='open']//h:li//h:p") == Texts{"Då: Vem äger muren?", "Då: Vem sandar?"});
  CHECK(page.all("//h:section[@id='open']//h:li/h:div/h:div") ==
        Texts{"1 · Belysning · från förra vandringen",
              "(3) · Belysning · från förra vandringen · inte sedd den här gången"});
}

TEST_CASE("how serious a matter was is remembered, until a note of its own says otherwise", "[protocol]") {
  ToldWalk walk;
  for (const char* saw : {"värre", "mildare", "gjort", "osett", "lindrigt"}) walk.earlier(saw);
  for (const std::size_t i : {0, 1, 2, 3}) walk.account.earlier[i].seriousness = 3;
  look(walk, 0, Outcome::Worse);
  look(walk, 1, Outcome::NotDone).latest.seriousness = 2;
  look(walk, 2, Outcome::Done);
  const auto page = ProtocolRig().page_of(walk);
  CHECK(page.all("//h:section[@id='summary']/h:ul[@class='serious']//h:a") == Texts{"1", "(4)", "2"});
  CHECK(holds(page.one("//h:ul[@class='serious']/h:li[1]"), "Allvar: Mycket (3 av 3)"));
  CHECK(holds(action(page, "(4)"), "Allvar: Mycket (3 av 3)"));
}

TEST_CASE("the action list holds what is still open, looked at or not, and what is done comes last",
          "[protocol]") {
  ToldWalk walk;
  walk.earlier("gjort utan ansvarig");
  walk.earlier("osett").party = told_streets;
  walk.earlier("osett, ingens");
  walk.earlier("görs inte").status = Status::WillNot;
  walk.earlier("kommunen säger gjort").status = Status::Done;
  walk.earlier("gjort av gatan").party = told_streets;
  look(walk, 0, Outcome::Done);
  look(walk, 5, Outcome::Done);
  walk.note(Verdict::Bad, told_lighting, "nytt");
  const auto page = ProtocolRig().page_of(walk);
  CHECK(action_rows(page) == Texts{"3: Ingen ansvarig än", "(3): Ingen ansvarig än", "(2): Gata", "2: Gata",
                                   "(4): Genomförs inte", "1: Åtgärdat"});
  CHECK(holds(action(page, "(2)"), "inte sedd den här gången"));
  CHECK(holds(action(page, "(2)"), "Då: osett"));
  CHECK(page.count("//h:section[@id='actions']//h:p[.='Att fördela.']") == 1);
}

TEST_CASE("a matter that two devices looked at is one action, with the last word", "[protocol]") {
  ToldWalk walk;
  walk.earlier("Mörkt");
  look(walk, 0, Outcome::NotDone);
  look(walk, 0, Outcome::Worse);
  const auto page = ProtocolRig().page_of(walk);
  CHECK(action_rows(page) == Texts{"2: Ingen ansvarig än"});
  CHECK(page.count("//h:section[@id='follow-up']//h:article") == 2);
}

TEST_CASE("devices that disagree are told so, and what each of them said counts", "[protocol]") {
  ToldWalk walk;
  walk.earlier("Porten är uppbruten");
  auto& first = look(walk, 0, Outcome::Worse);
  first.latest.saw = "Porten hänger löst";
  first.latest.proposal = "Byt hela porten";
  auto& second = look(walk, 0, Outcome::Done);
  second.latest.saw = "Nya lås";
  for (auto& note : walk.account.notes) note.outcomes = walk.account.earlier[0].outcomes;
  const auto page = ProtocolRig().page_of(walk);
  CHECK(holds(page.one("//h:section[@id='follow-up']"), "Olika bedömningar"));
  REQUIRE(action_rows(page).size() == 1);
  const auto row = action(page, "1");
  CHECK(holds(row, "Porten hänger löst / Nya lås"));
  CHECK(holds(row, "Byt hela porten"));
  CHECK(holds(row, "Olika bedömningar"));
}

TEST_CASE("a stop where only earlier matters were looked at leads to them", "[protocol]") {
  ToldWalk walk;
  walk.earlier("Lampan vid bron är trasig");
  look(walk, 0, Outcome::NotDone).latest.where.stop = 0;
  const auto page = ProtocolRig().page_of(walk);
  const auto stop = page.one("//h:section[@id='stops']/h:section[1]");
  CHECK_FALSE(holds(stop, "Ingenting antecknades här"));
  CHECK(holds(stop, "sett igen: 1"));
  CHECK(page.all("//h:section[@id='stops']/h:section[1]//h:a[@href='#n1']").size() == 1);
}

TEST_CASE("a place that nobody set anew is the earlier walk's", "[protocol]") {
  ToldWalk walk;
  walk.earlier("Lampan vid bron är trasig").at = core::LatLon{59.331, 18.061};
  auto& note = look(walk, 0, Outcome::NotDone);
  note.latest.where.by = core::walk::PlacedBy::Map;
  note.latest.where.at = core::LatLon{59.331, 18.061};
  CHECK(holds(ProtocolRig().page_of(walk).one("//h:article[@id='n1']"), "(förra vandringens läge)"));
  note.latest.where.at = core::LatLon{59.332, 18.061};
  CHECK(holds(ProtocolRig().page_of(walk).one("//h:article[@id='n1']"), "(satt på kartan)"));
}
