// SPDX-License-Identifier: EUPL-1.2
// The mark: a small file outside the database that remembers how far the journal went, so that a database
// that comes back with less is found out. Any thread, one at a time.
#pragma once

#include <optional>
#include <string>

#include "app/core/result.h"
#include "sync/chain.h"

namespace talt::sync {

struct Mark {
  std::uint64_t sequence = 0;  // rises with every writing; its parity names the slot
  RunId run{};
  std::uint64_t number = 0;  // the last record's, or the one before the run's first
  Head head{};
  core::Bytes header;  // the run's header, a second time
};

/// The newest whole slot of a mark file's bytes; nothing where there is none. Pure.
std::optional<Mark> decode_mark(core::ByteView file);
std::optional<Mark> read_mark(const std::string& path);
/// Into the older slot, synced.
core::Result<void> write_mark(const std::string& path, const Mark& mark);

}  // namespace talt::sync
