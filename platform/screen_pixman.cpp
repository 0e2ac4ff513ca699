// SPDX-License-Identifier: EUPL-1.2
#include "platform/screen_pixman.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "platform/screen_pixman_painter.h"
#include "platform/screen_sdl_last_drawn.h"

namespace talt::platform {

namespace {

class HeadlessScreen final : public Screen {
 public:
  explicit HeadlessScreen(const ScreenOptions& options)
      : ppi_(options.ppi > 0 ? options.ppi : ppi_reference),
        ring_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
        painter_(options.width, options.height) {}
  ~HeadlessScreen() override { close(ring_); }

  bool is_open() const { return ring_ >= 0; }
  int width() const override { return painter_.width(); }
  int height() const override { return painter_.height(); }
  float px_per_mm() const override { return ppi_ / 25.4f; }

  std::vector<core::InputEvent> wait(std::int64_t timeout_ms) override {
    pollfd ring{ring_, POLLIN, 0};
    if (injected_.empty() && timeout_ms != 0)
      poll(&ring, 1, static_cast<int>(std::clamp<std::int64_t>(timeout_ms, -1, 3'600'000)));
    std::uint64_t rung = 0;
    [[maybe_unused]] const auto size = read(ring_, &rung, sizeof rung);
    return std::exchange(injected_, {});
  }
  void wake() override {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto size = write(ring_, &one, sizeof one);  // full means that it rings already
  }
  void inject(core::InputEvent event) override { injected_.push_back(std::move(event)); }
  std::string pasted() override { return {}; }

  ImTextureID upload_alpha(int width, int height, const std::uint8_t* alpha) override {
    return painter_.upload_alpha(width, height, alpha);
  }
  ImTextureID upload(const Image& image) override { return painter_.upload(image); }
  void forget(ImTextureID texture) override {
    PixmanPainter::forget(static_cast<PaintedTexture*>(texture));
    last_drawn_.forget();  // the next texture may have the same name
  }

  bool show(const ImDrawData& data, ImU32 ground) override {
    if (last_drawn_.is_again(data, ground)) return false;
    painter_.paint(data, ground);
    return true;
  }
  core::Result<Image> pixels() override { return painter_.picture(); }

 private:
  float ppi_;
  int ring_;
  PixmanPainter painter_;
  LastDrawn last_drawn_;
  std::vector<core::InputEvent> injected_;
};

}  // namespace

core::Result<std::unique_ptr<Screen>> open_headless_screen(const ScreenOptions& options) {
  auto screen = std::make_unique<HeadlessScreen>(options);
  if (!screen->is_open())
    return core::Error{"the screen cannot be opened", "the system gives no more files",
                       "restart the machine"};
  return std::unique_ptr<Screen>(std::move(screen));
}

}  // namespace talt::platform
