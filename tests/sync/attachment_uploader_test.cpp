// SPDX-License-Identifier: EUPL-1.2
// Attachments on their way to whatever answers: pieces go on from where the receiver says, and nothing counts
// but its signed word. With the real receiver: tests/receiver/attachments_test.cpp.
#include "sync/attachment_uploader.h"

#include <fstream>

#include "sync/attachment_piece.h"
#include "tests/sync/attachment_rig.h"

using namespace talt;
using namespace talt::sync;
using core::SyncTrouble;
using platform::HttpError;
using platform::HttpRequest;
using platform::HttpResponse;

namespace {

using Answer = std::variant<HttpResponse, HttpError>;

struct Piece {
  PieceRange range;
  std::string nonce;
  core::AttachmentName name{};
};

/// Checks each request as a receiver must, and answers by a script.
class ScriptedClient final : public platform::HttpClient {
 public:
  explicit ScriptedClient(platform::PublicKey device_key) : device_key_(device_key) {}
  std::function<Answer(const Piece&)> script;
  std::vector<Piece> seen;

  Answer send(const HttpRequest& request, std::size_t) override {
    const auto path = request.url.substr(request.url.find("/v1/"));
    const auto verified = verify_piece(request.method, path, request.headers, request.body, device_key_);
    REQUIRE(verified);
    const auto range = decode_content_range(*platform::find_header(request.headers, "content-range"));
    REQUIRE(range);
    CHECK(range->count() == request.body.size());
    const auto name = platform::from_hex(path.substr(path.rfind('/') + 1));
    REQUIRE(name);
    seen.push_back({*range, verified->nonce, *platform::exactly<32>(*name)});
    REQUIRE(seen.size() < 1000);  // it ends, whatever answers
    return script(seen.back());
  }
  void cancel() override {}

 private:
  platform::PublicKey device_key_;
};

struct Rig : JournalRig {
  std::unique_ptr<Journal> journal = open();
  ScriptedClient client{device_key.public_key};
  DeviceIdentity who;
  SyncOutcome outcome;

  Rig() {
    who.url = "https://receiver.example";
    who.device = identity().device;
    who.device_key = platform::signing_key_from_seed(platform::seed_of(device_key));
    who.receipt_key = receipt_key.public_key;
  }
  SealedAttachment take(std::size_t size = 600'000) {
    auto sealed = keep_and_name(*journal, folder.path(), random, size);
    const auto run = *journal->status().current;
    REQUIRE(journal->receipted(receipt(run.run, run.last, run.head), "n"));
    return sealed;
  }
  AttachmentReceipt word(const Piece& piece, std::uint64_t have) const {
    AttachmentReceipt out;
    out.device = who.device;
    out.name = piece.name;
    out.have = have;
    out.size = piece.range.size;
    out.is_whole = have == out.size;
    out.nonce = piece.nonce;
    sign(out, receipt_key);
    return out;
  }
  static HttpResponse as_answer(const AttachmentReceipt& receipt) {
    return {200, {{"content-type", "application/talt-attachment-receipt+cbor"}}, encode(receipt)};
  }
  Answer takes(const Piece& piece) const { return as_answer(word(piece, piece.range.last + 1)); }
  AttachmentUploader::Ended send(const std::function<void()>& tell = [] {}) {
    outcome = {};
    client.seen.clear();
    return AttachmentUploader(*journal, client, who, random).send_all(tell, outcome);
  }
  std::uint64_t received() { return journal->status().attachments.received; }
};

HttpResponse problem(int status) {
  HttpResponse response{status, {{"content-type", "application/problem+json"}}, {}};
  core::append(response.body, core::as_bytes(encode(Problem{status, "about:blank", "No", "", "", {}})));
  return response;
}

}  // namespace

TEST_CASE("a file goes in pieces that follow one another") {
  Rig rig;
  const auto sealed = rig.take();
  rig.client.script = [&](const Piece& piece) { return rig.takes(piece); };
  CHECK(rig.send() == AttachmentUploader::Ended::AllSent);
  CHECK(rig.outcome.trouble == SyncTrouble::None);
  REQUIRE(rig.client.seen.size() == (sealed.sealed.size() + 262'143) / 262'144);
  std::uint64_t next = 0;
  for (const auto& piece : rig.client.seen) {
    CHECK(piece.range.first == next);
    CHECK(piece.range.size == sealed.sealed.size());
    next = piece.range.last + 1;
  }
  CHECK(next == sealed.sealed.size());
  CHECK(rig.received() == 1);
  CHECK(rig.send() == AttachmentUploader::Ended::NothingSent);
  CHECK(rig.client.seen.empty());
}

TEST_CASE("it goes on from where the receiver has it, forwards and back") {
  Rig rig;
  rig.take();
  rig.client.script = [&](const Piece& piece) {
    if (rig.client.seen.size() == 1) return Answer(Rig::as_answer(rig.word(piece, 500'000)));
    if (rig.client.seen.size() == 2) return Answer(Rig::as_answer(rig.word(piece, 100'000)));
    return rig.takes(piece);
  };
  CHECK(rig.send() == AttachmentUploader::Ended::AllSent);
  CHECK(rig.client.seen[1].range.first == 500'000);
  CHECK(rig.client.seen[2].range.first == 100'000);
  CHECK(rig.received() == 1);
}

TEST_CASE("at 99 per cent it breaks, and at 99 per cent it goes on, after a restart too") {
  Rig rig;
  const auto sealed = rig.take(2'000'000);
  const auto last = (sealed.sealed.size() - 1) / 262'144 * 262'144;
  rig.client.script = [&](const Piece& piece) -> Answer {
    if (piece.range.first == last) return HttpError{platform::HttpFailure::TimedOut, "gone"};
    return rig.takes(piece);
  };
  CHECK(rig.send() == AttachmentUploader::Ended::InTheWay);
  CHECK(rig.outcome.trouble == SyncTrouble::NoNetwork);
  CHECK(rig.received() == 0);
  rig.client.script = [&](const Piece& piece) { return rig.takes(piece); };
  const bool is_restarted = GENERATE(false, true);
  if (is_restarted) {
    rig.journal.reset();
    rig.journal = rig.open();
    auto asked = rig.receipt(rig.journal->held_runs().at(0), 1, rig.journal->status().current->head);
    asked.attachments = {1, 0, 0, {{sealed.attachment.name, last}}};
    sign(asked, rig.receipt_key);
    REQUIRE(rig.journal->receipted(asked, "n"));
  }
  CHECK(rig.send() == AttachmentUploader::Ended::AllSent);
  REQUIRE(rig.client.seen.size() == 1);
  CHECK(rig.client.seen[0].range.first == last);
}

TEST_CASE("whatever answers, nothing counts but the receiver's signed word, and an attempt ends") {
  Rig rig;
  const auto sealed = rig.take();
  using Ended = AttachmentUploader::Ended;
  struct Case {
    const char* name;
    std::function<Answer(const Piece&)> script;
    Ended ended;
    SyncTrouble trouble;
  };
  const auto bent = [&](const std::function<void(AttachmentReceipt&)>& bend, bool is_signed) {
    return [&rig, bend, is_signed](const Piece& piece) -> Answer {
      auto receipt = rig.word(piece, piece.range.size);
      bend(receipt);
      if (is_signed) sign(receipt, rig.receipt_key);
      return Rig::as_answer(receipt);
    };
  };
  const auto says = [](const HttpResponse& response) {
    return [response](const Piece&) -> Answer { return response; };
  };
  const std::vector<Case> cases{
      {"a portal", says({200, {{"content-type", "text/html"}}, {'h', 'i'}}), Ended::InTheWay,
       SyncTrouble::NotTheReceiver},
      {"an empty 200", says({200, {}, {}}), Ended::InTheWay, SyncTrouble::NotTheReceiver},
      {"not signed", bent([](auto& receipt) { receipt.time_s = 5; }, false), Ended::InTheWay,
       SyncTrouble::NotTheReceiver},
      {"another nonce", bent([](auto& receipt) { receipt.nonce = "00"; }, true), Ended::InTheWay,
       SyncTrouble::NotTheReceiver},
      {"another device", bent([](auto& receipt) { receipt.device.fill(3); }, true), Ended::InTheWay,
       SyncTrouble::NotTheReceiver},
      {"another attachment", bent([](auto& receipt) { receipt.name.fill(3); }, true), Ended::InTheWay,
       SyncTrouble::NotTheReceiver},
      {"beyond its size", bent([](auto& receipt) { ++receipt.have; }, true), Ended::InTheWay,
       SyncTrouble::NotTheReceiver},
      {"another size", bent([](auto& receipt) { receipt.have = ++receipt.size; }, true), Ended::NothingSent,
       SyncTrouble::ReceiverFault},
      {"it never moves", [&](const Piece& piece) { return Answer(Rig::as_answer(rig.word(piece, 0))); },
       Ended::NothingSent, SyncTrouble::ReceiverFault},
      {"a redirect", says({302, {{"location", "https://x"}}, {}}), Ended::InTheWay,
       SyncTrouble::NotTheReceiver},
      {"busy", says({503, {{"retry-after", "30"}}, {}}), Ended::InTheWay, SyncTrouble::Busy},
      {"413 for ever", says(problem(413)), Ended::NothingSent, SyncTrouble::ReceiverFault},
      {"422", says(problem(422)), Ended::NothingSent, SyncTrouble::ReceiverFault},
      {"somebody's 404", says(problem(404)), Ended::InTheWay, SyncTrouble::NotTheReceiver},
      {"somebody's 403", says(problem(403)), Ended::InTheWay, SyncTrouble::NotTheReceiver},
      {"no room", says(problem(507)), Ended::InTheWay, SyncTrouble::ReceiverFault}};
  for (const auto& each : cases) {
    INFO(each.name);
    rig.client.script = each.script;
    CHECK(rig.send() == each.ended);
    CHECK(rig.outcome.trouble == each.trouble);
    CHECK(rig.received() == 0);
    CHECK(rig.journal->shelf().holds(named(sealed)));
  }
}

TEST_CASE("a piece that is too large for what lies between is halved") {
  Rig rig;
  rig.take();
  rig.client.script = [&](const Piece& piece) -> Answer {
    if (piece.range.count() > 70'000) return HttpResponse{413, {}, {}};
    return rig.takes(piece);
  };
  CHECK(rig.send() == AttachmentUploader::Ended::AllSent);
  CHECK(rig.client.seen[2].range.count() == 65'536);
}

TEST_CASE("a line that breaks off early carries smaller pieces, and larger ones again when it can") {
  Rig rig;
  const auto sealed = rig.take();
  rig.client.script = [&](const Piece& piece) -> Answer {
    if (piece.range.first < 100'000 && piece.range.count() > 20'000)
      return HttpError{platform::HttpFailure::BrokeOff, "cut"};
    return rig.takes(piece);
  };
  CHECK(rig.send() == AttachmentUploader::Ended::AllSent);
  CHECK(rig.received() == 1);
  const auto& seen = rig.client.seen;
  CHECK(std::any_of(seen.begin(), seen.end(),
                    [](const Piece& piece) { return piece.range.count() == 262'144; }));
  CHECK(std::any_of(seen.begin(), seen.end(),
                    [](const Piece& piece) { return piece.range.count() == 16'384; }));
  CHECK(seen.back().range.last + 1 == sealed.sealed.size());
}

TEST_CASE("a line that breaks off whatever it carries ends the attempt") {
  Rig rig;
  rig.take();
  rig.client.script = [](const Piece&) -> Answer {
    return HttpError{platform::HttpFailure::BrokeOff, "cut"};
  };
  CHECK(rig.send() == AttachmentUploader::Ended::InTheWay);
  CHECK(rig.outcome.trouble == SyncTrouble::NoNetwork);
  CHECK(rig.client.seen.size() < 6);
  CHECK(rig.received() == 0);
}

TEST_CASE("one that does not come through does not hold up the others") {
  Rig rig;
  const auto bad = rig.take(), good = rig.take();
  const auto refused = problem(422);
  rig.client.script = [&](const Piece& piece) -> Answer {
    if (piece.name == bad.attachment.name) return refused;
    return rig.takes(piece);
  };
  CHECK(rig.send() == AttachmentUploader::Ended::AllSent);
  CHECK(rig.outcome.trouble == SyncTrouble::ReceiverFault);
  CHECK(rig.received() == 1);
}

TEST_CASE("what the whole's hash does not bear out is started over, not for ever") {
  Rig rig;
  const auto sealed = rig.take();
  int wholes = 0;
  const int spoilt = GENERATE(1, 1000);
  rig.client.script = [&](const Piece& piece) -> Answer {
    if (piece.range.last + 1 < piece.range.size || ++wholes > spoilt) return rig.takes(piece);
    auto receipt = rig.word(piece, 0);
    receipt.discarded = "it was another's";
    sign(receipt, rig.receipt_key);
    return Rig::as_answer(receipt);
  };
  CHECK(rig.send() ==
        (spoilt == 1 ? AttachmentUploader::Ended::AllSent : AttachmentUploader::Ended::NothingSent));
  CHECK(wholes == (spoilt == 1 ? 2 : 3));
  CHECK(rig.journal->shelf().holds(named(sealed)));
}

TEST_CASE("a file that rotted on the card is not sent, and the others are") {
  Rig rig;
  const auto rotten = rig.take(), sound = rig.take();
  std::fstream file(rig.folder / ("attachments/" + platform::to_hex(rotten.attachment.name)),
                    std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(1000);
  file.put(static_cast<char>(rotten.sealed[1000] ^ 1));
  file.close();
  rig.client.script = [&](const Piece& piece) { return rig.takes(piece); };
  CHECK(rig.send() == AttachmentUploader::Ended::AllSent);
  for (const auto& piece : rig.client.seen) CHECK(piece.name == sound.attachment.name);
  CHECK(rig.journal->status().attachments.lost == 1);
  CHECK(rig.journal->status().warnings.size() == 1);
  CHECK(rig.send() == AttachmentUploader::Ended::NothingSent);
  CHECK(rig.client.seen.empty());
}

TEST_CASE("a record that comes in mid-file goes first") {
  Rig rig;
  rig.take(2'000'000);
  rig.client.script = [&](const Piece& piece) {
    if (rig.client.seen.size() == 2) rig.append(*rig.journal, "an observation");
    return rig.takes(piece);
  };
  CHECK(rig.send() == AttachmentUploader::Ended::RecordsWait);
  CHECK(rig.client.seen.size() == 2);
  rig.client.script = [&](const Piece& piece) { return rig.takes(piece); };
  CHECK(rig.send() == AttachmentUploader::Ended::AllSent);
  CHECK(rig.client.seen[0].range.first == 2 * 262'144);
}

TEST_CASE("Content-Range has one form") {
  const PieceRange range{0, 262'143, 2'097'696};
  CHECK(encode_content_range(range) == "bytes 0-262143/2097696");
  const auto read = decode_content_range(encode_content_range(range));
  REQUIRE(read);
  CHECK(read->last == 262'143);
  for (const char* other : {"",
                            "bytes",
                            "bytes ",
                            "bytes 0-1",
                            "bytes 0-1/",
                            "bytes -1/2",
                            "bytes 0-/2",
                            "bytes 1-0/2",
                            "bytes 0-2/2",
                            "bytes 0-1/*",
                            "bytes */2",
                            "bytes 00-1/2",
                            "bytes 0-01/2",
                            "bytes +0-1/2",
                            "bytes 0-1/2 ",
                            "bytes  0-1/2",
                            "Bytes 0-1/2",
                            "bytes=0-1/2",
                            "bytes 0-1/18446744073709551616",
                            "bytes 0-1/2/3",
                            "items 0-1/2"}) {
    INFO(other);
    CHECK_FALSE(decode_content_range(other));
  }
}

TEST_CASE("an attachment's receipt has one form") {
  Rig rig;
  const auto receipt = rig.word({{0, 9, 10}, "00ff", {}}, 10);
  const auto bytes = encode(receipt);
  const auto read = decode_attachment_receipt(bytes);
  REQUIRE(read);
  CHECK(is_signed_by(*read, rig.receipt_key.public_key));
  for (std::size_t size = 0; size < bytes.size(); ++size)
    CHECK_FALSE(decode_attachment_receipt(core::ByteView(bytes).first(size)));
  auto longer = bytes;
  longer.push_back(0);
  CHECK_FALSE(decode_attachment_receipt(longer));
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    auto changed = bytes;
    changed[at] ^= 1;
    const auto other = decode_attachment_receipt(changed);
    CHECK_FALSE((other && is_signed_by(*other, rig.receipt_key.public_key)));
  }
}
