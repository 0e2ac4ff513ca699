// SPDX-License-Identifier: EUPL-1.2
// Reads a kiosk's journal with the municipality's keys and tells each record in a few words.
#pragma once

#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "sync/batch.h"
#include "sync/device_identity.h"
#include "sync/journal.h"

namespace talt::tests {

struct Municipality {
  platform::SigningKey device_key, receipt_key;
  platform::BoxKey sealing_key;

  explicit Municipality(platform::Random& random)
      : device_key(platform::make_signing_key(random)),
        receipt_key(platform::make_signing_key(random)),
        sealing_key(platform::make_box_key(random)) {}

  sync::DeviceIdentity identity() const {
    sync::DeviceIdentity who;
    who.municipality_name = "Åre kommun";
    who.device_name = "Torget 1";
    who.url = "https://127.0.0.1:1";  // nobody listens there
    who.device.fill(0xd1);
    who.device_key = platform::signing_key_from_seed(platform::seed_of(device_key));
    who.receipt_key = receipt_key.public_key;
    who.sealing_keys = {sealing_key.public_key};
    return who;
  }
};

struct Recorded {
  std::vector<std::string> all;  // of all runs, in order, without dialogue pieces and clocks
  std::size_t runs = 0;
  std::vector<std::string> dialogues;  // the digests carried, one a run
  std::vector<core::ClockRecord> clocks;
  std::vector<core::Record> of_walks;
};

inline const char* given_in_words(core::Given given) {
  switch (given) {
    case core::Given::Self:
      return "self";
    case core::Given::Assisted:
      return "assisted";
    default:
      return "otherwise";
  }
}

/// An answer in a few words.
struct InWords {
  std::string operator()(const core::Skipped&) const { return "skipped"; }
  std::string operator()(const core::DotsAnswer& answer) const {
    std::string words = "dots";
    for (const auto dots : answer.dots) words += " " + std::to_string(dots);
    return words;
  }
  std::string operator()(const core::ChoiceAnswer& answer) const {
    std::string words = "chosen";
    for (std::size_t i = 0; i < answer.chosen.size(); ++i)
      if (answer.chosen[i]) words += " " + std::to_string(i);
    return words;
  }
  std::string operator()(const core::ScaleAnswer& answer) const {
    return "step " + std::to_string(answer.step);
  }
  std::string operator()(const core::TextAnswer& answer) const { return "text " + answer.text; }
  std::string operator()(const core::PinAnswer& answer) const {
    std::string words = "pins";
    for (const auto& pin : answer.pins)
      words += " " + (pin.category ? std::to_string(*pin.category) : std::string("-")) +
               (pin.place ? "@" + std::to_string(*pin.place) : std::string()) +
               (pin.comment.empty() ? "" : "(" + pin.comment + ")");
    return words;
  }
};

struct Telling {
  const core::Dialogue& dialogue;
  Recorded& into;

  std::string question(std::size_t number) const { return dialogue.questions[number].id; }
  void say(std::string words) const { into.all.push_back(std::move(words)); }

  void operator()(const core::VisitBegin& record) const {
    say("begin " + dialogue.languages[record.language].tag + " " + given_in_words(record.given));
  }
  void operator()(const core::AnswerRecord& record) const {
    say(question(record.question) + ": " + std::visit(InWords{}, record.answer));
  }
  void operator()(const core::VisitEnd& record) const {
    static constexpr const char* how[] = {"", "done", "left", "idle"};
    say(std::string("end ") + how[static_cast<int>(record.how)] + " after " + std::to_string(record.shown));
  }
  void operator()(const core::VoidRecord& record) const {
    static constexpr const char* why[] = {"", "changed", "test", "joke"};
    say("void " + (record.question ? question(*record.question) : std::string("visit")) + " " +
        why[static_cast<int>(record.reason)]);
  }
  void operator()(const core::DialoguePiece& record) const {
    const auto digest = platform::to_hex(record.digest);
    if (record.piece == 0) into.dialogues.push_back(digest);
  }
  void operator()(const core::ClockRecord& record) const { into.clocks.push_back(record); }
  void operator()(const core::ShiftNote& record) const {
    say("note " + record.weather + "|" + record.event + "|" + record.staff + "|" + record.note);
  }
  void operator()(const core::PosterRecord& record) const {
    std::string words = "poster " + question(record.question);
    for (const auto dots : record.dots) words += " " + std::to_string(dots);
    say(words + " by " + std::to_string(record.people));
  }
  void operator()(const core::HostRecord& record) const {
    static constexpr const char* acts[] = {"", "day ended", "paused", "resumed"};
    say(acts[static_cast<int>(record.act)]);
  }
  template <class OfWalk>
  void operator()(const OfWalk& record) const {
    say("of a walk");
    into.of_walks.push_back(record);
  }
};

/// Opens a batch that holds a whole run; fails the test where the chain does not hold.
inline void read_run(const sync::StoredBatch& batch, const Municipality& municipality,
                     const core::Dialogue& dialogue, Recorded& into) {
  const auto header = sync::decode_run_header(batch.header);
  REQUIRE(header);
  CHECK(batch.first == header->first);
  CHECK(batch.before == sync::first_head(batch.header));
  const auto key = platform::open_sealed(municipality.sealing_key, header->run_key.at(0).sealed);
  REQUIRE(key);
  sync::Opener opener(platform::Secret::from(*key), header->device, header->run, header->first);
  auto head = batch.before;
  for (std::size_t i = 0; i < batch.frames.size(); ++i) {
    head = sync::next_head(head, batch.frames[i]);
    const auto plain = opener.open(batch.first + i, batch.frames[i]);
    REQUIRE(plain);
    const auto record = core::decode(*plain, &dialogue);
    if (!record) FAIL(record.error().text());
    std::visit(Telling{dialogue, into}, *record);
  }
  CHECK(head == batch.after);
}

/// All runs, oldest first. Gives the journal a receipt for each on the way.
inline Recorded read_journal(const std::string& folder, const Municipality& municipality,
                             const core::Dialogue& dialogue) {
  Recorded into;
  const auto random = platform::open_system_random();
  const auto journal = sync::Journal::open(folder, municipality.identity().for_journal(), *random);
  REQUIRE(journal);
  CHECK((*journal)->status().warnings.empty());
  for (;;) {
    const auto batch = (*journal)->peek(1'000'000, 1'000'000'000);
    REQUIRE(batch);
    if (!*batch) return into;
    ++into.runs;
    read_run(**batch, municipality, dialogue, into);
    sync::Receipt receipt;
    receipt.device = municipality.identity().device;
    receipt.run = (*batch)->run;
    receipt.through = (*batch)->first + (*batch)->frames.size() - 1;
    receipt.head = (*batch)->after;
    receipt.nonce = "n";
    sync::sign(receipt, municipality.receipt_key);
    REQUIRE((*journal)->receipted(receipt, "n"));
  }
}

}  // namespace talt::tests
