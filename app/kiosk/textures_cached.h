// SPDX-License-Identifier: EUPL-1.2
// ui::Textures over the screen, text, pictures and tiles ports: made when first asked for, the least recently
// used forgotten when there is no more room. One thread, the one that draws.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "app/core/dialogue.h"
#include "app/core/result.h"
#include "app/ui/textures.h"
#include "platform/screen.h"
#include "platform/text.h"

namespace talt::kiosk {

inline constexpr std::size_t texture_bytes_max = 24 * 1024 * 1024;

class CachedTextures : public ui::Textures {
 public:
  /// Before each frame: frees what the last frames did not use, down to `texture_bytes_max`.
  virtual void begin_frame() = 0;
  virtual std::size_t bytes() const = 0;
  /// What live(name) shows from the next frame on; call it between frames. One larger than a texture may be
  /// is none. Each stays until it is shown anew or taken down, whatever room there is: keep them small.
  virtual void show_live(const std::string& name, const platform::Image& image) = 0;
  /// All whose name begins so: "camera", "photo.file:". The names themselves mean nothing to it.
  virtual void take_down(std::string_view names_begin) = 0;
};

/// `folder` is the dialogue's. What cannot be read is told to `report`, once each; the rest works. Pictures
/// and tiles are read beside the drawing, and `wake` is called, from another thread, when a frame can show
/// more of them; without one they are read as they are asked for.
std::unique_ptr<CachedTextures> open_textures(platform::Screen& screen, platform::TextRenderer& letters,
                                              const core::Dialogue& dialogue, std::string folder,
                                              std::function<void(const core::Error&)> report,
                                              std::function<void()> wake = {});

}  // namespace talt::kiosk
