// SPDX-License-Identifier: EUPL-1.2
#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>

#include "app/commands/receiver_commands.h"
#include "app/commands/receiver_opening.h"
#include "app/commands/say.h"
#include "platform/clock.h"
#include "platform/files.h"

namespace talt::commands {

namespace {

constexpr std::int64_t code_seconds_valid = 7 * 24 * 3600;
constexpr std::size_t name_bytes_max = 100;

int enrol(const std::string& data, const std::string& name, const std::string& out) {
  const bool is_shown_well = std::none_of(name.begin(), name.end(), [](unsigned char c) { return c < ' '; });
  if (name.empty() || name.size() > name_bytes_max || !is_shown_well)
    return failed({"cannot name a kiosk so", "a name has 1 to 100 bytes on one line", "name another"});
  if (platform::exists(out))
    return failed({"cannot write " + out, "there is such a file already", "name another, or remove it"});
  const auto opened = open_receiver(data);
  if (!opened) return failed(opened.error());
  const auto& municipality = opened->municipality;
  const auto random = platform::open_system_random();
  receiver::Device device;
  random->fill(device.id);
  device.name = name;
  device.code.resize(16);
  random->fill(device.code);
  device.code_until_s = platform::open_system_clock()->wall_ms() / 1000 + code_seconds_valid;
  const auto id = opened->ledger->open_enrolment(device);
  if (!id) return failed(id.error());
  const bool is_known = *id != device.id;
  const sync::EnrolmentFile file{municipality.name,    name,
                                 municipality.url,     *id,
                                 device.code,          municipality.public_key,
                                 municipality.receipt, municipality.sealing,
                                 municipality.ca,      municipality.ca_pem};
  if (auto written = platform::write_file_durably(out, core::as_bytes(sync::encode(file))); !written)
    return failed(written.error());
  std::printf("%s enrols %s once, within seven days: carry it to the kiosk and run talt enrol there.\n",
              out.c_str(), name.c_str());
  if (is_known)
    std::printf(
        "There is a kiosk of that name: it gets a new key and keeps its place in the tables. Its earlier key "
        "stays valid; if the kiosk is lost, run talt-receiver devices revoke as well.\n");
  return 0;
}

}  // namespace

void add_receiver_enrol(CLI::App& app, int& exit_code) {
  struct Options {
    std::string data, device, out;
  };
  const auto options = std::make_shared<Options>();
  auto* command =
      app.add_subcommand("enrol", "writes a kiosk's enrolment file: one-time code, keys, certificate");
  command->add_option("--data", options->data, "the municipality's folder")->required();
  command->add_option("--device", options->device, "the kiosk's name, e.g. \"Torget 1\"")->required();
  command->add_option("--out", options->out, "the file to write")->required();
  command->callback(
      [options, &exit_code] { exit_code = enrol(options->data, options->device, options->out); });
}

}  // namespace talt::commands
