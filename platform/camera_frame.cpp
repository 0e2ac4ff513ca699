// SPDX-License-Identifier: EUPL-1.2
#include "platform/camera_frame.h"

namespace talt::platform {

int row_bytes_of(FrameForm form, int width) {
  switch (form) {
    case FrameForm::Jpeg:
      return 0;
    case FrameForm::Yuyv:
    case FrameForm::Uyvy:
      return (width + 1) / 2 * 4;
    case FrameForm::Nv12:
    case FrameForm::I420:
      return (width + 1) / 2 * 2;
    case FrameForm::Rgb:
    case FrameForm::Bgr:
      return width * 3;
    case FrameForm::Grey:
      return width;
  }
  return 0;
}

std::int64_t frame_bytes_of(FrameForm form, int row_bytes, int height) {
  const auto plane = std::int64_t{row_bytes} * height;
  const auto half = std::int64_t{row_bytes} * ((height + 1) / 2);  // of NV12 and I420: their colours
  return form == FrameForm::Nv12 || form == FrameForm::I420 ? plane + half : plane;
}

}  // namespace talt::platform
