// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/walks/walk_accounts.h"

#include <algorithm>
#include <functional>
#include <tuple>

#include "sync/receiver/walks/walk_account_parts.h"

namespace talt::receiver {

using core::Error;
using core::Result;

namespace {

constexpr std::size_t walks_listed_max = 6;

std::size_t digits_apart(core::walk::Code a, core::walk::Code b) {
  const auto one = code_text(a), other = code_text(b);
  std::size_t apart = 0;
  for (std::size_t i = 0; i < one.size(); ++i)
    if (one[i] != other[i]) ++apart;
  return apart;
}

/// The likeliest first.
std::string listed(std::vector<WalkName> walks, core::walk::Code code) {
  std::stable_sort(walks.begin(), walks.end(), [&](const WalkName& a, const WalkName& b) {
    return digits_apart(a.code, code) < digits_apart(b.code, code);
  });
  std::string list;
  for (std::size_t i = 0; i < walks.size() && i < walks_listed_max; ++i)
    list += (i == 0 ? "" : ", ") + text_of(walks[i]);
  if (walks.size() > walks_listed_max)
    list += " and " + std::to_string(walks.size() - walks_listed_max) + " more";
  return list;
}

/// The only walk of that name, with its dialogue.
Result<WalkName> find(const std::vector<WalkName>& walks, const WalkName& wanted) {
  std::vector<WalkName> found;
  for (const auto& walk : walks)
    if (walk.code == wanted.code && (wanted.dialogue.empty() || walk.dialogue == wanted.dialogue))
      found.push_back(walk);
  if (found.size() == 1) return found.front();
  if (found.empty())
    return Error{"there is no walk " + text_of(wanted), "nothing that has come was noted under that code",
                 walks.empty() ? "let the devices send first: no walk has come yet"
                               : "name one of these: " + listed(walks, wanted.code)};
  return Error{"the walk " + text_of(wanted) + " is not the only one", "several dialogues have that code",
               "name one of them: " + listed(found, wanted.code)};
}

/// The notes of a walk in the order in which they are numbered.
std::vector<NoteKey> keys_in_order(const GatheredWalk& walk) {
  std::vector<std::size_t> order(walk.account.notes.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto rank = [&](std::size_t i) {
    const auto& note = walk.account.notes[i];
    return std::tuple(!note.disputed.empty(), note.time_s == 0, note.time_s, walk.keys[i]);
  };
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
  std::vector<NoteKey> keys;
  for (const auto i : order) keys.push_back(walk.keys[i]);
  return keys;
}

void give(GatheredWalk& walk, const NoteNumbers& numbers,
          const std::map<std::string, std::vector<ActionChange>>& actions) {
  auto& account = walk.account;
  const auto actions_of = [&](const std::string& observation) {
    const auto found = actions.find(observation);
    return found == actions.end() ? std::vector<ActionChange>() : found->second;
  };
  for (std::size_t i = 0; i < account.notes.size(); ++i) {
    account.notes[i].number = numbers.at(walk.keys[i]);
    account.notes[i].actions = actions_of(matter_of(account, account.notes[i].latest));
  }
  const auto& earlier = account.dialogue.walk->earlier;
  for (std::size_t i = 0; i < earlier.size(); ++i) account.earlier[i].actions = actions_of(earlier[i].id);
  std::sort(account.notes.begin(), account.notes.end(),
            [](const AccountNote& a, const AccountNote& b) { return a.number < b.number; });
}

using Choice = std::function<Result<std::vector<WalkName>>(const std::vector<WalkName>& walks)>;

Result<std::vector<WalkName>> all_of(const std::vector<WalkName>& walks) {
  return walks;
}

Result<std::vector<GatheredWalk>> gather(Tables& tables, Ledger& ledger, const Choice& choose) {
  auto runs = walk_runs(ledger);
  if (!runs) return runs.error();
  Result<std::vector<GatheredWalk>> gathered = std::vector<GatheredWalk>();
  const auto read = tables.read([&]() -> Result<void> {
    const auto walks = walk_names(tables.database(), tables.dialogues());
    if (!walks) return walks.error();
    const auto chosen = choose(*walks);
    if (!chosen) return chosen.error();
    gathered = gather(tables, *runs, *chosen);
    return gathered ? Result<void>() : gathered.error();
  });
  return read ? std::move(gathered) : read.error();
}

Result<void> number(Tables& tables, std::vector<GatheredWalk>& walks) {
  const auto actions = read_actions(tables.database());
  if (!actions) return actions.error();
  for (auto& walk : walks) {
    const auto& account = walk.account;
    const auto numbers =
        number_notes(tables.database(), account.dialogue.id, account.code, keys_in_order(walk));
    if (!numbers) return numbers.error();
    give(walk, *numbers, *actions);
  }
  return {};
}

std::vector<WalkAccount> by_date(std::vector<GatheredWalk> gathered) {
  std::vector<WalkAccount> walks;
  for (auto& one : gathered) walks.push_back(std::move(one.account));
  std::stable_sort(walks.begin(), walks.end(),
                   [](const WalkAccount& a, const WalkAccount& b) { return began_s(a) < began_s(b); });
  return walks;
}

}  // namespace

Result<WalkAccount> account_of(Tables& tables, Ledger& ledger, const WalkName& walk) {
  auto gathered = gather(tables, ledger, [&](const std::vector<WalkName>& walks) {
    const auto found = find(walks, walk);
    return found ? Result<std::vector<WalkName>>({*found}) : found.error();
  });
  if (!gathered) return gathered.error();
  if (auto numbered = number(tables, *gathered); !numbered) return numbered.error();
  return std::move(gathered->front().account);
}

Result<std::vector<WalkAccount>> numbered_walks(Tables& tables, Ledger& ledger) {
  auto gathered = gather(tables, ledger, all_of);
  if (!gathered) return gathered.error();
  if (auto numbered = number(tables, *gathered); !numbered) return numbered.error();
  return by_date(std::move(*gathered));
}

Result<std::vector<WalkAccount>> read_walks(Tables& tables, Ledger& ledger) {
  auto gathered = gather(tables, ledger, all_of);
  if (!gathered) return gathered.error();
  return by_date(std::move(*gathered));
}

std::string matter_of(const WalkAccount& walk, const core::walk::Observation& noted) {
  return noted.earlier ? walk.dialogue.walk->earlier[*noted.earlier].id : platform::to_hex(noted.id);
}

std::int64_t began_s(const WalkAccount& walk) {
  std::int64_t began = 0;
  const auto take = [&](std::int64_t time_s) {
    if (time_s != 0 && (began == 0 || time_s < began)) began = time_s;
  };
  for (const auto& device : walk.devices) take(device.began_s);
  if (began == 0)
    for (const auto& note : walk.notes) take(note.time_s);
  return began;
}

}  // namespace talt::receiver
