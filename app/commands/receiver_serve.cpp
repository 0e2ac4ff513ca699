// SPDX-License-Identifier: EUPL-1.2
#include <signal.h>
#include <sys/resource.h>
#include <time.h>

#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>
#include <mutex>

#include "app/commands/receiver_commands.h"
#include "app/commands/receiver_opening.h"
#include "app/commands/say.h"
#include "platform/clock.h"
#include "platform/files.h"
#include "sync/receiver/service/service.h"

namespace talt::commands {

namespace {

/// Events on standard error with their time, a bounded number of lines a second: a flood of requests must not
/// fill the log's disk.
class EventLog {
 public:
  void say(const std::string& line) {
    const std::lock_guard held(lock_);
    const auto now = time(nullptr);
    if (now != second_) {
      if (lines_ > lines_max) std::fprintf(stderr, "%d lines were left out\n", lines_ - lines_max);
      second_ = now;
      lines_ = 0;
    }
    if (++lines_ > lines_max) return;
    tm parts{};
    gmtime_r(&now, &parts);
    char text[32];
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    std::fprintf(stderr, "%s %.*s\n", text, line_chars_max, line.c_str());
  }

 private:
  static constexpr int lines_max = 20, line_chars_max = 300;
  std::mutex lock_;
  time_t second_ = 0;
  int lines_ = 0;
};

/// host:port or [IPv6]:port; false where it is not of that form.
bool split_address(const std::string& listen, std::string& address, std::uint16_t& port) {
  const auto colon = listen.rfind(':');
  if (colon == std::string::npos) return false;
  address = listen.substr(0, colon);
  if (address.size() > 2 && address.front() == '[' && address.back() == ']')
    address = address.substr(1, address.size() - 2);
  const auto number = listen.substr(colon + 1);
  if (number.empty() || number.size() > 5 || number.find_first_not_of("0123456789") != std::string::npos)
    return false;
  const auto value = std::stoul(number);
  port = static_cast<std::uint16_t>(value);
  return value <= 65535;
}

/// As many open sockets as the system lets us have.
void raise_file_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

/// What is free on the disk of the ledger; of PostgreSQL's own disk nothing is known here.
core::Result<std::int64_t> free_beside(const std::string& database) {
  if (platform::is_postgres(database)) return INT64_MAX;
  const auto folder = std::filesystem::path(database).parent_path().string();
  return platform::free_bytes(folder.empty() ? "." : folder);
}

int serve(const std::string& data, const std::string& listen) {
  sigset_t ending;
  sigemptyset(&ending);
  sigaddset(&ending, SIGTERM);
  sigaddset(&ending, SIGINT);
  pthread_sigmask(SIG_BLOCK, &ending, nullptr);  // before any thread, so that all of them leave it to sigwait
  signal(SIGPIPE, SIG_IGN);
  raise_file_limit();
  const auto opened = open_receiver(data);
  if (!opened) return failed(opened.error());
  if (platform::exists(data + "/take-away"))
    std::fprintf(stderr,
                 "talt: %s/take-away is still on this machine: move it to two sticks and lock them in\n",
                 data.c_str());
  const auto clock = platform::open_system_clock();
  EventLog log;
  receiver::Service service(
      opened->municipality, *opened->ledger, [&] { return clock->wall_ms() / 1000; },
      [&](const std::string& line) { log.say(line); },
      [&] { return free_beside(opened->municipality.database); });
  platform::HttpServerOptions options;
  if (!split_address(listen, options.address, options.port))
    return failed({"cannot listen on " + listen, "it is not address:port",
                   "use one such as 127.0.0.1:8443 or [::1]:8443"});
  options.certificate_pem = opened->municipality.server_pem;
  options.key_pem = opened->municipality.server_key_pem;
  auto server = platform::open_http_server(options, service.as_http());
  if (!server) return failed(server.error());
  const bool is_six = options.address.find(':') != std::string::npos;
  std::printf("%s: listening on %s%s%s:%u\n", opened->municipality.name.c_str(), is_six ? "[" : "",
              options.address.c_str(), is_six ? "]" : "", (*server)->port());
  std::fflush(stdout);
  int signal = 0;
  sigwait(&ending, &signal);
  server->reset();  // what is being answered is finished
  log.say("ended");
  return 0;
}

}  // namespace

void add_receiver_serve(CLI::App& app, int& exit_code) {
  struct Options {
    std::string data, listen = "127.0.0.1:8443";
  };
  const auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("serve", "takes in batches and gives receipts, until ended by a signal");
  command->add_option("--data", options->data, "the municipality's folder")->required();
  command->add_option("--listen", options->listen, "address:port, [address]:port for IPv6")
      ->capture_default_str();
  command->callback([options, &exit_code] { exit_code = serve(options->data, options->listen); });
}

}  // namespace talt::commands
