// SPDX-License-Identifier: EUPL-1.2
// Voice memos of a walk: recorded and encoded at once, played, sealed and kept on the shelf. A memo lies in
// memory alone until it is sealed. The drawing thread asks and is told; the work is done beside it, a piece
// at a time. The microphone is open only while it is recorded.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "app/core/walk/walk.h"
#include "app/kiosk/recorder.h"
#include "app/kiosk/work_thread.h"
#include "platform/microphone.h"
#include "platform/sound.h"
#include "platform/voice.h"

namespace talt::kiosk {

/// What a recording stands on; tests bring their own.
struct VoiceGround {
  std::function<core::Result<std::unique_ptr<platform::Microphone>>()> open_microphone =
      platform::open_microphone;
  std::function<core::Result<std::unique_ptr<platform::Playback>>(std::span<const std::int16_t>)> play =
      platform::play_voice;
};

class WalkVoice {
 public:
  struct Callbacks {
    std::function<void(core::walk::Event)> tell;  // on the drawing thread, within attend() and end()
    std::function<void()> wake;                   // any thread: there is something to attend() to
    std::function<void(const core::Error&)> report;
  };
  /// `is_still`: what is heard and played goes with the kiosk's clock, not by itself. Recorder and random
  /// must live longer.
  WalkVoice(VoiceGround ground, bool is_still, Recorder& recorder, platform::Random& random,
            Callbacks callbacks);

  /// What was recorded before stays until there is something new.
  void record();
  void stop();
  void play();
  /// Ends a recording first.
  void keep();
  void drop();
  /// The kiosk closes: what was said is kept, as if asked for. Waits for it, a tenth of a second as a rule.
  void end();

  bool attend(std::int64_t now_ms);
  bool is_busy() { return beside_.is_busy(); }

 private:
  using Outcome = WorkThread::Outcome;
  enum class Doing : std::uint8_t { Nothing, Opening, Recording, Stopping, Playing, Sealing };
  /// Of the work's thread.
  struct AtHand {
    AtHand() = default;
    AtHand(const AtHand&) = delete;
    AtHand& operator=(const AtHand&) = delete;
    ~AtHand();

    std::unique_ptr<platform::VoiceWriter> writer;
    std::unique_ptr<platform::Microphone> microphone;
    std::size_t samples = 0;
    int loudest = 0;
    core::walk::VoiceTrouble trouble = core::walk::VoiceTrouble::None;
    core::Bytes memo;
    std::unique_ptr<platform::Playback> playback;
  };
  void begin(Doing doing);
  void ask(std::function<Outcome()> work);
  void rest(core::walk::VoiceTrouble trouble);
  Outcome trouble(const core::Error& error, core::walk::VoiceTrouble what);
  std::size_t allowed() const;
  void go_on();
  Outcome open_now();
  core::Result<float> take_from_microphone(std::size_t until);
  Outcome listen_now(std::size_t until);
  Outcome stop_now(std::size_t until);
  Outcome finish_now(std::optional<core::Error> why);
  Outcome play_now();
  Outcome follow_now();
  Outcome keep_now();

  VoiceGround ground_;
  bool is_still_;
  Recorder& recorder_;
  platform::Random& random_;
  Callbacks callbacks_;
  // of the drawing thread
  Doing doing_ = Doing::Nothing;
  bool is_used_ = false;
  bool keeps_next_ = false;   // as soon as it is recorded
  bool is_going_on_ = false;  // the next piece was asked for
  std::uint64_t asked_ = 0;
  std::int64_t began_ms_ = 0, now_ms_ = 0;
  std::size_t recorded_ = 0;  // samples, of a memo that is whole
  std::size_t moved_ = 0;     // samples that were recorded or played so far
  std::unique_ptr<AtHand> at_hand_;
  WorkThread beside_;  // last: its work uses what stands above
};

}  // namespace talt::kiosk
