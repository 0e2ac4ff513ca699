// SPDX-License-Identifier: EUPL-1.2
// An evening's walk through the public commands only: two devices with photos and a real gpsd, a line that is
// cut again and again, a receiver killed in the midst of it; and one protocol of one walk.
#include <filesystem>
#include <nlohmann/json.hpp>
#include <regex>

#include "platform/files.h"
#include "platform/photo.h"
#include "tests/commands/municipality.h"
#include "tests/doubles/own_process.h"
#include "tests/doubles/relay.h"
#include "tests/doubles/satellites.h"

using namespace talt;
using namespace talt::tests;

namespace {

constexpr core::LatLon first_stop{60.618562, 16.770592};

/// Up and down the way from the first stop, 130 m, however long it takes.
doubles::LoopbackFeed::Script pacing() {
  return [](const doubles::LoopbackFeed::Line& line, int) {
    for (int second = 0;; ++second) {
      const int step = second % 200 < 100 ? second % 200 : 200 - second % 200;
      const core::LatLon here{first_stop.lat + step * 1.3 * doubles::metre, first_stop.lon};
      if (!line.say(doubles::nmea_second(here, doubles::evening_s + second)) || !line.rest(15)) return;
    }
  };
}

/// As large as a walk's photos are: of nothing but grain.
void put_photo(const std::string& folder, std::uint32_t seed) {
  core::Photo photo{1600, 1200, std::vector<std::uint8_t>(std::size_t{3} * 1600 * 1200)};
  for (auto& value : photo.rgb) value = static_cast<std::uint8_t>((seed = seed * 1664525 + 1013904223) >> 24);
  const auto jpeg = platform::encode_jpeg(photo);
  REQUIRE(jpeg);
  REQUIRE(platform::write_file_durably(folder + "/scene.jpg", *jpeg));
}

std::string note(const std::string& theme, const std::string& saw, bool with_photo) {
  return "tap #theme:" + theme + "\ntap #verdict:bad\ntap #saw\ntype \"" + saw + "\"\ntap #close\n" +
         (with_photo ? "tap #photo\ntap #file:1\ndraw #picture 0.4 0.4 0.6 0.4\ntap #photo.keep\n" : "") +
         "tap #done\n";
}
const std::string end_of_walk = "tap #tab:note\ntap #end\ntap #end.yes\ntap #finish\n";

struct Evening {
  const int port = free_port();
  doubles::Relay line{port, 60'000};  // a handshake and a little: far less than a piece
  Municipality town{port, line.port()};
  bool has_gpsd = doubles::is_installed("gpsd");
  doubles::LoopbackFeed receiver{pacing()};
  int gpsd_port = doubles::free_port();
  doubles::OwnProcess gpsd{doubles::gpsd(gpsd_port, {receiver.port()})};

  std::string data(const std::string& device) const { return town.folder / device; }
  std::string photos(const std::string& device) const { return town.folder / (device + "-photos"); }

  void walk(const std::string& device, const std::string& steps) {
    std::ofstream(town.folder / "steps") << steps;
    std::vector<std::string> arguments{"kiosk",  "--headless", "--dialogue",    dialogues + "safety-walk",
                                       "--data", data(device), "--photos",      photos(device),
                                       "--size", "800x1280",   "--walkthrough", town.folder / "steps"};
    if (has_gpsd) arguments.insert(arguments.end(), {"--gpsd", "127.0.0.1:" + std::to_string(gpsd_port)});
    const auto walked = run("talt", arguments, town.folder);
    INFO(walked.out + walked.err);
    REQUIRE(walked.exit_code == 0);
  }
  std::string here() const { return has_gpsd ? "await \"Position ±\"\n" : ""; }
  Outcome sync(const std::string& device) {
    return run("talt", {"sync", "--data", data(device)}, town.folder);
  }
  nlohmann::json status(const std::string& device) {
    return nlohmann::json::parse(run("talt", {"status", "--data", data(device), "--json"}, town.folder).out);
  }
  /// Until everything is there, however often the line is cut.
  void sync_through_cuts(const std::string& device) {
    for (int attempt = 0; attempt < 40; ++attempt)
      if (sync(device).exit_code == 0) return;
    FAIL("it never came to an end: " << status(device).dump());
  }
  std::string code() {
    const auto walks = run("talt-receiver", {"walks", "--data", town.receiver()}, town.folder);
    std::smatch found;
    const std::regex six("[0-9]{6}");
    REQUIRE(std::regex_search(walks.out, found, six));
    return found[0];
  }
};

}  // namespace

TEST_CASE("two devices, cut lines and a killed receiver make one walk, with every photo", "[walk][evening]") {
  Evening evening;
  for (const auto* device : {"one", "two"}) {
    evening.town.enrol(device, evening.data(device));
    std::filesystem::create_directories(evening.photos(device));
    put_photo(evening.photos(device), static_cast<std::uint32_t>(device[0]));
  }
  evening.walk("one",
               "tap #walk.start\ntap #group.more:residents\ntap #weather:rain\ntap #light:dark\n"
               "tap #next\ntap #promise.read\ntap #words.noted\n" +
                   evening.here() + note("lighting", "Lyktan är släckt", true) +
                   note("upkeep", "Skräp vid bänken", true) + end_of_walk);
  evening.sync_through_cuts("one");
  CHECK(evening.line.cuts() >= 1);
  const auto cuts_before = evening.line.cuts();

  const auto code = evening.code();
  evening.town.server->end(SIGKILL);
  evening.walk("two", "tap #walk.join\ntype \"" + code + "\"\ntap #next\ntap #weather:rain\ntap #next\n" +
                          "tap #words.noted\n" + evening.here() + note("tunnels", "Mörk mynning", true) +
                          note("people", "Ödsligt", false) + end_of_walk);
  CHECK(evening.sync("two").exit_code == 1);
  evening.town.serve();
  evening.sync_through_cuts("two");
  CHECK(evening.line.cuts() > cuts_before);

  for (const auto* device : {"one", "two"}) {
    const auto said = evening.status(device);
    INFO(said.dump());
    CHECK(said["pending"] == 0);
    CHECK(said["attachments"] == said["attachments_received"]);
  }
  CHECK(evening.status("one")["attachments"] == 2);
  const auto walks = run("talt-receiver", {"walks", "--data", evening.town.receiver()}, evening.town.folder);
  CHECK(std::count(walks.out.begin(), walks.out.end(), '\n') >= 1);
  const auto out = evening.town.folder / "protocol";
  const auto made = run("talt-receiver",
                        {"protocol", "--data", evening.town.receiver(), "--walk", code, "--dialogue",
                         dialogues + "safety-walk", "--out", out},
                        evening.town.folder);
  INFO(walks.out + made.out + made.err);
  REQUIRE(made.exit_code == 0);
  CHECK(made.out.find("4 notes") != std::string::npos);
  CHECK(made.out.find("3 photos and voice memos") != std::string::npos);
  CHECK(made.err.empty());
  const auto page = content_of(out + "/protocol.html");
  for (const auto* saw : {"Lyktan är släckt", "Skräp vid bänken", "Mörk mynning", "Ödsligt"})
    CHECK(page.find(saw) != std::string::npos);

  std::map<std::string, int> tracks, places;
  const auto drawn = nlohmann::json::parse(content_of(out + "/walk.geojson"));
  for (const auto& feature : drawn["features"]) {
    const auto kind = feature["geometry"].is_null() ? "none" : feature["geometry"]["type"].get<std::string>();
    if (kind.ends_with("LineString")) ++tracks[feature["properties"].value("device", "")];
    if (kind != "Point" || feature["properties"].value("saw", "").empty()) continue;
    ++places[feature["properties"]["saw"].get<std::string>()];
    CHECK(feature["geometry"]["coordinates"][1].get<double>() == Approx(first_stop.lat).margin(0.002));
  }
  if (!evening.has_gpsd) return;
  CHECK(places.size() == 4);
  CHECK(tracks.size() <= 2);  // a short walk may leave one place only
}
