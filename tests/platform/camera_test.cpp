// SPDX-License-Identifier: EUPL-1.2
// A camera from its plug to a picture, and all that it may do on the way there.
#include "platform/camera.h"

#include <SDL.h>
#include <SDL_image.h>
#include <catch2/catch.hpp>

#include "tests/doubles/scripted_camera.h"

using namespace talt;
using namespace talt::platform;
using doubles::ScriptedCamera;
using doubles::SentFrame;

namespace {

constexpr int side = 2048;

/// Looks until a picture comes: it must within ten looks.
TakenIn seen(Camera& camera, int side_max = side) {
  for (int i = 0; i < 10; ++i) {
    auto look = camera.look(100, side_max);
    if (!look) FAIL(look.error().text());
    if (look->picture) return std::move(*look->picture);
  }
  FAIL("no picture came");
  return {};
}

std::array<int, 3> colour_at(const core::Photo& photo, double across, double down) {
  const auto x = static_cast<std::size_t>(across * photo.width),
             y = static_cast<std::size_t>(down * photo.height);
  const auto at = (y * static_cast<std::size_t>(photo.width) + x) * 3;
  return {photo.rgb[at], photo.rgb[at + 1], photo.rgb[at + 2]};
}

bool is_near(const std::array<int, 3>& a, const std::array<int, 3>& b) {
  for (std::size_t i = 0; i < 3; ++i)
    if (std::abs(a[i] - b[i]) > 6) return false;
  return true;
}

void check_evening(const core::Photo& photo) {
  CHECK(is_near(colour_at(photo, 0.25, 0.25), {240, 240, 240}));
  CHECK(is_near(colour_at(photo, 0.75, 0.25), {30, 30, 30}));
  CHECK(is_near(colour_at(photo, 0.25, 0.75), {30, 30, 30}));
  CHECK(is_near(colour_at(photo, 0.75, 0.75), {200, 30, 30}));
}

/// As most programs write it, with libjpeg's usual tables; what Talt writes has tables of its own.
core::Bytes usual_jpeg(const core::Photo& photo) {
  auto rgb = photo.rgb;
  auto* surface = SDL_CreateRGBSurfaceWithFormatFrom(rgb.data(), photo.width, photo.height, 24,
                                                     photo.width * 3, SDL_PIXELFORMAT_RGB24);
  core::Bytes file(1 << 20);
  auto* stream = SDL_RWFromMem(file.data(), static_cast<int>(file.size()));
  REQUIRE(IMG_SaveJPG_RW(surface, stream, 0, 90) == 0);
  file.resize(static_cast<std::size_t>(SDL_RWtell(stream)));
  SDL_RWclose(stream);
  SDL_FreeSurface(surface);
  return file;
}

/// AVI's MJPG, and many cameras: no DHT segment.
core::Bytes without_tables(const core::Bytes& file) {
  core::Bytes bare(file.begin(), file.begin() + 2);
  std::size_t at = 2, tables = 0;
  while (at + 4 < file.size() && file[at + 1] != 0xDA) {
    const auto size = std::size_t{file[at + 2]} * 256 + file[at + 3] + 2;
    const bool is_table = file[at + 1] == 0xC4;
    tables += is_table ? 1 : 0;
    if (!is_table) bare.insert(bare.end(), &file[at], &file[at] + size);
    at += size;
  }
  REQUIRE(tables == 4);
  bare.insert(bare.end(), file.begin() + static_cast<std::ptrdiff_t>(at), file.end());
  return bare;
}

/// A whole use of a camera: found, looked through, a picture taken. What went wrong, if anything did.
std::optional<CameraFault> use(VideoSystem& system) {
  auto found = find_camera("", system);
  if (!found.camera) return found.fault;
  const auto fault_of = [&](auto&& failed) {
    return failed ? std::nullopt : std::optional(found.camera->fault());
  };
  for (int i = 0; i < 2; ++i)
    if (const auto fault = fault_of(found.camera->look(10, side))) return fault;
  if (const auto fault = fault_of(found.camera->aim(Camera::Aim::Still))) return fault;
  for (int i = 0; i < 5; ++i)
    if (const auto fault = fault_of(found.camera->look(10, side))) return fault;
  return std::nullopt;
}

void check_put_away(ScriptedCamera& system) {
  CHECK_FALSE(system.is_open());
  CHECK(system.mapped() == 0);
  CHECK(system.broken() == std::vector<std::string>{});
}

}  // namespace

TEST_CASE("a camera shows a small picture all the time and takes a large one") {
  ScriptedCamera system;
  {
    auto found = find_camera("", system);
    REQUIRE(found.camera);
    auto shown = seen(*found.camera);
    CHECK(shown.photo.width == 640);
    check_evening(shown.photo);
    REQUIRE(found.camera->aim(Camera::Aim::Still));
    auto taken = seen(*found.camera);
    CHECK(taken.photo.width == 1600);
    CHECK(taken.photo.height == 1200);
    check_evening(taken.photo);
    REQUIRE(found.camera->aim(Camera::Aim::Preview));
    CHECK(seen(*found.camera, 320).photo.width == 320);
  }
  check_put_away(system);
}

TEST_CASE("a camera's raw pictures have the colours that it saw") {
  ScriptedCamera system;
  system.modes = {{V4L2_PIX_FMT_YUYV, 320, 240}, {V4L2_PIX_FMT_YUYV, 640, 480}};
  auto found = find_camera("", system);
  REQUIRE(found.camera);
  check_evening(seen(*found.camera).photo);
}

TEST_CASE("every raw form that Talt reads gives the same picture") {
  const auto form = GENERATE(FrameForm::Yuyv, FrameForm::Uyvy, FrameForm::Nv12, FrameForm::I420,
                             FrameForm::Rgb, FrameForm::Bgr);
  constexpr int width = 38, height = 22, padding = 6;  // rows are longer than their pixels
  const int row_bytes = row_bytes_of(form, width) + padding;
  core::Bytes bytes(static_cast<std::size_t>(frame_bytes_of(form, row_bytes, height)), 0);
  const auto photo = doubles::evening(width, height);
  const auto yuyv = doubles::yuyv_of(photo);
  const auto half_row = static_cast<std::size_t>(row_bytes / 2);
  for (std::size_t y = 0; y < height; ++y)
    for (std::size_t x = 0; x < width; ++x) {
      const auto* pixel = &photo.rgb[(y * width + x) * 3];
      const auto* pair = &yuyv[(y * width + x / 2 * 2) * 2];
      auto* row = &bytes[y * static_cast<std::size_t>(row_bytes)];
      const auto plane = static_cast<std::size_t>(row_bytes) * height;
      const std::uint8_t luma = pair[x % 2 * 2], blue = pair[1], red = pair[3];
      if (form == FrameForm::Yuyv) row[x * 2] = luma, row[x * 2 + 1] = x % 2 == 0 ? blue : red;
      if (form == FrameForm::Uyvy) row[x * 2 + 1] = luma, row[x * 2] = x % 2 == 0 ? blue : red;
      if (form == FrameForm::Rgb) std::copy_n(pixel, 3, row + x * 3);
      if (form == FrameForm::Bgr) std::reverse_copy(pixel, pixel + 3, row + x * 3);
      if (form == FrameForm::Nv12 || form == FrameForm::I420) row[x] = luma;
      if (form == FrameForm::Nv12)
        bytes[plane + y / 2 * static_cast<std::size_t>(row_bytes) + x] = x % 2 == 0 ? blue : red;
      if (form != FrameForm::I420) continue;
      bytes[plane + y / 2 * half_row + x / 2] = blue;
      bytes[plane + height / 2 * half_row + y / 2 * half_row + x / 2] = red;
    }
  auto taken = take_in_frame({form, width, height, row_bytes, bytes}, side);
  REQUIRE(taken);
  check_evening(taken->photo);

  bytes.pop_back();
  const auto cut = take_in_frame({form, width, height, row_bytes, bytes}, side);
  REQUIRE_FALSE(cut);
  CHECK(cut.error().text().find("bytes") != std::string::npos);
}

TEST_CASE("a camera that leaves the usual tables out of its JPEG is read like others") {
  ScriptedCamera system;
  system.sends = [](const v4l2_pix_format& format) {
    auto file = without_tables(usual_jpeg(doubles::evening(640, 480)));
    return format.width == 640 ? std::optional(SentFrame{std::move(file), {}, {}, false}) : std::nullopt;
  };
  auto found = find_camera("", system);
  REQUIRE(found.camera);
  check_evening(seen(*found.camera).photo);
}

TEST_CASE("a camera pulled out at any moment is told of as such, and nothing of it stays open") {
  const int error = GENERATE(ENODEV, EIO);
  ScriptedCamera whole;
  REQUIRE_FALSE(use(whole));
  const int calls = whole.calls();
  REQUIRE(calls > 40);
  for (int call = 1; call <= calls; ++call) {
    CAPTURE(call, error);
    ScriptedCamera system;
    system.unplugged_at_call = call;
    system.unplugged_as = error;
    const auto fault = use(system);
    CHECK(system.was_unplugged());
    // Where only lists were cut short there may be no camera to tell of; in the last calls it is put away.
    if (fault) CHECK(*fault == CameraFault::NotThere);
    const bool was_at_rest = system.calls() > calls - 4;
    const bool was_in_lists = !fault && !was_at_rest;
    if (was_in_lists) CHECK(call <= 12);
    check_put_away(system);
  }
}

TEST_CASE("a camera that fails any one request is let go, whatever it failed with") {
  const unsigned long request = GENERATE(as<unsigned long>(), VIDIOC_QUERYCAP, VIDIOC_S_FMT, VIDIOC_REQBUFS,
                                         VIDIOC_QUERYBUF, VIDIOC_QBUF, VIDIOC_STREAMON, VIDIOC_DQBUF);
  const int error = GENERATE(EINVAL, EBUSY, ENOMEM, ENOSPC, EPROTO, ETIMEDOUT);
  CAPTURE(request, error);
  ScriptedCamera system;
  system.fails[request] = error;
  const auto fault = use(system);
  const bool is_no_camera = request == VIDIOC_QUERYCAP && error == EINVAL;  // a node of something else
  REQUIRE(fault.has_value() != is_no_camera);
  if (fault) CHECK(*fault == (error == EBUSY ? CameraFault::Busy : CameraFault::Failing));
  check_put_away(system);
}

TEST_CASE("whoever may not use the camera is told what to do") {
  ScriptedCamera system;
  system.refuses["/dev/video0"] = EACCES;
  auto found = find_camera("", system);
  CHECK(found.fault == CameraFault::NotAllowed);
  CHECK(found.why.remedy.find("group video") != std::string::npos);
  system.refuses["/dev/video0"] = EBUSY;
  found = find_camera("", system);
  CHECK(found.fault == CameraFault::Busy);
  CHECK(found.why.why.find("another program") != std::string::npos);
}

TEST_CASE("a camera that another program has is passed over for a free one") {
  ScriptedCamera system;
  system.paths = {"/dev/video0", "/dev/video2"};
  system.refuses["/dev/video0"] = EBUSY;
  CHECK(find_camera("", system).camera);
  CHECK(find_camera("/dev/video0", system).fault == CameraFault::Busy);
  CHECK(find_camera("/dev/video2", system).camera);
  CHECK(find_camera("/dev/video9", system).fault == CameraFault::NotThere);
}

TEST_CASE("nodes that are no cameras are none") {
  ScriptedCamera system;
  SECTION("a camera's metadata") {
    system.capabilities = V4L2_CAP_META_CAPTURE | V4L2_CAP_STREAMING;
  }
  SECTION("an encoder") {
    system.capabilities |= V4L2_CAP_VIDEO_M2M;
  }
  SECTION("what does not stream") {
    system.capabilities = V4L2_CAP_VIDEO_CAPTURE;
  }
  SECTION("a bare sensor, whose raw pixels Talt does not develop") {
    system.modes = {{V4L2_PIX_FMT_SRGGB10, 640, 480}};
  }
  SECTION("a loopback that nobody feeds") {
    system.modes.clear();
  }
  const auto found = find_camera("", system);
  CHECK_FALSE(found.camera);
  CHECK_FALSE(found.fault);
  CHECK(find_camera("/dev/video0", system).fault == CameraFault::Failing);  // asked for by name
  check_put_away(system);
}

TEST_CASE("a picture that is none is let go, and the next one shows") {
  ScriptedCamera system;
  int sent = 0;
  const auto bad = GENERATE(0, 1, 2, 3, 4, 5);
  system.sends = [&](const v4l2_pix_format& format) {
    auto frame = ScriptedCamera::camera_sees(format);
    if (sent++ > 0) return frame;
    if (bad == 0) frame->bytes.clear();
    if (bad == 1) frame->claims_bytes = format.sizeimage + 1;
    if (bad == 2) frame->claims_bytes = 0xFFFF'FFFF;
    if (bad == 3) frame->is_flagged = true;
    if (bad == 4) frame->bytes.resize(frame->bytes.size() / 4);
    if (bad == 5) std::fill(frame->bytes.begin(), frame->bytes.end(), std::uint8_t{0});
    return frame;
  };
  auto found = find_camera("", system);
  REQUIRE(found.camera);
  const auto first = found.camera->look(10, side);
  REQUIRE(first);
  CHECK_FALSE(first->picture);
  CHECK_FALSE(first->refused.empty());
  check_evening(seen(*found.camera).photo);
}

TEST_CASE("a raw picture that is too short is let go, and nothing beyond it is read") {
  ScriptedCamera system;
  system.modes = {{V4L2_PIX_FMT_YUYV, 640, 480}};
  int sent = 0;
  system.sends = [&](const v4l2_pix_format& format) {
    auto frame = ScriptedCamera::camera_sees(format);
    if (sent++ == 0) frame->bytes.resize(frame->bytes.size() - 1);
    return frame;
  };
  auto found = find_camera("", system);
  REQUIRE(found.camera);
  const auto first = found.camera->look(10, side);
  REQUIRE(first);
  CHECK_FALSE(first->picture);
  check_evening(seen(*found.camera).photo);
}

TEST_CASE("a camera that sends nothing is waited for no longer than was said") {
  ScriptedCamera system;
  system.sends = [](const v4l2_pix_format&) { return std::nullopt; };
  auto found = find_camera("", system);
  REQUIRE(found.camera);
  const auto look = found.camera->look(10, side);
  REQUIRE(look);
  CHECK_FALSE(look->picture);
  CHECK(look->refused.empty());
}

TEST_CASE("a driver that answers with what cannot be is not believed") {
  ScriptedCamera system;
  const auto lie = GENERATE(range(0, 10));
  CAPTURE(lie);
  system.modes = {{V4L2_PIX_FMT_YUYV, 640, 480}};
  system.lies = [lie](unsigned long request, void* argument) {
    auto& format = static_cast<v4l2_format*>(argument)->fmt.pix;
    auto& buffer = *static_cast<v4l2_buffer*>(argument);
    if (request == VIDIOC_S_FMT) {
      if (lie == 0) format.width = 0;
      if (lie == 1) format.width = 0xFFFF'FFFF;
      if (lie == 2) format.width = format.height = 16'384;  // 268 million pixels
      if (lie == 3) format.bytesperline = 640;              // rows that overlap
      if (lie == 4) format.bytesperline = 0xFFFF'FFF0;
      if (lie == 5) format.pixelformat = V4L2_PIX_FMT_SRGGB10;
    }
    if (request == VIDIOC_REQBUFS) {
      auto& count = static_cast<v4l2_requestbuffers*>(argument)->count;
      if (lie == 6 && count > 0) count = 0xFFFF'FFFF;
      if (lie == 7) count = 0;
    }
    if (request == VIDIOC_QUERYBUF && lie == 8) buffer.length = 0;
    if (request == VIDIOC_QUERYBUF && lie == 9) buffer.length = 0xFFFF'FFFF;
  };
  const auto found = find_camera("", system);
  CHECK_FALSE(found.camera);
  CHECK(found.fault == CameraFault::Failing);
  check_put_away(system);
}

TEST_CASE("a driver that hands over a buffer it never had is left") {
  ScriptedCamera system;
  system.sends = [](const v4l2_pix_format& format) {
    auto frame = ScriptedCamera::camera_sees(format);
    frame->claims_index = 4'000'000'000;
    return frame;
  };
  {
    auto found = find_camera("", system);
    REQUIRE(found.camera);
    REQUIRE_FALSE(found.camera->look(10, side));
    CHECK(found.camera->fault() == CameraFault::Failing);
  }
  check_put_away(system);
}

TEST_CASE("the preview is small, of the still's shape, and the still is as large as a photo may be") {
  ScriptedCamera system;
  system.modes = {{V4L2_PIX_FMT_YUYV, 640, 480},     {V4L2_PIX_FMT_MJPEG, 640, 480},
                  {V4L2_PIX_FMT_MJPEG, 1280, 720},   {V4L2_PIX_FMT_MJPEG, 1920, 1080},
                  {V4L2_PIX_FMT_YUYV, 1920, 1080},   {V4L2_PIX_FMT_MJPEG, 8000, 6000},
                  {V4L2_PIX_FMT_SRGGB10, 4000, 3000}};
  auto found = find_camera("", system);
  REQUIRE(found.camera);
  CHECK(system.format().width == 1280);  // 640 x 480 is nearer, but shows another part of the scene
  REQUIRE(found.camera->aim(Camera::Aim::Still));
  CHECK(system.format().width == 1920);  // 48 million pixels are too many; raw ones come slowly
  CHECK(system.format().pixelformat == V4L2_PIX_FMT_MJPEG);
}

TEST_CASE("a driver that lists no sizes is asked for the usual ones") {
  ScriptedCamera system;
  system.lists_sizes = false;
  auto found = find_camera("", system);
  REQUIRE(found.camera);
  CHECK(seen(*found.camera).photo.width == 640);
}

TEST_CASE("a driver whose lists never end is asked no more than enough") {
  ScriptedCamera system;
  system.modes.assign(1'000'000, {V4L2_PIX_FMT_MJPEG, 640, 480});
  auto found = find_camera("", system);
  REQUIRE(found.camera);
  CHECK(system.calls() < 64 * 257 + 100);
}
