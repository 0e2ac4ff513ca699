// SPDX-License-Identifier: EUPL-1.2
// SDL's own way from a microphone and to a loudspeaker, with its drivers that need neither: "disk" reads and
// writes samples as files, as fast as it can where its delay is 0; "dummy" is silence.
#include "platform/microphone.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>

#include "platform/sound.h"
#include "tests/doubles/temporary_folder.h"
#include "tests/doubles/voices.h"

using namespace talt;
using Samples = std::vector<std::int16_t>;

namespace {

constexpr std::size_t second = core::voice_rate;

struct Drivers {
  explicit Drivers(const char* driver) {
    setenv("SDL_AUDIODRIVER", driver, 1);
    setenv("SDL_DISKAUDIODELAY", "0", 1);
    setenv("SDL_DISKAUDIOFILEIN", (folder / "in.raw").c_str(), 1);
    setenv("SDL_DISKAUDIOFILE", (folder / "out.raw").c_str(), 1);
  }
  ~Drivers() {
    for (const char* name :
         {"SDL_AUDIODRIVER", "SDL_DISKAUDIODELAY", "SDL_DISKAUDIOFILEIN", "SDL_DISKAUDIOFILE"})
      unsetenv(name);
  }
  void say(const Samples& samples) {
    std::ofstream(folder / "in.raw", std::ios::binary)
        .write(reinterpret_cast<const char*>(samples.data()),
               static_cast<std::streamsize>(samples.size() * sizeof(samples[0])));
  }
  Samples played() {
    std::ifstream in(folder / "out.raw", std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), {});
    Samples samples(bytes.size() / sizeof(std::int16_t));
    std::copy(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(samples.size() * 2),
              reinterpret_cast<char*>(samples.data()));
    return samples;
  }
  doubles::TemporaryFolder folder;
};

Samples heard(platform::Microphone& microphone, std::size_t count) {
  Samples all;
  while (all.size() < count) {
    const auto some = microphone.listen(count - all.size());
    REQUIRE(some);
    all.insert(all.end(), some->begin(), some->end());
  }
  return all;
}

}  // namespace

TEST_CASE("a microphone gives what is said, every sample in order, also to who asks seldom", "[microphone]") {
  Drivers drivers("disk");
  const auto said = doubles::voice(30 * second);  // more than waits for who does not ask
  drivers.say(said);
  const auto microphone = platform::open_microphone();
  if (!microphone) FAIL(microphone.error().text());
  CHECK(heard(**microphone, said.size()) == said);
}

TEST_CASE("a microphone that is let go of in mid-sentence closes, and opens again from the start",
          "[microphone]") {
  Drivers drivers("disk");
  const auto said = doubles::voice(second);
  drivers.say(said);
  for (int i = 0; i < 3; ++i) {
    const auto microphone = platform::open_microphone();
    REQUIRE(microphone);
    CHECK(heard(**microphone, 100) == Samples(said.begin(), said.begin() + 100));
  }
}

TEST_CASE("where there is no microphone, that is said with what to do", "[microphone]") {
  for (const char* driver : {"disk", "nonsense"}) {  // nothing to read from; no such driver
    Drivers drivers(driver);
    const auto microphone = platform::open_microphone();
    REQUIRE_FALSE(microphone);
    CHECK(microphone.error().text().find("no microphone") != std::string::npos);
    CHECK(microphone.error().text().find("plug one in") != std::string::npos);
  }
}

TEST_CASE("a silent microphone gives silence", "[microphone]") {
  Drivers drivers("dummy");
  const auto microphone = platform::open_microphone();
  REQUIRE(microphone);
  CHECK(core::loudest_of(heard(**microphone, 100)) == 0);
}

TEST_CASE("a memo is played to its end, every sample", "[microphone]") {
  Drivers drivers("disk");
  const auto said = doubles::voice(second);
  {
    const auto playback = platform::play_voice(said);
    REQUIRE(playback);
    std::size_t last = 0;
    while (const auto played = (*playback)->played()) {
      CHECK(*played >= last);
      last = *played;
    }
  }
  const auto played = drivers.played();
  const auto begins = std::search(played.begin(), played.end(), said.begin(), said.begin() + 4800);
  REQUIRE(begins != played.end());  // silence may come before
  CHECK(static_cast<std::size_t>(played.end() - begins) >= said.size());
  CHECK(std::equal(said.begin(), said.end(), begins));
}

TEST_CASE("without a loudspeaker a memo is not played, and that is said", "[microphone]") {
  Drivers drivers("nonsense");
  CHECK_FALSE(platform::play_voice(doubles::voice(100)));
}
