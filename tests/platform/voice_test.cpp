// SPDX-License-Identifier: EUPL-1.2
// Voice memos as files: what was said comes back, as long and as loud as it was; nothing else stands in them;
// and what comes from outside does no harm.
#include "platform/voice.h"

#include <catch2/catch.hpp>
#include <string>

#include "tests/doubles/voices.h"

using namespace talt;
using doubles::memo_of;
using doubles::voice;

namespace {

constexpr std::size_t second = core::voice_rate;

bool holds(const core::Bytes& file, std::string_view text) {
  return std::string_view(reinterpret_cast<const char*>(file.data()), file.size()).find(text) !=
         std::string_view::npos;
}

double power_of(std::span<const std::int16_t> samples) {
  double sum = 0;
  for (const double sample : samples) sum += sample * sample;
  return sum / static_cast<double>(samples.size());
}

/// By which the two fit best, of whole waves: 1 is the same.
double likeness(const std::vector<std::int16_t>& a, const std::vector<std::int16_t>& b) {
  double ab = 0, aa = 0, bb = 0;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    ab += double{1} * a[i] * b[i];
    aa += double{1} * a[i] * a[i];
    bb += double{1} * b[i] * b[i];
  }
  return ab / std::sqrt(aa * bb);
}

}  // namespace

TEST_CASE("what was said comes back: the same length, as loud, the same waves at the same place", "[voice]") {
  const auto said = voice(3 * second + 777);
  auto heard = platform::read_voice(memo_of(said));
  REQUIRE(heard);
  CHECK(heard->size() == said.size());
  CHECK(power_of(*heard) == Approx(power_of(said)).epsilon(0.3));  // of 24 kbit/s
  const double alike = likeness(said, *heard);
  CHECK(alike > 0.7);
  heard->insert(heard->begin(), second / 200, 0);
  CHECK(likeness(said, *heard) < alike / 2);  // five milliseconds late would be seen
  heard->erase(heard->begin(), heard->begin() + second / 200);
  const auto paused = std::span(*heard).subspan(second * 2 / 5, second / 20);  // between two words
  CHECK(power_of(paused) < power_of(said) / 100);
}

TEST_CASE("a memo is as long as what was said, to the millisecond, however short", "[voice]") {
  for (const std::size_t samples : {std::size_t{1}, std::size_t{480}, second / 3, 2 * second + 1}) {
    const auto memo = memo_of(voice(samples));
    const auto length = platform::voice_length_ms(memo);
    REQUIRE(length);
    CHECK(*length == core::voice_ms_of(samples));
    REQUIRE(platform::read_voice(memo));
    CHECK(platform::read_voice(memo)->size() == samples);
  }
}

TEST_CASE("a minute fits, about 180 kB of it, and not one sample more", "[voice]") {
  auto writer = platform::open_voice_writer();
  REQUIRE(writer);
  const auto said = voice(core::voice_samples_max);
  REQUIRE((*writer)->add(said));
  CHECK_FALSE((*writer)->add(std::vector<std::int16_t>(1)));
  const auto memo = (*writer)->finish();
  REQUIRE(memo);
  CHECK(memo->size() > 100'000);
  CHECK(memo->size() < 260'000);
  CHECK(*platform::voice_length_ms(*memo) == core::voice_ms_max);
  CHECK(platform::read_voice(*memo)->size() == core::voice_samples_max);
}

TEST_CASE("a memo says nothing but what was said: no encoder, no date, no number of its own", "[voice]") {
  const auto memo = memo_of(voice(second));
  CHECK(memo == memo_of(voice(second)));
  CHECK(holds(memo, "OpusHead"));
  CHECK_FALSE(holds(memo, "libopus"));
  CHECK_FALSE(holds(memo, "ENCODER"));
  const std::string tags("OpusTags\x04\0\0\0Talt\0\0\0\0OggS", 24);  // no comment, and the page ends
  CHECK(holds(memo, tags));
}

TEST_CASE("where nothing was said there is no memo", "[voice]") {
  auto writer = platform::open_voice_writer();
  REQUIRE(writer);
  REQUIRE((*writer)->add({}));
  CHECK_FALSE((*writer)->finish());
}

TEST_CASE("a cut memo is refused wherever it is cut, and does no harm", "[voice]") {
  const auto memo = memo_of(voice(second / 2));
  for (std::size_t size = 0; size + 1 < memo.size(); size += 1 + size / 16) {
    const core::ByteView cut(memo.data(), size);
    const auto heard = platform::read_voice(cut);
    if (heard) CHECK(heard->size() < second / 2);  // it ends with a whole page: what is there is there
  }
}

TEST_CASE("garbage, and a memo with any byte turned, is refused or heard, and does no harm", "[voice]") {
  CHECK_FALSE(platform::read_voice({}));
  CHECK_FALSE(platform::read_voice(core::Bytes(4096, 0xFF)));
  CHECK_FALSE(platform::voice_length_ms(core::Bytes{'O', 'g', 'g', 'S'}));
  CHECK_FALSE(platform::read_voice(core::Bytes(core::voice_bytes_max + 1)));
  const auto memo = memo_of(voice(second / 4));
  std::size_t refused = 0;
  for (std::size_t i = 0; i < memo.size(); i += 7) {
    auto turned = memo;
    turned[i] = static_cast<std::uint8_t>(~turned[i]);
    const auto heard = platform::read_voice(turned);
    if (!heard) ++refused;
    if (heard) CHECK(heard->size() <= core::voice_samples_max);
  }
  CHECK(refused > memo.size() / 7 / 2);  // Ogg's checksum sees them
}
