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
  /// `is_still`: what is heard and played goes with the kiosk's clock, not by itself. Recorder and random must
  /// live longer.
  WalkVoice(VoiceGround ground, bool is_still, Recorder& recorder, platform::Random& random,
            Callbacks callbacks);
  /// What was not kept is gone.
  ~WalkVoice();

  /// What was recorded before stays until there is something new.
  void record(std::int64_t now_ms);
  void stop();
  void play(std::int64_t now_ms);
  /// Ends a recording first.
  void keep();
  void drop();
  /// The kiosk closes: what was said is kept, as if asked for. Waits for it, a tenth of a second as a rule.
  void end();

  bool attend(std::int64_t now_ms);
  bool is_busy() { return beside_.is_busy(); }

 private:
  enum class Doing : std::uint8_t { Nothing, Opening, Recording, Stopping, Playing, Sealing };
  /// Of the work's thread.
  struct AtHand {
    std::unique_ptr<platform::VoiceWriter> writer;
    std::unique_ptr<platform::Microphone> microphone;
    std::size_t samples = 0;
    int loudest = 0;
    core::Bytes memo;
    std::unique_ptr<platform::Playback> playback;
    std::size_t played = 0;
    bool is_played = false;

    AtHand() = default;
    ~AtHand();
  };
  using Outcome = WorkThread::Outcome;
  void begin(Doing doing);
  void go_on();
  void rest(core::walk::VoiceTrouble trouble);
  /// An outcome that counts only while nothing else was asked for since.
  Outcome now_or_never(std::function<void()> outcome);
  Outcome open_now();
  Outcome listen_now(std::size_t until);
  Outcome finish_now(std::optional<core::Error> why);
  Outcome play_now();
  Outcome follow_now();
  Outcome keep_now();
  std::size_t allowed() const;

  VoiceGround ground_;
  bool is_still_;
  Recorder& recorder_;
  platform::Random& random_;
  Callbacks callbacks_;
  // of the drawing thread
  Doing doing_ = Doing::Nothing;
  bool keeps_next_ = false;  // once it is recorded
  bool is_going_on_ = false;  // the next piece is asked for
  std::uint64_t asked_ = 0;
  std::int64_t began_ms_ = 0, now_ms_ = 0;
  std::size_t recorded_ = 0, heard_ = 0, played_ = 0;  // samples
  std::unique_ptr<AtHand> at_hand_;
  WorkThread beside_;  // last: its work uses what stands above
};

}  // namespace talt::kiosk
