// SPDX-License-Identifier: EUPL-1.2
#include "platform/text.h"
#include "tests/paths.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace talt::platform;

namespace {

TextRenderer& renderer() {
  static const std::unique_ptr<TextRenderer> shared = std::move(open_text_renderer()).value();
  return *shared;
}

Paragraph words(std::string text, bool right_to_left = false) {
  Paragraph paragraph;
  paragraph.text = std::move(text);
  paragraph.language = right_to_left ? "ar" : "sv";
  paragraph.right_to_left = right_to_left;
  paragraph.size = 40;
  return paragraph;
}

bool has_ink(const TextImage& image) {
  return std::any_of(image.alpha.begin(), image.alpha.end(), [](std::uint8_t alpha) { return alpha > 128; });
}

}  // namespace

TEST_CASE("words become an image of the size that was measured") {
  const TextImage image = renderer().render(words("Mörsil"));
  CHECK(image.width == image.size.width);
  CHECK(image.alpha.size() == static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height));
  CHECK(has_ink(image));
  CHECK(renderer().measure(words("Mörsil")).width == image.width);
}

TEST_CASE("the scripts of the visits have glyphs") {
  for (const char* text : {"Mörsil åäö", "Šilljo đ ŋ ŧ ž", "الساحة في مورشيل", "Площа в центрі", "ትግርኛ"})
    CHECK(renderer().measure(words(text)).missing_glyphs == 0);
}

TEST_CASE("a text wraps to its width, and ends in an ellipsis where lines are bounded") {
  Paragraph paragraph = words("Bänkar i solen vid bäcken under de gamla träden");
  paragraph.width_max = 300;
  const TextSize whole = renderer().measure(paragraph);
  CHECK(whole.lines > 2);
  CHECK(whole.width <= 300);
  CHECK_FALSE(whole.shortened);
  paragraph.lines_max = 2;
  CHECK(renderer().measure(paragraph).lines == 2);
  CHECK(renderer().measure(paragraph).shortened);
}

TEST_CASE("invalid bytes and endless texts are drawn within bounds") {
  CHECK(renderer().render(words("a\xFF\xC3(\xE2\x82 b")).width > 0);
  const TextImage line = renderer().render(words(std::string(100'000, 'x')));
  CHECK(line.width <= 2048);
  CHECK(line.size.shortened);
  Paragraph column = words(std::string(100'000, 'x'));
  column.width_max = 200;
  CHECK(renderer().render(column).height <= 2048);
  CHECK(renderer().render(words("")).width == 0);
}

TEST_CASE("the caret goes where the text goes, in both directions") {
  const Paragraph latin = words("abc");
  CHECK(renderer().caret(latin, 0).x < renderer().caret(latin, 3).x);
  const Paragraph arabic = words("سلام", true);
  CHECK(renderer().caret(arabic, 0).x > renderer().caret(arabic, 8).x);
  CHECK(renderer().step(latin, 1, true) == 2);
  CHECK(renderer().step(latin, 3, true) == 3);
  CHECK(renderer().step(latin, 0, false) == 0);
  CHECK(renderer().step(arabic, 0, false) == 2);
}

TEST_CASE("steps through mixed directions visit every place and stop at the ends") {
  const Paragraph mixed = words("Gå till سلام nu");
  std::size_t at = 0;
  int steps = 0;
  for (; steps < 40; ++steps) {
    const std::size_t next = renderer().step(mixed, at, true);
    if (next == at) break;
    at = next;
  }
  CHECK(at == mixed.text.size());
  CHECK(steps >= 14);
}

TEST_CASE("a point finds the letter it lies on, and the caret before it") {
  const Paragraph paragraph = words("Mörsil");
  for (const std::size_t index : {std::size_t{0}, std::size_t{1}, std::size_t{3}, std::size_t{7}})
    CHECK(renderer().index_at(paragraph, renderer().caret(paragraph, index).x + 1, 10) == index);
  CHECK(renderer().index_at(paragraph, 1e9f, -1e9f) == paragraph.text.size());
}

TEST_CASE("the height of a capital grows with the size and is about seven tenths of it") {
  CHECK(renderer().cap_height(100) == Approx(71).margin(3));
  CHECK(renderer().cap_height(200) == Approx(2 * renderer().cap_height(100)));
}

TEST_CASE("strings known to break programs are drawn") {
  const auto folder = talt::tests::shared_folder() / "data" / "naughty" / "blns";
  if (!std::filesystem::exists(folder)) {
    WARN("skipped: there is no folder of naughty strings");
    return;
  }
  int drawn = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line) && drawn < 3000; ++drawn) {
      Paragraph paragraph = words(line);
      paragraph.width_max = 400;
      paragraph.size = 16;
      REQUIRE(renderer().render(paragraph).height <= 2048);
      REQUIRE(renderer().caret(paragraph, line.size()).height > 0);
    }
  }
  CHECK(drawn > 100);
}

TEST_CASE("a text that is written is laid out whole and drawn through a window") {
  Paragraph paragraph = words("");
  for (int i = 0; i < 400; ++i) paragraph.text += "bänkar ";
  paragraph.width_max = 600;
  paragraph.is_whole = true;
  const TextSize size = renderer().measure(paragraph);
  CHECK(size.height > 4000);
  CHECK_FALSE(size.shortened);
  CHECK(renderer().caret(paragraph, paragraph.text.size()).top > static_cast<float>(size.height) * 0.9f);
  paragraph.window_top = size.height / 2;
  paragraph.window_height = 200;
  const TextImage image = renderer().render(paragraph);
  CHECK(image.height == 200);
  CHECK(has_ink(image));
  CHECK(image.size.height == size.height);
}
