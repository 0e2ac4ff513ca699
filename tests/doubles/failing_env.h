// SPDX-License-Identifier: EUPL-1.2
// A LevelDB environment whose n-th write, sync, making or renaming of a file fails: once, or from then on. A
// failing write leaves half of its bytes behind, as a full disk does.
#pragma once

#include <leveldb/env.h>

#include <atomic>
#include <memory>
#include <string>

namespace talt::doubles {

class FailingEnv final : public leveldb::EnvWrapper {
 public:
  enum class Lasting { Once, ForEver };
  FailingEnv() : EnvWrapper(leveldb::Env::Default()) {}

  void fail_at(int call, Lasting lasting) {
    calls_ = 0;
    fired_ = 0;
    at_ = call;
    lasting_ = lasting;
  }
  void heal() { at_ = 0; }
  int calls() const { return calls_; }
  int fired() const { return fired_; }

  leveldb::Status NewWritableFile(const std::string& name, leveldb::WritableFile** file) override {
    if (fails()) return full();
    leveldb::WritableFile* below = nullptr;
    const auto status = target()->NewWritableFile(name, &below);
    if (status.ok()) *file = new File(*this, below);
    return status;
  }
  leveldb::Status RenameFile(const std::string& from, const std::string& to) override {
    return fails() ? full() : target()->RenameFile(from, to);
  }

 private:
  class File final : public leveldb::WritableFile {
   public:
    File(FailingEnv& env, leveldb::WritableFile* below) : env_(env), below_(below) {}
    leveldb::Status Append(const leveldb::Slice& bytes) override {
      if (!env_.fails()) return below_->Append(bytes);
      (void)below_->Append(leveldb::Slice(bytes.data(), bytes.size() / 2));
      (void)below_->Flush();
      return full();
    }
    leveldb::Status Close() override { return env_.fails() ? full() : below_->Close(); }
    leveldb::Status Flush() override { return env_.fails() ? full() : below_->Flush(); }
    leveldb::Status Sync() override { return env_.fails() ? full() : below_->Sync(); }

   private:
    FailingEnv& env_;
    std::unique_ptr<leveldb::WritableFile> below_;
  };

  static leveldb::Status full() { return leveldb::Status::IOError("test", "No space left on device"); }
  bool fails() {
    const int call = ++calls_;
    const bool now = at_ > 0 && (lasting_ == Lasting::Once ? call == at_ : call >= at_);
    if (now) ++fired_;
    return now;
  }

  std::atomic<int> calls_{0}, fired_{0}, at_{0};
  Lasting lasting_ = Lasting::Once;
};

}  // namespace talt::doubles
