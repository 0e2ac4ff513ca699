// SPDX-License-Identifier: EUPL-1.2
#include "app/core/record.h"

#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "app/core/limits.h"
#include "tests/doubles/square.h"

using namespace talt::core;
using namespace talt::doubles;

namespace {

constexpr VisitId visit{1, 2, 3, 4, 5, 6, 7, 8};
constexpr std::int64_t some_hour = 1'795'485'600;

AnswerRecord answered(std::size_t question, Answer answer) {
  return {visit, question, std::move(answer), 1, Given::Self, some_hour};
}

std::size_t length_of(const Record& record, const Dialogue& dialogue) {
  auto bytes = encode(record, dialogue);
  REQUIRE(bytes.ok());
  return bytes->size();
}

Record read_back(const Record& record, const Dialogue& dialogue) {
  auto bytes = encode(record, dialogue);
  REQUIRE(bytes.ok());
  auto read = decode(*bytes, &dialogue);
  INFO((read ? std::string() : read.error().text()));
  REQUIRE(read.ok());
  REQUIRE(read->index() == record.index());
  return *read;
}

std::vector<Record> one_of_each() {
  DialoguePiece piece;
  piece.digest.fill(7);
  piece.piece = 1;
  piece.pieces = 3;
  piece.content = Bytes(dialogue_piece_bytes_max, 0x5a);
  return {VisitBegin{visit, 1, Given::Assisted, some_hour},
          answered(priorities, DotsAnswer{{2, 0, 1, 0}}),
          answered(visits, ChoiceAnswer{{false, true, false}}),
          answered(feel, ScaleAnswer{4}),
          answered(wish, TextAnswer{"Mer ljus vid bäcken"}),
          answered(where, PinAnswer{{{63.3121, -13.6504, 1, 0, "mörkt"}, {-1.5, 2, {}, {}, ""}}}),
          VisitEnd{visit, Ending::Left, 3},
          VoidRecord{visit, 2, VoidReason::Changed},
          VoidRecord{visit, {}, VoidReason::Joke},
          piece,
          ClockRecord{{9}, 12345, -5, ClockSource::Gps},
          ShiftNote{some_hour, "regn", "marknad", "två", "lugnt"},
          PosterRecord{visit, 0, {300, 0, 7, 1}, 120, some_hour},
          HostRecord{HostAct::Pause, some_hour}};
}

}  // namespace

TEST_CASE("every answer to a dot question, a skip too, has the same length") {
  const auto dialogue = square();
  std::set<std::size_t> lengths{length_of(answered(priorities, Skipped{}), dialogue)};
  for (std::uint32_t mix = 0; mix < 81; ++mix)
    lengths.insert(length_of(
        answered(priorities, DotsAnswer{{mix % 3, mix / 3 % 3, mix / 9 % 3, mix / 27 % 3}}), dialogue));
  CHECK(lengths == std::set<std::size_t>{48});
}

TEST_CASE("every answer to a choice or a scale, a skip too, has the same length") {
  auto dialogue = square();
  dialogue.questions[visits] = question_of(QuestionKind::Choice, "visits", alternatives_max);
  dialogue.questions[feel].steps = 11;
  std::set<std::size_t> lengths{length_of(answered(visits, Skipped{}), dialogue),
                                length_of(answered(feel, Skipped{}), dialogue)};
  for (std::uint32_t mix = 0; mix < 1u << alternatives_max; ++mix) {
    ChoiceAnswer answer;
    for (std::size_t i = 0; i < alternatives_max; ++i) answer.chosen.push_back((mix >> i & 1) != 0);
    lengths.insert(length_of(answered(visits, answer), dialogue));
  }
  for (int step = 1; step <= 11; ++step)
    lengths.insert(length_of(answered(feel, ScaleAnswer{step}), dialogue));
  CHECK(lengths == std::set<std::size_t>{48});
}

TEST_CASE("dots on twelve alternatives of the last question fit the smallest bucket") {
  auto dialogue = square();
  dialogue.questions.assign(questions_max, question_of(QuestionKind::Dots, "many", alternatives_max));
  auto record = answered(questions_max - 1, DotsAnswer{std::vector<std::uint32_t>(alternatives_max, 1)});
  CHECK(length_of(record, dialogue) == 48);
  record.answer = Skipped{};
  CHECK(length_of(record, dialogue) == 48);
}

TEST_CASE("what was written is read back") {
  const auto dialogue = square();
  for (const auto& record : one_of_each()) {
    const auto bytes = encode(record, dialogue);
    REQUIRE(bytes.ok());
    const auto again = encode(read_back(record, dialogue), dialogue);
    REQUIRE(again.ok());
    CHECK(*again == *bytes);
  }
  const auto pins = std::get<AnswerRecord>(
      read_back(answered(where, PinAnswer{{{63.3121, -13.6504, 1, 0, "mörkt"}}}), dialogue));
  const auto& pin = std::get<PinAnswer>(pins.answer).pins.at(0);
  CHECK(pin.lat == Approx(63.3121).margin(1e-7));
  CHECK(pin.lon == Approx(-13.6504).margin(1e-7));
  CHECK(pin.category == 1u);
  CHECK(pin.place == 0u);
  CHECK(pin.comment == "mörkt");
  CHECK(pins.time == some_hour);
  CHECK(pins.language == 1);
}

TEST_CASE("an answer that does not fit its question is not written") {
  const auto dialogue = square();
  CHECK_FALSE(encode(answered(priorities, ScaleAnswer{1}), dialogue).ok());
  CHECK_FALSE(encode(answered(priorities, DotsAnswer{{1}}), dialogue).ok());
  CHECK_FALSE(encode(answered(feel, ScaleAnswer{6}), dialogue).ok());
  CHECK_FALSE(encode(answered(99, Skipped{}), dialogue).ok());
  CHECK_FALSE(encode(answered(wish, TextAnswer{std::string(record_bytes_max, 'a')}), dialogue).ok());
}

TEST_CASE("bytes that are not a record in its one form are refused") {
  const auto dialogue = square();
  const auto good = *encode(VisitEnd{visit, Ending::Done, 2}, dialogue);
  REQUIRE(decode(good, nullptr).ok());
  const auto refused = [&](Bytes bytes) { return !decode(bytes, &dialogue).ok(); };
  CHECK(refused({}));
  CHECK(refused(Bytes(48, 0)));
  CHECK(refused(Bytes(good.begin(), good.begin() + 10)));
  auto garbage_after_padding = good;
  garbage_after_padding.back() = 1;
  CHECK(refused(garbage_after_padding));
  CHECK(refused({0xa1, 0x18, 0x01, 0x01, 0x80}));                          // a key in a long form
  CHECK(refused({0xa2, 0x01, 0x09, 0x01, 0x09, 0x80}));                    // a key twice
  CHECK(refused({0xa3, 0x01, 0x09, 0x08, 0x01, 0x06, 0x00, 0x80}));        // keys that fall
  CHECK(refused({0xa2, 0x01, 0x09, 0x08, 0x01, 0x80}));                    // no time
  CHECK(refused({0xbf, 0x01, 0x09, 0x06, 0x00, 0x08, 0x01, 0xff, 0x80}));  // of indefinite length
  CHECK(refused({0xbb, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x80}));
  CHECK(decode(Bytes{0xa3, 0x01, 0x09, 0x06, 0x00, 0x08, 0x01, 0x80}, nullptr).ok());
}

TEST_CASE("a text that is not UTF-8 is refused") {
  const auto dialogue = square();
  auto bytes = *encode(answered(wish, TextAnswer{"abcd"}), dialogue);
  const auto at = std::search(bytes.begin(), bytes.end(), std::begin("abcd"), std::begin("abcd") + 4);
  REQUIRE(at != bytes.end());
  *at = 0xff;
  CHECK_FALSE(decode(bytes, &dialogue).ok());
}

TEST_CASE("a prefix of a record, a changed byte or noise is read as a record or refused, and never harms") {
  const auto dialogue = square();
  std::mt19937_64 random(20261124);
  const auto originals = one_of_each();
  int refusals = 0;
  for (int round = 0; round < 60'000; ++round) {
    Bytes bytes = *encode(originals[random() % originals.size()], dialogue);
    const auto changes = random() % 4;
    for (std::uint64_t i = 0; i < changes; ++i)
      bytes[random() % bytes.size()] = static_cast<std::uint8_t>(random());
    if (random() % 4 == 0) bytes.resize(random() % bytes.size());
    if (random() % 8 == 0)
      for (auto& byte : bytes) byte = static_cast<std::uint8_t>(random());
    const auto read = decode(bytes, &dialogue);
    if (!read) {
      ++refusals;
      continue;
    }
    (void)encode(*read, dialogue);
  }
  CHECK(refusals > 10'000);
}
