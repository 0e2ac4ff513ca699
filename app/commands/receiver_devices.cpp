// SPDX-License-Identifier: EUPL-1.2
#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>

#include "app/commands/receiver_commands.h"
#include "app/commands/receiver_opening.h"
#include "app/commands/say.h"

namespace talt::commands {

namespace {

using core::Error;
using core::Result;

int list(const std::string& data) {
  const auto opened = open_receiver(data);
  if (!opened) return failed(opened.error());
  const auto devices = opened->ledger->devices();
  if (!devices) return failed(devices.error());
  for (const auto& device : *devices) {
    std::printf("%s  %s\n", platform::to_hex(device.id).c_str(), device.name.c_str());
    for (const auto& key : device.keys)
      std::printf("    fingerprint %s%s\n", sync::fingerprint(key.key).c_str(),
                  key.revoked ? "  REVOKED" : "");
    if (device.keys.empty()) std::printf("    not enrolled yet\n");
    if (!device.code.empty() && !device.keys.empty()) std::printf("    an enrolment is open\n");
  }
  return 0;
}

struct Revoked {
  std::string data, device, run;
  std::int64_t number = -1;
};

/// By its id, or by its name where that is one device's only.
Result<receiver::Device> find_device(const std::vector<receiver::Device>& devices, const std::string& named) {
  const auto found = std::find_if(devices.begin(), devices.end(), [&](const auto& device) {
    return platform::to_hex(device.id) == named || device.name == named;
  });
  if (found == devices.end())
    return Error{"cannot find the device " + named, "there is none of that id or name",
                 "look at talt-receiver devices"};
  return *found;
}

/// Without --run: from what is here now on, as the newest run of the device's newest key says.
receiver::Revocation from_now(const receiver::Device& device, const std::vector<receiver::LedgerRun>& runs) {
  receiver::Revocation from;
  for (const auto& run : runs) {
    const auto header = sync::decode_run_header(run.header);
    if (run.device == device.id && !run.is_branch && header && !device.keys.empty() &&
        header->device_key == device.keys.back().key)
      from = {run.run, run.through};
  }
  return from;
}

int revoke(const Revoked& asked) {
  const auto opened = open_receiver(asked.data);
  if (!opened) return failed(opened.error());
  const auto devices = opened->ledger->devices();
  const auto runs = opened->ledger->runs();
  if (!devices) return failed(devices.error());
  if (!runs) return failed(runs.error());
  const auto device = find_device(*devices, asked.device);
  if (!device) return failed(device.error());
  auto from = from_now(*device, *runs);
  if (!asked.run.empty()) {
    const auto bytes = platform::from_hex(asked.run);
    const auto run = bytes ? platform::exactly<16>(*bytes) : std::nullopt;
    if (!run || asked.number < 0)
      return failed({"cannot revoke from run " + asked.run,
                     "a run has 32 hexadecimal digits, and --number goes with it",
                     "look at talt-receiver status"});
    from = {*run, static_cast<std::uint64_t>(asked.number)};
  }
  if (auto done = opened->ledger->revoke(device->id, from); !done) return failed(done.error());
  std::printf("%s is revoked: what comes after number %llu of run %s is kept as disputed.\n",
              device->name.c_str(), static_cast<unsigned long long>(from.number),
              platform::to_hex(from.run).c_str());
  return 0;
}

}  // namespace

void add_receiver_devices(CLI::App& app, int& exit_code) {
  const auto data = std::make_shared<std::string>();
  const auto revoked = std::make_shared<Revoked>();
  auto* command = app.add_subcommand("devices", "lists the kiosks with their fingerprints; revokes one");
  command->add_option("--data", *data, "the municipality's folder");
  auto* second = command->add_subcommand("revoke", "what the kiosk sends from there on is kept as disputed");
  second->add_option("--data", revoked->data, "the municipality's folder");
  second->add_option("--device", revoked->device, "the kiosk's id or name")->required();
  auto* run =
      second->add_option("--run", revoked->run, "the last run that is its own; the newest here unless given");
  second->add_option("--number", revoked->number, "the last number of that run that is its own")->needs(run);
  command->callback([command, second, data, revoked, &exit_code] {
    if (revoked->data.empty()) revoked->data = *data;
    if ((second->parsed() ? revoked->data : *data).empty()) throw CLI::RequiredError("--data");
    exit_code = second->parsed() ? revoke(*revoked) : list(*data);
  });
}

}  // namespace talt::commands
