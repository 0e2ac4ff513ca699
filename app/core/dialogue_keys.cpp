// SPDX-License-Identifier: EUPL-1.2
// Keys that stand where they do not belong: what was meant, and where it belongs.
#include <algorithm>
#include <array>
#include <numeric>

#include "app/core/dialogue_section.h"

namespace talt::core {

namespace {

struct Belongs {
  std::string_view key;
  std::string_view to;
};

constexpr std::string_view top = "the top of the file, above the first [table]";
constexpr std::string_view any_question = "a [[question]], above its alternatives";
constexpr std::string_view in_walk = "[walk], above its first [[walk.…]]";
constexpr std::string_view earlier = "a [[walk.earlier_observation]]";

constexpr std::array known_keys = {
    Belongs{"languages", top},
    Belongs{"incomplete", top},
    Belongs{"version", top},
    Belongs{"method", top},
    Belongs{"time_grain", top},
    Belongs{"next", top},
    Belongs{"level", "[promise]"},
    Belongs{"influence", "[promise]"},
    Belongs{"decided", "[promise]"},
    Belongs{"decider", "[promise]"},
    Belongs{"hear_back", "[promise]"},
    Belongs{"hear_back_by", "[promise]"},
    Belongs{"contact", "[promise]"},
    Belongs{"accent", "[theme]"},
    Belongs{"logo", "[theme]"},
    Belongs{"kind", "a [[question]], above its alternatives, or [walk]"},
    Belongs{"help", "a [[question]], above its alternatives, or a theme or question of a walk"},
    Belongs{"required", any_question},
    Belongs{"results", any_question},
    Belongs{"dots", "a question of kind dots, above its alternatives"},
    Belongs{"stack_max", "a question of kind dots, above its alternatives"},
    Belongs{"shuffle", "a question of kind dots or choice, above its alternatives"},
    Belongs{"max", "a question of kind choice, above its alternatives"},
    Belongs{"alternative", "a question of kind dots or choice"},
    Belongs{"steps", "a question of kind scale"},
    Belongs{"style", "a question of kind scale"},
    Belongs{"low", "a question of kind scale"},
    Belongs{"high", "a question of kind scale"},
    Belongs{"length_max", "a question of kind text"},
    Belongs{"map", "a question of kind pin, or [walk]"},
    Belongs{"pins_max", "a question of kind pin, above its categories and places"},
    Belongs{"comment", "a question of kind pin, above its categories and places"},
    Belongs{"category", "a question of kind pin"},
    Belongs{"place", "a question of kind pin, or [walk]"},
    Belongs{"picture", "an alternative, a category or a theme of a walk"},
    Belongs{"alt", "an alternative, a category or a theme of a walk, with a picture"},
    Belongs{"file", "a [[map]]"},
    Belongs{"attribution", "a [[map]], above its control points"},
    Belongs{"control_point", "a [[map]]"},
    Belongs{"x", "a [[map.control_point]]"},
    Belongs{"y", "a [[map.control_point]]"},
    Belongs{"lat", "a place, a stop of a walk or a [[map.control_point]]"},
    Belongs{"lon", "a place, a stop of a walk or a [[map.control_point]]"},
    Belongs{"route", in_walk},
    Belongs{"stop", in_walk},
    Belongs{"party", in_walk},
    Belongs{"group", in_walk},
    Belongs{"earlier", in_walk},
    Belongs{"earlier_observation", in_walk},
    Belongs{"ask", "a [[walk.stop]]"},
    Belongs{"verdict", earlier},
    Belongs{"saw", earlier},
    Belongs{"proposal", earlier},
    Belongs{"where", earlier},
    Belongs{"status", earlier},
    Belongs{"deadline", earlier},
    Belongs{"reason", earlier},
};

const Belongs* known(std::string_view key) {
  const auto* found = std::find_if(known_keys.begin(), known_keys.end(),
                                   [&](const Belongs& belongs) { return belongs.key == key; });
  return found == known_keys.end() ? nullptr : found;
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const auto above = row[j];
      row[j] =
          std::min({row[j] + 1, row[j - 1] + 1, diagonal + (lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

std::string nearest(std::string_view key, const std::set<std::string, std::less<>>& known) {
  std::string best;
  std::size_t best_distance = key.size() / 2 + 1;
  for (const auto& candidate : known)
    if (const auto distance = edit_distance(key.substr(0, 64), candidate); distance < best_distance) {
      best = candidate;
      best_distance = distance;
    }
  return best;
}

bool is_known_anywhere(std::string_view key) {
  return known(key) != nullptr || key == "id" || key == "title" || key == "promise" || key == "theme" ||
         key == "question" || key == "walk";
}

std::string remedy_for_key(std::string_view key, const std::set<std::string, std::less<>>& asked) {
  if (const auto* belongs = known(key)) return "move it: it belongs to " + std::string(belongs->to);
  const auto near = nearest(key, asked);
  return near.empty() ? "remove it" : "did you mean " + near + "?";
}

}  // namespace talt::core
