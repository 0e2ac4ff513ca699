// SPDX-License-Identifier: EUPL-1.2
#include "app/kiosk/walk_voice.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "platform/crypto.h"
#include "sync/attachment_seal.h"

namespace talt::kiosk {

namespace event = core::walk::event;
using core::voice_ms_of;
using core::walk::VoiceState;
using core::walk::VoiceTrouble;

namespace {

void wipe(std::vector<std::int16_t>& samples) {
  platform::wipe({reinterpret_cast<std::uint8_t*>(samples.data()), samples.size() * sizeof(std::int16_t)});
}

}  // namespace

WalkVoice::AtHand::~AtHand() {
  platform::wipe(memo);
}

WalkVoice::WalkVoice(VoiceGround ground, bool is_still, Recorder& recorder, platform::Random& random,
                     Callbacks callbacks)
    : ground_(std::move(ground)),
      is_still_(is_still),
      recorder_(recorder),
      random_(random),
      callbacks_(std::move(callbacks)),
      beside_(callbacks_.wake) {}

// ---- what is asked for, and what comes of it

/// From now on nothing counts that was asked for before.
void WalkVoice::begin(Doing doing) {
  ++asked_;
  is_going_on_ = false;
  doing_ = doing;
}

void WalkVoice::ask(std::function<Outcome()> work) {
  beside_.ask([this, asked = asked_, work = std::move(work)]() -> Outcome {
    return [this, asked, outcome = work()] {
      if (asked == asked_ && outcome) outcome();
    };
  });
}

void WalkVoice::rest(VoiceTrouble trouble) {
  doing_ = Doing::Nothing;
  if (std::exchange(keeps_next_, false) && recorded_ > 0) return keep();
  const auto state = recorded_ > 0 ? VoiceState::Recorded : VoiceState::Ready;
  callbacks_.tell(event::VoiceMoved{state, voice_ms_of(recorded_), 0, trouble});
}

WorkThread::Outcome WalkVoice::trouble(const core::Error& error, VoiceTrouble what) {
  return [this, error, what] {
    callbacks_.report(error);
    rest(what);
  };
}

/// How many samples time has had room for since it began.
std::size_t WalkVoice::allowed() const {
  if (!is_still_) return std::numeric_limits<std::size_t>::max();
  return static_cast<std::size_t>(std::max<std::int64_t>(0, now_ms_ - began_ms_)) * (core::voice_rate / 1000);
}

/// The next piece, one after the other: what was asked for in between comes before it.
void WalkVoice::go_on() {
  if (is_going_on_ || moved_ >= allowed()) return;
  if (doing_ == Doing::Recording)
    ask([this, until = std::min(allowed(), core::voice_samples_max)] { return listen_now(until); });
  else if (doing_ == Doing::Playing)
    ask([this] { return follow_now(); });
  else
    return;
  is_going_on_ = true;
}

bool WalkVoice::attend(std::int64_t now_ms) {
  now_ms_ = now_ms;
  const bool has_changed = beside_.take();
  go_on();
  return has_changed;
}

// ---- recording

void WalkVoice::record() {
  if (doing_ != Doing::Nothing) return;
  begin(Doing::Opening);
  is_used_ = true;
  keeps_next_ = false;
  ask([this] { return open_now(); });
}

WorkThread::Outcome WalkVoice::open_now() {
  auto hand = std::make_unique<AtHand>();
  auto writer = platform::open_voice_writer();
  if (!writer) return trouble(writer.error(), VoiceTrouble::NotKept);
  auto microphone = ground_.open_microphone();
  if (!microphone) return trouble(microphone.error(), VoiceTrouble::NoMicrophone);
  hand->writer = std::move(*writer);
  hand->microphone = std::move(*microphone);
  at_hand_ = std::move(hand);
  return [this] {
    doing_ = Doing::Recording;
    began_ms_ = now_ms_;
    recorded_ = moved_ = 0;
    callbacks_.tell(event::VoiceMoved{VoiceState::Recording, 0, 0, VoiceTrouble::None});
    go_on();
  };
}

core::Result<float> WalkVoice::take_from_microphone(std::size_t until) {
  auto& hand = *at_hand_;
  auto heard = hand.microphone->listen(until - hand.samples);
  if (!heard) return heard.error();
  const auto added = hand.writer->add(*heard);
  const int loudest = core::loudest_of(*heard);
  if (added) hand.samples += heard->size();
  hand.loudest = std::max(hand.loudest, loudest);
  wipe(*heard);
  if (!added) return added.error();
  return core::level_of(loudest);
}

WorkThread::Outcome WalkVoice::listen_now(std::size_t until) {
  const auto level = take_from_microphone(until);
  if (!level) return finish_now(level.error());
  if (at_hand_->samples >= core::voice_samples_max) return finish_now({});
  return [this, samples = at_hand_->samples, level = *level] {
    is_going_on_ = false;
    moved_ = samples;
    callbacks_.tell(
        event::VoiceMoved{VoiceState::Recording, voice_ms_of(samples), level, VoiceTrouble::None});
    go_on();
  };
}

/// What the microphone holds still, and the end. It may have come to its end by itself meanwhile.
WorkThread::Outcome WalkVoice::stop_now(std::size_t until) {
  if (at_hand_->microphone && at_hand_->samples < until)
    if (const auto level = take_from_microphone(until); !level) return finish_now(level.error());
  return finish_now({});
}

WorkThread::Outcome WalkVoice::finish_now(std::optional<core::Error> why) {
  auto& hand = *at_hand_;
  hand.microphone.reset();
  const auto writer = std::exchange(hand.writer, nullptr);
  if (why) hand.trouble = hand.samples > 0 ? VoiceTrouble::Vanished : VoiceTrouble::NoMicrophone;
  if (writer && hand.samples > 0) {
    auto memo = writer->finish();
    if (memo) hand.memo = std::move(*memo);
    if (!memo) why = memo.error(), hand.trouble = VoiceTrouble::NotKept;
    if (memo && !why && hand.loudest < core::voice_heard_min) hand.trouble = VoiceTrouble::NothingHeard;
  }
  return [this, why, what = hand.trouble, samples = hand.memo.empty() ? 0 : hand.samples] {
    if (why) callbacks_.report(*why);
    doing_ = Doing::Nothing;
    is_going_on_ = false;
    recorded_ = samples;
    rest(what);
  };
}

void WalkVoice::stop() {
  if (doing_ == Doing::Recording) {
    begin(Doing::Stopping);
    ask([this, until = std::min(allowed(), core::voice_samples_max)] { return stop_now(until); });
  } else if (doing_ == Doing::Playing) {
    begin(Doing::Stopping);
    ask([this]() -> Outcome {
      at_hand_->playback.reset();
      return [this] { rest(VoiceTrouble::None); };
    });
  }
}

// ---- playing

void WalkVoice::play() {
  if (doing_ != Doing::Nothing || recorded_ == 0) return;
  begin(Doing::Playing);
  ask([this] { return play_now(); });
  is_going_on_ = true;
}

WorkThread::Outcome WalkVoice::play_now() {
  auto& hand = *at_hand_;
  auto samples = platform::read_voice(hand.memo);
  if (!samples) return trouble(samples.error(), VoiceTrouble::NotPlayed);
  auto playback = ground_.play(*samples);
  wipe(*samples);
  if (!playback) return trouble(playback.error(), VoiceTrouble::NotPlayed);
  hand.playback = std::move(*playback);
  return [this] {
    is_going_on_ = false;
    began_ms_ = now_ms_;
    moved_ = 0;
    callbacks_.tell(event::VoiceMoved{VoiceState::Playing, 0, 0, VoiceTrouble::None});
    go_on();
  };
}

WorkThread::Outcome WalkVoice::follow_now() {
  auto& hand = *at_hand_;
  const auto played = hand.playback ? hand.playback->played() : std::nullopt;
  if (!played) hand.playback.reset();
  return [this, played] {
    is_going_on_ = false;
    if (!played && allowed() >= recorded_) return rest(VoiceTrouble::None);
    moved_ = std::min({played.value_or(recorded_), allowed(), recorded_});
    callbacks_.tell(event::VoiceMoved{VoiceState::Playing, voice_ms_of(moved_), 0, VoiceTrouble::None});
    go_on();
  };
}

// ---- keeping, dropping, the end

void WalkVoice::keep() {
  if (doing_ == Doing::Opening) return drop();  // nothing was said yet
  if (doing_ == Doing::Recording || doing_ == Doing::Stopping) {
    keeps_next_ = true;
    return stop();
  }
  if (doing_ == Doing::Sealing || recorded_ == 0) return;
  begin(Doing::Sealing);
  ask([this] { return keep_now(); });
}

WorkThread::Outcome WalkVoice::keep_now() {
  at_hand_->playback.reset();
  auto sealed = sync::seal(at_hand_->memo, core::AttachmentKind::Voice, random_);
  if (!sealed) return trouble(sealed.error(), VoiceTrouble::NotKept);
  if (auto kept = recorder_.keep(sealed->attachment.name, sealed->sealed); !kept)
    return trouble(kept.error(), recorder_.has_room_for(sealed->sealed.size()) ? VoiceTrouble::NotKept
                                                                               : VoiceTrouble::DiskFull);
  return [this, attachment = sealed->attachment] {
    drop();
    callbacks_.tell(event::AttachmentKept{attachment});
  };
}

void WalkVoice::drop() {
  begin(Doing::Nothing);
  keeps_next_ = false;
  recorded_ = moved_ = 0;
  if (!std::exchange(is_used_, false)) return;
  ask([this]() -> Outcome {
    at_hand_.reset();
    return {};
  });
}

void WalkVoice::end() {
  keep();
  beside_.finish();
}

}  // namespace talt::kiosk
