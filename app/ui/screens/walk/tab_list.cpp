// SPDX-License-Identifier: EUPL-1.2
// What has been noted so far, the newest first. A note that is opened can be corrected: that appends.
#include <algorithm>

#include "app/ui/screens/walk/parts.h"
#include "app/ui/screens/walk/walk.h"

namespace talt::ui {
namespace {

using core::walk::Observation;

constexpr float row_high_mm = 30;  // three lines
constexpr float mark_mm = 12;
constexpr float picture_mm = 22;
constexpr float words_least_mm = 80;  // beside a picture: the words come first

std::size_t count_of(const Observation& note, core::AttachmentKind kind) {
  return static_cast<std::size_t>(
      std::count_if(note.attachments.begin(), note.attachments.end(),
                    [&](const core::Attachment& attachment) { return attachment.kind == kind; }));
}

std::string when_and_where(const Page& page, const Observation& note) {
  std::string line = clock_in(page, note.time);
  const Said place = place_in(page, note.where);
  if (!place.empty()) line += (line.empty() ? "" : " \u00B7 ") + place.text;
  return line;
}

/// All that the row shows, in one breath.
std::string spoken(const Page& page, const Observation& note) {
  const Words& words = page.words();
  std::string all;
  if (note.verdict) all += std::string(verdict_in(words, *note.verdict));
  if (note.outcome != core::walk::Outcome::Unknown)
    all += (all.empty() ? "" : ", ") + std::string(outcome_in(words, note.outcome));
  for (const std::string& part : {words_of(note), when_and_where(page, note)})
    if (!part.empty()) all += (all.empty() ? "" : ", ") + part;
  if (const auto photos = count_of(note, core::AttachmentKind::Photo))
    all += ", " + filled(words.walk.photos, photos);
  if (const auto voices = count_of(note, core::AttachmentKind::Voice))
    all += ", " + filled(words.walk.voices, voices);
  return all;
}

std::string_view picture_of(const Page& page, const Observation& note) {
  const core::walk::Plan& plan = plan_of(page);
  return note.theme && *note.theme < plan.themes.size() ? plan.themes[*note.theme].picture.file
                                                        : std::string_view();
}

void draw_attachments(Page& page, const Observation& note, Rect& line) {
  for (const auto& [kind, icon] : {std::pair{core::AttachmentKind::Photo, Icon::Camera},
                                   std::pair{core::AttachmentKind::Voice, Icon::Microphone}}) {
    const std::size_t count = count_of(note, kind);
    if (count == 0) continue;
    const TextStyle style = on_card(page);
    const std::string number = std::to_string(count);
    const auto wide = static_cast<float>(measure_text(page.frame, number, 0, style).width) + 1;
    paint_text(page.frame, number, line.cut_end(wide), style, Vertical::Middle);
    line.cut_end(page.px(1));
    paint_icon(page.frame, icon, line.cut_end(page.px(6)).centred(page.px(6), page.px(6)), page.theme().ink);
    line.cut_end(page.px(2));
  }
}

/// The beginnings of its lines: all of them is the node's value.
void draw_words(Page& page, const Observation& note, std::size_t number, Rect inside, ImU32 ground) {
  TextStyle line{.lines_max = 1, .line_spacing = 0.98f, .background = ground};
  const float high = inside.height() / 3;
  TextStyle bold = line;
  bold.weight = platform::TextWeight::Bold;
  Said subject = subject_in(page, note);
  subject.text = std::to_string(number) + "  " + subject.text;
  paint_text(page.frame, subject, inside.cut_top(high), bold, Vertical::Middle);
  const std::string words = words_of(note);
  TextStyle pale = line;
  pale.colour = page.theme().ink_soft;
  if (!words.empty())
    paint_text(page.frame, words, inside.cut_top(high), line, Vertical::Middle);
  else
    paint_text(page.frame, page.words().walk.no_words, inside.cut_top(high), pale, Vertical::Middle);
  draw_attachments(page, note, inside);
  paint_text(page.frame, when_and_where(page, note), inside, pale, Vertical::Middle);
}

bool draw_note(Page& page, const Observation& note, std::size_t number, const Rect& area) {
  const std::string id = "note:" + std::to_string(number);
  const std::string name = std::to_string(number) + ". " + subject_in(page, note).text;
  if (!shows(page, area)) return add_unseen(page, id, name, area), false;
  const Press press = pressable(page.frame, {.id = id,
                                             .name = name,
                                             .value = spoken(page, note),
                                             .area = area,
                                             .cap_mm = mm::cap_body,
                                             .foreground = page.theme().ink_soft,
                                             .background = page.theme().card});
  const ImU32 ground = press.held ? page.theme().card_pressed : page.theme().card;
  paint_card(page.frame, area, press.held ? 0.f : 1.f, ground);
  Rect inside = area.inset(page.px(2.5f), page.px(0.5f));
  const Rect mark = inside.cut_start(page.px(mark_mm));
  if (note.verdict)
    paint_verdict(page.frame, *note.verdict, mark.centred(page.px(mark_mm), page.px(mark_mm)));
  else
    paint_icon(page.frame, Icon::Note, mark.centred(page.px(9), page.px(9)), page.theme().ink_soft);
  inside.cut_start(page.px(3));
  const std::string_view picture = picture_of(page, note);
  if (!picture.empty() && inside.width() >= page.px(picture_mm + 2 + words_least_mm)) {
    const Rect place = inside.cut_end(page.px(picture_mm));
    paint_picture_or(page, picture, place.centred(place.width(), page.px(picture_mm)), Icon::None);
    inside.cut_end(page.px(2));
  }
  draw_words(page, note, number, inside, ground);
  return press.activated;
}

}  // namespace

Happened walk_tab_list(Page& page, const Rect& area) {
  const std::vector<Observation>& notes = walk_of(page).notes;
  if (notes.empty()) {
    label(page.frame, "", page.words().walk.nothing_noted, area.inset(0, page.px(6)),
          {.cap_mm = mm::cap_large}, Vertical::Top, Role::Status);
    return {};
  }
  const float gap = page.px(mm::gap), pitch = page.px(row_high_mm) + gap;
  const std::size_t across = area.width() > page.px(190) ? 2 : 1;
  const std::size_t rows = (notes.size() + across - 1) / across;
  ScrollArea scroll(page.frame, "list", area, static_cast<float>(rows) * pitch - gap,
                    {.step = pitch, .ground = page.theme().ground});
  const std::vector<Rect> columns = scroll.content.columns(across, gap);
  Happened happened;
  for (std::size_t i = 0; i < notes.size(); ++i) {
    const std::size_t index = notes.size() - 1 - i;
    Rect place = columns[i % across];
    place.top = scroll.content.top + static_cast<float>(i / across) * pitch;
    place.bottom = place.top + pitch - gap;
    if (draw_note(page, notes[index], index + 1, place)) note(happened, core::walk::event::OpenNote{index});
  }
  return happened;
}

}  // namespace talt::ui
