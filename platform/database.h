// SPDX-License-Identifier: EUPL-1.2
// The receiver's tables, in SQLite or PostgreSQL. Statements use what both understand. One thread at a time;
// several handles, also of several processes, may be open on one database. A statement is prepared once a
// handle. A connection that broke is opened again at the next call.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/core/bytes.h"
#include "app/core/result.h"

namespace talt::platform {

using Parameter = std::variant<std::int64_t, std::string, core::ByteView>;  // :p0, :p1, ... in the statement
using Row = std::vector<std::string>;  // numbers as text, bytes as they are; an empty text stands for NULL

class Database {
 public:
  virtual ~Database() = default;
  virtual core::Result<void> run(const std::string& statement,
                                 const std::vector<Parameter>& parameters = {}) = 0;
  /// `columns`: a letter each, t for texts and numbers, b for bytes. Holds all rows in memory.
  virtual core::Result<std::vector<Row>> ask(const std::string& query, std::string_view columns,
                                             const std::vector<Parameter>& parameters = {}) = 0;
  /// All or nothing, durable on success. One at a time over all handles and processes, from its beginning:
  /// what it reads nobody changes before it has written.
  virtual core::Result<void> transaction(const std::function<core::Result<void>()>& work) = 0;
  /// Reads within see one state of the database, whatever is written meanwhile. Writes nothing.
  virtual core::Result<void> snapshot(const std::function<core::Result<void>()>& work) = 0;
  /// The type of a column of bytes, and of a key that counts up by itself.
  virtual std::string bytes_type() const = 0;
  virtual std::string counting_key() const = 0;
};

/// A path, for SQLite (made where it is missing, mode 0600), or postgresql://... Waits up to 30 s for another
/// writer.
core::Result<std::unique_ptr<Database>> open_database(const std::string& where);
bool is_postgres(const std::string& where);

}  // namespace talt::platform
