// SPDX-License-Identifier: EUPL-1.2
// Formats:
//   vouched key   signature over "talt-key-1" || [purpose tstr, number uint, key bstr], by the municipality's
//   key request       [1, device bstr(16), device-key bstr(32), proof bstr(32), signature bstr(64)]
//                 proof = BLAKE2b-256(key = code, device-key || receipt-key)
//                 signature over "talt-enrol-1" || the array of four before it, by the device's key
//   answer        [1, device bstr(16), device-key bstr(32), signature bstr(64)]
//                 signature over "talt-enrolled-1" || device || device-key, by the receipt key
#include "sync/enrolment.h"

#include "app/core/toml_assert.h"
#include "app/core/toml_syntax.h"

#include <toml++/toml.h>

#include <sstream>

#include "app/core/cbor.h"

namespace talt::sync {

using core::Bytes;
using core::ByteView;
using core::CborReader;
using core::CborWriter;
using core::Error;
using core::Result;

namespace {

constexpr std::uint64_t version = 1;
constexpr std::size_t code_bytes = 16;

Bytes with_purpose(std::string_view purpose, std::initializer_list<ByteView> parts) {
  Bytes out;
  core::append(out, core::as_bytes(purpose));
  for (const auto part : parts) core::append(out, part);
  return out;
}

Bytes vouched_bytes(const VouchedKey& key) {
  CborWriter out;
  out.array(3);
  out.text(key.purpose);
  out.uint(key.number);
  out.bytes(key.key);
  return with_purpose("talt-key-1", {out.view()});
}

platform::Hash proof_of(ByteView code, const platform::PublicKey& device_key,
                        const platform::PublicKey& receipt_key) {
  const auto both = with_purpose("", {device_key, receipt_key});
  return platform::commitment(platform::Secret::from(code), core::as_text(both));
}

Bytes signed_bytes(const EnrolmentRequest& request) {
  CborWriter out;
  out.array(4);
  out.uint(version);
  out.bytes(request.device);
  out.bytes(request.device_key);
  out.bytes(request.proof);
  return with_purpose("talt-enrol-1", {out.view()});
}

Bytes signed_bytes(const EnrolmentAnswer& answer) {
  return with_purpose("talt-enrolled-1", {answer.device, answer.device_key});
}

// ---- enrolment.toml

toml::table table_of(const VouchedKey& key) {
  return toml::table{{"number", static_cast<std::int64_t>(key.number)},
                     {"key", platform::to_hex(key.key)},
                     {"signature", platform::to_hex(key.signature)}};
}

std::optional<VouchedKey> key_of(const toml::table* table, const char* purpose) {
  if (table == nullptr) return std::nullopt;
  const auto key = platform::from_hex((*table)["key"].value_or(std::string()));
  const auto bytes = platform::from_hex((*table)["signature"].value_or(std::string()));
  const auto signature = bytes ? platform::exactly<64>(*bytes) : std::nullopt;
  const auto number = (*table)["number"].value_or(std::int64_t{-1});
  if (!key || key->size() != 32 || !signature || number < 0) return std::nullopt;
  return VouchedKey{purpose, static_cast<std::uint64_t>(number), *key, *signature};
}

template <std::size_t N>
bool take_hex(const toml::table& table, const char* name, std::array<std::uint8_t, N>& into) {
  const auto bytes = platform::from_hex(table[name].value_or(std::string()));
  const auto exact = bytes ? platform::exactly<N>(*bytes) : std::nullopt;
  if (exact) into = *exact;
  return exact.has_value();
}

bool take_keys(const toml::table& table, EnrolmentFile& file) {
  const auto receipt = key_of(table["receipt"].as_table(), "receipt");
  const auto ca = key_of(table["ca"].as_table(), "ca");
  const auto* sealing = table["sealing"].as_array();
  if (!receipt || !ca || sealing == nullptr || sealing->empty()) return false;
  file.receipt = *receipt;
  file.ca = *ca;
  for (const auto& element : *sealing) {
    const auto key = key_of(element.as_table(), "sealing");
    if (!key) return false;
    file.sealing.push_back(*key);
  }
  return true;
}

bool all_vouched(const EnrolmentFile& file) {
  for (const auto& key : file.sealing)
    if (!is_vouched(key, file.municipality)) return false;
  return is_vouched(file.receipt, file.municipality) && is_vouched(file.ca, file.municipality) &&
         platform::same(file.ca.key, platform::sha256(core::as_bytes(file.ca_pem)));
}

}  // namespace

void vouch(VouchedKey& key, const platform::SigningKey& municipality) {
  key.signature = platform::sign(municipality, vouched_bytes(key));
}

bool is_vouched(const VouchedKey& key, const platform::PublicKey& municipality) {
  return platform::verify(municipality, vouched_bytes(key), key.signature);
}

std::string encode(const EnrolmentFile& file) {
  toml::array sealing;
  for (const auto& key : file.sealing) sealing.push_back(table_of(key));
  const toml::table table{{"municipality", file.municipality_name},
                          {"device_name", file.device_name},
                          {"url", file.url},
                          {"device", platform::to_hex(file.device)},
                          {"code", platform::to_hex(file.code)},
                          {"municipality_key", platform::to_hex(file.municipality)},
                          {"receipt", table_of(file.receipt)},
                          {"sealing", sealing},
                          {"ca", table_of(file.ca)},
                          {"ca_certificate", file.ca_pem}};
  std::ostringstream text;
  text << "# Enrols one kiosk, once, within seven days: talt enrol --data DIR enrolment.toml\n"
       << "# Keep it as you would keep a key until it has been used.\n"
       << table << '\n';
  return text.str();
}

Result<EnrolmentFile> decode_enrolment(std::string_view text, std::string_view file_name) {
  const std::string what = "cannot use " + std::string(file_name);
  const char* remedy = "ask for a new file from talt-receiver enrol";
  if (core::unreadable_toml(text)) return Error{what, "it is not an enrolment file", remedy};
  try {
    const auto table = toml::parse(text, file_name);
    EnrolmentFile file;
    file.municipality_name = table["municipality"].value_or(std::string());
    file.device_name = table["device_name"].value_or(std::string());
    file.url = table["url"].value_or(std::string());
    file.ca_pem = table["ca_certificate"].value_or(std::string());
    const auto code = platform::from_hex(table["code"].value_or(std::string()));
    if (!code || code->size() != code_bytes)
      return Error{what, "it holds no code: it was used already or is not an enrolment file", remedy};
    file.code = *code;
    if (!file.url.starts_with("https://") || !take_hex(table, "device", file.device) ||
        !take_hex(table, "municipality_key", file.municipality) || !take_keys(table, file))
      return Error{what, "it is not an enrolment file, or not a whole one", remedy};
    if (!all_vouched(file)) return Error{what, "its keys are not signed by the municipality's key", remedy};
    return file;
  } catch (const std::exception& error) {
    return Error{what, error.what(), remedy};
  }
}

EnrolmentRequest make_enrolment_request(const EnrolmentFile& file, const platform::SigningKey& device_key) {
  const auto receipt_key = platform::exactly<32>(file.receipt.key);
  core::check(receipt_key.has_value(), "an enrolment file's receipt key has 32 bytes");
  EnrolmentRequest request{
      file.device, device_key.public_key, proof_of(file.code, device_key.public_key, *receipt_key), {}};
  request.signature = platform::sign(device_key, signed_bytes(request));
  return request;
}

Bytes encode(const EnrolmentRequest& request) {
  CborWriter out;
  out.array(5);
  out.uint(version);
  out.bytes(request.device);
  out.bytes(request.device_key);
  out.bytes(request.proof);
  out.bytes(request.signature);
  return out.take();
}

Result<EnrolmentRequest> decode_enrolment_request(ByteView bytes) {
  CborReader in(bytes);
  if (in.array() != 5 || in.uint() != version) in.fail();
  EnrolmentRequest request;
  request.device = in.fixed<16>();
  request.device_key = in.fixed<32>();
  request.proof = in.fixed<32>();
  request.signature = in.fixed<64>();
  if (!in.at_end()) return Error{"cannot read the enrolment", "the bytes are not of that form", ""};
  return request;
}

bool proves(const EnrolmentRequest& request, ByteView code, const platform::PublicKey& receipt_key) {
  return platform::verify(request.device_key, signed_bytes(request), request.signature) &&
         platform::same(request.proof, proof_of(code, request.device_key, receipt_key));
}

Bytes encode(const EnrolmentAnswer& answer) {
  CborWriter out;
  out.array(4);
  out.uint(version);
  out.bytes(answer.device);
  out.bytes(answer.device_key);
  out.bytes(answer.signature);
  return out.take();
}

Result<EnrolmentAnswer> decode_enrolment_answer(ByteView bytes) {
  CborReader in(bytes);
  if (in.array() != 4 || in.uint() != version) in.fail();
  EnrolmentAnswer answer;
  answer.device = in.fixed<16>();
  answer.device_key = in.fixed<32>();
  answer.signature = in.fixed<64>();
  if (!in.at_end()) return Error{"cannot read the receiver's answer", "the bytes are not of that form", ""};
  return answer;
}

void sign(EnrolmentAnswer& answer, const platform::SigningKey& receipt_key) {
  answer.signature = platform::sign(receipt_key, signed_bytes(answer));
}

bool is_signed_by(const EnrolmentAnswer& answer, const platform::PublicKey& receipt_key) {
  return platform::verify(receipt_key, signed_bytes(answer), answer.signature);
}

std::string fingerprint(const platform::PublicKey& key) {
  constexpr std::size_t shown = 32;
  constexpr std::size_t group = 4;
  const auto hex = platform::to_hex(platform::hash({key})).substr(0, shown);
  std::string out;
  for (std::size_t i = 0; i < hex.size(); i += group) out += (i ? " " : "") + hex.substr(i, group);
  return out;
}

}  // namespace talt::sync
