// SPDX-License-Identifier: EUPL-1.2
#include <SDL2/SDL.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "platform/screen.h"
#include "platform/screen_pixman.h"
#include "platform/screen_sdl_last_drawn.h"
#include "platform/sdl_module.h"

namespace talt::platform {
namespace {

using core::InputEvent;
namespace input = core::input;

constexpr std::size_t pasted_bytes_max = 64 * 1024;
constexpr std::size_t events_max = 4096;  // a stuck device must not fill the memory

// ---- what SDL says, in our words

class Translator {
 public:
  /// Appends what `event` means to `events`.
  void take(const SDL_Event& event, int width, int height, std::vector<InputEvent>& events) {
    using Phase = input::Touch::Phase;
    switch (event.type) {
      case SDL_FINGERDOWN:
        return finger_down(event.tfinger, width, height, events);
      case SDL_FINGERMOTION:
        return finger(event.tfinger, Phase::Move, width, height, events);
      case SDL_FINGERUP:
        return finger_up(event.tfinger, width, height, events);
      case SDL_MOUSEBUTTONDOWN:
        if (event.button.button == SDL_BUTTON_LEFT)
          mouse(Phase::Down, event.button.x, event.button.y, events);
        return;
      case SDL_MOUSEMOTION:
        if (event.motion.state & SDL_BUTTON_LMASK) mouse(Phase::Move, event.motion.x, event.motion.y, events);
        return;
      case SDL_MOUSEBUTTONUP:
        if (event.button.button == SDL_BUTTON_LEFT) mouse(Phase::Up, event.button.x, event.button.y, events);
        return;
      case SDL_MOUSEWHEEL:
        events.emplace_back(input::Wheel{static_cast<float>(event.wheel.mouseX),
                                         static_cast<float>(event.wheel.mouseY), event.wheel.preciseY});
        return;
      case SDL_TEXTINPUT:
        events.emplace_back(input::Typed{event.text.text});
        return;
      case SDL_KEYDOWN:
        if (const auto key = key_of(event.key.keysym)) events.emplace_back(input::KeyPress{*key});
        return;
      case SDL_WINDOWEVENT:
        return window(event.window, events);
      case SDL_RENDER_TARGETS_RESET:
      case SDL_RENDER_DEVICE_RESET:
        events.emplace_back(input::Exposed{});
        return;
      case SDL_QUIT:
        events.emplace_back(input::Quit{});
        return;
      default:
        return;
    }
  }

 private:
  void finger_down(const SDL_TouchFingerEvent& event, int width, int height,
                   std::vector<InputEvent>& events) {
    for (auto& slot : fingers_) {
      if (slot) continue;
      slot = event.fingerId;
      return finger(event, input::Touch::Phase::Down, width, height, events);
    }
  }

  void finger_up(const SDL_TouchFingerEvent& event, int width, int height, std::vector<InputEvent>& events) {
    finger(event, input::Touch::Phase::Up, width, height, events);
    for (auto& slot : fingers_)
      if (slot == event.fingerId) slot.reset();
  }

  void finger(const SDL_TouchFingerEvent& event, input::Touch::Phase phase, int width, int height,
              std::vector<InputEvent>& events) const {
    for (int number = 0; number < 2; ++number)
      if (fingers_[number] == event.fingerId)
        events.emplace_back(input::Touch{phase, number, event.x * static_cast<float>(width),
                                         event.y * static_cast<float>(height), event.timestamp});
  }

  static void mouse(input::Touch::Phase phase, int x, int y, std::vector<InputEvent>& events) {
    events.emplace_back(input::Touch{phase, 0, static_cast<float>(x), static_cast<float>(y)});
  }

  static std::optional<input::Key> key_of(const SDL_Keysym& key) {
    const bool with_control = (key.mod & KMOD_CTRL) != 0;
    switch (key.sym) {
      case SDLK_LEFT:
        return input::Key::Left;
      case SDLK_RIGHT:
        return input::Key::Right;
      case SDLK_UP:
        return input::Key::Up;
      case SDLK_DOWN:
        return input::Key::Down;
      case SDLK_HOME:
        return input::Key::Home;
      case SDLK_END:
        return input::Key::End;
      case SDLK_BACKSPACE:
        return input::Key::Erase;
      case SDLK_DELETE:
        return input::Key::Delete;
      case SDLK_RETURN:
      case SDLK_KP_ENTER:
        return input::Key::Enter;
      case SDLK_TAB:
        return input::Key::Tab;
      case SDLK_ESCAPE:
        return input::Key::Escape;
      case SDLK_v:
        return with_control ? std::optional(input::Key::Paste) : std::nullopt;
      default:
        return std::nullopt;
    }
  }

  static void window(const SDL_WindowEvent& event, std::vector<InputEvent>& events) {
    if (event.event == SDL_WINDOWEVENT_SIZE_CHANGED)
      events.emplace_back(input::Resized{event.data1, event.data2});
    else if (event.event == SDL_WINDOWEVENT_EXPOSED || event.event == SDL_WINDOWEVENT_RESTORED)
      events.emplace_back(input::Exposed{});
    else if (event.event == SDL_WINDOWEVENT_FOCUS_LOST || event.event == SDL_WINDOWEVENT_LEAVE)
      events.emplace_back(input::Touch{input::Touch::Phase::Cancel, 0, 0, 0});
  }

  std::optional<SDL_FingerID> fingers_[2];
};

// ---- sleeping without work

/// Sleeps until another thread rings, or until one of the kernel's input devices has something. SDL's own
/// wait wakes every millisecond where there is no window system.
class Bell {
 public:
  explicit Bell(bool with_devices) : ring_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    files_.push_back({ring_, POLLIN, 0});
    if (!with_devices) return;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator("/dev/input", error)) {
      if (!entry.path().filename().string().starts_with("event")) continue;
      const int file = open(entry.path().c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
      if (file >= 0) files_.push_back({file, POLLIN, 0});
    }
  }
  ~Bell() {
    for (const pollfd& file : files_) close(file.fd);
  }
  Bell(const Bell&) = delete;
  Bell& operator=(const Bell&) = delete;

  void ring() {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = write(ring_, &one, sizeof one);  // full means that it rings already
  }

  void sleep(std::int64_t timeout_ms) {
    poll(files_.data(), files_.size(), static_cast<int>(std::clamp<std::int64_t>(timeout_ms, -1, 3'600'000)));
    char drained[4096];
    for (const pollfd& file : files_)
      while (file.revents != 0 && read(file.fd, drained, sizeof drained) > 0) {
      }
  }

 private:
  int ring_;
  std::vector<pollfd> files_;
};

// ---- drawing

struct FreeRenderer {
  void operator()(SDL_Renderer* renderer) const { SDL_DestroyRenderer(renderer); }
};
struct FreeWindow {
  void operator()(SDL_Window* window) const { SDL_DestroyWindow(window); }
};
using Renderer = std::unique_ptr<SDL_Renderer, FreeRenderer>;
using Window = std::unique_ptr<SDL_Window, FreeWindow>;

SDL_Color colour_of(ImU32 colour) {
  return {static_cast<Uint8>(colour >> IM_COL32_R_SHIFT), static_cast<Uint8>(colour >> IM_COL32_G_SHIFT),
          static_cast<Uint8>(colour >> IM_COL32_B_SHIFT), static_cast<Uint8>(colour >> IM_COL32_A_SHIFT)};
}

/// Two triangles that ImGui made of one upright rectangle of one colour.
struct Quad {
  const ImDrawVert& first;  // upper left
  const ImDrawVert& third;  // lower right
};

std::optional<Quad> quad_at(const ImDrawVert* vertices, const ImDrawIdx* indices) {
  const ImDrawVert &a = vertices[indices[0]], &b = vertices[indices[1]], &c = vertices[indices[2]];
  const ImDrawVert& d = vertices[indices[5]];
  const bool is_fan = indices[3] == indices[0] && indices[4] == indices[2];
  const bool is_upright =
      a.pos.y == b.pos.y && b.pos.x == c.pos.x && c.pos.y == d.pos.y && d.pos.x == a.pos.x;
  if (!is_fan || !is_upright || a.col != b.col || a.col != c.col || a.col != d.col) return std::nullopt;
  if (!(a.pos.x < c.pos.x) || !(a.pos.y < c.pos.y)) return std::nullopt;
  return Quad{a, c};
}

void draw_quad(SDL_Renderer* renderer, SDL_Texture* texture, const Quad& quad) {
  const SDL_Color colour = colour_of(quad.first.col);
  const auto snapped = [](float value) { return static_cast<int>(std::lround(value)); };
  const int left = snapped(quad.first.pos.x), top = snapped(quad.first.pos.y);
  const SDL_Rect to{left, top, snapped(quad.third.pos.x) - left, snapped(quad.third.pos.y) - top};
  if (!texture) {
    SDL_SetRenderDrawBlendMode(renderer, colour.a == 255 ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND);
    SDL_SetRenderDrawColor(renderer, colour.r, colour.g, colour.b, colour.a);
    SDL_RenderFillRect(renderer, &to);
    return;
  }
  int wide = 0, high = 0;
  SDL_QueryTexture(texture, nullptr, nullptr, &wide, &high);
  const int x = snapped(quad.first.uv.x * static_cast<float>(wide)),
            y = snapped(quad.first.uv.y * static_cast<float>(high));
  const SDL_Rect from{x, y, std::max(1, snapped(quad.third.uv.x * static_cast<float>(wide)) - x),
                      std::max(1, snapped(quad.third.uv.y * static_cast<float>(high)) - y)};
  SDL_SetTextureColorMod(texture, colour.r, colour.g, colour.b);
  SDL_SetTextureAlphaMod(texture, colour.a);
  SDL_RenderCopy(renderer, texture, &from, &to);
}

/// The software renderer fills triangles pixel by pixel, but copies rectangles by rows, and nearly all that
/// is drawn is rectangles.
void draw_quads_and_triangles(SDL_Renderer* renderer, const ImDrawList& list, const ImDrawCmd& command) {
  const ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
  const ImDrawIdx* indices = list.IdxBuffer.Data + command.IdxOffset;
  auto* texture = static_cast<SDL_Texture*>(command.GetTexID());
  const auto count = static_cast<int>(command.ElemCount);
  int from = 0;
  const auto flush = [&](int to) {
    if (to > from)
      SDL_RenderGeometryRaw(renderer, texture, &vertices->pos.x, sizeof(ImDrawVert),
                            reinterpret_cast<const SDL_Color*>(&vertices->col), sizeof(ImDrawVert),
                            &vertices->uv.x, sizeof(ImDrawVert),
                            list.VtxBuffer.Size - static_cast<int>(command.VtxOffset), indices + from,
                            to - from, sizeof(ImDrawIdx));
  };
  int at = 0;
  while (at < count) {
    const auto quad = at + 6 <= count ? quad_at(vertices, indices + at) : std::nullopt;
    if (!quad) {
      at += 3;
      continue;
    }
    flush(at);
    draw_quad(renderer, texture, *quad);
    from = at += 6;
  }
  flush(count);
}

void draw_command(SDL_Renderer* renderer, bool by_rectangles, const ImDrawList& list,
                  const ImDrawCmd& command) {
  const SDL_Rect clip{static_cast<int>(std::floor(command.ClipRect.x)),
                      static_cast<int>(std::floor(command.ClipRect.y)),
                      static_cast<int>(std::ceil(command.ClipRect.z) - std::floor(command.ClipRect.x)),
                      static_cast<int>(std::ceil(command.ClipRect.w) - std::floor(command.ClipRect.y))};
  if (command.ElemCount == 0 || clip.w <= 0 || clip.h <= 0) return;
  SDL_RenderSetClipRect(renderer, &clip);
  if (by_rectangles) return draw_quads_and_triangles(renderer, list, command);
  const auto* vertices = reinterpret_cast<const char*>(list.VtxBuffer.Data + command.VtxOffset);
  const auto member = [&](std::size_t offset) { return static_cast<const void*>(vertices + offset); };
  SDL_RenderGeometryRaw(renderer, static_cast<SDL_Texture*>(command.GetTexID()),
                        static_cast<const float*>(member(offsetof(ImDrawVert, pos))), sizeof(ImDrawVert),
                        static_cast<const SDL_Color*>(member(offsetof(ImDrawVert, col))), sizeof(ImDrawVert),
                        static_cast<const float*>(member(offsetof(ImDrawVert, uv))), sizeof(ImDrawVert),
                        list.VtxBuffer.Size - static_cast<int>(command.VtxOffset),
                        list.IdxBuffer.Data + command.IdxOffset, static_cast<int>(command.ElemCount),
                        sizeof(ImDrawIdx));
}

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

/// What a window and a picture in memory have in common.
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
      if (injected_.size() < events_max) translator_.take(event, wide, high, injected_);
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
  Translator translator_;
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
