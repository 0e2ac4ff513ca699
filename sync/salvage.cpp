// SPDX-License-Identifier: EUPL-1.2
#include "sync/salvage.h"

#include <algorithm>

#include "platform/files.h"

namespace talt::sync {

using core::Bytes;
using core::ByteView;
using core::Result;

namespace {

std::optional<Receipt> signed_receipt(platform::Store& store, const Bytes& key,
                                      const platform::PublicKey& receipt_key) {
  const auto value = store.read(key);
  if (!value || !*value) return std::nullopt;
  auto receipt = decode_receipt(**value);
  if (!receipt || !is_signed_by(*receipt, receipt_key)) return std::nullopt;
  return std::move(*receipt);
}

/// The receipt with the highest number that is whole: up to there records may have been pruned.
void take_receipts(platform::Store& store, JournalRun& run, const platform::PublicKey& receipt_key) {
  run.receipt = signed_receipt(store, rows::receipt_key(run.run), receipt_key);
  if (run.receipt && run.receipt->run != run.run) run.receipt.reset();
  if (!run.receipt || run.receipt->stable < run.first) return;
  const auto given = rows::last_receipt_up_to(store, run, run.receipt->stable);
  if (!given || !*given || !is_signed_by(**given, receipt_key)) return;
  run.pruned = (*given)->through;
  run.pruned_head = (*given)->head;
}

}  // namespace

Result<std::unique_ptr<platform::Store>> open_rebuilt_copy(
    const std::string& place, const std::string& copy,
    const std::function<Result<std::unique_ptr<platform::Store>>(const std::string&, platform::StoreBirth)>&
        open_store) {
  if (auto removed = platform::remove_folder(copy); !removed) return removed.error();
  if (auto copied = platform::copy_folder(place, copy); !copied) return copied.error();
  if (auto rebuilt = platform::rebuild_store(copy); !rebuilt) return rebuilt.error();
  return open_store(copy, platform::StoreBirth::Existing);
}

std::vector<JournalRun> salvaged_runs(platform::Store& store, const std::optional<Mark>& mark,
                                      const platform::PublicKey& receipt_key) {
  std::vector<JournalRun> runs;
  const auto add = [&](std::uint64_t ordinal, ByteView header) {
    auto run = rows::new_run(ordinal, header);
    const auto is_same = [&](const JournalRun& known) { return known.run == run->run; };
    if (!run || std::any_of(runs.begin(), runs.end(), is_same)) return;
    take_receipts(store, *run, receipt_key);
    runs.push_back(std::move(*run));
  };
  const auto scanned = store.scan(Bytes{'h'}, Bytes{'i'}, [&](ByteView key, ByteView value) {
    if (const auto header = rows::read_header(key, value)) add(rows::number_of(key).value_or(0), *header);
    return true;
  });
  // A scan that fails has shown all that can be read; the rest is what is lost, and is told by its numbers.
  const auto last = runs.empty() ? 0 : runs.back().ordinal;
  if (mark) add((scanned ? last : last + ordinals_a_store / 2) + 1, mark->header);
  return runs;
}

std::uint64_t last_known_of(const JournalRun& run, const std::vector<JournalRun>& runs,
                            const std::optional<Mark>& mark) {
  auto last = std::max(run.last, run.receipt ? run.receipt->through : 0);
  if (mark && mark->run == run.run) last = std::max(last, mark->number);
  for (const auto& later : runs) {
    const auto header = decode_run_header(later.header);
    if (header && header->previous_run == run.run) last = std::max(last, header->previous_last);
  }
  return last;
}

std::vector<NumberSpan> lost_spans(const JournalRun& run, const std::vector<NumberSpan>& found,
                                   std::uint64_t last_known) {
  std::vector<NumberSpan> lost;
  auto next = std::max(run.pruned, run.through()) + 1;
  for (const auto& span : found) {
    if (span.from > next) lost.push_back({next, span.from - 1});
    next = std::max(next, span.to + 1);
  }
  if (next <= last_known) lost.push_back({next, last_known});
  return lost;
}

std::vector<NumberSpan> headless_spans(platform::Store& store, const std::vector<JournalRun>& runs) {
  std::vector<NumberSpan> spans;
  const auto scanned = store.scan(Bytes{'r'}, Bytes{'s'}, [&](ByteView key, ByteView value) {
    const auto number = rows::number_of(key);
    const bool is_known = std::any_of(runs.begin(), runs.end(), [&](const JournalRun& run) {
      return platform::same(run.run, key.subspan(1, std::min(key.size() - 1, run.run.size())));
    });
    if (is_known || !number || !rows::read_record(key, value)) return true;
    if (!spans.empty() && spans.back().to + 1 == *number)
      spans.back().to = *number;
    else
      spans.push_back({*number, *number});
    return true;
  });
  return scanned || !spans.empty() ? spans : std::vector<NumberSpan>();
}

std::string text_of(const std::vector<NumberSpan>& spans) {
  std::string text;
  for (const auto& span : spans) {
    if (!text.empty()) text += ", ";
    text += std::to_string(span.from);
    if (span.to != span.from) text += " to " + std::to_string(span.to);
  }
  return text;
}

}  // namespace talt::sync
