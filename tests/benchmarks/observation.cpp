// SPDX-License-Identifier: EUPL-1.2
// Observations with a photo of a phone's size on a walk, in a kiosk of this process: how long after the tap
// on Keep the photo is sealed and durable, and after the tap on Done the observation. After each the same
// number of bytes is appended and synced to a bare file beside the journal.
#include <filesystem>
#include <stdexcept>

#include "app/kiosk/dialogue_folder.h"
#include "platform/files.h"
#include "platform/photo.h"
#include "tests/benchmarks/benches.h"
#include "tests/benchmarks/finger.h"
#include "tests/benchmarks/town.h"

namespace talt::bench {

namespace {

namespace fs = std::filesystem;

/// Twelve megapixels of a scene's kind: soft gradients with grain, so that it is as large as a phone's.
core::Bytes phone_photo() {
  constexpr int width = 4000, height = 3000;
  core::Photo photo{width, height, std::vector<std::uint8_t>(std::size_t{3} * width * height)};
  std::uint32_t grain = 1;
  for (std::size_t i = 0; i < photo.rgb.size(); ++i) {
    grain = grain * 1664525 + 1013904223;
    photo.rgb[i] = static_cast<std::uint8_t>(40 + (i / 3 % width) * 120 / width + (grain >> 24) % 24);
  }
  const auto jpeg = platform::encode_jpeg(photo);
  if (!jpeg) throw std::runtime_error(jpeg.error().text());
  return *jpeg;
}

std::uintmax_t shelf_bytes(const std::string& data) {
  std::uintmax_t bytes = 0;
  if (!fs::exists(data + "/attachments")) return 0;  // nothing was ever put there
  for (const auto& entry : fs::recursive_directory_iterator(data + "/attachments"))
    if (entry.is_regular_file()) bytes += entry.file_size();
  return bytes;
}

struct Measured {
  Samples photo, photo_bare, done, done_bare;
  std::uintmax_t sealed_bytes = 0;
};

void observe(Finger& finger, BareFile& bare, const std::string& data, Measured& measured) {
  finger.tap("theme:lighting");
  finger.tap("verdict:bad");
  finger.tap("photo");
  finger.tap("file:");
  const auto before = shelf_bytes(data);
  const auto kept = finger.tap("photo.keep");
  measured.sealed_bytes = shelf_bytes(data) - before;
  if (measured.sealed_bytes == 0) throw std::runtime_error("no photo came onto the shelf");
  measured.photo.add(kept.settled_ms);
  measured.photo_bare.add(bare.ms_to_append(measured.sealed_bytes));
  const auto done = finger.tap("done");
  if (!done.saved) throw std::runtime_error("an observation was not saved");
  if (done.log_bytes == 0) return;  // the log began anew: there is nothing to compare with
  measured.done.add(done.saved->wall_ms);
  measured.done_bare.add(bare.ms_to_append(done.log_bytes));
}

}  // namespace

std::vector<Row> measure_observation(const Effort& effort) {
  const doubles::TemporaryFolder folder;
  Town town(folder / "town");
  const auto data = town.enrolled("Läsplatta");
  town.stop();
  const auto photos = folder / "photos";
  fs::create_directories(photos);
  if (const auto file = phone_photo(); !platform::write_file_durably(photos + "/one.jpg", file))
    throw std::runtime_error("cannot write a photo");
  const auto parsed = kiosk::load_dialogue(sample_dialogue("safety-walk"));
  if (!parsed.dialogue) throw std::runtime_error("the sample dialogue has faults");
  kiosk::KioskOptions options;
  options.dialogue_folder = sample_dialogue("safety-walk");
  options.photos_folder = photos;
  options.screen.width = 800;  // upright, as a walk carries it
  options.screen.height = 1280;
  BareFile bare(data + "/bare");
  Finger finger(*parsed.dialogue, data, options);
  finger.walk(
      "tap #walk.start\ntap #group.more:residents\ntap #weather:rain\ntap #light:dark\ntap #next\n"
      "tap #promise.read\ntap #words.noted\n");
  Measured measured;
  for (int i = 0; i < effort.of(40, 6); ++i) observe(finger, bare, data, measured);
  Row photo{"photo_durable", "a photo of 12 megapixels: tap on Keep to scaled, sealed and durable, p95", "ms",
            400};
  photo.value = measured.photo.percentile(0.95);
  photo.samples = {{"talt_ms", measured.photo}, {"bare_ms", measured.photo_bare}};
  photo.notes = {{"sealed_bytes", std::to_string(measured.sealed_bytes)}};
  Row done{
      "observation_durable",
      "an observation with a photo: tap on Done to durable, p50, by a bare append and fdatasync of as many "
      "bytes in the same run",
      "ratio", 3};
  done.value = measured.done.median() / measured.done_bare.median();
  done.samples = {{"talt_ms", measured.done}, {"bare_ms", measured.done_bare}};
  return {photo, done};
}

}  // namespace talt::bench
