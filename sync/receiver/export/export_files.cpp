// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/export/export_files.h"

#include "platform/files.h"

namespace talt::receiver {

using core::Result;

Result<platform::NewFile*> ExportFiles::begin(const std::string& name) {
  auto file = platform::begin_file(path(name));
  if (!file) return file.error();
  files_.push_back(std::move(*file));
  return files_.back().get();
}

Result<void> ExportFiles::put_in_place() {
  for (const auto& file : files_)
    if (auto finished = file->finish(); !finished) return finished;
  for (const auto& name : removed_)
    if (platform::exists(path(name)))
      if (auto removed = platform::remove_file(path(name)); !removed) return removed;
  for (const auto& file : files_)
    if (auto placed = file->put_in_place(); !placed) return placed;
  for (const auto& name : finished_)
    if (auto placed = platform::rename_durably(path(name) + ".new", path(name)); !placed) return placed;
  return {};
}

}  // namespace talt::receiver
