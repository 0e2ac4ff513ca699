// SPDX-License-Identifier: EUPL-1.2
// What a disk may hold after a crash: the calls up to one of them, under five models of what reached it.
#pragma once

#include <memory>
#include <string>

#include "tests/crashes/disk.h"

namespace talt::crashes {

enum class Model {
  Kill,      // the process is killed: everything that was called is there
  Ordered,   // power cut; names as of the last sync of anything, content as of each file's own sync
  ZeroTail,  // power cut; names as called, unsynced content reads as zeros
  Torn,      // power cut; names as called, of the unsynced 512-byte blocks some are there, by dice
  Minimal    // power cut; a name is there only once its folder was synced, content as of its file's sync
};
inline constexpr Model models[] = {Model::Kill, Model::Ordered, Model::ZeroTail, Model::Torn, Model::Minimal};
const char* name_of(Model model);

/// Whether the model pays heed to syncs of folders, or of files: without them a test must see losses, or it
/// tests nothing.
struct Heed {
  bool folder_syncs = true;
  bool file_syncs = true;
};
/// What the calls so far have made of an empty folder, call by call.
class DiskModel {
 public:
  explicit DiskModel(Heed heed = {});
  void apply(const Call& call);
  /// Makes in `target` what the disk holds if it crashes now. Returns how many bytes that were written did
  /// not reach it.
  std::size_t write_state(Model model, unsigned dice, const std::string& target) const;

 private:
  struct Node;
  struct Writing;
  Heed heed_;
  std::shared_ptr<Node> root_;
};

}  // namespace talt::crashes
