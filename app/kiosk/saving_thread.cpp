// SPDX-License-Identifier: EUPL-1.2
#include "app/kiosk/saving_thread.h"

#include <chrono>

namespace talt::kiosk {

using core::effect::Save;

namespace {

constexpr std::chrono::milliseconds mark_delay{500};  // one for a burst of saves, within a second

}  // namespace

SavingThread::SavingThread(Recorder& recorder, Callbacks callbacks)
    : recorder_(recorder), callbacks_(std::move(callbacks)), thread_([this] { run(); }) {}

SavingThread::~SavingThread() {
  {
    const std::lock_guard held(lock_);
    ending_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

// ---- from the drawing thread

void SavingThread::ask(Work work) {
  {
    const std::lock_guard held(lock_);
    asked_.push_back(std::move(work));
  }
  changed_.notify_all();
}

void SavingThread::save(Save wanted) {
  ask(std::move(wanted));
}
void SavingThread::do_in_turn(Chore chore) {
  ask(std::move(chore));
}
void SavingThread::keep(std::vector<core::Tally> tallies) {
  ask(Keep{std::move(tallies)});
}
void SavingThread::recover() {
  ask(Recover{});
}
void SavingThread::write_mark() {
  ask(Mark{});
}

std::vector<core::Event> SavingThread::take() {
  const std::lock_guard held(lock_);
  return std::exchange(told_, {});
}

bool SavingThread::is_busy() {
  const std::lock_guard held(lock_);
  return working_ || !asked_.empty() || !told_.empty();
}

void SavingThread::rest() {
  std::unique_lock held(lock_);
  changed_.wait(held, [this] { return !working_ && asked_.empty(); });
}

// ---- on the thread

void SavingThread::tell(core::Event event) {
  {
    const std::lock_guard held(lock_);
    told_.push_back(std::move(event));
  }
  callbacks_.wake();
}

/// What to do next; nothing where all is done and the thread ends.
std::optional<SavingThread::Work> SavingThread::next() {
  std::unique_lock held(lock_);
  working_ = false;
  changed_.notify_all();
  const auto wanted = [this] { return !asked_.empty() || ending_; };
  if (!mark_due_)
    changed_.wait(held, wanted);
  else if (!changed_.wait_until(held, *mark_due_, wanted))
    return Mark{};
  if (asked_.empty()) return std::nullopt;
  working_ = true;
  std::optional<Work> work(std::in_place, std::move(asked_.front()));
  asked_.pop_front();
  return work;
}

void SavingThread::run() {
  while (auto work = next()) operate(*work);
  mark_now();
}

void SavingThread::operate(Work& work) {
  if (auto* wanted = std::get_if<Save>(&work)) return write_now(std::move(*wanted));
  if (auto* wanted = std::get_if<Chore>(&work)) return write_now(std::move(*wanted));
  if (const auto* wanted = std::get_if<Keep>(&work)) return keep_now(*wanted);
  if (std::holds_alternative<Recover>(work)) return recover_now();
  mark_now();
}

core::Result<void> SavingThread::write(const Wanted& wanted) {
  if (const auto* save = std::get_if<Save>(&wanted)) return recorder_.save(save->records);
  return std::get<Chore>(wanted).write(recorder_);
}

void SavingThread::write_now(Wanted wanted) {
  if (!unsaved_.empty()) return unsaved_.push_back(std::move(wanted));
  if (auto written = write(wanted); !written) {
    unsaved_.push_back(std::move(wanted));
    return tell(core::event::SaveFailed{written.error()});
  }
  if (auto* chore = std::get_if<Chore>(&wanted)) {
    if (chore->then) tell(std::move(*chore->then));
    return;
  }
  callbacks_.saved();
  if (std::get<Save>(wanted).awaited) tell(core::event::Saved{});
  if (!mark_due_) mark_due_ = std::chrono::steady_clock::now() + mark_delay;
}

void SavingThread::keep_now(const Keep& wanted) {
  if (!unsaved_.empty()) return;  // five answers later they are due again
  if (auto kept = recorder_.keep_tallies(wanted.tallies); !kept) callbacks_.report(kept.error());
}

void SavingThread::recover_now() {
  callbacks_.before_reopen();
  const auto reopened = recorder_.reopen();
  callbacks_.after_reopen();
  if (!reopened) return;
  if (*reopened && !unsaved_.empty()) unsaved_.pop_front();  // it had reached the disk after all
  while (!unsaved_.empty()) {
    if (auto written = write(unsaved_.front()); !written) return;
    if (auto* chore = std::get_if<Chore>(&unsaved_.front()); chore != nullptr && chore->then)
      tell(std::move(*chore->then));
    unsaved_.pop_front();
  }
  tell(core::event::Recovered{true});
  if (!mark_due_) mark_due_ = std::chrono::steady_clock::now() + mark_delay;
}

void SavingThread::mark_now() {
  mark_due_.reset();
  if (auto marked = recorder_.write_mark(); !marked) callbacks_.report(marked.error());
}

}  // namespace talt::kiosk
