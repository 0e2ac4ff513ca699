// SPDX-License-Identifier: EUPL-1.2
#include <signal.h>

#include <CLI/CLI.hpp>

#include <memory>

#include "app/commands/receiver_commands.h"
#include "app/commands/say.h"
#include "platform/clock.h"
#include "sync/receiver/service.h"

namespace talt::commands {

namespace {

/// host:port; false where it is not of that form.
bool split_address(const std::string& listen, std::string& address, std::uint16_t& port) {
  const auto colon = listen.rfind(':');
  if (colon == std::string::npos) return false;
  address = listen.substr(0, colon);
  const auto number = listen.substr(colon + 1);
  if (number.empty() || number.size() > 5 || number.find_first_not_of("0123456789") != std::string::npos)
    return false;
  const auto value = std::stoul(number);
  port = static_cast<std::uint16_t>(value);
  return value <= 65535;
}

int serve(const std::string& data, const std::string& listen) {
  sigset_t ending;
  sigemptyset(&ending);
  sigaddset(&ending, SIGTERM);
  sigaddset(&ending, SIGINT);
  pthread_sigmask(SIG_BLOCK, &ending, nullptr);  // before any thread, so that all of them leave it to sigwait
  const auto municipality = receiver::read_municipality(data);
  if (!municipality) return failed(municipality.error());
  const auto ledger = receiver::Ledger::open(municipality->database);
  if (!ledger) return failed(ledger.error());
  const auto clock = platform::open_system_clock();
  receiver::Service service(
      *municipality, **ledger, [&] { return clock->wall_ms() / 1000; },
      [](const std::string& line) { std::fprintf(stderr, "%s\n", line.c_str()); });
  platform::HttpServerOptions options;
  if (!split_address(listen, options.address, options.port))
    return failed({"cannot listen on " + listen, "it is not address:port", "use one such as 127.0.0.1:8443"});
  options.certificate_pem = municipality->server_pem;
  options.key_pem = municipality->server_key_pem;
  const auto server = platform::open_http_server(options, service.as_http());
  if (!server) return failed(server.error());
  std::printf("%s: listening on %s:%u\n", municipality->name.c_str(), options.address.c_str(),
              (*server)->port());
  std::fflush(stdout);
  int signal = 0;
  sigwait(&ending, &signal);
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
  command->add_option("--listen", options->listen, "address:port")->capture_default_str();
  command->callback([options, &exit_code] { exit_code = serve(options->data, options->listen); });
}

}  // namespace talt::commands
