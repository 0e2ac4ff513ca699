// SPDX-License-Identifier: EUPL-1.2
// A kiosk's day at its journal, in short: birth, answers, marks, a sync with pruning, a restart, more
// answers. And what must be true of whatever is left of it.
#pragma once

#include <regex>
#include <set>

#include "tests/sync/journal_rig.h"

namespace talt::crashes {

struct Day {
  int records = 120;
  std::size_t record_bytes = 6000;  // large ones fill LevelDB's buffers soon: logs change and tables are made
  int restart_after = 50;
  int sync_after = 80;
};

inline std::string text_of(int number, std::size_t size) {
  auto text = "answer " + std::to_string(number) + " ";
  text.resize(std::max(size, text.size()), '.');
  return text;
}

/// What has been promised so far: every record that was acknowledged, and those whose receipt was taken.
struct Promised {
  std::vector<std::string> acknowledged;
  std::set<std::string> receipted;
  std::set<std::string> unsure;  // failed appends that may have reached the disk
};

/// Goes through the day on `folder`. After a failure it does what a kiosk does: closes, opens anew, looks
/// whether the record is there, saves it again where not. `told` hears every promise as it is made.
inline Promised live_through(const Day& day, sync::JournalRig& rig, const std::string& folder,
                             const std::function<void(const Promised&)>& told) {
  Promised promised;
  std::unique_ptr<sync::Journal> journal;
  std::optional<sync::FailedAppend> failed;
  const auto open = [&] {
    journal.reset();
    auto opened = sync::Journal::open(folder, rig.identity(), rig.random);
    if (opened) journal = std::move(*opened);
    return journal != nullptr;
  };
  for (int number = 1; number <= day.records; ++number) {
    if ((number == 1 || number == day.restart_after) && !open()) return promised;
    const auto text = text_of(number, day.record_bytes);
    for (int attempt = 0; attempt < 3; ++attempt) {
      if (!journal && !open()) continue;
      if (failed) {
        const auto holds = journal->holds(*failed);
        if (holds) failed.reset();
        if (holds && *holds) break;
      }
      std::vector<sync::PlainRecord> records;
      records.push_back(rig.record(text));
      if (journal->append(std::move(records))) break;
      promised.unsure.insert(text);
      failed = journal->failed_append();
      journal.reset();
    }
    if (!journal) return promised;
    promised.unsure.erase(text);
    promised.acknowledged.push_back(text);
    told(promised);
    if (number % 5 == 0 && !journal->write_mark()) continue;
    if (number != day.sync_after) continue;
    std::map<sync::RunId, std::pair<std::unique_ptr<sync::Opener>, sync::Head>> readers;
    sync::JournalRig::Drained read;
    for (;;) {
      const auto batch = journal->peek(30, 1024 * 1024);
      if (!batch || !*batch) break;
      const auto end = (*batch)->first + (*batch)->frames.size() - 1;
      // From here on the records up to the receipt may be gone: the receiver has them.
      rig.take(**batch, readers[(*batch)->run], read);
      promised.receipted = {read.texts.begin(), read.texts.end()};
      told(promised);
      if (!journal->receipted(rig.receipt((*batch)->run, end, (*batch)->after, end), "n")) break;
    }
  }
  return promised;
}

/// The numbers that warnings and statements of loss name.
inline std::set<std::uint64_t> told_as_lost(sync::Journal& journal,
                                            const sync::JournalRig::Drained& drained) {
  std::set<std::uint64_t> numbers;
  const auto add = [&](std::uint64_t from, std::uint64_t to) {
    for (auto number = from; number <= to && number - from < 100'000; ++number) numbers.insert(number);
  };
  for (const auto& [from, to] : drained.lost) add(from, to);
  static const std::regex span(R"((\d+)( to (\d+))?)"),
      mark(R"(should reach number (\d+) and ends at (\d+))");
  for (const auto& warning : journal.status().warnings) {
    std::smatch found;
    if (std::regex_search(warning, found, mark)) add(std::stoull(found[2]) + 1, std::stoull(found[1]));
    const auto lost = warning.find("lost: ");
    const auto text = lost == std::string::npos ? warning : warning.substr(lost);
    if (lost == std::string::npos && warning.find("cannot be read") == std::string::npos) continue;
    for (std::sregex_iterator at(text.begin(), text.end(), span), end; at != end; ++at)
      add(std::stoull((*at)[1]), std::stoull((*at)[3].matched ? (*at)[3] : (*at)[1]));
  }
  return numbers;
}

struct Verdict {
  std::size_t missing = 0;  // acknowledged, not receipted, and not here
  std::size_t untold = 0;   // of these, how many no warning names by number
  bool collects = false;    // a new record was taken
  std::size_t twice = 0;    // records that came more than once
};

/// Opens what is left in `folder` as the next start does, takes a record, salvages, sends everything.
inline Verdict judge(sync::JournalRig& rig, const std::string& folder, const Promised& promised) {
  Verdict verdict;
  auto opened = sync::Journal::open(folder, rig.identity(), rig.random);
  if (!opened) {
    std::printf("not opened: %s\n", opened.error().text().c_str());
    return verdict;
  }
  auto& journal = **opened;
  std::vector<sync::PlainRecord> records;
  records.push_back(rig.record("after"));
  verdict.collects = journal.append(std::move(records)).ok();
  if (auto salvaged = journal.salvage(); !salvaged)
    std::printf("not salvaged: %s\n", salvaged.error().text().c_str());
  const auto drained = rig.drain(journal);
  const std::multiset<std::string> have(drained.texts.begin(), drained.texts.end());
  const auto lost = told_as_lost(journal, drained);
  for (std::size_t i = 0; i < promised.acknowledged.size(); ++i) {
    const auto count = have.count(promised.acknowledged[i]);
    if (count > 1) ++verdict.twice;
    if (count > 0 || promised.receipted.count(promised.acknowledged[i]) > 0) continue;
    ++verdict.missing;
    if (lost.count(i + 1) == 0) ++verdict.untold;
  }
  return verdict;
}

}  // namespace talt::crashes
