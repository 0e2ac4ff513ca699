// SPDX-License-Identifier: EUPL-1.2
// From records to the journal: the dialogue and the clock before a run's first answer, counts beside each
// write, and what to do when a write fails. One thread; the journal behind it may be shared with the sync
// thread.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "app/core/dialogue.h"
#include "app/core/record.h"
#include "platform/clock.h"
#include "sync/device_identity.h"
#include "sync/journal.h"

namespace talt::kiosk {

/// What the host's panel counts, kept beside the records so that it survives a restart.
struct DayCounts {
  std::int64_t day = 0;  // days since 1970
  std::uint32_t visits = 0, answers = 0;
  std::array<std::uint32_t, 24> by_hour{};
  std::optional<core::VisitId> last_visit;
};

class Recorder {
 public:
  Recorder(std::string folder, const sync::DeviceIdentity& identity, const core::Dialogue& dialogue,
           platform::Clock& clock, platform::Random& random);
  core::Result<void> open();
  /// Durable when it returns.
  core::Result<void> save(const std::vector<core::Record>& records);
  /// After a failure: opens the journal anew as a new run; true where the failed write had reached the disk.
  core::Result<bool> reopen();
  void write_mark();
  const DayCounts& counts() const { return counts_; }
  /// False while a reopening has not come through: then there is no journal().
  bool is_open() const { return journal_ != nullptr; }
  sync::Journal& journal() { return *journal_; }

 private:
  core::Result<std::vector<sync::PlainRecord>> encoded(const std::vector<core::Record>& records) const;
  std::vector<core::Record> opening_records() const;
  void count(const std::vector<core::Record>& records);
  void read_counts();

  std::string folder_;
  const sync::DeviceIdentity& identity_;
  const core::Dialogue& dialogue_;
  platform::Clock& clock_;
  platform::Random& random_;
  std::unique_ptr<sync::Journal> journal_;
  std::optional<sync::FailedAppend> failed_;  // until it is known whether it reached the disk
  bool opened_run_ = false;
  DayCounts counts_;
};

}  // namespace talt::kiosk
