// SPDX-License-Identifier: EUPL-1.2
// Alternatives as cards: one is chosen, or several where the question says so.
#include "app/ui/screens/alternatives.h"
#include "app/ui/screens/screens.h"

namespace talt::ui {

Happened choice(Page& page, const core::Asking& screen, Rect area) {
  const core::Question& question = page.dialogue.questions[screen.question];
  const auto& draft = std::get<core::ChoiceDraft>(screen.visit.questions[screen.question].draft);
  const Words& words = page.words();
  const std::string rule = question.choices_max == 1
                               ? std::string(words.choose_one.view())
                               : filled(words.choose_most, static_cast<std::uint64_t>(question.choices_max));
  paragraph_row(page, area, rule, soft(page), 3);

  Happened happened;
  const CardLayout layout = lay_out_cards(page, area, question, mm::target + 2);
  ScrollArea scroll(page.frame, "alternatives", area, layout.content_height);
  const std::vector<std::size_t> order = order_shown(screen, question);
  const std::vector<Rect> cells = scroll.content.grid(order.size(), layout.across, page.px(mm::gap));
  for (std::size_t position = 0; position < order.size(); ++position) {
    const std::size_t i = order[position];
    const core::Alternative& alternative = question.alternatives[i];
    const bool chosen = draft.chosen[i];
    if (option(page.frame, {.id = "choice:" + alternative.id,
                            .title = said(page, alternative.title),
                            .picture = alternative.picture.file,
                            .value = chosen ? words.chosen.view() : std::string_view(),
                            .area = cells[position],
                            .selected = chosen,
                            .centred = !alternative.picture.is_none()}))
      note(happened, core::event::Toggle{i});
  }
  return happened;
}

}  // namespace talt::ui
