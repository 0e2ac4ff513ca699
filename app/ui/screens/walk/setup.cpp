// SPDX-License-Identifier: EUPL-1.2
// Who is there, as groups and counts and never as names; the weather and the light.
#include <algorithm>

#include "app/ui/screens/walk/parts.h"
#include "app/ui/screens/walk/walk.h"

namespace talt::ui {
namespace {

using core::walk::Light;
using core::walk::Weather;

constexpr float sky_high_mm = 27;
constexpr float count_wide_mm = 15;
constexpr float sky_least_mm = 34;

TextStyle group_style(const Page& page) {
  return {.cap_mm = mm::cap_large, .weight = platform::TextWeight::Medium, .background = page.theme().card};
}

struct Sky {
  std::string_view id;
  std::string_view label;
  Icon icon;
  bool selected;
  core::Event event;
};

std::vector<Sky> weathers(const Page& page, Weather chosen) {
  const WalkWords& words = page.words().walk;
  const auto one = [&](std::string_view id, std::string_view label, Icon icon, Weather weather) {
    return Sky{id, label, icon, chosen == weather, core::walk::event::SetWeather{weather}};
  };
  return {one("weather:clear", words.clear, Icon::Sun, Weather::Clear),
          one("weather:cloudy", words.cloudy, Icon::Cloud, Weather::Cloudy),
          one("weather:rain", words.rain, Icon::Rain, Weather::Rain),
          one("weather:snow", words.snow, Icon::Snow, Weather::Snow),
          one("weather:fog", words.fog, Icon::Fog, Weather::Fog),
          one("weather:wind", words.wind, Icon::Wind, Weather::Wind)};
}

std::vector<Sky> lights(const Page& page, Light chosen) {
  const WalkWords& words = page.words().walk;
  const auto one = [&](std::string_view id, std::string_view label, Icon icon, Light light) {
    return Sky{id, label, icon, chosen == light, core::walk::event::SetLight{light}};
  };
  return {one("light:day", words.day, Icon::Sun, Light::Day),
          one("light:dusk", words.dusk, Icon::Dusk, Light::Dusk),
          one("light:dark", words.dark, Icon::Moon, Light::Dark)};
}

/// An icon over its word.
bool draw_sky(Page& page, const Sky& sky, const Rect& area) {
  const Theme& theme = page.theme();
  const Press press = pressable(
      page.frame,
      {.id = sky.id, .name = sky.label, .area = area, .role = Role::Option, .selected = sky.selected});
  const std::size_t mine = page.frame.semantics.nodes().size() - 1;
  const ImU32 ground = press.held ? theme.card_pressed : sky.selected ? theme.accent_soft : theme.card;
  paint_card(page.frame, area, press.held ? 0.f : 1.f, ground);
  Rect inside = area.inset(page.px(0.3f), page.px(2));
  const TextStyle style{.align = platform::TextAlign::Centre, .background = ground};
  const Rect words = inside.cut_bottom(page.px(10));
  const float side = std::min(page.px(11), inside.height());
  paint_icon(page.frame, sky.icon, inside.centred(side, side),
             sky.selected ? theme.accent_ink : theme.ink_soft);
  const PaintedText painted = paint_text(page.frame, sky.label, words, style, Vertical::Middle);
  if (sky.selected) paint_outline(page.frame, area, mm::radius, 0.9f, theme.accent);
  Node& node = page.frame.semantics.at(mine);
  node.shortened = painted.shortened;
  node.missing_glyphs = painted.missing_glyphs;
  node.cap_height_mm = style.cap_mm;
  node.foreground = theme.ink;
  node.background = ground;
  return press.activated;
}

/// Lays the screen's parts under each other, or only adds up how high they are.
class Column {
 public:
  Column(Page& page, const core::walk::Setup& screen, Rect area, bool measuring)
      : page_(page), screen_(screen), area_(area), measuring_(measuring) {}

  Happened draw() {
    groups();
    skies(page_.words().walk.weather, weathers(page_, screen_.weather));
    skies(page_.words().walk.light, lights(page_, screen_.light));
    return std::move(happened_);
  }
  float used() const { return used_; }

 private:
  Rect take(float height) {
    used_ += height;
    return area_.cut_top(measuring_ ? 0 : height);
  }
  void words(const Spoken& text, const TextStyle& style, float gap_mm, Role role) {
    const auto height = static_cast<float>(measure_text(page_.frame, text, area_.width(), style).height);
    const Rect place = take(height);
    if (!measuring_) label(page_.frame, "", text, place, style, Vertical::Top, role);
    take(page_.px(gap_mm));
  }

  void groups() {
    const core::walk::Plan& plan = plan_of(page_);
    if (plan.groups.empty()) return;
    words(page_.words().walk.who_hint, soft(page_), 3, Role::Text);
    for (std::size_t i = 0; i < plan.groups.size(); ++i) {
      const Said title = said(page_, plan.groups[i].title);
      const float over = height_over(title);
      const Rect place = take(page_.px(mm::target + 4) + over);
      take(page_.px(mm::gap));
      if (!measuring_) group(i, title, place, over);
    }
    take(page_.px(3));
  }

  /// What a group's name takes over its count, where it has too little room beside it; else 0.
  float height_over(const Said& title) {
    const TextStyle style = group_style(page_);
    const float beside = area_.width() - page_.px(2 * mm::target + count_wide_mm + 2 * mm::pad);
    const auto high_in = [&](float width) {
      return static_cast<float>(measure_text(page_.frame, title, width, style).height);
    };
    const bool fits = beside >= page_.px(20) && widest_word(page_.frame, title, style) <= beside &&
                      high_in(beside) <= page_.px(mm::target);
    return fits ? 0 : high_in(area_.width() - page_.px(2 * mm::pad)) + page_.px(2);
  }

  void group(std::size_t i, const Said& title, const Rect& place, float over) {
    const std::uint32_t count = i < screen_.present.size() ? screen_.present[i] : 0;
    const std::string& id = plan_of(page_).groups[i].id;
    const Words& in_words = page_.words();
    paint_card(page_.frame, place);
    Rect inside = place.inset(page_.px(2), page_.px(2));
    Rect above = inside.cut_top(over);
    const auto change = [&](const std::string& name, const std::string& spoken, Icon icon, int by) {
      const Rect area = inside.cut_end(page_.px(mm::target));
      if (button(page_.frame, {.id = name + id,
                               .label = spoken,
                               .area = area.centred(area.width(), page_.px(mm::target)),
                               .style = ButtonStyle::Quiet,
                               .icon = icon,
                               .icon_only = true,
                               .enabled = by > 0 || count > 0,
                               .repeats = true}))
        note(happened_, core::walk::event::Present{i, by});
    };
    change("group.more:", filled(in_words.one_more, std::vector{title.text}), Icon::Plus, 1);
    const TextStyle number{.cap_mm = mm::cap_title,
                           .weight = platform::TextWeight::Bold,
                           .align = platform::TextAlign::Centre,
                           .background = page_.theme().card};
    label(page_.frame, "group:" + id, std::to_string(count), inside.cut_end(page_.px(count_wide_mm)), number,
          Vertical::Middle, Role::Status);
    change("group.less:", filled(in_words.one_less, std::vector{title.text}), Icon::Minus, -1);
    Rect& words = over > 0 ? above : inside;
    words.cut_start(page_.px(mm::pad - 2));
    if (over > 0) words.cut_end(page_.px(mm::pad - 2));
    label(page_.frame, "", title, words, group_style(page_), Vertical::Middle);
  }

  void skies(std::string_view title, const std::vector<Sky>& skies) {
    words(title, {.weight = platform::TextWeight::Bold}, 2, Role::Heading);
    const float gap = page_.px(mm::gap);
    std::size_t across = skies.size();
    while (across > 3 && area_.width() < static_cast<float>(across) * (page_.px(sky_least_mm) + gap))
      across /= 2;
    const std::size_t rows = (skies.size() + across - 1) / across;
    const Rect place = take(static_cast<float>(rows) * (page_.px(sky_high_mm) + gap) - gap);
    take(page_.px(5));
    if (measuring_) return;
    const std::vector<Rect> cells = place.grid(skies.size(), across, gap);
    for (std::size_t i = 0; i < skies.size(); ++i)
      if (draw_sky(page_, skies[i], cells[i])) note(happened_, skies[i].event);
  }

  Page& page_;
  const core::walk::Setup& screen_;
  Rect area_;
  bool measuring_;
  float used_ = 0;
  Happened happened_;
};

}  // namespace

Happened walk_setup(Page& page, const core::walk::Setup& screen) {
  Rect sheet = sheet_of(page);
  Happened happened;
  Rect actions = cut_actions(page, sheet);
  if (main_action(page, actions, "next", page.words().next)) happened = core::walk::event::Continue{};
  if (side_action(page, actions, "back", page.words().back, Icon::Back, page.is_upright()))
    note(happened, core::walk::event::Back{});
  sheet.cut_top(page.px(3));
  heading(page, sheet, page.words().walk.who, mm::cap_title, page.px(22));
  sheet.cut_top(page.px(2));
  Column measured(page, screen, sheet, true);
  measured.draw();
  float used = measured.used();
  if (used > sheet.height() && !has_room_to_page(page, actions)) {
    Rect narrow = sheet;
    narrow.cut_end(page.px(mm::target + mm::gap));
    Column again(page, screen, narrow, true);
    again.draw();
    used = again.used();
  }
  ScrollArea scroll(page.frame, "setup", sheet, used, {.buttons = actions, .ground = page.theme().ground});
  note(happened, Column(page, screen, scroll.content, false).draw());
  return happened;
}

}  // namespace talt::ui
