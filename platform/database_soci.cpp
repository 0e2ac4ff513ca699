// SPDX-License-Identifier: EUPL-1.2
// SOCI binds by reference, so each prepared statement owns the places that its parameters are copied to. Its
// blobs are large objects in PostgreSQL: there bytes travel as PostgreSQL's own \x text, in SQLite as blobs.
#include <fcntl.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <unistd.h>

#include <deque>
#include <unordered_map>

#include "platform/crypto.h"
#include "platform/database.h"

namespace talt::platform {

using core::Error;
using core::Result;

namespace {

constexpr std::size_t prepared_max = 64;
// One number for all receivers on a database: who holds it writes.
constexpr const char* postgres_writer_lock = "SELECT pg_advisory_xact_lock(7020140)";

/// PostgreSQL's words come on several lines.
std::string on_one_line(std::string text) {
  for (auto& c : text)
    if (c == '\n' || c == '\t') c = ' ';
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

Error failure(const std::exception& error) {
  return {"the database did not take a statement", on_one_line(error.what()),
          "check its disk, its rights and its connection"};
}

/// A statement with the places that its parameters and columns are bound to.
class Prepared {
 public:
  Prepared(soci::session& session, bool is_postgres, const std::string& text, std::string_view columns,
           const std::vector<Parameter>& parameters)
      : session_(session), is_postgres_(is_postgres), columns_(columns), statement_(session) {
    cells_.resize(columns.size());
    present_.resize(columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i) statement_.exchange(soci::into(cells_[i], present_[i]));
    for (const auto& parameter : parameters) bind(parameter);
    statement_.alloc();
    statement_.prepare(text);
    statement_.define_and_bind();
  }

  void run(const std::vector<Parameter>& parameters) {
    fill(parameters);
    statement_.execute(true);
  }

  std::vector<Row> ask(const std::vector<Parameter>& parameters) {
    fill(parameters);
    std::vector<Row> rows;
    statement_.execute(false);
    while (statement_.fetch()) rows.push_back(row());
    return rows;
  }

 private:
  struct Place {
    long long number = 0;
    std::string text;
    std::unique_ptr<soci::blob> blob;
  };

  void bind(const Parameter& parameter) {
    const std::string name = "p" + std::to_string(places_.size());
    auto& place = places_.emplace_back();
    if (std::holds_alternative<std::int64_t>(parameter)) {
      statement_.exchange(soci::use(place.number, name));
    } else if (std::holds_alternative<core::ByteView>(parameter) && !is_postgres_) {
      place.blob = std::make_unique<soci::blob>(session_);
      statement_.exchange(soci::use(*place.blob, name));
    } else {
      statement_.exchange(soci::use(place.text, name));
    }
  }

  void fill(const std::vector<Parameter>& parameters) {
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      auto& place = places_[i];
      if (const auto* number = std::get_if<std::int64_t>(&parameters[i])) {
        place.number = *number;
      } else if (const auto* text = std::get_if<std::string>(&parameters[i])) {
        place.text = *text;
      } else {
        const auto bytes = std::get<core::ByteView>(parameters[i]);
        if (is_postgres_) {
          place.text = "\\x" + to_hex(bytes);
        } else {
          if (place.blob->get_len() > bytes.size()) place.blob->trim(bytes.size());  // cannot grow by trim
          place.blob->write(0, reinterpret_cast<const char*>(bytes.data()), bytes.size());
        }
      }
    }
  }

  Row row() const {
    Row out = cells_;
    for (std::size_t i = 0; i < out.size(); ++i) {
      if (present_[i] == soci::i_null) out[i].clear();
      if (columns_[i] != 'b' || !is_postgres_ || out[i].size() < 2) continue;
      const auto bytes = from_hex(std::string_view(out[i]).substr(2));
      out[i] = bytes ? std::string(core::as_text(*bytes)) : std::string();
    }
    return out;
  }

  soci::session& session_;
  bool is_postgres_;
  std::string columns_;
  Row cells_;
  std::vector<soci::indicator> present_;
  std::deque<Place> places_;  // a deque: what is bound must not move
  soci::statement statement_;
};

class SociDatabase final : public Database {
 public:
  explicit SociDatabase(const std::string& where) : is_postgres_(is_postgres(where)) {
    if (is_postgres_) {
      session_.open(soci::postgresql, where);
    } else {
      session_.open(soci::sqlite3, "dbname=\"" + where + "\" timeout=30 synchronous=full");
      session_ << "PRAGMA page_size = 16384";  // batches are large
      session_ << "PRAGMA journal_mode = WAL";
    }
    prepare_session();
  }

  Result<void> run(const std::string& statement, const std::vector<Parameter>& parameters) override {
    return guarded<void>(statement, "", parameters, [&](Prepared& prepared) -> Result<void> {
      prepared.run(parameters);
      return {};
    });
  }

  Result<std::vector<Row>> ask(const std::string& query, std::string_view columns,
                               const std::vector<Parameter>& parameters) override {
    return guarded<std::vector<Row>>(
        query, columns, parameters,
        [&](Prepared& prepared) -> Result<std::vector<Row>> { return prepared.ask(parameters); });
  }

  Result<void> transaction(const std::function<Result<void>()>& work) override {
    return between(is_postgres_ ? "BEGIN" : "BEGIN IMMEDIATE", is_postgres_ ? postgres_writer_lock : nullptr,
                   work);
  }
  Result<void> snapshot(const std::function<Result<void>()>& work) override {
    return between(is_postgres_ ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN", nullptr, work);
  }

  std::string bytes_type() const override { return is_postgres_ ? "bytea" : "BLOB"; }
  std::string counting_key() const override {
    return is_postgres_ ? "BIGSERIAL PRIMARY KEY" : "INTEGER PRIMARY KEY AUTOINCREMENT";
  }

 private:
  void prepare_session() {
    if (is_postgres_) {
      session_ << "SET synchronous_commit = on";
      session_ << "SET client_min_messages = warning";  // else its notices go to standard error
    } else {
      session_ << "PRAGMA synchronous = FULL";
    }
  }

  bool is_broken() const { return is_postgres_ && !session_.is_connected(); }

  /// Outside of a transaction only: within one, what was done before is lost with the connection.
  void reconnect_if_broken() {
    if (!is_broken()) return;
    prepared_.clear();
    session_.reconnect();
    prepare_session();
  }

  template <class T>
  Result<T> guarded(const std::string& text, std::string_view columns,
                    const std::vector<Parameter>& parameters,
                    const std::function<Result<T>(Prepared&)>& work) {
    std::string key = text;
    for (const auto& parameter : parameters) key += static_cast<char>('0' + parameter.index());
    for (bool is_again = false;; is_again = true) {
      try {
        if (!is_in_transaction_) reconnect_if_broken();
        return work(prepared_as(key, text, columns, parameters));
      } catch (const std::exception& error) {
        prepared_.erase(key);
        const bool may_repeat =
            !is_again && !is_in_transaction_ && !columns.empty();  // a question changes nothing
        if (!may_repeat || !is_broken()) return failure(error);
      }
    }
  }

  Prepared& prepared_as(const std::string& key, const std::string& text, std::string_view columns,
                        const std::vector<Parameter>& parameters) {
    if (const auto found = prepared_.find(key); found != prepared_.end()) return *found->second;
    if (prepared_.size() == prepared_max) prepared_.clear();
    auto made = std::make_unique<Prepared>(session_, is_postgres_, text, columns, parameters);
    return *prepared_.emplace(key, std::move(made)).first->second;
  }

  Result<void> between(const char* begin, const char* lock, const std::function<Result<void>()>& work) {
    for (bool is_again = false;; is_again = true) {
      try {
        reconnect_if_broken();
        session_ << begin;
        if (lock != nullptr) session_ << lock;
        break;
      } catch (const std::exception& error) {
        roll_back();
        if (is_again || !is_broken()) return failure(error);
      }
    }
    is_in_transaction_ = true;
    auto done = work();
    is_in_transaction_ = false;
    if (!done) {
      roll_back();
      return done;
    }
    try {
      session_ << "COMMIT";
    } catch (const std::exception& error) {
      roll_back();
      return failure(error);
    }
    return done;
  }

  void roll_back() {
    try {
      session_ << "ROLLBACK";
    } catch (const std::exception&) {  // none was begun, or the connection is gone and took it along
    }
  }

  bool is_postgres_;
  bool is_in_transaction_ = false;
  soci::session session_;
  std::unordered_map<std::string, std::unique_ptr<Prepared>> prepared_;
};

}  // namespace

bool is_postgres(const std::string& where) {
  return where.starts_with("postgresql://") || where.starts_with("postgres://");
}

Result<std::unique_ptr<Database>> open_database(const std::string& where) {
  if (!is_postgres(where)) {  // made here, so that nobody else may read it
    // Only a new one is opened: closing a file gives up the locks that SQLite has on it elsewhere in the
    // process.
    const int file = open(where.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file >= 0) close(file);
  }
  try {
    return std::unique_ptr<Database>(std::make_unique<SociDatabase>(where));
  } catch (const std::exception& error) {
    return Error{"cannot open the database", on_one_line(error.what()),
                 "check the path or the postgresql:// address"};
  }
}

}  // namespace talt::platform
