// SPDX-License-Identifier: EUPL-1.2
// A scratch file holds items in a row, each behind its length in 8 bytes.
#include "sync/receiver/export/shuffle.h"

#include <array>
#include <cstring>

namespace talt::receiver {

using core::Result;

namespace {

constexpr std::size_t files = 64;

void frame(std::string& to, const std::string& item) {
  const std::uint64_t size = item.size();
  std::array<char, sizeof size> head{};
  std::memcpy(head.data(), &size, sizeof size);
  to.append(head.data(), head.size());
  to += item;
}

std::vector<std::string> unframed(const std::string& content) {
  std::vector<std::string> items;
  for (std::size_t at = 0; at < content.size();) {
    std::uint64_t size = 0;
    std::memcpy(&size, content.data() + at, sizeof size);
    at += sizeof size;
    items.push_back(content.substr(at, size));
    at += size;
  }
  return items;
}

}  // namespace

/// By rejection, so that no place is likelier than another.
std::size_t Shuffle::draw_below(std::size_t below) {
  const std::uint64_t rest = (UINT64_MAX % below + 1) % below;
  for (;;) {
    std::array<std::uint8_t, 8> dice{};
    random_.fill(dice);
    std::uint64_t value = 0;
    for (const auto byte : dice) value = value << 8 | byte;
    if (value <= UINT64_MAX - rest) return value % below;
  }
}

Result<void> Shuffle::add(std::string item) {
  held_bytes_ += item.size() + sizeof(std::string);
  held_.push_back(std::move(item));
  return held_bytes_ < memory_bytes_ ? Result<void>() : spill();
}

Result<void> Shuffle::spill() {
  while (spilled_.size() < files) {
    auto scratch = platform::open_scratch(folder_);
    if (!scratch) return scratch.error();
    spilled_.push_back(std::move(*scratch));
  }
  std::vector<std::string> parts(files);
  for (const auto& item : held_) frame(parts[draw_below(files)], item);
  held_.clear();
  held_bytes_ = 0;
  for (std::size_t i = 0; i < files; ++i)
    if (auto written = spilled_[i]->append(parts[i]); !written) return written;
  return {};
}

Result<void> Shuffle::take_held(const std::function<Result<void>(const std::string&)>& visit) {
  for (std::size_t i = held_.size(); i > 1; --i) std::swap(held_[i - 1], held_[draw_below(i)]);
  for (const auto& item : held_)
    if (auto taken = visit(item); !taken) return taken;
  held_.clear();
  return {};
}

Result<void> Shuffle::take(const std::function<Result<void>(const std::string&)>& visit) {
  if (spilled_.empty()) return take_held(visit);
  if (auto spilt = spill(); !spilt) return spilt;
  for (const auto& scratch : spilled_) {
    const auto content = scratch->read_all();
    if (!content) return content.error();
    held_ = unframed(*content);
    if (auto taken = take_held(visit); !taken) return taken;
  }
  return {};
}

}  // namespace talt::receiver
