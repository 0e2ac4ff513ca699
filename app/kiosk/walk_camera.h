// SPDX-License-Identifier: EUPL-1.2
// The camera while a photo is chosen: opened when that screen shows, closed when it is left. A thread of its
// own looks through it some twelve times a second; of what it saw only the last is kept for the drawing
// thread, which never waits for it. Everything but that from the drawing thread.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "app/core/walk/walk.h"
#include "platform/camera.h"
#include "platform/pictures.h"

namespace talt::kiosk {

/// On the camera's own thread.
using FindCamera = std::function<platform::CameraSearch()>;

class WalkCamera {
 public:
  struct Callbacks {
    std::function<void(core::walk::Event)> tell;  // this and the next three within start(), stop(), attend()
    std::function<void(const platform::Image& seen)> show;
    std::function<void()> take_down;
    std::function<void(platform::TakenIn taken)> take;  // the picture that was asked for
    std::function<void()> wake;                         // any thread: there is something to attend() to
    std::function<void(const core::Error&)> report;     // the camera's thread
  };
  WalkCamera(FindCamera find, Callbacks callbacks);
  /// Waits for the look under way: a tenth of a second, and as long as the driver takes.
  ~WalkCamera();
  WalkCamera(const WalkCamera&) = delete;
  WalkCamera& operator=(const WalkCamera&) = delete;

  /// Anew where it runs already: what was out of order may be mended.
  void start();
  void shoot();
  /// What was on its way comes no more; nothing where it rests.
  void stop();

  bool attend();
  /// Its first picture, or the one that was asked for, is on its way.
  bool is_busy();

 private:
  enum class Wish : std::uint8_t { Rest, Preview, Still };
  /// For the drawing thread, of the round under way.
  struct News {
    std::optional<core::walk::CameraState> state;
    std::optional<platform::Image> seen;
    std::optional<platform::TakenIn> taken;
  };

  void run();
  void serve(std::uint64_t round);
  void look_through(platform::Camera& camera, std::uint64_t round);
  bool rests_until_next_look(std::uint64_t round);
  Wish wish_in(std::uint64_t round);
  void hand_over(std::uint64_t round, News news);
  void tell_fault(std::uint64_t round, platform::CameraFault fault, const core::Error& why);

  FindCamera find_;
  Callbacks callbacks_;
  std::mutex lock_;  // guards what follows
  std::condition_variable changed_;
  Wish wish_ = Wish::Rest;
  std::uint64_t round_ = 0;  // a start, or a stop, ends the one before
  bool is_awaited_ = false, ending_ = false;
  News news_;
  std::thread thread_;
};

}  // namespace talt::kiosk
