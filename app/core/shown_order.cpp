// SPDX-License-Identifier: EUPL-1.2
// The algorithm (sync/README.md gives it to the analyst): splitmix64, its state begun with the visit's id
// read as a little-endian number xor (question + 1) * 0x9E3779B97F4A7C15; then Fisher-Yates from the last
// place down, each place drawn by rejection so that no order is likelier than another.
#include "app/core/shown_order.h"

#include <numeric>
#include <utility>

namespace talt::core {

namespace {

constexpr std::uint64_t golden = 0x9E3779B97F4A7C15ULL;

std::uint64_t draw(std::uint64_t& state) {
  state += golden;
  std::uint64_t z = state;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

/// Uniform in [0, below): draws at or above the largest multiple of `below` are drawn again.
std::uint64_t draw_below(std::uint64_t& state, std::uint64_t below) {
  const std::uint64_t rest = (UINT64_MAX % below + 1) % below;
  for (;;)
    if (const auto value = draw(state); value <= UINT64_MAX - rest) return value % below;
}

}  // namespace

std::vector<std::size_t> shown_order(const VisitId& visit, std::size_t question, std::size_t count) {
  std::uint64_t state = 0;
  for (std::size_t i = visit.size(); i-- > 0;) state = state << 8 | visit[i];
  state ^= (question + 1) * golden;
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t place = count; place > 1; --place)
    std::swap(order[place - 1], order[draw_below(state, place)]);
  return order;
}

}  // namespace talt::core
