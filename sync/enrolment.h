// SPDX-License-Identifier: EUPL-1.2
// Enrolment: the file that the receiver writes and the kiosk reads once, and the exchange it leads to.
// Formats: sync/README.md. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "sync/chain.h"

namespace talt::sync {

/// A key that the municipality's key vouches for: signature over "talt-key-1" || purpose || number || key.
struct VouchedKey {
  std::string purpose;
  std::uint64_t number = 0;
  core::Bytes key;
  platform::Signature signature{};
};  // purpose: sealing, receipt, ca (key = SHA-256 of the certificate)
void vouch(VouchedKey& key, const platform::SigningKey& municipality);
bool is_vouched(const VouchedKey& key, const platform::PublicKey& municipality);

/// enrolment.toml
struct EnrolmentFile {
  std::string municipality_name, device_name, url;
  DeviceId device{};
  core::Bytes code;  // 128 bits, 7 days
  platform::PublicKey municipality{};
  VouchedKey receipt;
  std::vector<VouchedKey> sealing;
  VouchedKey ca;
  std::string ca_pem;
};
std::string encode(const EnrolmentFile& file);  // TOML
/// Every signature checked.
core::Result<EnrolmentFile> decode_enrolment(std::string_view toml, std::string_view file_name);

/// POST /v1/enrolments, application/talt-enrolment+cbor: the device's new key, BLAKE2b(code, device key ||
/// receipt key) and a self-signature.
struct EnrolmentRequest {
  DeviceId device{};
  platform::PublicKey device_key{};
  platform::Hash proof{};
  platform::Signature signature{};
};
EnrolmentRequest make_enrolment_request(const EnrolmentFile& file, const platform::SigningKey& device_key);
core::Bytes encode(const EnrolmentRequest& request);
core::Result<EnrolmentRequest> decode_enrolment_request(core::ByteView bytes);
bool proves(const EnrolmentRequest& request, core::ByteView code,
            const platform::PublicKey& receipt_key);  // proof and self-signature
/// The answer: signed by the receipt key over "talt-enrolled-1" || device || device key.
struct EnrolmentAnswer {
  DeviceId device{};
  platform::PublicKey device_key{};
  platform::Signature signature{};
};
core::Bytes encode(const EnrolmentAnswer& answer);
core::Result<EnrolmentAnswer> decode_enrolment_answer(core::ByteView bytes);
void sign(EnrolmentAnswer& answer, const platform::SigningKey& receipt_key);
bool is_signed_by(const EnrolmentAnswer& answer, const platform::PublicKey& receipt_key);

std::string fingerprint(const platform::PublicKey& key);  // for people: groups of 4 hex digits, 32 in all

}  // namespace talt::sync
