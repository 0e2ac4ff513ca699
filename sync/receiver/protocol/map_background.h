// SPDX-License-Identifier: EUPL-1.2
// The dialogue's map under the drawing: the tiles or the picture that its folder has, as files beside the
// page. They are copied as they are; the browser decodes and places them. One thread.
#pragma once

#include <string>
#include <vector>

#include "app/core/geo.h"
#include "sync/receiver/protocol/map_frame.h"
#include "sync/receiver/protocol/pictures.h"

namespace talt::receiver::protocol {

struct MapPicture {
  std::string href;
  int width = 0, height = 0;  // pixels
  core::Affine pixels_to_drawing;
};
struct MapBackground {
  std::vector<MapPicture> pictures;  // none: nothing of the map lies here
  std::string attribution;
};

/// The walk's map of the dialogue in that folder. Fails where a file cannot be read or written.
core::Result<MapBackground> background_of(const core::Dialogue& dialogue, const std::string& dialogue_folder,
                                          const MapFrame& frame, Pictures& pictures);

}  // namespace talt::receiver::protocol
