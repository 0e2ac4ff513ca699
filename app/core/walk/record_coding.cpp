// SPDX-License-Identifier: EUPL-1.2
// The body of a walk's record: a CBOR map, keys rising, those that say nothing left out.
//
//    1 code       uint, six digits                    2 time     uint, seconds since 1970; 0 = not known
//    3 language   uint                                4 joined   uint, 0 or 1
//    5 present    [* uint], by group                  6 weather  uint     7 light uint
//    8 act        uint                                9 stop     uint, index in the plan
//   10 points     bstr, the track's own form (track.cpp)
//   11 id         bstr(8)   12 revision uint         13 withdrawn uint 1
//   14 theme uint   15 verdict uint   16 question uint   17 earlier uint   18 outcome uint
//   19 placed-by uint   20 lat int, 21 lon int (1e-7 degrees)   22 accuracy uint, decimetres
//   23 fix uint   24 place uint
//   25 saw tstr   26 said tstr   27 perspective uint   28 sense uint   29 seriousness uint
//   30 proposal tstr   31 party uint   32 reflection tstr
//   33 attachments [* [kind uint, name bstr(32), key bstr(32), size uint, sealed size uint]]
//
//   Begin: 1 2 3 4 5 6 7 · Course: 1 2 8 (9) · Track: 1 10 · Observation: 1 2 3 11 12 (13 to 33)
// Indexes count from 0. Values on disk never change their meaning; numbers are never used again.
#include "app/core/walk/record_coding.h"

#include <cmath>

#include "app/core/cbor.h"
#include "app/core/limits.h"
#include "app/core/utf8.h"

namespace talt::core::walk {

namespace {

enum Key : std::uint64_t {
  KCode = 1,
  KTime,
  KLanguage,
  KJoined,
  KPresent,
  KWeather,
  KLight,
  KAct,
  KStop,
  KPoints,
  KId,
  KRevision,
  KWithdrawn,
  KTheme,
  KVerdict,
  KQuestion,
  KEarlier,
  KOutcome,
  KPlacedBy,
  KLat,
  KLon,
  KAccuracy,
  KFix,
  KPlace,
  KSaw,
  KSaid,
  KPerspective,
  KSense,
  KSeriousness,
  KProposal,
  KParty,
  KReflection,
  KAttachments
};

constexpr double degree_parts = 1e7;
constexpr std::size_t index_end = 256;  // of whatever a plan may have
constexpr std::size_t groups_end = 64;
constexpr std::uint32_t people_max = 10'000;

Error misfit(const char* why) {
  return {"cannot save what was noted", why, ""};
}
Error unreadable(const char* why) {
  return {"cannot read a walk's record", why, ""};
}

class Pairs {
 public:
  CborWriter& key(Key key) {
    ++count_;
    body_.uint(key);
    return body_;
  }
  void number(Key key, std::uint64_t value) { this->key(key).uint(value); }
  void text(Key key, const std::string& value) {
    if (!value.empty()) this->key(key).text(value);
  }
  void index(Key key, const std::optional<std::size_t>& value) {
    if (value) number(key, *value);
  }
  template <class Enum>
  void known(Key key, Enum value) {
    if (static_cast<std::uint64_t>(value) != 0) number(key, static_cast<std::uint64_t>(value));
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

// ---- do the numbers fit?

bool fits(const std::optional<std::size_t>& index, std::size_t count) {
  return !index || *index < count;
}

bool fits_plan(const Begin& entry, const Plan& plan) {
  return entry.present.size() <= plan.groups.size();
}
bool fits_plan(const Course& entry, const Plan& plan) {
  return fits(entry.stop, plan.stops.size());
}
bool fits_plan(const TrackPiece&, const Plan&) {
  return true;
}
bool fits_plan(const Observation& entry, const Plan& plan) {
  return fits(entry.theme, plan.themes.size()) && fits(entry.question, plan.questions.size()) &&
         fits(entry.earlier, plan.earlier.size()) && fits(entry.where.stop, plan.stops.size()) &&
         fits(entry.where.place, plan.places.size()) && fits(entry.perspective, plan.groups.size()) &&
         fits(entry.party, plan.parties.size());
}

bool is_on_earth(const LatLon& at) {
  return std::abs(at.lat) <= 90 && std::abs(at.lon) <= 180;
}

// ---- writing

void write_where(Pairs& out, const Whereabouts& where) {
  out.known(KPlacedBy, where.by);
  if (where.at) {
    out.key(KLat).integer(std::llround(where.at->lat * degree_parts));
    out.key(KLon).integer(std::llround(where.at->lon * degree_parts));
  }
  if (where.accuracy_m) out.number(KAccuracy, positive(std::llround(*where.accuracy_m * 10.f)));
  out.known(KFix, where.fix);
  out.index(KPlace, where.place);
}

void write_attachments(Pairs& out, const std::vector<Attachment>& attachments) {
  if (attachments.empty()) return;
  auto& list = out.key(KAttachments);
  list.array(attachments.size());
  for (const auto& attachment : attachments) {
    list.array(5);
    list.uint(static_cast<std::uint64_t>(attachment.kind));
    list.bytes(attachment.name);
    list.bytes(attachment.key);
    list.uint(attachment.size);
    list.uint(attachment.sealed_size);
  }
}

struct EntryOut {
  Pairs& out;

  void operator()(const Begin& entry) const {
    out.number(KCode, entry.code);
    out.number(KTime, positive(entry.time));
    out.number(KLanguage, entry.language);
    out.number(KJoined, entry.joined ? 1 : 0);
    auto& present = out.key(KPresent);
    present.array(entry.present.size());
    for (const auto count : entry.present) present.uint(count);
    out.number(KWeather, static_cast<std::uint64_t>(entry.weather));
    out.number(KLight, static_cast<std::uint64_t>(entry.light));
  }
  void operator()(const Course& entry) const {
    out.number(KCode, entry.code);
    out.number(KTime, positive(entry.time));
    out.number(KAct, static_cast<std::uint64_t>(entry.act));
    out.index(KStop, entry.stop);
  }
  void operator()(const TrackPiece& entry) const {
    out.number(KCode, entry.code);
    out.key(KPoints).bytes(entry.points);
  }
  void operator()(const Observation& entry) const {
    out.number(KCode, entry.code);
    out.number(KTime, positive(entry.time));
    out.number(KLanguage, entry.language);
    out.index(KStop, entry.where.stop);
    out.key(KId).bytes(entry.id);
    out.number(KRevision, entry.revision);
    if (entry.withdrawn) out.number(KWithdrawn, 1);
    out.index(KTheme, entry.theme);
    if (entry.verdict) out.known(KVerdict, *entry.verdict);
    out.index(KQuestion, entry.question);
    out.index(KEarlier, entry.earlier);
    out.known(KOutcome, entry.outcome);
    write_where(out, entry.where);
    out.text(KSaw, entry.saw);
    out.text(KSaid, entry.said);
    out.index(KPerspective, entry.perspective);
    out.known(KSense, entry.sense);
    if (entry.seriousness > 0) out.number(KSeriousness, static_cast<std::uint64_t>(entry.seriousness));
    out.text(KProposal, entry.proposal);
    out.index(KParty, entry.party);
    out.text(KReflection, entry.reflection);
    write_attachments(out, entry.attachments);
  }
};

Result<void> check(const Entry& entry) {
  const auto* noted = std::get_if<Observation>(&entry);
  if (noted == nullptr) return {};
  const auto words =
      noted->saw.size() + noted->said.size() + noted->proposal.size() + noted->reflection.size();
  if (words > observation_bytes_max) return misfit("its words are too long for one observation");
  if (noted->attachments.size() > attachments_max) return misfit("it has too many photos and voice memos");
  if (noted->where.at && !is_on_earth(*noted->where.at)) return misfit("its place is not on the earth");
  return {};
}

// ---- reading

/// Everything that a body may hold, by key.
struct Read {
  std::uint64_t had = 0;
  Begin begin;
  Course course;
  TrackPiece track;
  Observation noted;
  std::uint64_t code = 0, language = 0;
  std::int64_t time = 0;
  std::int64_t lat = 0, lon = 0;

  bool has(Key key) const { return (had >> key & 1) != 0; }
};

std::size_t index_of(CborReader& in) {
  const auto value = in.uint();
  if (value >= index_end) in.fail();
  return static_cast<std::size_t>(value);
}

/// `least` to `most`; the values of an enumeration that are written.
template <class Enum>
Enum known(CborReader& in, std::uint64_t least, Enum most) {
  const auto value = in.uint();
  if (value < least || value > static_cast<std::uint64_t>(most)) in.fail();
  return in.ok() ? static_cast<Enum>(value) : Enum{};
}

std::string words(CborReader& in) {
  std::string text(in.text());
  if (text.empty() || text.size() > observation_bytes_max || !is_utf8(text)) in.fail();
  return text;
}

std::int64_t time_of(CborReader& in) {
  const auto value = in.uint();
  if (value > INT64_MAX) in.fail();
  return static_cast<std::int64_t>(value);
}

std::vector<std::uint32_t> present(CborReader& in) {
  std::vector<std::uint32_t> counts;
  const auto groups = in.array();
  if (groups > groups_end) in.fail();
  for (std::size_t i = 0; in.ok() && i < groups; ++i) {
    const auto count = in.uint();
    if (count > people_max) in.fail();
    counts.push_back(static_cast<std::uint32_t>(count));
  }
  return counts;
}

std::vector<Attachment> attachments(CborReader& in) {
  std::vector<Attachment> found;
  const auto count = in.array();
  if (count == 0 || count > attachments_max) in.fail();
  for (std::size_t i = 0; in.ok() && i < count; ++i) {
    if (in.array() != 5) in.fail();
    Attachment attachment;
    attachment.kind = known(in, 1, AttachmentKind::Voice);
    attachment.name = in.fixed<32>();
    attachment.key = in.fixed<32>();
    attachment.size = in.uint();
    attachment.sealed_size = in.uint();
    if (attachment.size > attachment.sealed_size) in.fail();
    found.push_back(attachment);
  }
  return found;
}

float accuracy(CborReader& in) {
  const auto decimetres = in.uint();
  if (decimetres > 1'000'000) in.fail();
  return static_cast<float>(decimetres) / 10.f;
}

void read_value(CborReader& in, std::uint64_t key, Read& read) {
  auto& noted = read.noted;
  switch (key) {
    case KCode:
      read.code = in.uint();
      if (read.code >= code_end) in.fail();
      return;
    case KTime:
      read.time = time_of(in);
      return;
    case KLanguage:
      read.language = index_of(in);
      return;
    case KJoined:
      read.begin.joined = in.uint() == 1;
      return;
    case KPresent:
      read.begin.present = present(in);
      return;
    case KWeather:
      read.begin.weather = known(in, 0, Weather::Wind);
      return;
    case KLight:
      read.begin.light = known(in, 0, Light::Dark);
      return;
    case KAct:
      read.course.act = known(in, 1, Act::End);
      return;
    case KStop:
      read.course.stop = noted.where.stop = index_of(in);
      return;
    case KPoints: {
      const auto points = in.bytes();
      read.track.points.assign(points.begin(), points.end());
      return;
    }
    case KId:
      noted.id = in.fixed<8>();
      return;
    case KRevision: {
      const auto revision = in.uint();
      if (revision > UINT32_MAX) in.fail();
      noted.revision = static_cast<std::uint32_t>(revision);
      return;
    }
    case KWithdrawn:
      noted.withdrawn = in.uint() == 1;
      if (!noted.withdrawn) in.fail();
      return;
    case KTheme:
      noted.theme = index_of(in);
      return;
    case KVerdict:
      noted.verdict = known(in, 1, Verdict::Question);
      return;
    case KQuestion:
      noted.question = index_of(in);
      return;
    case KEarlier:
      noted.earlier = index_of(in);
      return;
    case KOutcome:
      noted.outcome = known(in, 1, Outcome::Worse);
      return;
    case KPlacedBy:
      noted.where.by = known(in, 1, PlacedBy::NamedPlace);
      return;
    case KLat:
      read.lat = in.integer();
      return;
    case KLon:
      read.lon = in.integer();
      return;
    case KAccuracy:
      noted.where.accuracy_m = accuracy(in);
      return;
    case KFix:
      noted.where.fix = known(in, 1, FixKind::DeadReckoning);
      return;
    case KPlace:
      noted.where.place = index_of(in);
      return;
    case KSaw:
      noted.saw = words(in);
      return;
    case KSaid:
      noted.said = words(in);
      return;
    case KPerspective:
      noted.perspective = index_of(in);
      return;
    case KSense:
      noted.sense = known(in, 1, Sense::Is);
      return;
    case KSeriousness: {
      const auto value = in.uint();
      if (value < 1 || value > 3) in.fail();
      noted.seriousness = in.ok() ? static_cast<int>(value) : 0;
      return;
    }
    case KProposal:
      noted.proposal = words(in);
      return;
    case KParty:
      noted.party = index_of(in);
      return;
    case KReflection:
      noted.reflection = words(in);
      return;
    case KAttachments:
      noted.attachments = attachments(in);
      return;
    default:
      in.fail();
  }
}

Result<Read> read_map(ByteView body) {
  CborReader in(body);
  Read read;
  const auto pairs = in.map();
  std::uint64_t last = 0;
  for (std::size_t i = 0; in.ok() && i < pairs; ++i) {
    const auto key = in.uint();
    if (key <= last || key > KAttachments) return unreadable("its keys are not known or not in order");
    last = key;
    read.had |= std::uint64_t{1} << key;
    read_value(in, key, read);
  }
  if (!in.at_end()) return unreadable("it is not of the form of walks' records");
  return read;
}

constexpr std::uint64_t keys(std::initializer_list<Key> all) {
  std::uint64_t bits = 0;
  for (const auto key : all) bits |= std::uint64_t{1} << key;
  return bits;
}

bool has_its_keys(std::size_t which, const Read& read) {
  constexpr auto begin = keys({KCode, KTime, KLanguage, KJoined, KPresent, KWeather, KLight});
  constexpr auto course = keys({KCode, KTime, KAct});
  constexpr auto track = keys({KCode, KPoints});
  constexpr auto noted = keys({KCode, KTime, KLanguage, KId, KRevision});
  constexpr auto not_noted = keys({KJoined, KPresent, KWeather, KLight, KAct, KPoints});
  switch (which) {
    case 0:
      return read.had == begin;
    case 1:
      return read.had ==
             (read.course.act == Act::AtStop && read.has(KStop) ? course | keys({KStop}) : course);
    case 2:
      return read.had == track;
    case 3:
      return (read.had & noted) == noted && (read.had & not_noted) == 0 && read.has(KLat) == read.has(KLon);
    default:
      return false;
  }
}

Entry entry_of(std::size_t which, Read read) {
  const auto code = static_cast<Code>(read.code);
  switch (which) {
    case 0:
      read.begin.code = code;
      read.begin.time = read.time;
      read.begin.language = read.language;
      return std::move(read.begin);
    case 1:
      read.course.code = code;
      read.course.time = read.time;
      return read.course;
    case 2:
      read.track.code = code;
      return std::move(read.track);
    default:
      break;
  }
  auto& noted = read.noted;
  noted.code = code;
  noted.time = read.time;
  noted.language = read.language;
  if (read.has(KLat))
    noted.where.at =
        LatLon{static_cast<double>(read.lat) / degree_parts, static_cast<double>(read.lon) / degree_parts};
  return std::move(noted);
}

}  // namespace

Result<Bytes> encode_entry(const Entry& entry, const Plan& plan) {
  if (auto checked = check(entry); !checked) return checked.error();
  if (!std::visit([&](const auto& kind) { return fits_plan(kind, plan); }, entry))
    return misfit("it names something that the dialogue does not have");
  Pairs out;
  std::visit(EntryOut{out}, entry);
  return out.take();
}

Result<Entry> decode_entry(std::size_t which, ByteView body, const Plan* plan) {
  auto read = read_map(body);
  if (!read) return read.error();
  if (!has_its_keys(which, *read)) return unreadable("its kind is not known, or has other keys");
  auto entry = entry_of(which, std::move(*read));
  if (const auto* noted = std::get_if<Observation>(&entry);
      noted != nullptr && noted->where.at && !is_on_earth(*noted->where.at))
    return unreadable("its place is not on the earth");
  if (plan != nullptr && !std::visit([&](const auto& kind) { return fits_plan(kind, *plan); }, entry))
    return unreadable("it does not fit the dialogue");
  return entry;
}

}  // namespace talt::core::walk
