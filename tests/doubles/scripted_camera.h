// SPDX-License-Identifier: EUPL-1.2
// A camera that is played, behind the system calls of platform/camera_system.h: it keeps V4L2's rules
// (nothing streams that was not started, no buffer comes twice), sends what the test says, lies where the
// test wants it to, and can be pulled out at any call. Any thread.
#pragma once

#include <linux/videodev2.h>
#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "platform/camera_frame.h"
#include "platform/camera_system.h"
#include "platform/photo.h"

namespace talt::doubles {

/// Dark, a lamp in its upper left quarter, red below right: one sees how it lies, and which colours it has.
inline core::Photo evening(int width, int height) {
  core::Photo photo{width, height, {}};
  photo.rgb.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      const bool left = x < width / 2, top = y < height / 2;
      const std::uint8_t lit = left && top ? 240 : 30, red = !left && !top ? 200 : lit;
      photo.rgb.insert(photo.rgb.end(), {red, lit, lit});
    }
  return photo;
}

/// BT.601 with 16 to 235, as the standard's formulas say; not by the library that reads it.
inline core::Bytes yuyv_of(const core::Photo& photo) {
  core::Bytes out;
  const auto at = [&](std::size_t pixel, int channel) {
    return static_cast<double>(photo.rgb[pixel * 3 + static_cast<std::size_t>(channel)]);
  };
  const auto byte = [](double value) { return static_cast<std::uint8_t>(std::clamp(value + 0.5, 0., 255.)); };
  for (std::size_t i = 0; i + 1 < photo.rgb.size() / 3; i += 2) {
    const double r = at(i, 0), g = at(i, 1), b = at(i, 2);
    const auto luma = [&](std::size_t p) {
      return byte(16 + 0.257 * at(p, 0) + 0.504 * at(p, 1) + 0.098 * at(p, 2));
    };
    out.insert(out.end(), {luma(i), byte(128 - 0.148 * r - 0.291 * g + 0.439 * b), luma(i + 1),
                           byte(128 + 0.439 * r - 0.368 * g - 0.071 * b)});
  }
  return out;
}

/// One frame as the driver hands it over.
struct SentFrame {
  core::Bytes bytes;
  std::optional<std::uint32_t> claims_bytes;  // instead of how many there are
  std::optional<std::uint32_t> claims_index;  // instead of the buffer's own
  bool is_flagged = false;
};

class ScriptedCamera final : public platform::VideoSystem {
 public:
  struct Mode {
    std::uint32_t fourcc, width, height;
  };
  // ---- what the test sets, before the camera is used
  std::vector<std::string> paths{"/dev/video0"};
  std::map<std::string, int> refuses;  // opening this path: the errno
  std::uint32_t capabilities = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
  std::vector<Mode> modes{{V4L2_PIX_FMT_MJPEG, 640, 480}, {V4L2_PIX_FMT_MJPEG, 1600, 1200}};
  bool lists_sizes = true;
  std::map<unsigned long, int> fails;                               // a request: its errno
  std::function<void(unsigned long request, void* argument)> lies;  // after a request was answered
  std::function<std::optional<SentFrame>(const v4l2_pix_format&)> sends = camera_sees;  // none: nothing yet
  int unplugged_at_call = 0;  // 1 is the first; 0 never
  int unplugged_as = ENODEV;

  static std::optional<SentFrame> camera_sees(const v4l2_pix_format& format) {
    const auto photo = evening(static_cast<int>(format.width), static_cast<int>(format.height));
    if (format.pixelformat == V4L2_PIX_FMT_YUYV) return SentFrame{yuyv_of(photo), {}, {}, false};
    auto jpeg = platform::encode_jpeg(photo);
    return jpeg ? std::optional(SentFrame{std::move(*jpeg), {}, {}, false}) : std::nullopt;
  }

  // ---- what the test asks
  int calls() {
    return locked([&] { return calls_; });
  }
  bool was_unplugged() {
    return locked([&] { return gone_; });
  }
  /// Soon: true when it is closed, false where nobody closes it.
  bool closes() {
    std::unique_lock held(lock_);
    return closed_.wait_for(held, std::chrono::seconds(20), [this] { return open_ == 0; });
  }
  bool is_open() {
    return locked([&] { return open_ > 0; });
  }
  std::size_t mapped() {
    return locked([&] { return mapped_.size(); });
  }
  v4l2_pix_format format() {
    return locked([&] { return format_; });
  }
  /// Rules of V4L2 that the program broke.
  std::vector<std::string> broken() {
    return locked([&] { return broken_; });
  }
  /// What the test sets, while the camera is used.
  template <class Act>
  void change(Act act) {
    const std::lock_guard held(lock_);
    act(*this);
  }
  void unplug() {
    locked([&] { return gone_ = true; });
    pulled_.notify_all();
  }
  void plug_in() {
    locked([&] { return gone_ = false; });
  }

  // ---- platform::VideoSystem
  std::vector<std::string> devices() override {
    return locked([&] { return gone_ ? std::vector<std::string>{} : paths; });
  }
  int open(const std::string& path) override {
    return locked([&] {
      if (counted()) return -(unplugged_as == EIO ? EIO : ENODEV);
      if (const auto why = refuses.find(path); why != refuses.end()) return -why->second;
      if (std::find(paths.begin(), paths.end(), path) == paths.end()) return -ENOENT;
      ++open_;
      return 7;
    });
  }
  void close(int) override {
    locked([&] {
      if (--open_ < 0) broken_.push_back("closed what is not open");
      if (!mapped_.empty()) broken_.push_back("closed with buffers mapped");
      buffers_.clear();  // the driver's own, whatever it was told
      closed_.notify_all();
      return streams_ = false;
    });
  }
  int control(int, unsigned long request, void* argument) override {
    return locked([&] {
      if (counted()) return -unplugged_as;
      if (open_ <= 0) broken_.push_back("asked what is not open");
      if (const auto why = fails.find(request); why != fails.end()) return -why->second;
      const int answer = answered(request, argument);
      if (answer >= 0 && lies) lies(request, argument);
      return answer;
    });
  }
  int map(int, std::size_t bytes, std::uint32_t offset, void*& at) override {
    return locked([&] {
      if (counted()) return -unplugged_as;
      const auto index = offset / 0x1000;
      if (index >= buffers_.size() || bytes > buffers_[index].size()) return -EINVAL;
      at = buffers_[index].data();
      mapped_.push_back(at);
      return 0;
    });
  }
  void unmap(void* at, std::size_t) override {
    locked([&] {
      const auto known = std::find(mapped_.begin(), mapped_.end(), at);
      if (known == mapped_.end()) return broken_.push_back("unmapped what is not mapped"), 0;
      return mapped_.erase(known), 0;
    });
  }
  int wait(int, int wait_ms) override {
    std::unique_lock held(lock_);
    if (counted()) return POLLERR | POLLHUP;
    if (!streams_) return POLLERR;
    if (!next_ && !queued_.empty()) next_ = sends(format_);
    if (next_) return POLLIN;
    // As a real one, so that nobody turns in circles.
    const bool is_out = pulled_.wait_for(held, std::chrono::milliseconds(wait_ms), [this] { return gone_; });
    return is_out ? POLLERR | POLLHUP : 0;
  }

 private:
  template <class Act>
  auto locked(Act act) -> decltype(act()) {
    const std::lock_guard held(lock_);
    return act();
  }
  /// True where the plug is out.
  bool counted() {
    ++calls_;
    if (unplugged_at_call != 0 && calls_ >= unplugged_at_call) gone_ = true;
    return gone_;
  }

  int answered(unsigned long request, void* argument) {
    switch (request) {
      case VIDIOC_QUERYCAP:
        static_cast<v4l2_capability*>(argument)->capabilities = capabilities | V4L2_CAP_DEVICE_CAPS;
        static_cast<v4l2_capability*>(argument)->device_caps = capabilities;
        return 0;
      case VIDIOC_ENUM_FMT:
        return tell_format(*static_cast<v4l2_fmtdesc*>(argument));
      case VIDIOC_ENUM_FRAMESIZES:
        return tell_size(*static_cast<v4l2_frmsizeenum*>(argument));
      case VIDIOC_S_FMT:
        return agree(static_cast<v4l2_format*>(argument)->fmt.pix);
      case VIDIOC_REQBUFS:
        return lend(*static_cast<v4l2_requestbuffers*>(argument));
      case VIDIOC_QUERYBUF:
        return tell_buffer(*static_cast<v4l2_buffer*>(argument));
      case VIDIOC_QBUF:
        return queue(*static_cast<v4l2_buffer*>(argument));
      case VIDIOC_DQBUF:
        return hand_over(*static_cast<v4l2_buffer*>(argument));
      case VIDIOC_STREAMON:
        return streams_ = true, 0;
      case VIDIOC_STREAMOFF:
        queued_.clear();
        next_.reset();
        return streams_ = false, 0;
      default:
        return -ENOTTY;
    }
  }

  int tell_format(v4l2_fmtdesc& format) const {
    std::vector<std::uint32_t> forms;
    for (const auto& mode : modes)
      if (std::find(forms.begin(), forms.end(), mode.fourcc) == forms.end()) forms.push_back(mode.fourcc);
    if (format.index >= forms.size()) return -EINVAL;
    format.pixelformat = forms[format.index];
    return 0;
  }
  int tell_size(v4l2_frmsizeenum& size) const {
    if (!lists_sizes) return -ENOTTY;
    std::uint32_t index = size.index;
    for (const auto& mode : modes)
      if (mode.fourcc == size.pixel_format && index-- == 0) {
        size.type = V4L2_FRMSIZE_TYPE_DISCRETE;
        size.discrete = {mode.width, mode.height};
        return 0;
      }
    return -EINVAL;
  }
  int agree(v4l2_pix_format& wanted) {
    if (!mapped_.empty() || !buffers_.empty()) return -EBUSY;  // as drivers do
    const auto apart = [&](const Mode& mode) {
      return std::abs(static_cast<int>(mode.width) - static_cast<int>(wanted.width)) +
             (mode.fourcc == wanted.pixelformat ? 0 : 100'000);
    };
    const auto nearest = *std::min_element(modes.begin(), modes.end(),
                                           [&](const auto& a, const auto& b) { return apart(a) < apart(b); });
    wanted.pixelformat = nearest.fourcc;
    wanted.width = nearest.width;
    wanted.height = nearest.height;
    const bool is_raw = nearest.fourcc == V4L2_PIX_FMT_YUYV;
    wanted.bytesperline = is_raw ? nearest.width * 2 : 0;
    wanted.sizeimage = nearest.width * nearest.height * 2 + 4096;
    format_ = wanted;
    return 0;
  }
  int lend(v4l2_requestbuffers& wanted) {
    if (!mapped_.empty()) return -EBUSY;
    queued_.clear();
    buffers_.assign(wanted.count, core::Bytes(format_.sizeimage));
    return 0;
  }
  int tell_buffer(v4l2_buffer& buffer) const {
    if (buffer.index >= buffers_.size()) return -EINVAL;
    buffer.length = format_.sizeimage;
    buffer.m.offset = buffer.index * 0x1000;
    return 0;
  }
  int queue(const v4l2_buffer& buffer) {
    const bool is_there = std::find(queued_.begin(), queued_.end(), buffer.index) != queued_.end();
    if (buffer.index >= buffers_.size() || is_there) return broken_.push_back("queued twice"), -EINVAL;
    return queued_.push_back(buffer.index), 0;
  }
  int hand_over(v4l2_buffer& buffer) {
    if (!streams_) return -EINVAL;
    if (!next_ || queued_.empty()) return -EAGAIN;
    const auto index = queued_.front();
    queued_.pop_front();
    const auto frame = std::move(*next_);
    next_.reset();
    std::copy_n(frame.bytes.begin(), std::min(frame.bytes.size(), buffers_[index].size()),
                buffers_[index].begin());
    buffer.index = frame.claims_index.value_or(index);
    buffer.bytesused = frame.claims_bytes.value_or(static_cast<std::uint32_t>(frame.bytes.size()));
    buffer.flags = frame.is_flagged ? V4L2_BUF_FLAG_ERROR : 0;
    return 0;
  }

  std::mutex lock_;
  std::condition_variable closed_, pulled_;
  int calls_ = 0, open_ = 0;
  bool gone_ = false, streams_ = false;
  v4l2_pix_format format_{};
  std::vector<core::Bytes> buffers_;
  std::vector<void*> mapped_;
  std::deque<std::uint32_t> queued_;
  std::optional<SentFrame> next_;
  std::vector<std::string> broken_;
};

}  // namespace talt::doubles
