// SPDX-License-Identifier: EUPL-1.2
// The plain text of a record: a CBOR map with these keys, then 0x80, then zeros up to the bucket (ISO 7816-4
// padding). Buckets are 48, 64, 96, 128, 192, 256, ... bytes; a dialogue piece, whose length everybody may
// know, has no zeros.
//
//    1 kind      uint: 1 visit begins, 2 answer, 3 visit ends, 4 void, 5 dialogue piece, 6 clock,
//                7 shift note, 8 poster, 9 host's act, 10 walk begins, 11 walk's course, 12 track,
//                13 observation
//    2 visit     bstr(8)
//    3 question  uint, index in the dialogue file
//    4 answer    by the question's kind:
//                dots    bstr, a byte an alternative: its dots
//                choice  bstr, a byte an alternative: 1 where chosen
//                scale   bstr(1), the step from 1
//                text    tstr
//                pin     [* [lat int, lon int, category uint, place uint, comment tstr]], in 1e-7 degrees;
//                        category and place counted from 1, 0 = none
//    5 language  uint, index in the dialogue's languages
//    6 time      uint, seconds since 1970, rounded down to the dialogue's grain; 0 = not known
//    7 given     uint: 0 self, 1 assisted, 2 staff, 3 paper, 4 child, 5 practice
//    8 reason    uint: how a visit ended (1 done, 2 left, 3 idle), why it is void (1 changed, 2 test,
//                3 joke), the host's act (1 end of day, 2 pause, 3 resume)
//    9 skipped   uint 1, in place of 4. Closed answers have one width a question, and all of them, skips
//                too, share the smallest bucket.
//   10 shown     uint, questions that were on screen
//   11 digest    bstr(32)   12 piece uint     13 pieces uint    14 content bstr
//   15 boot      bstr(16)   16 boot-ms uint   17 wall-ms int
//   18 source    uint: 0 none, 1 network, 2 GPS, 3 receipt
//   19 weather   tstr       20 event tstr     21 staff tstr     22 note tstr
//   23 dots      [* uint]   24 people uint
//   25 walk      map, as walk/record_form.h says
//
// Each kind has all of its keys and no others:
//   1: 1 2 5 6 7 · 2: 1 2 3 (4 | 9) 5 6 7 · 3: 1 2 8 10 · 4: 1 2 (3) 8, without 3 the whole visit
//   5: 1 11 12 13 14 · 6: 1 15 16 17 18 · 7: 1 6 19 20 21 22 · 8: 1 2 3 6 23 24 · 9: 1 6 8
//   10 to 13: 1 25
// Values on disk never change their meaning; numbers are never used again.
#include "app/core/record.h"

#include <algorithm>
#include <cmath>

#include "app/core/cbor.h"
#include "app/core/utf8.h"
#include "app/core/walk/record_coding.h"

namespace talt::core {

namespace {

enum Kind : std::uint64_t { Begin = 1, Answered, End, Voided, Piece, Clock, Note, Poster, Host, WalkBegins };
enum Key : std::uint64_t {
  KKind = 1,
  KVisit,
  KQuestion,
  KAnswer,
  KLanguage,
  KTime,
  KGiven,
  KReason,
  KSkipped,
  KShown,
  KDigest,
  KPiece,
  KPieces,
  KContent,
  KBoot,
  KBootMs,
  KWallMs,
  KSource,
  KWeather,
  KEvent,
  KStaff,
  KNote,
  KDots,
  KPeople,
  KWalk
};

constexpr std::uint8_t padding_mark = 0x80;
constexpr std::size_t bucket_min = 48;
constexpr double degree_parts = 1e7;

Error misfit(const char* why) {
  return {"cannot save a record", why, ""};
}
Error unreadable(const char* why) {
  return {"cannot read a record", why, ""};
}

/// 48, 64, 96, 128, 192, 256, ...: powers of two and one and a half times them.
std::size_t bucket_for(std::size_t size) {
  for (std::size_t power = 64;; power *= 2) {
    if (size <= power * 3 / 4) return power * 3 / 4;
    if (size <= power) return power;
  }
}

Bytes padded(Bytes plain) {
  const auto size = bucket_for(std::max(plain.size() + 1, bucket_min));
  plain.push_back(padding_mark);
  plain.resize(size, 0);
  return plain;
}

/// The map's pairs; their count is known only when all are written.
class Pairs {
 public:
  CborWriter& key(Key key) {
    ++count_;
    body_.uint(key);
    return body_;
  }
  Bytes take() {
    CborWriter out;
    out.map(count_);
    out.item(body_.view());
    return out.take();
  }

 private:
  CborWriter body_;
  std::size_t count_ = 0;
};

std::uint64_t positive(std::int64_t value) {
  return value > 0 ? static_cast<std::uint64_t>(value) : 0;
}

// ---- answers, by the question's kind

Result<void> write_bytes_of(Pairs& out, std::size_t expected, const std::vector<std::uint32_t>& values) {
  if (values.size() != expected) return misfit("the answer does not have the question's alternatives");
  Bytes bytes;
  for (const auto value : values) {
    if (value > 255) return misfit("more than 255 dots");
    bytes.push_back(static_cast<std::uint8_t>(value));
  }
  out.key(KAnswer).bytes(bytes);
  return {};
}

std::int64_t parts_of(double degrees) {
  return std::llround(degrees * degree_parts);
}

void write_pins(Pairs& out, const PinAnswer& answer) {
  auto& body = out.key(KAnswer);
  body.array(answer.pins.size());
  for (const auto& pin : answer.pins) {
    body.array(5);
    body.integer(parts_of(pin.lat));
    body.integer(parts_of(pin.lon));
    body.uint(pin.category ? *pin.category + 1 : 0);
    body.uint(pin.place ? *pin.place + 1 : 0);
    body.text(pin.comment);
  }
}

struct AnswerOut {
  Pairs& out;
  const Question& question;

  Result<void> operator()(const Skipped&) const { return {}; }
  Result<void> operator()(const DotsAnswer& answer) const {
    if (question.kind != QuestionKind::Dots) return misfit("dots for a question of another kind");
    return write_bytes_of(out, question.alternatives.size(), answer.dots);
  }
  Result<void> operator()(const ChoiceAnswer& answer) const {
    if (question.kind != QuestionKind::Choice) return misfit("a choice for a question of another kind");
    return write_bytes_of(out, question.alternatives.size(), {answer.chosen.begin(), answer.chosen.end()});
  }
  Result<void> operator()(const ScaleAnswer& answer) const {
    if (question.kind != QuestionKind::Scale || answer.step < 1 || answer.step > question.steps)
      return misfit("a step that the scale does not have");
    return write_bytes_of(out, 1, {static_cast<std::uint32_t>(answer.step)});
  }
  Result<void> operator()(const TextAnswer& answer) const {
    if (question.kind != QuestionKind::Text) return misfit("a text for a question of another kind");
    out.key(KAnswer).text(answer.text);
    return {};
  }
  Result<void> operator()(const PinAnswer& answer) const {
    if (question.kind != QuestionKind::Pin || answer.pins.size() > pins_max)
      return misfit("pins for a question of another kind");
    write_pins(out, answer);
    return {};
  }
};

// ---- records

struct RecordOut {
  const Dialogue& dialogue;
  Pairs& out;

  void begin(Kind kind) const { out.key(KKind).uint(kind); }

  Result<void> operator()(const VisitBegin& record) const {
    begin(Begin);
    out.key(KVisit).bytes(record.visit);
    out.key(KLanguage).uint(record.language);
    out.key(KTime).uint(positive(record.time));
    out.key(KGiven).uint(static_cast<std::uint64_t>(record.given));
    return {};
  }
  Result<void> operator()(const AnswerRecord& record) const {
    if (record.question >= dialogue.questions.size())
      return misfit("a question that the dialogue does not have");
    begin(Answered);
    out.key(KVisit).bytes(record.visit);
    out.key(KQuestion).uint(record.question);
    if (auto written = std::visit(AnswerOut{out, dialogue.questions[record.question]}, record.answer);
        !written)
      return written;
    out.key(KLanguage).uint(record.language);
    out.key(KTime).uint(positive(record.time));
    out.key(KGiven).uint(static_cast<std::uint64_t>(record.given));
    if (std::holds_alternative<Skipped>(record.answer)) out.key(KSkipped).uint(1);
    return {};
  }
  Result<void> operator()(const VisitEnd& record) const {
    begin(End);
    out.key(KVisit).bytes(record.visit);
    out.key(KReason).uint(static_cast<std::uint64_t>(record.how));
    out.key(KShown).uint(record.shown);
    return {};
  }
  Result<void> operator()(const VoidRecord& record) const {
    begin(Voided);
    out.key(KVisit).bytes(record.visit);
    if (record.question) out.key(KQuestion).uint(*record.question);
    out.key(KReason).uint(static_cast<std::uint64_t>(record.reason));
    return {};
  }
  Result<void> operator()(const DialoguePiece& record) const {
    if (record.content.size() > dialogue_piece_bytes_max)
      return misfit("a piece of the dialogue is too large");
    begin(Piece);
    out.key(KDigest).bytes(record.digest);
    out.key(KPiece).uint(record.piece);
    out.key(KPieces).uint(record.pieces);
    out.key(KContent).bytes(record.content);
    return {};
  }
  Result<void> operator()(const ClockRecord& record) const {
    begin(Clock);
    out.key(KBoot).bytes(record.boot);
    out.key(KBootMs).uint(positive(record.boot_ms));
    out.key(KWallMs).integer(record.wall_ms);
    out.key(KSource).uint(static_cast<std::uint64_t>(record.source));
    return {};
  }
  Result<void> operator()(const ShiftNote& record) const {
    begin(Note);
    out.key(KTime).uint(positive(record.time));
    out.key(KWeather).text(record.weather);
    out.key(KEvent).text(record.event);
    out.key(KStaff).text(record.staff);
    out.key(KNote).text(record.note);
    return {};
  }
  Result<void> operator()(const PosterRecord& record) const {
    begin(Poster);
    out.key(KVisit).bytes(record.visit);
    out.key(KQuestion).uint(record.question);
    out.key(KTime).uint(positive(record.time));
    auto& dots = out.key(KDots);
    dots.array(record.dots.size());
    for (const auto count : record.dots) dots.uint(count);
    out.key(KPeople).uint(record.people);
    return {};
  }
  Result<void> operator()(const HostRecord& record) const {
    begin(Host);
    out.key(KTime).uint(positive(record.time));
    out.key(KReason).uint(static_cast<std::uint64_t>(record.act));
    return {};
  }
  template <class OfWalk>
  Result<void> operator()(const OfWalk& record) const {
    if (!dialogue.walk) return misfit("the dialogue is not a walk");
    const walk::Entry entry(record);
    auto body = walk::encode_entry(entry, *dialogue.walk);
    if (!body) return body.error();
    out.key(KKind).uint(WalkBegins + entry.index());
    out.key(KWalk).item(*body);
    return {};
  }
};

}  // namespace

Result<Bytes> encode(const Record& record, const Dialogue& dialogue) {
  Pairs out;
  if (auto written = std::visit(RecordOut{dialogue, out}, record); !written) return written.error();
  auto plain = out.take();
  constexpr std::size_t piece_overhead = 128;
  if (std::holds_alternative<DialoguePiece>(record)) {  // everybody may know its length
    if (plain.size() + 1 > dialogue_piece_bytes_max + piece_overhead) return misfit("it is too large");
    plain.push_back(padding_mark);
    return plain;
  }
  if (plain.size() + 1 > record_plain_bytes_max) return misfit("it is too large");
  return padded(std::move(plain));
}

// ---- reading

namespace {

/// Everything that a map may hold, by key; read once, then made a record of its kind.
struct Read {
  std::array<bool, KWalk + 1> has{};
  std::uint64_t kind = 0, question = 0, language = 0, time = 0, given = 0, reason = 0, shown = 0, piece = 0,
                pieces = 0, boot_ms = 0, source = 0, people = 0;
  std::int64_t wall_ms = 0;
  VisitId visit{};
  std::array<std::uint8_t, 32> digest{};
  std::array<std::uint8_t, 16> boot{};
  ByteView answer, content, walk;
  std::string weather, event, staff, note;
  std::vector<std::uint32_t> dots;
};

void read_dots(CborReader& in, std::vector<std::uint32_t>& dots) {
  const auto count = in.array();
  if (count > alternatives_max) return in.fail();
  for (std::size_t i = 0; in.ok() && i < count; ++i) {
    const auto value = in.uint();
    if (value > UINT32_MAX) return in.fail();
    dots.push_back(static_cast<std::uint32_t>(value));
  }
}

void read_value(CborReader& in, std::uint64_t key, Read& read) {
  switch (key) {
    case KKind:
      read.kind = in.uint();
      break;
    case KVisit:
      read.visit = in.fixed<8>();
      break;
    case KQuestion:
      read.question = in.uint();
      break;
    case KAnswer:
      read.answer = in.item();
      break;
    case KLanguage:
      read.language = in.uint();
      break;
    case KTime:
      read.time = in.uint();
      break;
    case KGiven:
      read.given = in.uint();
      break;
    case KReason:
      read.reason = in.uint();
      break;
    case KSkipped:
      if (in.uint() != 1) in.fail();
      break;
    case KShown:
      read.shown = in.uint();
      break;
    case KDigest:
      read.digest = in.fixed<32>();
      break;
    case KPiece:
      read.piece = in.uint();
      break;
    case KPieces:
      read.pieces = in.uint();
      break;
    case KContent:
      read.content = in.bytes();
      break;
    case KBoot:
      read.boot = in.fixed<16>();
      break;
    case KBootMs:
      read.boot_ms = in.uint();
      break;
    case KWallMs:
      read.wall_ms = in.integer();
      break;
    case KSource:
      read.source = in.uint();
      break;
    case KWeather:
      read.weather = in.text();
      break;
    case KEvent:
      read.event = in.text();
      break;
    case KStaff:
      read.staff = in.text();
      break;
    case KNote:
      read.note = in.text();
      break;
    case KDots:
      read_dots(in, read.dots);
      break;
    case KPeople:
      read.people = in.uint();
      break;
    case KWalk:
      read.walk = in.item();
      break;
    default:
      in.fail();
  }
}

Result<Read> read_map(ByteView plain) {
  CborReader in(plain);
  Read read;
  const auto pairs = in.map();
  std::uint64_t last = 0;
  for (std::size_t i = 0; in.ok() && i < pairs; ++i) {
    const auto key = in.uint();
    if (key <= last || key > KWalk) return unreadable("its keys are not known or not in order");
    last = key;
    read.has[key] = true;
    read_value(in, key, read);
  }
  if (!in.at_end()) return unreadable("it is not of the form of records");
  return read;
}

bool is_of_walk(std::uint64_t kind) {
  return kind >= WalkBegins && kind < WalkBegins + std::variant_size_v<walk::Entry>;
}

/// What each kind has, as bits by key.
template <class... Keys>
constexpr std::uint32_t keys(Keys... key) {
  return ((1u << key) | ...);
}

bool has_its_keys(const Read& read) {
  std::uint32_t had = 0;
  for (std::uint32_t key = 0; key < read.has.size(); ++key) had |= read.has[key] ? 1u << key : 0;
  switch (read.kind) {
    case Begin:
      return had == keys(KKind, KVisit, KLanguage, KTime, KGiven);
    case Answered:
      had &= ~keys(KAnswer, KSkipped);  // one of them, looked at by answer_of
      return had == keys(KKind, KVisit, KQuestion, KLanguage, KTime, KGiven);
    case End:
      return had == keys(KKind, KVisit, KReason, KShown);
    case Voided:
      return (had & ~keys(KQuestion)) == keys(KKind, KVisit, KReason);
    case Piece:
      return had == keys(KKind, KDigest, KPiece, KPieces, KContent);
    case Clock:
      return had == keys(KKind, KBoot, KBootMs, KWallMs, KSource);
    case Note:
      return had == keys(KKind, KTime, KWeather, KEvent, KStaff, KNote);
    case Poster:
      return had == keys(KKind, KVisit, KQuestion, KTime, KDots, KPeople);
    case Host:
      return had == keys(KKind, KTime, KReason);
    default:
      return is_of_walk(read.kind) && had == keys(KKind, KWalk);
  }
}

/// Nothing that a later cast would change.
bool is_within_bounds(const Read& read) {
  const bool texts =
      is_utf8(read.weather) && is_utf8(read.event) && is_utf8(read.staff) && is_utf8(read.note);
  return texts && read.time <= INT64_MAX && read.boot_ms <= INT64_MAX && read.people <= UINT32_MAX &&
         (!read.has[KPiece] || read.piece < read.pieces);
}

/// The map without its padding; nothing where the padding is not right.
std::optional<ByteView> unpadded(ByteView plain) {
  while (!plain.empty() && plain.back() == 0) plain = plain.first(plain.size() - 1);
  if (plain.empty() || plain.back() != padding_mark) return std::nullopt;
  return plain.first(plain.size() - 1);
}

std::optional<std::size_t> counted_from_one(std::uint64_t value, std::size_t count, CborReader& in) {
  if (value == 0) return std::nullopt;
  if (value > count) in.fail();
  return static_cast<std::size_t>(value - 1);
}

PinAnswer read_pins(CborReader& in, const Question& question) {
  PinAnswer answer;
  const auto count = in.array();
  if (count > pins_max) in.fail();
  for (std::size_t i = 0; in.ok() && i < count; ++i) {
    if (in.array() != 5) in.fail();
    Pin pin;
    pin.lat = static_cast<double>(in.integer()) / degree_parts;
    pin.lon = static_cast<double>(in.integer()) / degree_parts;
    pin.category = counted_from_one(in.uint(), question.categories.size(), in);
    pin.place = counted_from_one(in.uint(), question.places.size(), in);
    pin.comment = in.text();
    if (!is_utf8(pin.comment) || std::abs(pin.lat) > 90 || std::abs(pin.lon) > 180) in.fail();
    answer.pins.push_back(std::move(pin));
  }
  return answer;
}

Result<Answer> read_answer(ByteView bytes, const Question& question) {
  CborReader in(bytes);
  Answer answer;
  const auto width = [&](std::size_t expected) {
    const auto value = in.bytes();
    if (value.size() != expected) in.fail();
    return value;
  };
  switch (question.kind) {
    case QuestionKind::Dots: {
      const auto value = width(question.alternatives.size());
      answer = DotsAnswer{{value.begin(), value.end()}};
      break;
    }
    case QuestionKind::Choice: {
      const auto value = width(question.alternatives.size());
      if (std::any_of(value.begin(), value.end(), [](std::uint8_t chosen) { return chosen > 1; })) in.fail();
      answer = ChoiceAnswer{{value.begin(), value.end()}};
      break;
    }
    case QuestionKind::Scale: {
      const auto value = width(1);
      if (in.ok() && (value[0] < 1 || value[0] > question.steps)) in.fail();
      answer = ScaleAnswer{in.ok() ? value[0] : 1};
      break;
    }
    case QuestionKind::Text:
      answer = TextAnswer{std::string(in.text())};
      if (!is_utf8(std::get<TextAnswer>(answer).text)) in.fail();
      break;
    case QuestionKind::Pin:
      answer = read_pins(in, question);
      break;
  }
  if (!in.at_end()) return unreadable("its answer does not fit the question");
  return answer;
}

Result<Record> answer_of(const Read& read, const Dialogue* dialogue) {
  if (dialogue == nullptr) return unreadable("the dialogue that it answers is not known");
  if (read.question >= dialogue->questions.size() || read.language >= dialogue->languages.size())
    return unreadable("it does not fit the dialogue");
  AnswerRecord record{read.visit,
                      static_cast<std::size_t>(read.question),
                      Skipped{},
                      static_cast<std::size_t>(read.language),
                      static_cast<Given>(read.given),
                      static_cast<std::int64_t>(read.time)};
  if (read.has[KSkipped] == read.has[KAnswer]) return unreadable("it is neither an answer nor a skip");
  if (read.has[KAnswer]) {
    auto answer = read_answer(read.answer, dialogue->questions[record.question]);
    if (!answer) return answer.error();
    record.answer = std::move(*answer);
  }
  return Record(std::move(record));
}

Result<Record> walk_record_of(const Read& read, const Dialogue* dialogue) {
  const auto* plan = dialogue != nullptr && dialogue->walk ? &*dialogue->walk : nullptr;
  auto entry = walk::decode_entry(static_cast<std::size_t>(read.kind - WalkBegins), read.walk, plan);
  if (!entry) return entry.error();
  return std::visit([](auto& kind) { return Record(std::move(kind)); }, *entry);
}

Result<Record> record_of(Read read, const Dialogue* dialogue) {
  if (!has_its_keys(read)) return unreadable("its kind is not known, or has other keys");
  if (!is_within_bounds(read)) return unreadable("a number or a text in it is out of bounds");
  const auto time = static_cast<std::int64_t>(read.time);
  if (read.given > static_cast<std::uint64_t>(Given::Practice))
    return unreadable("it was given in no way known");
  const auto reason = [&](std::uint64_t max) { return read.reason >= 1 && read.reason <= max; };
  switch (read.kind) {
    case Begin:
      return Record(VisitBegin{read.visit, static_cast<std::size_t>(read.language),
                               static_cast<Given>(read.given), time});
    case Answered:
      return answer_of(read, dialogue);
    case End:
      if (!reason(3)) break;
      return Record(
          VisitEnd{read.visit, static_cast<Ending>(read.reason), static_cast<std::size_t>(read.shown)});
    case Voided: {
      if (!reason(3)) break;
      VoidRecord record{read.visit, std::nullopt, static_cast<VoidReason>(read.reason)};
      if (read.has[KQuestion]) record.question = static_cast<std::size_t>(read.question);
      return Record(record);
    }
    case Piece:
      return Record(DialoguePiece{read.digest,
                                  static_cast<std::size_t>(read.piece),
                                  static_cast<std::size_t>(read.pieces),
                                  {read.content.begin(), read.content.end()}});
    case Clock:
      if (read.source > 3) break;
      return Record(ClockRecord{read.boot, static_cast<std::int64_t>(read.boot_ms), read.wall_ms,
                                static_cast<ClockSource>(read.source)});
    case Note:
      return Record(ShiftNote{time, std::move(read.weather), std::move(read.event), std::move(read.staff),
                              std::move(read.note)});
    case Poster:
      return Record(PosterRecord{read.visit, static_cast<std::size_t>(read.question), std::move(read.dots),
                                 static_cast<std::uint32_t>(read.people), time});
    case Host:
      if (!reason(3)) break;
      return Record(HostRecord{static_cast<HostAct>(read.reason), time});
    default:
      return walk_record_of(read, dialogue);
  }
  return unreadable("its kind is not known");
}

}  // namespace

Result<Record> decode(ByteView plain, const Dialogue* dialogue) {
  const auto map = unpadded(plain);
  if (!map) return unreadable("its padding is not right");
  auto read = read_map(*map);
  if (!read) return read.error();
  return record_of(std::move(*read), dialogue);
}

}  // namespace talt::core
