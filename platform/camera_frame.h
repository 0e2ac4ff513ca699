// SPDX-License-Identifier: EUPL-1.2
// A frame as a camera lays it in memory, and the photo it becomes: by libjpeg or libyuv, within
// talt-media.so. Outside data: the bytes are counted before they are read. Any thread.
#pragma once

#include <cstdint>

#include "platform/photo.h"

namespace talt::platform {

/// linux/videodev2.h tells how each lies in memory. BT.601, 16 to 235, as USB cameras send.
enum class FrameForm : std::uint8_t { Jpeg, Yuyv, Uyvy, Nv12, I420, Rgb, Bgr, Grey };

struct CameraFrame {
  FrameForm form = FrameForm::Jpeg;
  int width = 0;  // as the driver says; a JPEG tells its own
  int height = 0;
  int row_bytes = 0;  // from row to row; of the first plane
  core::ByteView bytes;
};

/// The least that a row takes; 0 for a JPEG.
int row_bytes_of(FrameForm form, int width);
/// The least that a frame takes; 0 for a JPEG.
std::int64_t frame_bytes_of(FrameForm form, int row_bytes, int height);

/// Its long edge at most `side_max`. Fails where bytes are missing or are no picture.
core::Result<TakenIn> take_in_frame(const CameraFrame& frame, int side_max);

}  // namespace talt::platform
