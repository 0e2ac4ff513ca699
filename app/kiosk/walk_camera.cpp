// SPDX-License-Identifier: EUPL-1.2
#include "app/kiosk/walk_camera.h"

#include <chrono>
#include <utility>

namespace talt::kiosk {

using core::walk::CameraState;
namespace event = core::walk::event;

namespace {

constexpr int preview_side_max = 800;
constexpr int look_ms_max = 100;                               // so soon a wish is heard
constexpr auto between_looks = std::chrono::milliseconds(70);  // and what a look takes: 12 to 14 a second
constexpr int empty_looks_max = 80;                            // in a row, 8 s of silence: it sends nothing
constexpr int damaged_max = 10;                                // in a row: this camera always sends such

CameraState state_of(platform::CameraFault fault) {
  switch (fault) {
    case platform::CameraFault::NotThere:
      return CameraState::NotThere;
    case platform::CameraFault::Busy:
      return CameraState::Busy;
    case platform::CameraFault::NotAllowed:
      return CameraState::NotAllowed;
    case platform::CameraFault::Failing:
      return CameraState::Failing;
  }
  return CameraState::Failing;
}

/// Of what comes from the camera: which picture is worth showing, and when to give it up.
class Patience {
 public:
  /// Nothing where this picture is passed over for the next.
  std::optional<platform::TakenIn> good_one(platform::CameraLook look) {
    if (!look.picture) {
      ++empty_;
      if (!look.refused.empty()) why_ = std::move(look.refused);
      return std::nullopt;
    }
    const bool is_whole = look.picture->wholeness == platform::Wholeness::Whole;
    if (!is_whole && ++damaged_ < damaged_max) return ++empty_, std::nullopt;
    if (is_whole) damaged_ = 0;
    empty_ = 0;
    return std::move(look.picture);
  }
  bool has_ended() const { return empty_ >= empty_looks_max; }
  core::Error why() const {
    return {"the camera gives no picture", why_.empty() ? "it sends nothing" : why_,
            "unplug it and plug it in again, or take another camera (--camera)"};
  }

 private:
  int empty_ = 0, damaged_ = 0;
  std::string why_;
};

}  // namespace

WalkCamera::WalkCamera(FindCamera find, Callbacks callbacks)
    : find_(std::move(find)), callbacks_(std::move(callbacks)) {}

WalkCamera::~WalkCamera() {
  {
    const std::lock_guard held(lock_);
    ending_ = true;
    ++round_;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

// ---- the drawing thread

void WalkCamera::start() {
  callbacks_.take_down();
  {
    const std::lock_guard held(lock_);
    ++round_;
    wish_ = Wish::Preview;
    news_ = {};
    is_awaited_ = true;
    if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
  }
  changed_.notify_all();
  callbacks_.tell(event::CameraChanged{CameraState::Starting});
}

void WalkCamera::shoot() {
  {
    const std::lock_guard held(lock_);
    if (wish_ != Wish::Preview) return;
    wish_ = Wish::Still;
    is_awaited_ = true;
  }
  changed_.notify_all();
}

void WalkCamera::stop() {
  {
    const std::lock_guard held(lock_);
    ++round_;
    wish_ = Wish::Rest;
    news_ = {};
    is_awaited_ = false;
  }
  changed_.notify_all();
  callbacks_.take_down();
}

bool WalkCamera::attend() {
  News news;
  {
    const std::lock_guard held(lock_);
    news = std::exchange(news_, {});
  }
  if (news.seen) callbacks_.show(*news.seen);
  if (news.state && *news.state != CameraState::Ready) callbacks_.take_down();
  if (news.state) callbacks_.tell(event::CameraChanged{*news.state});
  const bool has_news = news.seen || news.state || news.taken;
  if (news.taken) callbacks_.take(std::move(*news.taken));
  return has_news;
}

bool WalkCamera::is_busy() {
  const std::lock_guard held(lock_);
  return is_awaited_ || news_.state || news_.taken;
}

// ---- the camera's own thread

void WalkCamera::run() {
  for (;;) {
    std::uint64_t round = 0;
    {
      std::unique_lock held(lock_);
      changed_.wait(held, [this] { return wish_ != Wish::Rest || ending_; });
      if (ending_) return;
      round = round_;
    }
    serve(round);
  }
}

void WalkCamera::serve(std::uint64_t round) {
  auto found = find_();
  if (found.fault) return tell_fault(round, *found.fault, found.why);
  if (!found.camera) return hand_over(round, {CameraState::None, {}, {}});
  hand_over(round, {CameraState::Ready, {}, {}});
  look_through(*found.camera, round);
}

void WalkCamera::look_through(platform::Camera& camera, std::uint64_t round) {
  Patience patience;
  bool is_still = false;
  for (;;) {
    const auto wish = wish_in(round);
    if (wish == Wish::Rest) return;
    if (const bool wants_still = wish == Wish::Still; wants_still != is_still) {
      is_still = wants_still;
      patience = {};
      const auto aim = is_still ? platform::Camera::Aim::Still : platform::Camera::Aim::Preview;
      if (auto aimed = camera.aim(aim); !aimed) return tell_fault(round, camera.fault(), aimed.error());
    }
    auto look = camera.look(look_ms_max, is_still ? core::photo_side_max : preview_side_max);
    if (!look) return tell_fault(round, camera.fault(), look.error());
    auto good = patience.good_one(std::move(*look));
    if (patience.has_ended()) return tell_fault(round, platform::CameraFault::Failing, patience.why());
    if (!good) continue;
    if (is_still) return hand_over(round, {{}, {}, std::move(good)});
    hand_over(round, {{}, platform::preview(good->photo, preview_side_max), {}});
    if (!rests_until_next_look(round)) return;
  }
}

/// False where nobody wants to look any more.
bool WalkCamera::rests_until_next_look(std::uint64_t round) {
  std::unique_lock held(lock_);
  changed_.wait_for(held, between_looks, [&] { return round_ != round || wish_ != Wish::Preview; });
  return round_ == round;
}

WalkCamera::Wish WalkCamera::wish_in(std::uint64_t round) {
  const std::lock_guard held(lock_);
  return round_ == round ? wish_ : Wish::Rest;
}

/// What does not go on ends the round's wishes: the camera rests until it is started anew.
void WalkCamera::hand_over(std::uint64_t round, News news) {
  {
    const std::lock_guard held(lock_);
    if (round_ != round) return;
    const bool ends = news.taken || (news.state && *news.state != CameraState::Ready);
    if (ends) wish_ = Wish::Rest;
    if (ends || (news.seen && wish_ == Wish::Preview)) is_awaited_ = false;
    if (news.state) news_.state = news.state;
    if (news.seen) news_.seen = std::move(news.seen);
    if (news.taken) news_.taken = std::move(news.taken);
  }
  callbacks_.wake();
}

void WalkCamera::tell_fault(std::uint64_t round, platform::CameraFault fault, const core::Error& why) {
  if (wish_in(round) != Wish::Rest) callbacks_.report(why);
  hand_over(round, {state_of(fault), {}, {}});
}

}  // namespace talt::kiosk
