// SPDX-License-Identifier: EUPL-1.2
// What the journal knows of the shelf beside it: which files durable records name, how far the receiver has
// them, and when they may go. Order of durable writes: file, record with its rows, "Thank you"; a receipt
// with its row, then the file's removal.
#include <algorithm>

#include "app/core/clear_header.h"
#include "sync/journal_inside.h"

namespace talt::sync {

using core::Bytes;
using core::ByteView;
using core::Error;
using core::Result;
using platform::StoreWrite;

namespace {

constexpr const char* room_was_short =
    "space is short: attachments were removed before the receiver's backup has them";
constexpr const char* lacked_elsewhere =
    "the receiver lacks attachments that are not on this device any more: lost";

std::string short_name(const core::AttachmentName& name) {
  return platform::to_hex(name).substr(0, 12);
}

}  // namespace

HeldAttachment* Journal::Inside::find_attachment(const core::AttachmentName& name) {
  const auto found = std::find_if(attachments.begin(), attachments.end(),
                                  [&](const auto& each) { return each.file.name == name; });
  return found == attachments.end() ? nullptr : &*found;
}

const AttachmentShelf& Journal::shelf() const {
  return inside_->shelf;
}

// ---- naming

Result<std::vector<HeldAttachment>> Journal::Inside::newly_named(const std::vector<PlainRecord>& records) {
  std::vector<HeldAttachment> named;
  for (std::size_t i = 0; i < records.size(); ++i) {
    const auto files = core::decode_clear_header(records[i].clear);
    if (!files) return Error{"cannot save a record", files.error().what, ""};
    for (std::size_t place = 0; place < files->size(); ++place) {
      const auto& file = (*files)[place];
      const auto is_same = [&](const HeldAttachment& each) { return each.file.name == file.name; };
      const auto* known = find_attachment(file.name);
      const auto again = std::find_if(named.begin(), named.end(), is_same);
      if (known == nullptr && again != named.end()) known = &*again;
      if (known != nullptr && known->file.sealed_size == file.sealed_size) continue;
      if (known != nullptr || !shelf.holds(file))
        return Error{"cannot save a record",
                     "its attachment " + short_name(file.name) + " was not kept before it",
                     "leave the attachment out, or take it again"};
      named.push_back({file, {}, i, place});
    }
  }
  return named;
}

// ---- changes

Result<void> Journal::Inside::update(const std::vector<HeldAttachment>& changed) {
  if (changed.empty()) return {};
  std::vector<StoreWrite> writes;
  for (const auto& each : changed) writes.push_back(rows::attachment(each));
  add_warnings(writes);
  if (auto written = store->write(writes); !written) return written;
  keep_warnings();
  for (const auto& each : changed) {
    if (auto* known = find_attachment(each.file.name))
      *known = each;
    else
      attachments.push_back(each);
    if (each.state != AttachmentState::LetGo) continue;
    if (auto removed = shelf.remove(each.file.name); !removed) return removed;
  }
  rows::sort_by_age(attachments);
  return {};
}

/// What a receipt says of attachments: those that a backup has may go; those that the receiver lacks, though
/// it had them once (it was restored), are sent again.
Result<void> Journal::Inside::take_tally(const Receipt& receipt) {
  std::vector<HeldAttachment> changed;
  const auto& tally = receipt.attachments;
  lacks_more = tally.named - tally.whole > tally.missing.size();
  for (const auto& missing : tally.missing) {
    auto* known = find_attachment(missing.name);
    if (known == nullptr) {
      warn(lacked_elsewhere);
      continue;
    }
    known->have = std::min(missing.have, known->file.sealed_size);
    if (known->state == AttachmentState::Unsent || known->state == AttachmentState::Lost) continue;
    auto lacking = *known;
    lacking.state = shelf.holds(lacking.file) ? AttachmentState::Unsent : AttachmentState::Lost;
    if (lacking.state == AttachmentState::Lost) warn(lacked_elsewhere);
    changed.push_back(lacking);
  }
  for (const auto& each : attachments) {
    if (each.run != receipt.run || each.number > tally.stable || each.state != AttachmentState::Received)
      continue;
    changed.push_back(each);
    changed.back().state = AttachmentState::LetGo;
  }
  return update(changed);
}

Result<void> Journal::Inside::let_go(std::int64_t bytes) {
  std::vector<HeldAttachment> changed;
  for (const auto& each : attachments) {
    if (bytes <= 0) break;
    if (each.state != AttachmentState::Received) continue;
    bytes -= static_cast<std::int64_t>(each.file.sealed_size);
    changed.push_back(each);
    changed.back().state = AttachmentState::LetGo;
  }
  if (!changed.empty()) warn(room_was_short);
  return update(changed);
}

Result<void> Journal::make_room(std::int64_t bytes) {
  const std::lock_guard held(inside_->lock);
  return inside_->let_go(bytes);
}

Result<void> Journal::receipted(const AttachmentReceipt& receipt, const std::string& nonce_sent) {
  const std::lock_guard held(inside_->lock);
  auto& in = *inside_;
  const auto refused = [](const char* why) { return Error{"the receipt was not taken", why, ""}; };
  if (!is_signed_by(receipt, in.identity.receipt_key))
    return refused("it is not signed by the municipality's receiver");
  if (receipt.device != in.identity.device) return refused("it is for another device");
  if (receipt.nonce != nonce_sent) return refused("it answers another request");
  auto* known = in.find_attachment(receipt.name);
  if (known == nullptr) return refused("it is for an attachment that this kiosk does not know");
  if (receipt.size != known->file.sealed_size || receipt.have > receipt.size)
    return refused("its numbers are not of this attachment");
  known->have = receipt.have;
  if (!receipt.is_whole) return {};
  auto received = *known;
  received.state = receipt.is_stable ? AttachmentState::LetGo : AttachmentState::Received;
  if (auto updated = in.update({received}); !updated) return updated;
  return in.let_go(in.shelf.lacking_bytes(0));
}

Result<void> Journal::note_lost(const core::AttachmentName& name) {
  const std::lock_guard held(inside_->lock);
  auto* known = inside_->find_attachment(name);
  if (known == nullptr) return {};
  inside_->warn("attachment " + short_name(name) +
                " is lost on this device: its file is gone or was damaged");
  auto lost = *known;
  lost.state = AttachmentState::Lost;
  return inside_->update({lost});
}

std::vector<HeldAttachment> Journal::attachments() {
  const std::lock_guard held(inside_->lock);
  return inside_->attachments;
}

bool Journal::lacks_more_attachments() {
  const std::lock_guard held(inside_->lock);
  return inside_->lacks_more;
}

std::vector<HeldAttachment> Journal::unsent_attachments() {
  const std::lock_guard held(inside_->lock);
  std::vector<HeldAttachment> unsent;
  for (const auto& each : inside_->attachments) {
    const auto* run = inside_->find(each.run);
    if (each.state == AttachmentState::Unsent && (run == nullptr || run->through() >= each.number))
      unsent.push_back(each);
  }
  return unsent;
}

// ---- at an opening

Result<void> Journal::tidy_shelf(const std::vector<core::AttachmentName>& spared) {
  const std::lock_guard held(inside_->lock);
  auto& in = *inside_;
  if (auto removed = in.shelf.remove_fragments(); !removed) return removed;
  const bool has_lost_track = !set_aside_stores(in.folder).empty();
  for (const auto& name : in.shelf.names()) {
    const auto* known = in.find_attachment(name);
    const bool is_spared = has_lost_track || std::find(spared.begin(), spared.end(), name) != spared.end();
    const bool may_go = known != nullptr ? known->state == AttachmentState::LetGo : !is_spared;
    if (!may_go) continue;
    if (auto removed = in.shelf.remove(name); !removed) return removed;
  }
  return {};
}

/// From a store that was set aside: its rows, and what its records name beyond them. A file that is here goes
/// to the receiver, who says at once where it has it; of one that is not here, the receiver's word decides.
Result<void> Journal::Inside::carry_attachments(platform::Store& from) {
  std::vector<HeldAttachment> found;
  const auto add = [&](HeldAttachment each) {
    const auto is_same = [&](const auto& known) { return known.file.name == each.file.name; };
    if (std::any_of(found.begin(), found.end(), is_same)) return;
    const bool is_here = shelf.holds(each.file);
    if (is_here) each.state = AttachmentState::Unsent;
    if (!is_here && each.state != AttachmentState::Lost) each.state = AttachmentState::LetGo;
    found.push_back(each);
  };
  const auto rows_read = from.scan(Bytes{'a'}, Bytes{'b'}, [&](ByteView key, ByteView value) {
    if (const auto row = rows::read_attachment(key, value)) add(*row);
    return true;
  });
  const auto records_read = from.scan(Bytes{'r'}, Bytes{'s'}, [&](ByteView key, ByteView value) {
    const auto stored = rows::read_record(key, value);
    const auto number = rows::number_of(key);
    const auto frame = stored ? decode_frame(stored->frame) : Result<RecordFrame>(Error{});
    constexpr std::size_t key_bytes = 1 + 16 + 8;
    const auto run = key.size() == key_bytes ? platform::exactly<16>(key.subspan(1, 16)) : std::nullopt;
    const auto files = frame && run ? core::decode_clear_header(frame->clear)
                                    : Result<std::vector<core::NamedAttachment>>(Error{});
    for (std::size_t place = 0; files && place < files->size(); ++place)
      add({(*files)[place], *run, *number, place});
    return true;
  });
  (void)rows_read.ok(), (void)records_read.ok();  // what they could not read, nobody can
  const std::lock_guard held(lock);
  std::erase_if(found, [&](const auto& each) { return find_attachment(each.file.name) != nullptr; });
  return update(found);
}

}  // namespace talt::sync
