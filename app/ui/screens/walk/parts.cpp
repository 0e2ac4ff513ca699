// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/screens/walk/parts.h"

#include <algorithm>
#include <cmath>

#include "app/core/check.h"
#include "app/core/geo.h"

namespace talt::ui {

const core::walk::Walk& walk_of(const Page& page) {
  core::check(page.state.walk.has_value(), "a walk's screen without a walk");
  return *page.state.walk;
}

const core::walk::Plan& plan_of(const Page& page) {
  core::check(page.dialogue.walk.has_value(), "a walk's screen without a plan");
  return *page.dialogue.walk;
}

std::string_view verdict_in(const Words& words, core::walk::Verdict verdict) {
  switch (verdict) {
    case core::walk::Verdict::Good:
      return words.walk.good;
    case core::walk::Verdict::Bad:
      return words.walk.bad;
    case core::walk::Verdict::Question:
      return words.walk.question;
  }
  core::check(false, "a verdict that is none");
  return {};
}

std::string_view trouble_in(const Words& words, core::PhotoTrouble trouble) {
  switch (trouble) {
    case core::PhotoTrouble::None:
      return {};
    case core::PhotoTrouble::NoFolder:
      return words.walk.photo_no_folder;
    case core::PhotoTrouble::NotThere:
      return words.walk.photo_not_there;
    case core::PhotoTrouble::Broken:
      return words.walk.photo_broken;
    case core::PhotoTrouble::TooLarge:
      return words.walk.photo_too_large;
    case core::PhotoTrouble::Unsupported:
      return words.walk.photo_unsupported;
    case core::PhotoTrouble::EndsEarly:
      return words.walk.photo_ends_early;
    case core::PhotoTrouble::PartlyWrong:
      return words.walk.photo_partly_wrong;
    case core::PhotoTrouble::DiskFull:
      return words.walk.disk_full;
    case core::PhotoTrouble::NotKept:
      return words.walk.photo_not_kept;
  }
  return {};
}

std::string_view outcome_in(const Words& words, core::walk::Outcome outcome) {
  switch (outcome) {
    case core::walk::Outcome::Unknown:
      return {};
    case core::walk::Outcome::Done:
      return words.walk.outcome_done;
    case core::walk::Outcome::NotDone:
      return words.walk.outcome_not_done;
    case core::walk::Outcome::Worse:
      return words.walk.outcome_worse;
  }
  core::check(false, "an outcome that is none");
  return {};
}

std::string clock_in(const Page& page, std::int64_t seconds) {
  constexpr std::int64_t day_s = 24 * 60 * 60;
  if (seconds <= 0) return {};
  const std::int64_t of_day = ((seconds + page.facts.local_offset_s) % day_s + day_s) % day_s;
  const auto two = [](std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return two(of_day / 3600) + ":" + two(of_day / 60 % 60);
}

std::string code_in(core::walk::Code code) {
  std::string digits = std::to_string(code % core::walk::code_end);
  digits.insert(0, 6 - std::min<std::size_t>(6, digits.size()), '0');
  return digits.substr(0, 3) + "\u00A0" + digits.substr(3);
}

std::string distance_in(const Page& page, double metres) {
  const WalkWords& words = page.words().walk;
  if (metres < 1000) return filled(words.metres_off, static_cast<std::uint64_t>(std::lround(metres)));
  const long tenths = std::lround(std::min(metres, 9e7) / 100);
  return filled(words.kilometres_off,
                std::vector{std::to_string(tenths / 10) + "." + std::to_string(tenths % 10)});
}

Said subject_in(const Page& page, const core::walk::Observation& observation) {
  const core::walk::Plan& plan = plan_of(page);
  if (observation.question && *observation.question < plan.questions.size())
    return said(page, plan.questions[*observation.question].title);
  if (observation.theme && *observation.theme < plan.themes.size())
    return said(page, plan.themes[*observation.theme].title);
  if (observation.earlier && *observation.earlier < plan.earlier.size()) {
    const core::walk::Earlier& earlier = plan.earlier[*observation.earlier];
    if (earlier.theme && *earlier.theme < plan.themes.size())
      return said(page, plan.themes[*earlier.theme].title);
  }
  return {std::string(page.words().walk.other_theme.view()), {}};
}

std::string words_of(const core::walk::Observation& observation) {
  if (!observation.saw.empty()) return observation.saw;
  if (!observation.said.empty()) return "\u201D" + observation.said + "\u201D";
  if (!observation.proposal.empty()) return observation.proposal;
  return observation.reflection;
}

Said place_in(const Page& page, const core::walk::Whereabouts& where) {
  const core::walk::Plan& plan = plan_of(page);
  const WalkWords& words = page.words().walk;
  if (where.place && *where.place < plan.places.size()) return said(page, plan.places[*where.place].title);
  if (where.stop && *where.stop < plan.stops.size()) return said(page, plan.stops[*where.stop].title);
  if (where.by == core::walk::PlacedBy::Map) return {std::string(words.on_map.view()), {}};
  if (where.by == core::walk::PlacedBy::Position) return {std::string(words.by_position.view()), {}};
  return {std::string(words.no_place.view()), {}};
}

namespace {

bool is_fresh(const Page& page) {
  const core::walk::Position& position = walk_of(page).position;
  return position.state == core::walk::PositionState::Fix &&
         page.frame.now_ms - position.received_ms <= core::walk::position_stale_ms;
}

}  // namespace

std::string position_in(const Page& page) {
  const core::walk::Position& position = walk_of(page).position;
  const WalkWords& words = page.words().walk;
  if (position.state == core::walk::PositionState::NoService) return std::string(words.position_none.view());
  if (!is_fresh(page)) return std::string(words.position_searching.view());
  if (!position.accuracy_m) return std::string(words.position_unsure.view());
  const float metres = std::clamp(*position.accuracy_m, 1.f, 9999.f);
  return filled(words.position_fix, static_cast<std::uint64_t>(std::lround(metres)));
}

std::optional<core::LatLon> here(const Page& page) {
  return is_fresh(page) ? std::optional(walk_of(page).position.at) : std::nullopt;
}

// ---- to be seen

void paint_verdict(Frame& frame, core::walk::Verdict verdict, const Rect& area) {
  const float side = std::min(area.width(), area.height());
  const Rect place = area.centred(side, side);
  const ImU32 sign = frame.theme.on_verdict;
  switch (verdict) {
    case core::walk::Verdict::Good:
      paint_shape(frame, {.kind = Shape::Kind::Disc, .radius = std::round(side * 0.47f)},
                  place.centred(2 * std::round(side * 0.47f), 2 * std::round(side * 0.47f)),
                  frame.theme.good);
      return paint_icon(frame, Icon::Check, place.centred(side * 0.5f, side * 0.5f), sign);
    case core::walk::Verdict::Bad:
      paint_icon(frame, Icon::Triangle, place, frame.theme.bad);
      return paint_icon(frame, Icon::Exclamation,
                        place.moved(0, side * 0.1f).centred(side * 0.46f, side * 0.46f), sign);
    case core::walk::Verdict::Question:
      paint_icon(frame, Icon::Diamond, place, frame.theme.question);
      return paint_icon(frame, Icon::Question, place.centred(side * 0.5f, side * 0.5f), sign);
  }
}

void paint_picture_or(Page& page, std::string_view file, const Rect& area, Icon instead) {
  constexpr float radius_mm = 2;
  if (paint_picture(page.frame, file, area, radius_mm, page.theme().card)) return;
  paint_box(page.frame, area, radius_mm, page.theme().card_pressed);
  const float side = std::min(area.width(), area.height()) * 0.5f;
  paint_icon(page.frame, instead, area.centred(side, side), page.theme().ink_soft);
}

namespace {

Rect paint_within(Page& page, const Texture& texture, const Rect& area) {
  if (texture.is_none() || texture.width <= 0 || texture.height <= 0) return {};
  const float scale = std::min(area.width() / texture.width, area.height() / texture.height);
  const Rect place = area.centred(texture.width * scale, texture.height * scale);
  paint_texture(page.frame, texture, place);
  return place;
}

}  // namespace

void paint_whole_or(Page& page, std::string_view file, const Rect& area, Icon instead) {
  constexpr int side_max = 1024;
  if (paint_within(page, page.frame.textures.picture(file, side_max), area).is_empty())
    paint_picture_or(page, {}, area, instead);
}

Rect paint_live(Page& page, std::string_view name, const Rect& area) {
  return paint_within(page, page.frame.textures.live(name), area);
}

// ---- rows

namespace {

constexpr float icon_mm = 8;
constexpr float row_pad_mm = 4;
constexpr float row_pad_y_mm = 1.5f;

bool title_leads(const Row& what) {
  return what.names || what.value.text.empty();
}

TextStyle title_style(const Row& what) {
  return {.weight = title_leads(what) ? platform::TextWeight::Medium : platform::TextWeight::Regular,
          .line_spacing = 0.98f};
}

TextStyle value_style(const Row& what) {
  return {.weight = what.names ? platform::TextWeight::Regular : platform::TextWeight::Medium,
          .lines_max = what.value_lines,
          .line_spacing = 0.98f};
}

float words_width(const Page& page, const Row& what, float width) {
  width -= page.px(2 * row_pad_mm);
  if (what.icon != Icon::None) width -= page.px(icon_mm + 3.5f);
  if (what.end != Icon::None) width -= page.px(icon_mm + 2);
  return width;
}

}  // namespace

float row_height(Page& page, const Row& what, float width) {
  const float inside = words_width(page, what, width);
  auto height = static_cast<float>(measure_text(page.frame, what.title, inside, title_style(what)).height);
  if (!what.value.text.empty())
    height += static_cast<float>(measure_text(page.frame, what.value, inside, value_style(what)).height);
  return std::max(page.px(mm::target), height + page.px(2 * row_pad_y_mm));
}

bool row(Page& page, const Row& what) {
  const Theme& theme = page.theme();
  const Press press = pressable(page.frame, {.id = what.id,
                                             .name = what.title.text,
                                             .value = what.value.text,
                                             .area = what.area,
                                             .role = what.role,
                                             .enabled = what.enabled,
                                             .selected = what.selected});
  const std::size_t mine = page.frame.semantics.nodes().size() - 1;
  const ImU32 ground = press.held ? theme.card_pressed : what.selected ? theme.accent_soft : theme.card;
  paint_card(page.frame, what.area, press.held ? 0.f : 1.f, ground);
  Rect inside = what.area.inset(page.px(row_pad_mm), page.px(row_pad_y_mm));
  const float side = page.px(icon_mm);
  if (what.icon != Icon::None) {
    paint_icon(page.frame, what.icon, inside.cut_start(side).centred(side, side),
               what.enabled ? theme.accent_ink : theme.ink_soft);
    inside.cut_start(page.px(3.5f));
  }
  if (what.end != Icon::None) {
    paint_icon(page.frame, what.end, inside.cut_end(side).centred(side, side), theme.accent_ink);
    inside.cut_end(page.px(2));
  }
  TextStyle style = title_style(what);
  style.background = ground;
  const bool has_value = !what.value.text.empty();
  // On the ground of what is chosen the soft ink would be too pale.
  const ImU32 pale = what.selected ? theme.ink : theme.ink_soft;
  if (has_value) {
    TextStyle value = value_style(what);
    value.background = ground;
    if (what.names) value.colour = pale;
    const auto high = static_cast<float>(measure_text(page.frame, what.value, inside.width(), value).height);
    const auto title_high =
        static_cast<float>(measure_text(page.frame, what.title, inside.width(), style).height);
    inside = inside.centred(inside.width(), std::min(inside.height(), high + title_high));
    // Its beginning only: all of it is the node's value.
    paint_text(page.frame, what.value, inside.cut_bottom(high), value, Vertical::Middle);
    if (!what.names) style.colour = pale;
  }
  const PaintedText words = paint_text(page.frame, what.title, inside, style, Vertical::Middle);
  if (what.selected) paint_outline(page.frame, what.area, mm::radius, 0.9f, theme.accent);
  Node& node = page.frame.semantics.at(mine);
  node.shortened = words.shortened;
  node.missing_glyphs = words.missing_glyphs;
  node.cap_height_mm = style.cap_mm;
  node.foreground = has_value ? pale : theme.ink;
  node.background = ground;
  return press.activated;
}

bool shows(const Page& page, const Rect& area) {
  return !area.shared_with(page.frame.clip).is_empty();
}

void add_unseen(Page& page, std::string_view id, std::string_view name, const Rect& area) {
  Node node;
  node.id = id;
  node.role = Role::Button;
  node.name = name;
  node.rect = area;
  add_node(page.frame, std::move(node));
}

bool has_room_to_page(const Page& page, const Rect& actions) {
  return actions.width() >= page.px(2 * mm::target + mm::gap) - 1;
}

float list_heading_height(Page& page, const Spoken& words, float width) {
  const TextStyle style{.weight = platform::TextWeight::Bold};
  return static_cast<float>(measure_text(page.frame, words, width, style).height) + page.px(2);
}

void list_heading(Page& page, Rect& column, const Spoken& words) {
  paragraph_row(page, column, words, {.weight = platform::TextWeight::Bold}, 2, Role::Heading);
}

Happened confirm(Page& page, const Confirmation& asked) {
  Rect card = dialog_card(page, 124, page.is_upright() ? 140 : 118, asked.title);
  Happened happened;
  const float gap = page.px(mm::gap);
  const Rect yes = card.cut_bottom(page.px(mm::target));
  card.cut_bottom(gap);
  const Rect no = card.cut_bottom(page.px(mm::target));
  card.cut_bottom(gap);
  if (button(page.frame, {.id = asked.yes_id,
                          .label = asked.yes,
                          .area = yes,
                          .style = ButtonStyle::Primary,
                          .enabled = asked.enabled}))
    happened = asked.if_yes;
  if (button(page.frame, {.id = "back", .label = asked.no, .area = no}))
    note(happened, core::walk::event::Back{});
  paragraph_row(page, card, asked.title, on_card(page, mm::cap_title, platform::TextWeight::Bold), 3,
                Role::Heading);
  paragraph_row(page, card, asked.hint, on_card(page), 0);
  return happened;
}

}  // namespace talt::ui
