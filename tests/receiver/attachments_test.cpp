// SPDX-License-Identifier: EUPL-1.2
// Photos from a kiosk's journal to the receiver's database: cut anywhere, killed anywhere, they arrive whole,
// and nothing is let go of before.
#include "sync/receiver/ledger/attachments.h"

#include "sync/uploader.h"
#include "tests/receiver/service_rig.h"
#include "tests/sync/attachment_rig.h"

using namespace talt;
using core::SyncTrouble;
using sync::SealedAttachment;
using tests::ServedTown;
using Answer = std::variant<platform::HttpResponse, platform::HttpError>;

namespace {

bool is_piece(const platform::HttpRequest& request) {
  return request.method == "PUT";
}

/// Hands requests on, and cuts one off: before it arrives, or before its answer does.
class Line final : public platform::HttpClient {
 public:
  explicit Line(std::function<Answer(const platform::HttpRequest&)> to) : to_(std::move(to)) {}
  int cut_at = 0;  // this piece, from 1
  bool arrives = false;
  std::function<void(platform::HttpRequest&)> on_way = [](platform::HttpRequest&) {};
  std::vector<std::uint64_t> pieces;  // where each began

  Answer send(const platform::HttpRequest& request, std::size_t) override {
    auto sent = request;
    sent.url = sent.url.substr(sent.url.find("/v1/"));
    on_way(sent);
    const platform::HttpError cut{platform::HttpFailure::Unreachable, "cut"};
    if (!is_piece(request)) return to_(sent);
    pieces.push_back(
        sync::decode_content_range(*platform::find_header(request.headers, "content-range"))->first);
    const bool is_cut = static_cast<int>(pieces.size()) == cut_at;
    if (is_cut && !arrives) return cut;
    auto answer = to_(sent);
    return is_cut ? Answer(cut) : answer;
  }
  void cancel() override {}

 private:
  std::function<Answer(const platform::HttpRequest&)> to_;
};

struct Kiosk {
  ServedTown& town;
  doubles::TemporaryFolder folder;
  sync::DeviceIdentity who;
  std::unique_ptr<sync::Journal> journal;
  Line line{[this](const platform::HttpRequest& request) { return Answer(town.ask(request)); }};

  explicit Kiosk(ServedTown& of) : town(of) {
    who.url = town.municipality.url;
    who.device = town.device.id;
    who.device_key = platform::signing_key_from_seed(platform::seed_of(town.device.key));
    who.receipt_key = town.municipality.receipt_key.public_key;
    who.sealing_keys = {town.municipality.sealing_key->public_key};
    who.ca_pem = town.municipality.ca_pem;
    restart();
  }
  void restart() {
    journal.reset();
    auto opened = sync::Journal::open(folder.path(), who.for_journal(), town.random);
    REQUIRE(opened);
    journal = std::move(*opened);
    REQUIRE(journal->tidy_shelf());
  }
  SealedAttachment take(std::size_t size = 600'000) {
    return sync::keep_and_name(*journal, folder.path(), town.random, size);
  }
  sync::SyncOutcome attempt() { return sync::Uploader(*journal, line, who, town.random).attempt({}); }
  sync::AttachmentStatus status() { return journal->status().attachments; }
  bool holds(const SealedAttachment& sealed) { return journal->shelf().holds(sync::named(sealed)); }
};

bool has_whole(ServedTown& town, const SealedAttachment& sealed) {
  const auto read = town.ledger->read_attachment(sealed.attachment.name);
  return read && *read == sealed.sealed;
}

platform::HttpRequest piece_of(ServedTown& town, const SealedAttachment& sealed, std::size_t first,
                               std::size_t count, const std::string& nonce = "abcd") {
  const auto path = sync::attachment_path(town.device.id, sealed.attachment.name);
  const auto body = core::ByteView(sealed.sealed).subspan(first, count);
  platform::HttpRequest request{"PUT", path, {}, {body.begin(), body.end()}};
  request.headers = {
      {"content-type", "application/octet-stream"},
      {"content-range", sync::encode_content_range({first, first + count - 1, sealed.sealed.size()})},
      {"talt-receiver", platform::to_hex(town.municipality.receipt_key.public_key)}};
  sync::sign_piece(request, path, town.device.key, nonce);
  return request;
}

sync::AttachmentReceipt word_of(ServedTown& town, const platform::HttpResponse& response) {
  INFO(std::string(core::as_text(response.body)));
  REQUIRE(response.status == 200);
  const auto receipt = sync::decode_attachment_receipt(response.body);
  REQUIRE(receipt);
  REQUIRE(sync::is_signed_by(*receipt, town.municipality.receipt_key.public_key));
  return *receipt;
}

/// A kiosk's photo whose record the receiver has, sent by hand.
SealedAttachment expected_photo(ServedTown& town, Kiosk& kiosk, std::size_t size = 600'000) {
  const auto sealed = kiosk.take(size);
  kiosk.line.cut_at = 1;
  kiosk.attempt();
  kiosk.line = Line([&town](const platform::HttpRequest& request) { return Answer(town.ask(request)); });
  return sealed;
}

}  // namespace

TEST_CASE("photos arrive whole, after their records, and open with the record's key", "[attachments]") {
  const auto store = GENERATE(tests::Store::Sqlite, tests::Store::Postgres);
  doubles::TemporaryFolder folder;
  const auto database = tests::empty_database(store, folder);
  if (!database) return;
  ServedTown town(store == tests::Store::Sqlite ? std::string() : *database);
  Kiosk kiosk(town);
  std::vector<SealedAttachment> photos;
  for (const std::size_t size : {1u, 600'000u, 2'000'000u}) photos.push_back(kiosk.take(size));
  CHECK(kiosk.attempt().trouble == SyncTrouble::None);
  CHECK(kiosk.status().received == 3);
  CHECK(kiosk.status().bytes_pending == 0);
  for (const auto& photo : photos) {
    CHECK(has_whole(town, photo));
    CHECK(kiosk.holds(photo));  // no backup yet
    CHECK(sync::open(*town.ledger->read_attachment(photo.attachment.name), photo.attachment));
  }
  const auto count = town.ledger->count_attachments();
  REQUIRE(count);
  CHECK(count->named == 3);
  CHECK(count->whole == 3);
  CHECK(town.ledger->verify());
}

TEST_CASE("cut at any piece, on either side of it, and restarted: it goes on where it was", "[attachments]") {
  ServedTown town;
  Kiosk kiosk(town);
  const auto photo = kiosk.take();
  const int pieces = static_cast<int>((photo.sealed.size() + 262'143) / 262'144);
  REQUIRE(pieces == 3);
  const int cut_at = GENERATE(1, 2, 3);
  kiosk.line.cut_at = cut_at;
  kiosk.line.arrives = GENERATE(false, true);
  const int restarted = GENERATE(0, 1, 2);  // nobody, the kiosk, the receiver
  CHECK(kiosk.attempt().trouble == SyncTrouble::NoNetwork);
  CHECK(kiosk.status().received == 0);
  CHECK(kiosk.holds(photo));
  if (restarted == 1) kiosk.restart();
  if (restarted == 2) town.serve(town.data());
  const auto arrived = static_cast<std::uint64_t>(cut_at - (kiosk.line.arrives ? 0 : 1)) * 262'144;
  kiosk.line.cut_at = 0;
  kiosk.line.pieces.clear();
  CHECK(kiosk.attempt().trouble == SyncTrouble::None);
  CHECK(kiosk.status().received == 1);
  CHECK(has_whole(town, photo));
  REQUIRE_FALSE(kiosk.line.pieces.empty());
  if (arrived >= photo.sealed.size())
    CHECK(kiosk.line.pieces.size() == 1);  // only the answer was lost: any piece brings it again
  else
    CHECK(kiosk.line.pieces.front() == arrived);
}

TEST_CASE("wrong bytes on the way are not taken, and wrong bytes stored are thrown away", "[attachments]") {
  ServedTown town;
  Kiosk kiosk(town);
  const auto photo = kiosk.take();
  kiosk.line.on_way = [](platform::HttpRequest& request) {
    if (is_piece(request)) request.body[5] ^= 1;
  };
  CHECK(kiosk.attempt().trouble != SyncTrouble::None);
  CHECK(kiosk.status().received == 0);
  kiosk.line.on_way = [](platform::HttpRequest&) {};
  auto spoilt = photo;  // well signed by the device, but not the file that the record names
  spoilt.sealed[7] ^= 1;
  const auto begun = word_of(town, town.ask(piece_of(town, spoilt, 0, 262'144)));
  CHECK(begun.have == 262'144);
  const auto size = photo.sealed.size();
  CHECK(word_of(town, town.ask(piece_of(town, photo, 262'144, 262'144))).have == 524'288);
  const auto ended = word_of(town, town.ask(piece_of(town, photo, 524'288, size - 524'288)));
  CHECK(ended.have == 0);
  CHECK_FALSE(ended.is_whole);
  CHECK_FALSE(ended.discarded.empty());
  CHECK(kiosk.attempt().trouble == SyncTrouble::None);
  CHECK(has_whole(town, photo));
}

TEST_CASE("the kiosk starts over what the receiver had to throw away", "[attachments]") {
  ServedTown town;
  Kiosk kiosk(town);
  const auto photo = expected_photo(town, kiosk);
  auto spoilt = photo;
  spoilt.sealed[7] ^= 1;
  word_of(town, town.ask(piece_of(town, spoilt, 0, 262'144)));
  CHECK(kiosk.attempt().trouble == SyncTrouble::None);
  CHECK(kiosk.line.pieces == std::vector<std::uint64_t>{262'144, 524'288, 0, 262'144, 524'288});
  CHECK(has_whole(town, photo));
}

TEST_CASE("a piece beyond what is there is not stored, one below it is fine", "[attachments]") {
  ServedTown town;
  Kiosk kiosk(town);
  const auto photo = expected_photo(town, kiosk);
  CHECK(word_of(town, town.ask(piece_of(town, photo, 100, 100))).have == 0);
  CHECK(word_of(town, town.ask(piece_of(town, photo, 0, 100))).have == 100);
  CHECK(word_of(town, town.ask(piece_of(town, photo, 0, 100))).have == 100);
  CHECK(word_of(town, town.ask(piece_of(town, photo, 50, 100))).have == 150);
  CHECK(word_of(town, town.ask(piece_of(town, photo, 151, 100))).have == 150);
  CHECK(town.ledger->verify());
  const auto whole = word_of(town, town.ask(piece_of(town, photo, 0, photo.sealed.size())));
  CHECK(whole.is_whole);
  CHECK_FALSE(whole.is_stable);
  CHECK(word_of(town, town.ask(piece_of(town, photo, 7, 1))).is_whole);
  CHECK(has_whole(town, photo));
}

TEST_CASE("pieces that are not in order are refused, and leave nothing", "[attachments]") {
  ServedTown town;
  Kiosk kiosk(town);
  const auto photo = expected_photo(town, kiosk);
  doubles::CountingRandom other_dice(99);
  const auto unnamed = sync::photo(other_dice);
  const auto unexpected = town.ask(piece_of(town, unnamed, 0, 100));
  CHECK(unexpected.status == 404);
  const auto problem = tests::problem_of(unexpected);
  CHECK(problem.nonce == "abcd");
  CHECK(sync::is_signed_by(problem, town.municipality.receipt_key.public_key));
  const auto changed = [&](const std::string& name, const std::string& value) {
    auto request = piece_of(town, photo, 0, 100);
    for (auto& header : request.headers)
      if (header.first == name) header.second = value;
    return town.ask(request).status;
  };
  CHECK(changed("content-range", "bytes 0-99/100") == 401);  // it is signed for
  CHECK(changed("content-range", "bytes */5") == 400);
  CHECK(changed("content-type", "application/cbor-seq") == 415);
  CHECK(changed("talt-receiver", std::string(64, '0')) == 421);
  CHECK(changed("content-digest", "sha-256=:AAAA:") == 400);
  auto posted = piece_of(town, photo, 0, 100);
  posted.method = "POST";
  CHECK(town.ask(posted).status == 405);
  auto shorter = photo;
  shorter.sealed.resize(shorter.sealed.size() - 1);  // another size than the record names
  CHECK(town.ask(piece_of(town, shorter, 0, 100)).status == 422);
  doubles::MadeDevice stranger(town.random);
  auto theirs = piece_of(town, photo, 0, 100);
  for (const char* name : {"content-digest", "signature-input", "signature"})
    std::erase_if(theirs.headers, [&](const auto& header) { return header.first == name; });
  sync::sign_piece(theirs, theirs.url, stranger.key, "abcd");
  CHECK(town.ask(theirs).status == 401);
  CHECK(word_of(town, town.ask(piece_of(town, photo, 100, 100))).have == 0);
}

TEST_CASE("the receipt of a batch says what is missing, those begun first, and no more than it may",
          "[attachments]") {
  ServedTown town;
  Kiosk kiosk(town);
  std::vector<SealedAttachment> photos;
  for (int i = 0; i < 40; ++i) photos.push_back(kiosk.take(1));
  std::optional<sync::Receipt> last;
  kiosk.line = Line([&](const platform::HttpRequest& request) -> Answer {
    if (is_piece(request)) return platform::HttpError{platform::HttpFailure::Unreachable, "cut"};
    auto answer = town.ask(request);
    last = town.receipt_of(answer);
    return answer;
  });
  kiosk.attempt();
  REQUIRE(last);
  CHECK(last->attachments.named == 40);
  CHECK(last->attachments.whole == 0);
  CHECK(last->attachments.missing.size() == sync::missing_attachments_max);
  CHECK(word_of(town, town.ask(piece_of(town, photos[39], 0, 100))).have == 100);
  word_of(town, town.ask(piece_of(town, photos[0], 0, photos[0].sealed.size())));
  kiosk.attempt();
  CHECK(last->attachments.whole == 1);
  REQUIRE_FALSE(last->attachments.missing.empty());
  CHECK(last->attachments.missing[0].name == photos[39].attachment.name);
  CHECK(last->attachments.missing[0].have == 100);
}

TEST_CASE("files go once a backup has them, and a restored receiver gets again what it lost",
          "[attachments]") {
  ServedTown town;
  Kiosk kiosk(town);
  const auto one = kiosk.take();
  REQUIRE(kiosk.attempt().trouble == SyncTrouble::None);
  const auto copied = receiver::back_up(town.data(), *town.ledger, town.folder / "backup");
  REQUIRE(copied);
  CHECK(copied->attachments.whole == 1);
  std::vector<SealedAttachment> later;
  for (int i = 0; i < 40; ++i) later.push_back(kiosk.take(1));
  REQUIRE(kiosk.attempt().trouble == SyncTrouble::None);
  CHECK_FALSE(kiosk.holds(one));
  CHECK(kiosk.holds(later[0]));
  CHECK(kiosk.status().received == 41);

  town.ledger.reset();
  REQUIRE(receiver::restore(town.folder / "backup", town.folder / "restored", ""));
  town.serve(town.folder / "restored");
  CHECK(has_whole(town, one));
  CHECK_FALSE(has_whole(town, later[0]));
  CHECK(kiosk.attempt().trouble == SyncTrouble::None);  // more than one receipt can name
  for (const auto& photo : later) CHECK(has_whole(town, photo));
  CHECK(kiosk.status().received == 41);
  CHECK(kiosk.status().lost == 0);
}

TEST_CASE("a receiver whose disk is nearly full takes records and no attachments", "[attachments]") {
  ServedTown town;
  Kiosk kiosk(town);
  std::int64_t free = 1000;
  town.service = std::make_unique<receiver::Service>(
      town.municipality, *town.ledger, [] { return std::int64_t{1000}; }, [](const std::string&) {},
      [&free] { return core::Result<std::int64_t>(free); });
  const auto photo = kiosk.take();
  CHECK(kiosk.attempt().trouble == SyncTrouble::ReceiverFault);
  CHECK(kiosk.journal->status().pending == 0);
  CHECK(kiosk.status().received == 0);
  free = std::int64_t{1} << 40;
  CHECK(kiosk.attempt().trouble == SyncTrouble::None);
  CHECK(has_whole(town, photo));
}

TEST_CASE("over TLS too, with the receiver gone in between", "[attachments]") {
  ServedTown town;
  Kiosk kiosk(town);
  const auto photo = kiosk.take(2'000'000);
  std::atomic<int> pieces{0};
  std::unique_ptr<platform::HttpServer> server;
  const auto serve = [&](int pieces_taken) {
    server.reset();
    platform::HttpServerOptions options;
    options.port = 0;
    options.threads = 2;
    options.certificate_pem = town.municipality.server_pem;
    options.key_pem = town.municipality.server_key_pem;
    auto http = town.service->as_http();
    const auto admit = http.admit;
    http.admit =
        [&, admit, pieces_taken](
            const platform::ServedRequest& head) -> std::variant<platform::HttpResponse, std::size_t> {
      if (head.method == "PUT" && ++pieces > pieces_taken) return platform::HttpResponse{503, {}, {}};
      return admit(head);
    };
    auto opened = platform::open_http_server(options, http);
    REQUIRE(opened);
    server = std::move(*opened);
    kiosk.who.url = "https://127.0.0.1:" + std::to_string(server->port());
  };
  const auto attempt = [&] {
    auto client = platform::open_http_client({kiosk.who.ca_pem});
    REQUIRE(client);
    return sync::Uploader(*kiosk.journal, **client, kiosk.who, town.random).attempt({});
  };
  serve(7);
  CHECK(attempt().trouble == SyncTrouble::Busy);
  server.reset();
  CHECK(attempt().trouble == SyncTrouble::NoNetwork);
  kiosk.restart();
  town.serve(town.data());
  pieces = 0;
  serve(1000);
  CHECK(attempt().trouble == SyncTrouble::None);
  CHECK(pieces == 2);  // of nine: seven were there
  CHECK(has_whole(town, photo));
}

TEST_CASE("two receivers on one database complete one file between them", "[attachments]") {
  const auto store = GENERATE(tests::Store::Sqlite, tests::Store::Postgres);
  doubles::TemporaryFolder folder;
  const auto database = tests::empty_database(store, folder);
  if (!database) return;
  ServedTown town(store == tests::Store::Sqlite ? std::string() : *database);
  Kiosk kiosk(town);
  const auto photo = expected_photo(town, kiosk);
  auto other = receiver::Ledger::open(town.municipality.database);
  REQUIRE(other);
  receiver::Service second(
      town.municipality, **other, [] { return std::int64_t{1000}; }, [](const std::string&) {});
  word_of(town, town.ask(piece_of(town, photo, 0, 262'144)));
  const auto rest = piece_of(town, photo, 262'144, photo.sealed.size() - 262'144);
  const auto answer = second.as_http().answer({rest.method, rest.url, rest.headers, rest.body});
  CHECK(word_of(town, answer).is_whole);
  CHECK(has_whole(town, photo));
}
