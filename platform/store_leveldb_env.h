// SPDX-License-Identifier: EUPL-1.2
// LevelDB's view of the disk, mended: a file's name is durable as soon as the file is made or renamed
// (LevelDB 1.23 syncs a folder only with its MANIFEST, and a log made at a rotation can vanish with what was
// acknowledged in it), a failed append, sync or close is remembered, and its log is bounded. Any thread.
#pragma once

#include <leveldb/env.h>

#include <atomic>
#include <memory>

namespace talt::platform {

class DurableEnv final : public leveldb::EnvWrapper {
 public:
  explicit DurableEnv(leveldb::Env* below) : EnvWrapper(below) {}

  leveldb::Status NewWritableFile(const std::string& name, leveldb::WritableFile** file) override;
  leveldb::Status NewAppendableFile(const std::string& name, leveldb::WritableFile** file) override;
  leveldb::Status RenameFile(const std::string& from, const std::string& to) override;
  leveldb::Status NewLogger(const std::string& name, leveldb::Logger** logger) override;

  /// True once any write to any file failed: what LevelDB says of later writes is not to be believed.
  bool has_failed() const { return failed_.load(); }

 private:
  leveldb::Status noted(leveldb::Status status);
  leveldb::Status sync_folder_of(const std::string& name);
  friend class WatchedFile;
  std::atomic<bool> failed_{false};
};

}  // namespace talt::platform
