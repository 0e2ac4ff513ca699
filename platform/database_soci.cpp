// SPDX-License-Identifier: EUPL-1.2
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "platform/database.h"

namespace talt::platform {

using core::Error;
using core::Result;

namespace {

std::string hex(core::ByteView bytes) {
  constexpr char digits[] = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const auto byte : bytes) {
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

Error failure(const std::exception& error) {
  return {"the database did not take a statement", error.what(),
          "check its disk, its rights and its connection"};
}

class SociDatabase final : public Database {
 public:
  bool open(const std::string& where) {
    is_postgres_ = where.starts_with("postgresql://") || where.starts_with("postgres://");
    if (is_postgres_) {
      session_.open(soci::postgresql, where);
      session_ << "SET synchronous_commit = on";
    } else {
      session_.open(soci::sqlite3, "db=\"" + where + "\" timeout=30 synchronous=full");
      session_ << "PRAGMA journal_mode = WAL";
      session_ << "PRAGMA synchronous = FULL";
    }
    return true;
  }

  Result<void> run(const std::string& statement, const std::vector<Parameter>& parameters) override {
    try {
      soci::statement prepared(session_);
      bind(prepared, parameters);
      prepared.alloc();
      prepared.prepare(statement);
      prepared.define_and_bind();
      prepared.execute(true);
      return {};
    } catch (const std::exception& error) {
      return failure(error);
    }
  }

  Result<std::vector<Row>> ask(const std::string& query, std::size_t columns,
                               const std::vector<Parameter>& parameters) override {
    try {
      Row cells(columns);
      std::vector<soci::indicator> present(columns);
      soci::statement prepared(session_);
      for (std::size_t i = 0; i < columns; ++i) prepared.exchange(soci::into(cells[i], present[i]));
      bind(prepared, parameters);
      prepared.alloc();
      prepared.prepare(query);
      prepared.define_and_bind();
      prepared.execute(false);
      std::vector<Row> rows;
      while (prepared.fetch()) {
        rows.push_back(cells);
        for (std::size_t i = 0; i < columns; ++i)
          if (present[i] == soci::i_null) rows.back()[i].clear();
      }
      return rows;
    } catch (const std::exception& error) {
      return failure(error);
    }
  }

  Result<void> transaction(const std::function<Result<void>()>& work) override {
    try {
      if (is_postgres_)
        session_ << "BEGIN";
      else
        session_ << "BEGIN IMMEDIATE";  // two writers must not both read first
    } catch (const std::exception& error) {
      return failure(error);
    }
    auto done = work();
    try {
      session_ << (done ? "COMMIT" : "ROLLBACK");
    } catch (const std::exception& error) {
      return failure(error);
    }
    return done;
  }

  std::string bytes(core::ByteView value) const override {
    return is_postgres_ ? "decode('" + hex(value) + "','hex')" : "X'" + hex(value) + "'";
  }
  std::string as_hex(const std::string& column) const override {
    return is_postgres_ ? "encode(" + column + ",'hex')" : "lower(hex(" + column + "))";
  }
  std::string bytes_type() const override { return is_postgres_ ? "bytea" : "BLOB"; }
  std::string counting_key() const override {
    return is_postgres_ ? "BIGSERIAL PRIMARY KEY" : "INTEGER PRIMARY KEY AUTOINCREMENT";
  }

 private:
  static void bind(soci::statement& prepared, const std::vector<Parameter>& parameters) {
    std::size_t number = 0;
    for (const auto& parameter : parameters) {
      const std::string name = "p" + std::to_string(number++);
      if (const auto* whole = std::get_if<std::int64_t>(&parameter))
        prepared.exchange(soci::use(reinterpret_cast<const long long&>(*whole), name));
      else
        prepared.exchange(soci::use(std::get<std::string>(parameter), name));
    }
  }

  soci::session session_;
  bool is_postgres_ = false;
};

}  // namespace

Result<std::unique_ptr<Database>> open_database(const std::string& where) {
  auto database = std::make_unique<SociDatabase>();
  try {
    database->open(where);
  } catch (const std::exception& error) {
    return Error{"cannot open the database", error.what(), "check the path or the postgresql:// address"};
  }
  return std::unique_ptr<Database>(std::move(database));
}

}  // namespace talt::platform
