// SPDX-License-Identifier: EUPL-1.2
// The caret is led through texts that break carets, as a finger on the arrow keys would.
#include "app/ui/caret.h"

#include <catch2/catch.hpp>
#include <set>

#include "app/core/utf8.h"
#include "app/ui/words.h"

using namespace talt;

namespace {

/// Letters only: a caret needs no picture.
class LettersOnly final : public ui::Textures {
 public:
  ui::TextTexture text(const platform::Paragraph& paragraph) override { return {{}, measure(paragraph)}; }
  platform::TextSize measure(const platform::Paragraph& paragraph) override {
    return letters_->measure(paragraph);
  }
  platform::TextRenderer& letters() override { return *letters_; }
  ui::Texture shape(const ui::Shape&) override { return {}; }
  ui::Texture picture(std::string_view, int) override { return {}; }
  ui::Texture live(std::string_view) override { return {}; }
  const ui::MapInfo* map(std::size_t) override { return nullptr; }
  ui::Texture tile(std::size_t, std::size_t, int, int, int) override { return {}; }

 private:
  std::unique_ptr<platform::TextRenderer> letters_ = std::move(platform::open_text_renderer()).value();
};

class Hand {
 public:
  explicit Hand(bool right_to_left) {
    frame_.screen = {0, 0, 1280, 800, right_to_left};
    frame_.language = right_to_left ? "ar" : "sv";
  }
  ui::Frame& frame() { return frame_; }

 private:
  LettersOnly textures_;
  ui::Theme theme_ = ui::make_theme({});
  ui::Input input_;
  ui::Semantics semantics_;
  ui::UiState state_;
  ui::Frame frame_{nullptr,    {},     6, "sv",  theme_, ui::words_sv, textures_, input_,
                   semantics_, state_, 0, false, false,  {},           {},        0};
};

bool is_between_characters(const std::string& text, std::size_t at) {
  for (std::size_t i = 0;; i = core::next_boundary(text, i)) {
    if (i == at) return true;
    if (i >= text.size()) return false;
  }
}

/// Where the caret stands on its way from one side to the other; it must never stand within a character.
std::set<std::size_t> walk(Hand& hand, const std::string& text, bool to_the_right) {
  core::Field field{text, to_the_right != hand.frame().right_to_left() ? 0 : text.size()};
  std::set<std::size_t> seen{field.caret};
  for (std::size_t steps = 0; steps < 4 * text.size() + 4; ++steps) {
    const std::size_t next = ui::caret_beside(hand.frame(), field, 0, to_the_right);
    CHECK(is_between_characters(text, next));
    if (next == field.caret) break;
    field.caret = next;
    seen.insert(next);
  }
  return seen;
}

constexpr const char* texts[] = {"Mörsil",  "e\u0301e\u0301", "🇸🇪🇫🇮!", "👨‍👩‍👧‍👦 a 👍🏽",
                                 "ሰላም ዓለም", "क्षत्रिय",         "שלום",  "السَّلامُ",
                                 "ab"};

}  // namespace

TEST_CASE("arrow keys come through every text from both sides, a character at a time") {
  for (const bool right_to_left : {false, true}) {
    Hand hand(right_to_left);
    for (const std::string text : texts) {
      INFO(text);
      for (const bool to_the_right : {false, true}) {
        const std::set<std::size_t> seen = walk(hand, text, to_the_right);
        CHECK(seen.count(0) == 1);
        CHECK(seen.count(text.size()) == 1);
      }
    }
  }
}

TEST_CASE("in mixed directions the arrow keys end, and never part a character") {
  for (const bool right_to_left : {false, true}) {
    Hand hand(right_to_left);
    for (const std::string text :
         {"buss 157 إلى الساحة kl 18", "شارع Storgatan 12 و Kyrkvägen", "abc עברית 12 def"})
      for (const bool to_the_right : {false, true}) {
        INFO(text);
        CHECK(walk(hand, text, to_the_right).size() > 10);
      }
  }
}

TEST_CASE("up and down go by lines, home and end to the line's edges") {
  Hand hand(false);
  const std::string text = "en två tre fyra fem sex sju åtta nio tio elva tolv";
  core::Field field{text, text.size()};
  field.caret = ui::caret_line(hand.frame(), field, 300, -1);
  CHECK(field.caret < text.size());
  const std::size_t home = ui::caret_edge(hand.frame(), field, 300, false);
  CHECK(home > 0);
  CHECK(home < field.caret);
  field.caret = home;
  CHECK(ui::caret_edge(hand.frame(), field, 300, true) > home);
  for (int i = 0; i < 20; ++i) field.caret = ui::caret_line(hand.frame(), field, 300, -1);
  CHECK(field.caret < home);
  const core::Field empty;
  CHECK(ui::caret_beside(hand.frame(), empty, 300, true) == 0);
  CHECK(ui::caret_line(hand.frame(), empty, 300, 1) == 0);
}
