// SPDX-License-Identifier: EUPL-1.2
// Format: two slots of 4096 bytes; slot = size (4 bytes, big-endian) || body || BLAKE2b-256(body) || anything
//   body = [1, sequence uint, run bstr(16), number uint, head bstr(32), header bstr]
#include "sync/mark.h"

#include "app/core/cbor.h"
#include "platform/files.h"

namespace talt::sync {

namespace {

constexpr std::size_t slot_bytes = 4096;
constexpr std::size_t size_bytes = 4;
constexpr std::size_t hash_bytes = 32;
constexpr std::uint64_t version = 1;

std::optional<Mark> read_slot(core::ByteView slot) {
  if (slot.size() < size_bytes + hash_bytes) return std::nullopt;
  const std::size_t size = static_cast<std::size_t>(slot[0]) << 24 | static_cast<std::size_t>(slot[1]) << 16 |
                           static_cast<std::size_t>(slot[2]) << 8 | slot[3];
  if (size > slot.size() - size_bytes - hash_bytes) return std::nullopt;
  const auto body = slot.subspan(size_bytes, size);
  if (!platform::same(platform::hash({body}), slot.subspan(size_bytes + size, hash_bytes)))
    return std::nullopt;
  core::CborReader in(body);
  if (in.array() != 6 || in.uint() != version) return std::nullopt;
  Mark mark;
  mark.sequence = in.uint();
  mark.run = in.fixed<16>();
  mark.number = in.uint();
  mark.head = in.fixed<32>();
  const auto header = in.bytes();
  mark.header.assign(header.begin(), header.end());
  if (!in.at_end()) return std::nullopt;
  return mark;
}

}  // namespace

std::optional<Mark> read_mark(const std::string& path) {
  const auto file = platform::read_file(path, 2 * slot_bytes);
  return file ? decode_mark(*file) : std::nullopt;
}

std::optional<Mark> decode_mark(core::ByteView bytes) {
  auto first = read_slot(bytes.subspan(0, std::min(slot_bytes, bytes.size())));
  if (bytes.size() <= slot_bytes) return first;
  auto second = read_slot(bytes.subspan(slot_bytes));
  if (!first || (second && second->sequence > first->sequence)) return second;
  return first;
}

core::Result<void> write_mark(const std::string& path, const Mark& mark) {
  core::CborWriter out;
  out.array(6);
  out.uint(version);
  out.uint(mark.sequence);
  out.bytes(mark.run);
  out.uint(mark.number);
  out.bytes(mark.head);
  out.bytes(mark.header);
  const auto body = out.take();
  core::check(size_bytes + body.size() + hash_bytes <= slot_bytes, "a mark fits its slot");
  core::Bytes slot;
  for (int shift = 24; shift >= 0; shift -= 8)
    slot.push_back(static_cast<std::uint8_t>(body.size() >> shift));
  core::append(slot, body);
  core::append(slot, platform::hash({body}));
  return platform::write_slot_durably(path, mark.sequence % 2 * slot_bytes, slot);
}

}  // namespace talt::sync
