// SPDX-License-Identifier: EUPL-1.2
// The receiver's tables, in SQLite or PostgreSQL. Statements use what both understand; bytes go in by bytes()
// and come out by as_hex(). One thread at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "app/core/bytes.h"
#include "app/core/result.h"

namespace talt::platform {

using Parameter = std::variant<std::int64_t, std::string>;  // :p0, :p1, ... in the statement
using Row = std::vector<std::string>;                       // an empty text stands for NULL

class Database {
 public:
  virtual ~Database() = default;
  virtual core::Result<void> run(const std::string& statement,
                                 const std::vector<Parameter>& parameters = {}) = 0;
  virtual core::Result<std::vector<Row>> ask(const std::string& query, std::size_t columns,
                                             const std::vector<Parameter>& parameters = {}) = 0;
  /// All or nothing, durable on success.
  virtual core::Result<void> transaction(const std::function<core::Result<void>()>& work) = 0;
  /// A literal for these bytes, and the hexadecimal text of a column of bytes.
  virtual std::string bytes(core::ByteView value) const = 0;
  virtual std::string as_hex(const std::string& column) const = 0;
  /// The type of a column of bytes, and of a key that counts up by itself.
  virtual std::string bytes_type() const = 0;
  virtual std::string counting_key() const = 0;
};

/// A path, for SQLite, or postgresql://... Waits up to `busy_ms` for another writer.
core::Result<std::unique_ptr<Database>> open_database(const std::string& where);

}  // namespace talt::platform
