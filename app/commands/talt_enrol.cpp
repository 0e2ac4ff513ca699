// SPDX-License-Identifier: EUPL-1.2
// `talt enrol`: makes this device's key, tells the receiver of it with the one-time code, keeps what came
// back and wipes the code. Interrupted anywhere, it can be run again: the key is kept before it is sent, and
// the same code and key get the same answer.
#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <cctype>
#include <memory>

#include "app/commands/say.h"
#include "app/commands/talt_commands.h"
#include "platform/files.h"
#include "platform/http_client.h"
#include "sync/device_identity.h"

namespace talt::commands {

namespace {

using core::Error;
using core::Result;

constexpr std::size_t file_bytes_max = 256 * 1024;
constexpr std::size_t answer_bytes_max = 64 * 1024;
constexpr std::size_t pin_digits_min = 4, pin_digits_max = 8;

struct EnrolOptions {
  std::string data, file, pin_file;
};

std::string pending_key_path(const std::string& folder) {
  return folder + "/enrolling";
}

/// The key of an attempt that was interrupted, or a new one, kept before anyone hears of it.
Result<platform::SigningKey> device_key_for(const sync::DeviceId& device, const std::string& folder,
                                            platform::Random& random) {
  constexpr std::size_t seed_bytes = 32;
  const auto path = pending_key_path(folder);
  if (auto kept = platform::read_file(path, device.size() + seed_bytes);
      kept && kept->size() == device.size() + seed_bytes &&
      std::equal(device.begin(), device.end(), kept->begin())) {
    auto key =
        platform::signing_key_from_seed(platform::Secret::from(core::ByteView(*kept).subspan(device.size())));
    platform::wipe(*kept);
    return key;
  }
  auto key = platform::make_signing_key(random);
  core::Bytes content(device.begin(), device.end());
  core::append(content, platform::seed_of(key).view());
  const auto kept = platform::write_file_durably(path, content);
  platform::wipe(content);
  if (!kept) return kept.error();
  return key;
}

Error not_enrolled(const std::string& why, const std::string& remedy) {
  return {"the device is not enrolled", why, remedy};
}

Error refusal_of(const platform::HttpResponse& response) {
  const auto problem = sync::decode_problem(core::as_text(response.body));
  if (!problem)
    return not_enrolled("what answered is not the receiver (status " + std::to_string(response.status) + ")",
                        "check the network and the address");
  return not_enrolled(
      problem->title + (problem->detail.empty() ? "" : ", " + problem->detail),
      response.status >= 500 ? "try again later" : "ask for a new file from talt-receiver enrol");
}

/// Tells the receiver of the key and checks its signed answer.
Result<void> exchange(const sync::EnrolmentFile& file, const platform::SigningKey& device_key) {
  const auto client = platform::open_http_client({file.ca_pem});
  if (!client) return client.error();
  platform::HttpRequest request{"POST", file.url + "/v1/enrolments", {}, {}};
  request.headers.emplace_back("content-type", "application/talt-enrolment+cbor");
  request.body = encode(sync::make_enrolment_request(file, device_key));
  const auto sent = (*client)->send(request, answer_bytes_max);
  if (const auto* error = std::get_if<platform::HttpError>(&sent))
    return not_enrolled(error->detail, "see that the receiver at " + file.url + " can be reached");
  const auto& response = std::get<platform::HttpResponse>(sent);
  if (response.status != 200) return refusal_of(response);
  const auto answer = sync::decode_enrolment_answer(response.body);
  const auto receipt_key = platform::exactly<32>(file.receipt.key);
  if (!answer || !receipt_key || !sync::is_signed_by(*answer, *receipt_key) ||
      answer->device != file.device || answer->device_key != device_key.public_key)
    return not_enrolled("what answered is not the municipality's receiver",
                        "check the network and the address");
  return {};
}

std::string make_pin(platform::Random& random) {
  std::array<std::uint8_t, 8> dice{};
  random.fill(dice);
  std::uint64_t value = 0;
  for (const auto byte : dice) value = value << 8 | byte;
  return fmt::format("{:06}", value % 1'000'000);
}

Result<std::string> read_pin(const std::string& path) {
  const auto content = platform::read_file(path, 64);
  if (!content) return content.error();
  std::string pin(core::as_text(*content));
  while (!pin.empty() && std::isspace(static_cast<unsigned char>(pin.back()))) pin.pop_back();
  const bool digits = std::all_of(pin.begin(), pin.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!digits || pin.size() < pin_digits_min || pin.size() > pin_digits_max)
    return Error{"cannot use " + path, "a PIN has four to eight digits and nothing else", "write such a one"};
  return pin;
}

/// In place first, so that the code does not stay behind on the stick; `text` is the file's content.
Result<void> wipe_code(const std::string& path, std::string_view text, const core::Bytes& code) {
  const auto hex = platform::to_hex(code);
  const auto at = std::search(text.begin(), text.end(), hex.begin(), hex.end(), [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) == b;
  });
  if (at == text.end()) return Error{"cannot wipe the code in " + path, "it is not found", "remove the file"};
  return platform::write_slot_durably(path, static_cast<std::uint64_t>(at - text.begin()),
                                      core::as_bytes(std::string(hex.size(), '-')));
}

sync::DeviceIdentity identity_of(const sync::EnrolmentFile& file, platform::SigningKey device_key,
                                 const std::string& pin) {
  sync::DeviceIdentity identity;
  identity.municipality_name = file.municipality_name;
  identity.device_name = file.device_name;
  identity.url = file.url;
  identity.device = file.device;
  identity.device_key = std::move(device_key);
  identity.municipality = file.municipality;
  identity.receipt_key = *platform::exactly<32>(file.receipt.key);
  for (const auto& key : file.sealing) identity.sealing_keys.push_back(*platform::exactly<32>(key.key));
  identity.ca_pem = file.ca_pem;
  identity.pin_hash = platform::password_hash(pin);
  return identity;
}

/// A folder stays with one device: its journal's runs carry that device's id.
Result<void> check_folder_is_free(const std::string& folder, const sync::DeviceId& device) {
  if (!sync::is_enrolled(folder)) return {};
  const auto known = sync::read_identity(folder);
  if (!known) return known.error();
  if (known->device == device) return {};  // an enrolment that was interrupted before its end
  return Error{"cannot enrol into " + folder, "it is enrolled already, as " + known->device_name,
               "name a new folder; send what this one holds with talt sync"};
}

Result<void> enrol(const EnrolOptions& options) {
  const auto random = platform::open_system_random();
  const auto content = platform::read_file(options.file, file_bytes_max);
  if (!content) return content.error();
  const auto file = sync::decode_enrolment(core::as_text(*content), options.file);
  if (!file) return file.error();
  const auto pin =
      options.pin_file.empty() ? Result<std::string>(make_pin(*random)) : read_pin(options.pin_file);
  if (!pin) return pin.error();
  if (auto made = platform::make_folder(options.data); !made) return made.error();
  const auto lock = platform::lock_folder(options.data);
  if (!lock) return lock.error();
  if (auto is_free = check_folder_is_free(options.data, file->device); !is_free) return is_free;
  auto key = device_key_for(file->device, options.data, *random);
  if (!key) return key.error();
  const auto shown = sync::fingerprint(key->public_key);
  if (auto exchanged = exchange(*file, *key); !exchanged) return exchanged;
  const auto identity = identity_of(*file, std::move(*key), *pin);
  if (auto written = sync::write_identity(options.data, identity); !written) return written;
  fmt::print("{} is enrolled with {}\nfingerprint: {}\n", file->device_name, file->municipality_name, shown);
  if (options.pin_file.empty()) fmt::print("PIN of the host, shown this once: {}\n", *pin);
  std::fflush(stdout);
  if (auto wiped = wipe_code(options.file, core::as_text(*content), file->code); !wiped)
    fmt::print(stderr, "talt: the code stays in {}: {}: it is used up; destroy the file\n", options.file,
               wiped.error().text());
  return platform::remove_file(pending_key_path(options.data));
}

}  // namespace

void add_enrol(CLI::App& app, int& exit_code) {
  const auto options = std::make_shared<EnrolOptions>();
  auto* command = app.add_subcommand("enrol", "make this device's key and tell the municipality's receiver");
  command->add_option("--data", options->data, "the kiosk's data folder")->required();
  command->add_option("file", options->file, "enrolment.toml, from talt-receiver enrol")->required();
  command->add_option("--pin-file", options->pin_file,
                      "a file with the host's PIN; without it one is made and printed once");
  command->callback([options, &exit_code] {
    const auto done = enrol(*options);
    exit_code = done ? 0 : failed(done.error());
  });
}

}  // namespace talt::commands
