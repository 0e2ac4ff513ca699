// SPDX-License-Identifier: EUPL-1.2
// The protocol's page, read as a tree: what stands where, in which order, and that nothing that was written
// becomes markup.
#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "tests/receiver/protocol_rig.h"

using namespace talt;
using namespace talt::tests;
using core::walk::Status;
using core::walk::Verdict;
using Texts = std::vector<std::string>;

namespace {

/// "number: party" of each row of the action list, in its order.
Texts action_rows(const PageRead& page) {
  Texts rows;
  for (const auto& party : page.all("//h:section[@id='actions']/h:section/h:h3"))
    for (const auto& number :
         page.all("//h:section[@id='actions']/h:section[h:h3='" + party + "']//h:tbody/h:tr/h:th"))
      rows.push_back(number + ": " + party);
  return rows;
}

}  // namespace

TEST_CASE("a protocol begins with the walk's facts: when, where, who in counts, weather, light, promise",
          "[protocol]") {
  ToldWalk walk;
  walk.track({{{59.3301, 18.0601}, {59.3311, 18.0601}}});
  ProtocolRig rig;
  const auto page = rig.page_of(walk);
  CHECK(page.one("/h:html/@lang") == "sv");
  CHECK(page.one("/h:html/@dir") == "ltr");
  CHECK(page.one("//h:h1") == "Runt Ekparken");
  CHECK(page.one("//h:header") ==
        "Protokoll · TrygghetsvandringRunt Ekparken26 november 2026 kl. 18.00–19.30 (CET)");
  const auto fact = [&](const std::string& label) {
    return page.one("//h:dl/h:div[h:dt='" + label + "']/h:dd");
  };
  CHECK(fact("När") == "26 november 2026 kl. 18.00–19.30 (CET)");
  CHECK(fact("Var") == "Gångtunneln – Skolgården");
  CHECK(fact("Stopp") == "A Gångtunneln → B Skolgården");
  CHECK(fact("Gången sträcka") == "111 m");
  CHECK(fact("Väder") == "Regn");
  CHECK(fact("Ljus") == "Mörkt");
  CHECK(fact("Enheter") == "Läsplatta 1: 0 anteckningar");
  CHECK(fact("Vandringens kod") == "482913");
  CHECK(fact("Det här är redan bestämt") == "Att parken rustas");
  CHECK(fact("Så får deltagarna veta hur det gick") == "På biblioteket Senast 1 februari 2027");
  CHECK(page.all("//h:table[@class='counts']/h:tbody/h:tr") ==
        Texts{"Boende9", "Ungdomar3", "Tillsammans12"});
}

TEST_CASE("devices may have counted the same people: each one's count is told, and the least and the most",
          "[protocol]") {
  ToldWalk walk;
  auto second = walk.account.devices.front();
  second.name = "Läsplatta 2";
  second.begin.joined = true;
  walk.account.devices.push_back(second);
  const auto agreed = ProtocolRig().page_of(walk);
  CHECK(agreed.all("//h:table[@class='counts']//h:th[@class='n']") == Texts{"Antal"});
  CHECK(agreed.count("//h:p[@class='present']") == 0);
  walk.account.devices.back().begin.present = {8, 5};
  const auto page = ProtocolRig().page_of(walk);
  CHECK(page.all("//h:table[@class='counts']//h:tr") ==
        Texts{"Vilka som var medLäsplatta 1Läsplatta 2", "Boende98", "Ungdomar35", "Tillsammans1213"});
  CHECK(page.one("//h:p[@class='present']") ==
        "Enheterna kan ha räknat samma personer: minst 14 och högst 25 var med.");
}

TEST_CASE("the most serious stands first, and each verdict is counted", "[protocol]") {
  ToldWalk walk;
  walk.note(Verdict::Bad, told_upkeep, "Klotter").latest.seriousness = 1;
  walk.note(Verdict::Bad, told_lighting, "Trasig lampa").latest.seriousness = 2;
  walk.note(Verdict::Good, told_lighting, "Bra upplyst");
  walk.note(Verdict::Question, told_sightlines, "Vem klipper häcken?").latest.seriousness = 3;
  auto& done = walk.note(Verdict::Bad, told_upkeep, "Hål i gatan");
  done.latest.seriousness = 3;
  decide(done, Status::Done);
  const auto page = ProtocolRig().page_of(walk);
  CHECK(page.all("//h:section[@id='summary']/h:ul[@class='serious']/h:li//h:a") == Texts{"4", "2"});
  CHECK(page.all("//h:ul[@class='tally']/h:li") ==
        Texts{"3Dåligt", "1Bra", "1Fråga", "0Citat", "0Foton", "4Åtgärder"});
}

TEST_CASE("observations stand by stop, each with all that was noted of it", "[protocol]") {
  ToldWalk walk;
  auto& at_school = walk.note(Verdict::Bad, told_lighting, "Två lampor av tre är släckta");
  put_at(at_school, {59.33221, 18.06551}, 4.4F);
  auto& noted = at_school.latest;
  noted.where.stop = told_school;
  noted.said = "Jag går omvägen om kvällen";
  noted.perspective = told_youths;
  noted.sense = core::walk::Sense::Feels;
  noted.seriousness = 3;
  noted.proposal = "Byt armaturer";
  noted.party = told_streets;
  at_school.before.resize(2);
  walk.note(Verdict::Good, told_upkeep, "Nymålat").latest.where.stop = told_underpass;
  walk.note(Verdict::Bad, told_upkeep, "Skräp");
  const auto page = ProtocolRig().page_of(walk);
  CHECK(page.all("//h:section[@class='stop']/h:h3") ==
        Texts{"A · Gångtunneln", "B · Skolgården", "Mellan stoppen och på andra platser"});
  CHECK(page.all("//h:section[@class='stop'][2]/h:article/@id") == Texts{"n1"});
  CHECK(page.all("//h:section[@class='stop'][3]/h:article/@id") == Texts{"n3"});
  const std::string article = "//h:article[@id='n1']";
  CHECK(page.one(article + "//h:h4") == "1BelysningDåligt");
  CHECK(page.one(article + "//h:blockquote") == "”Jag går omvägen om kvällen”Sagt av: Ungdomar");
  CHECK(page.all(article + "//h:span[@class='chip']") == Texts{"Upplevelse", "Allvar: Mycket (3 av 3)"});
  CHECK(page.all(article + "//h:p[@class='words']") ==
        Texts{"Två lampor av tre är släckta", "”Jag går omvägen om kvällen”", "Byt armaturer"});
  CHECK(page.one(article + "//h:p[@class='meta']") ==
        "Läge: 59.33221, 18.06551 (mätt ± 4 m) · 26 november 2026 kl. 18.01 · Antecknat på Läsplatta 1 · "
        "Rättad 2 gånger");
  CHECK(page.count(article + "/*[local-name()='svg']/*[local-name()='rect']") == 1);
  CHECK(page.count("//h:article[@id='n2']/*[local-name()='svg']/*[local-name()='circle']") == 1);
}

TEST_CASE("good places, open questions and reflections have sections of their own", "[protocol]") {
  ToldWalk walk;
  walk.note(Verdict::Good, told_lighting, "Bra upplyst").latest.reflection = "De som gick med blev glada";
  walk.note(Verdict::Question, told_upkeep, "Vem äger marken?");
  decide(walk.note(Verdict::Question, told_upkeep, "Vem sandar?"), Status::Done, "streets");
  const auto page = ProtocolRig().page_of(walk);
  CHECK(page.all("//h:section[@id='good']//h:p[@class='words']") == Texts{"Bra upplyst"});
  CHECK(page.all("//h:section[@id='open']//h:p[@class='words']") == Texts{"Vem äger marken?"});
  CHECK(page.all("//h:section[@id='reflections']//h:p[@class='words']") ==
        Texts{"De som gick med blev glada"});
  CHECK(page.count("//h:article//*[.='De som gick med blev glada']") == 0);
}

TEST_CASE("the action list is by party: nobody's first, then as the dialogue has them", "[protocol]") {
  ToldWalk walk;
  walk.note(Verdict::Bad, told_lighting, "ett").latest.party = told_housing;
  walk.note(Verdict::Bad, told_lighting, "två").latest.party = told_parks;
  walk.note(Verdict::Bad, told_lighting, "tre");
  walk.note(Verdict::Good, told_lighting, "fyra");
  auto& moved = walk.note(Verdict::Bad, told_lighting, "fem");
  moved.latest.party = told_housing;
  decide(moved, Status::Planned, "parks");
  walk.note(Verdict::Bad, told_lighting, "sex").latest.party = told_parks;
  walk.account.notes.back().latest.seriousness = 3;
  const auto page = ProtocolRig().page_of(walk);
  CHECK(action_rows(page) ==
        Texts{"3: Ingen ansvarig än", "6: Park", "2: Park", "5: Park", "1: Bostadsbolaget"});
}

TEST_CASE("the action list says each status, why not, the deadline and what is done", "[protocol]") {
  ToldWalk walk;
  for (const auto status :
       {Status::Open, Status::Quick, Status::Planned, Status::NeedsBudget, Status::WillNot, Status::Done}) {
    auto& note = walk.note(Verdict::Bad, told_lighting, "något");
    note.latest.proposal = "gör det";
    decide(note, status, "parks", core::Date{2027, 5, 1},
           status == Status::WillNot ? std::optional<std::string>("Marken är privat") : std::nullopt);
  }
  const auto page = ProtocolRig().page_of(walk);
  const auto row = [&](int number) {
    return page.all("//h:section[@id='actions']//h:tr[h:th='" + std::to_string(number) + "']/h:td");
  };
  CHECK(row(1)[2] == "Ännu inte bestämt27 nov 2026, trygghetssamordnare");
  CHECK(row(2)[2] == "Snabb åtgärd27 nov 2026, trygghetssamordnare");
  CHECK(row(3)[2] == "Planerat27 nov 2026, trygghetssamordnare");
  CHECK(row(4)[2] == "Kräver budget27 nov 2026, trygghetssamordnare");
  CHECK(row(5)[2] == "Genomförs inteVarför inte: Marken är privat27 nov 2026, trygghetssamordnare");
  CHECK(row(6)[2] == "Åtgärdat27 nov 2026, trygghetssamordnare");
  CHECK(row(4)[1] == "gör det");
  CHECK(row(4)[3] == "1 maj 2027");
  CHECK(page.all("//h:section[@id='actions']//h:thead/h:tr/h:th") ==
        Texts{"Nr", "Iakttagelse", "Förslag", "Status", "Klart senast", "Åtgärdat den"});
  CHECK(row(6)[4] == "27 nov 2026");
  CHECK(row(5)[4].empty());
}

TEST_CASE("a walk-and-talk tells answers by question, and questions nobody answered", "[protocol]") {
  ToldWalk walk;
  walk.plan().kind = core::walk::Kind::WalkAndTalk;
  walk.plan().questions = {
      {"best", told("Vad är bäst här?", "What is best here?"), {}},
      {"miss", told("Vad saknas?", "What is missing?"), told("Tänk fritt", "Think freely")}};
  auto& answer = walk.add();
  answer.latest.question = 0;
  answer.latest.saw = "Fontänen";
  answer.latest.said = "Vattnet låter så fint";
  walk.add().latest.saw = "Många cyklar förbi";
  const auto page = ProtocolRig().page_of(walk);
  CHECK(holds(page.one("//h:header"), "Walk and talk"));
  CHECK(page.all("//h:section[@id='template']/h:section/h:h3") ==
        Texts{"1. Vad är bäst här?", "2. Vad saknas?"});
  CHECK(page.all("//h:section[@id='template']/h:section[1]//h:p[@class='words']") ==
        Texts{"Fontänen", "”Vattnet låter så fint”"});
  CHECK(page.one("//h:section[@id='template']/h:section[2]/h:p[@class='empty']") ==
        "Ingen har svarat på den här frågan.");
  CHECK(page.all("//h:section[@id='stops']//h:article/@id") == Texts{"n2"});
  CHECK(page.all("//h:article[@id='n1']//h:p[@class='label']") == Texts{"Svar"});
  CHECK(page.all("//h:article[@id='n2']//h:p[@class='label']") == Texts{"Vad vi såg"});
  CHECK(page.all("//h:ul[@class='tally']/h:li") == Texts{"1Svar", "1Anteckning", "1Citat", "0Foton"});
}

TEST_CASE("a walk-and-talk does not say that it found nothing serious, good, asked or to be done",
          "[protocol]") {
  ToldWalk walk;
  walk.add().latest.saw = "Många cyklar förbi";
  const auto safety = ProtocolRig().page_of(walk);
  CHECK(safety.one("//h:section[@id='summary']/h:p[@class='empty']") == "Inget är märkt som allvarligt.");
  CHECK(safety.one("//h:section[@id='actions']/h:p") == "Inga åtgärder.");
  walk.plan().kind = core::walk::Kind::WalkAndTalk;
  const auto talk = ProtocolRig().page_of(walk);
  CHECK(talk.count("//h:section[@id='summary']/h:h3") == 0);
  CHECK(talk.count("//h:section[@id='actions' or @id='good' or @id='open']") == 0);
  CHECK(talk.count("//h:a[@href='#actions' or @href='#good' or @href='#open']") == 0);
  walk.account.notes[0].latest.proposal = "Måla ett cykelstråk";
  CHECK(ProtocolRig().page_of(walk).count("//h:section[@id='actions']//h:tbody/h:tr") == 1);
}

TEST_CASE("a deadline that has passed with something left to do says so", "[protocol]") {
  ToldWalk walk;
  for (const auto status : {Status::Planned, Status::Done, Status::WillNot})
    decide(walk.note(Verdict::Bad, told_lighting, "något"), status, "parks", core::Date{2026, 11, 25});
  decide(walk.note(Verdict::Bad, told_lighting, "något"), Status::Planned, "parks", core::Date{2026, 11, 26});
  ProtocolRig rig;
  rig.options.made_s = told_evening_s;
  const auto page = rig.page_of(walk);
  CHECK(page.count("//h:p[@class='overdue']") == 1);
  CHECK(page.one("//h:tr[h:th='1']/h:td[4]") == "25 nov 2026Tiden har gått ut");
}

TEST_CASE("a quote that is nobody's in particular has no caption", "[protocol]") {
  ToldWalk walk;
  walk.note(Verdict::Bad, told_lighting, "Mörkt").latest.said = "Jag går omvägen";
  CHECK(ProtocolRig().page_of(walk).one("//h:blockquote") == "”Jag går omvägen”");
}

TEST_CASE("what was taken back or is disputed is counted and told nowhere else", "[protocol]") {
  ToldWalk walk;
  auto& back = walk.note(Verdict::Bad, told_lighting, "Ångrat ord");
  back.latest.withdrawn = true;
  walk.note(Verdict::Bad, told_lighting, "Falskt ord").disputed = "revoked";
  ProtocolRig rig;
  const auto page = rig.page_of(walk);
  CHECK(page.one("//h:p[@class='hint withdrawn']") == "Strukna anteckningar: 1");
  CHECK(holds(page.one("//h:section[@id='missing']"), "som inte räknas: 1"));
  for (const auto* file : {"protocol.html", "observations.csv", "actions.csv", "walk.geojson"}) {
    CHECK_FALSE(holds(whole(rig.folder / file), "Ångrat"));
    CHECK_FALSE(holds(whole(rig.folder / file), "Falskt"));
  }
}

TEST_CASE("what was written is never markup, in no field and no attribute", "[protocol]") {
  const std::string evil =
      "</p><script>alert(1)</script><img src=x onerror=alert(2)>\" onload='x' ]]> &amp; \x01\xFF";
  const std::string shown =
      "</p><script>alert(1)</script><img src=x onerror=alert(2)>\" onload='x' ]]> &amp; "
      "\xEF\xBF\xBD\xEF\xBF\xBD";
  ToldWalk walk;
  walk.account.dialogue.title = told(evil, evil);
  for (auto* text :
       {&walk.account.dialogue.promise.influence, &walk.plan().stops[0].title, &walk.plan().stops[0].ask[0],
        &walk.plan().themes[0].title, &walk.plan().parties[0].title, &walk.plan().groups[0].title,
        &walk.plan().places[0].title})
    *text = told(evil, evil);
  walk.earlier(evil).where = evil;
  walk.plan().questions = {{"q", told(evil, evil), told(evil, evil)}};
  walk.account.devices[0].name = evil;
  auto& note = walk.note(Verdict::Bad, told_lighting, evil);
  note.latest.where.stop = told_underpass;
  note.latest.where.place = 0;
  note.latest.said = note.latest.proposal = note.latest.reflection = evil;
  note.latest.perspective = told_residents;
  note.latest.seriousness = 3;
  note.latest.attachments = {told_attachment(core::AttachmentKind::Photo, 1)};
  decide(note, Status::WillNot, evil, {}, evil);
  note.actions.back().by = evil;
  walk.account.gaps = {{evil, 2, evil}};
  ProtocolRig rig;
  rig.received[note.latest.attachments[0].name] = told_jpeg(40, 30);
  const auto page = rig.page_of(walk);
  CHECK(page.count("//h:script") == 0);
  CHECK(page.count("//@onerror | //@onload") == 0);
  CHECK(page.count("//h:img") == 1);
  CHECK(page.one("//h:h1") == shown);
  CHECK(page.one("//h:article[@id='n1']//h:p[@class='words'][1]") == shown);
  CHECK(holds(page.one("//h:img/@alt"), "<script>"));
  CHECK(page.count("//h:style") == 1);
  const auto style = page.one("//h:style");
  CHECK_FALSE(holds(style, "script>"));  // the running head of the printed page
}

TEST_CASE("the page loads nothing from a network and runs nothing", "[protocol]") {
  ToldWalk walk;
  auto& note = walk.note(Verdict::Bad, told_lighting, "https://example.org/x.png");
  note.latest.attachments = {told_attachment(core::AttachmentKind::Photo, 1),
                             told_attachment(core::AttachmentKind::Voice, 2)};
  ProtocolRig rig;
  rig.received[note.latest.attachments[0].name] = told_jpeg(40, 30);
  rig.received[note.latest.attachments[1].name] = core::Bytes{'O', 'g', 'g', 'S', 0};  // is all it says
  const auto page = rig.page_of(walk);
  CHECK(page.all("//@src") == Texts{"pictures/photo-01-1.jpg", "pictures/voice-01-1.opus"});
  for (const auto& link : page.all("//@href"))
    CHECK((link.starts_with("#") || link.starts_with("pictures/")));
  CHECK(holds(page.one("//h:meta[@http-equiv='Content-Security-Policy']/@content"), "default-src 'none'"));
  CHECK_FALSE(holds(page.one("//h:style"), "url("));
  CHECK_FALSE(holds(page.one("//h:style"), "@import"));
}

TEST_CASE("every link leads to something on the page, and no id is given twice", "[protocol]") {
  ToldWalk walk;
  walk.earlier("Då");
  auto& look = walk.add();
  look.latest.earlier = 0;
  look.latest.outcome = core::walk::Outcome::NotDone;
  walk.account.earlier[0].outcomes.push_back(
      {"evening", 482913, "", look.time_s, look.latest.outcome, "", "", "", 0});
  walk.note(Verdict::Bad, told_lighting, "Mörkt").latest.seriousness = 3;
  walk.note(Verdict::Good, told_lighting, "Ljust").latest.reflection = "Fint";
  const auto page = ProtocolRig().page_of(walk);
  auto ids = page.all("//@id");
  for (const auto& link : page.all("//h:a/@href"))
    if (link.starts_with("#")) {
      INFO(link);
      CHECK(std::count(ids.begin(), ids.end(), link.substr(1)) == 1);
    }
  std::sort(ids.begin(), ids.end());
  CHECK(std::adjacent_find(ids.begin(), ids.end()) == ids.end());
}

TEST_CASE("an assistive program finds headings in order, headed tables and named pictures", "[protocol]") {
  ToldWalk walk;
  auto& note = walk.note(Verdict::Bad, told_lighting, "Mörkt");
  note.latest.attachments = {told_attachment(core::AttachmentKind::Photo, 1)};
  ProtocolRig rig;
  rig.received[note.latest.attachments[0].name] = told_jpeg(40, 30);
  const auto page = rig.page_of(walk);
  CHECK(page.count("//h:h1") == 1);
  CHECK(page.count("//h:main") == 1);
  CHECK(page.count("//h:table[not(h:thead/h:tr/h:th[@scope='col'])]") == 0);
  CHECK(page.count("//h:tbody/h:tr[not(h:th[@scope='row']) and ancestor::h:section[@id='actions']]") == 0);
  CHECK(page.count("//h:img[not(@alt)]") == 0);
  CHECK(page.one("//h:figure//h:img/@alt") == "Foto 1 till iakttagelse 1: Belysning");
  CHECK(page.count("//*[local-name()='svg'][not(@aria-hidden) and not(@aria-label)]") == 0);
  CHECK(page.count("//h:section[not(h:h2) and not(h:h3)]") == 0);
}

TEST_CASE("a walk on which nothing was noted has a protocol that says so", "[protocol]") {
  ToldWalk walk;
  walk.account.dialogue.walk = core::walk::Plan{};
  walk.account.devices.clear();
  const auto page = ProtocolRig().page_of(walk);
  CHECK(holds(page.one("//h:section[@id='summary']"), "Ingenting har antecknats"));
  CHECK(holds(page.one("//h:section[@id='map']"), "inga lägen"));
  CHECK(page.one("//h:dl/h:div[h:dt='När']/h:dd") == "Inte känt");
  CHECK(page.count("//*[local-name()='svg'][@role='img']") == 0);
  CHECK(page.one("//h:section[@id='actions']/h:p") == "Inga åtgärder.");
}

TEST_CASE("a dialogue that is no walk has no protocol", "[protocol]") {
  ToldWalk walk;
  walk.account.dialogue.walk.reset();
  const auto refused = ProtocolRig().write(walk);
  REQUIRE_FALSE(refused);
  CHECK(holds(refused.error().text(), "is no walk's"));
}
