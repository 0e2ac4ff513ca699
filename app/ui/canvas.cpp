// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/canvas.h"

#include <imgui_internal.h>

namespace talt::ui {

struct Canvas::Parts {
  ImDrawListSharedData shared;
  ImDrawList list{&shared};
  ImDrawList* lists[1] = {&list};
  ImDrawData data;
};

Canvas::Canvas() : parts_(std::make_unique<Parts>()) {
  parts_->shared.SetCircleTessellationMaxError(0.25f);
  parts_->shared.CurveTessellationTol = 1;
  parts_->shared.InitialFlags =
      ImDrawListFlags_AntiAliasedLines | ImDrawListFlags_AntiAliasedFill | ImDrawListFlags_AllowVtxOffset;
}
Canvas::~Canvas() = default;

ImDrawList& Canvas::begin(float width, float height) {
  Parts& parts = *parts_;
  parts.shared.ClipRectFullscreen = {0, 0, width, height};
  parts.data.DisplaySize = {width, height};
  parts.list._ResetForNewFrame();
  parts.list.PushClipRectFullScreen();
  parts.list.PushTextureID(nullptr);
  return parts.list;
}

const ImDrawData& Canvas::end() {
  Parts& parts = *parts_;
  parts.list.PopTextureID();
  parts.list.PopClipRect();
  parts.list._PopUnusedDrawCmd();
  parts.data.Valid = true;
  parts.data.CmdLists = parts.lists;
  parts.data.CmdListsCount = 1;
  parts.data.TotalVtxCount = parts.list.VtxBuffer.Size;
  parts.data.TotalIdxCount = parts.list.IdxBuffer.Size;
  parts.data.FramebufferScale = {1, 1};
  return parts.data;
}

}  // namespace talt::ui
