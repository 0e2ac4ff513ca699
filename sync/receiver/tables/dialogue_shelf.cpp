// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/tables/dialogue_shelf.h"

#include <algorithm>

#include "app/core/dialogue_parse.h"

namespace talt::receiver {

using core::Error;
using core::Result;

namespace {
constexpr std::size_t digest_characters_shown = 8;
}

Result<std::int64_t> DialogueShelf::shelve(const std::string& digest, core::ByteView source) {
  auto parsed = core::parse_dialogue(source, "dialogue.toml", {});
  if (!parsed.dialogue)
    return Error{"the dialogue cannot be read",
                 parsed.faults.empty() ? std::string() : parsed.faults.front().text(), ""};
  Entry entry{std::move(*parsed.dialogue), digest, {}};
  entry.version = std::to_string(entry.dialogue.version);
  const bool is_taken = std::any_of(entries_.begin(), entries_.end(), [&](const Entry& other) {
    return other.dialogue.id == entry.dialogue.id && other.version == entry.version;
  });
  if (is_taken) entry.version += "-" + digest.substr(0, digest_characters_shown);
  entries_.push_back(std::move(entry));
  const auto id = static_cast<std::int64_t>(entries_.size()) - 1;
  by_digest_[digest] = id;
  return id;
}

Result<void> DialogueShelf::load(platform::Database& database) {
  entries_.clear();
  by_digest_.clear();
  const auto rows = database.ask("SELECT digest, source FROM opened_dialogues ORDER BY id", "tb");
  if (!rows) return rows.error();
  for (const auto& row : *rows) {
    if (auto id = shelve(row[0], core::as_bytes(row[1])); !id) return id.error();
  }
  return {};
}

std::optional<std::int64_t> DialogueShelf::find(const platform::Hash& digest) const {
  const auto found = by_digest_.find(platform::to_hex(digest));
  return found == by_digest_.end() ? std::nullopt : std::optional(found->second);
}

Result<std::int64_t> DialogueShelf::add(platform::Database& database, const platform::Hash& digest,
                                        core::ByteView source) {
  const auto text = platform::to_hex(digest);
  const auto id = shelve(text, source);
  if (!id) return id;
  const auto stored =
      database.run("INSERT INTO opened_dialogues VALUES (:p0, :p1, :p2)", {*id, text, source});
  if (!stored) return stored.error();
  return id;
}

const core::Dialogue* DialogueShelf::dialogue(std::int64_t id) const {
  return id >= 0 && static_cast<std::size_t>(id) < entries_.size()
             ? &entries_[static_cast<std::size_t>(id)].dialogue
             : nullptr;
}

}  // namespace talt::receiver
