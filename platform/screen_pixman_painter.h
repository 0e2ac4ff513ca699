// SPDX-License-Identifier: EUPL-1.2
// Draw lists into a picture in memory, by pixman: tinted words and scaled pictures by code made for each
// processor, where SDL's software renderer goes pixel by pixel (nine tenths of a frame). One thread.
#pragma once

#include <imgui.h>
#include <pixman.h>

#include <memory>
#include <vector>

#include "platform/pictures.h"

namespace talt::platform {

struct FreePixmanImage {
  void operator()(pixman_image_t* image) const { pixman_image_unref(image); }
};
using PixmanImage = std::unique_ptr<pixman_image_t, FreePixmanImage>;

/// What an ImTextureID of this painter points to.
struct PaintedTexture {
  int width = 0, height = 0;
  bool is_mask = false;  // white with this alpha; else a picture
  std::vector<std::uint32_t>
      pixels;  // rows as pixman wants them: masks a byte a pixel, pictures premultiplied
  PixmanImage image;
};

class PixmanPainter {
 public:
  PixmanPainter(int width, int height);
  int width() const { return width_; }
  int height() const { return height_; }

  /// Null where the size is 0 or beyond `side_max`. Lives until it is forgotten.
  PaintedTexture* upload_alpha(int width, int height, const std::uint8_t* alpha);
  PaintedTexture* upload(const Image& image);
  static void forget(PaintedTexture* texture) { delete texture; }

  /// All of `data` over `ground`.
  void paint(const ImDrawData& data, ImU32 ground);
  Image picture() const;

 private:
  void paint_command(const ImDrawList& list, const ImDrawCmd& command);
  void paint_quad(const PaintedTexture* texture, const ImDrawVert& upper_left, const ImDrawVert& lower_right);
  void paint_triangle(const PaintedTexture* texture, const ImDrawVert& a, const ImDrawVert& b,
                      const ImDrawVert& c);

  int width_, height_;
  std::vector<std::uint32_t> pixels_;  // 0xFFRRGGBB
  PixmanImage target_;
  pixman_box32_t clip_{};
};

}  // namespace talt::platform
