// SPDX-License-Identifier: EUPL-1.2
// A durable ordered map of bytes, the journal's ground. Every write is synced before it returns.
// One process at a time; any thread. After any failed write the handle is dead: every later call fails, and
// the only cure is to open it anew (LevelDB 1.23 goes on to acknowledge synced writes that a reopening then
// loses).
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/core/bytes.h"
#include "app/core/result.h"

namespace talt::platform {

struct StoreWrite {
  core::Bytes key;
  std::optional<core::Bytes> value;
};  // no value = remove

class Store {
 public:
  virtual ~Store() = default;
  /// All or nothing, durable on success.
  virtual core::Result<void> write(const std::vector<StoreWrite>& writes) = 0;
  /// Nothing where the key is unknown; an error where the store is damaged or dead.
  virtual core::Result<std::optional<core::Bytes>> read(core::ByteView key) = 0;
  /// Rising keys in [from, to), until `visit` returns false. Passes over what is damaged, and then fails.
  virtual core::Result<void> scan(
      core::ByteView from, core::ByteView to,
      const std::function<bool(core::ByteView key, core::ByteView value)>& visit) = 0;
  /// The last key below `below`, with its value.
  virtual core::Result<std::optional<std::pair<core::Bytes, core::Bytes>>> last_below(
      core::ByteView below) = 0;
  virtual bool is_dead() const = 0;
};

/// What a store stands on; a port so that tests can fail the n-th call or forget what was not synced.
enum class StoreBirth { Existing, New };
core::Result<std::unique_ptr<Store>> open_store(const std::string& folder, StoreBirth birth);
/// Puts a store together again from whatever rows its files still show, removed and damaged ones among them:
/// for a copy, and for a caller who proves each row.
core::Result<void> rebuild_store(const std::string& folder);

}  // namespace talt::platform
