// SPDX-License-Identifier: EUPL-1.2
// A note of the shift: weather, event, staff, and whatever else explains the day's answers later.
#include <algorithm>

#include "app/ui/keyboard.h"
#include "app/ui/screens/screens.h"

namespace talt::ui {
namespace {

struct Tab {
  std::string_view id;
  std::string_view name;
  core::NoteField field;
  const core::Field& text;
};

}  // namespace

Happened host_note(Page& page, const core::HostNote& screen) {
  const Words& words = page.words();
  Rect sheet = sheet_of(page);
  Happened happened;
  Rect actions = cut_actions(page, sheet);
  if (main_action(page, actions, "host.save", screen.saving ? words.saving : words.save, Icon::Check,
                  !screen.saving))
    happened = core::event::SaveNote{};
  if (side_action(page, actions, "host.back", words.back, Icon::Back))
    note(happened, core::event::HostBack{});

  const Tab tabs[] = {{"note.weather", words.note_weather, core::NoteField::Weather, screen.weather},
                      {"note.event", words.note_event, core::NoteField::Event, screen.event},
                      {"note.staff", words.note_staff, core::NoteField::Staff, screen.staff},
                      {"note.free", words.note_free, core::NoteField::Note, screen.note}};
  const float gap = page.px(mm::gap);
  const std::size_t rows = page.is_upright() ? 2 : 1;
  const Rect top = sheet.cut_top(static_cast<float>(rows) * (page.px(mm::target) + gap) - gap);
  const std::vector<Rect> cells = top.grid(std::size(tabs), std::size(tabs) / rows, gap);
  sheet.cut_top(gap);
  const Tab* open = &tabs[0];
  for (std::size_t i = 0; i < std::size(tabs); ++i) {
    const bool focused = tabs[i].field == screen.focus;
    if (focused) open = &tabs[i];
    if (button(page.frame, {.id = tabs[i].id,
                            .label = tabs[i].name,
                            .area = cells[i],
                            .icon = tabs[i].text.text.empty() ? Icon::None : Icon::Check,
                            .selected = focused,
                            .cap_mm = mm::cap_body}))
      note(happened, core::event::FocusNote{tabs[i].field});
  }
  const Rect keys = cut_keyboard(page, sheet);
  note(happened,
       text_field(page.frame, {.id = "text", .name = open->name, .placeholder = open->name, .area = sheet},
                  open->text));
  note(happened, keyboard(page.frame, keys, open->text, page.dialogue.languages));
  return screen.saving ? Happened{} : happened;
}

}  // namespace talt::ui
