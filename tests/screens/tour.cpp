// SPDX-License-Identifier: EUPL-1.2
#include "tests/screens/tour.h"

#include <optional>
#include <utility>

namespace talt::tests {
namespace {

using namespace core;

/// As if this many people had answered, each alternative more often than the one before.
std::vector<Tally> tallies_of(const Dialogue& dialogue, std::uint32_t people) {
  std::vector<Tally> tallies;
  for (const Question& question : dialogue.questions) {
    Tally tally = empty_tally(question);
    tally.people = people;
    for (std::size_t i = 0; i < tally.people_by.size(); ++i)
      tally.people_by[i] = people * static_cast<std::uint32_t>(i) / 3;
    for (std::size_t i = 0; i < tally.dots_by.size(); ++i)
      tally.dots_by[i] = people * static_cast<std::uint32_t>(i);
    tallies.push_back(std::move(tally));
  }
  return tallies;
}

/// In the middle of the map's control points or of its places; nothing where it has neither.
std::optional<event::SetPin> somewhere(const Dialogue& dialogue, const Question& question) {
  event::SetPin pin{0, 0};
  double count = 0;
  const auto take = [&](const auto& point) {
    pin.lat += point.lat;
    pin.lon += point.lon;
    ++count;
  };
  if (question.map < dialogue.maps.size())
    for (const ControlPoint& point : dialogue.maps[question.map].control_points) take(point);
  if (count == 0)
    for (const Place& place : question.places) take(place);
  if (count == 0) return std::nullopt;
  return event::SetPin{pin.lat / count, pin.lon / count};
}

class Walk {
 public:
  Walk(const Dialogue& dialogue, std::uint32_t people)
      : dialogue_(dialogue), state_(initial_state(dialogue, tallies_of(dialogue, people), 0)) {}

  void act(const Event& event) {
    const Context context{dialogue_, 1000, 1'790'000'000, {1, 2, 3, 4, 5, 6, 7, 8}};
    state_ = step(std::move(state_), event, context).state;
  }
  void confirm() {
    act(event::Next{});
    act(event::Saved{});
  }
  void show(std::string name) { stops_.push_back({std::move(name), state_}); }
  void show_warned(std::string name) {
    State warned = state_;
    warned.warned_at_ms = 1000;
    stops_.push_back({std::move(name), std::move(warned)});
  }
  const State& state() const { return state_; }
  std::vector<Stop> take() { return std::move(stops_); }

  void answer(const Question& question, const std::string& name) {
    switch (question.kind) {
      case QuestionKind::Dots:
        return answer_dots(question);
      case QuestionKind::Choice:
        for (std::size_t i = 0; i < question.alternatives.size(); ++i) act(event::Toggle{i});
        return;
      case QuestionKind::Scale:
        return act(event::SetStep{question.steps});
      case QuestionKind::Text:
        return answer_text(name);
      case QuestionKind::Pin:
        return answer_pin(question, name);
    }
  }

 private:
  void answer_dots(const Question& question) {
    for (std::size_t i = 0; i < question.alternatives.size(); ++i)
      for (int n = 0; n < question.stack_max; ++n) act(event::AddDot{i});
  }
  void answer_text(const std::string& name) {
    const std::string words = "Ring 070-174 06 05 så berättar jag mer om bänkarna vid bäcken";
    act(event::Insert{words});
    act(event::Next{});
    show(name + "-pointed-out");
    act(event::ChangeText{});
    for (std::size_t i = 0; i < words.size(); ++i) act(event::Erase{});
    act(event::Insert{"Fler bänkar i solen, gärna med armstöd."});
  }
  void answer_pin(const Question& question, const std::string& name) {
    if (!question.categories.empty()) act(event::PickCategory{0});
    if (const auto pin = somewhere(dialogue_, question)) act(*pin);
    act(event::NewPin{});
    if (!question.places.empty()) act(event::PickPlace{0});
    show(name + "-placed");
    if (!question.comment) return;
    act(event::OpenComment{});
    act(event::Insert{"Här är det mörkt"});
    show(name + "-comment");
    act(event::CloseComment{});
  }

  const Dialogue& dialogue_;
  State state_;
  std::vector<Stop> stops_;
};

}  // namespace

std::vector<Stop> tour_of_visit(const Dialogue& dialogue, std::size_t language) {
  Walk walk(dialogue, 42);
  if (language == 0) walk.show("attract");
  walk.act(event::Start{language});
  walk.show("promise");
  walk.act(event::Continue{});
  for (std::size_t i = 0; i < dialogue.questions.size(); ++i) {
    const Question& question = dialogue.questions[i];
    const std::string name = std::to_string(i + 1) + "-" + question.id;
    walk.show(name);
    walk.answer(question, name);
    walk.show(name + "-answered");
    if (i == 0) walk.show_warned("still-there");
    walk.confirm();
  }
  walk.show("thanks");

  Walk hurried(dialogue, 2);
  hurried.act(event::Start{language});
  hurried.act(event::Continue{});
  for (const Question& question : dialogue.questions) {
    hurried.act(event::Skip{});
    if (question.required) hurried.show("urged-" + question.id);
    if (question.required) hurried.act(event::Skip{});
    hurried.act(event::Saved{});
  }
  hurried.show("thanks-skipped");
  std::vector<Stop> stops = walk.take();
  for (Stop& stop : hurried.take()) stops.push_back(std::move(stop));
  return stops;
}

std::vector<Stop> tour_of_host(const Dialogue& dialogue) {
  std::vector<Stop> stops;
  const auto show = [&](std::string name, Screen screen) {
    State state = initial_state(dialogue, {}, 0);
    state.screen = std::move(screen);
    stops.push_back({std::move(name), std::move(state)});
  };
  show("paused", Paused{});
  show("out-of-order", OutOfOrder{});
  HostPin pin;
  pin.digits = "12";
  pin.wrong = true;
  show("host-pin", pin);
  show("host-panel", HostPanel{});
  HostNote host_note;
  host_note.weather.text = "Regn";
  show("host-note", host_note);
  show("host-void", HostVoid{});
  show("host-poster", HostPoster{});
  for (std::size_t i = 0; i < dialogue.questions.size(); ++i) {
    if (dialogue.questions[i].kind != QuestionKind::Dots) continue;
    HostPoster counting;
    counting.question = i;
    counting.dots.assign(dialogue.questions[i].alternatives.size(), 12);
    show("host-poster-" + dialogue.questions[i].id, counting);
  }
  show("host-end", HostEnd{});
  show("host-ended", HostEnd{false, true});
  return stops;
}

HostFacts busy_afternoon() {
  HostFacts facts;
  facts.device = "Torget 1";
  facts.visits_today = 57;
  facts.answers_today = 243;
  facts.answers_by_hour = {0, 0, 0, 0, 0, 0, 0, 0, 0, 12, 31, 44, 60, 25, 40, 31};
  facts.unsent = 12;
  facts.last_receipt_s = 1'790'000'000 - 1300;
  facts.now_s = 1'790'000'000;
  facts.trouble = SyncTrouble::NoNetwork;
  facts.battery_percent = 78;
  facts.free_bytes = 12'000'000'000;
  facts.can_void = true;
  return facts;
}

}  // namespace talt::tests
