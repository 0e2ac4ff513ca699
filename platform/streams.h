// SPDX-License-Identifier: EUPL-1.2
// Files written little by little, for exports that do not fit in memory. One thread each.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "app/core/bytes.h"
#include "app/core/result.h"

namespace talt::platform {

/// A file under way beside its name (name + ".new"), mode 0600. Until put_in_place() the old content stands;
/// one that is given up before leaves nothing behind.
class NewFile {
 public:
  virtual ~NewFile() = default;
  virtual core::Result<void> append(std::string_view content) = 0;
  /// Everything is on the disk; nothing can be appended after this.
  virtual core::Result<void> finish() = 0;
  /// After finish(): takes the name, durably.
  virtual core::Result<void> put_in_place() = 0;
};
core::Result<std::unique_ptr<NewFile>> begin_file(const std::string& path);

/// A file without a name, gone when it is closed or the process dies.
class Scratch {
 public:
  virtual ~Scratch() = default;
  virtual core::Result<void> append(std::string_view content) = 0;
  virtual core::Result<std::string> read_all() = 0;
};
core::Result<std::unique_ptr<Scratch>> open_scratch(const std::string& folder);

}  // namespace talt::platform
