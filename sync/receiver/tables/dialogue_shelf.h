// SPDX-License-Identifier: EUPL-1.2
// The dialogues that runs carried, each known by the digest of its file: the same id and version with another
// digest is another dialogue. One thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/core/dialogue.h"
#include "platform/crypto.h"
#include "platform/database.h"

namespace talt::receiver {

class DialogueShelf {
 public:
  struct Entry {
    core::Dialogue dialogue;
    std::string digest;  // hexadecimal
    std::string
        version;  // as exports say it: "1", or "1-3f2a9c41" where another dialogue has that id and version
  };

  /// Forgets what it knew and reads what the database has.
  core::Result<void> load(platform::Database& database);
  std::optional<std::int64_t> find(const platform::Hash& digest) const;
  /// Puts a dialogue there, in the caller's transaction. Fails where its text is no dialogue.
  core::Result<std::int64_t> add(platform::Database& database, const platform::Hash& digest,
                                 core::ByteView source);
  const core::Dialogue* dialogue(std::int64_t id) const;
  /// By id, counted from 0 in the order of their coming.
  const std::vector<Entry>& all() const { return entries_; }

 private:
  core::Result<std::int64_t> shelve(const std::string& digest, core::ByteView source);

  std::vector<Entry> entries_;
  std::map<std::string, std::int64_t> by_digest_;
};

}  // namespace talt::receiver
