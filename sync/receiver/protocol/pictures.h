// SPDX-License-Identifier: EUPL-1.2
// The files that stand beside the page, in OUT/pictures: photos and voice memos out of the sealed
// attachments, and what the dialogue brings. One at a time: memory does not grow with their number. One
// thread.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sync/receiver/protocol/story.h"
#include "sync/receiver/tables/tables.h"
#include "sync/receiver/walks/open_attachment.h"

namespace talt::receiver::protocol {

enum class FileState : std::uint8_t { There, NotReceived, NotReadable };
struct File {
  core::AttachmentKind kind = core::AttachmentKind::Photo;
  FileState state = FileState::There;
  int which = 1;               // of its note's photos, or voice memos
  std::string href;            // relative to the page
  int width = 0, height = 0;   // of a photo
  std::int64_t length_ms = 0;  // of a voice memo; 0: it does not say
};

class Pictures {
 public:
  explicit Pictures(std::string folder) : folder_(std::move(folder)) {}  // the protocol's

  /// Fails where the disk does; an attachment that cannot be opened is told in its File.
  core::Result<void> take_in(const Story& story, const OpenAttachment& open, const Progress& progress);
  const std::vector<File>& of(const Item& item) const;
  /// Where it stands, relative to the page.
  core::Result<std::string> put(const std::string& name, core::ByteView content);
  /// A picture of the dialogue's folder, under that name; nothing where it is none that browsers show.
  core::Result<std::optional<std::string>> copy(const std::string& path, const std::string& name);
  /// What an earlier protocol left there and this one does not show. Others' files stay.
  core::Result<void> remove_others();

  std::size_t count(FileState state) const;

 private:
  core::Result<File> file_of(const Item& item, const core::Attachment& attachment, int which,
                             const OpenAttachment& open);

  std::string folder_;
  std::map<int, std::vector<File>> by_number_;  // of the note
  std::set<std::string> names_;
};

}  // namespace talt::receiver::protocol
