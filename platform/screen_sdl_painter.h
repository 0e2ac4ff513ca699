// SPDX-License-Identifier: EUPL-1.2
// What ImGui drew, drawn by SDL's renderer. For screen_sdl.cpp; the drawing thread.
#pragma once

#include <SDL2/SDL_render.h>
#include <imgui.h>

namespace talt::platform {

SDL_Color colour_of(ImU32 colour);
/// `by_rectangles`: the software renderer fills triangles pixel by pixel, but copies rectangles by rows, and
/// nearly all that is drawn is rectangles.
void draw_command(SDL_Renderer* renderer, bool by_rectangles, const ImDrawList& list,
                  const ImDrawCmd& command);

}  // namespace talt::platform
