// SPDX-License-Identifier: EUPL-1.2
// `talt check DIR`: every fault of a dialogue on standard error, one a line; without a fault what the
// dialogue holds, on standard output.
#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <chrono>
#include <memory>
#include <string>

#include "app/commands/talt_commands.h"
#include "app/kiosk/dialogue_folder.h"
#include "platform/clock.h"

namespace talt::commands {

namespace {

/// Ids, as staff find them in the file.
template <class Item>
std::string ids(const std::vector<Item>& items) {
  std::string all;
  for (const auto& item : items) all += (all.empty() ? "" : ", ") + item.id;
  return all;
}

std::string asked(const core::Dialogue& dialogue) {
  if (!dialogue.walk) return fmt::format("questions: {}\n", ids(dialogue.questions));
  const auto& plan = *dialogue.walk;
  auto all = fmt::format("walk: {}\nstops: {}\nthemes: {}\n",
                         plan.kind == core::walk::Kind::Safety ? "safety" : "walk-and-talk", ids(plan.stops),
                         ids(plan.themes));
  if (!plan.questions.empty()) all += fmt::format("questions: {}\n", ids(plan.questions));
  if (!plan.earlier.empty())
    all += fmt::format("of walk {}: {} to look at again\n", plan.earlier_walk, plan.earlier.size());
  return all;
}

std::string summary(const core::Dialogue& dialogue) {
  std::string languages;
  for (const auto& language : dialogue.languages)
    languages +=
        (languages.empty() ? "" : ", ") + language.tag + (language.incomplete ? " (incomplete)" : "");
  return fmt::format("{}\n{}, version {}\nlanguages: {}\n{}maps: {}\nno fault\n", dialogue.title.in(0),
                     dialogue.id, dialogue.version, languages, asked(dialogue), dialogue.maps.size());
}

/// Days since 1970.
std::int64_t day_of(const core::Date& date) {
  const std::chrono::year_month_day day{std::chrono::year(date.year),
                                        std::chrono::month(static_cast<unsigned>(date.month)),
                                        std::chrono::day(static_cast<unsigned>(date.day))};
  return std::chrono::sys_days(day).time_since_epoch().count();
}

bool has_passed(const core::Date& date) {
  constexpr std::int64_t day_ms = 24 * 3600 * 1000;
  return day_of(date) < platform::open_system_clock()->wall_ms() / day_ms;
}

int check(const std::string& folder) {
  auto parsed = kiosk::load_dialogue(folder, kiosk::Look::Whole);
  if (parsed.dialogue && has_passed(parsed.dialogue->promise.hear_back_by))
    parsed.warnings.push_back({folder + "/dialogue.toml", parsed.hear_back_by_place.line,
                               parsed.hear_back_by_place.column, "the day when people hear back has passed",
                               "set hear_back_by anew"});
  core::sort_by_place(parsed.warnings);
  for (const auto& warning : parsed.warnings) fmt::print(stderr, "{} (warning)\n", warning.text());
  for (const auto& fault : parsed.faults) fmt::print(stderr, "{}\n", fault.text());
  if (!parsed.dialogue) return 1;
  fmt::print("{}", summary(*parsed.dialogue));
  return 0;
}

}  // namespace

void add_check(CLI::App& app, int& exit_code) {
  auto* command =
      app.add_subcommand("check", "look through a dialogue and say every fault, each with its place");
  auto folder = std::make_shared<std::string>();
  command->add_option("dialogue", *folder, "the folder in which dialogue.toml lies")->required();
  command->callback([folder, &exit_code] {
    while (folder->size() > 1 && folder->back() == '/') folder->pop_back();
    exit_code = check(*folder);
  });
}

}  // namespace talt::commands
