// SPDX-License-Identifier: EUPL-1.2
// What the ledger says, opened with the sealing key: visits and answers with the dialogue they belong to,
// voids applied. One thread; holds everything in memory.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "app/core/dialogue.h"
#include "app/core/record.h"
#include "sync/receiver/ledger.h"
#include "sync/receiver/municipality.h"

namespace talt::receiver {

struct Source {
  std::string device;
  sync::RunId run{};
  std::uint64_t number = 0;
};

struct OpenedAnswer {
  Source source;
  std::size_t dialogue = 0;
  core::AnswerRecord record;
  bool voided = false;
};
struct OpenedVisit {
  Source source;
  std::size_t dialogue = 0;
  core::VisitBegin begin;
  std::optional<core::VisitEnd> end;
  std::optional<core::VoidReason> voided;
};
struct OpenedPoster {
  Source source;
  std::size_t dialogue = 0;
  core::PosterRecord record;
};
struct OpenedNote {
  Source source;
  core::ShiftNote note;
};
struct Unreadable {
  Source source;
  std::string why;
};

struct OpenedLedger {
  std::vector<core::Dialogue> dialogues;
  std::vector<OpenedVisit> visits;
  std::vector<OpenedAnswer> answers;
  std::vector<OpenedPoster> posters;
  std::vector<OpenedNote> notes;
  std::vector<Unreadable> unreadable;  // listed for the analyst, never dropped
};

using Progress = std::function<void(std::uint64_t done, std::uint64_t total)>;
core::Result<OpenedLedger> open_ledger(Ledger& ledger, const Municipality& municipality,
                                       const Progress& progress);

}  // namespace talt::receiver
