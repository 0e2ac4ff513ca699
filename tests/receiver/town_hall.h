// SPDX-License-Identifier: EUPL-1.2
// A municipality with kiosks, for what becomes of their records: each kiosk writes a real journal, sealed,
// and sends real batches to a real ledger; the exports are read back as their reader would.
#pragma once

#include <catch2/catch.hpp>

#include <fstream>
#include <map>
#include <sstream>

#include "app/core/dialogue_parse.h"
#include "sync/journal.h"
#include "sync/receiver/export/export.h"
#include "sync/receiver/municipality.h"
#include "tests/doubles/counting_random.h"
#include "tests/doubles/crypto_started.h"
#include "tests/receiver/databases.h"

namespace talt::tests {

inline const std::string square_toml = R"(id = "square"
version = 1
method = "tent"
languages = ["sv", "en"]
title.sv = "Torget"
title.en = "The square"
[promise]
level = "consultation"
influence.sv = "Vad vi börjar med"
influence.en = "What we begin with"
decided.sv = "Att torget rustas upp"
decided.en = "That the square is improved"
decider.sv = "Nämnden"
decider.en = "The committee"
hear_back.sv = "På biblioteket"
hear_back.en = "At the library"
hear_back_by = 2027-02-01
contact.sv = "Ring oss"
contact.en = "Call us"
[[question]]
id = "priorities"
kind = "dots"
title.sv = "Vad först?"
title.en = "What first?"
dots = 3
stack_max = 2
shuffle = true
[[question.alternative]]
id = "trees"
title.sv = "Träd"
title.en = "Trees"
[[question.alternative]]
id = "benches"
title.sv = "Bänkar"
title.en = "Benches"
[[question.alternative]]
id = "light"
title.sv = "Ljus"
title.en = "Light"
[[question]]
id = "visits"
kind = "choice"
title.sv = "Hur ofta?"
title.en = "How often?"
[[question.alternative]]
id = "often"
title.sv = "Ofta"
title.en = "Often"
[[question.alternative]]
id = "seldom"
title.sv = "Sällan"
title.en = "Seldom"
[[question]]
id = "feel"
kind = "scale"
title.sv = "Hur känns det?"
title.en = "How does it feel?"
steps = 5
low.sv = "Otryggt"
low.en = "Unsafe"
high.sv = "Tryggt"
high.en = "Safe"
[[question]]
id = "wish"
kind = "text"
title.sv = "Vad mer?"
title.en = "What else?"
length_max = 2000
[[question]]
id = "where"
kind = "pin"
title.sv = "Var?"
title.en = "Where?"
map = "square"
pins_max = 3
comment = true
[[question.category]]
id = "dark"
title.sv = "Mörkt"
title.en = "Dark"
[[question.category]]
id = "nice"
title.sv = "Fint"
title.en = "Nice"
[[question.place]]
id = "bridge"
title.sv = "Bron"
title.en = "The bridge"
lat = 63.3121
lon = 13.6504
[[map]]
id = "square"
file = "square.mbtiles"
attribution = "© OpenStreetMap contributors"
)";
enum SquareQuestion : std::size_t { priorities, visits, feel, wish, where };

inline core::Dialogue dialogue_of(const std::string& toml) {
  auto parsed = core::parse_dialogue(core::as_bytes(toml), "dialogue.toml", {});
  for (const auto& fault : parsed.faults) UNSCOPED_INFO(fault.text());
  REQUIRE(parsed.dialogue);
  return std::move(*parsed.dialogue);
}

inline std::string file_content(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream all;
  all << in.rdbuf();
  return all.str();
}

/// A file of RFC 4180 as rows by column.
class Csv {
 public:
  using CsvRow = std::map<std::string, std::string>;

  explicit Csv(const std::string& content) {
    std::vector<std::vector<std::string>> lines(1, {""});
    bool is_quoted = false;
    for (std::size_t i = 0; i < content.size(); ++i) {
      const char c = content[i];
      if (is_quoted && c == '"' && i + 1 < content.size() && content[i + 1] == '"') {
        lines.back().back() += content[++i];
      } else if (c == '"') {
        is_quoted = !is_quoted;
      } else if (!is_quoted && c == ',') {
        lines.back().emplace_back();
      } else if (!is_quoted && c == '\r') {
        REQUIRE(content.at(++i) == '\n');
        lines.push_back({""});
      } else {
        lines.back().back() += c;
      }
    }
    lines.pop_back();
    columns = lines.at(0);
    for (std::size_t i = 1; i < lines.size(); ++i) {
      REQUIRE(lines[i].size() == columns.size());
      for (std::size_t at = 0; at < columns.size(); ++at) {
        if (at == 0) rows.emplace_back();
        rows.back()[columns[at]] = lines[i][at];
      }
    }
  }
  std::vector<CsvRow> with(const CsvRow& wanted) const {
    std::vector<CsvRow> found;
    for (const auto& row : rows) {
      bool fits = true;
      for (const auto& [column, value] : wanted) fits = fits && row.at(column) == value;
      if (fits) found.push_back(row);
    }
    return found;
  }
  std::size_t count(const CsvRow& wanted) const { return with(wanted).size(); }
  /// The only row like this.
  CsvRow one(const CsvRow& wanted) const {
    const auto found = with(wanted);
    for (const auto& [column, value] : wanted) UNSCOPED_INFO(column << " = " << value);
    REQUIRE(found.size() == 1);
    return found.front();
  }

  std::vector<std::string> columns;
  std::vector<CsvRow> rows;
};

class TownHall {
 public:
  explicit TownHall(Store store = Store::Sqlite) : where_(empty_database(store, folder_)) {
    if (!where_) return;
    auto opened = receiver::Ledger::open(*where_);
    INFO((opened ? "" : opened.error().text()));
    REQUIRE(opened);
    ledger = std::move(*opened);
    tables = open_tables();
  }
  /// The data folder of a receiver that `talt-receiver init` made.
  explicit TownHall(receiver::Municipality made)
      : sealing_key(std::move(*made.sealing_key)), where_(made.database) {
    reopen();
  }
  explicit operator bool() const { return ledger != nullptr; }

  const std::string& where() const { return *where_; }
  /// As a process that is started anew.
  void reopen() {
    tables.reset();
    ledger.reset();
    auto opened = receiver::Ledger::open(*where_);
    INFO((opened ? "" : opened.error().text()));
    REQUIRE(opened);
    ledger = std::move(*opened);
    tables = open_tables();
  }
  std::unique_ptr<receiver::Tables> open_tables(std::uint64_t portion = 10'000) const {
    auto opened = receiver::Tables::open(*where_, portion);
    INFO((opened ? "" : opened.error().text()));
    REQUIRE(opened);
    return std::move(*opened);
  }
  receiver::ExportReport export_to(const std::string& name, receiver::ExportOptions options = {}) {
    auto report = receiver::export_to(path(name), options, *ledger, *tables, sealing_key, random,
                                      receiver::Progress([](auto, auto) {}), [](auto, auto) {});
    INFO((report ? "" : report.error().text()));
    REQUIRE(report);
    return *report;
  }
  Csv exported(const std::string& file, receiver::ExportOptions options = {}) {
    export_to("results", options);
    return Csv(file_content(path("results/" + file)));
  }
  std::string path(const std::string& name) const { return folder_ / name; }

  doubles::CountingRandom random;
  platform::SigningKey receipt_key = platform::make_signing_key(random);
  platform::BoxKey sealing_key = platform::make_box_key(random);
  std::unique_ptr<receiver::Ledger> ledger;
  std::unique_ptr<receiver::Tables> tables;

 private:
  doubles::TemporaryFolder folder_;
  std::optional<std::string> where_;
};

/// One kiosk with its journal. Times come from the test.
class Kiosk {
 public:
  Kiosk(TownHall& town, const std::string& name, const std::string& toml = square_toml)
      : dialogue(dialogue_of(toml)), town_(town), folder_(town.path(name)) {
    receiver::Device device{{}, name, core::Bytes(16, 3), 1000, {}};
    town.random.fill(device.id);
    const auto id = town.ledger->open_enrolment(device);
    REQUIRE(id);
    sync::EnrolmentFile file;
    file.device = *id;
    file.code = device.code;
    file.receipt.key.assign(town.receipt_key.public_key.begin(), town.receipt_key.public_key.end());
    const auto enrolled =
        town.ledger->enrol(sync::make_enrolment_request(file, key_), town.receipt_key.public_key, 500);
    REQUIRE(enrolled);
    REQUIRE(*enrolled == receiver::Enrolled::Taken);
    identity_ = {*id, key_.public_key, town.receipt_key.public_key, {town.sealing_key.public_key}};
    open();
  }
  sync::JournalIdentity& identity() { return identity_; }

  void restart() { open(); }
  /// Another boot of its computer, its clock set by nobody.
  void boot(std::int64_t wall_ms, core::ClockSource source = core::ClockSource::None) {
    ++boot_[0];
    clock_ = {boot_, 10'000, wall_ms, source};
    open();
  }
  /// The records as the kiosk writes them: before a run's first the dialogue and the clock.
  std::uint64_t save(std::vector<core::Record> records) {
    if (!has_begun_) {
      auto opening = opening_records();
      records.insert(records.begin(), opening.begin(), opening.end());
    }
    has_begun_ = true;
    std::vector<sync::PlainRecord> plain;
    for (const auto& record : records) {
      auto bytes = core::encode(record, dialogue);
      INFO((bytes ? "" : bytes.error().text()));
      REQUIRE(bytes);
      plain.push_back({{0xa0}, std::move(*bytes)});
    }
    const auto count = plain.size();
    const auto first = journal_->append(std::move(plain));
    INFO((first ? "" : first.error().text()));
    REQUIRE(first);
    return *first + count - 1;
  }
  void save_plain(core::Bytes plain) {
    std::vector<sync::PlainRecord> records;
    records.push_back({{0xa0}, std::move(plain)});
    REQUIRE(journal_->append(std::move(records)));
  }

  core::VisitId begin(std::size_t language = 0, core::Given given = core::Given::Self) {
    core::VisitId visit{};
    town_.random.fill(visit);
    save({core::VisitBegin{visit, language, given, now_s}});
    return visit;
  }
  void answer(const core::VisitId& visit, std::size_t question, core::Answer answer, std::size_t language = 0,
              core::Given given = core::Given::Self) {
    save({core::AnswerRecord{visit, question, std::move(answer), language, given, now_s}});
  }
  void change(const core::VisitId& visit, std::size_t question, core::Answer answer) {
    save({core::VoidRecord{visit, question, core::VoidReason::Changed},
          core::AnswerRecord{visit, question, std::move(answer), 0, core::Given::Self, now_s}});
  }
  void end(const core::VisitId& visit, std::size_t shown, core::Ending how = core::Ending::Done) {
    save({core::VisitEnd{visit, how, shown}});
  }
  /// One person who answers one question and goes.
  core::VisitId person(std::size_t question, core::Answer answer, std::size_t language = 0,
                       core::Given given = core::Given::Self) {
    const auto visit = begin(language, given);
    this->answer(visit, question, std::move(answer), language, given);
    end(visit, question + 1, core::Ending::Left);
    return visit;
  }

  /// Everything that is not there yet, in batches of that size.
  void send(std::size_t batch_records = 1000) {
    for (;;) {
      const auto batch = journal_->peek(batch_records, core::batch_bytes_max);
      REQUIRE(batch);
      if (!*batch) return;
      take((*batch)->run, town_.ledger->accept(as_received(**batch)));
    }
  }
  core::Result<std::optional<sync::StoredBatch>> peek(std::size_t records) {
    return journal_->peek(records, core::batch_bytes_max);
  }
  /// As if a receiver had taken that batch.
  sync::Receipt receipt_for(const sync::StoredBatch& batch) const {
    return receipt(batch.run, batch.first + batch.frames.size() - 1, batch.after);
  }
  void settle(const sync::StoredBatch& batch) { take(receipt_for(batch)); }
  receiver::Batch as_received(const sync::StoredBatch& batch) {
    body_.clear();
    if (batch.with_header) core::append(body_, batch.header);
    for (const auto& frame : batch.frames) core::append(body_, frame);
    return {identity_.device, batch.run,
            key_.public_key,  {batch.first, batch.before, batch.frames.size(), batch.after},
            batch.hole,       body_,
            "evidence",       700};
  }

  core::Dialogue dialogue;
  std::int64_t now_s = 1'800'000'000 - 1'800'000'000 % 3600;  // on the hour, as the grain is
  core::ClockRecord clock_{{7}, 1000, 1'800'000'000'000, core::ClockSource::Network};

 private:
  void open() {
    journal_.reset();
    auto opened = sync::Journal::open(folder_, identity_, town_.random);
    INFO((opened ? "" : opened.error().text()));
    REQUIRE(opened);
    journal_ = std::move(*opened);
    has_begun_ = false;
  }
  std::vector<core::Record> opening_records() const {
    std::vector<core::Record> records;
    const auto& source = dialogue.source;
    const auto size = core::dialogue_piece_bytes_max;
    const auto pieces = (source.size() + size - 1) / size;
    for (std::size_t piece = 0; piece < pieces; ++piece)
      records.push_back(core::DialoguePiece{
          platform::hash({source}),
          piece,
          pieces,
          {source.begin() + static_cast<std::ptrdiff_t>(piece * size),
           source.begin() + static_cast<std::ptrdiff_t>(std::min((piece + 1) * size, source.size()))}});
    records.push_back(clock_);
    return records;
  }
  void take(const sync::RunId& run, const core::Result<receiver::LedgerRun>& taken) {
    INFO((taken ? "" : taken.error().text()));
    REQUIRE(taken);
    take(receipt(run, taken->through, taken->head));
  }
  void take(const sync::Receipt& receipt) {
    const auto done = journal_->receipted(receipt, "n");
    INFO((done ? "" : done.error().text()));
    REQUIRE(done);
  }
  sync::Receipt receipt(const sync::RunId& run, std::uint64_t through, const sync::Head& head) const {
    sync::Receipt receipt;
    receipt.device = identity_.device;
    receipt.run = run;
    receipt.through = through;
    receipt.head = head;
    receipt.time_s = now_s;
    receipt.nonce = "n";
    sync::sign(receipt, town_.receipt_key);
    return receipt;
  }

  TownHall& town_;
  std::string folder_;
  platform::SigningKey key_ = platform::make_signing_key(town_.random);
  sync::JournalIdentity identity_;
  std::unique_ptr<sync::Journal> journal_;
  bool has_begun_ = false;
  std::array<std::uint8_t, 16> boot_{7};
  core::Bytes body_;
};

}  // namespace talt::tests
