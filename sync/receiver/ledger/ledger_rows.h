// SPDX-License-Identifier: EUPL-1.2
// The ledger's tables, and rows from and to values. Pure; any thread.
//   devices      a kiosk by its name; code and code_until of an enrolment that is open
//   device_keys  one for each enrolment; `request` is the enrolment request as it came, for its repeat
//   runs         a run, or a branch of one: `base` is the head before `first`
//   ledger       a batch: `count` frames in a row from `first`, the head before them, the request's evidence
//   attachments  what records name: of the first record that does, run_id and number; `have` bytes from the
//                beginning, 1 where it is whole, 1 where a backup holds the whole
//   attachment_pieces   bytes of one, from `first` on
//   holes        numbers that are neither here nor on the kiosk any more, and the proof that was given
//   walk_notes   the number by which people call a note of a walk: given once, never changed
//   walk_actions what became of an observation, a row a change (walk_register.h)
// Ids and heads are lower-case hexadecimal text. The first column counts up from 1.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sync/receiver/ledger/ledger.h"

namespace talt::receiver::rows {

struct Column {
  const char* name;
  char type;  // t text, n number, b bytes
};
struct Table {
  const char* name;
  std::vector<Column> columns;  // after id
  const char* index;            // the columns of an index, empty for none
  bool is_unique;
};
const std::vector<Table>& tables();
std::vector<std::string> schema(const platform::Database& database);

/// INSERT with an id that is the next; the parameters are the columns after it, in their order.
std::string insert_next(const char* table);

inline constexpr const char* run_columns =
    "id, device, run, branch, header, first, through, stable, head, disputed, disputed_from, received";
inline constexpr std::string_view run_types = "ttttbttttttt";
LedgerRun run_of(const platform::Row& row);

std::int64_t parameter(std::uint64_t number);  // a number of SQL: up to 2^63 - 1
std::uint64_t number(const std::string& text);
core::ByteView bytes(const std::string& cell);
template <std::size_t N>
std::array<std::uint8_t, N> fixed(const std::string& hex) {
  const auto decoded = platform::from_hex(hex);
  const auto exact = decoded ? platform::exactly<N>(*decoded) : std::nullopt;
  return exact.value_or(std::array<std::uint8_t, N>{});
}

}  // namespace talt::receiver::rows
