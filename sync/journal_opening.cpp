// SPDX-License-Identifier: EUPL-1.2
// journal-state holds "begun" (nothing was acknowledged yet), "born", or "damaged". Where it says anything
// else and a store is there, the store is taken for born: a store is never made over another.
#include "sync/journal_opening.h"

#include <algorithm>

namespace talt::sync {

using core::Error;
using core::Result;

namespace {

enum class Life { Unborn, Begun, Born, Damaged };

Result<void> note_state(const std::string& folder, std::string_view state) {
  return platform::write_file_durably(folder + "/journal-state", core::as_bytes(state));
}

Life life_of(const std::string& folder) {
  const auto file = platform::read_file(folder + "/journal-state", 16);
  const auto state = file ? core::as_text(*file) : std::string_view();
  if (state == "begun") return Life::Begun;
  if (state == "damaged") return Life::Damaged;
  if (state == "born" || platform::exists(folder + "/journal")) return Life::Born;
  return Life::Unborn;
}

Result<OpenedStore> read_opened(Result<std::unique_ptr<platform::Store>> store) {
  if (!store) return store.error();
  auto runs = rows::read_runs(**store);
  if (!runs) return runs.error();
  auto warnings = rows::read_warnings(**store);
  if (!warnings) return warnings.error();
  auto attachments = rows::read_attachments(**store);
  if (!attachments) return attachments.error();
  return OpenedStore{std::move(*store), std::move(*runs), std::move(*warnings), {}, std::move(*attachments)};
}

Result<OpenedStore> give_birth(const std::string& folder, const JournalGround& ground) {
  if (auto noted = note_state(folder, "begun"); !noted) return noted.error();
  auto opened = read_opened(ground.open_store(folder + "/journal", platform::StoreBirth::New));
  if (!opened) return opened;
  if (auto noted = note_state(folder, "born"); !noted) return noted.error();
  return opened;
}

/// Whole and untouched, with the mark of its day; salvage.cpp works on a copy.
Result<std::string> set_aside(const std::string& folder) {
  const auto place = folder + "/damaged/" + std::to_string(set_aside_stores(folder).size() + 1);
  if (auto made = platform::make_folder(folder + "/damaged"); !made) return made.error();
  if (const auto mark = platform::read_file(folder + "/mark", 64 * 1024))
    if (auto kept = platform::write_file_durably(folder + "/journal/mark", *mark); !kept) return kept.error();
  if (auto moved = platform::rename_durably(folder + "/journal", place); !moved) return moved.error();
  return place;
}

bool speaks_of(const Error& error, std::initializer_list<const char*> causes) {
  return std::any_of(causes.begin(), causes.end(),
                     [&](const char* cause) { return error.why.find(cause) != std::string::npos; });
}

bool is_of_space(const Error& error) {
  return speaks_of(error, {"No space", "too large", "quota"});
}

Result<OpenedStore> open_as(Life life, const std::string& folder, const JournalGround& ground) {
  if (life == Life::Damaged)
    return Error{"cannot open the journal", "it was found damaged while it was in use", ""};
  return life == Life::Born ? open_existing(folder, ground) : give_birth(folder, ground);
}

}  // namespace

bool is_of_the_machine(const Error& error) {
  return is_of_space(error) || speaks_of(error, {"Permission denied", "Too many open files", "Read-only file",
                                                 "Cannot allocate", "/LOCK"});
}

bool is_born(const std::string& folder) {
  const auto life = life_of(folder);
  return life == Life::Born || life == Life::Damaged;
}

Result<OpenedStore> open_existing(const std::string& folder, const JournalGround& ground) {
  return read_opened(ground.open_store(folder + "/journal", platform::StoreBirth::Existing));
}

Result<void> note_damaged(const std::string& folder) {
  return note_state(folder, "damaged");
}

std::vector<std::string> set_aside_stores(const std::string& folder) {
  std::vector<std::string> stores;
  for (std::size_t number = 1;; ++number) {
    auto place = folder + "/damaged/" + std::to_string(number);
    if (!platform::exists(place)) return stores;
    stores.push_back(std::move(place));
  }
}

std::optional<std::string> unsalvaged_store(const std::string& folder) {
  for (const auto& place : set_aside_stores(folder))
    if (!platform::exists(place + ".salvaged")) return place;
  return std::nullopt;
}

Result<OpenedStore> open_or_set_aside(const std::string& folder, const JournalGround& ground) {
  const auto life = life_of(folder);
  auto opened = open_as(life, folder, ground);
  if (!opened && is_of_space(opened.error())) {
    if (auto freed = platform::remove_file(folder + "/reserve"); !freed) return freed.error();
    opened = open_as(life, folder, ground);  // an opening writes a table: the reserve is room for it
  }
  if (!opened) opened = open_as(life, folder, ground);  // a disk may fail once
  if (opened || is_of_the_machine(opened.error())) return opened;
  std::string warning = "the journal could not be opened (" + opened.error().why + ")";
  if (platform::exists(folder + "/journal")) {
    const auto place = set_aside(folder);
    if (!place) return place.error();
    warning += " and was set aside in " + *place;
  }
  auto fresh = give_birth(folder, ground);
  if (!fresh) return fresh;
  fresh->warnings.push_back(warning + "; a new one collects");
  return fresh;
}

}  // namespace talt::sync
