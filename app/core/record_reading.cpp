// SPDX-License-Identifier: EUPL-1.2
#include <array>
#include <utility>

#include "app/core/record_answer.h"
#include "app/core/utf8.h"
#include "app/core/walk/record_coding.h"

namespace talt::core {

using namespace record_form;

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

/// The keys whose value is a plain number, and where it goes.
constexpr std::pair<Key, std::uint64_t Read::*> numbers[] = {
    {KKind, &Read::kind},      {KQuestion, &Read::question}, {KLanguage, &Read::language},
    {KTime, &Read::time},      {KGiven, &Read::given},       {KReason, &Read::reason},
    {KShown, &Read::shown},    {KPiece, &Read::piece},       {KPieces, &Read::pieces},
    {KBootMs, &Read::boot_ms}, {KSource, &Read::source},     {KPeople, &Read::people}};

void read_value(CborReader& in, std::uint64_t key, Read& read) {
  for (const auto& [number, member] : numbers)
    if (number == key) {
      read.*member = in.uint();
      return;
    }
  switch (key) {
    case KVisit:
      read.visit = in.fixed<8>();
      break;
    case KAnswer:
      read.answer = in.item();
      break;
    case KSkipped:
      if (in.uint() != 1) in.fail();
      break;
    case KDigest:
      read.digest = in.fixed<32>();
      break;
    case KContent:
      read.content = in.bytes();
      break;
    case KBoot:
      read.boot = in.fixed<16>();
      break;
    case KWallMs:
      read.wall_ms = in.integer();
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
