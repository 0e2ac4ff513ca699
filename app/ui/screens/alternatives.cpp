// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/screens/alternatives.h"

#include <algorithm>
#include <numeric>

#include "app/core/shown_order.h"

namespace talt::ui {
namespace {

constexpr float picture_card_mm = 50;
constexpr float picture_card_most_mm = 78;
constexpr float card_most_mm = 34;

bool has_pictures(const core::Question& question) {
  return std::any_of(question.alternatives.begin(), question.alternatives.end(),
                     [](const core::Alternative& alternative) { return !alternative.picture.is_none(); });
}

std::size_t across_of(const Page& page, std::size_t count, bool pictures) {
  // Long Swedish words need 50 mm at the least size of type: so few columns, and wide ones.
  if (!pictures) return page.is_upright() ? 1 : std::min<std::size_t>(count, 2);
  if (page.is_upright()) return std::min<std::size_t>(count, 2);
  return count == 4 ? 4 : std::min<std::size_t>(count, 3);
}

}  // namespace

CardLayout lay_out_cards(const Page& page, const Rect& area, const core::Question& question, float least_mm) {
  const std::size_t count = question.alternatives.size();
  const bool pictures = has_pictures(question);
  CardLayout layout;
  layout.across = std::max<std::size_t>(1, across_of(page, count, pictures));
  const auto rows = static_cast<float>((count + layout.across - 1) / layout.across);
  const float gap = page.px(mm::gap);
  const float fits = (area.height() - (rows - 1) * gap) / std::max(1.0f, rows);
  const float least = page.px(pictures ? picture_card_mm : least_mm);
  const float most = page.px(pictures ? picture_card_most_mm : card_most_mm);
  layout.row_height = std::clamp(fits, least, std::max(least, most));
  layout.content_height = rows * layout.row_height + (rows - 1) * gap;
  return layout;
}

std::vector<std::size_t> order_shown(const core::Asking& screen, const core::Question& question) {
  if (question.shuffle)
    return core::shown_order(screen.visit.id, screen.question, question.alternatives.size());
  std::vector<std::size_t> order(question.alternatives.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  return order;
}

}  // namespace talt::ui
