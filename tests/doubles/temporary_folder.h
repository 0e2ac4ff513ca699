// SPDX-License-Identifier: EUPL-1.2
// A folder of its own for a test, gone with it: in memory where there is room for it, since journals sync
// every write; TMPDIR decides otherwise.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <string>

namespace talt::doubles {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (place() / "talt-test-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  const std::string& path() const { return path_; }

 private:
  static std::filesystem::path place() {
    std::error_code ignored;
    const std::filesystem::path memory = "/dev/shm";
    const bool is_roomy = std::filesystem::space(memory, ignored).available > 1024 * 1024 * 1024 && !ignored;
    return is_roomy && getenv("TMPDIR") == nullptr ? memory : std::filesystem::temp_directory_path();
  }
  std::string path_;
};

}  // namespace talt::doubles
