// SPDX-License-Identifier: EUPL-1.2
#include "tests/benchmarks/finger.h"

#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#include <filesystem>
#include <stdexcept>

#include "app/kiosk/walkthrough.h"

namespace talt::bench {

namespace {

namespace fs = std::filesystem;

std::uintmax_t log_bytes(const std::string& data) {
  std::uintmax_t bytes = 0;
  for (const auto& entry : fs::directory_iterator(data + "/journal"))
    if (entry.path().extension() == ".log") bytes += entry.file_size();
  return bytes;
}

double thread_cpu_ms() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

}  // namespace

BareFile::BareFile(const std::string& path)
    : file_(open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600)) {}

BareFile::~BareFile() {
  close(file_);
}

double BareFile::ms_to_append(std::uintmax_t bytes) {
  const std::string content(bytes, 'x');
  const auto from = Clock::now();
  if (write(file_, content.data(), content.size()) != static_cast<ssize_t>(content.size()) ||
      fdatasync(file_) != 0)
    throw std::runtime_error("cannot append to a bare file");
  return ms_between(from, Clock::now());
}

Finger::Finger(const core::Dialogue& dialogue, const std::string& data, kiosk::KioskOptions options)
    : data_(data) {
  options.data_folder = data;
  options.screen.headless = true;
  options.is_still = true;
  options.on_moment = [this](kiosk::Moment moment) { note(moment); };
  auto opened = kiosk::Kiosk::open(dialogue, options);
  if (!opened) throw std::runtime_error(opened.error().text());
  kiosk_ = std::move(*opened);
  kiosk_->settle();
}

const ui::Node* Finger::usable(const std::string& beginning) const {
  for (const auto& node : kiosk_->semantics().nodes())
    if (node.id.starts_with(beginning) && node.enabled && node.visible) return &node;
  return nullptr;
}

Touched Finger::tap(const std::string& beginning) {
  const auto* node = usable(beginning);
  if (node == nullptr) throw std::runtime_error("cannot tap " + beginning);
  const auto at = node->rect.centre();
  kiosk_->inject(core::input::Touch{core::input::Touch::Phase::Down, 0, at.x, at.y});
  kiosk_->settle();
  const auto before = log_bytes(data_);
  {
    const std::lock_guard held(lock_);
    now_ = {};
    lifted_ = Clock::now();
    lifted_cpu_ms_ = thread_cpu_ms();
  }
  kiosk_->inject(core::input::Touch{core::input::Touch::Phase::Up, 0, at.x, at.y});
  kiosk_->settle();
  const std::lock_guard held(lock_);
  now_.settled_ms = ms_between(lifted_, Clock::now());
  const auto after = log_bytes(data_);
  now_.log_bytes = after > before ? after - before : 0;
  return now_;
}

void Finger::walk(const std::string& steps) {
  const auto read = kiosk::read_walkthrough(core::as_bytes(steps), "steps");
  if (!read.faults.empty()) throw std::runtime_error(read.faults.front().text());
  if (const auto done = kiosk::run_walkthrough(*kiosk_, read.walkthrough, data_, [](int) {}); !done)
    throw std::runtime_error(done.error().text());
}

void Finger::note(kiosk::Moment moment) {
  const std::lock_guard held(lock_);
  auto& first = moment == kiosk::Moment::Shown ? now_.shown : now_.saved;
  if (!first) first = {ms_between(lifted_, Clock::now()), thread_cpu_ms() - lifted_cpu_ms_};
}

}  // namespace talt::bench
