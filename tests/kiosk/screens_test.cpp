// SPDX-License-Identifier: EUPL-1.2
// Draws every screen of a dialogue with all five kinds of question, upright and lying, from left to right and
// from right to left, and reads from the list of what is on screen whether people could use it.
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "app/core/dialogue_parse.h"
#include "app/kiosk/textures_cached.h"
#include "app/ui/canvas.h"
#include "app/ui/draw.h"
#include "app/ui/words.h"

using namespace talt;

namespace {

constexpr std::string_view source = R"(
id = "torget"
version = 1
languages = ["sv", "en", "fi", "ar"]
incomplete = ["fi"]
title.sv = "Torget i Mörsil"
title.en = "The square in Mörsil"
title.ar = "الساحة في مورشيل"
[promise]
level = "consultation"
influence.sv = "Vad som byggs på torget och vad som får plats där."
influence.en = "What is built on the square and what there is room for."
influence.ar = "ما يُبنى في الساحة وما يتسع له المكان."
decided.sv = "Torget byggs om 2027. Stationen blir kvar."
decided.en = "The square is rebuilt in 2027. The bus stop stays."
decided.ar = "سيعاد بناء الساحة في 2027. تبقى محطة الحافلات."
decider.sv = "Samhällsbyggnadsnämnden i Åre kommun."
decider.en = "The planning committee of Åre municipality."
decider.ar = "لجنة التخطيط في بلدية أوره."
hear_back.sv = "På anslagstavlan vid torget och på are.se/torget"
hear_back.en = "On the board by the square and at are.se/torget"
hear_back.ar = "على لوحة الإعلانات في الساحة وعلى are.se/torget"
hear_back_by = 2027-02-01
contact.sv = "Kommunens växel, 0647-161 00"
contact.en = "The municipality, 0647-161 00"
contact.ar = "البلدية، 0647-161 00"
[[question]]
id = "priorities"
kind = "dots"
title.sv = "Vad ska vi satsa på?"
title.en = "What should we spend on?"
title.ar = "على ماذا ننفق؟"
dots = 3
stack_max = 2
results = "after_answer"
@ALTERNATIVES@
[[question]]
id = "visits"
kind = "choice"
title.sv = "Hur ofta är du här?"
title.en = "How often are you here?"
title.ar = "كم مرة تأتي إلى هنا؟"
results = "after_answer"
[[question.alternative]]
id = "daily"
title.sv = "Varje dag"
title.en = "Every day"
title.ar = "كل يوم"
[[question.alternative]]
id = "weekly"
title.sv = "Någon gång i veckan"
title.en = "Some time a week"
title.ar = "مرة في الأسبوع"
[[question.alternative]]
id = "seldom"
title.sv = "Mer sällan"
title.en = "Less often"
title.ar = "نادرًا"
[[question]]
id = "feel"
kind = "scale"
title.sv = "Hur känns platsen på kvällen?"
title.en = "How does the place feel at night?"
title.ar = "كيف تشعر في المكان مساءً؟"
steps = 5
style = "faces"
low.sv = "Otrygg"
low.en = "Unsafe"
low.ar = "غير آمن"
high.sv = "Trygg"
high.en = "Safe"
high.ar = "آمن"
[[question]]
id = "wish"
kind = "text"
title.sv = "Om du fick ändra en sak?"
title.en = "If you could change one thing?"
title.ar = "لو كان بإمكانك تغيير شيء واحد؟"
length_max = 280
[[question]]
id = "where"
kind = "pin"
title.sv = "Var behövs mer ljus?"
title.en = "Where is more light needed?"
title.ar = "أين نحتاج إلى مزيد من الضوء؟"
map = "square"
pins_max = 3
comment = true
[[question.category]]
id = "dark"
title.sv = "Mörkt"
title.en = "Dark"
title.ar = "مظلم"
[[question.category]]
id = "broken"
title.sv = "Trasigt"
title.en = "Broken"
title.ar = "معطل"
[[question.place]]
id = "bridge"
title.sv = "Bron"
title.en = "The bridge"
title.ar = "الجسر"
lat = 63.3121
lon = 13.6504
[[question.place]]
id = "stop"
title.sv = "Stationen"
title.en = "The bus stop"
title.ar = "محطة الحافلات"
lat = 63.3131
lon = 13.6524
[[map]]
id = "square"
file = "square.png"
attribution = "© Åre kommun"
control_point = [ {x = 0, y = 0, lat = 63.315, lon = 13.645}, {x = 800, y = 0, lat = 63.315, lon = 13.656},
  {x = 0, y = 600, lat = 63.310, lon = 13.645}, {x = 800, y = 600, lat = 63.310, lon = 13.656} ]
)";

core::Dialogue sample(std::size_t alternatives) {
  const char* names[] = {"Fler träd",      "Fler bänkar", "Lekplats",   "Bättre belysning",
                         "Uteservering",   "Cykelställ",  "Blommor",    "Vattenlek",
                         "Scen för musik", "Toalett",     "Grillplats", "Boulebana"};
  std::string items;
  for (std::size_t i = 0; i < alternatives; ++i) {
    const std::string name = names[i];
    items += "[[question.alternative]]\nid = \"a" + std::to_string(i) + "\"\ntitle.sv = \"" + name +
             "\"\ntitle.en = \"" + name + "\"\ntitle.ar = \"مزيد من الأشجار\"\n";
  }
  std::string toml(source);
  toml.replace(toml.find("@ALTERNATIVES@"), 14, items);
  const core::Bytes bytes(toml.begin(), toml.end());
  constexpr std::string_view spoken[] = {"sv", "en", "fi", "ar"};
  auto parsed = core::parse_dialogue(bytes, "dialogue.toml", spoken);
  for (const auto& fault : parsed.faults) WARN(fault.text());
  REQUIRE(parsed.dialogue);
  return *parsed.dialogue;
}

/// Every screen that a person or a host can come to, by name.
std::vector<std::pair<std::string, core::State>> states_of(const core::Dialogue& dialogue,
                                                           std::size_t language) {
  using namespace core;
  std::vector<std::pair<std::string, State>> states;
  std::vector<Tally> tallies;
  for (const Question& question : dialogue.questions) {
    Tally tally = empty_tally(question);
    tally.people = 42;
    for (std::size_t i = 0; i < tally.people_by.size(); ++i)
      tally.people_by[i] = static_cast<std::uint32_t>(5 + 3 * i);
    for (std::size_t i = 0; i < tally.dots_by.size(); ++i)
      tally.dots_by[i] = static_cast<std::uint32_t>(9 + 4 * i);
    tallies.push_back(tally);
  }
  Context context{dialogue, 1000, 1'790'000'000, {1, 2, 3, 4, 5, 6, 7, 8}};
  State state = initial_state(dialogue, tallies, 0);
  const auto show = [&](const std::string& name) { states.emplace_back(name, state); };
  const auto act = [&](const Event& event) { state = step(std::move(state), event, context).state; };
  const auto confirm = [&] {
    act(event::Next{});
    act(event::Saved{});
  };
  show("attract");
  act(event::Start{language});
  show("promise");
  act(event::Continue{});
  show("dots-empty");
  act(event::AddDot{0});
  act(event::AddDot{0});
  act(event::AddDot{1});
  show("dots-placed");
  confirm();
  act(event::Toggle{1});
  show("choice");
  confirm();
  act(event::SetStep{4});
  show("scale");
  confirm();
  show("text-empty");
  act(event::Insert{"Ring mig på 070-174 06 05 så berättar jag om bänken"});
  show("text");
  act(event::Next{});
  show("pointed-out");
  act(event::KeepText{});
  act(event::Saved{});
  show("pin-empty");
  act(event::PickCategory{0});
  act(event::SetPin{63.3121, 13.6504});
  act(event::NewPin{});
  act(event::PickPlace{1});
  show("pin-placed");
  act(event::OpenComment{});
  show("pin-comment");
  act(event::CloseComment{});
  State warned = state;
  warned.warned_at_ms = 1000;
  states.emplace_back("still-there", warned);
  confirm();
  show("thanks");
  const auto other = [&](const std::string& name, Screen screen) {
    State changed = initial_state(dialogue, tallies, 0);
    changed.screen = std::move(screen);
    states.emplace_back(name, std::move(changed));
  };
  if (language != 0) return states;
  other("paused", Paused{});
  other("out-of-order", OutOfOrder{});
  HostPin pin;
  pin.digits = "12";
  pin.wrong = true;
  other("host-pin", pin);
  other("host-panel", HostPanel{});
  HostNote host_note;
  host_note.weather.text = "Regn";
  other("host-note", host_note);
  other("host-void", HostVoid{});
  other("host-poster", HostPoster{});
  HostPoster counting;
  counting.question = 0;
  counting.dots.assign(dialogue.questions[0].alternatives.size(), 12);
  other("host-poster-count", counting);
  other("host-end", HostEnd{});
  HostEnd ended;
  ended.ended = true;
  other("host-ended", ended);
  return states;
}

core::HostFacts facts() {
  core::HostFacts facts;
  facts.device = "Torget 1";
  facts.visits_today = 57;
  facts.answers_today = 243;
  facts.answers_by_hour = {0, 0, 0, 0, 0, 0, 0, 0, 0, 12, 31, 44, 60, 25, 40, 31};
  facts.unsent = 12;
  facts.last_receipt_s = 1'790'000'000 - 1300;
  facts.now_s = 1'790'000'000;
  facts.trouble = core::SyncTrouble::NoNetwork;
  facts.battery_percent = 78;
  facts.free_bytes = 12'000'000'000;
  facts.can_void = true;
  return facts;
}

/// A glass in memory that screens are drawn on, with a map picture made for it.
class Easel {
 public:
  Easel(const core::Dialogue& dialogue, int width, int height) : dialogue_(dialogue) {
    screen_ =
        std::move(platform::open_screen(
                      {.title = "test", .width = width, .height = height, .headless = true, .ppi = 149.5f}))
            .value();
    letters_ = std::move(platform::open_text_renderer()).value();
    textures_ = kiosk::open_textures(*screen_, *letters_, dialogue, folder(), [](const core::Error&) {});
  }

  ui::Semantics draw(const core::State& state, const std::string& name) {
    const std::size_t language = ui::language_shown(state);
    const std::string& tag = dialogue_.languages[language].tag;
    const ui::Theme theme = ui::make_theme(dialogue_.theme);
    ui::Semantics semantics;
    ui::Input input;
    ui::UiState memory;
    input.begin_frame(2000, screen_->px_per_mm());
    const auto width = static_cast<float>(screen_->width());
    const auto height = static_cast<float>(screen_->height());
    textures_->begin_frame();
    const ui::Rect glass{0, 0, width, height, core::is_right_to_left(tag)};
    ui::Frame frame{&canvas_.begin(width, height),
                    glass,
                    screen_->px_per_mm(),
                    tag,
                    theme,
                    ui::words_for(dialogue_, language),
                    *textures_,
                    input,
                    semantics,
                    memory,
                    2000,
                    false,
                    false,
                    {},
                    glass,
                    0};
    ui::draw(frame, state, dialogue_, facts());
    screen_->show(canvas_.end(), theme.ground);
    if (const char* to = std::getenv("TALT_PICTURES")) {
      const auto png = platform::encode_png(*screen_->pixels());
      std::ofstream file(std::string(to) + "/" + name + ".png", std::ios::binary);
      file.write(reinterpret_cast<const char*>(png->data()), static_cast<std::streamsize>(png->size()));
    }
    return semantics;
  }
  float px_per_mm() const { return screen_->px_per_mm(); }

 private:
  static std::string folder() {
    const std::string path = "/tmp/talt-screens-" + std::to_string(::getuid());
    std::filesystem::create_directories(path);
    platform::Image image{800, 600, std::vector<std::uint8_t>(800 * 600 * 4, 0xd8)};
    const auto png = platform::encode_png(image);
    std::ofstream(path + "/square.png", std::ios::binary)
        .write(reinterpret_cast<const char*>(png->data()), static_cast<std::streamsize>(png->size()));
    return path;
  }

  const core::Dialogue& dialogue_;
  std::unique_ptr<platform::Screen> screen_;
  std::unique_ptr<platform::TextRenderer> letters_;
  std::unique_ptr<kiosk::CachedTextures> textures_;
  ui::Canvas canvas_;
};

void check_inside(const ui::Semantics& semantics, float width, float height, const std::string& where) {
  for (const ui::Node& node : semantics.nodes()) {
    if (!node.scroller.empty() || node.role == ui::Role::Scroll) continue;
    const bool inside = node.rect.left >= -1 && node.rect.top >= -1 && node.rect.right <= width + 1 &&
                        node.rect.bottom <= height + 1;
    if (!inside) FAIL_CHECK(where << ": #" << node.id << " \"" << node.name << "\" lies outside the screen");
  }
}

void check_ids(const ui::Semantics& semantics, const std::string& where) {
  std::vector<std::string> ids;
  for (const ui::Node& node : semantics.nodes())
    if (!node.id.empty() && node.id.rfind("page.", 0) != 0) ids.push_back(node.id);
  std::sort(ids.begin(), ids.end());
  const auto twice = std::adjacent_find(ids.begin(), ids.end());
  if (twice != ids.end()) FAIL_CHECK(where << ": two things are called #" << *twice);
}

/// What is partly scrolled under an edge keeps its whole rectangle; only what shows of it can be touched, so
/// its distance to what stands still says nothing.
bool is_scrolled(const ui::Semantics& semantics, const std::string& fault) {
  if (fault.find("lie too close") == std::string::npos) return false;
  for (const ui::Node& node : semantics.nodes())
    if (!node.scroller.empty() && !node.id.empty() && fault.find("#" + node.id + " ") != std::string::npos)
      return true;
  return false;
}

bool covered(const std::string& name) {
  return name == "still-there" || name == "pointed-out";
}

}  // namespace

TEST_CASE("every screen can be read and tapped, in every language and both ways up") {
  for (const std::size_t alternatives : {std::size_t{4}, std::size_t{12}}) {
    const core::Dialogue dialogue = sample(alternatives);
    for (const auto& [width, height] : {std::pair{1280, 800}, {800, 1280}}) {
      Easel easel(dialogue, width, height);
      for (std::size_t language = 0; language < dialogue.languages.size(); ++language)
        for (const auto& [name, state] : states_of(dialogue, language)) {
          const std::string where = name + "-" + std::to_string(alternatives) + "-" +
                                    dialogue.languages[language].tag + "-" + std::to_string(width);
          const ui::Semantics semantics = easel.draw(state, where);
          check_inside(semantics, static_cast<float>(width), static_cast<float>(height), where);
          if (covered(name)) continue;  // what lies under the card cannot be touched
          check_ids(semantics, where);
          for (const std::string& fault : ui::faults(semantics, easel.px_per_mm()))
            if (!is_scrolled(semantics, fault)) FAIL_CHECK(where << ": " << fault);
        }
    }
  }
}

TEST_CASE("what a language lacks shows in the first language, with its tag") {
  const core::Dialogue dialogue = sample(4);
  Easel easel(dialogue, 1280, 800);
  const auto states = states_of(dialogue, 2);
  const ui::Semantics semantics = easel.draw(states[2].second, "fallback");
  CHECK(semantics.find("Vad ska vi satsa på? (sv)") != nullptr);
  CHECK(semantics.find("Seuraava") != nullptr);
}
