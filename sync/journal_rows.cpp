// SPDX-License-Identifier: EUPL-1.2
// Keys and values (numbers in keys are 8 bytes, big-endian, so that they sort):
//   "h" ordinal       tag bstr(8) || run-header      a row a run, in the order of their beginnings
//   "r" run number    tag bstr(8) || head before bstr(32) || head after bstr(32) || frame
//   "r" run ff*8      nothing                        the run's end, written with its header
//   "c" run           receipt                        the last one taken
//   "g" run number    receipt                        the one given for that number, until more is pruned
//   "w" ordinal       text                           a warning that stays
//   "p" run           [number uint, head bstr(32)]   records up to number are pruned
//   "v" name          side value
// Headers and records are raw bytes, and prove themselves and their places: tag = the first 8 bytes of
// BLAKE2b-256("talt-row-1" || key || header or head after). So intact ones are found between damaged ones,
// where LevelDB's own checksums no longer help.
#include "sync/journal_rows.h"

#include "app/core/cbor.h"

namespace talt::sync::rows {

using core::Bytes;
using core::ByteView;
using core::Error;
using core::Result;

namespace {

constexpr std::size_t head_bytes = 32;
constexpr std::size_t tag_bytes = 8;
constexpr std::size_t frame_offset = tag_bytes + 2 * head_bytes;

Bytes key(char kind, ByteView name) {
  Bytes out{static_cast<std::uint8_t>(kind)};
  core::append(out, name);
  return out;
}

void append_number(Bytes& out, std::uint64_t number) {
  for (int shift = 56; shift >= 0; shift -= 8) out.push_back(static_cast<std::uint8_t>(number >> shift));
}

Bytes tagged(ByteView row_key, ByteView content) {
  const auto whole = platform::hash({core::as_bytes("talt-row-1"), row_key, content});
  return {whole.begin(), whole.begin() + tag_bytes};
}

Error damaged() {
  return {"cannot read the journal", "a row is not of its form", "keep the folder and tell us"};
}

Result<void> read_last(platform::Store& store, JournalRun& run) {
  auto found = store.last_below(end_key(run.run));
  if (!found) return found.error();
  const auto own = key('r', run.run);
  if (!*found || (*found)->first.size() != own.size() + 8 ||  // a shorter key is another kind of row
      !std::equal(own.begin(), own.end(), (*found)->first.begin()))
    return {};
  const auto stored = read_record((*found)->first, (*found)->second);
  const auto number = number_of((*found)->first);
  if (!stored || !number) return damaged();
  run.last = *number;
  run.head = stored->after;
  return {};
}

Result<void> read_pruned(platform::Store& store, JournalRun& run) {
  const auto value = store.read(pruned_key(run.run));
  if (!value) return value.error();
  if (!*value) return {};
  core::CborReader in(**value);
  if (in.array() != 2) in.fail();
  run.pruned = in.uint();
  run.pruned_head = in.fixed<32>();
  if (!in.at_end()) return damaged();
  if (run.last < run.pruned) {
    run.last = run.pruned;
    run.head = run.pruned_head;
  }
  return {};
}

Result<JournalRun> read_run(platform::Store& store, std::uint64_t ordinal, ByteView header_bytes) {
  auto begun = new_run(ordinal, header_bytes);
  if (!begun) return begun;
  auto& run = *begun;
  if (auto read = read_last(store, run); !read) return read.error();
  if (auto read = read_pruned(store, run); !read) return read.error();
  const auto receipt = store.read(receipt_key(run.run));
  if (!receipt) return receipt.error();
  if (*receipt) {
    auto decoded = decode_receipt(**receipt);
    if (!decoded) return decoded.error();
    run.receipt = std::move(*decoded);
  }
  return begun;
}

}  // namespace

Result<JournalRun> new_run(std::uint64_t ordinal, ByteView header_bytes) {
  const auto header = decode_run_header(header_bytes);
  if (!header) return header.error();
  const auto head = first_head(header_bytes);
  const auto before = header->first - 1;
  return JournalRun{ordinal,       header->run, Bytes(header_bytes.begin(), header_bytes.end()),
                    header->first, before,      head,
                    std::nullopt,  before,      head,
                    before};
}

Bytes record_key(const RunId& run, std::uint64_t number) {
  auto out = key('r', run);
  append_number(out, number);
  return out;
}

Bytes record(ByteView row_key, const Head& before, const Head& after, ByteView frame) {
  auto out = tagged(row_key, after);
  core::append(out, before);
  core::append(out, after);
  core::append(out, frame);
  return out;
}

Result<StoredRecord> read_record(ByteView row_key, ByteView value) {
  if (value.size() <= frame_offset) return damaged();
  StoredRecord stored;
  std::copy_n(value.begin() + tag_bytes, head_bytes, stored.before.begin());
  std::copy_n(value.begin() + tag_bytes + head_bytes, head_bytes, stored.after.begin());
  stored.frame.assign(value.begin() + frame_offset, value.end());
  if (next_head(stored.before, stored.frame) != stored.after ||
      !platform::same(tagged(row_key, stored.after), value.first(tag_bytes)))
    return damaged();
  return stored;
}

Bytes header(ByteView row_key, ByteView header_bytes) {
  auto out = tagged(row_key, header_bytes);
  core::append(out, header_bytes);
  return out;
}

Result<ByteView> read_header(ByteView row_key, ByteView value) {
  if (value.size() <= tag_bytes) return damaged();
  const auto bytes = value.subspan(tag_bytes);
  if (!platform::same(tagged(row_key, bytes), value.first(tag_bytes))) return damaged();
  return bytes;
}

std::optional<std::uint64_t> number_of(ByteView key) {
  if (key.size() < 8) return std::nullopt;
  std::uint64_t number = 0;
  for (const auto byte : key.last(8)) number = number << 8 | byte;
  return number;
}

Bytes run_key(std::uint64_t ordinal) {
  auto out = key('h', {});
  append_number(out, ordinal);
  return out;
}

Bytes end_key(const RunId& run) {
  return record_key(run, UINT64_MAX);
}

Bytes receipt_key(const RunId& run) {
  return key('c', run);
}
Bytes receipt_key(const RunId& run, std::uint64_t through) {
  auto out = key('g', run);
  append_number(out, through);
  return out;
}
Bytes warning_key(std::uint64_t ordinal) {
  auto out = key('w', {});
  append_number(out, ordinal);
  return out;
}
Bytes pruned_key(const RunId& run) {
  return key('p', run);
}

Bytes pruned(std::uint64_t number, const Head& head) {
  core::CborWriter out;
  out.array(2);
  out.uint(number);
  out.bytes(head);
  return out.take();
}

Bytes side_key(std::string_view name) {
  return key('v', core::as_bytes(name));
}

Result<std::vector<JournalRun>> read_runs(platform::Store& store) {
  std::vector<std::pair<std::uint64_t, Bytes>> headers;
  const auto scanned = store.scan(key('h', {}), key('i', {}), [&](ByteView at, ByteView value) {
    const auto bytes = read_header(at, value);
    const auto proved = bytes ? *bytes : ByteView();
    headers.emplace_back(number_of(at).value_or(0), Bytes(proved.begin(), proved.end()));
    return true;
  });
  if (!scanned) return scanned.error();
  std::vector<JournalRun> runs;
  for (const auto& [ordinal, header] : headers) {
    auto run = read_run(store, ordinal, header);
    if (!run) return run.error();
    runs.push_back(std::move(*run));
  }
  return runs;
}

Result<std::vector<std::string>> read_warnings(platform::Store& store) {
  std::vector<std::string> warnings;
  const auto scanned = store.scan(key('w', {}), key('x', {}), [&](ByteView, ByteView value) {
    warnings.emplace_back(core::as_text(value));
    return true;
  });
  if (!scanned) return scanned.error();
  return warnings;
}

Result<std::optional<Receipt>> last_receipt_up_to(platform::Store& store, const JournalRun& run,
                                                  std::uint64_t number) {
  auto found = store.last_below(receipt_key(run.run, number + 1));
  if (!found) return found.error();
  const auto own = key('g', run.run);
  if (!*found || (*found)->first.size() != own.size() + 8 ||
      !std::equal(own.begin(), own.end(), (*found)->first.begin()))
    return std::optional<Receipt>();
  auto receipt = decode_receipt((*found)->second);
  if (!receipt) return receipt.error();
  return std::optional<Receipt>(std::move(*receipt));
}

}  // namespace talt::sync::rows
