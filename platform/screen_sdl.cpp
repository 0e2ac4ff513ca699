// SPDX-License-Identifier: EUPL-1.2
#include <SDL2/SDL.h>

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "platform/screen.h"
#include "platform/screen_pixman.h"
#include "platform/screen_sdl_bell.h"
#include "platform/screen_sdl_input.h"
#include "platform/screen_sdl_last_drawn.h"
#include "platform/screen_sdl_painter.h"
#include "platform/sdl_module.h"

namespace talt::platform {
namespace {

using core::InputEvent;

constexpr std::size_t pasted_bytes_max = 64 * 1024;
constexpr std::size_t events_max = 4096;  // a stuck device must not fill the memory

struct FreeRenderer {
  void operator()(SDL_Renderer* renderer) const { SDL_DestroyRenderer(renderer); }
};
struct FreeWindow {
  void operator()(SDL_Window* window) const { SDL_DestroyWindow(window); }
};
using Renderer = std::unique_ptr<SDL_Renderer, FreeRenderer>;
using Window = std::unique_ptr<SDL_Window, FreeWindow>;

/// The one format that SDL's software renderer blends by code made for it: others cost four times the frame.
constexpr Uint32 pixel_format = SDL_PIXELFORMAT_BGRA32;

void swap_red_and_blue(const std::uint8_t* from, int count, std::uint8_t* to) {
  for (int i = 0; i < count; ++i, from += 4, to += 4) {
    to[0] = from[2];
    to[1] = from[1];
    to[2] = from[0];
    to[3] = from[3];
  }
}

/// Textures and frames, whatever shows them.
class SdlScreen : public Screen {
 public:
  float px_per_mm() const override { return ppi_ / 25.4f; }

  ImTextureID upload_alpha(int width, int height, const std::uint8_t* alpha) override {
    return uploaded(width, height, [&](std::uint8_t* row, int y) {
      const std::uint8_t* from = alpha + std::ptrdiff_t{y} * width;
      for (int x = 0; x < width; ++x, row += 4) {
        row[0] = row[1] = row[2] = 0xFF;
        row[3] = from[x];
      }
    });
  }

  ImTextureID upload(const Image& image) override {
    const auto pitch = static_cast<std::size_t>(image.width) * 4;
    return uploaded(image.width, image.height, [&](std::uint8_t* row, int y) {
      const std::uint8_t* from = image.rgba.data() + static_cast<std::size_t>(y) * pitch;
      swap_red_and_blue(from, image.width, row);
    });
  }

  void forget(ImTextureID texture) override {
    SDL_DestroyTexture(static_cast<SDL_Texture*>(texture));
    last_drawn_.forget();  // the next texture may have the same name
  }

  bool show(const ImDrawData& data, ImU32 ground) override {
    if (last_drawn_.is_again(data, ground)) return false;
    SDL_Renderer* renderer = renderer_.get();
    const SDL_Color paper = colour_of(ground);
    SDL_RenderSetClipRect(renderer, nullptr);
    SDL_SetRenderDrawColor(renderer, paper.r, paper.g, paper.b, paper.a);
    SDL_RenderClear(renderer);
    SDL_SetRenderDrawBlendMode(renderer, SDL_BLENDMODE_BLEND);
    for (const ImDrawList* list : std::span(data.CmdLists, static_cast<std::size_t>(data.CmdListsCount)))
      for (const ImDrawCmd& command : list->CmdBuffer) draw_command(renderer, is_software_, *list, command);
    SDL_RenderSetClipRect(renderer, nullptr);
    const bool shown = present();
    if (!shown) last_drawn_.forget();
    return shown;
  }

 protected:
  explicit SdlScreen(float ppi) : ppi_(ppi >= 40 && ppi <= 1200 ? ppi : ppi_reference) {}

  virtual bool present() = 0;

  template <class FillRow>
  ImTextureID uploaded(int width, int height, FillRow fill) {
    if (width <= 0 || height <= 0 || width > texture_side_max || height > texture_side_max) return nullptr;
    SDL_Texture* texture =
        SDL_CreateTexture(renderer_.get(), pixel_format, SDL_TEXTUREACCESS_STATIC, width, height);
    if (!texture) return nullptr;
    pixels_.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4);
    for (int y = 0; y < height; ++y)
      fill(pixels_.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width) * 4, y);
    SDL_UpdateTexture(texture, nullptr, pixels_.data(), width * 4);
    SDL_SetTextureBlendMode(texture, SDL_BLENDMODE_BLEND);
    SDL_SetTextureScaleMode(texture, SDL_ScaleModeLinear);
    return texture;
  }

  void found_renderer() {
    SDL_RendererInfo info{};
    is_software_ =
        SDL_GetRendererInfo(renderer_.get(), &info) == 0 && (info.flags & SDL_RENDERER_SOFTWARE) != 0;
  }

  float ppi_;
  bool is_software_ = false;
  Renderer renderer_;
  LastDrawn last_drawn_;
  std::vector<std::uint8_t> pixels_;  // kept between uploads
  std::vector<InputEvent> injected_;
};

/// SDL falls back, without a word, on drivers that draw where nobody looks. Whoever names one means it.
std::string unseen_driver() {
  const char* driver = SDL_GetCurrentVideoDriver();
  const char* named = SDL_getenv("SDL_VIDEODRIVER");
  const std::string name = driver == nullptr ? "" : driver;
  const bool is_unseen = name == "dummy" || name == "offscreen" || name == "evdev";
  return is_unseen && (named == nullptr || name != named) ? name : "";
}

class WindowScreen final : public SdlScreen {
 public:
  explicit WindowScreen(const ScreenOptions& options) : SdlScreen(options.ppi) {
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_RENDER_SCALE_QUALITY, "1");
    SDL_SetHint(SDL_HINT_IME_SHOW_UI, "1");
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) return;
    begun_ = true;
    unseen_ = unseen_driver();
    if (!unseen_.empty()) return;
    Uint32 flags = SDL_WINDOW_RESIZABLE;
    if (options.fullscreen) flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
    window_.reset(SDL_CreateWindow(options.title.c_str(), SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                                   options.width, options.height, flags));
    if (!window_) return;
    // With vertical synchronisation always: without it the Pi's page flips garble the picture.
    renderer_.reset(SDL_CreateRenderer(window_.get(), -1, SDL_RENDERER_PRESENTVSYNC));
    if (!renderer_) return;
    found_renderer();
    const std::string_view driver = SDL_GetCurrentVideoDriver();
    sdl_waits_ = driver == "x11" || driver == "wayland";
    bell_.emplace(!sdl_waits_);
    wake_event_ = SDL_RegisterEvents(1);
    if (options.fullscreen) SDL_ShowCursor(SDL_DISABLE);
    if (options.ppi <= 0) ppi_ = system_ppi();
    SDL_StartTextInput();
  }
  ~WindowScreen() override {
    renderer_.reset();
    window_.reset();
    if (begun_) SDL_QuitSubSystem(SDL_INIT_VIDEO);
  }

  bool is_open() const { return renderer_ != nullptr; }
  /// The driver that draws where nobody looks; empty where there is a glass.
  const std::string& unseen() const { return unseen_; }
  int width() const override { return size().first; }
  int height() const override { return size().second; }

  std::vector<InputEvent> wait(std::int64_t timeout_ms) override {
    collect();
    if (injected_.empty() && timeout_ms != 0) {
      if (sdl_waits_)
        SDL_WaitEventTimeout(nullptr, static_cast<int>(std::clamp<std::int64_t>(timeout_ms, -1, 3'600'000)));
      else
        // Once a second all the same: SDL learns of devices that come and go only when it is asked.
        bell_->sleep(timeout_ms < 0 ? 1000 : std::min<std::int64_t>(timeout_ms, 1000));
      collect();
    }
    return std::exchange(injected_, {});
  }

  void wake() override {
    SDL_Event event{};
    event.type = wake_event_;
    if (sdl_waits_)
      SDL_PushEvent(&event);
    else
      bell_->ring();
  }

  void inject(InputEvent event) override { injected_.push_back(std::move(event)); }

  std::string pasted() override {
    char* text = SDL_GetClipboardText();
    std::string bounded(text ? std::string_view(text).substr(0, pasted_bytes_max) : std::string_view());
    SDL_free(text);
    return bounded;
  }

  core::Result<Image> pixels() override {
    int wide = 0, high = 0;
    SDL_GetRendererOutputSize(renderer_.get(), &wide, &high);
    Image image{
        wide, high,
        std::vector<std::uint8_t>(static_cast<std::size_t>(wide) * static_cast<std::size_t>(high) * 4)};
    if (SDL_RenderReadPixels(renderer_.get(), nullptr, SDL_PIXELFORMAT_RGBA32, image.rgba.data(), wide * 4) !=
        0)
      return core::Error{"the screen cannot be read", SDL_GetError(), ""};
    return image;
  }

 private:
  std::pair<int, int> size() const {
    int wide = 0, high = 0;
    SDL_GetRendererOutputSize(renderer_.get(), &wide, &high);
    return {wide, high};
  }

  /// What the display says of itself, where it can be true.
  float system_ppi() const {
    float ppi = 0;
    if (SDL_GetDisplayDPI(std::max(0, SDL_GetWindowDisplayIndex(window_.get())), nullptr, &ppi, nullptr) != 0)
      return ppi_reference;
    return ppi >= 60 && ppi <= 600 ? ppi : ppi_reference;
  }

  void collect() {
    SDL_Event event;
    const auto [wide, high] = size();
    while (SDL_PollEvent(&event)) {
      const bool may_lose_picture = event.type == SDL_WINDOWEVENT || event.type == SDL_RENDER_TARGETS_RESET ||
                                    event.type == SDL_RENDER_DEVICE_RESET;
      if (may_lose_picture) last_drawn_.forget();
      if (injected_.size() < events_max) input_.take(event, wide, high, injected_);
    }
  }

  bool present() override {
    SDL_RenderPresent(renderer_.get());
    return true;
  }

  bool begun_ = false;
  std::string unseen_;
  bool sdl_waits_ = false;
  Uint32 wake_event_ = SDL_USEREVENT;
  Window window_;
  SdlInput input_;
  std::optional<Bell> bell_;
};

}  // namespace

core::Result<std::unique_ptr<Screen>> sdl::open_window(const ScreenOptions& options) {
  auto screen = std::make_unique<WindowScreen>(options);
  if (!screen->unseen().empty())
    return core::Error{"the screen cannot be opened", "no display was found",
                       "connect one and set DISPLAY or WAYLAND_DISPLAY, or start with --headless"};
  if (!screen->is_open())
    return core::Error{"the screen cannot be opened", SDL_GetError(),
                       "check that a display is connected, or start with --headless"};
  return std::unique_ptr<Screen>(std::move(screen));
}

}  // namespace talt::platform
