// SPDX-License-Identifier: EUPL-1.2
#include "platform/screen_sdl_last_drawn.h"

#include <cstring>
#include <span>

namespace talt::platform {

namespace {

bool is_same(const ImDrawCmd& a, const ImDrawCmd& b) {
  return std::memcmp(&a.ClipRect, &b.ClipRect, sizeof a.ClipRect) == 0 && a.TextureId == b.TextureId &&
         a.VtxOffset == b.VtxOffset && a.IdxOffset == b.IdxOffset && a.ElemCount == b.ElemCount;
}

/// Writes `from` into `kept` at `at`; true where it stood there already.
template <class T>
bool stood(std::vector<T>& kept, std::size_t at, const ImVector<T>& from) {
  const auto size = static_cast<std::size_t>(from.Size);
  const bool is_there =
      kept.size() >= at + size && std::memcmp(kept.data() + at, from.Data, size * sizeof(T)) == 0;
  if (is_there) return true;
  kept.resize(at);
  kept.insert(kept.end(), from.begin(), from.end());
  return false;
}

}  // namespace

bool LastDrawn::is_again(const ImDrawData& data, ImU32 ground) {
  bool same = is_known_ && ground == ground_;
  std::size_t vertices = 0, indices = 0, commands = 0;
  std::vector<int> list_ends;
  for (const ImDrawList* list : std::span(data.CmdLists, static_cast<std::size_t>(data.CmdListsCount))) {
    same = stood(vertices_, vertices, list->VtxBuffer) && same;
    same = stood(indices_, indices, list->IdxBuffer) && same;
    vertices += static_cast<std::size_t>(list->VtxBuffer.Size);
    indices += static_cast<std::size_t>(list->IdxBuffer.Size);
    for (const ImDrawCmd& command : list->CmdBuffer) {
      if (commands == commands_.size()) commands_.push_back({});
      same = is_same(commands_[commands], command) && same;
      commands_[commands++] = command;
    }
    list_ends.push_back(static_cast<int>(commands));
  }
  same = same && list_ends == list_ends_ && commands == commands_.size();
  commands_.resize(commands);
  list_ends_ = std::move(list_ends);
  ground_ = ground;
  is_known_ = true;
  return same;
}

}  // namespace talt::platform
