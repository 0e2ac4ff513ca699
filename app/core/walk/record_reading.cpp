// SPDX-License-Identifier: EUPL-1.2
// Reading a walk's records; record_form.h says their form.
#include "app/core/cbor.h"
#include "app/core/walk/limits.h"
#include "app/core/walk/record_form.h"

namespace talt::core::walk {

namespace {

constexpr std::size_t index_end = 65'536;

Error unreadable(const char* why) {
  return {"cannot read a walk's record", why, ""};
}

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
  if (value >= index_end) in.fail();  // each has a closer bound of its own: record_check.cpp
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
  if (text.empty()) in.fail();  // what says nothing is left out
  return text;
}

bool flag(CborReader& in) {
  const auto value = in.uint();
  if (value > 1) in.fail();
  return value == 1;
}

std::int64_t time_of(CborReader& in) {
  const auto value = in.uint();
  if (value > INT64_MAX) in.fail();
  return static_cast<std::int64_t>(value);
}

std::vector<std::uint32_t> present(CborReader& in) {
  std::vector<std::uint32_t> counts;
  const auto groups = in.array();
  if (groups > groups_max) in.fail();
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
    found.push_back(attachment);
  }
  return found;
}

float accuracy(CborReader& in) {
  const auto decimetres = in.uint();
  if (decimetres > accuracy_dm_max) in.fail();
  return static_cast<float>(decimetres) / 10.f;
}

/// Of the keys before KId, which observations share with others.
void read_of_walk(CborReader& in, std::uint64_t key, Read& read) {
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
      read.begin.joined = flag(in);
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
      read.course.stop = read.noted.where.stop = index_of(in);
      return;
    case KPoints: {
      const auto points = in.bytes();
      read.track.points.assign(points.begin(), points.end());
      return;
    }
    default:
      in.fail();
  }
}

/// Of an observation: what it is about and where.
void read_of_observation(CborReader& in, std::uint64_t key, Read& read) {
  auto& noted = read.noted;
  switch (key) {
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
      noted.withdrawn = flag(in);
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
    default:
      in.fail();
  }
}

void read_of_words(CborReader& in, std::uint64_t key, Observation& noted) {
  switch (key) {
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

void read_value(CborReader& in, std::uint64_t key, Read& read) {
  if (key < KId) return read_of_walk(in, key, read);
  if (key < KSaw) return read_of_observation(in, key, read);
  read_of_words(in, key, read.noted);
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

Result<Entry> decode_entry(std::size_t which, ByteView body, const Plan* plan) {
  auto read = read_map(body);
  if (!read) return read.error();
  if (!has_its_keys(which, *read)) return unreadable("its kind is not known, or has other keys");
  auto entry = entry_of(which, std::move(*read));
  if (const auto* why = what_is_wrong(entry)) return unreadable(why);
  if (plan != nullptr && !fits_plan(entry, *plan)) return unreadable("it does not fit the dialogue");
  return entry;
}

}  // namespace talt::core::walk
