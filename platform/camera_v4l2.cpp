// SPDX-License-Identifier: EUPL-1.2
// Streaming by mapped buffers (V4L2, "Streaming I/O (Memory Mapping)"). Raw requests and not libv4l: that
// decodes JPEG by a reader of its own, starts other programs for some old cameras, and converts what libyuv
// converts faster; its calls cannot be played in a test.
#include <linux/videodev2.h>
#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

#include "platform/camera.h"
#include "platform/camera_frame.h"
#include "platform/camera_system.h"
#include "platform/camera_v4l2_modes.h"

namespace talt::platform {

namespace {

constexpr std::uint32_t buffers_wanted = 3, buffers_max = 32;
constexpr std::size_t frame_bytes_max = core::photo_file_bytes_max;
constexpr int let_go_for_still = 3;  // frames, until the exposure has settled

CameraFault fault_of(int error) {
  switch (error) {
    case EACCES:
    case EPERM:
      return CameraFault::NotAllowed;
    case EBUSY:
      return CameraFault::Busy;
    case ENODEV:
    case ENXIO:
    case ENOENT:
    case EIO:
      return CameraFault::NotThere;
    default:
      return CameraFault::Failing;
  }
}

core::Error error_of(CameraFault fault, const std::string& path, const std::string& why) {
  const std::string what = "the camera " + path + " gives no picture";
  switch (fault) {
    case CameraFault::NotThere:
      return {what, "it is not plugged in: " + why, "plug it in, then look again"};
    case CameraFault::Busy:
      return {what, "another program has it", "end that program, then look again"};
    case CameraFault::NotAllowed:
      return {what, "the user who runs Talt may not open it",
              "put that user into the group video (usermod -aG video USER), then start Talt again"};
    case CameraFault::Failing:
      return {what, why, "unplug it and plug it in again, or take another camera (--camera)"};
  }
  return {what, why, ""};
}

/// An open device, closed with its owner.
class Device {
 public:
  Device(VideoSystem& system, std::string path)
      : system_(system), path_(std::move(path)), number_(system.open(path_)) {}
  ~Device() {
    if (number_ >= 0) system_.close(number_);
  }
  Device(const Device&) = delete;
  Device& operator=(const Device&) = delete;

  int number() const { return number_; }
  const std::string& path() const { return path_; }
  VideoSystem& system() const { return system_; }
  int ask(unsigned long request, void* argument) const { return system_.control(number_, request, argument); }

 private:
  VideoSystem& system_;
  std::string path_;
  int number_;
};

/// What the driver agreed to.
struct Agreed {
  FrameForm form = FrameForm::Jpeg;
  int width = 0, height = 0, row_bytes = 0;
};

std::optional<Agreed> believed(const v4l2_pix_format& said) {
  const auto form = form_of(said.pixelformat);
  constexpr std::uint32_t side_most = 16'384, row_most = side_most * 4;
  if (!form || said.width < 1 || said.height < 1 || said.width > side_most || said.height > side_most ||
      said.bytesperline > row_most || std::int64_t{said.width} * said.height > core::photo_pixels_max)
    return std::nullopt;
  Agreed agreed{*form, static_cast<int>(said.width), static_cast<int>(said.height), 0};
  const int least = row_bytes_of(*form, agreed.width);
  agreed.row_bytes = said.bytesperline == 0 ? least : static_cast<int>(said.bytesperline);
  if (*form != FrameForm::Jpeg && agreed.row_bytes < least) return std::nullopt;
  return agreed;
}

class V4l2Camera final : public Camera {
 public:
  V4l2Camera(std::unique_ptr<Device> device, const std::vector<CameraMode>& modes)
      : device_(std::move(device)), still_(still_mode(modes)), preview_(preview_mode(modes, still_)) {}
  ~V4l2Camera() override { stop(); }

  core::Result<void> aim(Aim aim) override {
    stop();
    to_let_go_ = aim == Aim::Still ? let_go_for_still : 0;
    if (auto agreed = agree_on(aim == Aim::Still ? still_ : preview_); !agreed) return agreed;
    if (auto mapped = map_buffers(); !mapped) return mapped;
    for (std::uint32_t i = 0; i < buffers_.size(); ++i)
      if (const int done = give_back(i); done < 0) return failed(done, "it takes no buffer");
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    const int done = device_->ask(VIDIOC_STREAMON, &type);
    if (done < 0) return failed(done, "it does not start");
    streams_ = true;
    return {};
  }

  core::Result<CameraLook> look(int wait_ms, int side_max) override {
    if (!streams_) return failed(-EINVAL, "it was not started");
    const int events = device_->system().wait(device_->number(), wait_ms);
    if (events < 0) return failed(events, "it cannot be waited for");
    if (events == 0) return CameraLook{};
    if ((events & POLLIN) == 0) return failed(-ENODEV, "it went away");
    std::optional<v4l2_buffer> newest;
    if (auto taken = take_newest(newest); !taken) return taken.error();
    if (!newest) return CameraLook{{}, std::exchange(refused_, {})};
    const auto frame = frame_in(*newest);
    auto picture = to_let_go_ > 0 ? core::Result<TakenIn>(TakenIn{}) : take_in_frame(frame, side_max);
    if (const int done = give_back(newest->index); done < 0) return failed(done, "it takes no buffer");
    if (to_let_go_ > 0) return --to_let_go_, CameraLook{};
    if (!picture) return CameraLook{{}, picture.error().text()};
    return CameraLook{std::move(*picture), {}};
  }

  CameraFault fault() const override { return fault_; }

 private:
  struct Buffer {
    void* at = nullptr;
    std::size_t bytes = 0;
  };

  core::Error failed(int error, const std::string& why) {
    fault_ = fault_of(-error);
    return error_of(fault_, device_->path(), why + " (" + std::strerror(-error) + ")");
  }

  core::Result<void> agree_on(const CameraMode& mode) {
    v4l2_format format{};
    format.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    format.fmt.pix.width = static_cast<std::uint32_t>(mode.width);
    format.fmt.pix.height = static_cast<std::uint32_t>(mode.height);
    format.fmt.pix.pixelformat = mode.fourcc;
    format.fmt.pix.field = V4L2_FIELD_NONE;
    if (const int done = device_->ask(VIDIOC_S_FMT, &format); done < 0)
      return failed(done, "it does not take the size it offers");
    const auto agreed = believed(format.fmt.pix);
    if (!agreed) return failed(-EPROTO, "it answers with a size or format that cannot be");
    agreed_ = *agreed;
    return {};
  }

  core::Result<void> map_buffers() {
    v4l2_requestbuffers wanted{};
    wanted.count = buffers_wanted;
    wanted.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    wanted.memory = V4L2_MEMORY_MMAP;
    if (const int done = device_->ask(VIDIOC_REQBUFS, &wanted); done < 0)
      return failed(done, "it gives no memory");
    has_buffers_ = true;
    if (wanted.count < 1 || wanted.count > buffers_max)
      return failed(-EPROTO, "it answers with a number of buffers that cannot be");
    for (std::uint32_t i = 0; i < wanted.count; ++i)
      if (auto mapped = map_buffer(i); !mapped) return mapped;
    return {};
  }

  core::Result<void> map_buffer(std::uint32_t index) {
    auto buffer = request_for(index);
    if (const int done = device_->ask(VIDIOC_QUERYBUF, &buffer); done < 0)
      return failed(done, "it does not tell where its memory is");
    if (buffer.length < 1 || buffer.length > frame_bytes_max)
      return failed(-EPROTO, "it answers with a buffer that cannot be");
    Buffer mapped{nullptr, buffer.length};
    const int done = device_->system().map(device_->number(), mapped.bytes, buffer.m.offset, mapped.at);
    if (done < 0) return failed(done, "its memory cannot be reached");
    buffers_.push_back(mapped);
    return {};
  }

  static v4l2_buffer request_for(std::uint32_t index) {
    v4l2_buffer buffer{};
    buffer.index = index;
    buffer.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    buffer.memory = V4L2_MEMORY_MMAP;
    return buffer;
  }

  int give_back(std::uint32_t index) {
    auto buffer = request_for(index);
    return device_->ask(VIDIOC_QBUF, &buffer);
  }

  /// Frames wait while nobody looks: what is shown is the last of them.
  core::Result<void> take_newest(std::optional<v4l2_buffer>& newest) {
    for (std::size_t i = 0; i < buffers_.size(); ++i) {
      auto buffer = request_for(0);
      const int done = device_->ask(VIDIOC_DQBUF, &buffer);
      if (done == -EAGAIN) return {};
      if (done < 0) return failed(done, "it went away");
      if (buffer.index >= buffers_.size()) return failed(-EPROTO, "it gives a buffer that it never had");
      auto let_go = std::optional(buffer);
      if (is_worth_reading(buffer)) std::swap(let_go, newest);
      if (!let_go) continue;
      if (const int back = give_back(let_go->index); back < 0) return failed(back, "it takes no buffer");
    }
    return {};
  }

  bool is_worth_reading(const v4l2_buffer& buffer) {
    if ((buffer.flags & V4L2_BUF_FLAG_ERROR) != 0)
      refused_ = "the camera says itself that a picture is broken";
    else if (buffer.bytesused == 0)
      refused_ = "the camera sends empty pictures";
    else if (buffer.bytesused > buffers_[buffer.index].bytes)
      refused_ = "the camera claims more bytes than it has room for";
    else
      return true;
    return false;
  }

  CameraFrame frame_in(const v4l2_buffer& buffer) const {
    const auto* at = static_cast<const std::uint8_t*>(buffers_[buffer.index].at);
    return {agreed_.form, agreed_.width, agreed_.height, agreed_.row_bytes,
            core::ByteView(at, buffer.bytesused)};
  }

  void stop() {
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    if (std::exchange(streams_, false)) device_->ask(VIDIOC_STREAMOFF, &type);
    for (const auto& buffer : buffers_) device_->system().unmap(buffer.at, buffer.bytes);
    buffers_.clear();
    refused_.clear();
    v4l2_requestbuffers none{};
    none.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    none.memory = V4L2_MEMORY_MMAP;
    if (std::exchange(has_buffers_, false)) device_->ask(VIDIOC_REQBUFS, &none);
  }

  std::unique_ptr<Device> device_;
  CameraMode still_, preview_;
  Agreed agreed_;
  std::vector<Buffer> buffers_;
  bool streams_ = false, has_buffers_ = false;
  int to_let_go_ = 0;
  std::string refused_;
  CameraFault fault_ = CameraFault::Failing;
};

CameraSearch found_fault(int error, const std::string& path, const std::string& why) {
  const auto fault = fault_of(-error);
  return {nullptr, fault, error_of(fault, path, why)};
}

/// Nodes of encoders, metadata, tuners' texts and the like are no cameras.
bool is_camera(const v4l2_capability& said) {
  const auto can = (said.capabilities & V4L2_CAP_DEVICE_CAPS) != 0 ? said.device_caps : said.capabilities;
  constexpr std::uint32_t needed = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
  constexpr std::uint32_t other = V4L2_CAP_VIDEO_OUTPUT | V4L2_CAP_VIDEO_M2M | V4L2_CAP_VIDEO_M2M_MPLANE;
  return (can & needed) == needed && (can & other) == 0;
}

CameraSearch open_at(const std::string& path, VideoSystem& system) {
  auto device = std::make_unique<Device>(system, path);
  if (device->number() < 0) return found_fault(device->number(), path, std::strerror(-device->number()));
  v4l2_capability said{};
  if (const int done = device->ask(VIDIOC_QUERYCAP, &said); done < 0)
    return done == -ENOTTY || done == -EINVAL ? CameraSearch{}
                                              : found_fault(done, path, std::strerror(-done));
  if (!is_camera(said)) return {};
  const auto modes = camera_modes(system, device->number());
  if (modes.empty()) return {};
  auto camera = std::make_unique<V4l2Camera>(std::move(device), modes);
  if (auto aimed = camera->aim(Camera::Aim::Preview); !aimed)
    return {nullptr, camera->fault(), aimed.error()};
  return {std::move(camera), std::nullopt, {}};
}

}  // namespace

CameraSearch find_camera(const std::string& path, VideoSystem& system) {
  if (!path.empty()) {
    auto found = open_at(path, system);
    if (found.camera || found.fault) return found;
    return found_fault(-ENOTTY, path, "it is no camera whose pictures Talt reads");
  }
  CameraSearch last;
  for (const auto& device : system.devices()) {
    auto found = open_at(device, system);
    if (found.camera) return found;
    // The first that says why: what a camera's second node says is worth less.
    if (found.fault && !last.fault) last = std::move(found);
  }
  return last;
}

CameraSearch find_camera(const std::string& path) {
  return find_camera(path, this_machines_video());
}

}  // namespace talt::platform
