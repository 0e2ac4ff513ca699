// SPDX-License-Identifier: EUPL-1.2
// `talt-receiver action`: what becomes of an observation. With no change it tells the history.
#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <optional>

#include "app/commands/moment.h"
#include "app/commands/receiver_commands.h"
#include "app/commands/receiver_walking.h"
#include "app/commands/say.h"
#include "sync/receiver/walks/walk_register.h"
#include "sync/receiver/walks/walk_standing.h"

namespace talt::commands {

namespace {

using core::Error;
using core::Result;

struct Options {
  std::string data, walk, by;
  int observation = 0;
  std::optional<std::string> party, status, deadline, reason;

  bool is_change() const { return party || status || deadline || reason; }
};

std::string parties_of(const core::walk::Plan& plan) {
  std::string list;
  for (const auto& party : plan.parties) list += (list.empty() ? "" : ", ") + party.id;
  return list;
}

Result<receiver::ActionChange> change_of(const Options& options, const core::walk::Plan& plan) {
  receiver::ActionChange change;
  change.time_s = platform::open_system_clock()->wall_ms() / 1000;
  change.by = options.by;
  change.party = options.party;
  change.reason = options.reason;
  if (options.status) change.status = receiver::status_of(*options.status);
  if (options.party && std::none_of(plan.parties.begin(), plan.parties.end(),
                                    [&](const auto& party) { return party.id == *options.party; }))
    return Error{"there is no party " + *options.party, "the walk's dialogue does not name it",
                 plan.parties.empty() ? "add [[walk.party]] to the dialogue"
                                      : "name one of these: " + parties_of(plan)};
  if (!options.deadline) return change;
  change.deadline = receiver::date_of(*options.deadline);
  if (!change.deadline)
    return Error{"the deadline " + *options.deadline + " is not a day", "a day is YYYY-MM-DD",
                 "write e.g. 2027-05-01"};
  return change;
}

std::string title_of(const receiver::WalkAccount& walk, const core::walk::Observation& noted) {
  const auto& plan = *walk.dialogue.walk;
  std::string title;
  const auto add = [&](std::string_view part) {
    if (!part.empty()) title += (title.empty() ? "" : ": ") + std::string(part);
  };
  if (noted.theme) add(plan.themes[*noted.theme].title.in(0));
  if (noted.question) add(plan.questions[*noted.question].title.in(0));
  if (noted.earlier) add("looks again at " + plan.earlier[*noted.earlier].id);
  if (noted.verdict) add(receiver::name_of(*noted.verdict));
  add(receiver::name_of(noted.outcome));
  add(noted.saw);
  return title;
}

std::string text_of(const receiver::ActionChange& change) {
  std::string text;
  const auto add = [&](const char* what, const std::string& value) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", what, value);
  };
  if (change.status) add("status", receiver::name_of(*change.status));
  if (change.party) add("party", *change.party);
  if (change.deadline) add("deadline", receiver::text_of(*change.deadline));
  if (change.reason) add("reason:", *change.reason);
  return text;
}

struct Line {
  std::int64_t time_s;
  std::string text;
};

std::vector<Line> history_of(const receiver::AccountNote& note) {
  std::vector<Line> lines = {{note.time_s, "noted by " + note.device}};
  for (const auto& change : note.actions)
    lines.push_back({change.time_s, (change.by.empty() ? "" : change.by + ": ") + text_of(change)});
  for (const auto& found : note.outcomes)
    lines.push_back({found.time_s, fmt::format("walk {} of {}: {}{}", receiver::code_text(found.code),
                                               found.dialogue, receiver::name_of(found.outcome),
                                               found.saw.empty() ? "" : ": " + found.saw)});
  std::stable_sort(lines.begin() + 1, lines.end(),
                   [](const Line& a, const Line& b) { return a.time_s < b.time_s; });
  return lines;
}

std::string text_of(const receiver::Standing& now) {
  if (!now.status) return "no action";
  auto text = receiver::name_of(*now.status);
  if (!now.party.empty()) text += ", party " + now.party;
  if (now.deadline) text += ", deadline " + receiver::text_of(*now.deadline);
  if (!now.reason.empty()) text += ", reason: " + now.reason;
  return text;
}

/// Kept all the same: what was agreed long ago may be written down late.
void warn_of_past(const receiver::ActionChange& change) {
  const auto today = moment(change.time_s).substr(0, std::string_view("2026-11-26").size());
  if (change.deadline && receiver::text_of(*change.deadline) < today)
    fmt::print(stderr, "talt: the deadline {} has passed already: set another where that is not meant\n",
               receiver::text_of(*change.deadline));
}

void tell(const receiver::WalkAccount& walk, const receiver::AccountNote& note) {
  fmt::print("walk {} of {}, observation {}: {}\n", receiver::code_text(walk.code), walk.dialogue.id,
             note.number, title_of(walk, note.latest));
  if (note.latest.withdrawn) fmt::print("it was taken back by those who noted it\n");
  if (!note.disputed.empty()) fmt::print("it is disputed: {}\n", note.disputed);
  for (const auto& line : history_of(note))
    fmt::print("{}  {}\n", line.time_s == 0 ? "time not known" : moment(line.time_s), line.text);
  if (!note.before.empty()) fmt::print("corrected {} times on the walk\n", note.before.size());
  fmt::print("now: {}\n", text_of(receiver::standing_of(walk, note)));
}

Result<receiver::AccountNote> note_of(const receiver::WalkAccount& walk, int number) {
  for (const auto& note : walk.notes)
    if (note.number == number) return note;
  return Error{fmt::format("walk {} has no observation {}", receiver::code_text(walk.code), number),
               walk.notes.empty()
                   ? "nothing of it has come"
                   : fmt::format("its observations have the numbers 1 to {}", walk.notes.back().number),
               "look in the walk's protocol for the number"};
}

int action(const Options& options) {
  const auto opened = open_walks(options.data);
  if (!opened) return failed(opened.error());
  const auto walk = open_walk(*opened, options.walk);
  if (!walk) return failed(walk.error());
  const auto note = note_of(*walk, options.observation);
  if (!note) return failed(note.error());
  if (!options.is_change()) {
    tell(*walk, *note);
    return 0;
  }
  if (note->latest.withdrawn)
    return failed({fmt::format("nothing can become of observation {}", note->number),
                   "those who noted it took it back", "look in the walk's protocol for another"});
  const auto change = change_of(options, *walk->dialogue.walk);
  if (!change) return failed(change.error());
  const auto kept =
      receiver::keep_action(opened->tables->database(), receiver::matter_of(*walk, note->latest),
                            walk->dialogue.id, walk->code, *change);
  if (!kept) return failed(kept.error());
  warn_of_past(*change);
  const auto now = open_walk(*opened, walk->dialogue.id + "/" + receiver::code_text(walk->code));
  if (!now) return failed(now.error());
  const auto changed = note_of(*now, options.observation);
  if (!changed) return failed(changed.error());
  tell(*now, *changed);
  return 0;
}

}  // namespace

void add_receiver_action(CLI::App& app, int& exit_code) {
  const auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand(
      "action",
      "sets who is responsible for an observation, status, deadline and reason; or tells its history");
  command->add_option("--data", options->data, "the municipality's folder")->required();
  command->add_option("--walk", options->walk, "the walk's code, or DIALOGUE/CODE")->required();
  command->add_option("--observation", options->observation, "its number in the walk's protocol")->required();
  command->add_option("--party", options->party, "who is responsible: a party of the walk's dialogue");
  command->add_option("--status", options->status, "will-not demands a reason")
      ->check(CLI::IsMember(receiver::status_names()));
  command->add_option("--deadline", options->deadline, "YYYY-MM-DD");
  command->add_option("--reason", options->reason, "why not, or what was done; public, so no names");
  command->add_option("--by", options->by, "your role, not your name");
  command->callback([options, &exit_code] { exit_code = action(*options); });
}

}  // namespace talt::commands
