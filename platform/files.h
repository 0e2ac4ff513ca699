// SPDX-License-Identifier: EUPL-1.2
// Durable small files, the data folder's lock and its reserve, by POSIX. Any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/core/bytes.h"
#include "app/core/result.h"

namespace talt::platform {

/// Whole file, at most `bytes_max`.
core::Result<core::Bytes> read_file(const std::string& path, std::size_t bytes_max);
/// Written beside, synced, renamed, folder synced: the old content or the new, never a mixture. Mode 0600.
core::Result<void> write_file_durably(const std::string& path, core::ByteView content);
/// In place at an offset and synced; the file is made (and its folder synced) where it is missing. For the
/// mark's slots.
core::Result<void> write_slot_durably(const std::string& path, std::uint64_t offset, core::ByteView content);
core::Result<void> make_folder(const std::string& path);  // with parents, 0700, synced
core::Result<void> rename_durably(const std::string& from, const std::string& to);
core::Result<void> remove_file(const std::string& path);
core::Result<void> remove_folder(const std::string& path);  // with all in it; fine where it is not there
/// The files of one folder, as far as each can be read; fails where the copy cannot be written. Not synced.
core::Result<void> copy_folder(const std::string& from, const std::string& to);
bool exists(const std::string& path);
std::optional<std::uint64_t> file_size(const std::string& path);  // nothing where there is no such file
bool is_file(const std::string& path);                            // a regular one, links followed
/// True where `path`, links followed, lies in the folder or below it.
bool lies_in(const std::string& folder, const std::string& path);
std::vector<std::string> list_folder(const std::string& path);  // names, sorted
core::Result<std::int64_t> free_bytes(const std::string& folder);
/// A file of real blocks that can be given up when the disk is full.
core::Result<void> reserve(const std::string& path, std::int64_t bytes);

/// Held by one process at a time, for as long as the object lives; the kernel gives it back when a process
/// dies.
class FolderLock {
 public:
  virtual ~FolderLock() = default;
};
/// Fails at once where another process holds the folder, naming its process id.
core::Result<std::unique_ptr<FolderLock>> lock_folder(const std::string& folder);

}  // namespace talt::platform
