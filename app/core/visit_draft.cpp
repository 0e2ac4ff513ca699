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
  if (draft.selected && *draft.selected < draft.pins.size()) {
    auto& pin = draft.pins[*draft.selected];
    pin.lat = lat;
    pin.lon = lon;
    pin.place = place;
  } else if (draft.pins.size() < static_cast<std::size_t>(question.pins_max)) {
    draft.pins.push_back({lat, lon, draft.category, place, {}});
    draft.selected = draft.pins.size() - 1;
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
  return draft.commenting && edit_field(draft.comment, event, comment_characters_max);
}

bool edit_pin(Stepping& step, PinDraft& draft, const Question& question, const Event& event) {
  if (edit_pin_comment(draft, question, event)) return true;
  if (const auto* set = std::get_if<event::SetPin>(&event)) {
    if (std::abs(set->lat) <= 85.06 && std::abs(set->lon) <= 180)
      set_pin(step, draft, question, set->lat, set->lon, {});
    return true;
  }
  if (const auto* pick = std::get_if<event::PickPlace>(&event)) {
    if (pick->place < question.places.size())
      set_pin(step, draft, question, question.places[pick->place].lat, question.places[pick->place].lon,
              pick->place);
    return true;
  }
  if (const auto* category = std::get_if<event::PickCategory>(&event)) {
    if (category->category < question.categories.size()) {
      draft.category = category->category;
      if (draft.selected && *draft.selected < draft.pins.size())
        draft.pins[*draft.selected].category = category->category;
    }
    return true;
  }
  if (const auto* select = std::get_if<event::SelectPin>(&event)) {
    close_comment(draft);
    if (select->pin < draft.pins.size()) draft.selected = select->pin;
    return true;
  }
  if (std::holds_alternative<event::NewPin>(event)) {
    close_comment(draft);
    draft.selected.reset();
    return true;
  }
  if (const auto* remove = std::get_if<event::RemovePin>(&event)) {
    if (remove->pin < draft.pins.size()) {
      draft.pins.erase(draft.pins.begin() + static_cast<std::ptrdiff_t>(remove->pin));
      draft.selected.reset();
      draft.commenting = false;
      step.sound(Kind::DotLifts);
    }
    return true;
  }
  return false;
}

}  // namespace

bool edit_field(Field& field, const Event& event, std::size_t characters_max) {
  if (const auto* insert = std::get_if<event::Insert>(&event)) {
    const auto used = count_characters(field.text);
    const auto room = used < characters_max ? characters_max - used : 0;
    const auto piece = clean(insert->text, room);
    field.text.insert(field.caret, piece);
    field.caret += piece.size();
    return true;
  }
  if (std::holds_alternative<event::Erase>(event)) {
    const auto from = previous_boundary(field.text, field.caret);
    field.text.erase(from, field.caret - from);
    field.caret = from;
    return true;
  }
  if (const auto* move = std::get_if<event::MoveCaret>(&event)) {
    const auto to = std::min(move->to, field.text.size());
    field.caret = to == 0 ? 0 : next_boundary(field.text, previous_boundary(field.text, to));
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
    return edit_field(text->field, event, static_cast<std::size_t>(question.length_max));
  return edit_pin(step, std::get<PinDraft>(draft), question, event);
}

}  // namespace talt::core
