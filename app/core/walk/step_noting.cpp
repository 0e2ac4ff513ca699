// SPDX-License-Identifier: EUPL-1.2
// The form of an observation, and what opens over it to fill it in. Whatever is entered stands in the draft
// at once, which is kept sealed: a battery that dies in mid-sentence takes no word with it.
#include <algorithm>
#include <cmath>

#include "app/core/walk/steps.h"

namespace talt::core::walk {

namespace {

std::string& text_of(Observation& draft, TextOf which) {
  switch (which) {
    case TextOf::Saw:
      return draft.saw;
    case TextOf::Said:
      return draft.said;
    case TextOf::Proposal:
      return draft.proposal;
    case TextOf::Reflection:
      return draft.reflection;
  }
  return draft.saw;
}

std::size_t words_bytes(const Observation& draft) {
  return draft.saw.size() + draft.said.size() + draft.proposal.size() + draft.reflection.size();
}

void to_form(Noting& screen) {
  screen.over = Form{};
}

void write(Stepping& step, Noting& screen, TextOf which) {
  Writing writing;
  writing.text = which;
  writing.field.text = text_of(*walk_of(step).draft, which);
  writing.field.caret = writing.field.text.size();
  screen.over = std::move(writing);
}

void on_writing(Stepping& step, Noting& screen, const core::Event& event) {
  auto& writing = std::get<Writing>(screen.over);
  auto& text = text_of(*walk_of(step).draft, writing.text);
  if (!writing.pointed_out.empty()) {
    if (std::holds_alternative<core::event::KeepText>(event)) return to_form(screen);
    if (std::holds_alternative<core::event::ChangeText>(event)) writing.pointed_out.clear();
    return;
  }
  if (as<event::CloseText>(event) || as<event::Back>(event)) {
    writing.pointed_out = find_personal_data(text);
    if (writing.pointed_out.empty()) to_form(screen);
    return;
  }
  const auto others = words_bytes(*walk_of(step).draft) - text.size();
  const bool is_edit =
      edit_field(writing.field, event, observation_characters_max, observation_bytes_max - others);
  if (!is_edit || writing.field.text == text) return;
  text = writing.field.text;
  touch_draft(step);
}

void place(Stepping& step, Noting& screen, const core::Event& event) {
  auto& walk = walk_of(step);
  auto& where = walk.draft->where;
  const auto& plan = plan_of(step);
  if (as<event::Back>(event) || as<event::CloseText>(event)) return to_form(screen);
  if (const auto* map = as<event::PlaceOnMap>(event)) {
    if (!(std::abs(map->at.lat) <= 90 && std::abs(map->at.lon) <= 180)) return;
    where.by = PlacedBy::Map;
    where.at = map->at;
    where.place.reset();
  } else if (as<event::PlaceHere>(event)) {
    const auto now = new_note(step).where;
    if (now.by == PlacedBy::Nothing) return;
    where = now;
  } else if (const auto* stop = as<event::PlaceAtStop>(event)) {
    if (stop->stop >= plan.stops.size()) return;
    where = {};
    where.by = PlacedBy::Stop;
    where.stop = stop->stop;
    where.at = plan.stops[stop->stop].at;
    to_form(screen);
  } else if (const auto* named = as<event::PlaceAt>(event)) {
    if (named->place >= plan.places.size()) return;
    const auto& chosen = plan.places[named->place];
    where.by = PlacedBy::NamedPlace;
    where.place = named->place;
    where.at = LatLon{chosen.lat, chosen.lon};
    where.accuracy_m.reset();
    where.fix = FixKind::None;
    to_form(screen);
  } else {
    return;
  }
  touch_draft(step);
}

void confirm_discard(Stepping& step, Noting& screen, const core::Event& event) {
  auto& walk = walk_of(step);
  if (as<event::Back>(event)) return to_form(screen);
  if (!as<event::DiscardYes>(event)) return;
  if (walk.draft_is_new || std::get<ConfirmingDiscard>(screen.over).changes_only) return drop_draft(step);
  const auto id = walk.draft->id;
  const auto known = std::find_if(walk.notes.begin(), walk.notes.end(),
                                  [&](const Observation& note) { return note.id == id; });
  if (known != walk.notes.end()) walk.draft = *known;  // what was saved is taken back, not what was changed
  walk.draft->withdrawn = true;
  ++walk.draft->revision;
  to_form(screen);
  screen.saving = true;
  step.save({core::Record(*walk.draft)});
}

void save_note(Stepping& step, Noting& screen) {
  auto& walk = walk_of(step);
  if (!walk.draft_is_new && !walk.draft_changed) return drop_draft(step);
  if (!walk.draft_is_new) ++walk.draft->revision;
  screen.saving = true;
  step.save({core::Record(*walk.draft)});
}

/// One tap sets it, the same again takes it back.
template <class T>
void toggle(T& value, T chosen, T nothing) {
  value = value == chosen ? nothing : chosen;
}

void on_form(Stepping& step, Noting& screen, const core::Event& event) {
  auto& walk = walk_of(step);
  auto& draft = *walk.draft;
  if (as<event::Done>(event)) return save_note(step, screen);
  if (as<event::Discard>(event)) {
    screen.over = ConfirmingDiscard{};
    return;
  }
  if (as<event::Back>(event)) {
    if (walk.draft_is_new && draft.verdict && !draft.earlier)
      walk.screen = ChoosingVerdict{};
    else if (walk.draft_changed)
      screen.over = ConfirmingDiscard{!walk.draft_is_new};
    else
      drop_draft(step);
    return;
  }
  if (const auto* wanted = as<event::Write>(event)) return write(step, screen, wanted->text);
  if (as<event::ChoosePerspective>(event)) {
    screen.over = ChoosingPerspective{};
  } else if (as<event::ChooseParty>(event)) {
    screen.over = ChoosingParty{};
  } else if (as<event::OpenPlace>(event)) {
    screen.over = Placing{};
  } else if (const auto* sense = as<event::SetSense>(event)) {
    toggle(draft.sense, sense->sense, Sense::Unknown);
    touch_draft(step);
  } else if (const auto* serious = as<event::SetSeriousness>(event)) {
    if (serious->seriousness < 1 || serious->seriousness > 3) return;
    toggle(draft.seriousness, serious->seriousness, 0);
    touch_draft(step);
  } else if (const auto* verdict = as<event::PickVerdict>(event)) {
    if (draft.earlier) return;  // done, not done or worse says it all
    draft.verdict = verdict->verdict;
    if (draft.verdict != Verdict::Bad) draft.seriousness = 0;  // it is asked of what is bad
    touch_draft(step);
  } else if (const auto* theme = as<event::PickTheme>(event)) {
    if (theme->theme && *theme->theme >= plan_of(step).themes.size()) return;
    draft.theme = theme->theme;
    touch_draft(step);
  } else if (const auto* attachment = as<event::RemoveAttachment>(event)) {
    if (attachment->attachment >= draft.attachments.size()) return;
    draft.attachments.erase(draft.attachments.begin() + static_cast<std::ptrdiff_t>(attachment->attachment));
    touch_draft(step);
  }
}

/// Chosen from a list over the form.
template <class Picked>
void choose(Stepping& step, Noting& screen, const core::Event& event, std::size_t count,
            std::optional<std::size_t> Picked::*picked, std::optional<std::size_t>& into) {
  if (as<event::Back>(event)) return to_form(screen);
  const auto* chosen = as<Picked>(event);
  if (chosen == nullptr || (chosen->*picked && *(chosen->*picked) >= count)) return;
  into = chosen->*picked;
  to_form(screen);
  touch_draft(step);
}

}  // namespace

void open_draft(Stepping& step, Observation draft, bool is_new) {
  auto& walk = walk_of(step);
  walk.draft = std::move(draft);
  walk.draft_is_new = is_new;
  walk.draft_changed = is_new;
  walk.screen = Noting{};
}

void touch_draft(Stepping& step) {
  auto& walk = walk_of(step);
  walk.draft_changed = true;
  want(step, effect::KeepDraft{walk.draft});
}

void drop_draft(Stepping& step) {
  auto& walk = walk_of(step);
  if (walk.draft) want(step, effect::KeepDraft{});
  walk.draft.reset();
  walk.screen = Walking{walk.came_from};
}

void on_noting(Stepping& step, Noting& screen, const core::Event& event) {
  auto& walk = walk_of(step);
  if (!walk.draft || screen.saving) return;
  const auto& plan = plan_of(step);
  if (on_media(step, screen, event)) return;
  if (std::holds_alternative<Form>(screen.over)) return on_form(step, screen, event);
  if (std::holds_alternative<Writing>(screen.over)) return on_writing(step, screen, event);
  if (std::holds_alternative<Placing>(screen.over)) return place(step, screen, event);
  if (std::holds_alternative<ConfirmingDiscard>(screen.over)) return confirm_discard(step, screen, event);
  if (std::holds_alternative<ChoosingPerspective>(screen.over))
    return choose(step, screen, event, plan.groups.size(), &event::PickPerspective::group,
                  walk.draft->perspective);
  if (std::holds_alternative<ChoosingParty>(screen.over))
    return choose(step, screen, event, plan.parties.size(), &event::PickParty::party, walk.draft->party);
}

}  // namespace talt::core::walk
