// SPDX-License-Identifier: EUPL-1.2
// A scale: faces or numbers in a row, its two ends in words below the first and the last.
#include <algorithm>
#include <cmath>

#include "app/ui/screens/screens.h"

namespace talt::ui {
namespace {

constexpr float face_most_mm = 44;
constexpr float face_row_most_mm = 27;
constexpr float number_most_mm = 26;

std::string name_of(const Page& page, const core::Question& question, int step) {
  std::string name = filled(page.words().step_of, static_cast<std::uint64_t>(step),
                            static_cast<std::uint64_t>(question.steps));
  if (step == 1) name += ": " + said(page, question.low).text;
  if (step == question.steps) name += ": " + said(page, question.high).text;
  return name;
}

/// The face or the number of a step, in a square.
void draw_emblem(Page& page, const core::Question& question, int step, const Rect& square, bool chosen) {
  const Theme& theme = page.theme();
  if (question.style == core::ScaleStyle::Faces) {
    const float mood =
        question.steps > 1 ? static_cast<float>(step - 1) / static_cast<float>(question.steps - 1) : 1;
    const float diameter = std::min(square.width(), square.height()) - page.px(4);
    return paint_face(page.frame, square.centre(), diameter, mood, theme.ink, theme.card);
  }
  paint_text(page.frame, std::to_string(step), square,
             {.cap_mm = mm::cap_title,
              .weight = platform::TextWeight::Bold,
              .align = platform::TextAlign::Centre,
              .colour = chosen ? theme.on_accent : theme.ink,
              .background = chosen ? theme.accent : theme.card},
             Vertical::Middle);
}

/// A card with its face or number: in the middle, or at the start with words beside it.
bool draw_step(Page& page, const core::Question& question, int step, Rect cell, bool chosen,
               const Said* words = nullptr) {
  const Theme& theme = page.theme();
  const std::string digits = std::to_string(step);
  const ImU32 ground = chosen ? theme.accent : theme.card;
  const ImU32 ink = chosen ? theme.on_accent : theme.ink;
  const std::string name = name_of(page, question, step);
  const Press press = pressable(page.frame, {.id = "scale:" + digits,
                                             .name = name,
                                             .area = cell,
                                             .role = Role::Option,
                                             .selected = chosen,
                                             .cap_mm = mm::cap_body,
                                             .foreground = ink,
                                             .background = ground});
  const std::size_t mine = page.frame.semantics.nodes().size() - 1;
  paint_card(page.frame, cell, press.held ? 0.0f : 1.0f, press.held && !chosen ? theme.card_pressed : ground);
  if (!words) {
    draw_emblem(page, question, step, cell, chosen);
    return press.activated;
  }
  cell.cut_start(page.px(3));
  draw_emblem(page, question, step, cell.cut_start(cell.height()), chosen);
  const Rect room = cell.inset(page.px(mm::pad), page.px(1));
  TextStyle style{.cap_mm = mm::cap_large, .weight = platform::TextWeight::Medium, .colour = ink};
  style = fitted(page.frame, *words, room, style);
  style.background = ground;
  page.frame.semantics.at(mine).shortened =
      paint_text(page.frame, *words, room, style, Vertical::Middle).shortened;
  return press.activated;
}

/// Upright: one step to a row, so that faces are large and the ends' words stand beside theirs.
Happened draw_list(Page& page, const core::Question& question, std::optional<int> chosen, const Rect& area) {
  const auto steps = static_cast<std::size_t>(question.steps);
  const float gap = page.px(mm::gap);
  const float fits = (area.height() + gap) / static_cast<float>(steps) - gap;
  const float height = std::min(fits, page.px(face_row_most_mm));
  Rect rest = area;
  Happened happened;
  for (int step = 1; step <= question.steps; ++step) {
    Said words;
    if (step == 1) words = said(page, question.low);
    if (step == question.steps) words = said(page, question.high);
    if (draw_step(page, question, step, rest.cut_top(height), chosen == step, &words))
      note(happened, core::event::SetStep{step});
    rest.cut_top(gap);
  }
  return happened;
}

bool is_list(Page& page, const core::Question& question, const Rect& area) {
  if (!page.is_upright() || question.style != core::ScaleStyle::Faces) return false;
  const auto steps = static_cast<float>(std::max(question.steps, 1));
  const float gap = page.px(mm::gap);
  const float height = std::min((area.height() + gap) / steps - gap, page.px(face_row_most_mm));
  if (height < page.px(mm::target)) return false;
  const float width = area.width() - height - page.px(3 + 2 * mm::pad);
  const TextStyle style{.cap_mm = mm::cap_body, .weight = platform::TextWeight::Medium};
  return fits(page.frame, said(page, question.low), width, height - page.px(2), style) &&
         fits(page.frame, said(page, question.high), width, height - page.px(2), style);
}

float ends_height(Page& page, const core::Question& question, float width, const TextStyle& style) {
  return static_cast<float>(
      std::max(measure_text(page.frame, said(page, question.low), width, style).height,
               measure_text(page.frame, said(page, question.high), width, style).height));
}

void draw_ends(Page& page, const core::Question& question, Rect row, const TextStyle& style) {
  const std::vector<Rect> halves = row.columns(2, page.px(2 * mm::gap));
  label(page.frame, "", said(page, question.low), halves[0], style);
  TextStyle at_end = style;
  at_end.align = platform::TextAlign::End;
  label(page.frame, "", said(page, question.high), halves[1], at_end);
}

}  // namespace

Happened scale(Page& page, const core::Asking& screen, Rect area) {
  const core::Question& question = page.dialogue.questions[screen.question];
  const auto& draft = std::get<core::ScaleDraft>(screen.visit.questions[screen.question].draft);
  if (is_list(page, question, area)) return draw_list(page, question, draft.step, area);
  const float gap = page.px(mm::gap), target = page.px(mm::target);
  const float half = (area.width() - 2 * gap) / 2;
  TextStyle style{.cap_mm = mm::cap_large};
  const auto steps = static_cast<std::size_t>(std::max(question.steps, 1));
  const auto fit = static_cast<std::size_t>((area.width() + gap) / (target + gap));
  const std::size_t rows = (steps + fit - 1) / std::max<std::size_t>(fit, 1);
  const std::size_t across = (steps + rows - 1) / rows;
  const float least = static_cast<float>(rows) * (target + gap) - gap;
  if (ends_height(page, question, half, style) + least + gap > area.height()) style.cap_mm = mm::cap_body;
  float ends = ends_height(page, question, half, style);
  if (ends + least + gap > area.height())  // beside the page buttons
    ends = ends_height(page, question, half - (target + gap) / 2, style);
  ScrollArea scroll(page.frame, "scale", area, least + gap + ends, {.ground = page.theme().ground});
  area = scroll.content;

  const float side = (area.width() + gap) / static_cast<float>(across) - gap;
  const float room = (area.height() - ends - 2 * gap + gap) / static_cast<float>(rows) - gap;
  const bool faces = question.style == core::ScaleStyle::Faces;
  const float height =
      std::max(target, std::min({side, room, page.px(faces ? face_most_mm : number_most_mm)}));
  const float all = static_cast<float>(rows) * (height + gap) - gap;
  // A little above the middle, where the eye looks for it.
  const float spare = std::max(0.f, area.height() - all - gap - ends);
  area.cut_top(spare * 0.38f);
  Happened happened;
  const std::vector<Rect> cells = area.cut_top(all).grid(steps, across, gap);
  for (std::size_t i = 0; i < steps; ++i) {
    const int step = static_cast<int>(i) + 1;
    if (draw_step(page, question, step, cells[i], draft.step == step))
      note(happened, core::event::SetStep{step});
  }
  area.cut_top(gap);
  draw_ends(page, question, area.cut_top(ends + page.px(1)), style);
  return happened;
}

}  // namespace talt::ui
