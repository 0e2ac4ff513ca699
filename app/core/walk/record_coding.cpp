// SPDX-License-Identifier: EUPL-1.2
// Writing a walk's records; record_form.h says their form.
#include "app/core/walk/record_coding.h"

#include <algorithm>
#include <cmath>

#include "app/core/cbor.h"
#include "app/core/walk/record_form.h"

namespace talt::core::walk {

namespace {

Error misfit(const char* why) {
  return {"cannot save what was noted", why, ""};
}

class Pairs : public CborMapWriter {
 public:
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
};

std::uint64_t positive(std::int64_t value) {
  return value > 0 ? static_cast<std::uint64_t>(value) : 0;
}

/// One that is no number is left out, one that is past all sense stands at its bound: the note is worth more.
void write_accuracy(Pairs& out, float accuracy_m) {
  constexpr auto most = static_cast<float>(accuracy_dm_max);
  if (std::isnan(accuracy_m)) return;
  out.number(KAccuracy, positive(std::llround(std::clamp(accuracy_m * 10.f, 0.f, most))));
}

void write_where(Pairs& out, const Whereabouts& where) {
  out.known(KPlacedBy, where.by);
  if (where.at) {
    out.key(KLat).integer(std::llround(where.at->lat * degree_parts));
    out.key(KLon).integer(std::llround(where.at->lon * degree_parts));
  }
  if (where.accuracy_m) write_accuracy(out, *where.accuracy_m);
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

}  // namespace

Result<Bytes> encode_entry(const Entry& entry, const Plan& plan) {
  if (const auto* why = what_is_wrong(entry)) return misfit(why);
  if (!fits_plan(entry, plan)) return misfit("it names something that the dialogue does not have");
  Pairs out;
  std::visit(EntryOut{out}, entry);
  return out.take();
}

}  // namespace talt::core::walk
