// SPDX-License-Identifier: EUPL-1.2
// Photos of a walk: found on a stick or in a folder, read, blurred by a finger, sealed and kept on the shelf.
// A photo lies in memory alone until it is sealed. The drawing thread asks and is told; the work is done
// beside it, one thing after the other.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/core/photo.h"
#include "app/core/walk/walk.h"
#include "app/kiosk/recorder.h"
#include "app/kiosk/work_thread.h"
#include "platform/photo.h"
#include "platform/pictures.h"

namespace talt::kiosk {

inline constexpr std::size_t photos_pictured_max = 24;  // of those listed: the others show their names only

class WalkPhotos {
 public:
  struct Callbacks {
    std::function<void(core::walk::Event)> tell;  // on the drawing thread, within attend()
    std::function<void(const std::string& name, const platform::Image& image)> show;
    std::function<void(const std::string& names_begin)> take_down;
    std::function<void()> wake;                      // any thread: there is something to attend() to
    std::function<void(const core::Error&)> report;  // of what is told in other words on the screen
  };
  /// From `folder`; from whatever sticks are mounted where that is empty. The recorder and random must live
  /// longer.
  WalkPhotos(std::string folder, Recorder& recorder, platform::Random& random, Callbacks callbacks);

  void list();
  void read(std::size_t file);
  /// From the camera, as it is.
  void take(platform::TakenIn taken);
  /// In parts of the picture's width and height.
  void blur(std::vector<std::array<float, 2>> stroke, float radius);
  void undo_blur();
  void keep();
  void drop();
  void forget_list();

  bool attend() { return beside_.take(); }
  bool is_busy() { return beside_.is_busy(); }

 private:
  struct Place {
    std::string folder, name;
  };
  /// The photo at hand: of the work's thread.
  struct AtHand {
    core::Photo whole, blurred;
    std::vector<core::Stroke> strokes;
  };
  WorkThread::Outcome find();
  WorkThread::Outcome trouble(const core::Error& error, core::PhotoTrouble what);
  WorkThread::Outcome read_now(const Place& place);
  WorkThread::Outcome put_at_hand(platform::TakenIn taken);
  WorkThread::Outcome told_of_photo(core::PhotoTrouble trouble = core::PhotoTrouble::None);
  WorkThread::Outcome keep_now();
  void picture(std::size_t file, std::uint64_t list);

  std::string folder_;
  Recorder& recorder_;
  platform::Random& random_;
  Callbacks callbacks_;
  std::vector<Place> found_;  // of the drawing thread
  std::uint64_t list_ = 0;    // the one that shows
  std::unique_ptr<AtHand> at_hand_;
  WorkThread beside_;  // last: its work uses what stands above
};

}  // namespace talt::kiosk
