// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/screens/pin_panel.h"

#include <algorithm>
#include <cmath>

namespace talt::ui {
namespace {

constexpr float nudge_mm = 1.5f;  // finer than a finger

constexpr TextStyle option_style{.weight = platform::TextWeight::Medium, .line_spacing = 0.98f};

/// Lays rows under each other, or only adds up how high they are: so that the scroll area knows its content
/// before it is drawn, by the same code.
struct Column {
  Page& page;
  Rect area;
  bool measuring = false;
  float used = 0;

  Rect take(float height) {
    used += height;
    return measuring ? Rect{} : area.cut_top(height);
  }
  void gap(float millimetres) { take(page.px(millimetres)); }
  void words(const Spoken& text, const TextStyle& style, Role role) {
    if (text.text.empty()) return;
    const auto height = static_cast<float>(measure_text(page.frame, text, area.width(), style).height);
    const Rect place = take(height);
    if (!measuring) label(page.frame, "", text, place, style, Vertical::Top, role);
    gap(2);
  }
  std::vector<Rect> cells(std::size_t count, std::size_t across) {
    const auto rows = static_cast<float>((count + across - 1) / across);
    const float step = page.px(mm::target + mm::gap);
    const Rect place = take(rows * step);
    return measuring ? std::vector<Rect>{}
                     : Rect{place.left, place.top, place.right, place.bottom - page.px(mm::gap),
                            place.right_to_left}
                           .grid(count, across, page.px(mm::gap));
  }
  /// Cells for options with these titles, each row as high as its longest title needs.
  std::vector<Rect> option_cells(const std::vector<Said>& titles, std::size_t across) {
    std::vector<Rect> cells;
    const float gap_px = page.px(mm::gap);
    const float wide = (area.width() - gap_px * static_cast<float>(across - 1)) / static_cast<float>(across);
    const float words_wide = wide - page.px(2 * mm::pad + 8.5f);  // beside the mark of what is chosen
    for (std::size_t first = 0; first < titles.size(); first += across) {
      const std::size_t end = std::min(first + across, titles.size());
      float high = page.px(mm::target);
      for (std::size_t i = first; i < end; ++i)
        high = std::max(
            high, static_cast<float>(measure_text(page.frame, titles[i], words_wide, option_style).height) +
                      page.px(4));
      const Rect row = take(high);
      take(gap_px);
      if (measuring) continue;
      const std::vector<Rect> placed = row.columns(across, gap_px);
      cells.insert(cells.end(), placed.begin(), placed.begin() + static_cast<std::ptrdiff_t>(end - first));
    }
    return cells;
  }
};

std::vector<Said> titles_of(const Page& page, const std::vector<const core::Text*>& texts) {
  std::vector<Said> titles;
  for (const core::Text* text : texts) titles.push_back(said(page, *text));
  return titles;
}

std::size_t across_of(const Column& column, float least_mm) {
  const float gap = column.page.px(mm::gap);
  const auto fit = static_cast<std::size_t>((column.area.width() + gap) / (column.page.px(least_mm) + gap));
  return std::max<std::size_t>(1, fit);
}

bool has_room(const core::Question& question, const core::PinDraft& draft) {
  return draft.pins.size() < static_cast<std::size_t>(question.pins_max);
}

void title(Column& column, std::string_view text) {
  column.words(text, {.weight = platform::TextWeight::Bold}, Role::Heading);
}

void categories(Column& column, const core::Question& question, const core::PinDraft& draft,
                PinPanel& panel) {
  if (question.categories.empty()) return;
  title(column, column.page.words().category_title);
  std::vector<const core::Text*> texts;
  for (const core::Category& category : question.categories) texts.push_back(&category.title);
  const std::vector<Said> titles = titles_of(column.page, texts);
  const std::vector<Rect> cells = column.option_cells(titles, std::min(titles.size(), across_of(column, 64)));
  std::optional<std::size_t> chosen = draft.category;
  if (draft.selected && *draft.selected < draft.pins.size()) chosen = draft.pins[*draft.selected].category;
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (option(column.page.frame, {.id = "category:" + question.categories[i].id,
                                   .title = titles[i],
                                   .area = cells[i],
                                   .selected = chosen == i}))
      note(panel.happened, core::event::PickCategory{i});
}

void nudges(Column& column, PinPanel& panel) {
  const Words& words = column.page.words();
  const struct {
    std::string_view id;
    std::string_view label;
    Icon icon;
    ImVec2 by;
  } buttons[] = {{"nudge.left", words.nudge_left, Icon::Left, {-nudge_mm, 0}},
                 {"nudge.up", words.nudge_up, Icon::Up, {0, -nudge_mm}},
                 {"nudge.down", words.nudge_down, Icon::Down, {0, nudge_mm}},
                 {"nudge.right", words.nudge_right, Icon::Right, {nudge_mm, 0}}};
  std::vector<Rect> cells = column.cells(4, std::min<std::size_t>(4, across_of(column, mm::target)));
  // Left and right are the map's, whatever the direction of the words.
  if (!cells.empty() && cells[0].left > cells[1].left) std::swap(cells[0], cells[3]);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Rect place = cells[i];
    if (button(column.page.frame, {.id = buttons[i].id,
                                   .label = buttons[i].label,
                                   .area = place,
                                   .icon = buttons[i].icon,
                                   .icon_only = true,
                                   .repeats = true}))
      panel.nudge = buttons[i].by;
  }
}

void actions(Column& column, const core::Question& question, const core::PinDraft& draft, PinPanel& panel) {
  const Words& words = column.page.words();
  struct Action {
    std::string_view id;
    std::string_view label;
    core::Event event;
  };
  std::vector<Action> actions;
  if (question.comment) actions.push_back({"comment", words.comment_add, core::event::OpenComment{}});
  if (draft.held && has_room(question, draft))
    actions.push_back({"pin.new", words.pin_new, core::event::NewPin{}});
  actions.push_back({"pin.remove", words.pin_remove, core::event::RemovePin{*draft.selected}});
  float widest = 0;
  for (const Action& action : actions)
    widest = std::max(widest, button_width(column.page.frame, action.label, Icon::None, mm::cap_body));
  const std::size_t fit = across_of(column, widest / column.page.frame.px_per_mm);
  const std::vector<Rect> cells = column.cells(actions.size(), std::min(actions.size(), fit));
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (button(column.page.frame,
               {.id = actions[i].id, .label = actions[i].label, .area = cells[i], .cap_mm = mm::cap_body}))
      note(panel.happened, actions[i].event);
}

/// What is said of a pin beside its number: the place it was chosen as, and its comment.
std::string value_of(const Page& page, const core::Question& question, const core::Pin& pin) {
  std::string value;
  if (pin.place && *pin.place < question.places.size()) value = said(page, question.places[*pin.place].title);
  if (pin.comment.empty()) return value;
  return value.empty() ? pin.comment : value + ": " + pin.comment;
}

void pins(Column& column, const core::Question& question, const core::PinDraft& draft, PinPanel& panel) {
  if (draft.pins.empty()) return;
  const Words& words = column.page.words();
  const std::vector<Rect> cells =
      column.cells(draft.pins.size(), std::max<std::size_t>(1, across_of(column, mm::target)));
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    const std::string value = value_of(column.page, question, draft.pins[i]);
    const bool chosen = draft.selected == i;
    const Theme& theme = column.page.theme();
    const ImU32 ground = chosen ? theme.accent : theme.card, ink = chosen ? theme.on_accent : theme.ink;
    const Press press = pressable(column.page.frame, {.id = "pin:" + number,
                                                      .name = filled(words.pin, i + 1),
                                                      .value = value,
                                                      .area = cells[i],
                                                      .role = Role::Option,
                                                      .selected = chosen,
                                                      .cap_mm = mm::cap_large,
                                                      .foreground = ink,
                                                      .background = ground});
    paint_card(column.page.frame, cells[i], 1, ground);
    paint_text(column.page.frame, number, cells[i],
               {.cap_mm = mm::cap_large,
                .weight = platform::TextWeight::Bold,
                .align = platform::TextAlign::Centre,
                .colour = ink},
               Vertical::Middle);
    if (press.activated) note(panel.happened, core::event::SelectPin{i});
  }
}

void places(Column& column, const core::Question& question, const core::PinDraft& draft, PinPanel& panel) {
  if (question.places.empty()) return;
  title(column, column.page.words().places_title);
  std::vector<const core::Text*> texts;
  for (const core::Place& place : question.places) texts.push_back(&place.title);
  const std::vector<Said> titles = titles_of(column.page, texts);
  const std::vector<Rect> cells = column.option_cells(titles, std::min(titles.size(), across_of(column, 64)));
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const bool chosen = std::any_of(draft.pins.begin(), draft.pins.end(),
                                    [&](const core::Pin& pin) { return pin.place == i; });
    if (option(column.page.frame, {.id = "place:" + question.places[i].id,
                                   .title = titles[i],
                                   .area = cells[i],
                                   .selected = chosen}))
      note(panel.happened, core::event::PickPlace{i});
  }
}

/// The question's own help where the heading has no room for it; else what one can do here.
Said hint(const Page& page, const core::Question& question, bool has_map) {
  Said help = said(page, question.help);
  if (!help.empty()) return page.is_upright() ? Said{} : help;
  if (!has_map) return {};
  const Words& words = page.words();
  return {std::string(question.places.empty() ? words.tap_map_only.view() : words.tap_map.view()), {}};
}

void fill(Column& column, const core::Question& question, const core::PinDraft& draft, bool has_map,
          PinPanel& panel) {
  const Words& words = column.page.words();
  const bool is_selected = draft.selected && *draft.selected < draft.pins.size();
  const auto left =
      static_cast<std::uint64_t>(std::max(0, question.pins_max - static_cast<int>(draft.pins.size())));
  if (draft.pins.empty()) column.words(hint(column.page, question, has_map), soft(column.page), Role::Text);
  if (is_selected && has_map && (draft.held || left == 0))
    column.words(words.tap_to_move, soft(column.page), Role::Text);
  else if (question.pins_max > 1 && !draft.pins.empty())
    column.words(left > 0 ? filled(words.pins_left, left) : std::string(words.pins_all_placed.view()),
                 soft(column.page), Role::Status);
  column.gap(1);
  categories(column, question, draft, panel);
  pins(column, question, draft, panel);
  if (is_selected) actions(column, question, draft, panel);
  if (is_selected && has_map) nudges(column, panel);
  places(column, question, draft, panel);
}

}  // namespace

PinPanel pin_panel(Page& page, const core::Question& question, const core::PinDraft& draft, const Rect& area,
                   bool has_map) {
  PinPanel panel;
  Rect narrow = area;
  narrow.cut_end(page.px(mm::target + mm::gap));  // where the page buttons may stand
  Column measured{page, narrow, true};
  fill(measured, question, draft, has_map, panel);
  ScrollArea scroll(page.frame, "panel", area, measured.used);
  Column column{page, scroll.content};
  fill(column, question, draft, has_map, panel);
  return panel;
}

}  // namespace talt::ui
