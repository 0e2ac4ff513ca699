// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/theme.h"

#include <algorithm>
#include <cmath>

namespace talt::ui {
namespace {

constexpr float contrast_min = 7;  // WCAG 2.2 AAA; sun on the glass takes most of it
constexpr ImU32 paper = IM_COL32(0xF7, 0xF4, 0xEE, 0xFF);
constexpr ImU32 white = IM_COL32(0xFF, 0xFE, 0xFC, 0xFF);
constexpr ImU32 ink = IM_COL32(0x1E, 0x24, 0x2B, 0xFF);
constexpr ImU32 night = IM_COL32(0x12, 0x14, 0x17, 0xFF);
constexpr ImU32 night_card = IM_COL32(0x24, 0x27, 0x2C, 0xFF);
constexpr ImU32 lamp = IM_COL32(0xF2, 0xE8, 0xD5, 0xFF);

int channel(ImU32 colour, int shift) {
  return static_cast<int>(colour >> shift & 0xFF);
}

float luminance(ImU32 colour) {
  const auto linear = [&](int shift) {
    const float value = static_cast<float>(channel(colour, shift)) / 255;
    return value <= 0.04045f ? value / 12.92f : std::pow((value + 0.055f) / 1.055f, 2.4f);
  };
  return 0.2126f * linear(IM_COL32_R_SHIFT) + 0.7152f * linear(IM_COL32_G_SHIFT) +
         0.0722f * linear(IM_COL32_B_SHIFT);
}

/// Towards `end` in small steps until it reads on `background`.
ImU32 until_readable(ImU32 colour, ImU32 end, ImU32 background) {
  for (int step = 0; step <= 20; ++step) {
    const ImU32 tried = mix(colour, end, static_cast<float>(step) / 20);
    if (contrast(tried, background) >= contrast_min) return tried;
  }
  return end;
}

}  // namespace

float contrast(ImU32 a, ImU32 b) {
  const float one = luminance(a), other = luminance(b);
  return (std::max(one, other) + 0.05f) / (std::min(one, other) + 0.05f);
}

ImU32 mix(ImU32 a, ImU32 b, float share_of_b) {
  ImU32 mixed = 0;
  for (const int shift : {IM_COL32_R_SHIFT, IM_COL32_G_SHIFT, IM_COL32_B_SHIFT, IM_COL32_A_SHIFT}) {
    const auto from = static_cast<float>(channel(a, shift)), to = static_cast<float>(channel(b, shift));
    mixed |= static_cast<ImU32>(std::lround(from + (to - from) * std::clamp(share_of_b, 0.f, 1.f))) << shift;
  }
  return mixed;
}

ImU32 faded(ImU32 colour, float opacity) {
  const float alpha = static_cast<float>(channel(colour, IM_COL32_A_SHIFT)) * std::clamp(opacity, 0.f, 1.f);
  return (colour & ~IM_COL32_A_MASK) | static_cast<ImU32>(std::lround(alpha)) << IM_COL32_A_SHIFT;
}

Theme make_theme(const core::Theme& from) {
  Theme theme;
  theme.ground = paper;
  theme.card = white;
  theme.card_pressed = mix(white, ink, 0.06f);
  theme.line = mix(paper, ink, 0.24f);
  theme.ink = ink;
  theme.ink_soft = until_readable(mix(ink, paper, 0.28f), ink, paper);
  theme.accent = IM_COL32(from.accent.r, from.accent.g, from.accent.b, 0xFF);
  theme.on_accent = contrast(theme.accent, white) >= contrast(theme.accent, ink) ? white : ink;
  // The municipality's colour is kept where type on it reads; else it moves until it does.
  theme.accent = until_readable(theme.accent, theme.on_accent == white ? ink : white, theme.on_accent);
  theme.accent_pressed = mix(theme.accent, theme.on_accent == white ? ink : white, 0.3f);
  theme.accent_soft = mix(white, theme.accent, 0.1f);
  theme.accent_ink = until_readable(theme.accent, ink, paper);
  theme.warning_soft = IM_COL32(0xFB, 0xEB, 0xC8, 0xFF);
  theme.shadow = IM_COL32(0x3A, 0x2E, 0x1C, 0x48);
  theme.veil = ink;
  theme.good = IM_COL32(0x00, 0x6B, 0x48, 0xFF);
  theme.bad = IM_COL32(0xA3, 0x2C, 0x0A, 0xFF);
  theme.question = IM_COL32(0x1B, 0x4F, 0x8C, 0xFF);
  theme.on_verdict = white;
  return theme;
}

Theme make_night_theme(const core::Theme& from) {
  Theme theme;
  theme.ground = night;
  theme.card = night_card;
  theme.card_pressed = mix(night_card, lamp, 0.14f);
  theme.line = mix(night_card, lamp, 0.3f);
  theme.ink = lamp;
  theme.ink_soft = until_readable(mix(lamp, night_card, 0.3f), lamp, night_card);
  // Light enough for dark type on it, and for itself as type on the cards.
  theme.on_accent = night;
  theme.accent = IM_COL32(from.accent.r, from.accent.g, from.accent.b, 0xFF);
  theme.accent = until_readable(theme.accent, lamp, night_card);
  theme.accent_pressed = mix(theme.accent, lamp, 0.5f);
  theme.accent_soft = mix(night_card, theme.accent, 0.16f);
  theme.accent_ink = theme.accent;
  theme.warning_soft = IM_COL32(0x4D, 0x3A, 0x10, 0xFF);
  theme.shadow = IM_COL32(0, 0, 0, 0x70);
  theme.veil = IM_COL32(0x04, 0x05, 0x07, 0xFF);
  theme.good = IM_COL32(0x62, 0xD3, 0xA6, 0xFF);
  theme.bad = IM_COL32(0xFF, 0x9C, 0x72, 0xFF);
  theme.question = IM_COL32(0x93, 0xC4, 0xFF, 0xFF);
  theme.on_verdict = night;
  return theme;
}

Theme theme_for(const core::Dialogue& dialogue) {
  return dialogue.method == core::Method::Walk ? make_night_theme(dialogue.theme)
                                               : make_theme(dialogue.theme);
}

}  // namespace talt::ui
