// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/municipality.h"

#include <regex>
#include <sstream>

#include "app/core/toml_assert.h"
#include "platform/certificates.h"
#include "platform/database.h"
#include "platform/files.h"

#include <toml++/toml.h>

namespace talt::receiver {

using core::Error;
using core::Result;
using platform::Secret;

namespace {

constexpr std::size_t file_bytes_max = 256 * 1024;
constexpr std::size_t url_bytes_max = 300;

/// Collects the first failure of a row of writings.
class Writing {
 public:
  explicit Writing(std::string folder) : folder_(std::move(folder)) {}
  void file(const std::string& name, std::string_view content) {
    if (done_) done_ = platform::write_file_durably(folder_ + "/" + name, core::as_bytes(content));
  }
  const Result<void>& done() const { return done_; }

 private:
  std::string folder_;
  Result<void> done_;
};

/// The host of https://host or https://host:port, an IPv6 address without its brackets; nothing where the
/// address is of another form. No more than this may reach a certificate.
std::optional<std::string> host_of(const std::string& url) {
  static const std::regex form(
      R"(https://(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?))(?::([0-9]{1,5}))?)");
  std::smatch parts;
  if (url.size() > url_bytes_max || !std::regex_match(url, parts, form)) return std::nullopt;
  if (parts[3].matched && (std::stoul(parts[3]) == 0 || std::stoul(parts[3]) > 65535)) return std::nullopt;
  return parts[1].matched ? parts[1] : parts[2];
}

toml::table table_of(const sync::VouchedKey& key) {
  return toml::table{{"number", static_cast<std::int64_t>(key.number)},
                     {"key", platform::to_hex(key.key)},
                     {"signature", platform::to_hex(key.signature)}};
}

sync::VouchedKey vouched(const char* purpose, std::uint64_t number, core::ByteView key,
                         const platform::SigningKey& municipality) {
  sync::VouchedKey out{purpose, number, {key.begin(), key.end()}, {}};
  sync::vouch(out, municipality);
  return out;
}

struct Made {
  platform::SigningKey municipality, receipt;
  platform::BoxKey sealing, recovery;
  platform::Certificate authority, server;
};

Result<Made> make_keys(const std::string& name, const std::string& host, platform::Random& random) {
  Made made{platform::make_signing_key(random),
            platform::make_signing_key(random),
            platform::make_box_key(random),
            platform::make_box_key(random),
            {},
            {}};
  auto authority = platform::make_authority(name + ", Talt");
  if (!authority) return authority.error();
  auto server = platform::make_server_certificate(*authority, host);
  if (!server) return server.error();
  made.authority = std::move(*authority);
  made.server = std::move(*server);
  return made;
}

std::string vouched_text(const Made& made) {
  const auto& by = made.municipality;
  const toml::table table{
      {"municipality_key", platform::to_hex(by.public_key)},
      {"receipt", table_of(vouched("receipt", 1, made.receipt.public_key, by))},
      {"ca",
       table_of(vouched("ca", 1, platform::sha256(core::as_bytes(made.authority.certificate_pem)), by))},
      {"sealing", toml::array{table_of(vouched("sealing", 1, made.sealing.public_key, by)),
                              table_of(vouched("sealing", 2, made.recovery.public_key, by))}}};
  std::ostringstream out;
  out << table << '\n';
  return out.str();
}

std::string told(const std::string& folder, const Made& made) {
  return "The municipality is made in " + folder +
         ".\n"
         "Take these off this machine now, on two sticks that are locked in at different places:\n"
         "  " +
         folder +
         "/take-away/municipality.key   signs keys and dialogues\n"
         "  " +
         folder +
         "/take-away/ca-key.pem         signs certificates\n"
         "May be kept elsewhere too; without it this machine takes in answers and cannot open them:\n"
         "  " +
         folder +
         "/sealing.key\n"
         "Recovery key, stored nowhere: write it down and lock it in. It opens every answer if sealing.key "
         "is lost.\n"
         "  " +
         platform::to_hex(made.recovery.secret.view()) + "\n";
}

// ---- reading

std::optional<sync::VouchedKey> key_of(const toml::table* table, const char* purpose) {
  if (table == nullptr) return std::nullopt;
  const auto key = platform::from_hex((*table)["key"].value_or(std::string()));
  const auto bytes = platform::from_hex((*table)["signature"].value_or(std::string()));
  const auto signature = bytes ? platform::exactly<64>(*bytes) : std::nullopt;
  if (!key || !signature) return std::nullopt;
  return sync::VouchedKey{purpose, static_cast<std::uint64_t>((*table)["number"].value_or(std::int64_t{0})),
                          *key, *signature};
}

bool take_vouched(const toml::table& table, Municipality& into) {
  const auto bytes = platform::from_hex(table["municipality_key"].value_or(std::string()));
  const auto own = bytes ? platform::exactly<32>(*bytes) : std::nullopt;
  const auto receipt = key_of(table["receipt"].as_table(), "receipt");
  const auto ca = key_of(table["ca"].as_table(), "ca");
  const auto* sealing = table["sealing"].as_array();
  if (!own || !receipt || !ca || sealing == nullptr) return false;
  into.public_key = *own;
  into.receipt = *receipt;
  into.ca = *ca;
  for (const auto& element : *sealing) {
    const auto key = key_of(element.as_table(), "sealing");
    if (!key) return false;
    into.sealing.push_back(*key);
  }
  return true;
}

Result<std::string> text_of(const std::string& path) {
  const auto content = platform::read_file(path, file_bytes_max);
  if (!content) return content.error();
  return std::string(core::as_text(*content));
}

Result<Secret> secret_of(const std::string& path) {
  const auto text = text_of(path);
  if (!text) return text.error();
  auto bytes = platform::from_hex(text->substr(0, text->find('\n')));
  if (!bytes || bytes->size() != 32)
    return Error{"cannot read " + path, "it is not a key", "restore it from its copy"};
  auto secret = Secret::from(*bytes);
  platform::wipe(*bytes);
  return secret;
}

}  // namespace

Result<std::string> make_municipality(const std::string& folder, const std::string& name,
                                      const std::string& url, const std::string& database,
                                      platform::Random& random) {
  if (platform::exists(folder + "/receiver.toml"))
    return Error{"cannot make a municipality in " + folder, "there is one already", "name another folder"};
  const auto host = host_of(url);
  if (!host)
    return Error{"cannot use the address " + url, "it is not https://host:port",
                 "use one such as https://talt.example:8443"};
  if (!database.empty() && !platform::is_postgres(database))
    return Error{"cannot use the database " + database, "it is not postgresql://...",
                 "leave --database out for SQLite in the folder"};
  if (auto folders = platform::make_folder(folder + "/take-away"); !folders) return folders.error();
  const auto made = make_keys(name, *host, random);
  if (!made) return made.error();
  Writing writing(folder);
  writing.file("take-away/municipality.key",
               platform::to_hex(platform::seed_of(made->municipality).view()) + "\n");
  writing.file("take-away/ca-key.pem", made->authority.key_pem);
  writing.file("receipt.key", platform::to_hex(platform::seed_of(made->receipt).view()) + "\n");
  writing.file("sealing.key", platform::to_hex(made->sealing.secret.view()) + "\n");
  writing.file("ca.pem", made->authority.certificate_pem);
  writing.file("server.pem", made->server.certificate_pem);
  writing.file("server-key.pem", made->server.key_pem);
  writing.file("vouched.toml", vouched_text(*made));
  if (!writing.done()) return writing.done().error();
  if (auto done = write_facts(folder, name, url, database); !done)
    return done.error();  // a half-made folder is none
  return told(folder, *made);
}

Result<void> write_facts(const std::string& folder, const std::string& name, const std::string& url,
                         const std::string& database) {
  const toml::table facts{{"name", name}, {"url", url}, {"database", database}};
  std::ostringstream text;
  text << facts << '\n';
  return platform::write_file_durably(folder + "/receiver.toml", core::as_bytes(text.str()));
}

Result<Municipality> read_municipality(const std::string& folder) {
  const auto facts = text_of(folder + "/receiver.toml");
  if (!facts)
    return Error{"cannot use " + folder, facts.error().why,
                 "make a municipality there with talt-receiver init"};
  const auto vouched_keys = text_of(folder + "/vouched.toml");
  const auto ca = text_of(folder + "/ca.pem"), server = text_of(folder + "/server.pem"),
             server_key = text_of(folder + "/server-key.pem");
  for (const auto* file : {&vouched_keys, &ca, &server, &server_key})
    if (!*file) return file->error();
  const auto receipt = secret_of(folder + "/receipt.key");
  if (!receipt) return receipt.error();
  Municipality municipality;
  municipality.receipt_key = platform::signing_key_from_seed(*receipt);
  if (platform::exists(folder + "/sealing.key")) {
    auto sealing = secret_of(folder + "/sealing.key");
    if (!sealing) return sealing.error();
    municipality.sealing_key = platform::box_key_from_secret(std::move(sealing).value());
  }
  municipality.ca_pem = *ca;
  municipality.server_pem = *server;
  municipality.server_key_pem = *server_key;
  try {
    const auto table = toml::parse(*facts);
    municipality.name = table["name"].value_or(std::string());
    municipality.url = table["url"].value_or(std::string());
    municipality.database = table["database"].value_or(std::string());
    if (municipality.database.empty()) municipality.database = folder + "/receiver.db";
    if (!take_vouched(toml::parse(*vouched_keys), municipality))
      return Error{"cannot read " + folder + "/vouched.toml", "it is damaged", "restore it from its copy"};
  } catch (const std::exception& error) {
    return Error{"cannot read the municipality in " + folder, error.what(), "restore the file from its copy"};
  }
  return municipality;
}

}  // namespace talt::receiver
