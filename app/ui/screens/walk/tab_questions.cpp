// SPDX-License-Identifier: EUPL-1.2
// What to talk about: at this stop, the template's questions, each with how often it was answered, and at the
// other stops.
#include <algorithm>

#include "app/ui/screens/walk/parts.h"
#include "app/ui/screens/walk/walk.h"

namespace talt::ui {
namespace {

/// Lays the tab's parts under each other, or only adds up how high they are.
class Column {
 public:
  Column(Page& page, Rect area, bool measuring) : page_(page), area_(area), measuring_(measuring) {}

  Happened draw() {
    const auto& stops = plan_of(page_).stops;
    const std::size_t here = walk_of(page_).stop.value_or(stops.size());
    if (here < stops.size()) asks_at(here, true);
    const auto& questions = plan_of(page_).questions;
    for (std::size_t i = 0; i < questions.size(); ++i) question(i);
    for (std::size_t i = 0; i < stops.size(); ++i)
      if (i != here) asks_at(i, false);
    return std::move(happened_);
  }
  float used() const { return used_; }

 private:
  Rect take(float height) {
    used_ += height;
    return area_.cut_top(measuring_ ? 0 : height);
  }
  float high_of(const Spoken& text, float width, const TextStyle& style) {
    return static_cast<float>(measure_text(page_.frame, text, width, style).height);
  }

  /// What is to be talked about here stands out; the other stops follow, so that whoever leads can look
  /// ahead.
  void asks_at(std::size_t index, bool is_here) {
    const core::walk::Stop& stop = plan_of(page_).stops[index];
    if (stop.ask.empty()) return;
    const ImU32 ground = is_here ? page_.theme().warning_soft : page_.theme().card;
    const TextStyle title{.weight = platform::TextWeight::Bold, .background = ground},
        style{.background = ground};
    const Said heading =
        is_here ? Said{std::string(page_.words().walk.talk_here.view()), {}} : said(page_, stop.title);
    const float width = area_.width() - page_.px(2 * mm::pad);
    float high = page_.px(8) + high_of(heading, width, title);
    for (const core::Text& ask : stop.ask) high += high_of(said(page_, ask), width, style) + page_.px(2);
    const Rect card = take(high);
    take(page_.px(mm::gap));
    if (measuring_) return;
    paint_card(page_.frame, card, 0, ground);
    Rect inside = card.inset(page_.px(mm::pad), page_.px(3));
    paragraph_row(page_, inside, heading, title, 2, Role::Heading);
    for (const core::Text& ask : stop.ask) paragraph_row(page_, inside, said(page_, ask), style, 2);
  }

  void question(std::size_t i) {
    const core::walk::Question& question = plan_of(page_).questions[i];
    const auto& notes = walk_of(page_).notes;
    const auto answers = static_cast<std::size_t>(
        std::count_if(notes.begin(), notes.end(), [&](const auto& note) { return note.question == i; }));
    const Said title = said(page_, question.title), help = said(page_, question.help);
    const std::string count = filled(page_.words().walk.answers, answers);
    const float width = area_.width() - page_.px(2 * mm::pad);
    const TextStyle bold{.weight = platform::TextWeight::Medium, .background = page_.theme().card};
    TextStyle pale = soft(page_);
    pale.background = page_.theme().card;
    float high = page_.px(5) + high_of(title, width, bold);
    if (!help.empty()) high += high_of(help, width, pale) + page_.px(1);
    if (answers > 0) high += high_of(count, width, pale) + page_.px(1);
    const Rect card = take(std::max(high, page_.px(mm::target)));
    take(page_.px(mm::gap));
    if (measuring_) return;
    const Press press = pressable(page_.frame, {.id = "question:" + question.id,
                                                .name = title.text,
                                                .value = count,
                                                .area = card,
                                                .cap_mm = mm::cap_body,
                                                .foreground = page_.theme().ink,
                                                .background = page_.theme().card});
    paint_card(page_.frame, card, press.held ? 0.f : 1.f,
               press.held ? page_.theme().card_pressed : page_.theme().card);
    Rect inside = card.inset(page_.px(mm::pad), page_.px(2.5f));
    const auto line = [&](const Spoken& text, const TextStyle& style) {
      if (text.text.empty()) return;
      paint_text(page_.frame, text, inside.cut_top(high_of(text, width, style)), style);
      inside.cut_top(page_.px(1));
    };
    line(title, bold);
    line(help, pale);
    if (answers > 0) line(count, pale);
    if (press.activated) note(happened_, core::walk::event::AnswerQuestion{i});
  }

  Page& page_;
  Rect area_;
  bool measuring_;
  float used_ = 0;
  Happened happened_;
};

}  // namespace

Happened walk_tab_questions(Page& page, const Rect& area) {
  Column measured(page, area, true);
  measured.draw();
  float used = measured.used();
  if (used > area.height()) {
    Rect narrow = area;
    narrow.cut_end(page.px(mm::target + mm::gap));
    Column again(page, narrow, true);
    again.draw();
    used = again.used();
  }
  ScrollArea scroll(page.frame, "questions", area, used - page.px(mm::gap), {.ground = page.theme().ground});
  return Column(page, scroll.content, false).draw();
}

}  // namespace talt::ui
