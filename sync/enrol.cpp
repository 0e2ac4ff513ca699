// SPDX-License-Identifier: EUPL-1.2
#include "sync/enrol.h"

#include "platform/files.h"
#include "sync/receipt.h"

namespace talt::sync {

using core::Error;
using core::Result;

namespace {

constexpr std::size_t answer_bytes_max = 64 * 1024;

std::string key_path(const std::string& folder) {
  return folder + "/enrolling.key";
}

Result<platform::SigningKey> key_for(const std::string& folder, platform::Random& random) {
  if (const auto text = platform::read_file(key_path(folder), 64)) {
    auto seed = platform::from_hex(core::as_text(*text));
    if (seed && seed->size() == 32) {
      auto key = platform::signing_key_from_seed(platform::Secret::from(*seed));
      platform::wipe(*seed);
      return key;
    }
  }
  auto key = platform::make_signing_key(random);
  const auto seed = platform::to_hex(platform::seed_of(key).view());
  if (auto written = platform::write_file_durably(key_path(folder), core::as_bytes(seed)); !written)
    return written.error();
  return key;
}

/// What the answer says against the enrolment; nothing where it is the receiver's signed yes to this key.
std::optional<Error> objection(const platform::HttpResponse& response, const EnrolmentFile& file,
                               const platform::PublicKey& device_key) {
  const std::string what = "cannot enrol with " + file.url;
  if (response.status != 200) {
    const auto problem = decode_problem(core::as_text(response.body));
    return Error{what,
                 problem ? problem->title + (problem->detail.empty() ? "" : ": " + problem->detail)
                         : "what answered is not the receiver (" + std::to_string(response.status) + ")",
                 problem ? "ask for a new file from talt-receiver enrol" : "check the network"};
  }
  const auto taken = decode_enrolment_answer(response.body);
  const auto receipt_key = platform::exactly<32>(file.receipt.key);
  if (!taken || !receipt_key || !is_signed_by(*taken, *receipt_key) || taken->device_key != device_key ||
      taken->device != file.device)
    return Error{what, "what answered is not the municipality's receiver", "check the network"};
  return std::nullopt;
}

}  // namespace

Result<platform::SigningKey> exchange_keys(const EnrolmentFile& file, const std::string& folder,
                                           platform::HttpClient& client, platform::Random& random) {
  auto key = key_for(folder, random);
  if (!key) return key;
  const platform::HttpRequest request{"POST",
                                      file.url + "/v1/enrolments",
                                      {{"content-type", "application/talt-enrolment+cbor"}},
                                      encode(make_enrolment_request(file, *key))};
  const auto answered = client.send(request, answer_bytes_max);
  if (const auto* failure = std::get_if<platform::HttpError>(&answered))
    return Error{"cannot enrol with " + file.url, failure->detail,
                 "check the network and that the receiver runs, then try again"};
  if (auto against = objection(std::get<platform::HttpResponse>(answered), file, key->public_key))
    return *against;
  return key;
}

Result<void> wipe_enrolment(const std::string& folder, const std::string& enrolment_path) {
  const auto key_gone = platform::remove_file(key_path(folder));
  const auto code_gone = platform::write_file_durably(
      enrolment_path, core::as_bytes("# This enrolment was used. Its code is gone.\n"));
  return key_gone ? code_gone : key_gone;
}

}  // namespace talt::sync
