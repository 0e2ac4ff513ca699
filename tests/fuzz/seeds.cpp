// SPDX-License-Identifier: EUPL-1.2
// Writes the fuzzers' first inputs, made by the product's own encoders and read from its own samples:
//   fuzz_seeds FOLDER     a folder per fuzzer below FOLDER
#include <sqlite3.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/core/clear_header.h"
#include "app/core/dialogue_parse.h"
#include "app/core/record.h"
#include "app/core/track_code.h"
#include "platform/crypto.h"
#include "platform/files.h"
#include "platform/photo.h"
#include "platform/pictures.h"
#include "platform/random.h"
#include "platform/voice.h"
#include "sync/attachment_piece.h"
#include "sync/attachment_receipt.h"
#include "sync/batch.h"
#include "sync/enrolment.h"
#include "sync/journal_rows.h"
#include "sync/mark.h"
#include "sync/receipt.h"

namespace fs = std::filesystem;
using namespace talt;

namespace {

const fs::path assets = TALT_ASSETS;
fs::path top;

std::string content_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void seed(const std::string& fuzzer, const std::string& name, core::ByteView content) {
  fs::create_directories(top / fuzzer);
  std::ofstream(top / fuzzer / name, std::ios::binary)
      .write(reinterpret_cast<const char*>(content.data()), static_cast<std::streamsize>(content.size()));
}

/// For fuzzers whose first byte says what the rest is.
void seed_of_kind(const std::string& fuzzer, const std::string& name, std::uint8_t kind,
                  core::ByteView content) {
  core::Bytes all{kind};
  core::append(all, content);
  seed(fuzzer, name, all);
}

void seed_texts() {
  for (const auto* name :
       {"reference.toml", "reference-walk.toml", "dot-vote/dialogue.toml", "market-square/dialogue.toml",
        "safety-walk/dialogue.toml", "walk-and-talk/dialogue.toml"}) {
    const auto text = content_of(assets / "dialogues" / name);
    seed("dialogue", fs::path(name).parent_path().string() + fs::path(name).filename().string(),
         core::as_bytes(text));
  }
  for (const auto& entry : fs::directory_iterator(assets / "walkthroughs"))
    seed("walkthrough", entry.path().filename(), core::as_bytes(content_of(entry.path())));
  seed("walkthrough", "steps",
       core::as_bytes("tap #next\ntap \"Fler tr\u00e4d\"  # a remark\ntap-geo 63.3 13.6\ntap-at 640 400\n"
                      "type \"a \\\"b\\\"\"\nkey Right\nwait 500\nexpect-not #x\nscreenshot a.png\n"
                      "hold #host\nsync\n"));
  seed("text", "mixed",
       core::as_bytes("Ring 070-123 45 67 eller anna@example.se, 19121212-1212\n\u200f\u0633"));
  seed("text", "joined",
       core::as_bytes("e\u0301\u0323 \U0001F469\u200D\U0001F469\u200D\U0001F467 \U0001F1F8"));
}

void seed_pictures() {
  platform::Image image{8, 8, std::vector<std::uint8_t>(8 * 8 * 4)};
  for (std::size_t i = 0; i < image.rgba.size(); ++i) image.rgba[i] = static_cast<std::uint8_t>(i * 7);
  const auto png = platform::encode_png(image).value();
  seed("picture", "small.png", png);
  seed("picture", "light.png", core::as_bytes(content_of(assets / "dialogues/dot-vote/light.png")));

  core::Photo photo{48, 32, std::vector<std::uint8_t>(48 * 32 * 3)};
  for (std::size_t i = 0; i < photo.rgb.size(); ++i) photo.rgb[i] = static_cast<std::uint8_t>(i * i);
  auto jpeg = platform::encode_jpeg(photo).value();
  seed("photo", "plain.jpg", jpeg);
  seed("photo", "small.png", png);
  // EXIF 2.3, little-endian, with an orientation.
  const std::string exif(
      "\xFF\xE1\0\x22"
      "Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0",
      36);
  jpeg.insert(jpeg.begin() + 2, exif.begin(), exif.end());
  seed("photo", "turned.jpg", jpeg);

  const auto path = (top / "town.mbtiles").string();
  sqlite3* map = nullptr;
  sqlite3_open(path.c_str(), &map);
  sqlite3_exec(map,
               "CREATE TABLE metadata(name TEXT, value TEXT); CREATE TABLE tiles(zoom_level INTEGER, "
               "tile_column INTEGER, tile_row INTEGER, tile_data BLOB);"
               "INSERT INTO metadata VALUES('format','png'),('bounds','13.6,63.3,13.7,63.4');",
               nullptr, nullptr, nullptr);
  const auto insert = "INSERT INTO tiles VALUES(0,0,0,x'" + platform::to_hex(png) + "')";
  sqlite3_exec(map, insert.c_str(), nullptr, nullptr, nullptr);
  sqlite3_close(map);
  seed("tiles", "town.mbtiles", core::as_bytes(content_of(path)));
  fs::remove(path);
}

void seed_voices() {
  const auto writer = platform::open_voice_writer().value();
  std::vector<std::int16_t> sawtooth(core::voice_rate / 5);
  for (std::size_t i = 0; i < sawtooth.size(); ++i) sawtooth[i] = static_cast<std::int16_t>(i % 240 * 100);
  if (!writer->add(sawtooth)) std::abort();
  seed("voice", "sawtooth.opus", writer->finish().value());
}

void seed_records() {
  constexpr std::string_view languages[] = {"sv", "en"};
  const auto text = content_of(assets / "dialogues/reference.toml");
  const auto dialogue =
      core::parse_dialogue(core::as_bytes(text), "reference.toml", languages).dialogue.value();
  const core::VisitId visit{1, 2, 3, 4, 5, 6, 7, 8};
  const std::vector<core::Record> records = {
      core::VisitBegin{visit, 1, core::Given::Assisted, 3600},
      core::AnswerRecord{visit, 0, core::DotsAnswer{{2, 1}}, 0, core::Given::Self, 3600},
      core::AnswerRecord{visit, 1, core::ChoiceAnswer{{true, false}}, 0, core::Given::Self, 3600},
      core::AnswerRecord{visit, 2, core::ScaleAnswer{3}, 0, core::Given::Self, 3600},
      core::AnswerRecord{visit, 3, core::TextAnswer{"Mer ljus vid b\u00e4cken"}, 0, core::Given::Self, 3600},
      core::AnswerRecord{visit, 4, core::PinAnswer{{{63.3125, 13.65, 0, std::nullopt, "h\u00e4r"}}}, 0,
                         core::Given::Self, 3600},
      core::AnswerRecord{visit, 0, core::Skipped{}, 0, core::Given::Self, 3600},
      core::VisitEnd{visit, core::Ending::Idle, 3},
      core::VoidRecord{visit, std::nullopt, core::VoidReason::Joke},
      core::DialoguePiece{{}, 0, 2, core::Bytes(100, 'a')},
      core::ClockRecord{{}, 5, 1'700'000'000'000, core::ClockSource::Receipt},
      core::ShiftNote{3600, "regn", "marknad", "Eva", "lugnt"},
      core::PosterRecord{visit, 0, {4, 5}, 6, 3600},
      core::HostRecord{core::HostAct::Pause, 3600}};
  for (std::size_t i = 0; i < records.size(); ++i)
    if (const auto plain = core::encode(records[i], dialogue)) seed("record", std::to_string(i), *plain);
}

core::walk::Observation full_observation() {
  core::walk::Observation noted;
  noted.code = 482'913;
  noted.id = {1, 2, 3, 4, 5, 6, 7, 8};
  noted.revision = 1;
  noted.time = 1'795'539'600;
  noted.theme = noted.question = noted.earlier = noted.perspective = noted.party = 0;
  noted.verdict = core::walk::Verdict::Bad;
  noted.outcome = core::walk::Outcome::NotDone;
  noted.where = {
      core::walk::PlacedBy::Position, core::LatLon{60.62, 16.77}, 4.5f, core::FixKind::ThreeD, 0, 0};
  noted.saw = "Tv\u00e5 lampor \u00e4r trasiga";
  noted.said = "Jag g\u00e5r inte h\u00e4r";
  noted.sense = core::walk::Sense::Feels;
  noted.seriousness = 3;
  noted.proposal = "Byt dem";
  noted.reflection = "M\u00e5nga nickade";
  noted.attachments = {{core::AttachmentKind::Photo, {1}, {2}, 1'900'000, 2'097'152},
                       {core::AttachmentKind::Voice, {3}, {4}, 90'000, 98'304}};
  return noted;
}

void seed_walk_records() {
  using namespace core::walk;
  constexpr std::string_view languages[] = {"sv", "en"};
  const auto text = content_of(assets / "dialogues/reference-walk.toml");
  const auto dialogue =
      core::parse_dialogue(core::as_bytes(text), "reference-walk.toml", languages).dialogue.value();
  auto withdrawn = full_observation();
  withdrawn.withdrawn = true;
  const std::vector<core::Record> records = {
      Begin{482'913, true, 1, {7}, Weather::Snow, Light::Dark, 1'795'539'600},
      Course{482'913, Act::PromiseRead, {}, 1'795'539'600},
      Course{482'913, Act::AtStop, 0, 1'795'539'600},
      TrackPiece{482'913, core::Bytes(60, 5)},
      full_observation(),
      withdrawn};
  for (std::size_t i = 0; i < records.size(); ++i)
    if (const auto plain = core::encode(records[i], dialogue))
      seed("record", "walk-" + std::to_string(i), *plain);
}

void seed_positions() {
  std::vector<core::TrackPoint> points;
  for (int i = 0; i < 5; ++i)
    points.push_back(
        {1'795'000'000'000 + i * 4000, 63.1792 + i * 4e-5, 14.6357, 8.5, core::FixKind::ThreeD, i == 0});
  if (const auto track = core::encode_track(points)) seed("track", "walk", *track);
  seed("position", "gpsd",
       core::as_bytes(
           R"({"class":"VERSION","release":"3.22","rev":"3.22","proto_major":3,"proto_minor":14})"
           "\n"
           R"({"class":"TPV","device":"/dev/one","mode":3,"status":2,"time":"2026-11-20T18:30:05.250Z",)"
           R"("lat":63.1792,"lon":14.6357,"eph":7.5,"speed":1.25})"
           "\n"
           R"({"class":"SKY","device":"/dev/one","hdop":0.9,"satellites":[{"PRN":1,"el":45.0,"used":true}]})"
           "\n"
           R"({"class":"TPV","device":"/dev/one","mode":2,"lat":-33.1,"lon":151.2,"epx":3.1,"epy":4.1})"
           "\n"));
}

void seed_wire(const platform::SigningKey& key, platform::Random& random) {
  const auto box = platform::make_box_key(random);
  const platform::Secret run_key = platform::Secret::from(core::Bytes(32, 9));
  sync::RunHeader header{};
  header.device_key = key.public_key;
  header.run_key.push_back({box.public_key, platform::seal_to(box.public_key, run_key.view())});
  auto body = sync::encode(header);
  seed("sequence", "header", body);
  sync::Sealer sealer(run_key.copy(), header.device, header.run, 1);
  const core::Bytes clear{0xa0};
  const auto frame = sealer.seal(1, clear, core::Bytes(48, 1)).value();
  const auto before = sync::first_head(body);
  seed_of_kind(
      "journal", "row", 0,
      sync::rows::record(sync::rows::record_key({}, 1), before, sync::next_head(before, frame), frame));
  core::append(body, frame);
  seed("sequence", "batch", body);

  sync::Receipt receipt{header.device, header.run, 1, before, 0, 1'700'000'000, "nonce", "", {}};
  sync::sign(receipt, key);
  seed_of_kind("wire", "receipt", 0, sync::encode(receipt));
  receipt.attachments = {3, 1, 1, {{{}, 5}, {{1}, 0}}};
  sync::sign(receipt, key);
  seed_of_kind("wire", "receipt-missing", 0, sync::encode(receipt));
  sync::AttachmentReceipt attachment{header.device, {}, 5, 10, false, false, "nonce", 1'700'000'000, "", {}};
  sync::sign(attachment, key);
  seed_of_kind("wire", "attachment-receipt", 6, sync::encode(attachment));
  seed_of_kind("wire", "clear-header", 7, core::encode_clear_header({{{}, 65'577}, {{1}, 73'769}}));
  seed_of_kind("wire", "content-range", 8, core::as_bytes(sync::encode_content_range({0, 9, 65'577})));
  sync::Problem problem{403, "urn:talt:revoked", "revoked", "by the municipality", "nonce", std::nullopt};
  sync::sign(problem, key);
  seed_of_kind("wire", "problem", 1, core::as_bytes(sync::encode(problem)));
  seed_of_kind("wire", "range", 2, core::as_bytes(sync::encode_batch_field({1, before, 1, before})));

  platform::HttpRequest request{"POST", "https://127.0.0.1/v1", {}, body};
  request.headers = {{"content-type", "application/cbor-seq"},
                     {"talt-batch", sync::encode_batch_field({1, before, 1, before})},
                     {"talt-receiver", "00"}};
  sync::sign_request(request, "/v1/devices/00/runs/00/batches", key, "nonce");
  std::string lines;
  for (const auto& [name, value] : request.headers) lines += name + ":" + value + "\n";
  seed("request", "signed", core::as_bytes(lines + "\n" + std::string(core::as_text(body))));
}

void seed_enrolment(const platform::SigningKey& key) {
  sync::EnrolmentFile file{};
  file.municipality_name = "\u00c5re kommun";
  file.device_name = "Torget 1";
  file.url = "https://127.0.0.1:8443";
  file.code = core::Bytes(16, 3);
  file.municipality = key.public_key;
  file.ca_pem = "-----BEGIN CERTIFICATE-----\n";
  const auto public_key = core::Bytes(key.public_key.begin(), key.public_key.end());
  file.receipt = {"receipt", 1, public_key, {}};
  file.sealing = {{"sealing", 1, public_key, {}}};
  file.ca = {"ca", 1, public_key, {}};
  for (auto* vouched : {&file.receipt, &file.sealing[0], &file.ca}) sync::vouch(*vouched, key);
  seed_of_kind("wire", "enrolment.toml", 3, core::as_bytes(sync::encode(file)));
  seed_of_kind("wire", "enrolment", 4, sync::encode(sync::make_enrolment_request(file, key)));
  sync::EnrolmentAnswer answer{file.device, key.public_key, {}};
  sync::sign(answer, key);
  seed_of_kind("wire", "enrolled", 5, sync::encode(answer));
}

void seed_mark() {
  const auto path = (top / "mark").string();
  for (const auto sequence : {std::uint64_t{1}, std::uint64_t{2}})
    if (!sync::write_mark(path, {sequence, {}, 7, {}, core::Bytes(200, 1)})) return;
  seed_of_kind("journal", "mark", 1, core::as_bytes(content_of(path)));
  fs::remove(path);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "talt: fuzz_seeds: no folder: name the one to write to\n");
    return 2;
  }
  top = argv[1];
  fs::create_directories(top);
  platform::start_crypto();
  const auto random = platform::open_system_random();
  const auto key = platform::make_signing_key(*random);
  seed_texts();
  seed_pictures();
  seed_voices();
  seed_records();
  seed_walk_records();
  seed_positions();
  seed_wire(key, *random);
  seed_enrolment(key);
  seed_mark();
  return 0;
}
