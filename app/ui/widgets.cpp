// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/widgets.h"

#include <algorithm>
#include <cmath>

namespace talt::ui {
namespace {

constexpr float icon_share = 1.5f;  // of the capitals beside it

struct ButtonColours {
  ImU32 ground = 0;
  ImU32 words = 0;
  ImU32 stands_on = 0;  // what the words are seen on
};

ButtonColours colours_of(const Theme& theme, const Button& what, bool held) {
  if (what.style == ButtonStyle::Primary) {
    const ImU32 ground = held ? theme.accent_pressed : theme.accent;
    return {ground, theme.on_accent, ground};
  }
  if (what.selected) return {theme.accent_soft, theme.ink, theme.accent_soft};
  if (what.style == ButtonStyle::Secondary) {
    const ImU32 ground = held ? theme.card_pressed : theme.card;
    return {ground, theme.accent_ink, ground};
  }
  return {held ? theme.card_pressed : faded(theme.ground, 0), theme.accent_ink, theme.ground};
}

void paint_button_ground(Frame& frame, const Button& what, const ButtonColours& colours, bool held) {
  const float lift = what.enabled && !held && what.style != ButtonStyle::Quiet ? 1.f : 0.f;
  if (what.enabled)
    paint_card(frame, what.area, lift, colours.ground);
  else if (what.style != ButtonStyle::Quiet)
    paint_box(frame, what.area, mm::radius, mix(frame.theme.ground, frame.theme.ink, 0.06f));
  if (what.selected) paint_outline(frame, what.area, mm::radius, 0.8f, frame.theme.accent);
}

struct ButtonWords {
  bool shortened = false;
  int missing_glyphs = 0;
  float cap_mm = 0;
};

/// Icon and words as one piece in the middle; an arrow forward stands after them, all others before.
ButtonWords paint_button_words(Frame& frame, const Button& what, ImU32 colour) {
  const float icon = what.icon == Icon::None ? 0 : frame.px(what.cap_mm * icon_share);
  if (what.icon_only) {
    paint_icon(frame, what.icon, what.area.centred(icon, icon), colour);
    return {};
  }
  const float gap = icon > 0 ? frame.px(2.5f) : 0;
  Rect inside = what.area.inset(frame.px(3), frame.px(1));
  Rect room = inside;
  room.cut_start(icon + gap);
  TextStyle style{
      .cap_mm = what.cap_mm, .weight = platform::TextWeight::Medium, .colour = colour, .line_spacing = 0.95f};
  if (icon == 0) style.align = platform::TextAlign::Centre;
  style = fitted(frame, what.label, room, style);
  const auto wide = static_cast<float>(measure_text(frame, what.label, room.width(), style).width);
  Rect piece = inside.centred(icon + gap + wide + 1, inside.height());
  const Rect icon_place = what.icon == Icon::Forward ? piece.cut_end(icon) : piece.cut_start(icon);
  what.icon == Icon::Forward ? piece.cut_end(gap) : piece.cut_start(gap);
  if (icon > 0) paint_icon(frame, what.icon, icon_place, colour);
  const PaintedText words = paint_text(frame, what.label, piece, style, Vertical::Middle);
  return {words.shortened, words.missing_glyphs, style.cap_mm};
}

}  // namespace

Node& add_node(Frame& frame, Node node) {
  node.visible = frame.clip.contains(node.rect.centre());
  node.shown = node.rect.shared_with(frame.clip);
  if (!frame.scroller.empty()) {
    node.scroller = frame.scroller;
    node.scroll_to = std::max(0.f, frame.scroll_offset + node.rect.centre().y - frame.clip.centre().y);
  }
  return frame.semantics.add(std::move(node));
}

Rect label(Frame& frame, std::string_view id, const Spoken& words, const Rect& area, const TextStyle& style,
           Vertical vertical, Role role) {
  if (words.text.empty()) return {area.start(), area.top, area.start(), area.top, area.right_to_left};
  const PaintedText painted = paint_text(frame, words, area, style, vertical);
  Node node;
  node.id = id;
  node.role = role;
  node.name = words.text;
  node.rect = painted.rect;
  node.shortened = painted.shortened;
  node.missing_glyphs = painted.missing_glyphs;
  node.cap_height_mm = style.cap_mm;
  node.foreground = style.colour == 0 ? frame.theme.ink : style.colour;
  node.background = style.background == 0 ? frame.theme.ground : style.background;
  add_node(frame, std::move(node));
  return painted.rect;
}

Press pressable(Frame& frame, const Pressable& what) {
  Node node;
  node.id = what.id;
  node.role = what.role;
  node.name = what.name;
  node.value = what.value;
  node.enabled = what.enabled;
  node.selected = what.selected;
  node.rect = what.area;
  node.shortened = what.shortened;
  node.missing_glyphs = what.missing_glyphs;
  node.cap_height_mm = what.cap_mm;
  node.foreground = what.foreground;
  node.background = what.background;
  add_node(frame, std::move(node));
  if (!what.enabled) return {};
  const Rect& touched = what.reach.is_empty() ? what.area : what.reach;
  return frame.input.press(what.id, touched.shared_with(frame.clip));
}

bool button(Frame& frame, const Button& what) {
  // Touched first, so that what is painted shows the touch of this very frame; the node comes with it and is
  // completed once the words are laid out.
  const Press press = pressable(frame, {.id = what.id,
                                        .name = what.label.text,
                                        .area = what.area,
                                        .enabled = what.enabled,
                                        .selected = what.selected});
  const std::size_t mine = frame.semantics.nodes().size() - 1;
  const ButtonColours colours = colours_of(frame.theme, what, press.held);
  paint_button_ground(frame, what, colours, press.held);
  const ImU32 ink = what.enabled ? colours.words : mix(frame.theme.ground, frame.theme.ink, 0.5f);
  const ButtonWords words = paint_button_words(frame, what, ink);
  Node& node = frame.semantics.at(mine);
  node.shortened = words.shortened;
  node.missing_glyphs = words.missing_glyphs;
  node.cap_height_mm = words.cap_mm;
  node.foreground = ink;
  node.background = colours.stands_on;
  return what.repeats ? press.acts_or_repeats() : press.activated;
}

float button_width(Frame& frame, const Spoken& label, Icon icon, float cap_mm) {
  const TextStyle style{.cap_mm = cap_mm, .weight = platform::TextWeight::Medium};
  const auto words = static_cast<float>(measure_text(frame, label, 0, style).width);
  const float beside = icon == Icon::None ? 0 : frame.px(cap_mm * icon_share + 2.5f);
  return std::max(frame.px(mm::target), words + beside + frame.px(11));
}

bool option(Frame& frame, const Option& what) {
  const Press press = pressable(frame, {.id = what.id,
                                        .name = what.title.text,
                                        .value = what.value,
                                        .area = what.area,
                                        .role = Role::Option,
                                        .enabled = what.enabled,
                                        .selected = what.selected});
  const std::size_t mine = frame.semantics.nodes().size() - 1;
  const Theme& theme = frame.theme;
  const ImU32 ground = press.held ? theme.card_pressed : what.selected ? theme.accent_soft : theme.card;
  paint_card(frame, what.area, press.held ? 0.f : 1.f, ground);

  Rect inside = what.area.inset(frame.px(mm::pad - 1), frame.px(0.5f));
  if (what.selected) {
    const float side = frame.px(6.5f);
    paint_icon(frame, Icon::Check, inside.cut_end(side).centred(side, side), theme.accent_ink);
    inside.cut_end(frame.px(2));
  }
  TextStyle style{.cap_mm = mm::cap_large, .weight = platform::TextWeight::Medium, .line_spacing = 0.98f};
  if (what.centred) style.align = platform::TextAlign::Centre;
  style = fitted(frame, what.title, inside, style);
  const PaintedText words = paint_text(frame, what.title, inside, style, Vertical::Middle);
  if (what.selected) paint_outline(frame, what.area, mm::radius, 0.9f, theme.accent);

  Node& node = frame.semantics.at(mine);
  node.shortened = words.shortened;
  node.missing_glyphs = words.missing_glyphs;
  node.cap_height_mm = style.cap_mm;
  node.foreground = theme.ink;
  node.background = ground;
  return press.activated;
}

float dot_diameter(const Frame& frame) {
  return std::round(frame.px(9));
}

void veil(Frame& frame, float opacity) {
  // What is drawn already is darkened where it stands: a veil over all of the glass costs a frame of its own.
  for (ImDrawVert& vertex : frame.list->VtxBuffer) {
    const ImU32 alpha = vertex.col & IM_COL32_A_MASK;
    vertex.col = (mix(vertex.col, frame.theme.veil, opacity) & ~IM_COL32_A_MASK) | alpha;
  }
  frame.input.press("veil", frame.screen);
  frame.input.drag("veil", frame.screen);
}

}  // namespace talt::ui
