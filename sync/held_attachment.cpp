// SPDX-License-Identifier: EUPL-1.2
//   "a" name      tag bstr(8) || [sealed size uint, run bstr(16), number uint, place uint, state uint]
// tag = the first 8 bytes of BLAKE2b-256("talt-row-1" || key || the array), as other rows have it.
#include "sync/held_attachment.h"

#include <algorithm>
#include <tuple>

#include "app/core/cbor.h"

namespace talt::sync {

using core::Bytes;
using core::ByteView;
using core::Error;
using core::Result;

AttachmentStatus status_of(const std::vector<HeldAttachment>& attachments) {
  AttachmentStatus status;
  for (const auto& each : attachments) {
    ++status.named;
    if (each.state == AttachmentState::Received || each.state == AttachmentState::LetGo) ++status.received;
    if (each.state == AttachmentState::Lost) ++status.lost;
    if (each.state == AttachmentState::Unsent) status.bytes_pending += each.file.sealed_size - each.have;
  }
  return status;
}

namespace rows {

namespace {

constexpr std::size_t tag_bytes = 8;
constexpr char kind = 'a';

Bytes tag_of(ByteView key, ByteView content) {
  const auto whole = platform::hash({core::as_bytes("talt-row-1"), key, content});
  return {whole.begin(), whole.begin() + tag_bytes};
}

Error damaged() {
  return {"cannot read the journal", "an attachment's row is not of its form", "keep the folder and tell us"};
}

}  // namespace

platform::StoreWrite attachment(const HeldAttachment& attachment) {
  Bytes key{kind};
  core::append(key, attachment.file.name);
  core::CborWriter out;
  out.array(5);
  out.uint(attachment.file.sealed_size);
  out.bytes(attachment.run);
  out.uint(attachment.number);
  out.uint(attachment.place);
  out.uint(static_cast<std::uint64_t>(attachment.state));
  auto value = tag_of(key, out.view());
  core::append(value, out.view());
  return {std::move(key), std::move(value)};
}

Result<HeldAttachment> read_attachment(ByteView key, ByteView value) {
  HeldAttachment read;
  const auto name = key.empty() ? std::nullopt : platform::exactly<32>(key.subspan(1));
  if (!name || value.size() <= tag_bytes) return damaged();
  const auto content = value.subspan(tag_bytes);
  if (!platform::same(tag_of(key, content), value.first(tag_bytes))) return damaged();
  core::CborReader in(content);
  if (in.array() != 5) in.fail();
  read.file = {*name, in.uint()};
  read.run = in.fixed<16>();
  read.number = in.uint();
  read.place = in.uint();
  const auto state = in.uint();
  if (!in.at_end() || state > static_cast<std::uint64_t>(AttachmentState::Lost)) return damaged();
  read.state = static_cast<AttachmentState>(state);
  return read;
}

Result<std::vector<HeldAttachment>> read_attachments(platform::Store& store) {
  std::vector<HeldAttachment> found;
  std::optional<Error> unread;
  const auto scanned = store.scan(Bytes{kind}, Bytes{kind + 1}, [&](ByteView key, ByteView value) {
    auto read = read_attachment(key, value);
    if (!read) unread = read.error();
    if (read) found.push_back(*read);
    return read.ok();
  });
  if (!scanned) return scanned.error();
  if (unread) return *unread;
  sort_by_age(found);
  return found;
}

void sort_by_age(std::vector<HeldAttachment>& attachments) {
  const auto age = [](const HeldAttachment& each) {
    return std::tie(each.number, each.place, each.file.name);
  };
  std::sort(attachments.begin(), attachments.end(),
            [&](const auto& a, const auto& b) { return age(a) < age(b); });
}

}  // namespace rows

}  // namespace talt::sync
