// SPDX-License-Identifier: EUPL-1.2
// The ledger: devices, runs and the batches as they came, untouched. One thread at a time (the database's
// rule); several processes may share a database. No state outside it.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/database.h"
#include "sync/batch.h"
#include "sync/receipt.h"

namespace talt::receiver {

struct Device {
  sync::DeviceId id{};
  std::string name;
  core::Bytes code;  // empty once used or where none is open
  std::int64_t code_until_s = 0;
  std::optional<platform::PublicKey> key;  // once enrolled
  bool revoked = false;
};

struct LedgerRun {
  sync::DeviceId device{};
  sync::RunId run{};
  core::Bytes header;
  std::uint64_t first = 1, through = 0, stable = 0;
  sync::Head head{};
  std::string disputed;
};

struct Batch {  // checked: signature and digest; not yet its chain
  sync::DeviceId device{};
  sync::RunId run{};
  platform::PublicKey device_key{};
  sync::BatchRange range;
  core::ByteView body;
  std::string evidence;  // the signature base and the signature
  std::int64_t received_s = 0;
};

/// A batch that is kept beside the ledger: other records under known numbers, or from a revoked device.
struct Dispute {
  std::int64_t id = 0;
  sync::DeviceId device{};
  sync::RunId run{};
  std::uint64_t first = 1;
  core::Bytes body;  // as it came: the run's header may stand first
};

class Ledger {
 public:
  static core::Result<std::unique_ptr<Ledger>> open(const std::string& where);

  core::Result<void> add_device(const Device& device);
  core::Result<std::optional<Device>> device(const sync::DeviceId& id);
  core::Result<std::vector<Device>> devices();
  core::Result<void> enrol(const sync::DeviceId& id, const platform::PublicKey& key);
  core::Result<void> revoke(const sync::DeviceId& id);

  /// Appends what is new of the batch and moves (through, head), durable before it returns. Repeats change
  /// nothing; other bytes under a known number are kept as disputed; what lies beyond through + 1 is not
  /// stored. A batch that is not of its form fails and stores nothing.
  core::Result<LedgerRun> accept(const Batch& batch);
  core::Result<std::vector<LedgerRun>> runs();  // in the order of their coming
  /// The frames of a run from that number on, in order, with their numbers: those of at most `batches_max`
  /// batches, so that memory stays bounded. Visits none where there are no more. A number that is left out is
  /// a hole.
  core::Result<void> frames(const sync::RunId& run, std::uint64_t from, std::size_t batches_max,
                            const std::function<void(std::uint64_t number, core::ByteView frame)>& visit);
  /// Disputed batches in the order of their coming, those after the one with this id.
  core::Result<std::vector<Dispute>> disputes(std::int64_t after, std::size_t count_max);
  core::Result<std::uint64_t> count_records();

 private:
  explicit Ledger(std::unique_ptr<platform::Database> database) : database_(std::move(database)) {}
  core::Result<std::optional<LedgerRun>> run(const sync::RunId& run);
  core::Result<LedgerRun> begin_run(const Batch& batch, core::ByteView header);
  core::Result<LedgerRun> append(const Batch& batch, LedgerRun run,
                                 const std::vector<core::ByteView>& frames);

  std::unique_ptr<platform::Database> database_;
};

}  // namespace talt::receiver
