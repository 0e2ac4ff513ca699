// SPDX-License-Identifier: EUPL-1.2
#include "platform/store_leveldb_env.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace talt::platform {

using leveldb::Slice;
using leveldb::Status;

class WatchedFile final : public leveldb::WritableFile {
 public:
  WatchedFile(DurableEnv& env, leveldb::WritableFile* below) : env_(env), below_(below) {}
  Status Append(const Slice& bytes) override { return env_.noted(below_->Append(bytes)); }
  Status Close() override { return env_.noted(below_->Close()); }
  Status Flush() override { return env_.noted(below_->Flush()); }
  Status Sync() override { return env_.noted(below_->Sync()); }

 private:
  DurableEnv& env_;
  std::unique_ptr<leveldb::WritableFile> below_;
};

namespace {
class SilentLogger final : public leveldb::Logger {  // its log would grow for ever and tells a host nothing
 public:
  void Logv(const char*, va_list) override {}
};
}  // namespace

Status DurableEnv::noted(Status status) {
  if (!status.ok()) failed_.store(true);
  return status;
}

Status DurableEnv::sync_folder_of(const std::string& name) {
  const auto slash = name.find_last_of('/');
  const std::string folder = slash == std::string::npos ? "." : name.substr(0, slash);
  const int handle = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) return noted(Status::IOError(folder, std::strerror(errno)));
  const bool synced = fsync(handle) == 0;
  const int code = errno;
  close(handle);
  return synced ? Status::OK() : noted(Status::IOError(folder, std::strerror(code)));
}

Status DurableEnv::NewWritableFile(const std::string& name, leveldb::WritableFile** file) {
  leveldb::WritableFile* below = nullptr;
  if (auto status = noted(target()->NewWritableFile(name, &below)); !status.ok()) return status;
  auto watched = std::make_unique<WatchedFile>(*this, below);
  if (auto status = sync_folder_of(name); !status.ok()) return status;
  *file = watched.release();
  return Status::OK();
}

Status DurableEnv::NewAppendableFile(const std::string& name, leveldb::WritableFile** file) {
  leveldb::WritableFile* below = nullptr;
  if (auto status = noted(target()->NewAppendableFile(name, &below)); !status.ok()) return status;
  *file = new WatchedFile(*this, below);
  return Status::OK();
}

Status DurableEnv::RenameFile(const std::string& from, const std::string& to) {
  auto status = target()->RenameFile(from, to);
  if (status.IsNotFound()) return status;  // at every opening LevelDB tries to keep an old log of its own
  if (!noted(status).ok()) return status;
  return sync_folder_of(to);
}

Status DurableEnv::NewLogger(const std::string&, leveldb::Logger** logger) {
  *logger = new SilentLogger;
  return Status::OK();
}

}  // namespace talt::platform
