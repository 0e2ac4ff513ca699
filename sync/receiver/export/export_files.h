// SPDX-License-Identifier: EUPL-1.2
// The files of one export: written beside, put in place together at the end. One thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "platform/streams.h"

namespace talt::receiver {

class ExportFiles {
 public:
  explicit ExportFiles(std::string folder) : folder_(std::move(folder)) {}
  const std::string& folder() const { return folder_; }

  core::Result<platform::NewFile*> begin(const std::string& name);
  /// One that somebody else writes at path(name) + ".new" and has finished.
  void add_finished(const std::string& name) { finished_.push_back(name); }
  std::string path(const std::string& name) const { return folder_ + "/" + name; }
  /// An earlier export's file, which would stand beside these as if it belonged to them.
  void remove_earlier(const std::string& name) { removed_.push_back(name); }
  core::Result<void> put_in_place();

 private:
  std::string folder_;
  std::vector<std::unique_ptr<platform::NewFile>> files_;
  std::vector<std::string> finished_, removed_;
};

}  // namespace talt::receiver
