// SPDX-License-Identifier: EUPL-1.2
#include "tests/screens/easel.h"

#include <ctime>
#include <fstream>
#include <utility>

#include "app/kiosk/textures_cached.h"
#include "app/ui/canvas.h"
#include "app/ui/draw.h"
#include "app/ui/words.h"

namespace talt::tests {

struct Easel::Parts {
  Parts(const core::Dialogue& asked, std::string dialogue_folder)
      : dialogue(asked), folder(std::move(dialogue_folder)), theme(ui::theme_for(asked)) {}

  const core::Dialogue& dialogue;
  std::string folder;
  ui::Theme theme;
  std::unique_ptr<platform::Screen> screen;
  std::unique_ptr<platform::TextRenderer> letters;
  std::unique_ptr<kiosk::CachedTextures> textures;
  ui::Canvas canvas;
  double frame_ms = 0;
};

Easel::Easel(const core::Dialogue& dialogue, std::string folder, const Glass& glass)
    : parts_(std::make_unique<Parts>(dialogue, std::move(folder))) {
  parts_->screen = std::move(platform::open_screen({.title = "easel",
                                                    .width = glass.width,
                                                    .height = glass.height,
                                                    .headless = true,
                                                    .ppi = glass.ppi}))
                       .value();
  parts_->letters = std::move(platform::open_text_renderer()).value();
  parts_->textures = kiosk::open_textures(*parts_->screen, *parts_->letters, parts_->dialogue, parts_->folder,
                                          [](const core::Error&) {});
}

Easel::~Easel() = default;

ui::Semantics Easel::draw(const core::State& state, const core::HostFacts& facts) {
  Parts& parts = *parts_;
  const std::size_t language = ui::language_shown(state);
  const std::string& tag = parts.dialogue.languages[language].tag;
  const auto width = static_cast<float>(parts.screen->width());
  const auto height = static_cast<float>(parts.screen->height());
  const ui::Rect glass{0, 0, width, height, core::is_right_to_left(tag)};
  ui::Semantics semantics;
  ui::UiState memory;
  for (int frame = 0; frame < 2; ++frame) {
    const std::clock_t began = std::clock();
    ui::Input input;
    semantics.begin_frame();
    input.begin_frame(2000, parts.screen->px_per_mm());
    parts.textures->begin_frame();
    ui::Frame painted{&parts.canvas.begin(width, height),
                      glass,
                      parts.screen->px_per_mm(),
                      tag,
                      parts.theme,
                      ui::words_for(parts.dialogue, language),
                      *parts.textures,
                      input,
                      semantics,
                      memory,
                      2000,
                      false,
                      false,
                      {},
                      glass,
                      0};
    ui::draw(painted, state, parts.dialogue, facts);
    parts.screen->show(parts.canvas.end(), parts.theme.ground);
    parts.frame_ms = 1000.0 * static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
    if (!painted.wants_another_frame) break;
  }
  return semantics;
}

void Easel::show_live(const std::string& name, const platform::Image& image) {
  parts_->textures->show_live(name, image);
}

void Easel::write_picture(const std::string& path) const {
  const auto pixels = parts_->screen->pixels();
  if (!pixels) return;
  const auto png = platform::encode_png(*pixels);
  if (!png) return;
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(png->data()), static_cast<std::streamsize>(png->size()));
}

double Easel::last_frame_ms() const {
  return parts_->frame_ms;
}

float Easel::px_per_mm() const {
  return parts_->screen->px_per_mm();
}

}  // namespace talt::tests
