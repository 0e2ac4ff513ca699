// SPDX-License-Identifier: EUPL-1.2
// 200 photos of 2 MB and their records sent by `talt sync`, beside one `curl` process that uploads the very
// same requests over one connection to the same receiver; turn by turn, each time on a receiver and a journal
// as they were before.
#include <filesystem>
#include <stdexcept>

#include "app/core/clear_header.h"
#include "sync/attachment_piece.h"
#include "sync/attachment_seal.h"
#include "tests/benchmarks/benches.h"
#include "tests/benchmarks/curl_upload.h"
#include "tests/benchmarks/town.h"
#include "tests/benchmarks/votes.h"

namespace talt::bench {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t photo_bytes = 2'000'000, piece_bytes = 256 * 1024;

template <class T>
T given(core::Result<T> result) {
  if (!result) throw std::runtime_error(result.error().text());
  return std::move(*result);
}
void done(const core::Result<void>& result) {
  if (!result) throw std::runtime_error(result.error().text());
}

void take_photos(const std::string& data, int photos) {
  const auto random = platform::open_system_random();
  const auto journal =
      given(sync::Journal::open(data, given(sync::read_identity(data)).for_journal(), *random));
  sync::AttachmentShelf shelf(data);
  core::Bytes photo(photo_bytes);
  for (int i = 0; i < photos; ++i) {
    random->fill(photo);
    const auto sealed = given(sync::seal(photo, core::AttachmentKind::Photo, *random));
    done(shelf.keep(sealed.attachment.name, sealed.sealed));
    std::vector<sync::PlainRecord> records;
    records.push_back({core::encode_clear_header({{sealed.attachment.name, sealed.attachment.sealed_size}}),
                       core::Bytes(384, 0)});
    given(journal->append(std::move(records)));
  }
}

/// The pieces in which the kiosk would send its files.
void add_pieces(const std::string& data, std::vector<platform::HttpRequest>& requests) {
  const auto identity = given(sync::read_identity(data));
  const auto random = platform::open_system_random();
  for (const auto& name : sync::AttachmentShelf(data).names()) {
    const auto sealed =
        given(platform::read_file(data + "/attachments/" + platform::to_hex(name), 16 * 1024 * 1024));
    const auto path = sync::attachment_path(identity.device, name);
    for (std::size_t from = 0; from < sealed.size(); from += piece_bytes) {
      const auto piece = core::ByteView(sealed).subspan(from, std::min(piece_bytes, sealed.size() - from));
      platform::HttpRequest request{"PUT", identity.url + path, {}, {piece.begin(), piece.end()}};
      request.headers = {
          {"content-type", "application/octet-stream"},
          {"content-range", sync::encode_content_range({from, from + piece.size() - 1, sealed.size()})},
          {"talt-receiver", platform::to_hex(identity.receipt_key)}};
      core::Bytes nonce(16);
      random->fill(nonce);
      sync::sign_piece(request, path, identity.device_key, platform::to_hex(nonce));
      requests.push_back(std::move(request));
    }
  }
}

/// The kiosk's folder but for its photos, which stay: syncing removes none of them before a backup.
void copy_without_photos(const std::string& from, const std::string& to) {
  for (const auto& entry : fs::directory_iterator(from)) {
    const auto name = entry.path().filename();
    if (name == "attachments") continue;
    fs::remove_all(fs::path(to) / name);
    fs::create_directories(to);
    fs::copy(entry.path(), fs::path(to) / name, fs::copy_options::recursive);
  }
}

}  // namespace

std::vector<Row> measure_sync_photos(const Effort& effort) {
  const doubles::TemporaryFolder folder;
  Town town(folder / "town");
  const auto data = town.enrolled("Parken");
  const int photos = effort.of(200, 20);
  take_photos(data, photos);
  auto requests = unsent_requests(data);
  add_pieces(data, requests);
  fs::create_directories(folder / "curl");
  const CurlUpload upload(folder / "curl", given(sync::read_identity(data)).ca_pem, requests);
  town.stop();
  copy_folder(town.receiver_folder(), folder / "receiver-before");
  copy_without_photos(data, folder / "data-before");
  const auto restore = [&] {
    town.stop();
    copy_folder(folder / "receiver-before", town.receiver_folder());
    copy_without_photos(folder / "data-before", data);
    town.start();
  };
  Samples talt, curl;
  for (int i = 0; i < effort.of(3, 2); ++i) {
    restore();
    const auto from = Clock::now();
    run({program("talt"), "sync", "--data", data});
    talt.add(ms_between(from, Clock::now()));
    restore();
    curl.add(upload.run_ms());
  }
  Row row{"sync_photos",
          "200 photos of 2 MB synced over loopback TLS, by one curl process uploading the same bodies",
          "ratio", 1.5};
  row.value = talt.median() / curl.median();
  row.samples = {{"talt_ms", talt}, {"curl_ms", curl}};
  row.notes = {{"photos", std::to_string(photos)}, {"requests", std::to_string(requests.size())}};
  return {row};
}

}  // namespace talt::bench
