// SPDX-License-Identifier: EUPL-1.2
#include "app/kiosk/sync_thread.h"

#include <algorithm>
#include <utility>

namespace talt::kiosk {

using core::SyncTrouble;
using sync::SyncOutcome;

SyncThread::SyncThread(Recorder& recorder, const sync::DeviceIdentity& identity, platform::Random& random,
                       std::function<void()> finished)
    : recorder_(recorder),
      identity_(identity),
      random_(random),
      finished_(std::move(finished)),
      thread_([this] { work(); }) {}

SyncThread::~SyncThread() {
  end();
  thread_.join();
}

void SyncThread::end() {
  {
    const std::lock_guard held(lock_);
    ending_ = true;
    if (under_way_ != nullptr) under_way_->cancel();
  }
  changed_.notify_all();
}

void SyncThread::ask() {
  {
    const std::lock_guard held(lock_);
    ++asked_;
  }
  changed_.notify_all();
}

std::optional<SyncOutcome> SyncThread::attempt(std::chrono::milliseconds patience) {
  std::unique_lock held(lock_);
  const auto mine = ++asked_;
  changed_.notify_all();
  changed_.wait_for(held, patience, [&] { return ended_ >= mine || ending_; });
  if (ended_ >= mine) return last_outcome_;
  if (ending_) return SyncOutcome{SyncTrouble::NotYetTried, "the kiosk is closing", {}, {}};
  return std::nullopt;
}

bool SyncThread::is_busy() {
  const std::lock_guard held(lock_);
  return busy_ || asked_ > begun_;
}

SyncThread::Progress SyncThread::progress() {
  const std::lock_guard held(lock_);
  return progress_;
}

std::optional<SyncOutcome> SyncThread::take() {
  const std::lock_guard held(lock_);
  return std::exchange(outcome_, std::nullopt);
}

void SyncThread::hold() {
  std::unique_lock held(lock_);
  held_ = true;
  if (under_way_ != nullptr) under_way_->cancel();
  changed_.wait(held, [this] { return !busy_; });
}

void SyncThread::let_go() {
  {
    const std::lock_guard held(lock_);
    held_ = false;
  }
  changed_.notify_all();
}

void SyncThread::note_progress(std::uint64_t receipted, std::uint64_t recorded) {
  {
    const std::lock_guard held(lock_);
    progress_ = {receipted - std::min(receipted, receipted_before_),
                 recorded - std::min(recorded, receipted_before_)};
  }
  recorder_.look();
  finished_();
}

void SyncThread::set_under_way(platform::HttpClient* client) {
  const std::lock_guard held(lock_);
  under_way_ = client;
  if (client != nullptr && (ending_ || held_)) client->cancel();
}

SyncOutcome SyncThread::upload(platform::HttpClient& client) {
  return sync::Uploader(*recorder_.journal(), client, identity_, random_)
      .attempt(
          [this](std::uint64_t receipted, std::uint64_t recorded) { note_progress(receipted, recorded); });
}

/// What was waiting, then what the clocks said when its receipt came: that record too shall not wait for the
/// next attempt.
SyncOutcome SyncThread::attempt_once() {
  if (recorder_.journal() == nullptr) return {SyncTrouble::NotYetTried, "the journal is not open", {}, {}};
  auto client = platform::open_http_client({identity_.ca_pem});
  if (!client) return {SyncTrouble::NotEnrolled, client.error().text(), {}, {}};
  const auto known = recorder_.known().journal;
  {
    const std::lock_guard held(lock_);
    receipted_before_ = known.receipted;
    progress_ = {0, known.pending};
  }
  set_under_way(client->get());
  auto outcome = upload(**client);
  if (outcome.receiver_time_s && outcome.trouble == SyncTrouble::None)
    if (const auto noted = recorder_.note_receipt(*outcome.receiver_time_s); noted && *noted)
      outcome = upload(**client);
  set_under_way(nullptr);
  return outcome;
}

void SyncThread::work() {
  std::unique_lock held(lock_);
  for (;;) {
    changed_.wait(held, [this] { return ending_ || (asked_ > begun_ && !held_); });
    if (ending_) return;
    begun_ = asked_;
    busy_ = true;
    const auto mine = begun_;
    held.unlock();
    auto outcome = attempt_once();
    recorder_.look();
    held.lock();
    busy_ = false;
    progress_ = {};
    ended_ = mine;
    last_outcome_ = outcome;
    outcome_ = std::move(outcome);
    held.unlock();
    changed_.notify_all();
    finished_();
    held.lock();
  }
}

}  // namespace talt::kiosk
