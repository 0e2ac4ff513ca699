// SPDX-License-Identifier: EUPL-1.2
// Whole visits through the sample dialogue in a kiosk of this process, real screen and real journal: how long
// after a finger is lifted the changed picture is there, and the answer durable. After each save the same
// number of bytes is appended and synced to a bare file beside the journal.
#include <fcntl.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <mutex>
#include <stdexcept>

#include "app/kiosk/dialogue_folder.h"
#include "app/kiosk/kiosk.h"
#include "tests/benchmarks/benches.h"
#include "tests/benchmarks/town.h"

namespace talt::bench {

namespace {

namespace fs = std::filesystem;
using kiosk::Moment;

/// A file that grows as the journal's log does.
class BareFile {
 public:
  explicit BareFile(const std::string& path)
      : file_(open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600)) {}
  ~BareFile() { close(file_); }
  BareFile(const BareFile&) = delete;
  BareFile& operator=(const BareFile&) = delete;
  double ms_to_append(const std::string& bytes) {
    const auto from = Clock::now();
    if (write(file_, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()) ||
        fdatasync(file_) != 0)
      throw std::runtime_error("cannot append to a bare file");
    return ms_between(from, Clock::now());
  }

 private:
  int file_;
};

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

class Visitor {
 public:
  Visitor(const core::Dialogue& dialogue, const std::string& data) : data_(data), bare_(data + "/bare") {
    kiosk::KioskOptions options;
    options.dialogue_folder = sample_dialogue("market-square");
    options.data_folder = data;
    options.screen.headless = true;
    options.is_still = true;
    options.on_moment = [this](Moment moment) { note(moment); };
    auto opened = kiosk::Kiosk::open(dialogue, options);
    if (!opened) throw std::runtime_error(opened.error().text());
    kiosk_ = std::move(*opened);
    kiosk_->settle();
  }

  /// From the attract screen to the attract screen.
  void visit(const std::string& language) {
    tap("language:" + language);
    constexpr int taps_max = 60;
    for (int taps = 0; taps < taps_max; ++taps) {
      if (is_there("language:" + language)) return;
      tap(next_target());
    }
    throw std::runtime_error("a visit did not come to its end");
  }

  Samples to_frame, to_frame_cpu, to_durable, bare;

 private:
  const ui::Node* usable(const std::string& beginning) const {
    for (const auto& node : kiosk_->semantics().nodes())
      if (node.id.starts_with(beginning) && node.enabled && node.visible) return &node;
    return nullptr;
  }
  bool is_there(const std::string& beginning) const { return usable(beginning) != nullptr; }

  /// A few answers on each screen, then onwards.
  std::string next_target() {
    for (const char* onwards : {"promise.continue", "done", "keep"})
      if (is_there(onwards)) return answered_ = 0, onwards;
    constexpr int answers = 3;
    if (answered_++ < answers)
      for (const char* answer : {"key:", "scale:", "choice:", "category:", "map", "alternative:"})
        if (is_there(answer)) return answer;
    answered_ = 0;
    for (const char* onwards : {"next", "skip", "leave"})
      if (is_there(onwards)) return onwards;
    throw std::runtime_error("a screen offers nothing to tap");
  }

  void tap(const std::string& beginning) {
    const auto* node = usable(beginning);
    if (node == nullptr) throw std::runtime_error("cannot tap " + beginning);
    const auto at = node->rect.centre();
    kiosk_->inject(core::input::Touch{core::input::Touch::Phase::Down, 0, at.x, at.y});
    kiosk_->settle();
    const auto before = log_bytes(data_);
    {
      const std::lock_guard held(lock_);
      shown_.reset();
      saved_.reset();
      lifted_ = Clock::now();
      lifted_cpu_ms_ = thread_cpu_ms();
    }
    kiosk_->inject(core::input::Touch{core::input::Touch::Phase::Up, 0, at.x, at.y});
    kiosk_->settle();
    const std::lock_guard held(lock_);
    if (shown_) to_frame.add(shown_->wall_ms), to_frame_cpu.add(shown_->cpu_ms);
    if (!saved_) return;
    const auto after = log_bytes(data_);
    if (after <= before) return;  // the log began anew: there is nothing to compare with
    to_durable.add(saved_->wall_ms);
    bare.add(bare_.ms_to_append(std::string(after - before, 'x')));
  }

  /// From the thread that draws or the one that saves.
  void note(Moment moment) {
    const std::lock_guard held(lock_);
    auto& first = moment == Moment::Shown ? shown_ : saved_;
    if (!first) first = {ms_between(lifted_, Clock::now()), thread_cpu_ms() - lifted_cpu_ms_};
  }

  std::string data_;
  BareFile bare_;
  struct Delay {
    double wall_ms = 0, cpu_ms = 0;
  };
  Clock::time_point lifted_;
  double lifted_cpu_ms_ = 0;
  std::mutex lock_;
  std::optional<Delay> shown_, saved_;
  int answered_ = 0;
  std::unique_ptr<kiosk::Kiosk> kiosk_;
};

}  // namespace

std::vector<Row> measure_taps(const Effort& effort) {
  setenv("SDL_AUDIODRIVER", "dummy", 1);  // sounds are played, wherever this runs
  const doubles::TemporaryFolder folder;
  Town town(folder / "town");
  const auto data = town.enrolled("Torget");
  town.stop();
  const auto parsed = kiosk::load_dialogue(sample_dialogue("market-square"));
  if (!parsed.dialogue) throw std::runtime_error("the sample dialogue has faults");
  Visitor visitor(*parsed.dialogue, data);
  static constexpr std::array languages{"sv", "en", "fi", "ar"};
  for (int i = 0; i < effort.of(80, 8); ++i)
    visitor.visit(languages[static_cast<std::size_t>(i) % languages.size()]);
  Row frame{"tap_frame", "tap to the changed frame, p99", "ms", 8};
  frame.value = visitor.to_frame.percentile(0.99);
  frame.samples = {{"ms", visitor.to_frame}, {"of_it_cpu_ms", visitor.to_frame_cpu}};
  Row durable{"tap_durable",
              "tap to durable, p99, by a bare append and fdatasync of as many bytes in the same run", "ratio",
              1.5};
  durable.value = visitor.to_durable.percentile(0.99) / visitor.bare.percentile(0.99);
  durable.samples = {{"talt_ms", visitor.to_durable}, {"bare_ms", visitor.bare}};
  return {frame, durable};
}

}  // namespace talt::bench
