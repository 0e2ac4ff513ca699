// SPDX-License-Identifier: EUPL-1.2
// Voice memos on the real kiosk, as fingers record them: by a microphone in the test's hands, and once by
// SDL's own way to one.
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <semaphore>

#include "sync/attachment_seal.h"
#include "tests/doubles/voices.h"
#include "tests/kiosk/walk_rig.h"

using namespace talt;
using tests::begin_walk;
namespace walk = core::walk;

namespace {

constexpr std::size_t second = core::voice_rate;

/// What the test knows of the microphone and the loudspeaker.
struct Desk {
  std::vector<std::int16_t> said = doubles::voice(70 * second);
  std::size_t heard_until = 70 * second;  // then it is unplugged
  bool has_microphone = true, has_loudspeaker = true;
  std::atomic<int> open_now = 0, opened = 0, played = 0;
};

class AtDesk final : public platform::Microphone {
 public:
  explicit AtDesk(Desk& desk) : desk_(desk) { ++desk_.open_now, ++desk_.opened; }
  ~AtDesk() override { --desk_.open_now; }
  core::Result<std::vector<std::int16_t>> listen(std::size_t samples_max) override {
    if (at_ >= desk_.heard_until) return core::Error{"no microphone can be heard", "it is gone", ""};
    const auto count = std::min({samples_max, std::size_t{24'000}, desk_.heard_until - at_});
    const auto from = desk_.said.begin() + static_cast<std::ptrdiff_t>(at_);
    at_ += count;
    return std::vector<std::int16_t>(from, from + static_cast<std::ptrdiff_t>(count));
  }

 private:
  Desk& desk_;
  std::size_t at_ = 0;
};

class OverDesk final : public platform::Playback {
 public:
  explicit OverDesk(std::size_t samples) : samples_(samples) {}
  std::optional<std::size_t> played() override {
    at_ += 24'000;
    return at_ < samples_ ? std::optional(at_) : std::nullopt;
  }

 private:
  std::size_t samples_, at_ = 0;
};

struct DeskGround {
  Desk desk;
};

struct VoiceRig : DeskGround, tests::WalkRig {
  VoiceRig() {
    const auto below = prepare;
    prepare = [this, below](kiosk::KioskGround& ground, kiosk::KioskOptions& options) {
      below(ground, options);
      ground.voice.open_microphone = [this]() -> core::Result<std::unique_ptr<platform::Microphone>> {
        if (!desk.has_microphone) return core::Error{"no microphone can be heard", "there is none", ""};
        return std::unique_ptr<platform::Microphone>(std::make_unique<AtDesk>(desk));
      };
      ground.voice.play =
          [this](std::span<const std::int16_t> samples) -> core::Result<std::unique_ptr<platform::Playback>> {
        if (!desk.has_loudspeaker) return core::Error{"the voice memo cannot be played", "", ""};
        ++desk.played;
        return std::unique_ptr<platform::Playback>(std::make_unique<OverDesk>(samples.size()));
      };
    };
    restart();
  }

  const walk::Recording& recording() {
    return std::get<walk::Recording>(std::get<walk::Noting>(kiosk->state().walk->screen).over);
  }
  std::vector<walk::Observation> notes() {
    std::vector<walk::Observation> all;
    for (const auto& record : recorded().of_walks)
      if (const auto* note = std::get_if<walk::Observation>(&record)) all.push_back(*note);
    return all;
  }
  /// The memo as the municipality opens it.
  core::Bytes memo(const core::Attachment& attachment) {
    const sync::AttachmentShelf shelf(data);
    const auto sealed = shelf.read({attachment.name, attachment.sealed_size});
    REQUIRE((sealed && *sealed));
    const auto opened = sync::open(**sealed, attachment);
    REQUIRE(opened);
    return *opened;
  }
  std::size_t on_shelf() { return sync::AttachmentShelf(data).names().size(); }
};

const std::string to_recording = begin_walk + "tap #theme:lighting\ntap #verdict:bad\ntap #voice\n";

}  // namespace

TEST_CASE("a memo of four taps is sealed at once, named by its note, and says what was said", "[voice]") {
  VoiceRig rig;
  rig.walk(to_recording + "tap #record\nexpect #level\nwait 3000\ntap #stop\n");
  CHECK(rig.desk.open_now == 0);
  CHECK(rig.recording().state == walk::VoiceState::Recorded);
  CHECK(rig.recording().ms == 3000);
  rig.walk("tap #voice.keep\nexpect #attachment:1\ntap #done\n");
  const auto notes = rig.notes();
  REQUIRE(notes.size() == 1);
  REQUIRE(notes[0].attachments.size() == 1);
  const auto& kept = notes[0].attachments[0];
  CHECK(kept.kind == core::AttachmentKind::Voice);
  const auto memo = rig.memo(kept);
  CHECK(memo.size() == kept.size);
  const std::vector<std::int16_t> said(rig.desk.said.begin(), rig.desk.said.begin() + 3 * second);
  CHECK(memo == doubles::memo_of(said));
}

TEST_CASE("the microphone is open only while it is recorded, and shows how loud it is", "[voice]") {
  VoiceRig rig;
  rig.walk(to_recording);
  CHECK(rig.desk.opened == 0);
  rig.walk("tap #record\nwait 200\n");
  CHECK(rig.desk.open_now == 1);
  CHECK(rig.recording().level > 0.5f);
  CHECK(rig.recording().level < 1.f);
  rig.walk("tap #back\nexpect #voice\n");
  CHECK(rig.desk.open_now == 0);
  CHECK(rig.on_shelf() == 0);
}

TEST_CASE("a recording ends by itself after a minute, and is a minute long", "[voice]") {
  VoiceRig rig;
  rig.walk(to_recording + "tap #record\nwait 59000\nexpect #stop\nwait 2000\nexpect #voice.keep\n");
  CHECK(rig.desk.open_now == 0);
  CHECK(rig.recording().ms == core::voice_ms_max);
  rig.walk("tap #voice.keep\ntap #done\n");
  const auto notes = rig.notes();
  REQUIRE(notes.at(0).attachments.size() == 1);
  CHECK(*platform::voice_length_ms(rig.memo(notes[0].attachments[0])) == core::voice_ms_max);
}

TEST_CASE("without a microphone that is said in the language of the screen, and the note goes on",
          "[voice]") {
  VoiceRig rig;
  rig.desk.has_microphone = false;
  rig.walk(to_recording + "tap #record\nexpect \"Ingen mikrofon hittas\"\ntap #back\ntap #done\n");
  CHECK(rig.notes().size() == 1);
}

TEST_CASE("a microphone that is unplugged in mid-sentence loses nothing that was said until then",
          "[voice]") {
  VoiceRig rig;
  rig.desk.heard_until = 2 * second;
  rig.walk(to_recording + "tap #record\nwait 5000\nexpect \"Mikrofonen försvann\"\n");
  CHECK(rig.recording().ms == 2000);
  rig.walk("tap #voice.keep\ntap #done\n");
  const auto notes = rig.notes();
  REQUIRE(notes.at(0).attachments.size() == 1);
  CHECK(*platform::voice_length_ms(rig.memo(notes[0].attachments[0])) == 2000);
}

TEST_CASE("one that gives nothing at all is no microphone", "[voice]") {
  VoiceRig rig;
  rig.desk.heard_until = 0;
  rig.walk(to_recording +
           "tap #record\nwait 100\nexpect \"Ingen mikrofon hittas\"\nexpect-not #voice.keep\n");
  CHECK(rig.recording().state == walk::VoiceState::Ready);
}

TEST_CASE("a muted microphone is found out before the moment is gone", "[voice]") {
  VoiceRig rig;
  rig.desk.said.assign(rig.desk.said.size(), 0);
  rig.walk(to_recording + "tap #record\nwait 1000\ntap #stop\nexpect \"Inget hördes\"\n");
}

TEST_CASE("a memo is listened to before it is kept, to its end or not", "[voice]") {
  VoiceRig rig;
  rig.walk(to_recording + "tap #record\nwait 3000\ntap #stop\ntap #play\nexpect #stop\nwait 1000\n");
  CHECK(rig.recording().state == walk::VoiceState::Playing);
  CHECK(rig.recording().ms > 0);
  CHECK(rig.recording().ms <= 1000);
  rig.walk("wait 3000\nexpect #play\ntap #play\ntap #stop\nexpect #play\ntap #play\ntap #voice.keep\n");
  CHECK(rig.desk.played == 3);
  CHECK(rig.kiosk->state().walk->draft->attachments.size() == 1);
}

TEST_CASE("without a loudspeaker a memo can be kept all the same", "[voice]") {
  VoiceRig rig;
  rig.desk.has_loudspeaker = false;
  rig.walk(to_recording + "tap #record\nwait 1000\ntap #stop\ntap #play\nexpect \"kan inte spelas upp\"\n");
  rig.walk("tap #voice.keep\nexpect #attachment:1\n");
}

TEST_CASE("what was recorded before stays where a new recording does not begin", "[voice]") {
  VoiceRig rig;
  rig.walk(to_recording + "tap #record\nwait 2000\ntap #stop\n");
  rig.desk.has_microphone = false;
  rig.walk("tap #record\nexpect \"Ingen mikrofon hittas\"\n");
  CHECK(rig.recording().ms == 2000);
  rig.desk.has_microphone = true;
  rig.walk("tap #record\nwait 1000\ntap #stop\n");
  CHECK(rig.recording().ms == 1000);
}

TEST_CASE("a disk that takes no memo loses none: it can be tried again", "[voice]") {
  VoiceRig rig;
  const auto in_the_way = rig.data + "/attachments";
  rig.walk(to_recording + "tap #record\nwait 1000\ntap #stop\n");
  std::ofstream(in_the_way) << "no folder";
  rig.walk("tap #voice.keep\nexpect \"gick inte att spara\"\n");
  std::filesystem::remove(in_the_way);
  rig.walk("tap #voice.keep\nexpect #attachment:1\n");
  CHECK(rig.on_shelf() == 1);
}

TEST_CASE("a pause in mid-recording keeps what was said, in the draft behind the PIN", "[voice]") {
  VoiceRig rig;
  rig.walk(to_recording + "tap #record\nwait 2000\n" + tests::to_the_panel + "tap #host.pause\n");
  CHECK(rig.desk.open_now == 0);
  REQUIRE(rig.kiosk->state().walk->draft);
  REQUIRE(rig.kiosk->state().walk->draft->attachments.size() == 1);
  const auto kept = rig.kiosk->state().walk->draft->attachments[0];
  CHECK(*platform::voice_length_ms(rig.memo(kept)) >= 2000);  // it went on while the corner was held
}

TEST_CASE("a kiosk that is closed in mid-recording keeps what was said, and opens with it", "[voice]") {
  VoiceRig rig;
  rig.walk(to_recording + "tap #record\nwait 1500\n");
  rig.restart();
  CHECK(rig.desk.open_now == 0);
  REQUIRE(rig.kiosk->state().walk->draft);
  REQUIRE(rig.kiosk->state().walk->draft->attachments.size() == 1);
  rig.walk("tap #done\n");
  const auto notes = rig.notes();
  CHECK(*platform::voice_length_ms(rig.memo(notes.at(0).attachments.at(0))) == 1500);
}

TEST_CASE("a kiosk that is closed beside a recording that was dropped keeps none", "[voice]") {
  VoiceRig rig;
  rig.walk(to_recording + "tap #record\nwait 1500\ntap #back\n");
  rig.restart();
  CHECK(rig.kiosk->state().walk->draft->attachments.empty());
  CHECK(rig.on_shelf() == 0);
}

TEST_CASE("a memo that is removed from its note is in no record", "[voice]") {
  VoiceRig rig;
  rig.walk(to_recording + "tap #record\nwait 500\ntap #stop\ntap #voice.keep\n" +
           "tap #attachment.remove:1\nexpect-not #attachment:1\ntap #done\n");
  CHECK(rig.notes().at(0).attachments.empty());
}

TEST_CASE("SDL's own way from a microphone leads to the same memo", "[voice]") {
  tests::WalkRig rig;  // with the ports of the product
  const auto said = doubles::voice(3 * second);
  std::ofstream(rig.folder / "in.raw", std::ios::binary)
      .write(reinterpret_cast<const char*>(said.data()), static_cast<std::streamsize>(said.size() * 2));
  setenv("SDL_AUDIODRIVER", "disk", 1);
  setenv("SDL_DISKAUDIODELAY", "0", 1);
  setenv("SDL_DISKAUDIOFILEIN", (rig.folder / "in.raw").c_str(), 1);
  setenv("SDL_DISKAUDIOFILE", "/dev/null", 1);
  rig.walk(to_recording + "tap #record\nwait 3000\ntap #stop\ntap #play\nwait 3000\nexpect #play\n");
  rig.walk("tap #voice.keep\ntap #done\n");
  for (const char* name :
       {"SDL_AUDIODRIVER", "SDL_DISKAUDIODELAY", "SDL_DISKAUDIOFILEIN", "SDL_DISKAUDIOFILE"})
    unsetenv(name);
  core::Attachment kept;
  for (const auto& record : rig.recorded().of_walks)
    if (const auto* note = std::get_if<walk::Observation>(&record)) kept = note->attachments.at(0);
  const auto sealed = sync::AttachmentShelf(rig.data).read({kept.name, kept.sealed_size});
  REQUIRE((sealed && *sealed));
  CHECK(*sync::open(**sealed, kept) == doubles::memo_of(said));
}

namespace {

/// The voice of a kiosk that is awake: everything goes by itself, as fast as the microphone gives it.
struct Live : VoiceRig {
  std::vector<walk::Event> told;
  std::unique_ptr<kiosk::WalkVoice> voice;

  Live() {
    kiosk::KioskGround ground;
    kiosk::KioskOptions options;
    prepare(ground, options);
    voice = std::make_unique<kiosk::WalkVoice>(
        std::move(ground.voice), false, kiosk->recorder(), keys,
        kiosk::WalkVoice::Callbacks{[this](const walk::Event& event) { told.push_back(event); },
                                    [this] { woken.release(); }, [](const core::Error&) {}});
  }
  const walk::event::VoiceMoved& last() const { return std::get<walk::event::VoiceMoved>(told.back()); }
  void attend_until(const std::function<bool()>& is_so) {
    while (told.empty() || !is_so()) {
      REQUIRE(woken.try_acquire_for(std::chrono::seconds(30)));
      voice->attend(0);
    }
  }
  std::counting_semaphore<> woken{0};
};

}  // namespace

TEST_CASE("awake, a recording goes on by itself until its minute is full, and is played by itself",
          "[voice]") {
  Live live;
  live.voice->record();
  live.attend_until([&] { return live.last().state == walk::VoiceState::Recorded; });
  CHECK(live.last().ms == core::voice_ms_max);
  CHECK(live.desk.open_now == 0);
  CHECK(live.told.size() > 100);  // told as it went on
  live.voice->play();
  live.attend_until([&] { return live.last().state == walk::VoiceState::Playing; });
  live.attend_until([&] { return live.last().state == walk::VoiceState::Recorded; });
  live.voice->keep();
  live.attend_until([&] { return std::holds_alternative<walk::event::AttachmentKept>(live.told.back()); });
  CHECK(live.on_shelf() == 1);
}

TEST_CASE("awake, a recording that is cut short by the end is kept, one that is dropped is not", "[voice]") {
  Live live;
  live.voice->record();
  live.attend_until([&] { return live.last().ms >= 1000; });
  SECTION("the end") {
    live.voice->end();
    REQUIRE(std::holds_alternative<walk::event::AttachmentKept>(live.told.back()));
    const auto kept = std::get<walk::event::AttachmentKept>(live.told.back()).attachment;
    CHECK(*platform::voice_length_ms(live.memo(kept)) >= 1000);
  }
  SECTION("dropped") {
    const auto told = live.told.size();
    live.voice->drop();
    live.voice->end();
    CHECK(live.told.size() == told);
    CHECK(live.on_shelf() == 0);
  }
  CHECK(live.desk.open_now == 0);
}
