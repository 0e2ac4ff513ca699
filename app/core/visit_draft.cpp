// SPDX-License-Identifier: EUPL-1.2
// What a person may change on a question's screen before it is confirmed.
#include <algorithm>
#include <numeric>

#include "app/core/utf8.h"
#include "app/core/visit_parts.h"

namespace talt::core {

namespace {

using Kind = effect::Sound::Kind;

bool edit_dots(Stepping& step, DotsDraft& draft, const Question& question, const Event& event) {
  if (const auto* add = std::get_if<event::AddDot>(&event)) {
    if (add->alternative >= draft.dots.size()) return true;
    const auto used = std::accumulate(draft.dots.begin(), draft.dots.end(), 0u);
    auto& here = draft.dots[add->alternative];
    const bool fits =
        used < static_cast<unsigned>(question.dots) && here < static_cast<unsigned>(question.stack_max);
    if (fits) ++here;
    step.sound(fits ? Kind::DotLands : Kind::Refused);
    return true;
  }
  if (const auto* take = std::get_if<event::TakeDot>(&event)) {
    if (take->alternative < draft.dots.size() && draft.dots[take->alternative] > 0) {
      --draft.dots[take->alternative];
      step.sound(Kind::DotLifts);
    }
    return true;
  }
  return false;
}

bool edit_choice(Stepping& step, ChoiceDraft& draft, const Question& question, const Event& event) {
  const auto* toggle = std::get_if<event::Toggle>(&event);
  if (toggle == nullptr) return false;
  if (toggle->alternative >= draft.chosen.size()) return true;
  const bool was_chosen = draft.chosen[toggle->alternative];
  const auto chosen = std::count(draft.chosen.begin(), draft.chosen.end(), true);
  if (!was_chosen && question.choices_max == 1) draft.chosen.assign(draft.chosen.size(), false);
  if (!was_chosen && question.choices_max > 1 && chosen >= question.choices_max) {
    step.sound(Kind::Refused);
    return true;
  }
  draft.chosen[toggle->alternative] = !was_chosen;
  return true;
}

bool edit_scale(ScaleDraft& draft, const Question& question, const Event& event) {
  const auto* set = std::get_if<event::SetStep>(&event);
  if (set == nullptr) return false;
  if (set->step >= 1 && set->step <= question.steps) draft.step = set->step;
  return true;
}

void close_comment(PinDraft& draft) {
  if (draft.commenting && draft.selected && *draft.selected < draft.pins.size())
    draft.pins[*draft.selected].comment = draft.comment.text;
  draft.commenting = false;
}

void set_pin(Stepping& step, PinDraft& draft, const Question& question, double lat, double lon,
             std::optional<std::size_t> place) {
  close_comment(draft);
  const bool has_room = draft.pins.size() < static_cast<std::size_t>(question.pins_max);
  if (has_room && !draft.held) {
    draft.pins.push_back({lat, lon, draft.category, place, {}});
    draft.selected = draft.pins.size() - 1;
  } else if (draft.selected) {
    auto& pin = draft.pins[*draft.selected];
    pin.lat = lat;
    pin.lon = lon;
    pin.place = place;
  } else {
    return step.sound(Kind::Refused);
  }
  step.sound(Kind::DotLands);
}

bool edit_pin_comment(PinDraft& draft, const Question& question, const Event& event) {
  if (std::holds_alternative<event::OpenComment>(event)) {
    if (question.comment && draft.selected && *draft.selected < draft.pins.size()) {
      const auto& text = draft.pins[*draft.selected].comment;
      draft.comment = {text, text.size()};
      draft.commenting = true;
    }
    return true;
  }
  if (std::holds_alternative<event::CloseComment>(event)) return close_comment(draft), true;
  if (!draft.commenting) return false;
  std::size_t others = 0;  // all comments travel in one record
  for (std::size_t i = 0; i < draft.pins.size(); ++i)
    if (i != draft.selected) others += draft.pins[i].comment.size();
  return edit_field(draft.comment, event, comment_characters_max, text_bytes_max - others);
}

/// A pin that was set without a category takes what is picked, also a second thought. Where the category came
/// first, what is picked is for the next pin, unless the person holds one or there is no room for another.
void pick_category(PinDraft& draft, const Question& question, std::size_t category) {
  const bool has_room = draft.pins.size() < static_cast<std::size_t>(question.pins_max);
  const bool came_first = draft.category.has_value();
  if (draft.selected && (draft.held || !has_room || !came_first))
    draft.pins[*draft.selected].category = category;
  else
    draft.category = category;
}

bool is_on_earth(double lat, double lon) {
  constexpr double mercator_lat_max = 85.06;
  return std::abs(lat) <= mercator_lat_max && std::abs(lon) <= 180;
}

void remove_pin(Stepping& step, PinDraft& draft, std::size_t pin) {
  close_comment(draft);
  draft.pins.erase(draft.pins.begin() + static_cast<std::ptrdiff_t>(pin));
  draft.selected.reset();
  draft.held = false;
  step.sound(Kind::DotLifts);
}

bool edit_pin(Stepping& step, PinDraft& draft, const Question& question, const Event& event) {
  if (edit_pin_comment(draft, question, event)) return true;
  if (const auto* set = std::get_if<event::SetPin>(&event)) {
    if (is_on_earth(set->lat, set->lon)) set_pin(step, draft, question, set->lat, set->lon, {});
    return true;
  }
  if (const auto* move = std::get_if<event::MovePin>(&event)) {
    if (draft.selected && is_on_earth(move->lat, move->lon)) {
      auto& pin = draft.pins[*draft.selected];
      pin.lat = move->lat;
      pin.lon = move->lon;
      pin.place.reset();
    }
    return true;
  }
  if (const auto* pick = std::get_if<event::PickPlace>(&event)) {
    if (pick->place < question.places.size())
      set_pin(step, draft, question, question.places[pick->place].lat, question.places[pick->place].lon,
              pick->place);
    return true;
  }
  if (const auto* category = std::get_if<event::PickCategory>(&event)) {
    if (category->category < question.categories.size()) pick_category(draft, question, category->category);
    return true;
  }
  if (const auto* select = std::get_if<event::SelectPin>(&event)) {
    close_comment(draft);
    if (select->pin < draft.pins.size()) {
      draft.held = draft.selected != select->pin || !draft.held;  // a second tap lets go
      draft.selected = select->pin;
    }
    return true;
  }
  if (std::holds_alternative<event::NewPin>(event)) {
    close_comment(draft);
    draft.selected.reset();
    draft.held = false;
    return true;
  }
  if (const auto* remove = std::get_if<event::RemovePin>(&event)) {
    if (remove->pin < draft.pins.size()) remove_pin(step, draft, remove->pin);
    return true;
  }
  return false;
}

/// At the first boundary from there on: what stands on both sides may have become one character.
void place_caret(Field& field, std::size_t to) {
  field.caret = 0;
  while (field.caret < std::min(to, field.text.size())) field.caret = next_boundary(field.text, field.caret);
}

}  // namespace

bool edit_field(Field& field, const Event& event, std::size_t characters_max, std::size_t bytes_max) {
  if (const auto* insert = std::get_if<event::Insert>(&event)) {
    const auto used = count_characters(field.text);
    const auto room = used < characters_max ? characters_max - used : 0;
    const auto bytes_room = bytes_max > field.text.size() ? bytes_max - field.text.size() : 0;
    const auto piece = clean(insert->text, room, bytes_room);
    field.text.insert(field.caret, piece);
    place_caret(field, field.caret + piece.size());
    return true;
  }
  if (std::holds_alternative<event::Erase>(event)) {
    const auto from = previous_boundary(field.text, field.caret);
    field.text.erase(from, field.caret - from);
    place_caret(field, from);
    return true;
  }
  if (std::holds_alternative<event::EraseAfter>(event)) {
    field.text.erase(field.caret, next_boundary(field.text, field.caret) - field.caret);
    place_caret(field, field.caret);
    return true;
  }
  if (const auto* move = std::get_if<event::MoveCaret>(&event)) {
    place_caret(field, move->to);
    return true;
  }
  return false;
}

bool edit_draft(Stepping& step, Asking& asking, const Event& event) {
  const auto& question = step.context.dialogue.questions[asking.question];
  auto& draft = asking.visit.questions[asking.question].draft;
  if (auto* dots = std::get_if<DotsDraft>(&draft)) return edit_dots(step, *dots, question, event);
  if (auto* choice = std::get_if<ChoiceDraft>(&draft)) return edit_choice(step, *choice, question, event);
  if (auto* scale = std::get_if<ScaleDraft>(&draft)) return edit_scale(*scale, question, event);
  if (auto* text = std::get_if<TextDraft>(&draft))
    return edit_field(text->field, event, static_cast<std::size_t>(question.length_max), text_bytes_max);
  return edit_pin(step, std::get<PinDraft>(draft), question, event);
}

}  // namespace talt::core
