// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/screens/host_facts.h"

#include <algorithm>

#include "app/core/check.h"

namespace talt::ui {
namespace {

struct Fact {
  std::string_view name;
  std::string value;
};

std::string_view trouble_in(const Words& words, core::SyncTrouble trouble) {
  switch (trouble) {
    case core::SyncTrouble::None:
      return {};
    case core::SyncTrouble::NotYetTried:
      return words.not_yet_tried;
    case core::SyncTrouble::NoNetwork:
      return words.no_network;
    case core::SyncTrouble::NotTheReceiver:
      return words.not_the_receiver;
    case core::SyncTrouble::Busy:
      return words.busy;
    case core::SyncTrouble::ReceiverFault:
      return words.receiver_fault;
    case core::SyncTrouble::Refused:
      return words.refused;
    case core::SyncTrouble::NotEnrolled:
      return words.not_enrolled;
  }
  core::check(false, "a trouble that is none");
  return {};
}

constexpr std::int64_t space_short_bytes = 1'000'000'000;

std::string battery_of(const Page& page) {
  std::string battery = std::to_string(*page.facts.battery_percent) + " %";
  if (page.facts.battery_charging) battery += ", " + std::string(page.words().charging.view());
  return battery;
}

std::string receipt_of(const Page& page) {
  const Words& words = page.words();
  std::string line = std::string(words.last_receipt.view()) + ": ";
  if (page.facts.last_receipt_s == 0) return line + std::string(words.no_receipt.view());
  const std::int64_t minutes = std::max<std::int64_t>(0, (page.facts.now_s - page.facts.last_receipt_s) / 60);
  return line + filled(words.minutes_ago, static_cast<std::uint64_t>(minutes));
}

/// From the first to the last hour with answers, at least a working day.
std::pair<std::size_t, std::size_t> hours_shown(const core::HostFacts& facts) {
  std::size_t first = 9;
  std::size_t last = 18;
  for (std::size_t hour = 0; hour < facts.answers_by_hour.size(); ++hour) {
    if (facts.answers_by_hour[hour] == 0) continue;
    first = std::min(first, hour);
    last = std::max(last, hour);
  }
  return {first, last};
}

void draw_fact(Page& page, const Rect& area, const Fact& fact) {
  paint_card(page.frame, area);
  Rect inside = area.inset(page.px(3), page.px(0.6f));
  const Rect name = inside.cut_bottom(page.px(9.6f));
  TextStyle small = on_card(page);
  small.line_spacing = 1;  // a line each
  label(page.frame, "", fact.name, name, fitted(page.frame, fact.name, name, small), Vertical::Bottom);
  TextStyle large = on_card(page, mm::cap_title, platform::TextWeight::Bold);
  large.line_spacing = 1;
  const TextStyle style = fitted(page.frame, fact.value, inside, large);
  label(page.frame, "", fact.value, inside, style, Vertical::Middle, Role::Status);
}

std::vector<Fact> day_facts(const Page& page) {
  const Words& words = page.words();
  std::vector<Fact> facts{{words.visits_today, std::to_string(page.facts.visits_today)},
                          {words.answers_today, std::to_string(page.facts.answers_today)},
                          {words.unsent, std::to_string(page.facts.unsent)}};
  if (page.facts.battery_percent) facts.push_back({words.battery, battery_of(page)});
  return facts;
}

}  // namespace

void draw_facts(Page& page, const Rect& area, std::size_t across) {
  const std::vector<Fact> facts = day_facts(page);
  const std::size_t rows = (facts.size() + across - 1) / across;
  const std::vector<Rect> lines = area.rows(rows, page.px(mm::gap));
  for (std::size_t row = 0; row < rows; ++row) {
    const std::size_t first = row * across, count = std::min(across, facts.size() - first);
    const std::vector<Rect> cells = lines[row].columns(count, page.px(mm::gap));
    for (std::size_t i = 0; i < count; ++i) draw_fact(page, cells[i], facts[first + i]);
  }
}

std::vector<std::string> sync_lines(const Page& page) {
  const Words& words = page.words();
  const core::HostFacts& facts = page.facts;
  std::vector<std::string> lines;
  if (!facts.warning.empty()) lines.push_back(facts.warning);
  if (facts.syncing) lines.push_back(filled(words.syncing, facts.sync_done, facts.sync_total));
  if (facts.unsent == 0 && facts.trouble == core::SyncTrouble::None)
    lines.emplace_back(words.all_sent.view());
  else if (facts.trouble != core::SyncTrouble::None)
    lines.emplace_back(trouble_in(words, facts.trouble));
  else if (!facts.syncing)
    lines.push_back(std::string(words.unsent.view()) + ": " + std::to_string(facts.unsent));
  lines.push_back(receipt_of(page));
  if (facts.attachments_named > 0)
    lines.push_back(filled(words.photos_received, facts.attachments_received, facts.attachments_named));
  if (facts.attachments_lost > 0) lines.push_back(filled(words.photos_lost, facts.attachments_lost));
  if (facts.free_bytes < space_short_bytes)
    lines.push_back(std::string(words.space_left.view()) + ": " +
                    std::to_string(facts.free_bytes / 1'000'000) + " MB");
  if (!facts.trouble_detail.empty()) lines.push_back(facts.trouble_detail);
  if (!facts.device.empty()) lines.push_back(facts.device);
  return lines;
}

void draw_hours(Page& page, Rect area) {
  const Words& words = page.words();
  const TextStyle style = soft(page);
  label(page.frame, "", words.per_hour, area.cut_top(page.px(9)), style);
  const auto [first, last] = hours_shown(page.facts);
  const std::uint32_t most =
      std::max(1u, *std::max_element(page.facts.answers_by_hour.begin(), page.facts.answers_by_hour.end()));
  Rect numbers = area.cut_bottom(page.px(8));
  std::string spoken(words.per_hour.view());
  // Time goes from left to right in every language's diagrams here; so the cells do not mirror.
  area.right_to_left = numbers.right_to_left = false;
  const std::vector<Rect> cells = area.columns(last - first + 1, page.px(1));
  for (std::size_t hour = first; hour <= last; ++hour) {
    Rect cell = cells[hour - first];
    const std::uint32_t count = page.facts.answers_by_hour[hour];
    spoken += (hour == first ? ": " : ", ") + std::to_string(hour) + " = " + std::to_string(count);
    const float share = static_cast<float>(count) / static_cast<float>(most);
    paint_box(page.frame, cell.cut_bottom(std::max(page.px(0.6f), cell.height() * share)), 0.8f,
              count > 0 ? page.theme().accent : page.theme().line);
    if ((hour - first) % 3 != 0) continue;
    const Rect place{cell.left - page.px(6), numbers.top, cell.right + page.px(6), numbers.bottom, false};
    TextStyle centred = style;
    centred.align = platform::TextAlign::Centre;
    paint_text(page.frame, std::to_string(hour), place, centred, Vertical::Bottom);
  }
  Node node;
  node.id = "hours";
  node.role = Role::Picture;
  node.name = std::move(spoken);
  node.rect = area;
  page.frame.semantics.add(std::move(node));
}

}  // namespace talt::ui
