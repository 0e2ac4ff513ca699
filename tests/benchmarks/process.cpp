// SPDX-License-Identifier: EUPL-1.2
#include "tests/benchmarks/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

extern char** environ;

namespace talt::bench {

Process::Process(std::vector<std::string> command) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe for " + command[0]);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
  errors_ = memfd_create("errors", MFD_CLOEXEC);
  posix_spawn_file_actions_adddup2(&actions, errors_, 2);
  std::vector<char*> argv;
  for (auto& argument : command) argv.push_back(argument.data());
  argv.push_back(nullptr);
  started_ = Clock::now();
  const int code = posix_spawnp(&id_, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  output_ = ends[0];
  if (code != 0) id_ = -1;
  if (code != 0) throw std::runtime_error("cannot start " + command[0]);
}

Process::~Process() {
  if (id_ > 0) kill(id_, SIGKILL);
  wait();
  close(output_);
  close(errors_);
}

std::optional<Process::Line> Process::next_line(std::chrono::milliseconds patience) {
  const auto until = Clock::now() + patience;
  for (;;) {
    const auto now = Clock::now();
    if (const auto end = read_.find('\n'); end != std::string::npos) {
      Line line{read_.substr(0, end), now};
      read_.erase(0, end + 1);
      return line;
    }
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - now).count();
    pollfd file{output_, POLLIN, 0};
    if (left <= 0 || poll(&file, 1, static_cast<int>(left)) <= 0) return std::nullopt;
    char buffer[4096];
    const auto size = read(output_, buffer, sizeof buffer);
    if (size <= 0) return std::nullopt;
    read_.append(buffer, static_cast<std::size_t>(size));
  }
}

double Process::ms_to_line(const std::string& text) {
  while (const auto line = next_line())
    if (line->text == text) return ms_between(started_, line->at);
  throw std::runtime_error("a program ended before it said " + text + ": " + errors());
}

std::string Process::errors() const {
  std::string all;
  char buffer[4096];
  for (ssize_t size = 0; (size = pread(errors_, buffer, sizeof buffer, static_cast<off_t>(all.size()))) > 0;)
    all.append(buffer, static_cast<std::size_t>(size));
  return all;
}

int Process::wait() {
  if (id_ <= 0) return -1;
  int status = 0;
  while (waitpid(id_, &status, 0) < 0 && errno == EINTR) {
  }
  id_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void Process::end() {
  if (id_ > 0) kill(id_, SIGTERM);
  wait();
}

bool Process::is_running() const {
  siginfo_t ended{};
  return id_ > 0 && waitid(P_PID, static_cast<id_t>(id_), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 &&
         ended.si_pid == 0;
}

double Process::cpu_ms() const {
  clockid_t clock{};
  timespec time{};
  if (clock_getcpuclockid(id_, &clock) != 0 || clock_gettime(clock, &time) != 0)
    throw std::runtime_error("the processor time of a program cannot be read");
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

namespace {

/// A line such as "Pss: 1234 kB" of a file in /proc.
std::optional<double> megabytes(const std::string& path, const std::string& wanted) {
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    std::string key;
    double kib = 0;
    if (words >> key >> kib && key == wanted) return kib * 1024 / 1e6;
  }
  return std::nullopt;
}

}  // namespace

std::optional<double> Process::pss_mb() const {
  return megabytes("/proc/" + std::to_string(id_) + "/smaps_rollup", "Pss:");
}

double Process::rss_mb() const {
  const auto rss = megabytes("/proc/" + std::to_string(id_) + "/status", "VmRSS:");
  if (!rss) throw std::runtime_error("the memory of a program cannot be read: " + errors());
  return *rss;
}

void run(std::vector<std::string> command) {
  const std::string name = command.size() > 1 ? command[0] + " " + command[1] : command[0];
  Process process(std::move(command));
  while (process.next_line()) {
  }
  if (process.wait() != 0) throw std::runtime_error(name + " failed: " + process.errors());
}

}  // namespace talt::bench
