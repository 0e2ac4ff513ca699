// SPDX-License-Identifier: EUPL-1.2
// What an earlier walk noted, as `talt-receiver publish --from-walk` writes it into `[walk]`. Its words are
// staff's own, in one language.
#include "app/core/dialogue_walk_parts.h"
#include "app/core/toml_assert.h"
#include "app/core/utf8.h"
#include "app/core/walk/record.h"

#include <toml++/toml.h>

namespace talt::core {

namespace {

bool all_of(std::string_view text, std::string_view characters) {
  return text.find_first_not_of(characters) == std::string_view::npos;
}

std::string read_observation_id(Section& section, std::set<std::string>& ids) {
  constexpr std::size_t digits = 16;
  auto id = section.string("id", true);
  if (id.empty()) return id;
  if (id.size() != digits || !all_of(id, "0123456789abcdef"))
    section.fault("id", quoted(id) + " is no observation's id", "write its 16 digits, 0 to 9 and a to f");
  if (!ids.insert(id).second)
    section.fault("id", "the observation " + quoted(id) + " stands twice", "keep one");
  return id;
}

std::string read_words(Section& section, std::string_view key) {
  auto words = section.string(key, false);
  if (words.size() > walk::observation_characters_max &&
      count_characters(words) > walk::observation_characters_max)
    section.fault(key, std::string(key) + " of " + section.name() + " is too long",
                  "use at most " + std::to_string(walk::observation_characters_max) + " characters");
  return words;
}

std::optional<LatLon> read_where_it_was(Section& section) {
  const bool has_lat = section.has("lat"), has_lon = section.has("lon");
  if (!has_lat && !has_lon) return std::nullopt;
  const LatLon at{section.number("lat", -85, 85), section.number("lon", -180, 180)};
  return at;  // one alone is a fault by now
}

std::optional<Date> read_deadline(Section& section) {
  const auto* node = section.find("deadline");
  if (node == nullptr) return std::nullopt;
  if (const auto value = node->value<toml::date>(); node->is_date() && value)
    return Date{value->year, value->month, value->day};
  section.fault("deadline", "deadline of " + section.name() + " should be a date, without quotes",
                "write e.g. deadline = 2027-05-01");
  return std::nullopt;
}

walk::Earlier read_observation(Section& section, std::set<std::string>& ids, const walk::Plan& plan) {
  using walk::Status;
  using walk::Verdict;
  walk::Earlier earlier;
  earlier.id = read_observation_id(section, ids);
  earlier.theme =
      one_named(section, "theme", plan.themes, "theme", "add a [[walk.theme]] with that id, or name another");
  earlier.verdict = section.one_of<Verdict>(
      "verdict", Verdict::Bad,
      {{"good", Verdict::Good}, {"bad", Verdict::Bad}, {"question", Verdict::Question}}, true);
  earlier.seriousness = section.has("seriousness") ? section.integer("seriousness", 1, 1, 3) : 0;
  earlier.saw = read_words(section, "saw");
  earlier.proposal = read_words(section, "proposal");
  earlier.where = read_words(section, "where");
  earlier.at = read_where_it_was(section);
  earlier.party = one_named(section, "party", plan.parties, "party",
                            "add a [[walk.party]] with that id, or name another");
  earlier.status = section.one_of<Status>("status", Status::Open,
                                          {{"open", Status::Open},
                                           {"quick", Status::Quick},
                                           {"planned", Status::Planned},
                                           {"needs-budget", Status::NeedsBudget},
                                           {"will-not", Status::WillNot},
                                           {"done", Status::Done}});
  earlier.deadline = read_deadline(section);
  earlier.reason = read_words(section, "reason");
  earlier.picture = section.file("picture", false);
  return earlier;
}

}  // namespace

void read_earlier(Section& walk, walk::Plan& plan, Findings& findings) {
  constexpr std::size_t code_digits = 6;
  plan.earlier_walk = walk.string("earlier", false);
  const auto* code = walk.find("earlier");
  const bool is_code = plan.earlier_walk.size() == code_digits && all_of(plan.earlier_walk, "0123456789");
  if (code != nullptr && code->is_string() && !is_code)
    walk.fault("earlier", quoted(plan.earlier_walk) + " is no walk's code",
               "write the six digits of the earlier walk, in quotes");
  std::set<std::string> ids;
  walk.each("earlier_observation", walk::earlier_max, [&](const toml::table& table, const std::string& name) {
    Section section(table, name, findings);
    plan.earlier.push_back(read_observation(section, ids, plan));
    section.finish();
  });
  if (!plan.earlier.empty() && !walk.has("earlier"))
    walk.fault_in_each("earlier_observation", 0, "the walk does not say which walk noted this",
                       "add earlier = \"482913\", the earlier walk's code, above the first [[walk.…]]");
  if (plan.earlier.empty() && walk.has("earlier"))
    walk.warn("earlier", "nothing of the earlier walk is here to be looked at again",
              "add its [[walk.earlier_observation]] tables, or remove earlier");
}

}  // namespace talt::core
