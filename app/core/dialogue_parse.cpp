// SPDX-License-Identifier: EUPL-1.2
#include "app/core/dialogue_parse.h"

#include <algorithm>
#include <charconv>

#include "app/core/contrast.h"
#include "app/core/dialogue_section.h"
#include "app/core/toml_assert.h"
#include "app/core/toml_syntax.h"

#include <toml++/toml.h>

namespace talt::core {

bool is_right_to_left(std::string_view tag) {
  const auto base = tag.substr(0, tag.find('-'));
  if (tag.find("-Arab") != std::string_view::npos || tag.find("-Hebr") != std::string_view::npos) return true;
  if (tag.find("-Latn") != std::string_view::npos || tag.find("-Cyrl") != std::string_view::npos)
    return false;
  constexpr std::string_view right_to_left[] = {"ar", "fa",  "prs", "ps", "ckb", "ur", "he",
                                                "yi", "syr", "aii", "ug", "sd",  "dv"};
  return std::find(std::begin(right_to_left), std::end(right_to_left), base) != std::end(right_to_left);
}

namespace {

/// BCP 47 as far as dialogues need it: sv, sma, ku-Arab, pt-BR, es-419.
bool is_language_tag(std::string_view tag) {
  const auto is = [](char least, char most) {
    return [least, most](char c) { return c >= least && c <= most; };
  };
  const auto all = [](std::string_view part, auto holds) {
    return std::all_of(part.begin(), part.end(), holds);
  };
  const auto part = [&tag] {
    const auto end = std::min(tag.find('-'), tag.size());
    const auto head = tag.substr(0, end);
    tag.remove_prefix(std::min(end + 1, tag.size()));
    return head;
  };
  if (tag.empty() || tag.back() == '-') return false;
  const auto language = part();
  if (language.size() < 2 || language.size() > 3 || !all(language, is('a', 'z'))) return false;
  if (tag.size() >= 4 && tag.find('-') % 5 == 4 && is('A', 'Z')(tag[0]))
    if (const auto script = part(); !all(script.substr(1), is('a', 'z'))) return false;
  if (tag.empty()) return true;
  return (tag.size() == 2 && all(tag, is('A', 'Z'))) || (tag.size() == 3 && all(tag, is('0', '9')));
}

void read_languages(Section& top, Findings& findings, std::span<const std::string_view> interface_languages) {
  auto tags = top.strings("languages", true);
  auto incomplete = top.strings("incomplete", false);
  findings.languages_are_sound = !tags.empty();
  if (tags.empty() && top.has("languages"))
    top.fault("languages", "the dialogue has no language", "write languages = [\"sv\"]");
  if (tags.size() > languages_max) {
    top.fault("languages", "more languages than the start screen can show",
              "use at most " + std::to_string(languages_max));
    tags.resize(languages_max);
  }
  incomplete.resize(std::min(incomplete.size(), languages_max));
  std::set<std::string> seen;
  for (std::size_t i = 0; i < tags.size(); ++i) {
    const auto& tag = tags[i];
    if (!is_language_tag(tag)) {
      findings.languages_are_sound = false;
      top.fault_in_each("languages", i, quoted(tag) + " is not a language tag",
                        "use tags such as sv, en, ar, sma");
    } else if (!seen.insert(tag).second) {
      top.fault_in_each("languages", i, "the language " + tag + " stands twice", "name it once");
    } else {
      if (std::find(interface_languages.begin(), interface_languages.end(), tag) == interface_languages.end())
        top.warn_in_each("languages", i, "the interface has no words in " + tag,
                         "its buttons will show in the first language");
      const bool is_incomplete = std::find(incomplete.begin(), incomplete.end(), tag) != incomplete.end();
      findings.languages.push_back({tag, is_incomplete});
    }
  }
  for (std::size_t i = 0; i < incomplete.size(); ++i)
    if (!seen.contains(incomplete[i]) || incomplete[i] == tags[0])
      top.fault_in_each("incomplete", i, quoted(incomplete[i]) + " cannot be incomplete",
                        "list one of the languages that is not the first");
}

Date read_hear_back_by(Section& promise, Findings& findings) {
  constexpr const char* example = "write e.g. hear_back_by = 2027-02-01";
  const auto* node = promise.find("hear_back_by");
  if (node == nullptr) {
    promise.fault("hear_back_by", "the promise does not say when people hear back",
                  "add hear_back_by = 2027-02-01");
  } else if (const auto value = node->value<toml::date>(); node->is_date() && value) {
    const auto place = node->source().begin;
    findings.hear_back_by_place = {static_cast<int>(place.line), static_cast<int>(place.column)};
    return {value->year, value->month, value->day};
  } else if (node->is_string()) {
    promise.fault("hear_back_by", "hear_back_by of the promise should be a date, without quotes", example);
  } else {
    promise.fault("hear_back_by", "hear_back_by of the promise should be a date and nothing else", example);
  }
  return {};
}

Promise read_promise(Section& top, Findings& findings) {
  Promise promise;
  const auto* node = top.find("promise");
  const auto* table = node != nullptr ? node->as_table() : nullptr;
  if (table == nullptr) {
    top.fault("promise", "the dialogue has no promise",
              "add a [promise]: a dialogue about what is already decided is none");
    return promise;
  }
  Section section(*table, "the promise", findings);
  const auto* level = section.find("level");
  if (level != nullptr && level->value_or(std::string()) == "information")
    findings.fault(*level, "level is \"information\", and information is no dialogue (SKR)",
                   "tell people by a sign instead, or use consultation, dialogue, influence or co-decision");
  else
    promise.level = section.one_of<Level>("level", Level::Consultation,
                                          {{"consultation", Level::Consultation},
                                           {"dialogue", Level::Dialogue},
                                           {"influence", Level::Influence},
                                           {"co-decision", Level::CoDecision}},
                                          true);
  constexpr std::size_t advised = 240;  // characters; the promise is one calm card
  promise.influence = section.text("influence", true, advised);
  promise.decided = section.text("decided", true, advised);
  promise.decider = section.text("decider", true, advised);
  promise.hear_back = section.text("hear_back", true, advised);
  promise.hear_back_by = read_hear_back_by(section, findings);
  promise.contact = section.text("contact", true, advised);
  section.finish();
  return promise;
}

/// "#005b6e"
std::optional<Colour> colour_of(std::string_view text) {
  std::uint32_t value = 0;
  if (text.size() != 7 || text[0] != '#') return std::nullopt;
  const auto [end, code] = std::from_chars(text.data() + 1, text.data() + 7, value, 16);
  if (code != std::errc() || end != text.data() + 7) return std::nullopt;
  return Colour{static_cast<std::uint8_t>(value >> 16), static_cast<std::uint8_t>(value >> 8),
                static_cast<std::uint8_t>(value)};
}

Theme read_theme(Section& top, Findings& findings) {
  Theme theme;
  const auto* node = top.find("theme");
  if (node == nullptr) return theme;
  const auto* table = node->as_table();
  if (table == nullptr) {
    findings.fault(*node, "the theme should be a table",
                   "write [theme]; a line of a walk's checklist is a [[walk.theme]]");
    return theme;
  }
  Section section(*table, "the theme", findings);
  if (const auto accent = section.string("accent", false); !accent.empty()) {
    if (const auto colour = colour_of(accent)) {
      theme.accent = *colour;
      if (contrast(theme.accent, {255, 255, 255}) < contrast_min)
        section.fault("accent",
                      "white text on " + accent + " is hard to read in sunlight: its contrast is below 7:1",
                      "choose a darker colour");
    } else {
      section.fault("accent", quoted(accent) + " is not a colour", "write e.g. accent = \"#005b6e\"");
    }
  }
  theme.logo = section.file("logo", false);
  section.finish();
  return theme;
}

bool is_used(std::size_t map, const Dialogue& dialogue) {
  if (dialogue.walk && dialogue.walk->map == map) return true;
  return std::any_of(dialogue.questions.begin(), dialogue.questions.end(), [map](const Question& question) {
    return question.kind == QuestionKind::Pin && question.map == map;
  });
}

void warn_of_unused_maps(Section& top, const Dialogue& dialogue) {
  const bool is_walk = dialogue.method == Method::Walk;
  for (std::size_t i = 0; i < dialogue.maps.size(); ++i)
    if (!dialogue.maps[i].id.empty() && !is_used(i, dialogue))
      top.warn_in_each(
          "map", i,
          (is_walk ? "the walk does not show map " : "no question asks about map ") + dialogue.maps[i].id,
          is_walk ? "name it in map of [walk], or remove it"
                  : "name it in a question of kind pin, or remove it");
}

/// Where the method is misspelt, the dialogue is read as what it looks like.
Method read_method(Section& top) {
  const auto looks_like = top.has("method") && top.has("walk") ? Method::Walk : Method::Tent;
  return top.one_of<Method>("method", looks_like, {{"tent", Method::Tent}, {"walk", Method::Walk}});
}

/// What is asked: a tent's questions, or a walk's plan. A plan in a tent is read all the same, so that its
/// faults come at once.
void read_what_is_asked(Section& top, Dialogue& dialogue, Findings& findings) {
  dialogue.walk = read_walk(top, dialogue.maps, findings);
  if (dialogue.method == Method::Tent) {
    if (top.has("walk"))
      top.fault("walk", "the dialogue is a tent and has a [walk]", "write method = \"walk\", or remove it");
    if (!top.has("walk") || top.has("question"))
      dialogue.questions = read_questions(top, dialogue.maps, findings);
    return;
  }
  if (top.has("question"))
    top.fault_in_each("question", 0, "a walk's questions stand in [[walk.question]]",
                      "move them there, with id, title and help only");
  if (!top.has("walk"))
    top.fault("method", "the dialogue is a walk and has no [walk]",
              "add [walk] with its stops, themes and groups: see assets/dialogues/reference-walk.toml");
}

Dialogue read_dialogue(const toml::table& table, Findings& findings,
                       std::span<const std::string_view> interface_languages) {
  Section top(table, "the dialogue", findings);
  Dialogue dialogue;
  std::set<std::string> ids;
  read_languages(top, findings, interface_languages);
  dialogue.languages = findings.languages;
  dialogue.id = top.id(ids);
  dialogue.version = top.integer("version", 1, 1, 1'000'000);
  dialogue.method = read_method(top);
  dialogue.time_grain = top.one_of<TimeGrain>(
      "time_grain", dialogue.method == Method::Walk ? TimeGrain::Minute : TimeGrain::Hour,
      {{"hour", TimeGrain::Hour}, {"minute", TimeGrain::Minute}, {"none", TimeGrain::None}});
  dialogue.title = top.text("title", true, 80);
  dialogue.next = top.text("next", false, 300);
  dialogue.promise = read_promise(top, findings);
  dialogue.theme = read_theme(top, findings);
  dialogue.maps = read_maps(top, findings);
  read_what_is_asked(top, dialogue, findings);
  warn_of_unused_maps(top, dialogue);
  top.finish();
  return dialogue;
}

Fault whole_file(std::string_view file, std::string what, std::string remedy) {
  return {std::string(file), 1, 1, std::move(what), std::move(remedy)};
}

}  // namespace

void sort_by_place(std::vector<Fault>& faults) {
  std::stable_sort(faults.begin(), faults.end(), [](const Fault& a, const Fault& b) {
    return std::pair(a.line, a.column) < std::pair(b.line, b.column);
  });
}

ParsedDialogue parse_dialogue(ByteView bytes, std::string_view file_name,
                              std::span<const std::string_view> interface_languages) {
  ParsedDialogue parsed;
  if (bytes.size() > dialogue_bytes_max) {
    parsed.faults.push_back(whole_file(file_name, "the file is larger than 1 MiB", "shorten it"));
    return parsed;
  }
  const auto refuse = [&](const SyntaxFault& fault) {
    parsed.faults.push_back({std::string(file_name), fault.line, fault.column, fault.what, fault.remedy});
  };
  if (const auto fault = unreadable_toml(as_text(bytes))) {
    refuse(*fault);
    return parsed;
  }
  try {
    const auto table = toml::parse(as_text(bytes), file_name);
    Findings findings;
    findings.file = file_name;
    auto dialogue = read_dialogue(table, findings, interface_languages);
    parsed.faults = std::move(findings.faults);
    parsed.warnings = std::move(findings.warnings);
    parsed.files = std::move(findings.files);
    parsed.hear_back_by_place = findings.hear_back_by_place;
    if (parsed.faults.empty()) {
      dialogue.source.assign(bytes.begin(), bytes.end());
      parsed.dialogue = std::move(dialogue);
    }
  } catch (const toml::parse_error& error) {
    const auto place = error.source().begin;
    refuse(explained(as_text(bytes), static_cast<int>(place.line), static_cast<int>(place.column),
                     error.description()));
  } catch (const std::exception& error) {
    parsed.faults.push_back(
        whole_file(file_name, std::string("the file cannot be read: ") + error.what(), "mend its brackets"));
  }
  sort_by_place(parsed.faults);
  sort_by_place(parsed.warnings);
  return parsed;
}

}  // namespace talt::core
