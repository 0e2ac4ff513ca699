// SPDX-License-Identifier: EUPL-1.2
// Runs the product's own programs as a person would, and takes what they print. For tests only; one thread.
#pragma once

#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "tests/paths.h"

extern char** environ;

namespace talt::tests {

inline std::string content_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream all;
  all << in.rdbuf();
  return all.str();
}

/// A folder of its own that goes away with the test.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    auto pattern = (std::filesystem::temp_directory_path() / "talt-test-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

struct Outcome {
  int exit_code = -1;  // 128 + signal where one ended it
  std::string out;
  std::string err;
};

/// A program under way. Its outputs go to files, so that a talkative one never blocks.
class Program {
 public:
  Program(const std::string& name, std::vector<std::string> arguments, const TemporaryFolder& folder) {
    const int number = next_number();
    out_ = folder / ("out-" + std::to_string(number));
    err_ = folder / ("err-" + std::to_string(number));
    arguments.insert(arguments.begin(), (programs_folder() / name).string());
    std::vector<char*> argv;
    for (auto& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, out_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_addopen(&actions, 2, err_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (posix_spawn(&process_, argv[0], &actions, nullptr, argv.data(), environ) != 0) process_ = -1;
    posix_spawn_file_actions_destroy(&actions);
  }
  ~Program() { end(SIGKILL); }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  Outcome wait() {
    int status = 0;
    if (process_ > 0 && waitpid(process_, &status, 0) == process_)
      exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    process_ = -1;
    return {exit_code_, content_of(out_), content_of(err_)};
  }
  void end(int signal) {
    if (process_ <= 0) return;
    kill(process_, signal);
    wait();
  }
  bool is_running() {
    if (process_ <= 0) return false;
    int status = 0;
    if (waitpid(process_, &status, WNOHANG) != process_) return true;
    exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    process_ = -1;
    return false;
  }
  std::string said() const { return content_of(out_) + content_of(err_); }

 private:
  static int next_number() {
    static int number = 0;
    return ++number;
  }
  pid_t process_ = -1;
  int exit_code_ = -1;
  std::string out_, err_;
};

inline Outcome run(const std::string& name, std::vector<std::string> arguments,
                   const TemporaryFolder& folder) {
  return Program(name, std::move(arguments), folder).wait();
}

/// A port of the loopback interface that nobody holds at this moment.
inline int free_port() {
  const int socket_handle = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  int port = 0;
  if (bind(socket_handle, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
      getsockname(socket_handle, reinterpret_cast<sockaddr*>(&address), &size) == 0)
    port = ntohs(address.sin_port);
  close(socket_handle);
  return port;
}

inline bool is_listening(int port) {
  const int socket_handle = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  const bool connected = connect(socket_handle, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  close(socket_handle);
  return connected;
}

/// Waits for a server that was just started; false where it ended or did not come up in a minute.
inline bool comes_up(Program& server, int port) {
  for (int tries = 0; tries < 3000; ++tries) {
    if (is_listening(port)) return true;
    if (!server.is_running()) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return false;
}

}  // namespace talt::tests
