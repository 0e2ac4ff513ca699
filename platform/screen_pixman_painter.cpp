// SPDX-License-Identifier: EUPL-1.2
#include "platform/screen_pixman_painter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <span>

#include "platform/screen.h"

namespace talt::platform {

namespace {

constexpr unsigned channel(ImU32 colour, unsigned shift) {
  return colour >> shift & 0xFF;
}
constexpr unsigned opacity_of(ImU32 colour) {
  return channel(colour, IM_COL32_A_SHIFT);
}

/// 0 to 255 as pixman's 0 to 65535.
std::uint16_t wide(unsigned value) {
  return static_cast<std::uint16_t>(value * 257);
}

pixman_color_t premultiplied(ImU32 colour) {
  const unsigned opacity = opacity_of(colour);
  const auto part = [&](unsigned shift) {
    return static_cast<std::uint16_t>(channel(colour, shift) * opacity * 257 / 255);
  };
  return {part(IM_COL32_R_SHIFT), part(IM_COL32_G_SHIFT), part(IM_COL32_B_SHIFT), wide(opacity)};
}

std::uint32_t opaque_pixel(ImU32 colour) {
  return 0xFF000000u | channel(colour, IM_COL32_R_SHIFT) << 16 | channel(colour, IM_COL32_G_SHIFT) << 8 |
         channel(colour, IM_COL32_B_SHIFT);
}

int snapped(float value) {
  return static_cast<int>(std::lround(value));
}

/// Where two triangles are one upright rectangle of one colour, as nearly all are that ImGui makes.
bool is_upright_quad(const ImDrawVert* vertices, const ImDrawIdx* indices) {
  const ImDrawVert &a = vertices[indices[0]], &b = vertices[indices[1]], &c = vertices[indices[2]];
  const ImDrawVert& d = vertices[indices[5]];
  const bool is_fan = indices[3] == indices[0] && indices[4] == indices[2];
  const bool is_upright =
      a.pos.y == b.pos.y && b.pos.x == c.pos.x && c.pos.y == d.pos.y && d.pos.x == a.pos.x;
  return is_fan && is_upright && a.col == b.col && a.col == c.col && a.col == d.col && a.pos.x < c.pos.x &&
         a.pos.y < c.pos.y;
}

/// The part of a texture that goes to a rectangle, set as the image's own transform; where nothing is scaled
/// it stays with the fast way of whole pixels, and `x`, `y` say where the part begins.
struct Part {
  int x = 0, y = 0;

  Part(const PaintedTexture& texture, const ImDrawVert& from, const ImDrawVert& to, int wide_to,
       int high_to) {
    const float left = from.uv.x * static_cast<float>(texture.width),
                top = from.uv.y * static_cast<float>(texture.height);
    const float wide_from = (to.uv.x - from.uv.x) * static_cast<float>(texture.width);
    const float high_from = (to.uv.y - from.uv.y) * static_cast<float>(texture.height);
    pixman_image_t* image = texture.image.get();
    constexpr float nearly = 0.51f;  // a rectangle that was rounded to pixels is not scaled for it
    if (std::abs(wide_from - static_cast<float>(wide_to)) < nearly &&
        std::abs(high_from - static_cast<float>(high_to)) < nearly) {
      x = snapped(left);
      y = snapped(top);
      pixman_image_set_transform(image, nullptr);
      return;
    }
    pixman_transform_t transform;
    pixman_transform_init_identity(&transform);
    transform.matrix[0][0] = pixman_double_to_fixed(double{wide_from} / wide_to);
    transform.matrix[1][1] = pixman_double_to_fixed(double{high_from} / high_to);
    transform.matrix[0][2] = pixman_double_to_fixed(double{left});
    transform.matrix[1][2] = pixman_double_to_fixed(double{top});
    pixman_image_set_transform(image, &transform);
    pixman_image_set_filter(image, PIXMAN_FILTER_BILINEAR, nullptr, 0);
    pixman_image_set_repeat(image, PIXMAN_REPEAT_PAD);
  }
};

std::unique_ptr<PaintedTexture> texture_of(int width, int height, bool is_mask) {
  if (width <= 0 || height <= 0 || width > texture_side_max || height > texture_side_max) return nullptr;
  auto texture = std::make_unique<PaintedTexture>();
  texture->width = width;
  texture->height = height;
  texture->is_mask = is_mask;
  const int row_words = is_mask ? (width + 3) / 4 : width;
  texture->pixels.resize(static_cast<std::size_t>(row_words) * static_cast<std::size_t>(height));
  return texture;
}

void take_pixels(PaintedTexture& texture, pixman_format_code_t format) {
  const int row_bytes =
      static_cast<int>(texture.pixels.size() / static_cast<std::size_t>(texture.height)) * 4;
  texture.image.reset(
      pixman_image_create_bits(format, texture.width, texture.height, texture.pixels.data(), row_bytes));
}

void premultiply(std::vector<std::uint32_t>& pixels) {
  for (auto& pixel : pixels) {
    const unsigned opacity = pixel >> 24;
    const auto part = [&](unsigned shift) {
      return ((pixel >> shift & 0xFF) * opacity + 127) / 255 << shift;
    };
    pixel = opacity << 24 | part(16) | part(8) | part(0);
  }
}

}  // namespace

PixmanPainter::PixmanPainter(int width, int height)
    : width_(width),
      height_(height),
      pixels_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height)),
      target_(pixman_image_create_bits(PIXMAN_x8r8g8b8, width, height, pixels_.data(), width * 4)) {}

PaintedTexture* PixmanPainter::upload_alpha(int width, int height, const std::uint8_t* alpha) {
  auto texture = texture_of(width, height, true);
  if (!texture) return nullptr;
  auto* row = reinterpret_cast<std::uint8_t*>(texture->pixels.data());
  const auto row_bytes = texture->pixels.size() / static_cast<std::size_t>(height) * 4;
  for (int y = 0; y < height; ++y, row += row_bytes, alpha += width)
    std::memcpy(row, alpha, static_cast<std::size_t>(width));
  take_pixels(*texture, PIXMAN_a8);
  return texture.release();
}

PaintedTexture* PixmanPainter::upload(const Image& image) {
  auto texture = texture_of(image.width, image.height, false);
  if (!texture) return nullptr;
  const std::uint8_t* from = image.rgba.data();
  unsigned least_opacity = 255;
  for (auto& pixel : texture->pixels) {
    const unsigned opacity = from[3];
    pixel =
        opacity << 24 | static_cast<unsigned>(from[0]) << 16 | static_cast<unsigned>(from[1]) << 8 | from[2];
    least_opacity = std::min(least_opacity, opacity);
    from += 4;
  }
  if (least_opacity < 255) premultiply(texture->pixels);
  take_pixels(*texture, least_opacity == 255 ? PIXMAN_x8r8g8b8 : PIXMAN_a8r8g8b8);
  return texture.release();
}

void PixmanPainter::paint(const ImDrawData& data, ImU32 ground) {
  std::fill(pixels_.begin(), pixels_.end(), opaque_pixel(ground));
  for (const ImDrawList* list : std::span(data.CmdLists, static_cast<std::size_t>(data.CmdListsCount)))
    for (const ImDrawCmd& command : list->CmdBuffer) paint_command(*list, command);
}

void PixmanPainter::paint_command(const ImDrawList& list, const ImDrawCmd& command) {
  clip_ = {std::max(0, static_cast<int>(std::floor(command.ClipRect.x))),
           std::max(0, static_cast<int>(std::floor(command.ClipRect.y))),
           std::min(width_, static_cast<int>(std::ceil(command.ClipRect.z))),
           std::min(height_, static_cast<int>(std::ceil(command.ClipRect.w)))};
  if (clip_.x1 >= clip_.x2 || clip_.y1 >= clip_.y2) return;
  pixman_region32_t region;
  pixman_region32_init_rect(&region, clip_.x1, clip_.y1, static_cast<unsigned>(clip_.x2 - clip_.x1),
                            static_cast<unsigned>(clip_.y2 - clip_.y1));
  pixman_image_set_clip_region32(target_.get(), &region);
  pixman_region32_fini(&region);
  const ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
  const ImDrawIdx* indices = list.IdxBuffer.Data + command.IdxOffset;
  const auto* texture = static_cast<const PaintedTexture*>(command.GetTexID());
  const auto count = static_cast<int>(command.ElemCount);
  for (int at = 0; at + 3 <= count;) {
    const ImDrawIdx* corner = indices + at;
    const bool is_quad = at + 6 <= count && is_upright_quad(vertices, corner);
    if (is_quad)
      paint_quad(texture, vertices[corner[0]], vertices[corner[2]]);
    else
      paint_triangle(texture, vertices[corner[0]], vertices[corner[1]], vertices[corner[2]]);
    at += is_quad ? 6 : 3;
  }
}

void PixmanPainter::paint_quad(const PaintedTexture* texture, const ImDrawVert& upper_left,
                               const ImDrawVert& lower_right) {
  const int left = snapped(upper_left.pos.x), top = snapped(upper_left.pos.y);
  const int wide_to = snapped(lower_right.pos.x) - left, high_to = snapped(lower_right.pos.y) - top;
  const bool is_seen =
      left < clip_.x2 && top < clip_.y2 && left + wide_to > clip_.x1 && top + high_to > clip_.y1;
  if (wide_to <= 0 || high_to <= 0 || opacity_of(upper_left.col) == 0 || !is_seen) return;
  const auto colour = premultiplied(upper_left.col);
  if (texture == nullptr) {
    const pixman_box32_t box{left, top, left + wide_to, top + high_to};
    const auto how = opacity_of(upper_left.col) == 255 ? PIXMAN_OP_SRC : PIXMAN_OP_OVER;
    pixman_image_fill_boxes(how, target_.get(), &colour, 1, &box);
    return;
  }
  const Part part(*texture, upper_left, lower_right, wide_to, high_to);
  const PixmanImage tint(pixman_image_create_solid_fill(&colour));
  if (texture->is_mask) {
    pixman_image_composite32(PIXMAN_OP_OVER, tint.get(), texture->image.get(), target_.get(), 0, 0, part.x,
                             part.y, left, top, wide_to, high_to);
    return;
  }
  const bool is_plain = upper_left.col == IM_COL32_WHITE;
  if (!is_plain) pixman_image_set_component_alpha(tint.get(), 1);
  pixman_image_composite32(PIXMAN_OP_OVER, texture->image.get(), is_plain ? nullptr : tint.get(),
                           target_.get(), part.x, part.y, 0, 0, left, top, wide_to, high_to);
}

namespace {

/// Twice the area of a triangle, and which side of the line a point lies on.
float turn(ImVec2 a, ImVec2 b, ImVec2 point) {
  return (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x);
}

/// Of two triangles that share an edge only one owns the pixels on it.
bool owns_edge(ImVec2 from, ImVec2 to) {
  return to.y < from.y || (to.y == from.y && to.x > from.x);
}

unsigned texel_opacity(const PaintedTexture& texture, float u, float v) {
  const int x = std::clamp(static_cast<int>(u * static_cast<float>(texture.width)), 0, texture.width - 1);
  const int y = std::clamp(static_cast<int>(v * static_cast<float>(texture.height)), 0, texture.height - 1);
  const auto row_bytes = texture.pixels.size() / static_cast<std::size_t>(texture.height) * 4;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(texture.pixels.data());
  return bytes[static_cast<std::size_t>(y) * row_bytes +
               static_cast<std::size_t>(x) * (texture.is_mask ? 1 : 4) + (texture.is_mask ? 0 : 3)];
}

std::uint32_t blended(std::uint32_t under, const std::array<float, 4>& colour, float opacity) {
  const auto mixed = [&](unsigned shift, float over) {
    const auto below = static_cast<float>(under >> shift & 0xFF);
    return static_cast<std::uint32_t>(below + (over - below) * opacity + 0.5f) << shift;
  };
  return 0xFF000000u | mixed(16, colour[0]) | mixed(8, colour[1]) | mixed(0, colour[2]);
}

}  // namespace

void PixmanPainter::paint_triangle(const PaintedTexture* texture, const ImDrawVert& first,
                                   const ImDrawVert& second, const ImDrawVert& third) {
  const ImDrawVert *a = &first, *b = &second, *c = &third;
  float area = turn(a->pos, b->pos, c->pos);
  if (area < 0) {
    std::swap(b, c);
    area = -area;
  }
  if (!(area > 0)) return;
  const auto [least_x, most_x] = std::minmax({a->pos.x, b->pos.x, c->pos.x});
  const auto [least_y, most_y] = std::minmax({a->pos.y, b->pos.y, c->pos.y});
  const int left = std::max(clip_.x1, static_cast<int>(std::floor(least_x)));
  const int right = std::min(clip_.x2, static_cast<int>(std::ceil(most_x)));
  const int top = std::max(clip_.y1, static_cast<int>(std::floor(least_y)));
  const int bottom = std::min(clip_.y2, static_cast<int>(std::ceil(most_y)));
  const bool owns[] = {owns_edge(b->pos, c->pos), owns_edge(c->pos, a->pos), owns_edge(a->pos, b->pos)};
  for (int y = top; y < bottom; ++y)
    for (int x = left; x < right; ++x) {
      const ImVec2 centre{static_cast<float>(x) + 0.5f, static_cast<float>(y) + 0.5f};
      const float share[] = {turn(b->pos, c->pos, centre), turn(c->pos, a->pos, centre),
                             turn(a->pos, b->pos, centre)};
      bool is_inside = true;
      for (int i = 0; i < 3; ++i) is_inside = is_inside && (share[i] > 0 || (share[i] == 0 && owns[i]));
      if (!is_inside) continue;
      std::array<float, 4> colour{};
      ImVec2 uv{0, 0};
      for (int i = 0; i < 3; ++i) {
        const ImDrawVert& corner = i == 0 ? *a : i == 1 ? *b : *c;
        const float part = share[i] / area;
        constexpr unsigned shifts[] = {IM_COL32_R_SHIFT, IM_COL32_G_SHIFT, IM_COL32_B_SHIFT,
                                       IM_COL32_A_SHIFT};
        for (std::size_t k = 0; k < 4; ++k)
          colour[k] += part * static_cast<float>(channel(corner.col, shifts[k]));
        uv.x += part * corner.uv.x;
        uv.y += part * corner.uv.y;
      }
      float opacity = colour[3] / 255;
      if (texture != nullptr) opacity *= static_cast<float>(texel_opacity(*texture, uv.x, uv.y)) / 255;
      auto& pixel = pixels_[static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) +
                            static_cast<std::size_t>(x)];
      pixel = blended(pixel, colour, opacity);
    }
}

Image PixmanPainter::picture() const {
  Image image{width_, height_, {}};
  image.rgba.resize(pixels_.size() * 4);
  auto* to = image.rgba.data();
  for (const auto pixel : pixels_) {
    *to++ = static_cast<std::uint8_t>(pixel >> 16);
    *to++ = static_cast<std::uint8_t>(pixel >> 8);
    *to++ = static_cast<std::uint8_t>(pixel);
    *to++ = 0xFF;
  }
  return image;
}

}  // namespace talt::platform
