// SPDX-License-Identifier: EUPL-1.2
#include "app/kiosk/sync_thread.h"

namespace talt::kiosk {

sync::SyncOutcome attempt_sync(sync::Journal& journal, const sync::DeviceIdentity& identity,
                               platform::Random& random,
                               const std::function<void(platform::HttpClient*)>& opened) {
  auto client = platform::open_http_client({identity.ca_pem});
  if (!client) return {core::SyncTrouble::NotEnrolled, client.error().text(), {}, {}};
  opened(client->get());
  auto outcome = sync::Uploader(journal, **client, identity, random).attempt({});
  opened(nullptr);
  return outcome;
}

SyncThread::SyncThread(sync::Journal& journal, const sync::DeviceIdentity& identity, platform::Random& random,
                       std::function<void()> finished)
    : journal_(journal),
      identity_(identity),
      random_(random),
      finished_(std::move(finished)),
      thread_([this] { work(); }) {}

SyncThread::~SyncThread() {
  {
    const std::lock_guard held(lock_);
    ending_ = true;
    if (under_way_ != nullptr) under_way_->cancel();
  }
  asked_.notify_all();
  thread_.join();
}

void SyncThread::ask() {
  {
    const std::lock_guard held(lock_);
    wanted_ = true;
  }
  asked_.notify_all();
}

bool SyncThread::is_busy() {
  const std::lock_guard held(lock_);
  return wanted_ || busy_;
}

std::optional<sync::SyncOutcome> SyncThread::take() {
  const std::lock_guard held(lock_);
  return std::exchange(outcome_, std::nullopt);
}

void SyncThread::work() {
  std::unique_lock held(lock_);
  for (;;) {
    asked_.wait(held, [this] { return wanted_ || ending_; });
    if (ending_) return;
    wanted_ = false;
    busy_ = true;
    held.unlock();
    auto outcome = attempt_sync(journal_, identity_, random_, [this](platform::HttpClient* client) {
      const std::lock_guard inner(lock_);
      under_way_ = client;
      if (client != nullptr && ending_) client->cancel();
    });
    held.lock();
    busy_ = false;
    outcome_ = std::move(outcome);
    held.unlock();
    finished_();
    held.lock();
  }
}

}  // namespace talt::kiosk
