// SPDX-License-Identifier: EUPL-1.2
#include "platform/screen_sdl_painter.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>

namespace talt::platform {

SDL_Color colour_of(ImU32 colour) {
  return {static_cast<Uint8>(colour >> IM_COL32_R_SHIFT), static_cast<Uint8>(colour >> IM_COL32_G_SHIFT),
          static_cast<Uint8>(colour >> IM_COL32_B_SHIFT), static_cast<Uint8>(colour >> IM_COL32_A_SHIFT)};
}

namespace {

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

}  // namespace

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

}  // namespace talt::platform
