// SPDX-License-Identifier: EUPL-1.2
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <mutex>
#include <thread>
#include <utility>

#include "platform/signals.h"

namespace talt::platform {

namespace {

sigset_t ends() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&set, signal);
  return set;
}

class SignalWatch final : public EndWatch {
 public:
  SignalWatch() {
    const auto set = ends();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    signals_ = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    ending_ = eventfd(0, EFD_CLOEXEC);
    thread_ = std::thread([this] { listen(); });
  }
  ~SignalWatch() override {
    eventfd_write(ending_, 1);
    thread_.join();
    close(signals_);
    close(ending_);
  }

  void when_asked_to_end(std::function<void()> asked) override {
    std::unique_lock held(lock_);
    tell_ = std::move(asked);
    if (!has_come_) return;
    const auto told = std::exchange(tell_, {});
    held.unlock();
    told();
  }

 private:
  void listen() {
    for (;;) {
      pollfd waiting[] = {{signals_, POLLIN, 0}, {ending_, POLLIN, 0}};
      if (poll(waiting, 2, -1) < 0) continue;
      if (waiting[1].revents != 0) return;
      signalfd_siginfo which{};
      if (read(signals_, &which, sizeof which) != sizeof which) continue;
      const std::lock_guard held(lock_);
      has_come_ = true;
      if (const auto told = std::exchange(tell_, {})) told();
    }
  }

  int signals_ = -1, ending_ = -1;
  std::mutex lock_;
  bool has_come_ = false;
  std::function<void()> tell_;
  std::thread thread_;
};

}  // namespace

void ignore_write_signals() {
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);
}

std::unique_ptr<EndWatch> watch_for_end() {
  return std::make_unique<SignalWatch>();
}

}  // namespace talt::platform
