// SPDX-License-Identifier: EUPL-1.2
// What stands beside the page: photos and voice memos, tables, and maps as GDAL (which QGIS reads with) finds
// them.
#include <catch2/catch.hpp>

#include <sys/resource.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "platform/files.h"
#include "sync/receiver/protocol/map_drawing.h"
#include "tests/doubles/voices.h"
#include "tests/receiver/protocol_rig.h"

using namespace talt;
using namespace talt::tests;
using core::AttachmentKind;
using core::walk::Status;
using core::walk::Verdict;
using Texts = std::vector<std::string>;

namespace {

std::string output_of(const std::string& command) {
  std::string all;
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::array<char, 4096> part{};
  while (const auto got = fread(part.data(), 1, part.size(), pipe)) all.append(part.data(), got);
  pclose(pipe);
  return all;
}

bool has_gdal() {
  if (output_of("ogrinfo --version").starts_with("GDAL")) return true;
  WARN("skipped: GDAL is not installed (app/install --tests)");
  return false;
}

void holds_all(const std::string& said, const Texts& parts) {
  INFO(said);
  for (const auto& part : parts) {
    INFO(part);
    CHECK(said.find(part) != std::string::npos);
  }
}

/// Three notes: one measured, one at its stop, one nowhere.
ToldWalk placed_walk() {
  ToldWalk walk;
  auto& measured = walk.note(Verdict::Bad, told_lighting, "Mörkt, \"kolsvart\"\nvid bron");
  put_at(measured, {59.3311234, 18.0612345}, 4.2F);
  measured.latest.seriousness = 3;
  decide(measured, Status::Planned, "parks", core::Date{2027, 5, 1});
  walk.note(Verdict::Good, told_upkeep, "Fint").latest.where.stop = told_school;
  walk.note(Verdict::Question, told_upkeep, "Vem?");
  walk.track(
      {{{59.3301, 18.0601}, {59.3305, 18.0605}, {59.331, 18.061}}, {{59.332, 18.065}, {59.3322, 18.0655}}});
  return walk;
}

}  // namespace

TEST_CASE("photos and voice memos are written as files by the number of their note", "[protocol]") {
  ToldWalk walk;
  walk.note(Verdict::Good, told_lighting, "Utan bild");
  auto& note = walk.note(Verdict::Bad, told_lighting, "Med bilder");
  for (std::uint8_t i = 1; i <= 5; ++i)
    note.latest.attachments.push_back(
        told_attachment(i == 2 ? AttachmentKind::Voice : AttachmentKind::Photo, i));
  const auto& attachments = note.latest.attachments;
  ProtocolRig rig;
  rig.received[attachments[0].name] = told_jpeg(640, 480);
  rig.received[attachments[1].name] = doubles::memo_of(doubles::voice(23 * core::voice_rate));
  rig.damaged[attachments[2].name] = true;
  rig.received[attachments[4].name] = core::Bytes{'n', 'o', 'n', 'e'};  // no picture at all
  const auto report = rig.write(walk);
  REQUIRE(report);
  CHECK(report->files == 2);
  CHECK(report->not_received == 1);
  CHECK(report->not_readable == 2);
  CHECK(platform::list_folder(rig.folder / "pictures") == Texts{"photo-02-1.jpg", "voice-02-1.opus"});
  const auto& memo = rig.received[attachments[1].name];
  CHECK(whole(rig.folder / "pictures/voice-02-1.opus") == std::string(memo.begin(), memo.end()));
  const PageRead page(rig.folder / "protocol.html");
  CHECK(page.one("//h:article[@id='n2']//h:img/@width") == "640");
  CHECK(page.one("//h:article[@id='n2']//h:audio/@src") == "pictures/voice-02-1.opus");
  CHECK(page.one("//h:article[@id='n2']//h:p[@class='paper meta']") ==
        "Att lyssna på: pictures/voice-02-1.opus (0:23)");
  CHECK(page.one("//h:article[@id='n2']//h:audio/@aria-label") == "Röstmemo 1 till iakttagelse 2 (0:23)");
  CHECK(page.all("//h:article[@id='n2']//h:p[@class='missing']") ==
        Texts{"Foto 2 till iakttagelse 2: går inte att öppna",
              "Foto 3 till iakttagelse 2: har inte kommit fram än",
              "Foto 4 till iakttagelse 2: går inte att öppna"});
  holds_all(page.one("//h:section[@id='missing']"), {"inte kommit fram än: 1", "inte går att öppna: 2"});
}

TEST_CASE("a voice memo that is none is not put beside the page, a cut one is, without its length",
          "[protocol]") {
  ToldWalk walk;
  auto& note = walk.note(Verdict::Bad, told_lighting, "Med röst");
  for (std::uint8_t i = 1; i <= 2; ++i)
    note.latest.attachments.push_back(told_attachment(AttachmentKind::Voice, i));
  ProtocolRig rig;
  rig.received[note.latest.attachments[0].name] = core::Bytes{'<', 'h', 't', 'm', 'l', '>'};
  rig.received[note.latest.attachments[1].name] = core::Bytes{'O', 'g', 'g', 'S', 0};
  const auto page = rig.page_of(walk);
  CHECK(platform::list_folder(rig.folder / "pictures") == Texts{"voice-01-2.opus"});
  CHECK(page.one("//h:p[@class='missing']") == "Röstmemo 1 till iakttagelse 1: går inte att öppna");
  CHECK(page.one("//h:audio/@aria-label") == "Röstmemo 2 till iakttagelse 1");
}

TEST_CASE("a protocol made again drops its own old pictures, and nobody else's", "[protocol]") {
  ToldWalk walk;
  auto& note = walk.note(Verdict::Bad, told_lighting, "Med bild");
  note.latest.attachments = {told_attachment(AttachmentKind::Photo, 1)};
  ProtocolRig rig;
  rig.received[note.latest.attachments[0].name] = told_jpeg(40, 30);
  REQUIRE(rig.write(walk));
  std::ofstream(rig.folder / "pictures/mine.jpg") << "mine";
  walk.account.notes[0].latest.attachments.clear();
  REQUIRE(rig.write(walk));
  CHECK(platform::list_folder(rig.folder / "pictures") == Texts{"mine.jpg"});
}

TEST_CASE("memory does not grow with the photos", "[protocol]") {
  ToldWalk walk;
  constexpr std::size_t photo_bytes = 4 * 1024 * 1024;
  for (int i = 0; i < 50; ++i) {
    auto& note = walk.note(Verdict::Bad, told_lighting, "Bild");
    note.latest.attachments = {told_attachment(AttachmentKind::Photo, static_cast<std::uint8_t>(i))};
  }
  ProtocolRig rig;
  std::size_t most_alive = 0;
  const auto open = [&](const core::Attachment&) -> core::Result<std::optional<core::Bytes>> {
    auto photo = told_jpeg(400, 300);
    photo.resize(photo_bytes);
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    most_alive = std::max(most_alive, static_cast<std::size_t>(usage.ru_maxrss) * 1024);
    return std::optional<core::Bytes>(std::move(photo));
  };
  rusage before{};
  getrusage(RUSAGE_SELF, &before);
  REQUIRE(receiver::protocol::write_protocol(rig.folder.path(), walk.account, rig.options, open,
                                             [](std::uint64_t, std::uint64_t) {}));
  [[maybe_unused]] const auto grown = most_alive - static_cast<std::size_t>(before.ru_maxrss) * 1024;
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  CHECK(grown < 8 * photo_bytes);
#endif
}

TEST_CASE("the tables are RFC 4180, by number and by party, in ids that the codebook explains",
          "[protocol]") {
  ProtocolRig rig;
  REQUIRE(rig.write(placed_walk()));
  const auto observations = whole(rig.folder / "observations.csv");
  CHECK(observations.starts_with(
      "number,id,device,time,stop,place,theme,verdict,question,earlier,outcome,lat,lon,placed_by,fix,"
      "accuracy_m,"
      "language,saw,said,perspective,sense,seriousness,proposal,reflection,photos,voices,revisions,party,"
      "status,"
      "deadline,reason\r\n"
      "1,0100000000000000,Läsplatta "
      "1,2026-11-26T17:01:00Z,,,lighting,bad,,,,59.3311234,18.0612345,position,3d,4.2,"
      "sv,\"Mörkt, \"\"kolsvart\"\"\nvid bron\",,,,3,,,0,0,1,parks,planned,2027-05-01,\r\n"
      "2,0200000000000000,Läsplatta "
      "1,2026-11-26T17:02:00Z,school,,upkeep,good,,,,59.3322000,18.0655000,stop,,,"));
  const auto actions = whole(rig.folder / "actions.csv");
  CHECK(actions.find("\r\n,3,0300000000000000,open,,,,,,upkeep,question,Vem?,,,,,,\r\n"
                     "parks,1,0100000000000000,planned,2027-05-01,,2026-11-27T17:00:00Z,trygghetssamordnare,,"
                     "lighting,bad,") != std::string::npos);
  const auto codebook = whole(rig.folder / "walk-codebook.csv");
  for (std::string columns :
       {observations.substr(0, observations.find('\r')), actions.substr(0, actions.find('\r'))})
    for (std::stringstream names(columns); std::getline(names, columns, ',');) {
      INFO(columns);
      CHECK(codebook.find("\r\ncolumn," + columns + ",") != std::string::npos);
    }
  holds_all(codebook, {"code,theme,lighting,sv,Belysning\r\n", "code,party,parks,en,Parks\r\n"});
}

TEST_CASE("walk.geojson is a FeatureCollection where what lies nowhere has no geometry", "[protocol]") {
  ProtocolRig rig;
  REQUIRE(rig.write(placed_walk()));
  const auto all = nlohmann::json::parse(whole(rig.folder / "walk.geojson"));
  CHECK(all["type"] == "FeatureCollection");
  const auto& features = all["features"];
  REQUIRE(features.size() == 6);
  CHECK(features[0]["geometry"]["coordinates"] == nlohmann::json({18.0612345, 59.3311234}));
  CHECK(features[0]["properties"]["status"] == "planned");
  CHECK(features[0]["properties"]["number"] == 1);
  CHECK(features[0]["properties"]["saw"] == "Mörkt, \"kolsvart\"\nvid bron");
  CHECK(features[1]["geometry"]["coordinates"] == nlohmann::json({18.0655, 59.3322}));
  CHECK(features[1]["properties"]["placed_by"] == "stop");
  CHECK(features[2]["geometry"].is_null());
  CHECK(features[3]["geometry"]["type"] == "MultiLineString");
  CHECK(features[3]["geometry"]["coordinates"].size() == 2);
  CHECK(features[4]["properties"]["feature"] == "stop");
}

TEST_CASE("GDAL opens walk.gpkg: each layer in WGS 84 and in SWEREF 99 TM", "[protocol]") {
  if (!has_gdal()) return;
  ProtocolRig rig;
  REQUIRE(rig.write(placed_walk()));
  REQUIRE(rig.write(placed_walk()));  // into the same folder again
  const auto path = rig.folder / "walk.gpkg";
  const auto said = output_of("ogrinfo -al " + path);
  CHECK(said.find("Warning") == std::string::npos);
  CHECK(said.find("ERROR") == std::string::npos);
  for (const auto* layer : {"observations", "actions", "track", "stops"}) {
    holds_all(output_of("ogrinfo -so " + path + " " + layer), {"ID[\"EPSG\",4326]"});
    holds_all(output_of("ogrinfo -so " + path + " " + layer + "_sweref99tm"),
              {"ID[\"EPSG\",3006]", "SWEREF99 TM"});
  }
  holds_all(output_of("ogrinfo -al " + path + " observations"),
            {"Feature Count: 3", "POINT (18.0612345 59.3311234)", "seriousness (Integer64) = 3",
             "status (String) = planned", "accuracy_m (Real) = 4.2",
             "time (DateTime) = ", "label (String) = 1 Belysning", "place (String) = (null)"});
  holds_all(output_of("ogrinfo -al " + path + " track"),
            {"Geometry: Multi Line String",
             "MULTILINESTRING ((18.0601 59.3301,18.0605 59.3305,18.061 59.331),"
             "(18.065 59.332,18.0655 59.3322))"});
  holds_all(output_of("ogrinfo -al " + path + " actions"),
            {"Feature Count: 2", "deadline (Date) = 2027/05/01", "changed (DateTime) = "});
  CHECK_FALSE(platform::exists(path + ".new"));
}

TEST_CASE("GDAL's own reckoning puts the points of both systems in the same places", "[protocol]") {
  if (!has_gdal()) return;
  ProtocolRig rig;
  REQUIRE(rig.write(placed_walk()));
  const auto back = rig.folder / "back.geojson";
  output_of("ogr2ogr -t_srs EPSG:4326 -lco COORDINATE_PRECISION=9 " + back + " " +
            (rig.folder / "walk.gpkg") + " observations_sweref99tm");
  const auto all = nlohmann::json::parse(whole(back));
  REQUIRE(all["features"].size() == 3);
  const auto at = all["features"][0]["geometry"]["coordinates"];
  CHECK(at[0].get<double>() == Approx(18.0612345).margin(1e-8));
  CHECK(at[1].get<double>() == Approx(59.3311234).margin(1e-8));
  CHECK(all["features"][2]["geometry"].is_null());
}

TEST_CASE("a walk without positions draws no map, and nothing lies in the Gulf of Guinea", "[protocol]") {
  ToldWalk walk;
  walk.plan().stops.clear();
  put_at(walk.note(Verdict::Bad, told_lighting, "Fel läge"), {0, 0}, 3);
  put_at(walk.note(Verdict::Bad, told_lighting, "Inget tal"), {std::nan(""), 18}, 3);
  walk.note(Verdict::Bad, told_lighting, "Inget läge");
  walk.track({{{0, 0}, {0, 0}}});
  ProtocolRig rig;
  const auto page = rig.page_of(walk);
  CHECK(page.count("//*[local-name()='svg'][@role='img']") == 0);
  CHECK(page.one("//h:article[@id='n1']//h:p[@class='meta']").starts_with("Läge: inget läge"));
  const auto drawn = nlohmann::json::parse(whole(rig.folder / "walk.geojson"));
  for (const auto& feature : drawn["features"]) CHECK(feature["geometry"].is_null());
  CHECK(whole(rig.folder / "observations.csv").find("0.0000000") == std::string::npos);
  if (has_gdal())
    CHECK(output_of("ogrinfo -al " + (rig.folder / "walk.gpkg")).find("POINT (") == std::string::npos);
}

TEST_CASE("a fix gone astray stretches neither the map nor the way walked", "[protocol]") {
  auto walk = placed_walk();
  put_at(walk.note(Verdict::Bad, told_lighting, "Långt borta"), {48.85, 2.35}, 3);
  walk.account.tracks[0].segments[0][1].at = {0, 0};
  ProtocolRig rig;
  const auto page = rig.page_of(walk);
  const auto numbers = page.all("//*[@class='map']/*[local-name()='g']/*[local-name()='text'][not(@class)]");
  CHECK(numbers == Texts{"1", "2"});
  CHECK(page.one("//h:section[@id='map']").find("Utanför kartan: 1") != std::string::npos);
  CHECK(page.count("//*[@class='track']") == 1);  // of the first segment no two places are left together
}

TEST_CASE("the map has a scale, north, the stops' letters and the observations' numbers in their shapes",
          "[protocol]") {
  const auto walk = placed_walk();
  ProtocolRig rig;
  const auto page = rig.page_of(walk);
  const std::string map = "//*[@class='map']";
  CHECK(page.all(map + "/*[@class='stop-letter']") == Texts{"A", "B"});
  CHECK(page.all(map + "//*[local-name()='text'][@class='plain']") == Texts{"50 m", "N"});
  CHECK(page.all(map + "/*[local-name()='g'][*[local-name()='rect']]") == Texts{"1"});
  CHECK(page.all(map + "/*[local-name()='g'][*[local-name()='circle'][contains(@class,'good')]]") ==
        Texts{"2"});
  CHECK(page.count(map + "/@aria-label") == 1);
  CHECK(page.all("//h:ul[@class='legend']/h:li") ==
        Texts{"Dåligt", "Bra", "Fråga", "AGångtunneln", "BSkolgården"});
}

TEST_CASE("marks on the map never cover each other, however many lie in one place", "[protocol]") {
  using receiver::protocol::MapFrame;
  const MapFrame frame;
  const std::vector<core::PlanePoint> spots(150, {5, 5});  // in a corner: they must stay on the map
  const std::vector<core::PlanePoint> stops{{20, 20}};
  const auto marks = receiver::protocol::apart(spots, stops, 14, frame);
  REQUIRE(marks.size() == spots.size());
  for (std::size_t i = 0; i < marks.size(); ++i) {
    CHECK(marks[i].x >= 14);
    CHECK(marks[i].y >= 14);
    CHECK(std::hypot(marks[i].x - 20, marks[i].y - 20) >= 28);
    for (std::size_t j = 0; j < i; ++j)
      REQUIRE(std::hypot(marks[i].x - marks[j].x, marks[i].y - marks[j].y) >= 27.99);
  }
}

TEST_CASE("scale and north stand in a strip below the map: no note and no stop lies under them",
          "[protocol]") {
  auto walk = placed_walk();
  const auto low = walk.plan().stops[told_underpass].at;  // where the bar was
  for (int i = 0; i < 12; ++i) put_at(walk.note(Verdict::Bad, told_upkeep, "Skräp"), low, 4);
  const auto page = ProtocolRig().page_of(walk);
  const std::string map = "//*[@class='map']";
  const auto strip = std::stod(page.one(map + "/*[@class='strip']/@y"));
  CHECK(std::stod(page.one(map + "/@height")) == Approx(strip + 48));
  for (const auto& y : page.all(map + "/*[@class='stop']/@cy")) CHECK(std::stod(y) < strip - 15);
  auto marks = page.all(map + "/*[local-name()='g']/@transform");
  REQUIRE(marks.size() == 15);
  CHECK(std::stod(marks.back().substr(marks.back().find(' '))) > strip);  // the north arrow
  marks.pop_back();
  for (const auto& mark : marks) CHECK(std::stod(mark.substr(mark.find(' '))) < strip - 14);
}

TEST_CASE("the dialogue's map lies under the drawing where its folder is given", "[protocol]") {
  auto walk = placed_walk();
  core::Map map;
  map.id = "area";
  map.kind = core::MapKind::Picture;
  map.file = "area.jpg";
  map.attribution = "© Lantmäteriet";
  map.control_points = {{0, 0, 59.34, 18.05}, {1000, 0, 59.34, 18.08}, {0, 1000, 59.325, 18.05}};
  walk.account.dialogue.maps = {map};
  walk.plan().map = 0;
  doubles::TemporaryFolder dialogue;
  REQUIRE(platform::write_file_durably(dialogue.path() + "/area.jpg", told_jpeg(1000, 1000)));
  ProtocolRig rig;
  rig.options.dialogue_folder = dialogue.path();
  const auto page = rig.page_of(walk);
  CHECK(page.one("//*[local-name()='image']/@href") == "pictures/map-0.jpg");
  CHECK(page.one("//h:section[@id='map']/h:p") == "Bakgrundskarta: © Lantmäteriet");
  CHECK(platform::list_folder(rig.folder / "pictures") == Texts{"map-0.jpg"});
}
