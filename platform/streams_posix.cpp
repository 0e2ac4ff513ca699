// SPDX-License-Identifier: EUPL-1.2
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "platform/files.h"
#include "platform/streams.h"

namespace talt::platform {

using core::Error;
using core::Result;

namespace {

constexpr std::size_t buffer_bytes = 256 * 1024;

Error failed(const std::string& what, const std::string& path) {
  const int code = errno;
  const bool is_full = code == ENOSPC || code == EDQUOT;
  return {what + " " + path, std::strerror(code),
          is_full ? "free some space" : "check the path, and who may write there"};
}

bool write_all(int handle, std::string_view content) {
  while (!content.empty()) {
    const auto written = write(handle, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

class PosixNewFile final : public NewFile {
 public:
  PosixNewFile(std::string path, int handle) : path_(std::move(path)), handle_(handle) {}
  ~PosixNewFile() override {
    if (handle_ >= 0) close(handle_);
    if (!is_in_place_) unlink(beside().c_str());
  }
  Result<void> append(std::string_view content) override {
    buffer_ += content;
    return buffer_.size() < buffer_bytes ? Result<void>() : flush();
  }
  Result<void> finish() override {
    if (auto flushed = flush(); !flushed) return flushed;
    const int handle = handle_;
    handle_ = -1;
    const bool is_synced = fsync(handle) == 0;
    if (close(handle) != 0 || !is_synced) return failed("cannot write", beside());
    return {};
  }
  Result<void> put_in_place() override {
    core::check(handle_ < 0, "a file is finished before it takes its name");
    auto renamed = rename_durably(beside(), path_);
    is_in_place_ = renamed.ok();
    return renamed;
  }
  std::string beside() const { return path_ + ".new"; }

 private:
  Result<void> flush() {
    if (!write_all(handle_, buffer_)) return failed("cannot write", beside());
    buffer_.clear();
    return {};
  }

  std::string path_;
  int handle_;
  std::string buffer_;
  bool is_in_place_ = false;
};

class PosixScratch final : public Scratch {
 public:
  explicit PosixScratch(int handle) : handle_(handle) {}
  ~PosixScratch() override { close(handle_); }
  Result<void> append(std::string_view content) override {
    if (!write_all(handle_, content)) return failed("cannot write", "a scratch file");
    size_ += content.size();
    return {};
  }
  Result<std::string> read_all() override {
    std::string content(size_, '\0');
    std::size_t at = 0;
    while (at < size_) {
      const auto got = pread(handle_, content.data() + at, size_ - at, static_cast<off_t>(at));
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) return failed("cannot read", "a scratch file");
      at += static_cast<std::size_t>(got);
    }
    return content;
  }

 private:
  int handle_;
  std::size_t size_ = 0;
};

}  // namespace

Result<std::unique_ptr<NewFile>> begin_file(const std::string& path) {
  const auto beside = path + ".new";
  const int handle = open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (handle < 0) return failed("cannot write", beside);
  return std::unique_ptr<NewFile>(std::make_unique<PosixNewFile>(path, handle));
}

Result<std::unique_ptr<Scratch>> open_scratch(const std::string& folder) {
  auto name = folder + "/.scratch-XXXXXX";
  const int handle = mkostemp(name.data(), O_CLOEXEC);
  if (handle < 0) return failed("cannot write in", folder);
  unlink(name.c_str());
  return std::unique_ptr<Scratch>(std::make_unique<PosixScratch>(handle));
}

}  // namespace talt::platform
