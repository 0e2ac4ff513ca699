// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/keyboard.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "app/core/utf8.h"
#include "app/ui/widgets.h"
#include "app/ui/words.h"

namespace talt::ui {
namespace {

constexpr float gap_mm = 0.7f;  // eleven keys of 11.5 mm stand abreast on an upright 10.1 inch screen
constexpr float key_high_mm = 12.6f;
constexpr float cap_mm = mm::cap_body;
constexpr std::size_t rows_of_letters = 3;

/// Keys are parted by spaces.
struct Layout {
  std::string_view tag;
  std::string_view face{};  // on the key that brings it up
  std::array<std::string_view, rows_of_letters> letters;
  std::array<std::string_view, rows_of_letters> shifted;
  std::string_view comma;
  bool right_to_left = false;
};

constexpr std::array<Layout, 3> layouts{
    Layout{"sv",
           "ÅÄÖ",
           {"q w e r t y u i o p å", "a s d f g h j k l ö ä", "z x c v b n m"},
           {"Q W E R T Y U I O P Å", "A S D F G H J K L Ö Ä", "Z X C V B N M"},
           ","},
    Layout{"en",
           "ABC",
           {"q w e r t y u i o p", "a s d f g h j k l", "z x c v b n m"},
           {"Q W E R T Y U I O P", "A S D F G H J K L", "Z X C V B N M"},
           ","},
    Layout{"ar",
           "عربي",
           {"ض ص ث ق ف غ ع ه خ ح ج", "ش س ي ب ل ا ت ن م ك ط", "ء ر ى ة و ز ظ د ذ"},
           {"أ إ آ ؤ ئ ـ َ ُ ِ ّ ْ", "پ چ ژ گ ڤ ٱ ً ٌ ٍ ؛ «", "؟ ! : - ( ) » … ٪"},
           "،"},
};
constexpr std::array<std::string_view, rows_of_letters> symbols{"1 2 3 4 5 6 7 8 9 0",
                                                                "@ # % & / - + ( ) =", "! ? : ; \" ' _ *"};

std::vector<std::string_view> keys_of(std::string_view row) {
  std::vector<std::string_view> keys;
  while (!row.empty()) {
    const std::size_t end = std::min(row.find(' '), row.size());
    keys.push_back(row.substr(0, end));
    row.remove_prefix(std::min(end + 1, row.size()));
  }
  return keys;
}

/// Arabic's own, English's own, and for all others the Swedish one, which is the Finnish one too and has
/// every letter of the English.
std::size_t layout_for(std::string_view language) {
  if (core::is_right_to_left(language)) return 2;
  return language.starts_with("en") ? 1 : 0;
}

std::size_t layout_shown(const Frame& frame) {
  const std::string& chosen = frame.state.keyboard.layout;
  for (std::size_t i = 0; i < layouts.size(); ++i)
    if (layouts[i].tag == chosen) return i;
  return layout_for(frame.language);
}

struct Key {
  std::string_view id;
  std::string_view face{};  // what stands on it
  std::string_view name{};  // what is read aloud
  Icon icon = Icon::None;
  bool quiet = false;  // of the second rank: all but letters
  bool selected = false;
};

bool key(Frame& frame, const Key& what, const Rect& area) {
  const Theme& theme = frame.theme;
  const std::string id = "key:" + std::string(what.id);
  const ImU32 rest = what.quiet ? mix(theme.ground, theme.ink, 0.09f) : theme.card;
  const Press press = pressable(frame, {.id = id,
                                        .name = what.name,
                                        .area = area,
                                        .role = Role::Key,
                                        .selected = what.selected,
                                        .cap_mm = what.icon == Icon::None ? cap_mm : 0,
                                        .foreground = theme.ink,
                                        .background = rest});
  const ImU32 ground = press.held ? theme.accent_soft : what.selected ? theme.accent : rest;
  const ImU32 ink = what.selected && !press.held ? theme.on_accent : theme.ink;
  paint_box(frame, area.moved(0, frame.px(0.35f)), 1.8f, faded(theme.shadow, 0.8f));
  paint_box(frame, area, 1.8f, ground);
  if (what.icon != Icon::None) {
    const float side = frame.px(6);
    paint_icon(frame, what.icon, area.centred(side, side), ink);
    return press.activated;
  }
  paint_text(frame, what.face, area, {.cap_mm = cap_mm, .align = platform::TextAlign::Centre, .colour = ink},
             Vertical::Middle);
  return press.activated;
}

/// Keys never mirror: a keyboard is a thing, and its arrows mean left and right.
Rect unmirrored(Rect area) {
  area.right_to_left = false;
  return area;
}

class Board {
 public:
  Board(Frame& frame, const Rect& area, const core::Field& field)
      : frame_(frame), words_(frame.words), field_(field), layout_(layouts[layout_shown(frame)]) {
    rows_ = unmirrored(area).rows(rows_of_letters + 1, frame.px(gap_mm * 1.6f));
    gap_ = frame.px(gap_mm);
    cell_ = (area.width() + gap_) / static_cast<float>(across());
  }

  std::optional<core::Event> draw() {
    std::optional<core::Event> happened;
    for (std::size_t row = 0; row < rows_of_letters; ++row)
      if (auto event = letters(row)) happened = std::move(event);
    if (auto event = last_row()) happened = std::move(event);
    return happened;
  }

 private:
  const std::array<std::string_view, rows_of_letters>& faces() const {
    switch (frame_.state.keyboard.layer) {
      case KeyboardLayer::Symbols:
        return symbols;
      case KeyboardLayer::Shifted:
        return layout_.shifted;
      case KeyboardLayer::Letters:
        break;
    }
    return layout_.letters;
  }

  /// Keys in the longest row of any layer, so that a layer's change moves no key.
  std::size_t across() const {
    std::size_t most = 10;
    for (std::size_t row = 0; row < rows_of_letters; ++row)
      most = std::max(most, keys_of(layout_.letters[row]).size() + (row + 1 == rows_of_letters ? 2 : 0));
    return most;
  }

  Rect cut(Rect& row, float cells) const {
    const Rect piece = row.cut_left(cell_ * cells - gap_);
    row.cut_left(gap_);
    return piece;
  }

  std::optional<core::Event> letters(std::size_t row) {
    const std::vector<std::string_view> keys = keys_of(faces()[row]);
    const bool last = row + 1 == rows_of_letters;
    const float count = static_cast<float>(keys.size());
    const float beside = last ? std::min(2.f, (static_cast<float>(across()) - count) / 2) : 0;
    Rect line = rows_[row].centred(cell_ * (count + 2 * beside) - gap_, rows_[row].height());
    std::optional<core::Event> happened;
    if (last) shift(cut(line, beside));
    for (const std::string_view face : keys)
      if (key(frame_, {.id = face, .face = face, .name = face}, cut(line, 1))) happened = insert(face);
    if (last && key(frame_, {.id = "erase", .name = words_.key_erase, .icon = Icon::Erase, .quiet = true},
                    cut(line, beside)))
      happened = core::event::Erase{};
    return happened;
  }

  void shift(const Rect& area) {
    KeyboardLayer& layer = frame_.state.keyboard.layer;
    const bool on = layer == KeyboardLayer::Shifted;
    if (key(frame_,
            {.id = "shift", .name = words_.key_shift, .icon = Icon::Shift, .quiet = true, .selected = on},
            area)) {
      layer = on ? KeyboardLayer::Letters : KeyboardLayer::Shifted;
      frame_.wants_another_frame = true;
    }
  }

  std::optional<core::Event> last_row() {
    Rect line = rows_.back();
    std::optional<core::Event> happened;
    symbols_key(cut(line, 1.5f));
    layout_key(cut(line, 1.5f));
    const std::string_view comma = layout_.comma;
    if (key(frame_, {.id = comma, .face = comma, .name = comma}, cut(line, 1))) happened = insert(comma);
    const float space = static_cast<float>(across()) - 7;
    if (key(frame_, {.id = "space", .face = words_.key_space, .name = words_.key_space}, cut(line, space)))
      happened = core::event::Insert{" "};
    if (key(frame_, {.id = ".", .face = ".", .name = "."}, cut(line, 1))) happened = insert(".");
    if (key(frame_, {.id = "left", .name = words_.key_left, .icon = Icon::Left, .quiet = true}, cut(line, 1)))
      happened = caret(false);
    if (key(frame_, {.id = "right", .name = words_.key_right, .icon = Icon::Right, .quiet = true}, line))
      happened = caret(true);
    return happened;
  }

  void symbols_key(const Rect& area) {
    KeyboardLayer& layer = frame_.state.keyboard.layer;
    const bool on = layer == KeyboardLayer::Symbols;
    const std::string_view name = on ? words_.key_letters : words_.key_symbols;
    if (key(frame_, {.id = "symbols", .face = on ? layout_.face : "123", .name = name, .quiet = true},
            area)) {
      layer = on ? KeyboardLayer::Letters : KeyboardLayer::Symbols;
      frame_.wants_another_frame = true;
    }
  }

  void layout_key(const Rect& area) {
    const std::size_t following = (layout_shown(frame_) + 1) % layouts.size();
    const Layout& other = layouts[following];
    if (key(frame_, {.id = "layout", .face = other.face, .name = autonym(other.tag), .quiet = true}, area)) {
      frame_.state.keyboard.layout = other.tag;
      frame_.state.keyboard.layer = KeyboardLayer::Letters;
      frame_.wants_another_frame = true;
    }
  }

  core::Event insert(std::string_view face) {
    // Shift holds for one letter.
    if (frame_.state.keyboard.layer == KeyboardLayer::Shifted)
      frame_.state.keyboard.layer = KeyboardLayer::Letters;
    return core::event::Insert{std::string(face)};
  }

  core::Event caret(bool to_the_right) {
    platform::Paragraph words = paragraph(frame_, field_.text, 0, {});
    return core::event::MoveCaret{frame_.textures.letters().step(words, field_.caret, to_the_right)};
  }

  Frame& frame_;
  const Words& words_;
  const core::Field& field_;
  const Layout& layout_;
  std::vector<Rect> rows_;
  float gap_ = 0;
  float cell_ = 0;
};

}  // namespace

float keyboard_height(const Frame& frame) {
  const float rows = static_cast<float>(rows_of_letters + 1);
  return frame.px(rows * key_high_mm + (rows - 1) * gap_mm * 1.6f);
}

std::optional<core::Event> keyboard(Frame& frame, const Rect& area, const core::Field& field) {
  std::optional<core::Event> happened = Board(frame, area, field).draw();
  return happened ? happened : typed(frame, field);
}

std::optional<core::Event> typed(Frame& frame, const core::Field& field) {
  if (std::string text = frame.input.take_typed(); !text.empty()) return core::event::Insert{std::move(text)};
  const auto pressed = frame.input.take_key();
  if (!pressed) return std::nullopt;
  const auto stepped = [&](bool to_the_right) {
    const platform::Paragraph words = paragraph(frame, field.text, 0, {});
    return core::event::MoveCaret{frame.textures.letters().step(words, field.caret, to_the_right)};
  };
  switch (*pressed) {
    case core::input::Key::Left:
      return stepped(false);
    case core::input::Key::Right:
      return stepped(true);
    case core::input::Key::Home:
      return core::event::MoveCaret{0};
    case core::input::Key::End:
      return core::event::MoveCaret{field.text.size()};
    case core::input::Key::Erase:
      return core::event::Erase{};
    case core::input::Key::Up:
    case core::input::Key::Down:
    case core::input::Key::Enter:
    case core::input::Key::Tab:
    case core::input::Key::Escape:
    case core::input::Key::Paste:
      break;
  }
  return std::nullopt;
}

std::optional<core::Event> keypad(Frame& frame, const Rect& area) {
  constexpr std::string_view digits = "123456789 0";
  const std::vector<Rect> cells = unmirrored(area).grid(12, 3, frame.px(mm::gap));
  std::optional<core::Event> happened;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const bool erase = i >= digits.size();
    if (!erase && digits[i] == ' ') continue;
    const std::string_view face = erase ? std::string_view("erase") : digits.substr(i, 1);
    const std::string id = "pin:" + std::string(face);
    const Button key{.id = id,
                     .label = erase ? frame.words.key_erase.view() : face,
                     .area = cells[i],
                     .icon = erase ? Icon::Erase : Icon::None,
                     .icon_only = erase,
                     .cap_mm = mm::cap_title};
    if (!button(frame, key)) continue;
    happened = erase ? core::Event(core::event::EraseDigit{}) : core::Event(core::event::Digit{digits[i]});
  }
  // A keyboard beside the screen as well.
  const std::string text = frame.input.take_typed();
  if (!happened && text.size() == 1 && text[0] >= '0' && text[0] <= '9')
    happened = core::event::Digit{text[0]};
  if (!happened && frame.input.take_key() == core::input::Key::Erase) happened = core::event::EraseDigit{};
  return happened;
}

}  // namespace talt::ui
