// SPDX-License-Identifier: EUPL-1.2
// Where the interface gets its images from: words, pictures, map tiles and soft shapes, made once and kept as
// long as there is room. A texture is valid for the frame in which it was asked for. One thread.
#pragma once

#include <imgui.h>

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/geo.h"
#include "app/ui/shape.h"
#include "platform/text.h"

namespace talt::ui {

struct Texture {
  ImTextureID id = nullptr;  // null: there is none (yet); draw what stands for it
  float width = 0;           // of the image itself, pixels
  float height = 0;
  ImVec2 uv_min{0, 0};
  ImVec2 uv_max{1, 1};
  bool is_none() const { return id == nullptr; }
};

struct TextTexture {
  Texture image;  // white, to be tinted by the vertex colour
  platform::TextSize size;
};

/// What a map file says about itself; degrees.
struct MapInfo {
  std::vector<core::TileGrid> levels;  // of tiles, the coarsest first; empty for a picture
  double west = 0, south = 0, east = 0, north = 0;
  int width = 0;  // of a picture with control points, pixels; 0 for tiles
  int height = 0;
};

class Textures {
 public:
  virtual ~Textures() = default;
  virtual TextTexture text(const platform::Paragraph& paragraph) = 0;
  /// Sizes without drawing, remembered.
  virtual platform::TextSize measure(const platform::Paragraph& paragraph) = 0;
  /// Carets and cap heights.
  virtual platform::TextRenderer& letters() = 0;
  virtual Texture shape(const Shape& shape) = 0;
  /// A file of the dialogue's folder, scaled to `side_max`; none where it cannot be read, or is not yet read.
  virtual Texture picture(std::string_view file, int side_max) = 0;
  /// By index into Dialogue::maps. Null where the map could not be opened.
  virtual const MapInfo* map(std::size_t map) = 0;
  /// Scaled to `side_max`; none where the map has none, or it is not yet read.
  virtual Texture tile(std::size_t map, std::size_t level, int column, int row, int side_max) = 0;
  /// A picture that the kiosk shows and changes, by name; none while there is none. Names of a walk:
  ///   "camera"            what the camera sees now
  ///   "photo"             the photo that faces are being blurred on, as it is after the last stroke
  ///   "photo.file:N"      a small picture of the Nth file to choose from, N from 1 as in #file:N
  ///   "attachment:HEX"    a small picture of a photo kept, HEX its AttachmentName in 64 small hex digits
  /// Where there is none an icon stands in its place: none of them is needed for anything to work.
  virtual Texture live(std::string_view name) = 0;
};

}  // namespace talt::ui
