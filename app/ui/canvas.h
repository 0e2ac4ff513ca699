// SPDX-License-Identifier: EUPL-1.2
// One frame's draw list without the rest of Dear ImGui: no context, no font atlas, no windows. Solid shapes
// carry no texture (null). One thread.
#pragma once

#include <imgui.h>

#include <memory>

namespace talt::ui {

class Canvas {
 public:
  Canvas();
  ~Canvas();
  /// Empties the list and clips it to the screen.
  ImDrawList& begin(float width, float height);
  /// Valid until the next begin().
  const ImDrawData& end();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace talt::ui
