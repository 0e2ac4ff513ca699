// SPDX-License-Identifier: EUPL-1.2
#include <string>

#include "app/ui/keyboard.h"
#include "app/ui/widgets.h"
#include "app/ui/words.h"

namespace talt::ui {

std::optional<core::Event> keypad(Frame& frame, const Rect& area, std::string_view ids) {
  constexpr std::string_view digits = "123456789 0";
  Rect upright = area;
  upright.right_to_left = false;  // digits stand as on every keypad
  const std::vector<Rect> cells = upright.grid(12, 3, frame.px(mm::gap));
  std::optional<core::Event> happened;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const bool erase = i >= digits.size();
    if (!erase && digits[i] == ' ') continue;
    const std::string_view face = erase ? std::string_view("erase") : digits.substr(i, 1);
    const std::string id = std::string(ids) + std::string(face);
    const Button key{.id = id,
                     .label = erase ? frame.words.key_erase.view() : face,
                     .area = cells[i],
                     .icon = erase ? Icon::Erase : Icon::None,
                     .icon_only = erase,
                     .cap_mm = mm::cap_title,
                     .repeats = erase};
    if (!button(frame, key)) continue;
    happened = erase ? core::Event(core::event::EraseDigit{}) : core::Event(core::event::Digit{digits[i]});
  }
  // A keyboard beside the screen as well.
  const std::string text = frame.input.take_typed();
  if (!happened && text.size() == 1 && text[0] >= '0' && text[0] <= '9')
    happened = core::event::Digit{text[0]};
  const auto pressed = frame.input.take_key();
  if (!happened && pressed == core::input::Key::Erase) happened = core::event::EraseDigit{};
  if (!happened && pressed == core::input::Key::Enter) happened = core::event::Next{};
  return happened;
}

}  // namespace talt::ui
