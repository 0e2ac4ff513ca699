// SPDX-License-Identifier: EUPL-1.2
#include "platform/camera_v4l2_modes.h"

#include <linux/videodev2.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>
#include <utility>

namespace talt::platform {

namespace {

constexpr std::uint32_t formats_max = 64;  // asked of one device, and sizes of one format
constexpr std::uint32_t sizes_max = 256;
constexpr int side_least = 32, side_most = 16'384;
constexpr std::int64_t still_pixels_max = 4096 * 3072;
constexpr std::int64_t preview_pixels_aim = 800 * 600, preview_pixels_max = 1280 * 960;
constexpr std::array<std::pair<int, int>, 10> usual_sizes = {{{640, 480},
                                                              {800, 600},
                                                              {1280, 720},
                                                              {1280, 960},
                                                              {1600, 1200},
                                                              {1920, 1080},
                                                              {2592, 1944},
                                                              {3264, 2448},
                                                              {3840, 2160},
                                                              {4000, 3000}}};

std::int64_t pixels_of(const CameraMode& mode) {
  return std::int64_t{mode.width} * mode.height;
}

bool is_compressed(const CameraMode& mode) {
  return form_of(mode.fourcc) == FrameForm::Jpeg;
}

void add(std::vector<CameraMode>& modes, std::uint32_t fourcc, std::int64_t width, std::int64_t height) {
  if (std::min(width, height) < side_least || std::max(width, height) > side_most) return;
  modes.push_back({fourcc, static_cast<int>(width), static_cast<int>(height)});
}

/// The nearest to `wanted` that the device can do.
std::int64_t stepped(std::int64_t wanted, std::uint32_t least, std::uint32_t most, std::uint32_t step) {
  if (most < least) return 0;
  const auto within = std::clamp<std::int64_t>(wanted, least, most);
  return least + (within - least) / std::max(1U, step) * std::max(1U, step);
}

void add_stepwise(std::vector<CameraMode>& modes, std::uint32_t fourcc, const v4l2_frmsize_stepwise& sizes) {
  for (const auto& [width, height] : usual_sizes)
    add(modes, fourcc, stepped(width, sizes.min_width, sizes.max_width, sizes.step_width),
        stepped(height, sizes.min_height, sizes.max_height, sizes.step_height));
}

void add_sizes(VideoSystem& system, int device, std::uint32_t fourcc, std::vector<CameraMode>& modes) {
  for (std::uint32_t i = 0; i < sizes_max; ++i) {
    v4l2_frmsizeenum size{};
    size.index = i;
    size.pixel_format = fourcc;
    if (system.control(device, VIDIOC_ENUM_FRAMESIZES, &size) < 0) {
      if (i == 0)
        for (const auto& [width, height] : usual_sizes) add(modes, fourcc, width, height);
      return;
    }
    if (size.type != V4L2_FRMSIZE_TYPE_DISCRETE) return add_stepwise(modes, fourcc, size.stepwise);
    add(modes, fourcc, size.discrete.width, size.discrete.height);
  }
}

double shape_of(const CameraMode& mode) {
  return static_cast<double>(mode.width) / mode.height;
}

}  // namespace

std::optional<FrameForm> form_of(std::uint32_t fourcc) {
  switch (fourcc) {
    case V4L2_PIX_FMT_MJPEG:
    case V4L2_PIX_FMT_JPEG:
      return FrameForm::Jpeg;
    case V4L2_PIX_FMT_YUYV:
      return FrameForm::Yuyv;
    case V4L2_PIX_FMT_UYVY:
      return FrameForm::Uyvy;
    case V4L2_PIX_FMT_NV12:
      return FrameForm::Nv12;
    case V4L2_PIX_FMT_YUV420:
      return FrameForm::I420;
    case V4L2_PIX_FMT_RGB24:
      return FrameForm::Rgb;
    case V4L2_PIX_FMT_BGR24:
      return FrameForm::Bgr;
    case V4L2_PIX_FMT_GREY:
      return FrameForm::Grey;
    default:
      return std::nullopt;
  }
}

std::vector<CameraMode> camera_modes(VideoSystem& system, int device) {
  std::vector<CameraMode> modes;
  for (std::uint32_t i = 0; i < formats_max; ++i) {
    v4l2_fmtdesc format{};
    format.index = i;
    format.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    if (system.control(device, VIDIOC_ENUM_FMT, &format) < 0) break;
    if (form_of(format.pixelformat)) add_sizes(system, device, format.pixelformat, modes);
  }
  return modes;
}

CameraMode still_mode(const std::vector<CameraMode>& modes) {
  const auto worth = [](const CameraMode& mode) {
    const auto pixels = pixels_of(mode);
    const bool fits = pixels <= still_pixels_max;
    return std::tuple(fits, fits ? pixels : -pixels, is_compressed(mode));
  };
  return *std::max_element(modes.begin(), modes.end(),
                           [&](const auto& a, const auto& b) { return worth(a) < worth(b); });
}

CameraMode preview_mode(const std::vector<CameraMode>& modes, const CameraMode& still) {
  const auto cost = [&](const CameraMode& mode) {
    const auto pixels = pixels_of(mode);
    const bool is_large = pixels > preview_pixels_max;
    const bool is_of_shape = std::abs(shape_of(mode) / shape_of(still) - 1) < 0.03;
    const auto apart = std::abs(std::log2(static_cast<double>(pixels) / preview_pixels_aim));
    return std::tuple(is_large, is_of_shape || is_large ? 0 : 1, apart, !is_compressed(mode));
  };
  return *std::min_element(modes.begin(), modes.end(),
                           [&](const auto& a, const auto& b) { return cost(a) < cost(b); });
}

}  // namespace talt::platform
