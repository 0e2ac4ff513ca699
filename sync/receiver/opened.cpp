// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/opened.h"

#include <algorithm>

#include "app/core/dialogue_parse.h"

namespace talt::receiver {

using core::Error;
using core::Result;

namespace {

/// Follows one run from its first record on.
class RunReader {
 public:
  RunReader(OpenedLedger& into, std::string device, const sync::RunId& run,
            std::optional<std::size_t> dialogue)
      : into_(into), device_(std::move(device)), run_(run), dialogue_(dialogue) {}

  void take(std::uint64_t number, core::ByteView plain) {
    const Source source{device_, run_, number};
    const auto record = core::decode(plain, dialogue_ ? &into_.dialogues[*dialogue_] : nullptr);
    if (!record) return unreadable(number, record.error().text());
    std::visit([&](const auto& kind) { keep(source, kind); }, *record);
  }
  void unreadable(std::uint64_t number, std::string why) {
    into_.unreadable.push_back({{device_, run_, number}, std::move(why)});
  }
  std::optional<std::size_t> dialogue() const { return dialogue_; }

 private:
  void keep(const Source& source, const core::VisitBegin& record) {
    into_.visits.push_back({source, dialogue_.value_or(0), record, std::nullopt, std::nullopt});
  }
  void keep(const Source& source, const core::AnswerRecord& record) {
    into_.answers.push_back({source, *dialogue_, record, false});
  }
  void keep(const Source&, const core::VisitEnd& record) {
    if (auto* visit = find(record.visit)) visit->end = record;
  }
  void keep(const Source&, const core::VoidRecord& record) {
    for (auto& answer : into_.answers)
      if (answer.record.visit == record.visit &&
          (!record.question || answer.record.question == *record.question))
        answer.voided = true;
    if (auto* visit = find(record.visit); visit && !record.question) visit->voided = record.reason;
  }
  void keep(const Source& source, const core::DialoguePiece& record) {
    if (record.piece == 0) pieces_.clear();
    pieces_.push_back(record);
    if (pieces_.size() != record.pieces) return;
    core::Bytes whole;
    for (const auto& piece : pieces_) core::append(whole, piece.content);
    if (platform::hash({whole}) != record.digest)
      return unreadable(source.number, "the dialogue's pieces do not fit together");
    take_dialogue(source, whole);
  }
  void keep(const Source&, const core::ClockRecord&) {}
  void keep(const Source& source, const core::ShiftNote& record) { into_.notes.push_back({source, record}); }
  void keep(const Source& source, const core::PosterRecord& record) {
    if (!dialogue_ || record.question >= into_.dialogues[*dialogue_].questions.size())
      return unreadable(source.number, "the poster's question is not known");
    into_.posters.push_back({source, *dialogue_, record});
  }
  void keep(const Source&, const core::HostRecord&) {}

  void take_dialogue(const Source& source, const core::Bytes& whole) {
    const auto same = std::find_if(into_.dialogues.begin(), into_.dialogues.end(),
                                   [&](const auto& known) { return known.source == whole; });
    if (same == into_.dialogues.end()) {
      auto parsed = core::parse_dialogue(whole, "dialogue.toml", {});
      if (!parsed.dialogue) return unreadable(source.number, "the dialogue cannot be read");
      into_.dialogues.push_back(std::move(*parsed.dialogue));
      dialogue_ = into_.dialogues.size() - 1;
    } else {
      dialogue_ = static_cast<std::size_t>(same - into_.dialogues.begin());
    }
  }
  OpenedVisit* find(const core::VisitId& id) {
    const auto found = std::find_if(into_.visits.rbegin(), into_.visits.rend(),
                                    [&](const auto& visit) { return visit.begin.visit == id; });
    return found == into_.visits.rend() ? nullptr : &*found;
  }

  OpenedLedger& into_;
  std::string device_;
  sync::RunId run_;
  std::optional<std::size_t> dialogue_;
  std::vector<core::DialoguePiece> pieces_;
};

/// The run key, opened with the sealing key that it was sealed to.
Result<platform::Secret> run_key_of(const sync::RunHeader& header, const platform::BoxKey& sealing_key) {
  for (const auto& sealed : header.run_key) {
    if (sealed.recipient != sealing_key.public_key) continue;
    auto opened = platform::open_sealed(sealing_key, sealed.sealed);
    if (!opened || opened->size() != 32) break;
    auto key = platform::Secret::from(*opened);
    platform::wipe(*opened);
    if (platform::commitment(key, "commit") == header.commitment) return key;
    break;
  }
  return Error{"cannot open a run", "it was not sealed to this key", ""};
}

}  // namespace

Result<OpenedLedger> open_ledger(Ledger& ledger, const Municipality& municipality, const Progress& progress) {
  if (!municipality.sealing_key)
    return Error{"cannot open the answers", "the sealing key is not on this machine",
                 "put sealing.key into the data folder"};
  const auto runs = ledger.runs();
  if (!runs) return runs.error();
  const auto devices = ledger.devices();
  if (!devices) return devices.error();
  const auto total = ledger.count_records();
  if (!total) return total.error();
  OpenedLedger opened;
  std::uint64_t done = 0;
  for (const auto& run : *runs) {
    const auto device = std::find_if(devices->begin(), devices->end(),
                                     [&](const auto& known) { return known.id == run.device; });
    RunReader reader(opened, device == devices->end() ? platform::to_hex(run.device) : device->name, run.run,
                     std::nullopt);
    const auto header = sync::decode_run_header(run.header);
    auto key =
        header ? run_key_of(*header, *municipality.sealing_key) : Result<platform::Secret>(header.error());
    std::optional<sync::Opener> opener;
    if (key) opener.emplace(std::move(key).value(), header->device, run.run, header->first);
    std::uint64_t next = run.first;
    const auto take = [&](std::uint64_t number, core::ByteView frame) {
      next = number + 1;
      progress(++done, *total);
      if (!opener) return reader.unreadable(number, key.error().text());
      const auto plain = opener->open(number, frame);
      if (plain)
        reader.take(number, *plain);
      else
        reader.unreadable(number, plain.error().text());
    };
    for (std::uint64_t from = 0; from != next;) {
      from = next;
      if (auto read = ledger.frames(run, from, 16, take); !read) return read.error();
    }
  }
  return opened;
}

}  // namespace talt::receiver
