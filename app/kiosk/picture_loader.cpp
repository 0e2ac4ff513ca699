// SPDX-License-Identifier: EUPL-1.2
#include "app/kiosk/picture_loader.h"

namespace talt::kiosk {
namespace {

constexpr std::size_t jobs_max = 128;  // more than a screen shows; what was swiped past is not worth reading

}  // namespace

PictureLoader::~PictureLoader() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  asked_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void PictureLoader::ask(const std::string& key, Job job) {
  {
    const std::lock_guard lock(mutex_);
    if (!under_way_.insert(key).second) return;
    jobs_.emplace_back(key, std::move(job));
    if (jobs_.size() > jobs_max) {
      under_way_.erase(jobs_.front().first);
      jobs_.pop_front();
    }
    if (!thread_.joinable()) thread_ = std::thread([this] { work(); });
  }
  asked_.notify_one();
}

std::vector<PictureLoader::Done> PictureLoader::take(std::size_t count) {
  std::vector<Done> taken;
  const std::lock_guard lock(mutex_);
  while (!done_.empty() && taken.size() < count) {
    under_way_.erase(done_.front().key);
    taken.push_back(std::move(done_.front()));
    done_.pop_front();
  }
  return taken;
}

bool PictureLoader::has_more() {
  const std::lock_guard lock(mutex_);
  return !done_.empty();
}

void PictureLoader::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    asked_.wait(lock, [this] { return ending_ || !jobs_.empty(); });
    if (ending_) return;
    auto [key, job] = std::move(jobs_.back());
    jobs_.pop_back();
    lock.unlock();
    Loaded loaded = job();
    lock.lock();
    done_.push_back({std::move(key), std::move(loaded)});
    lock.unlock();
    wake_();
    lock.lock();
  }
}

}  // namespace talt::kiosk
