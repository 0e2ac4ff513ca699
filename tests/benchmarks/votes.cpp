// SPDX-License-Identifier: EUPL-1.2
#include "tests/benchmarks/votes.h"

#include <stdexcept>

#include "app/core/limits.h"
#include "app/kiosk/dialogue_folder.h"
#include "app/kiosk/recorder.h"
#include "sync/batch.h"
#include "tests/benchmarks/town.h"

namespace talt::bench {

namespace {

core::AnswerRecord vote_record(const core::Dialogue& dialogue, platform::Random& random) {
  core::AnswerRecord record;
  random.fill(record.visit);
  core::DotsAnswer answer;
  answer.dots.resize(dialogue.questions.front().alternatives.size());
  answer.dots[0] = 2;
  answer.dots[1] = 1;
  record.answer = answer;
  record.time = 1'800'000'000;
  return record;
}

template <class T>
T given(core::Result<T> result) {
  if (!result) throw std::runtime_error(result.error().text());
  return std::move(*result);
}

}  // namespace

core::Dialogue dot_vote_dialogue() {
  auto parsed = kiosk::load_dialogue(sample_dialogue("dot-vote"));
  if (!parsed.dialogue) throw std::runtime_error("the sample dialogue has faults");
  return std::move(*parsed.dialogue);
}

core::Bytes vote(const core::Dialogue& dialogue) {
  const auto random = platform::open_system_random();
  return given(core::encode(vote_record(dialogue, *random), dialogue));
}

void journal_votes(const std::string& data, std::size_t votes) {
  const auto dialogue = dot_vote_dialogue();
  const auto identity = given(sync::read_identity(data));
  const auto clock = platform::open_system_clock();
  const auto random = platform::open_system_random();
  kiosk::Recorder recorder(data, identity, dialogue, *clock, *random);
  if (auto opened = recorder.open(); !opened) throw std::runtime_error(opened.error().text());
  constexpr std::size_t at_once = 1000;
  for (std::size_t done = 0; done < votes;) {
    std::vector<core::Record> records;
    for (; records.size() < at_once && done < votes; ++done)
      records.emplace_back(vote_record(dialogue, *random));
    if (auto saved = recorder.save(records); !saved) throw std::runtime_error(saved.error().text());
  }
  if (auto marked = recorder.write_mark(); !marked) throw std::runtime_error(marked.error().text());
}

platform::HttpRequest batch_request(const sync::DeviceIdentity& identity, const sync::StoredBatch& batch) {
  const auto path = sync::batch_path(identity.device, batch.run);
  platform::HttpRequest request{"POST", identity.url + path, {}, {}};
  if (batch.with_header) core::append(request.body, batch.header);
  for (const auto& frame : batch.frames) core::append(request.body, frame);
  request.headers.emplace_back("content-type", "application/cbor-seq");
  request.headers.emplace_back(
      "talt-batch", sync::encode_batch_field({batch.first, batch.before, batch.frames.size(), batch.after}));
  request.headers.emplace_back("talt-receiver", platform::to_hex(identity.receipt_key));
  core::Bytes nonce(16);
  platform::open_system_random()->fill(nonce);
  sync::sign_request(request, path, identity.device_key, platform::to_hex(nonce));
  return request;
}

std::vector<platform::HttpRequest> unsent_requests(const std::string& data) {
  const auto identity = given(sync::read_identity(data));
  const auto random = platform::open_system_random();
  auto journal = given(sync::Journal::open(data, identity.for_journal(), *random));
  const auto all = given(journal->peek(10'000'000, 1'000'000'000));
  if (!all) throw std::runtime_error("the journal has nothing to send");
  std::vector<platform::HttpRequest> requests;
  auto part = *all;
  part.after = part.before;
  part.frames.clear();
  for (const auto& frame : all->frames) {
    part.frames.push_back(frame);
    part.after = sync::next_head(part.after, frame);
    const bool is_last = &frame == &all->frames.back();
    if (part.frames.size() < core::batch_records_max && !is_last) continue;
    requests.push_back(batch_request(identity, part));
    part.first += part.frames.size();
    part.before = part.after;
    part.frames.clear();
    part.with_header = false;
  }
  return requests;
}

}  // namespace talt::bench
