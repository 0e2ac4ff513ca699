// SPDX-License-Identifier: EUPL-1.2
// Tables: devices, runs, ledger (a row a batch: its frames in a row, and the evidence), disputes. Ids as hex
// text.
#include "sync/receiver/ledger.h"

#include "app/core/limits.h"

namespace talt::receiver {

using core::ByteView;
using core::Error;
using core::Result;
using platform::Row;

namespace {

constexpr std::size_t run_columns = 8;

Error unsound(const char* why) {
  return {"the batch is not taken", why, ""};
}

std::int64_t as_parameter(std::uint64_t number) {
  return static_cast<std::int64_t>(number);
}
std::uint64_t as_number(const std::string& text) {
  return text.empty() ? 0 : std::stoull(text);
}

template <std::size_t N>
std::array<std::uint8_t, N> from_hex(const std::string& text) {
  const auto bytes = platform::from_hex(text);
  const auto exact = bytes ? platform::exactly<N>(*bytes) : std::nullopt;
  return exact.value_or(std::array<std::uint8_t, N>{});
}

LedgerRun run_of(const Row& row) {
  return {from_hex<16>(row[0]),
          from_hex<16>(row[1]),
          platform::from_hex(row[2]).value_or(core::Bytes()),
          as_number(row[3]),
          as_number(row[4]),
          as_number(row[5]),
          from_hex<32>(row[6]),
          row[7]};
}

Device device_of(const Row& row) {
  Device device{from_hex<16>(row[0]),
                row[1],
                platform::from_hex(row[2]).value_or(core::Bytes()),
                static_cast<std::int64_t>(as_number(row[3])),
                std::nullopt,
                row[5] == "1"};
  if (row[4].size() == 64) device.key = from_hex<32>(row[4]);
  return device;
}

std::vector<std::string> schema(const platform::Database& database) {
  const auto bytes = database.bytes_type();
  return {
      "CREATE TABLE IF NOT EXISTS devices (device TEXT PRIMARY KEY, name TEXT NOT NULL, code TEXT NOT NULL, "
      "code_until BIGINT NOT NULL, device_key TEXT NOT NULL, revoked BIGINT NOT NULL)",
      "CREATE TABLE IF NOT EXISTS runs (id " + database.counting_key() +
          ", device TEXT NOT NULL, run TEXT NOT NULL UNIQUE, "
          "header " +
          bytes +
          " NOT NULL, first BIGINT NOT NULL, through BIGINT NOT NULL, stable BIGINT NOT NULL, "
          "head TEXT NOT NULL, disputed TEXT NOT NULL)",
      "CREATE TABLE IF NOT EXISTS ledger (id " + database.counting_key() +
          ", run TEXT NOT NULL, first BIGINT NOT NULL, "
          "count BIGINT NOT NULL, frames " +
          bytes + " NOT NULL, evidence TEXT NOT NULL, received BIGINT NOT NULL)",
      "CREATE INDEX IF NOT EXISTS ledger_by_run ON ledger (run, first)",
      "CREATE TABLE IF NOT EXISTS disputes (id " + database.counting_key() +
          ", device TEXT NOT NULL, run TEXT NOT NULL, "
          "first BIGINT NOT NULL, body " +
          bytes + " NOT NULL, evidence TEXT NOT NULL, received BIGINT NOT NULL)"};
}

}  // namespace

Result<std::unique_ptr<Ledger>> Ledger::open(const std::string& where) {
  auto database = platform::open_database(where);
  if (!database) return database.error();
  for (const auto& statement : schema(**database))
    if (auto made = (*database)->run(statement); !made) return made.error();
  return std::unique_ptr<Ledger>(new Ledger(std::move(*database)));
}

// ---- devices

Result<void> Ledger::add_device(const Device& device) {
  return database_->run(
      "INSERT INTO devices VALUES (:p0, :p1, :p2, :p3, '', 0)",
      {platform::to_hex(device.id), device.name, platform::to_hex(device.code), device.code_until_s});
}

Result<std::vector<Device>> Ledger::devices() {
  const auto rows = database_->ask(
      "SELECT device, name, code, code_until, device_key, revoked FROM devices ORDER BY name, device", 6);
  if (!rows) return rows.error();
  std::vector<Device> devices;
  for (const auto& row : *rows) devices.push_back(device_of(row));
  return devices;
}

Result<std::optional<Device>> Ledger::device(const sync::DeviceId& id) {
  const auto rows = database_->ask(
      "SELECT device, name, code, code_until, device_key, revoked FROM devices WHERE device = :p0", 6,
      {platform::to_hex(id)});
  if (!rows) return rows.error();
  if (rows->empty()) return std::optional<Device>();
  return std::optional<Device>(device_of(rows->front()));
}

Result<void> Ledger::enrol(const sync::DeviceId& id, const platform::PublicKey& key) {
  return database_->run("UPDATE devices SET device_key = :p0 WHERE device = :p1",
                        {platform::to_hex(key), platform::to_hex(id)});
}

Result<void> Ledger::revoke(const sync::DeviceId& id) {
  return database_->run("UPDATE devices SET revoked = 1 WHERE device = :p0", {platform::to_hex(id)});
}

// ---- batches

Result<std::optional<LedgerRun>> Ledger::run(const sync::RunId& run) {
  const auto rows = database_->ask("SELECT device, run, " + database_->as_hex("header") +
                                       ", first, through, stable, head, disputed FROM runs WHERE run = :p0",
                                   run_columns, {platform::to_hex(run)});
  if (!rows) return rows.error();
  if (rows->empty()) return std::optional<LedgerRun>();
  return std::optional<LedgerRun>(run_of(rows->front()));
}

Result<std::vector<LedgerRun>> Ledger::runs() {
  const auto rows = database_->ask("SELECT device, run, " + database_->as_hex("header") +
                                       ", first, through, stable, head, disputed FROM runs ORDER BY id",
                                   run_columns);
  if (!rows) return rows.error();
  std::vector<LedgerRun> runs;
  for (const auto& row : *rows) runs.push_back(run_of(row));
  return runs;
}

Result<LedgerRun> Ledger::begin_run(const Batch& batch, ByteView header_bytes) {
  const auto header = sync::decode_run_header(header_bytes);
  if (!header) return header.error();
  if (header->device != batch.device || header->run != batch.run || header->device_key != batch.device_key)
    return unsound("the run's header is not of this device and run");
  const auto head = sync::first_head(header_bytes);
  if (batch.range.first != header->first || batch.range.before != head)
    return unsound("a run's first batch begins with its first record");
  auto made = database_->run(
      "INSERT INTO runs (device, run, header, first, through, stable, head, disputed) VALUES (:p0, :p1, " +
          database_->bytes(header_bytes) + ", :p2, :p3, :p4, :p5, '')",
      {platform::to_hex(batch.device), platform::to_hex(batch.run), as_parameter(header->first),
       as_parameter(header->first - 1), as_parameter(header->first - 1), platform::to_hex(head)});
  if (!made) return made.error();
  return LedgerRun{batch.device,
                   batch.run,
                   {header_bytes.begin(), header_bytes.end()},
                   header->first,
                   header->first - 1,
                   header->first - 1,
                   head,
                   ""};
}

Result<LedgerRun> Ledger::append(const Batch& batch, LedgerRun run, const std::vector<ByteView>& frames) {
  sync::Head head = batch.range.before;
  std::uint64_t number = batch.range.first - 1;
  bool is_other_branch = number == run.through && head != run.head;
  core::Bytes fresh;
  for (const auto frame : frames) {
    head = sync::next_head(head, frame);
    ++number;
    if (number == run.through && head != run.head) is_other_branch = true;
    if (number > run.through) core::append(fresh, frame);
  }
  if (head != batch.range.after) return unsound("its records do not lead to the head it names");
  if (is_other_branch) {
    run.disputed = "other records from number " + std::to_string(batch.range.first);
    auto kept = database_->run(
        "INSERT INTO disputes (device, run, first, body, evidence, received) VALUES (:p0, :p1, :p2, " +
            database_->bytes(batch.body) + ", :p3, :p4)",
        {platform::to_hex(batch.device), platform::to_hex(batch.run), as_parameter(batch.range.first),
         batch.evidence, batch.received_s});
    if (!kept) return kept.error();
    auto noted = database_->run("UPDATE runs SET disputed = :p0 WHERE run = :p1",
                                {run.disputed, platform::to_hex(batch.run)});
    if (!noted) return noted.error();
    return run;
  }
  if (fresh.empty() || batch.range.first > run.through + 1) return run;
  const auto count = number - run.through;
  auto stored = database_->run(
      "INSERT INTO ledger (run, first, count, frames, evidence, received) VALUES (:p0, :p1, :p2, " +
          database_->bytes(fresh) + ", :p3, :p4)",
      {platform::to_hex(batch.run), as_parameter(run.through + 1), as_parameter(count), batch.evidence,
       batch.received_s});
  if (!stored) return stored.error();
  run.through = number;
  run.head = head;
  auto moved =
      database_->run("UPDATE runs SET through = :p0, head = :p1 WHERE run = :p2",
                     {as_parameter(run.through), platform::to_hex(run.head), platform::to_hex(batch.run)});
  if (!moved) return moved.error();
  return run;
}

Result<LedgerRun> Ledger::accept(const Batch& batch) {
  auto items = sync::split_sequence(batch.body, core::batch_records_max + 1);
  if (!items) return items.error();
  const bool has_header = items->size() == batch.range.count + 1;
  if (!has_header && items->size() != batch.range.count)
    return unsound("it does not hold as many records as it says");
  Result<LedgerRun> outcome = unsound("nothing was done");
  const auto work = [&]() -> Result<void> {
    auto known = run(batch.run);
    if (!known) return known.error();
    if (*known && (*known)->device != batch.device) return unsound("the run belongs to another device");
    if (!*known && !has_header) return unsound("the run is not known and its header is missing");
    auto current = *known ? Result<LedgerRun>(**known) : begin_run(batch, items->front());
    if (!current) return current.error();
    if (has_header) items->erase(items->begin());
    if (batch.range.first > current->through + 1) {
      outcome = *current;
      return {};
    }
    outcome = append(batch, *current, *items);
    if (!outcome) return outcome.error();
    return {};
  };
  if (auto done = database_->transaction(work); !done) return done.error();
  return outcome;
}

Result<void> Ledger::frames(const sync::RunId& run, std::uint64_t from, std::size_t batches_max,
                            const std::function<void(std::uint64_t number, ByteView frame)>& visit) {
  const auto rows =
      database_->ask("SELECT first, " + database_->as_hex("frames") +
                         " FROM ledger WHERE run = :p0 AND first + count > :p1 AND first >= "
                         "(SELECT COALESCE(MAX(first), 0) FROM ledger WHERE run = :p0 AND first <= :p1) "
                         "ORDER BY first LIMIT " +
                         std::to_string(batches_max),
                     2, {platform::to_hex(run), as_parameter(from)});
  if (!rows) return rows.error();
  for (const auto& row : *rows) {
    const auto bytes = platform::from_hex(row[1]).value_or(core::Bytes());
    const auto items = sync::split_sequence(bytes, core::batch_records_max);
    if (!items) return items.error();
    auto number = as_number(row[0]);
    for (const auto item : *items) {
      if (number >= from) visit(number, item);
      ++number;
    }
  }
  return {};
}

Result<std::vector<Dispute>> Ledger::disputes(std::int64_t after, std::size_t count_max) {
  const auto rows =
      database_->ask("SELECT id, device, run, first, " + database_->as_hex("body") +
                         " FROM disputes WHERE id > :p0 ORDER BY id LIMIT " + std::to_string(count_max),
                     5, {after});
  if (!rows) return rows.error();
  std::vector<Dispute> disputes;
  for (const auto& row : *rows)
    disputes.push_back({static_cast<std::int64_t>(as_number(row[0])), from_hex<16>(row[1]),
                        from_hex<16>(row[2]), as_number(row[3]),
                        platform::from_hex(row[4]).value_or(core::Bytes())});
  return disputes;
}

Result<std::uint64_t> Ledger::count_records() {
  const auto rows = database_->ask("SELECT COALESCE(SUM(count), 0) FROM ledger", 1);
  if (!rows) return rows.error();
  return as_number(rows->front()[0]);
}

}  // namespace talt::receiver
