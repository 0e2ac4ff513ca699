// SPDX-License-Identifier: EUPL-1.2
#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>

#include "app/commands/say.h"
#include "app/commands/talt_commands.h"
#include "platform/files.h"
#include "platform/http_client.h"
#include "sync/device_identity.h"
#include "sync/enrol.h"

namespace talt::commands {

namespace {

using core::Error;
using core::Result;

constexpr std::size_t file_bytes_max = 256 * 1024;

/// Six digits, each equally likely.
std::string make_pin(platform::Random& random) {
  std::string pin;
  while (pin.size() < 6) {
    std::array<std::uint8_t, 1> dice{};
    random.fill(dice);
    if (dice[0] < 250) pin += static_cast<char>('0' + dice[0] % 10);
  }
  return pin;
}

Result<std::string> pin_from(const std::string& path) {
  const auto content = platform::read_file(path, 64);
  if (!content) return content.error();
  std::string pin(core::as_text(*content));
  while (!pin.empty() && (pin.back() == '\n' || pin.back() == '\r' || pin.back() == ' ')) pin.pop_back();
  const bool is_sound = pin.size() >= 4 && pin.size() <= 8 &&
                        std::all_of(pin.begin(), pin.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!is_sound)
    return Error{"cannot use the PIN in " + path, "it is not 4 to 8 digits", "write one line of digits"};
  return pin;
}

sync::DeviceIdentity identity_of(const sync::EnrolmentFile& file, platform::SigningKey key,
                                 const std::string& pin) {
  sync::DeviceIdentity identity;
  identity.municipality_name = file.municipality_name;
  identity.device_name = file.device_name;
  identity.url = file.url;
  identity.device = file.device;
  identity.device_key = std::move(key);
  identity.municipality = file.municipality;
  identity.receipt_key = *platform::exactly<32>(file.receipt.key);
  for (const auto& sealing : file.sealing)
    identity.sealing_keys.push_back(*platform::exactly<32>(sealing.key));
  identity.ca_pem = file.ca_pem;
  identity.pin_hash = platform::password_hash(pin);
  return identity;
}

int enrol(const std::string& data, const std::string& path, const std::string& pin_file) {
  const auto random = platform::open_system_random();
  const auto content = platform::read_file(path, file_bytes_max);
  if (!content) return failed(content.error());
  const auto file = sync::decode_enrolment(core::as_text(*content), path);
  if (!file) return failed(file.error());
  const auto pin = pin_file.empty() ? Result<std::string>(make_pin(*random)) : pin_from(pin_file);
  if (!pin) return failed(pin.error());
  if (auto made = platform::make_folder(data); !made) return failed(made.error());
  const auto lock = platform::lock_folder(data);
  if (!lock) return failed(lock.error());
  const auto client = platform::open_http_client({file->ca_pem});
  if (!client) return failed(client.error());
  auto key = sync::exchange_keys(*file, data, **client, *random);
  if (!key) return failed(key.error());
  const auto fingerprint = sync::fingerprint(key->public_key);
  if (auto written = sync::write_identity(data, identity_of(*file, std::move(key).value(), *pin)); !written)
    return failed(written.error());
  if (auto wiped = sync::wipe_enrolment(data, path); !wiped)
    std::fprintf(stderr, "talt: %s\n", wiped.error().text().c_str());
  std::printf("%s is enrolled with %s.\nFingerprint: %s (talt-receiver devices shows the same)\n",
              file->device_name.c_str(), file->municipality_name.c_str(), fingerprint.c_str());
  if (pin_file.empty()) std::printf("The host's PIN, shown once: %s\n", pin->c_str());
  return 0;
}

}  // namespace

void add_enrol(CLI::App& app, int& exit_code) {
  struct Options {
    std::string data, file, pin_file;
  };
  const auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("enrol", "makes this device's key and tells the receiver");
  command->add_option("--data", options->data, "the device's folder")->required();
  command->add_option("file", options->file, "enrolment.toml from talt-receiver enrol")->required();
  command->add_option("--pin-file", options->pin_file,
                      "a file with the host's PIN; one is made and printed once without");
  command->callback(
      [options, &exit_code] { exit_code = enrol(options->data, options->file, options->pin_file); });
}

}  // namespace talt::commands
