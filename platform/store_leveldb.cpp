// SPDX-License-Identifier: EUPL-1.2
#include "platform/store_leveldb.h"

#include <leveldb/cache.h>
#include <leveldb/db.h>
#include <leveldb/write_batch.h>

#include <algorithm>

#include "platform/store_leveldb_env.h"

namespace talt::platform {

using core::ByteView;
using core::Error;
using core::Result;
using leveldb::Slice;

namespace {

constexpr std::size_t write_buffer_bytes =
    512 * 1024;  // bounds replay at start and the disk that an opening needs
constexpr std::size_t cache_bytes = 1024 * 1024;
constexpr int open_files_max = 64;

Slice slice(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
ByteView view(const Slice& bytes) {
  return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
}
core::Bytes copy(const Slice& bytes) {
  return {view(bytes).begin(), view(bytes).end()};
}

Error failure(const std::string& what, const leveldb::Status& status) {
  return {what, status.ToString(), status.IsIOError() ? "check the disk and its free space" : ""};
}

leveldb::ReadOptions strict_reading() {
  leveldb::ReadOptions options;
  options.verify_checksums = true;
  options.fill_cache = false;
  return options;
}

class LevelDbStore final : public Store {
 public:
  LevelDbStore(std::unique_ptr<DurableEnv> env, std::unique_ptr<leveldb::Cache> cache, leveldb::DB* db)
      : env_(std::move(env)), cache_(std::move(cache)), db_(db) {}

  Result<void> write(const std::vector<StoreWrite>& writes) override {
    if (is_dead()) return dead();
    leveldb::WriteBatch batch;
    for (const auto& write : writes) {
      if (write.value)
        batch.Put(slice(write.key), slice(*write.value));
      else
        batch.Delete(slice(write.key));
    }
    leveldb::WriteOptions synced;
    synced.sync = true;
    const auto status = db_->Write(synced, &batch);
    if (!status.ok()) dead_.store(true);
    if (!status.ok()) return failure("cannot write to the journal", status);
    return is_dead() ? Result<void>(dead()) : Result<void>();
  }

  Result<std::optional<core::Bytes>> read(ByteView key) override {
    std::string value;
    const auto status = db_->Get(strict_reading(), slice(key), &value);
    if (status.IsNotFound()) return std::optional<core::Bytes>();
    if (!status.ok()) return failure("cannot read the journal", status);
    return std::optional<core::Bytes>(copy(value));
  }

  Result<void> scan(ByteView from, ByteView to,
                    const std::function<bool(ByteView key, ByteView value)>& visit) override {
    const std::unique_ptr<leveldb::Iterator> at(db_->NewIterator(strict_reading()));
    for (at->Seek(slice(from)); at->Valid() && at->key().compare(slice(to)) < 0; at->Next())
      if (!visit(view(at->key()), view(at->value()))) break;
    if (!at->status().ok()) return failure("cannot read the journal", at->status());
    return {};
  }

  Result<std::optional<std::pair<core::Bytes, core::Bytes>>> last_below(ByteView below) override {
    using Found = std::optional<std::pair<core::Bytes, core::Bytes>>;
    const std::unique_ptr<leveldb::Iterator> at(db_->NewIterator(strict_reading()));
    at->Seek(slice(below));
    if (at->Valid())
      at->Prev();
    else
      at->SeekToLast();
    if (!at->status().ok()) return failure("cannot read the journal", at->status());
    if (!at->Valid()) return Found();
    return Found(std::pair(copy(at->key()), copy(at->value())));
  }

  bool is_dead() const override { return dead_.load() || env_->has_failed(); }

 private:
  static Error dead() {
    return {"cannot write to the journal", "an earlier write failed", "it must be opened anew first"};
  }
  std::unique_ptr<DurableEnv> env_;  // outlives the database
  std::unique_ptr<leveldb::Cache> cache_;
  std::unique_ptr<leveldb::DB> db_;
  std::atomic<bool> dead_{false};
};

leveldb::Options strict_options(DurableEnv& env, leveldb::Cache* cache) {
  leveldb::Options options;
  options.env = &env;
  options.paranoid_checks = true;
  options.compression = leveldb::kNoCompression;  // sealed bytes do not shrink
  options.write_buffer_size = write_buffer_bytes;
  options.max_open_files = open_files_max;
  options.block_cache = cache;
  options.reuse_logs = false;
  return options;
}

}  // namespace

Result<std::unique_ptr<Store>> open_store_on(leveldb::Env* environment, const std::string& folder,
                                             StoreBirth birth) {
  auto env = std::make_unique<DurableEnv>(environment);
  std::unique_ptr<leveldb::Cache> cache(leveldb::NewLRUCache(cache_bytes));
  auto options = strict_options(*env, cache.get());
  options.create_if_missing = birth == StoreBirth::New;
  leveldb::DB* db = nullptr;
  const auto status = leveldb::DB::Open(options, folder, &db);
  if (!status.ok()) return failure("cannot open the journal in " + folder, status);
  return std::unique_ptr<Store>(new LevelDbStore(std::move(env), std::move(cache), db));
}

Result<void> rebuild_store(const std::string& folder) {
  DurableEnv env(leveldb::Env::Default());
  const auto status = leveldb::RepairDB(folder, strict_options(env, nullptr));
  return status.ok() ? Result<void>() : failure("cannot rebuild the copy in " + folder, status);
}

Result<std::unique_ptr<Store>> open_store(const std::string& folder, StoreBirth birth) {
  return open_store_on(leveldb::Env::Default(), folder, birth);
}

}  // namespace talt::platform
