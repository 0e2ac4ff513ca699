// SPDX-License-Identifier: EUPL-1.2
// The third of three taps is #done, always in reach. All else is optional, and shows its beginning once it is
// filled in.
#include <algorithm>

#include "app/ui/screens/walk/earlier_words.h"
#include "app/ui/screens/walk/parts.h"
#include "app/ui/screens/walk/walk.h"

namespace talt::ui {
namespace {

using core::walk::Observation;
using core::walk::Verdict;

std::string hex_of(const core::AttachmentName& name) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  for (const std::uint8_t byte : name) {
    hex += digits[byte >> 4];
    hex += digits[byte & 15];
  }
  return hex;
}

struct Cell {
  std::string id;
  Icon icon = Icon::None;
  Said title;
  std::string value;
  core::Event event;
  bool enabled = true;
};

/// Lays the form's rows under each other, or only adds up how high they are.
class Column {
 public:
  Column(Page& page, const Observation& draft, Rect area, bool measuring)
      : page_(page), words_(page.words().walk), draft_(draft), area_(area), measuring_(measuring) {
    across_ = area_.width() >= page_.px(104) ? 2 : 1;
  }

  Happened draw() {
    about_earlier();
    cells({saw(), cell("photo", Icon::Camera, words_.photo, {}, core::walk::event::OpenPhoto{}, has_room()),
           text("said", Icon::Quote, words_.said, draft_.said, core::walk::TextOf::Said),
           cell("voice", Icon::Microphone, words_.voice, {}, core::walk::event::OpenVoice{}, has_room())});
    attachments();
    if (!draft_.said.empty() || draft_.perspective) cells({perspective()});
    if (draft_.verdict == Verdict::Bad) seriousness();
    if (!is_answer()) sense();
    cells(rest());
    return std::move(happened_);
  }
  float used() const { return used_ - page_.px(mm::gap); }

 private:
  struct Choice {
    std::string_view id;
    std::string_view title;
    bool selected;
    core::Event event;
  };

  /// What was answered to the template's question, and no more: nobody is responsible for it.
  bool is_answer() const { return draft_.question && !draft_.verdict; }
  void seriousness() {
    options(
        words_.seriousness,
        {{"seriousness:1", words_.serious_1, draft_.seriousness == 1, core::walk::event::SetSeriousness{1}},
         {"seriousness:2", words_.serious_2, draft_.seriousness == 2, core::walk::event::SetSeriousness{2}},
         {"seriousness:3", words_.serious_3, draft_.seriousness == 3, core::walk::event::SetSeriousness{3}}});
  }
  void sense() {
    options(words_.sense, {{"sense:feels", words_.feels, draft_.sense == core::walk::Sense::Feels,
                            core::walk::event::SetSense{core::walk::Sense::Feels}},
                           {"sense:is", words_.is, draft_.sense == core::walk::Sense::Is,
                            core::walk::event::SetSense{core::walk::Sense::Is}}});
  }
  std::vector<Cell> rest() const {
    std::vector<Cell> rest{
        text("proposal", Icon::Bulb, words_.proposal, draft_.proposal, core::walk::TextOf::Proposal),
        cell("place", Icon::Pin, words_.place, place_in(page_, draft_.where).text,
             core::walk::event::OpenPlace{}),
        text("reflection", Icon::Thought, words_.reflection, draft_.reflection,
             core::walk::TextOf::Reflection)};
    if (!is_answer()) rest.insert(rest.begin() + 1, party());
    if (draft_.said.empty() && !draft_.perspective) rest.push_back(perspective());
    return rest;
  }

  bool has_room() const { return draft_.attachments.size() < core::walk::attachments_max; }

  Cell cell(std::string id, Icon icon, std::string_view title, std::string value, core::Event event,
            bool enabled = true) const {
    return {std::move(id), icon, {std::string(title), {}}, std::move(value), std::move(event), enabled};
  }
  Cell text(std::string id, Icon icon, std::string_view title, const std::string& value,
            core::walk::TextOf which) const {
    return cell(std::move(id), icon, title, value, core::walk::event::Write{which});
  }
  Cell saw() const {
    return text("saw", Icon::Eye, draft_.question ? words_.answer : words_.saw, draft_.saw,
                core::walk::TextOf::Saw);
  }
  Cell perspective() const {
    const auto& groups = plan_of(page_).groups;
    const bool known = draft_.perspective && *draft_.perspective < groups.size();
    return cell("perspective", Icon::People, words_.perspective,
                known ? said(page_, groups[*draft_.perspective].title).text : std::string(),
                core::walk::event::ChoosePerspective{});
  }
  Cell party() const {
    const auto& parties = plan_of(page_).parties;
    const bool known = draft_.party && *draft_.party < parties.size();
    return cell("party", Icon::Wrench, words_.party,
                known ? said(page_, parties[*draft_.party].title).text : std::string(),
                core::walk::event::ChooseParty{});
  }

  Rect take(float height) {
    used_ += height;
    return area_.cut_top(measuring_ ? 0 : height);
  }
  void gap() { take(page_.px(mm::gap)); }

  /// All that the earlier walk said of it: a card in the list had its beginning only.
  void about_earlier() {
    const auto& known = plan_of(page_).earlier;
    if (!draft_.earlier || *draft_.earlier >= known.size()) return;
    take(tell_earlier(page_, known[*draft_.earlier], area_, !measuring_));
    gap();
  }

  /// Those that are filled in have all the width for what they hold; empty ones stand beside each other.
  std::size_t end_of_row(const std::vector<Cell>& cells, std::size_t first) const {
    std::size_t end = first + 1;
    while (end < std::min(first + across_, cells.size()) && cells[first].value.empty() &&
           cells[end].value.empty())
      ++end;
    return end;
  }
  /// Each row as high as what it holds needs.
  void cells(std::vector<Cell> cells) {
    const float gap_px = page_.px(mm::gap);
    for (std::size_t first = 0, end = 0; first < cells.size(); first = end) {
      end = end_of_row(cells, first);
      const std::size_t beside = end - first;
      const float wide = (area_.width() + gap_px) / static_cast<float>(beside) - gap_px;
      float high = 0;
      for (std::size_t i = first; i < end; ++i)
        high = std::max(high, row_height(page_, row_of(cells[i]), wide));
      const Rect line = take(high);
      gap();
      if (measuring_) continue;
      const std::vector<Rect> places = line.columns(beside, gap_px);
      for (std::size_t i = first; i < end; ++i) {
        Row drawn = row_of(cells[i]);
        drawn.area = places[i - first];
        if (row(page_, drawn)) note(happened_, cells[i].event);
      }
    }
  }
  Row row_of(const Cell& cell) const {
    return {.id = cell.id,
            .icon = cell.icon,
            .title = cell.title,
            .value = cell.value,
            .value_lines = 2,
            .enabled = cell.enabled};
  }

  /// Beside each other where every word has room, else under each other.
  std::size_t across_for(const std::vector<Choice>& choices) const {
    const float gap_px = page_.px(mm::gap);
    const float wide = (area_.width() + gap_px) / static_cast<float>(choices.size()) - gap_px;
    const bool fits = std::all_of(choices.begin(), choices.end(), [&](const Choice& choice) {
      return button_width(page_.frame, choice.title, Icon::None, mm::cap_body) <= wide;
    });
    return fits ? choices.size() : 1;
  }

  void options(std::string_view title, const std::vector<Choice>& choices) {
    const TextStyle style{.weight = platform::TextWeight::Bold};
    const Rect heading =
        take(static_cast<float>(measure_text(page_.frame, title, area_.width(), style).height));
    take(page_.px(1));
    const float gap_px = page_.px(mm::gap), pitch = page_.px(mm::target) + gap_px;
    const std::size_t across = across_for(choices), rows = (choices.size() + across - 1) / across;
    const Rect lines = take(static_cast<float>(rows) * pitch - gap_px);
    gap();
    if (measuring_) return;
    label(page_.frame, "", title, heading, style, Vertical::Top, Role::Heading);
    const std::vector<Rect> places = lines.grid(choices.size(), across, gap_px);
    for (std::size_t i = 0; i < choices.size(); ++i)
      if (button(page_.frame, {.id = choices[i].id,
                               .label = choices[i].title,
                               .area = places[i],
                               .selected = choices[i].selected,
                               .cap_mm = mm::cap_body}))
        note(happened_, choices[i].event);
  }

  void attachments() {
    for (std::size_t i = 0; i < draft_.attachments.size(); ++i) {
      const Rect line = take(page_.px(mm::target + 4));
      gap();
      if (!measuring_) attachment(i, line);
    }
  }

  void attachment(std::size_t i, Rect line) {
    const core::Attachment& one = draft_.attachments[i];
    const bool is_photo = one.kind == core::AttachmentKind::Photo;
    const std::string name(is_photo ? words_.photo.view() : words_.voice.view());
    paint_card(page_.frame, line, 0);
    Rect inside = line.inset(page_.px(2), page_.px(2));
    if (button(page_.frame, {.id = "attachment.remove:" + std::to_string(i + 1),
                             .label = filled(words_.remove_attachment, i + 1),
                             .area = inside.cut_end(page_.px(mm::target)),
                             .style = ButtonStyle::Quiet,
                             .icon = Icon::Bin,
                             .icon_only = true}))
      note(happened_, core::walk::event::RemoveAttachment{i});
    const Rect picture = inside.cut_start(page_.px(24));
    if (!is_photo || paint_live(page_, "attachment:" + hex_of(one.name), picture).is_empty())
      paint_icon(page_.frame, is_photo ? Icon::Camera : Icon::Microphone,
                 picture.centred(page_.px(9), page_.px(9)), page_.theme().ink_soft);
    inside.cut_start(page_.px(3));
    label(page_.frame, "attachment:" + std::to_string(i + 1), name + " " + std::to_string(i + 1), inside,
          on_card(page_), Vertical::Middle);
  }

  Page& page_;
  const WalkWords& words_;
  const Observation& draft_;
  Rect area_;
  bool measuring_;
  std::size_t across_ = 1;
  float used_ = 0;
  Happened happened_;
};

/// The verdict can be corrected here; it is chosen already. Of an earlier matter the outcome says it.
Happened draw_verdicts(Page& page, const Observation& draft, const Rect& area) {
  const std::pair<Verdict, std::string_view> verdicts[] = {{Verdict::Good, "verdict:good"},
                                                           {Verdict::Bad, "verdict:bad"},
                                                           {Verdict::Question, "verdict:question"}};
  const std::vector<Rect> cells = area.columns(std::size(verdicts), page.px(mm::gap));
  Happened happened;
  for (std::size_t i = 0; i < std::size(verdicts); ++i) {
    const auto& [verdict, id] = verdicts[i];
    const bool selected = draft.verdict == verdict;
    const Press press = pressable(page.frame, {.id = id,
                                               .name = verdict_in(page.words(), verdict),
                                               .area = cells[i],
                                               .role = Role::Option,
                                               .selected = selected});
    const ImU32 ground = press.held || selected ? page.theme().card_pressed : page.theme().card;
    paint_card(page.frame, cells[i], press.held ? 0.f : 1.f, ground);
    if (selected) paint_outline(page.frame, cells[i], mm::radius, 0.9f, page.theme().ink);
    paint_verdict(page.frame, verdict, cells[i].centred(page.px(12), page.px(12)));
    if (press.activated) note(happened, core::walk::event::PickVerdict{verdict});
  }
  return happened;
}

/// What it is about, with its verdict. Upright over the form, lying beside it.
Happened draw_subject(Page& page, const Observation& draft, Rect& sheet) {
  const core::walk::Plan& plan = plan_of(page);
  const bool has_theme = draft.theme && *draft.theme < plan.themes.size();
  const std::string_view picture =
      has_theme ? std::string_view(plan.themes[*draft.theme].picture.file) : std::string_view();
  Said title = subject_in(page, draft);
  if (draft.outcome != core::walk::Outcome::Unknown)
    title.text += ": " + std::string(outcome_in(page.words(), draft.outcome));
  Rect verdicts;
  if (page.is_upright()) {
    const float wide = sheet.width() - (picture.empty() ? 0 : page.px(27));
    const TextStyle least{.weight = platform::TextWeight::Bold};
    const auto high = static_cast<float>(measure_text(page.frame, title, wide, least).height);
    Rect top = sheet.cut_top(std::clamp(high + 1, page.px(24), page.px(44)));
    sheet.cut_top(page.px(mm::gap));
    if (!draft.earlier) {
      verdicts = sheet.cut_top(page.px(mm::target));
      sheet.cut_top(page.px(mm::gap));
    }
    if (!picture.empty()) {
      paint_picture_or(page, picture, top.cut_end(page.px(24)).cut_top(page.px(24)), Icon::None);
      top.cut_end(page.px(3));
    }
    heading(page, top, title, mm::cap_title, top.height());
  } else {
    Rect side = sheet.cut_start(page.px(64));
    sheet.cut_start(page.px(6));
    if (!draft.earlier) {
      verdicts = side.cut_bottom(page.px(mm::target));
      side.cut_bottom(page.px(mm::gap));
    }
    heading(page, side, title, mm::cap_title, side.height());
    side.cut_top(page.px(2));
    if (!picture.empty() && side.height() > page.px(15))
      paint_picture_or(page, picture, side.cut_top(std::min(side.height(), page.px(48))), Icon::None);
  }
  return draft.earlier ? Happened{} : draw_verdicts(page, draft, verdicts);
}

}  // namespace

Happened walk_form(Page& page, bool saving) {
  const core::walk::Walk& walk = walk_of(page);
  if (!walk.draft) return {};
  const Words& words = page.words();
  Rect sheet = sheet_of(page);
  Happened happened;
  Rect actions = cut_actions(page, sheet);
  if (main_action(page, actions, "done", saving ? words.saving : words.done, Icon::Check, !saving))
    happened = core::walk::event::Done{};
  if (side_action(page, actions, "back", words.back, Icon::Back, true))
    note(happened, core::walk::event::Back{});
  const std::string_view discard = walk.draft_is_new ? words.walk.discard : words.walk.withdraw;
  const bool is_narrow = actions.width() < button_width(page.frame, discard, Icon::Bin, mm::cap_body);
  // While it is being saved nothing is thrown away, and the longer word may leave no room.
  if (!saving && side_action(page, actions, "discard", discard, Icon::Bin, is_narrow))
    note(happened, core::walk::event::Discard{});
  sheet.cut_top(page.px(page.is_upright() ? 2 : 0));
  note(happened, draw_subject(page, *walk.draft, sheet));
  const auto high = [&](Rect area) {
    Column column(page, *walk.draft, area, true);
    column.draw();
    return column.used();
  };
  float used = high(sheet);
  if (used > sheet.height() && !has_room_to_page(page, actions)) {
    Rect narrow = sheet;
    narrow.cut_end(page.px(mm::target + mm::gap));
    used = high(narrow);
  }
  ScrollArea scroll(page.frame, "form", sheet, used, {.buttons = actions, .ground = page.theme().ground});
  note(happened, Column(page, *walk.draft, scroll.content, false).draw());
  return saving ? Happened{} : happened;
}

}  // namespace talt::ui
