// SPDX-License-Identifier: EUPL-1.2
// What the last frame was made of, so that a frame that would look the same is not drawn again. One thread.
#pragma once

#include <imgui.h>

#include <vector>

namespace talt::platform {

class LastDrawn {
 public:
  /// True where `data` over `ground` is what was drawn last; else keeps a copy of it as the last.
  bool is_again(const ImDrawData& data, ImU32 ground);
  /// The next frame is drawn whatever it is: the glass lost its picture, or a texture's name may be taken
  /// anew.
  void forget() { is_known_ = false; }

 private:
  std::vector<ImDrawVert> vertices_;
  std::vector<ImDrawIdx> indices_;
  std::vector<ImDrawCmd> commands_;
  std::vector<int> list_ends_;  // how many commands there are up to each list's end
  ImU32 ground_ = 0;
  bool is_known_ = false;
};

}  // namespace talt::platform
