// SPDX-License-Identifier: EUPL-1.2
// The disk below one folder, as this process changes it: every call of LevelDB's and of ours is noted in its
// order, and one of them can be made to fail. Works by standing in for the C library's calls, so nothing in
// the product knows. One disk at a time; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/core/bytes.h"

namespace talt::crashes {

enum class Act {
  Make,        // a file, empty where it was there and is cut
  MakeFolder,  //
  Write,       // at an offset
  Reserve,     // room without content
  Sync,        // a file
  SyncFolder,
  Rename,
  Remove,
  Note  // the test's own: what was promised by now
};

struct Call {
  Act act{};
  std::string path;  // from the watched folder, "" for itself
  std::string to;    // of a renaming
  std::uint64_t offset = 0;
  core::Bytes bytes;
  std::uint64_t note = 0;
};

enum class Failing { Once, ForEver };

class Disk {
 public:
  explicit Disk(const std::string& folder);  // which exists
  ~Disk();
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;

  void note(std::uint64_t what);
  std::vector<Call> calls() const;
  /// From now on the n-th call that changes the disk fails with `code`; a write leaves half of its bytes.
  void fail_at(int call, int code, Failing failing);
  void heal();
  int fired() const;
};

}  // namespace talt::crashes
