// SPDX-License-Identifier: EUPL-1.2
// Row by row, so that a picture of twelve million pixels never lies in memory a second time.
#include <libyuv/convert_argb.h>
#include <libyuv/convert_from_argb.h>

#include <algorithm>

#include "platform/camera_frame.h"
#include "platform/photo_formats.h"

namespace talt::platform::media {
namespace {

/// One row as BGRA, which libyuv calls ARGB. False where libyuv refuses.
bool row_to_bgra(const CameraFrame& frame, int row, std::uint8_t* bgra) {
  const auto stride = static_cast<std::ptrdiff_t>(frame.row_bytes);
  const auto* from = frame.bytes.data() + stride * row;
  const auto* colours = frame.bytes.data() + stride * frame.height;
  const int width = frame.width, out = width * 4;
  switch (frame.form) {
    case FrameForm::Yuyv:
      return libyuv::YUY2ToARGB(from, frame.row_bytes, bgra, out, width, 1) == 0;
    case FrameForm::Uyvy:
      return libyuv::UYVYToARGB(from, frame.row_bytes, bgra, out, width, 1) == 0;
    case FrameForm::Nv12: {
      const auto* both = colours + stride * (row / 2);
      return libyuv::NV12ToARGB(from, frame.row_bytes, both, frame.row_bytes, bgra, out, width, 1) == 0;
    }
    case FrameForm::I420: {
      const auto half = stride / 2;
      const auto* blue = colours + half * (row / 2);
      const auto* red = blue + half * ((frame.height + 1) / 2);
      const int step = static_cast<int>(half);
      return libyuv::I420ToARGB(from, frame.row_bytes, blue, step, red, step, bgra, out, width, 1) == 0;
    }
    case FrameForm::Bgr:
      return libyuv::RGB24ToARGB(from, frame.row_bytes, bgra, out, width, 1) == 0;
    case FrameForm::Rgb:
      return libyuv::RAWToARGB(from, frame.row_bytes, bgra, out, width, 1) == 0;
    case FrameForm::Grey:
      return libyuv::J400ToARGB(from, frame.row_bytes, bgra, out, width, 1) == 0;
    case FrameForm::Jpeg:
      return false;
  }
  return false;
}

core::Error cut_frame(std::int64_t wanted, std::size_t there) {
  return {"the camera's picture cannot be read",
          "it has " + std::to_string(there) + " of " + std::to_string(wanted) + " bytes", ""};
}

}  // namespace

core::Result<TakenIn> take_in_frame(const CameraFrame& frame, int side_max) {
  if (frame.form == FrameForm::Jpeg) {
    auto taken = take_in_jpeg(frame.bytes, side_max);
    if (!taken) return taken.error();
    return std::move(*taken);
  }
  if (auto size = check_photo_size(frame.width, frame.height); !size) return size.error();
  if (frame.row_bytes < row_bytes_of(frame.form, frame.width))
    return core::Error{"the camera's picture cannot be read", "its rows are too short", ""};
  const auto wanted = frame_bytes_of(frame.form, frame.row_bytes, frame.height);
  if (static_cast<std::int64_t>(frame.bytes.size()) < wanted) return cut_frame(wanted, frame.bytes.size());
  core::RowShrinker shrinker(frame.width, frame.height, side_max);
  core::Bytes bgra(static_cast<std::size_t>(frame.width) * 4), rgb(static_cast<std::size_t>(frame.width) * 3);
  for (int row = 0; row < frame.height; ++row) {
    if (!row_to_bgra(frame, row, bgra.data()))
      return core::Error{"the camera's picture cannot be read", "libyuv does not know it", ""};
    libyuv::ARGBToRAW(bgra.data(), 0, rgb.data(), 0, frame.width, 1);
    shrinker.add(rgb.data());
  }
  return TakenIn{shrinker.finish(), Wholeness::Whole};
}

}  // namespace talt::platform::media
