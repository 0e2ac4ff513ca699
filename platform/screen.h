// SPDX-License-Identifier: EUPL-1.2
// The glass: a window or, headless, a picture in memory. Sizes in pixels. One thread, the one that opened it;
// only wake() may be called from any thread.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "app/core/bytes.h"
#include "app/core/input_event.h"
#include "app/core/result.h"
#include "platform/pictures.h"

namespace talt::platform {

inline constexpr int texture_side_max = 2048;

struct ScreenOptions {
  std::string title = "Talt";
  int width = 1280;
  int height = 800;
  bool headless = false;
  bool fullscreen = false;
  float ppi = 0;  // 0 = as the system says; 149.5 (10.1 inches, 1280x800) where it does not
};

class Screen {
 public:
  virtual ~Screen() = default;
  virtual int width() const = 0;
  virtual int height() const = 0;
  virtual float px_per_mm() const = 0;

  /// What happened since the last call, in order; waits up to `timeout_ms` (0 = not at all, below 0 = for
  /// ever) where nothing did, without using the processor. Returns early, perhaps with nothing, after wake().
  virtual std::vector<core::InputEvent> wait(std::int64_t timeout_ms) = 0;
  virtual void wake() = 0;
  /// As if a person had done it: comes out of the next wait().
  virtual void inject(core::InputEvent event) = 0;
  /// The clipboard's text, for Key::Paste; bounded to 64 KiB.
  virtual std::string pasted() = 0;

  /// White with this alpha, or RGBA not premultiplied. Null where the size is 0, beyond texture_side_max, or
  /// where there is no memory for it.
  virtual ImTextureID upload_alpha(int width, int height, const std::uint8_t* alpha) = 0;
  virtual ImTextureID upload(const Image& image) = 0;
  virtual void forget(ImTextureID texture) = 0;

  /// Draws all of `data` over `ground` and shows it. False where the glass shows it already, or could not
  /// take it.
  virtual bool show(const ImDrawData& data, ImU32 ground) = 0;
  /// What the last show() drew.
  virtual core::Result<Image> pixels() = 0;
};

core::Result<std::unique_ptr<Screen>> open_screen(const ScreenOptions& options);

}  // namespace talt::platform
