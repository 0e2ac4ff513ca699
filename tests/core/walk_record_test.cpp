// SPDX-License-Identifier: EUPL-1.2
// A walk's records: what is written is read back, what is in any other form is refused, and nothing that can
// be written cannot be read.
#include <catch2/catch.hpp>

#include <cmath>

#include "app/core/cbor.h"
#include "app/core/record.h"
#include "app/core/walk/limits.h"
#include "app/core/walk/record_coding.h"

using namespace talt::core;

namespace {

constexpr walk::Code code = 482'913;
constexpr std::int64_t evening = 1'795'539'600;

walk::Plan a_plan() {
  walk::Plan plan;
  plan.stops.resize(3);
  plan.themes.resize(4);
  plan.parties.resize(2);
  plan.groups.resize(3);
  plan.places.resize(2);
  plan.questions.resize(2);
  plan.earlier.resize(400);
  return plan;
}

Dialogue a_dialogue() {
  Dialogue dialogue;
  dialogue.method = Method::Walk;
  dialogue.walk = a_plan();
  return dialogue;
}

Attachment an_attachment(AttachmentKind kind) {
  Attachment attachment;
  attachment.kind = kind;
  attachment.name.fill(0xAB);
  attachment.key.fill(0xCD);
  attachment.size = 1'900'000;
  attachment.sealed_size = 2'097'152;
  return attachment;
}

walk::Observation a_full_observation() {
  walk::Observation noted;
  noted.code = code;
  noted.id = {1, 2, 3, 4, 5, 6, 7, 8};
  noted.revision = 2;
  noted.time = evening;
  noted.language = 1;
  noted.theme = 3;
  noted.verdict = walk::Verdict::Bad;
  noted.question = 1;
  noted.earlier = 399;
  noted.outcome = walk::Outcome::Worse;
  noted.where.by = walk::PlacedBy::Position;
  noted.where.at = LatLon{-59.3293235, 18.0685808};
  noted.where.accuracy_m = 4.5f;
  noted.where.fix = FixKind::Differential;
  noted.where.stop = 2;
  noted.where.place = 1;
  noted.saw = "Två lampor är trasiga";
  noted.said = "Jag går aldrig här efter sju";
  noted.perspective = 2;
  noted.sense = walk::Sense::Feels;
  noted.seriousness = 3;
  noted.proposal = "Byt dem";
  noted.party = 1;
  noted.reflection = "Flera nickade";
  noted.attachments = {an_attachment(AttachmentKind::Photo), an_attachment(AttachmentKind::Voice)};
  return noted;
}

walk::Observation an_observation() {
  walk::Observation noted;
  noted.code = code;
  return noted;
}

walk::Begin a_beginning() {
  return {code, true, 1, {4, 0, 12}, walk::Weather::Snow, walk::Light::Dark, evening};
}

std::vector<walk::Entry> one_of_each() {
  auto withdrawn = an_observation();
  withdrawn.withdrawn = true;
  return {a_beginning(),
          walk::Begin{0, false, 0, {}, {}, {}, 0},
          walk::Course{code, walk::Act::PromiseRead, {}, evening},
          walk::Course{code, walk::Act::AtStop, 2, evening},
          walk::Course{code, walk::Act::AtStop, {}, evening},
          walk::Course{code, walk::Act::End, {}, 0},
          walk::TrackPiece{code, Bytes(300, 7)},
          an_observation(),
          withdrawn,
          a_full_observation()};
}

bool is_written(const walk::Entry& entry) {
  return walk::encode_entry(entry, a_plan()).ok();
}

/// One change to a note that can be written.
template <class Change>
bool is_written_with(Change change) {
  auto noted = a_full_observation();
  change(noted);
  return is_written(noted);
}

bool is_read(std::size_t which, const CborWriter& body) {
  const auto plan = a_plan();
  const bool with_plan = walk::decode_entry(which, body.view(), &plan).ok();
  const bool without = walk::decode_entry(which, body.view(), nullptr).ok();
  return with_plan && without;
}

/// A course's body, as a hostile device may write it.
template <class Write>
CborWriter course(std::size_t pairs, Write write) {
  CborWriter out;
  out.map(pairs);
  write(out);
  return out;
}

/// An observation's five keys, and `more` pairs that follow them.
template <class Write>
CborWriter observation(std::size_t more, Write write) {
  CborWriter out;
  out.map(5 + more);
  for (const auto& [key, value] :
       {std::pair{1u, std::uint64_t{code}}, {2u, std::uint64_t{evening}}, {3u, std::uint64_t{0}}}) {
    out.uint(key);
    out.uint(value);
  }
  out.uint(11);
  out.bytes(Bytes(8, 1));
  out.uint(12);
  out.uint(0);
  write(out);
  return out;
}

CborWriter observation_with(std::uint64_t key, std::uint64_t value) {
  return observation(1, [&](CborWriter& out) {
    out.uint(key);
    out.uint(value);
  });
}

}  // namespace

TEST_CASE("each record of a walk is read back as it was written", "[walk]") {
  const auto plan = a_plan();
  for (const auto& entry : one_of_each()) {
    INFO(entry.index());
    const auto bytes = walk::encode_entry(entry, plan);
    REQUIRE(bytes.ok());
    const auto read = walk::decode_entry(entry.index(), *bytes, &plan);
    REQUIRE(read.ok());
    CHECK(walk::encode_entry(*read, plan).value() == *bytes);
    CHECK(walk::decode_entry(entry.index(), *bytes, nullptr).ok());
    for (std::size_t other = 0; other < 5; ++other)
      if (other != entry.index()) CHECK_FALSE(walk::decode_entry(other, *bytes, &plan).ok());
  }
}

TEST_CASE("an observation comes back with every one of its parts", "[walk]") {
  const auto plan = a_plan();
  const auto written = a_full_observation();
  const auto read = walk::decode_entry(3, walk::encode_entry(written, plan).value(), &plan);
  REQUIRE(read.ok());
  const auto& noted = std::get<walk::Observation>(*read);
  CHECK(noted.code == code);
  CHECK(noted.id == written.id);
  CHECK(noted.revision == 2);
  CHECK_FALSE(noted.withdrawn);
  CHECK(noted.time == evening);
  CHECK(noted.language == 1);
  CHECK(noted.theme == 3u);
  CHECK(noted.verdict == walk::Verdict::Bad);
  CHECK(noted.question == 1u);
  CHECK(noted.earlier == 399u);
  CHECK(noted.outcome == walk::Outcome::Worse);
  CHECK(noted.where.by == walk::PlacedBy::Position);
  REQUIRE(noted.where.at);
  CHECK(noted.where.at->lat == Approx(-59.3293235).margin(1e-7));
  CHECK(noted.where.at->lon == Approx(18.0685808).margin(1e-7));
  CHECK(noted.where.accuracy_m == 4.5f);
  CHECK(noted.where.fix == FixKind::Differential);
  CHECK(noted.where.stop == 2u);
  CHECK(noted.where.place == 1u);
  CHECK(noted.saw == written.saw);
  CHECK(noted.said == written.said);
  CHECK(noted.perspective == 2u);
  CHECK(noted.sense == walk::Sense::Feels);
  CHECK(noted.seriousness == 3);
  CHECK(noted.proposal == written.proposal);
  CHECK(noted.party == 1u);
  CHECK(noted.reflection == written.reflection);
  REQUIRE(noted.attachments.size() == 2);
  CHECK(noted.attachments[1].kind == AttachmentKind::Voice);
  CHECK(noted.attachments[1].name == written.attachments[1].name);
  CHECK(noted.attachments[1].key == written.attachments[1].key);
  CHECK(noted.attachments[1].size == 1'900'000);
  CHECK(noted.attachments[1].sealed_size == 2'097'152);
}

TEST_CASE("beginning, course and track come back with every one of their parts", "[walk]") {
  const auto plan = a_plan();
  const auto read = [&](const walk::Entry& entry) {
    return walk::decode_entry(entry.index(), walk::encode_entry(entry, plan).value(), &plan).value();
  };
  const auto begin = std::get<walk::Begin>(read(a_beginning()));
  CHECK(begin.code == code);
  CHECK(begin.joined);
  CHECK(begin.language == 1);
  CHECK(begin.present == std::vector<std::uint32_t>{4, 0, 12});
  CHECK(begin.weather == walk::Weather::Snow);
  CHECK(begin.light == walk::Light::Dark);
  CHECK(begin.time == evening);
  const auto at_stop = std::get<walk::Course>(read(walk::Course{code, walk::Act::AtStop, 2, evening}));
  CHECK(at_stop.code == code);
  CHECK(at_stop.act == walk::Act::AtStop);
  CHECK(at_stop.stop == 2u);
  CHECK(at_stop.time == evening);
  CHECK_FALSE(std::get<walk::Course>(read(walk::Course{code, walk::Act::AtStop, {}, 0})).stop);
  const auto track = std::get<walk::TrackPiece>(read(walk::TrackPiece{code, {1, 2, 3}}));
  CHECK(track.code == code);
  CHECK(track.points == Bytes{1, 2, 3});
}

TEST_CASE("what does not fit the plan is neither written nor read", "[walk]") {
  CHECK(is_written(a_full_observation()));
  CHECK_FALSE(is_written_with([](auto& noted) { noted.theme = 4; }));
  CHECK_FALSE(is_written_with([](auto& noted) { noted.question = 2; }));
  CHECK_FALSE(is_written_with([](auto& noted) { noted.earlier = 400; }));
  CHECK_FALSE(is_written_with([](auto& noted) { noted.where.stop = 3; }));
  CHECK_FALSE(is_written_with([](auto& noted) { noted.where.place = 2; }));
  CHECK_FALSE(is_written_with([](auto& noted) { noted.perspective = 3; }));
  CHECK_FALSE(is_written_with([](auto& noted) { noted.party = 2; }));
  CHECK_FALSE(is_written(walk::Course{code, walk::Act::AtStop, 3, 0}));
  CHECK_FALSE(is_written(walk::Begin{code, false, 0, {1, 1, 1, 1}, {}, {}, 0}));
  const auto plan = a_plan();
  walk::Plan smaller;
  for (const auto& entry : {walk::Entry(a_full_observation()), walk::Entry(a_beginning()),
                            walk::Entry(walk::Course{code, walk::Act::AtStop, 2, 0})}) {
    const auto bytes = walk::encode_entry(entry, plan).value();
    CHECK(walk::decode_entry(entry.index(), bytes, nullptr).ok());
    CHECK_FALSE(walk::decode_entry(entry.index(), bytes, &smaller).ok());
  }
}

TEST_CASE("a place that is none is neither written nor read", "[walk]") {
  for (const auto& at :
       {LatLon{NAN, 18}, LatLon{59, NAN}, LatLon{90.1, 0}, LatLon{0, -180.1}, LatLon{INFINITY, 0}})
    CHECK_FALSE(is_written_with([&](auto& noted) { noted.where.at = at; }));
  CHECK(is_written_with([](auto& noted) { noted.where.at = LatLon{90, -180}; }));
  const auto placed = [](std::int64_t lat, std::int64_t lon) {
    return observation(2, [&](CborWriter& out) {
      out.uint(20);
      out.integer(lat);
      out.uint(21);
      out.integer(lon);
    });
  };
  CHECK(is_read(3, placed(900'000'000, -1'800'000'000)));
  CHECK_FALSE(is_read(3, placed(900'000'001, 0)));
  CHECK_FALSE(is_read(3, placed(0, -1'800'000'001)));
  CHECK_FALSE(is_read(3, placed(INT64_MIN, INT64_MAX)));
  CHECK_FALSE(is_read(3, observation_with(20, 0)));  // a lat alone
  CHECK_FALSE(is_read(3, observation_with(21, 0)));
}

TEST_CASE("an accuracy that makes no sense does not cost the note", "[walk]") {
  const auto plan = a_plan();
  const auto accuracy_after = [&](float accuracy) {
    auto noted = an_observation();
    noted.where.accuracy_m = accuracy;
    const auto bytes = walk::encode_entry(noted, plan);
    REQUIRE(bytes.ok());
    return std::get<walk::Observation>(walk::decode_entry(3, *bytes, &plan).value()).where.accuracy_m;
  };
  CHECK(accuracy_after(12.3f) == 12.3f);
  CHECK(accuracy_after(0) == 0.f);
  CHECK(accuracy_after(-3) == 0.f);
  CHECK(accuracy_after(INFINITY) == 100'000.f);
  CHECK(accuracy_after(1e9f) == 100'000.f);
  CHECK_FALSE(accuracy_after(NAN));
  CHECK_FALSE(is_read(3, observation_with(22, 1'000'001)));
}

TEST_CASE("words are bounded one by one and together", "[walk]") {
  const std::string most(walk::observation_characters_max, 'a');
  CHECK(is_written_with([&](auto& noted) { noted.saw = most; }));
  CHECK_FALSE(is_written_with([&](auto& noted) { noted.saw = most + "a"; }));
  CHECK_FALSE(is_written_with([&](auto& noted) { noted.reflection = most + "a"; }));
  CHECK(is_written_with(
      [&](auto& noted) { noted.saw = noted.said = noted.proposal = noted.reflection = most; }));
  std::string wide;  // so many characters, twice as many bytes
  for (std::size_t i = 0; i < walk::observation_characters_max; ++i) wide += "å";
  CHECK(is_written_with([&](auto& noted) {
    noted.saw = noted.said = wide;
    noted.proposal = noted.reflection = "";
  }));
  CHECK_FALSE(is_written_with([&](auto& noted) { noted.saw = noted.said = noted.proposal = wide; }));
  CHECK_FALSE(is_written_with([](auto& noted) { noted.said = "\xFF"; }));
  const auto said = [](std::string_view words) {
    return observation(1, [&](CborWriter& out) {
      out.uint(26);
      out.text(words);
    });
  };
  CHECK(is_read(3, said("Jag")));
  CHECK_FALSE(is_read(3, said("")));  // what says nothing is left out
  CHECK_FALSE(is_read(3, said("\xC3")));
  CHECK_FALSE(is_read(3, said(most + "a")));
  CHECK_FALSE(is_read(3, observation(4, [&](CborWriter& out) {
                        for (const std::uint64_t key : {25, 26, 30, 32}) {
                          out.uint(key);
                          out.text(wide);
                        }
                      })));
}

TEST_CASE("attachments are bounded and whole", "[walk]") {
  const auto photo = an_attachment(AttachmentKind::Photo);
  CHECK(is_written_with([&](auto& noted) { noted.attachments.assign(walk::attachments_max, photo); }));
  CHECK_FALSE(
      is_written_with([&](auto& noted) { noted.attachments.assign(walk::attachments_max + 1, photo); }));
  CHECK_FALSE(is_written_with([](auto& noted) { noted.attachments[0].size = 2'097'153; }));
  CHECK_FALSE(
      is_written_with([](auto& noted) { noted.attachments[0].kind = static_cast<AttachmentKind>(3); }));
  const auto attached = [](std::size_t count, std::size_t parts, std::size_t name_bytes, std::uint64_t kind) {
    return observation(1, [&](CborWriter& out) {
      out.uint(33);
      out.array(count);
      for (std::size_t i = 0; i < count; ++i) {
        out.array(parts);
        out.uint(kind);
        out.bytes(Bytes(name_bytes, 1));
        out.bytes(Bytes(32, 2));
        out.uint(10);
        out.uint(20);
        if (parts == 6) out.uint(1);
      }
    });
  };
  CHECK(is_read(3, attached(1, 5, 32, 1)));
  CHECK(is_read(3, attached(8, 5, 32, 2)));
  CHECK_FALSE(is_read(3, attached(9, 5, 32, 1)));
  CHECK_FALSE(is_read(3, attached(0, 5, 32, 1)));
  CHECK_FALSE(is_read(3, attached(1, 5, 31, 1)));
  CHECK_FALSE(is_read(3, attached(1, 6, 32, 1)));
  CHECK_FALSE(is_read(3, attached(1, 5, 32, 0)));
  CHECK_FALSE(is_read(3, attached(1, 5, 32, 3)));
}

TEST_CASE("values that nobody knows are neither written nor read", "[walk]") {
  CHECK_FALSE(is_written_with([](auto& noted) { noted.code = walk::code_end; }));
  CHECK_FALSE(is_written_with([](auto& noted) { noted.seriousness = 4; }));
  CHECK_FALSE(is_written_with([](auto& noted) { noted.seriousness = -1; }));
  CHECK_FALSE(is_written_with([](auto& noted) { noted.language = languages_max; }));
  CHECK_FALSE(is_written_with([](auto& noted) { noted.verdict = static_cast<walk::Verdict>(4); }));
  CHECK_FALSE(is_written(walk::Course{code, walk::Act::Pause, 1, 0}));
  CHECK_FALSE(is_written(walk::Course{code, static_cast<walk::Act>(6), {}, 0}));
  CHECK_FALSE(is_written(walk::TrackPiece{code, {}}));
  auto crowd = a_beginning();
  crowd.present = {10'001};
  CHECK_FALSE(is_written(crowd));
  const auto [key, most] = GENERATE(
      table<std::uint64_t, std::uint64_t>({{15, 3}, {18, 3}, {19, 4}, {23, 6}, {28, 2}, {29, 3}, {13, 1}}));
  INFO(key);
  CHECK(is_read(3, observation_with(key, most)));
  CHECK_FALSE(is_read(3, observation_with(key, most + 1)));
  CHECK_FALSE(is_read(3, observation_with(key, 0)));  // what says nothing is left out
}

TEST_CASE("indexes are bounded also where no plan is at hand", "[walk]") {
  using Bound = std::tuple<std::uint64_t, std::size_t>;
  const auto [key, end] = GENERATE(table<std::uint64_t, std::size_t>(
      {Bound{9, walk::stops_max}, Bound{14, walk::themes_max}, Bound{16, questions_max},
       Bound{17, walk::earlier_max}, Bound{24, places_max}, Bound{27, walk::groups_max},
       Bound{31, walk::parties_max}}));
  INFO(key);
  const auto body = [key = key](std::uint64_t index) {
    if (key != 9) return observation_with(key, index);
    return course(4, [&](CborWriter& out) {  // its place is before an observation's other keys
      for (const std::uint64_t part :
           {std::uint64_t{1}, std::uint64_t{code}, std::uint64_t{2}, std::uint64_t{0}, std::uint64_t{8},
            std::uint64_t{2}, std::uint64_t{9}, index})
        out.uint(part);
    });
  };
  const std::size_t which = key == 9 ? 1 : 3;
  CHECK(walk::decode_entry(which, body(end - 1).view(), nullptr).ok());
  CHECK_FALSE(walk::decode_entry(which, body(end).view(), nullptr).ok());
  CHECK_FALSE(walk::decode_entry(which, body(UINT64_MAX).view(), nullptr).ok());
}

TEST_CASE("a body that is not in its one form is refused", "[walk]") {
  const auto numbers = [](std::initializer_list<std::uint64_t> all) {
    return course(all.size() / 2, [&](CborWriter& out) {
      for (const auto number : all) out.uint(number);
    });
  };
  CHECK(is_read(1, numbers({1, 7, 2, 0, 8, 1})));
  CHECK_FALSE(is_read(1, numbers({1, 7, 8, 1, 2, 0})));         // keys that fall
  CHECK_FALSE(is_read(1, numbers({1, 7, 2, 0, 2, 0, 8, 1})));   // a key twice
  CHECK_FALSE(is_read(1, numbers({1, 7, 2, 0, 8, 1, 34, 0})));  // a key that is not known
  CHECK_FALSE(is_read(1, numbers({0, 0, 1, 7, 2, 0, 8, 1})));
  CHECK_FALSE(is_read(1, numbers({1, 7, 2, 0, 8, 1, 14, 0})));    // a key of another kind
  CHECK_FALSE(is_read(1, numbers({1, 7, 2, 0})));                 // one that is missing
  CHECK_FALSE(is_read(1, numbers({1, 7, 2, 0, 8, 1, 9, 0})));     // a stop where none is come to
  CHECK_FALSE(is_read(1, numbers({1, 7, 2, 0, 8, 0})));           // an act that is none
  CHECK_FALSE(is_read(1, numbers({1, 1'000'000, 2, 0, 8, 1})));   // a code of seven digits
  CHECK_FALSE(is_read(1, numbers({1, 7, 2, UINT64_MAX, 8, 1})));  // a time that is none
  CHECK_FALSE(is_read(0, numbers({1, 7, 2, 0, 3, 0, 4, 2, 6, 0, 7, 0})));
  CHECK_FALSE(is_read(7, numbers({1, 7, 2, 0, 8, 1})));
  auto longer = numbers({1, 7, 2, 0, 8, 1});
  longer.uint(0);
  CHECK_FALSE(is_read(1, longer));  // something behind it
  const auto beginning = [](std::uint64_t joined, std::size_t groups, std::uint64_t count) {
    return course(7, [&](CborWriter& out) {
      for (const std::uint64_t part :
           {std::uint64_t{1}, std::uint64_t{7}, std::uint64_t{2}, std::uint64_t{0}, std::uint64_t{3},
            std::uint64_t{0}, std::uint64_t{4}, joined, std::uint64_t{5}})
        out.uint(part);
      out.array(groups);
      for (std::size_t i = 0; i < groups; ++i) out.uint(count);
      for (const std::uint64_t part : {6, 0, 7, 0}) out.uint(part);
    });
  };
  CHECK(is_read(0, beginning(1, 3, 10'000)));
  CHECK_FALSE(is_read(0, beginning(2, 3, 1)));
  CHECK_FALSE(is_read(0, beginning(1, 3, 10'001)));
  CHECK_FALSE(is_read(0, beginning(1, walk::groups_max + 1, 1)));
}

TEST_CASE("a body cut anywhere is refused and ends nothing", "[walk]") {
  const auto plan = a_plan();
  for (const auto& entry : one_of_each()) {
    const auto whole = walk::encode_entry(entry, plan).value();
    for (std::size_t size = 0; size < whole.size(); ++size)
      CHECK_FALSE(walk::decode_entry(entry.index(), ByteView(whole).first(size), &plan).ok());
  }
}

TEST_CASE("each kind goes through a record, and the fullest note fits one", "[walk]") {
  const auto dialogue = a_dialogue();
  auto fullest = a_full_observation();
  const std::string most(walk::observation_characters_max, 'a');
  fullest.saw = fullest.said = fullest.proposal = fullest.reflection = most;
  fullest.attachments.assign(walk::attachments_max, an_attachment(AttachmentKind::Photo));
  auto entries = one_of_each();
  entries.emplace_back(fullest);
  for (const auto& entry : entries) {
    const auto record = std::visit([](const auto& kind) { return Record(kind); }, entry);
    INFO(record.index());
    const auto bytes = encode(record, dialogue);
    REQUIRE(bytes.ok());
    CHECK(bytes->size() <= record_plain_bytes_max);
    const auto read = decode(*bytes, &dialogue);
    REQUIRE(read.ok());
    CHECK(read->index() == record.index());
    CHECK(encode(*read, dialogue).value() == *bytes);
    CHECK(decode(*bytes, nullptr).ok());
    CHECK_FALSE(encode(record, Dialogue{}).ok());  // a tent writes none
  }
  CHECK_FALSE(encode(Record(walk::TrackPiece{code, Bytes(record_plain_bytes_max, 1)}), dialogue).ok());
}
