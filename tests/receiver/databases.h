// SPDX-License-Identifier: EUPL-1.2
// The two databases that a receiver may stand on, made for one test and gone with it. PostgreSQL is a real
// cluster in a temporary folder, on a Unix socket, one a test program; where it is not installed, tests say
// so.
#pragma once

#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "platform/database.h"
#include "tests/doubles/temporary_folder.h"

namespace talt::tests {

enum class Store { Sqlite, Postgres };

/// initdb, then a postmaster that ends with this program.
class Cluster {
 public:
  static Cluster& shared() {
    static Cluster cluster;
    return cluster;
  }
  ~Cluster() { stop(); }

  bool is_up() const { return process_ > 0; }
  std::string url(const std::string& database) const {
    return "postgresql:///" + database + "?host=" + folder_.path() + "&user=postgres";
  }
  void stop() {
    if (process_ <= 0) return;
    kill(process_, SIGQUIT);
    waitpid(process_, nullptr, 0);
    process_ = -1;
  }
  void start() {
    process_ = spawn({binary("postgres"), "-D", folder_ / "cluster", "-k", folder_.path(), "-c",
                      "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=200", "-c",
                      "logging_collector=off"});
    for (int tries = 0; tries < 3000; ++tries) {  // until it answers
      if (platform::open_database(url("postgres")).ok()) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    stop();
  }
  std::string new_database() {
    const auto name = "talt" + std::to_string(++databases_);
    const auto server = platform::open_database(url("postgres"));
    if (!server || !(*server)->run("CREATE DATABASE " + name)) return {};
    return url(name);
  }

 private:
  Cluster() {
    if (binary("initdb").empty()) return;
    if (const auto* user = server_user())
      if (chown(folder_.path().c_str(), user->pw_uid, user->pw_gid) != 0) return;
    const auto made = spawn({binary("initdb"), "-D", folder_ / "cluster", "-U", "postgres", "-A", "trust",
                             "-N", "-E", "UTF8", "--locale=C"});
    int status = -1;
    if (made > 0 && waitpid(made, &status, 0) == made && status == 0) start();
  }

  /// Where Debian has the newest, or on the path.
  static std::string binary(const std::string& name) {
    std::vector<std::string> found;
    std::error_code none;
    for (const auto& version : std::filesystem::directory_iterator("/usr/lib/postgresql", none))
      if (std::filesystem::exists(version.path() / "bin" / name))
        found.push_back(version.path() / "bin" / name);
    return found.empty() ? std::string() : *std::max_element(found.begin(), found.end());
  }
  /// PostgreSQL does not run as root.
  static const passwd* server_user() { return getuid() == 0 ? getpwnam("postgres") : nullptr; }

  static pid_t spawn(std::vector<std::string> arguments) {
    const auto* user = server_user();
    const pid_t parent = getpid();
    const pid_t child = fork();
    if (child != 0) return child;
    if (user != nullptr && (setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0)) _exit(127);
    prctl(PR_SET_PDEATHSIG, SIGQUIT);
    if (getppid() != parent) _exit(127);
    const int quiet = open("/dev/null", O_WRONLY);
    dup2(quiet, 1);
    dup2(quiet, 2);
    std::vector<char*> argv;
    for (auto& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    if (chdir("/") != 0) _exit(127);
    execv(argv[0], argv.data());
    _exit(127);
  }

  doubles::TemporaryFolder folder_;
  pid_t process_ = -1;
  int databases_ = 0;
};

/// Where an empty database is; nothing, with a warning, where PostgreSQL is not installed.
inline std::optional<std::string> empty_database(Store store, const doubles::TemporaryFolder& folder,
                                                 const std::string& name = "receiver.db") {
  if (store == Store::Sqlite) return folder / name;
  if (!Cluster::shared().is_up()) {
    WARN("skipped: PostgreSQL is not installed (app/install --tests)");
    return std::nullopt;
  }
  return Cluster::shared().new_database();
}

}  // namespace talt::tests
