// SPDX-License-Identifier: EUPL-1.2
// A scale: faces or numbers in a row, its two ends in words.
#include <algorithm>
#include <cmath>

#include "app/ui/screens/screens.h"

namespace talt::ui {
namespace {

std::string name_of(const Page& page, const core::Question& question, int step) {
  std::string name = filled(page.words().step_of, static_cast<std::uint64_t>(step),
                            static_cast<std::uint64_t>(question.steps));
  if (step == 1) name += ": " + said(page, question.low);
  if (step == question.steps) name += ": " + said(page, question.high);
  return name;
}

bool draw_step(Page& page, const core::Question& question, int step, const Rect& cell, bool chosen) {
  const Theme& theme = page.theme();
  const std::string digits = std::to_string(step);
  const bool faces = question.style == core::ScaleStyle::Faces;
  const ImU32 ground = chosen ? theme.accent : theme.card;
  const ImU32 ink = chosen ? theme.on_accent : theme.ink;
  const std::string name = name_of(page, question, step);
  const Press press = pressable(page.frame, {.id = "scale:" + digits,
                                             .name = name,
                                             .area = cell,
                                             .role = Role::Option,
                                             .selected = chosen,
                                             .cap_mm = faces ? 0 : mm::cap_title,
                                             .foreground = ink,
                                             .background = ground});
  paint_card(page.frame, cell, press.held ? 0.0f : 1.0f, press.held && !chosen ? theme.card_pressed : ground);
  if (faces) {
    const float mood =
        question.steps > 1 ? static_cast<float>(step - 1) / static_cast<float>(question.steps - 1) : 1;
    const float diameter = std::min({cell.width(), cell.height()}) - page.px(4);
    paint_face(page.frame, cell.centre(), std::min(diameter, page.px(40)), mood, theme.ink, theme.card);
  } else {
    paint_text(page.frame, digits, cell,
               {.cap_mm = mm::cap_title,
                .weight = platform::TextWeight::Bold,
                .align = platform::TextAlign::Centre,
                .colour = ink,
                .background = ground},
               Vertical::Middle);
  }
  return press.activated;
}

void draw_ends(Page& page, const core::Question& question, Rect row) {
  Rect high = row.cut_end(row.width() / 2 - page.px(mm::gap) / 2);
  row.cut_end(page.px(mm::gap));
  const TextStyle style{.cap_mm = mm::cap_large, .lines_max = 3};
  const std::string low_text = said(page, question.low);
  const std::string high_text = said(page, question.high);
  label(page.frame, "", low_text, row, fitted(page.frame, low_text, row, style));
  TextStyle at_end = fitted(page.frame, high_text, high, style);
  at_end.align = platform::TextAlign::End;
  label(page.frame, "", high_text, high, at_end);
}

}  // namespace

Happened scale(Page& page, const core::Asking& screen, Rect area) {
  const core::Question& question = page.dialogue.questions[screen.question];
  const auto& draft = std::get<core::ScaleDraft>(screen.visit.questions[screen.question].draft);
  paragraph_row(page, area, page.words().choose_step, soft(page), 4);

  const auto steps = static_cast<std::size_t>(std::max(question.steps, 1));
  const float gap = page.px(mm::gap);
  const auto fit = static_cast<std::size_t>((area.width() + gap) / (page.px(mm::target) + gap));
  const std::size_t across = steps <= fit ? steps : (steps + 1) / 2;
  const std::size_t rows = (steps + across - 1) / across;
  const float side = (area.width() + gap) / static_cast<float>(across) - gap;
  const float height = std::clamp(side, page.px(mm::target), page.px(rows > 1 ? 24 : 42));
  const float all = static_cast<float>(rows) * (height + gap) - gap;
  const float ends = page.px(28);
  Rect block = area.centred(area.width(), std::min(area.height(), all + ends));
  Happened happened;
  const std::vector<Rect> cells = block.cut_top(all).grid(steps, across, gap);
  for (std::size_t i = 0; i < steps; ++i) {
    const int step = static_cast<int>(i) + 1;
    if (draw_step(page, question, step, cells[i], draft.step == step))
      note(happened, core::event::SetStep{step});
  }
  block.cut_top(page.px(3));
  draw_ends(page, question, block);
  return happened;
}

}  // namespace talt::ui
