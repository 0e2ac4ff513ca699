// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/keyboard.h"

#include <algorithm>
#include <string>

#include "app/ui/caret.h"
#include "app/ui/keyboard_layouts.h"
#include "app/ui/widgets.h"
#include "app/ui/words.h"

namespace talt::ui {
namespace {

constexpr float gap_mm = 0.7f;  // eleven keys of 11.5 mm stand abreast on an upright 10.1 inch screen
constexpr float row_gap_mm = 1.1f;
constexpr float key_high_mm = 12.6f;
constexpr float cap_mm = mm::cap_body;
constexpr std::int64_t forms_after_ms = 500;

struct Key {
  std::string_view id;
  std::string_view face{};  // what stands on it
  std::string_view name{};  // what is read aloud
  Icon icon = Icon::None;
  bool quiet = false;  // of the second rank: all but letters
  bool selected = false;
};

class Board {
 public:
  Board(Frame& frame, const Rect& area, const core::Field& field,
        const std::vector<core::Language>& languages)
      : frame_(frame),
        state_(frame.state.keyboard),
        words_(frame.words),
        field_(field),
        offered_(layouts_offered(frame.language, languages)),
        layout_(state_.layout.empty() ? *offered_.front() : layout_named(state_.layout)),
        area_(area) {
    area_.right_to_left = false;  // a keyboard is a thing, and its arrows mean left and right
    rows_ = area_.rows(rows_of_letters + 1, frame.px(row_gap_mm));
    gap_ = frame.px(gap_mm);
    cell_ = (area_.width() + gap_) / static_cast<float>(across());
  }

  std::optional<core::Event> draw() {
    for (std::size_t row = 0; row < rows_of_letters; ++row) letters(row);
    last_row();
    other_forms();
    return std::move(happened_);
  }

 private:
  bool has_symbols() const {
    return state_.layer == KeyboardLayer::Symbols || state_.layer == KeyboardLayer::MoreSymbols;
  }
  bool is_shifted() const {
    return state_.layer == KeyboardLayer::Shifted || state_.layer == KeyboardLayer::MoreSymbols;
  }
  KeyRows faces() const {
    if (has_symbols()) return symbols_of(is_shifted());
    return is_shifted() ? layout_.shifted : layout_.letters;
  }

  /// Keys in the longest row of any layer, so that a layer's change moves no key.
  std::size_t across() const {
    std::size_t most = 10;
    for (std::size_t row = 0; row < rows_of_letters; ++row) {
      const std::size_t beside = row + 1 < rows_of_letters ? 0 : layout_.shift_below ? 1 : 2;
      most = std::max(most, keys_of(layout_.letters[row]).size() + beside);
    }
    return most;
  }

  Rect cut(Rect& row, float cells) const {
    const Rect piece = row.cut_left(cell_ * cells - gap_);
    row.cut_left(gap_);
    return piece;
  }

  /// Between keys a finger means the nearer one: what can be touched is larger than what is seen.
  Rect touched(const Rect& seen) const {
    return Rect{seen.left - gap_ / 2, seen.top - frame_.px(row_gap_mm) / 2, seen.right + gap_ / 2,
                seen.bottom + frame_.px(row_gap_mm) / 2, false};
  }

  Press key(const Key& what, const Rect& area) {
    const Theme& theme = frame_.theme;
    const ImU32 rest = what.quiet ? mix(theme.ground, theme.ink, 0.09f) : theme.card;
    Node node;
    node.id = "key:" + std::string(what.id);
    node.role = Role::Key;
    node.name = what.name;
    node.selected = what.selected;
    node.rect = area;
    node.cap_height_mm = what.icon == Icon::None ? cap_mm : 0;
    node.foreground = theme.ink;
    node.background = rest;
    const Press press = frame_.input.press(node.id, touched(area));
    const ImU32 ground = press.held ? theme.accent_soft : what.selected ? theme.accent : rest;
    const ImU32 ink = what.selected && !press.held ? theme.on_accent : theme.ink;
    paint_box(frame_, area.moved(0, frame_.px(0.35f)), 1.8f, faded(theme.shadow, 0.8f));
    paint_box(frame_, area, 1.8f, ground);
    if (what.icon != Icon::None) {
      const float side = frame_.px(6);
      paint_icon(frame_, what.icon, area.centred(side, side), ink);
    } else {
      const TextStyle style{.cap_mm = cap_mm, .align = platform::TextAlign::Centre, .colour = ink};
      const PaintedText painted = paint_text(frame_, what.face, area, style, Vertical::Middle);
      node.shortened = painted.shortened;
      node.missing_glyphs = painted.missing_glyphs;
    }
    add_node(frame_, std::move(node));
    return press;
  }

  /// A letter or sign: typed as it is let go; held, it shows what else it can be.
  void letter(std::string_view face, const Rect& area) {
    const std::string_view id = face;
    const Press press = key({.id = id, .face = face, .name = face}, area);
    if (state_.open == face) open_at_ = area;
    const bool opens =
        layout_.opens && !has_symbols() ? press.activated : press.held_ms >= forms_after_ms && press.held;
    if (opens && !forms_of(layout_, face).empty()) {
      frame_.input.cancel();
      state_.open = face;
      frame_.wants_another_frame = true;
    } else if (press.activated) {
      insert(face);
    }
  }

  void letters(std::size_t row) {
    const KeyRows all = faces();
    const std::vector<std::string_view> keys = keys_of(all[row]);
    const bool last = row + 1 == rows_of_letters;
    const bool has_shift = last && !layout_.shift_below;
    const auto count = static_cast<float>(keys.size());
    const float free = static_cast<float>(across()) - count;
    const float beside = !last ? 0 : has_shift ? std::min(2.f, free / 2) : std::min(2.f, free);
    const float wide = count + (has_shift ? 2 * beside : beside);
    Rect line = rows_[row].centred(cell_ * wide - gap_, rows_[row].height());
    if (has_shift) shift(cut(line, beside));
    for (const std::string_view face : keys) letter(face, cut(line, 1));
    if (!last) return;
    const Press erase =
        key({.id = "erase", .name = words_.key_erase, .icon = Icon::Erase, .quiet = true}, cut(line, beside));
    if (erase.acts_or_repeats()) happened_ = core::event::Erase{};
  }

  void shift(const Rect& area) {
    const Key shown{.id = "shift",
                    .name = words_.key_shift,
                    .icon = Icon::Shift,
                    .quiet = true,
                    .selected = is_shifted()};
    if (!key(shown, area).activated) return;
    if (has_symbols())
      show(is_shifted() ? KeyboardLayer::Symbols : KeyboardLayer::MoreSymbols);
    else
      show(is_shifted() ? KeyboardLayer::Letters : KeyboardLayer::Shifted);
  }

  void show(KeyboardLayer layer) {
    state_.layer = layer;
    state_.open.clear();
    frame_.wants_another_frame = true;
  }

  void last_row() {
    Rect line = rows_.back();
    float space = static_cast<float>(across()) - 5.5f;
    symbols_key(cut(line, 1.5f));
    if (offered_.size() > 1) {
      layout_key(cut(line, 1.5f));
      space -= 1.5f;
    }
    if (layout_.shift_below) {
      shift(cut(line, 1));
      space -= 1;
    }
    letter(layout_.comma, cut(line, 1));
    if (key({.id = "space", .face = words_.key_space, .name = words_.key_space}, cut(line, space)).activated)
      insert(" ");
    letter(layout_.stop, cut(line, 1));
    if (key({.id = "left", .name = words_.key_left, .icon = Icon::Left, .quiet = true}, cut(line, 1))
            .acts_or_repeats())
      happened_ = caret(false);
    if (key({.id = "right", .name = words_.key_right, .icon = Icon::Right, .quiet = true}, line)
            .acts_or_repeats())
      happened_ = caret(true);
  }

  void symbols_key(const Rect& area) {
    const bool on = has_symbols();
    const Key shown{.id = "symbols",
                    .face = on ? layout_.face : "123",
                    .name = on ? words_.key_letters.view() : words_.key_symbols.view(),
                    .quiet = true};
    if (key(shown, area).activated) show(on ? KeyboardLayer::Letters : KeyboardLayer::Symbols);
  }

  void layout_key(const Rect& area) {
    const auto mine = std::find(offered_.begin(), offered_.end(), &layout_);
    const bool is_last = mine == offered_.end() || mine + 1 == offered_.end();
    const Layout& other = is_last ? *offered_.front() : **(mine + 1);
    if (!key({.id = "layout", .face = other.face, .name = autonym(other.tag), .quiet = true}, area).activated)
      return;
    state_.layout = other.tag;
    show(KeyboardLayer::Letters);
  }

  /// Over the row above the key that is open, drawn last, so that it takes the touches there.
  void other_forms() {
    if (state_.open.empty() || !open_at_) return;
    const std::string open = state_.open;
    std::vector<std::string> forms = forms_of(layout_, open);
    if (!layout_.opens || has_symbols()) forms.insert(forms.begin(), open);
    const float step = std::max(cell_, frame_.px(mm::key) + gap_);
    const float wide = step * static_cast<float>(forms.size()) - gap_;
    const float left =
        std::clamp(open_at_->centre().x - wide / 2, area_.left, std::max(area_.left, area_.right - wide));
    const float high = open_at_->height();
    Rect strip{left, open_at_->top - frame_.px(row_gap_mm) - high, left + wide,
               open_at_->top - frame_.px(row_gap_mm), false};
    paint_card(frame_, strip.inset(-frame_.px(1.2f)), 2);
    for (const std::string& form : forms) {
      const Rect place = strip.cut_left(step - gap_);
      strip.cut_left(gap_);
      const std::string id = "form:" + form;
      if (key({.id = id, .face = form, .name = form}, place).activated) insert(form);
    }
  }

  void insert(std::string_view text) {
    // Shift holds for one letter.
    if (state_.layer == KeyboardLayer::Shifted) state_.layer = KeyboardLayer::Letters;
    state_.open.clear();
    happened_ = core::event::Insert{std::string(text)};
  }

  core::Event caret(bool to_the_right) {
    return core::event::MoveCaret{caret_beside(frame_, field_, state_.field_width, to_the_right)};
  }

  Frame& frame_;
  KeyboardState& state_;
  const Words& words_;
  const core::Field& field_;
  const std::vector<const Layout*> offered_;
  const Layout& layout_;
  Rect area_;
  std::vector<Rect> rows_;
  float gap_ = 0;
  float cell_ = 0;
  std::optional<Rect> open_at_;  // the key whose other forms show
  std::optional<core::Event> happened_;
};

}  // namespace

KeyboardHeight keyboard_height(const Frame& frame) {
  constexpr auto rows = static_cast<float>(rows_of_letters + 1);
  const float gaps = (rows - 1) * row_gap_mm;
  return {frame.px(rows * mm::key + gaps), frame.px(rows * key_high_mm + gaps)};
}

std::optional<core::Event> keyboard(Frame& frame, const Rect& area, const core::Field& field,
                                    const std::vector<core::Language>& languages) {
  return Board(frame, area, field, languages).draw();
}

}  // namespace talt::ui
