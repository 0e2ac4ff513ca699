// SPDX-License-Identifier: EUPL-1.2
#include <arpa/inet.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <memory>

#include "platform/certificates.h"

namespace talt::platform {

using core::Error;
using core::Result;

namespace {

constexpr long seconds_before = -24 * 3600;  // a kiosk's clock may be behind
constexpr long seconds_valid = 10L * 365 * 24 * 3600;

struct Free {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(BIO* bio) const { BIO_free_all(bio); }
};
using Key = std::unique_ptr<EVP_PKEY, Free>;
using Cert = std::unique_ptr<X509, Free>;
using Bio = std::unique_ptr<BIO, Free>;

Error failure() {
  return {"cannot make a certificate", "OpenSSL did not do it", ""};
}

std::string text_of(BIO* bio) {
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(bio, &bytes);
  return {bytes, static_cast<std::size_t>(size)};
}

Result<Certificate> as_pem(X509* certificate, EVP_PKEY* key) {
  const Bio certificate_out(BIO_new(BIO_s_mem())), key_out(BIO_new(BIO_s_mem()));
  if (PEM_write_bio_X509(certificate_out.get(), certificate) != 1 ||
      PEM_write_bio_PrivateKey(key_out.get(), key, nullptr, nullptr, 0, nullptr, nullptr) != 1)
    return failure();
  return Certificate{text_of(certificate_out.get()), text_of(key_out.get())};
}

bool extend(X509* certificate, X509* issuer, int what, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, what, value.c_str());
  if (extension == nullptr) return false;
  const bool added = X509_add_ext(certificate, extension, -1) == 1;
  X509_EXTENSION_free(extension);
  return added;
}

Cert blank_certificate(EVP_PKEY* key, const std::string& name) {
  Cert certificate(X509_new());
  unsigned char serial[16];
  if (!certificate || RAND_bytes(serial, sizeof serial) != 1) return nullptr;
  serial[0] &= 0x7f;
  BIGNUM* number = BN_bin2bn(serial, sizeof serial, nullptr);
  BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate.get()));
  BN_free(number);
  X509_set_version(certificate.get(), 2);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), seconds_before);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), seconds_valid);
  X509_set_pubkey(certificate.get(), key);
  const std::string shown = name.substr(0, 60);  // a common name holds 64 characters
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>(shown.data()),
                             static_cast<int>(shown.size()), -1, 0);
  return certificate;
}

}  // namespace

Result<Certificate> make_authority(const std::string& name) {
  const Key key(EVP_EC_gen("P-256"));
  if (!key) return failure();
  const Cert certificate = blank_certificate(key.get(), name);
  if (!certificate) return failure();
  X509_set_issuer_name(certificate.get(), X509_get_subject_name(certificate.get()));
  X509* self = certificate.get();
  if (!extend(self, self, NID_basic_constraints, "critical,CA:TRUE,pathlen:0") ||
      !extend(self, self, NID_key_usage, "critical,keyCertSign") ||
      !extend(self, self, NID_subject_key_identifier, "hash") ||
      X509_sign(self, key.get(), EVP_sha256()) == 0)
    return failure();
  return as_pem(self, key.get());
}

Result<Certificate> make_server_certificate(const Certificate& authority, const std::string& host) {
  const Bio certificate_in(
      BIO_new_mem_buf(authority.certificate_pem.data(), static_cast<int>(authority.certificate_pem.size())));
  const Bio key_in(BIO_new_mem_buf(authority.key_pem.data(), static_cast<int>(authority.key_pem.size())));
  const Cert issuer(PEM_read_bio_X509(certificate_in.get(), nullptr, nullptr, nullptr));
  const Key issuer_key(PEM_read_bio_PrivateKey(key_in.get(), nullptr, nullptr, nullptr));
  const Key key(EVP_EC_gen("P-256"));
  if (!issuer || !issuer_key || !key) return failure();
  const Cert certificate = blank_certificate(key.get(), host);
  if (!certificate) return failure();
  X509_set_issuer_name(certificate.get(), X509_get_subject_name(issuer.get()));
  unsigned char address[16];
  const bool is_address =
      inet_pton(AF_INET, host.c_str(), address) == 1 || inet_pton(AF_INET6, host.c_str(), address) == 1;
  X509* own = certificate.get();
  if (!extend(own, issuer.get(), NID_basic_constraints, "critical,CA:FALSE") ||
      !extend(own, issuer.get(), NID_ext_key_usage, "serverAuth") ||
      !extend(own, issuer.get(), NID_authority_key_identifier, "keyid") ||
      !extend(own, issuer.get(), NID_subject_alt_name, (is_address ? "IP:" : "DNS:") + host) ||
      X509_sign(own, issuer_key.get(), EVP_sha256()) == 0)
    return failure();
  return as_pem(own, key.get());
}

}  // namespace talt::platform
