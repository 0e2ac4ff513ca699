// SPDX-License-Identifier: EUPL-1.2
// Reads and decodes pictures beside the drawing, so that no frame waits for one. The caller's thread asks and
// takes; the jobs run on one thread of the loader's own, the last one asked for first: it is what shows.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <unordered_set>
#include <vector>

#include "app/core/result.h"
#include "platform/pictures.h"

namespace talt::kiosk {

/// Nothing inside: there is no such picture, and that is no fault.
using Loaded = core::Result<std::optional<platform::Image>>;

class PictureLoader {
 public:
  using Job = std::function<Loaded()>;

  /// `wake` is called from the loader's thread when something can be taken.
  explicit PictureLoader(std::function<void()> wake) : wake_(std::move(wake)) {}
  ~PictureLoader();

  /// Once per key until it is taken; of too many the oldest are forgotten.
  void ask(const std::string& key, Job job);
  struct Done {
    std::string key;
    Loaded loaded;
  };
  /// At most `count` of what is done.
  std::vector<Done> take(std::size_t count);
  bool has_more();

 private:
  void work();

  std::function<void()> wake_;
  std::mutex mutex_;
  std::condition_variable asked_;
  // Guarded by mutex_:
  std::deque<std::pair<std::string, Job>> jobs_;
  std::deque<Done> done_;
  std::unordered_set<std::string> under_way_;
  bool ending_ = false;
  std::thread thread_;  // begins with the first job: the start has no time for it
};

}  // namespace talt::kiosk
