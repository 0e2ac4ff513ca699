// SPDX-License-Identifier: EUPL-1.2
// Carries the journal to the receiver, batch by batch, and takes its receipts. One thread at a time; the
// journal has its own lock. Whatever answers: nothing is forgotten but by a receipt that checks (DESIGN
// section 7).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "app/core/host_facts.h"
#include "platform/http_client.h"
#include "platform/random.h"
#include "sync/device_identity.h"
#include "sync/journal.h"

namespace talt::sync {

struct SyncOutcome {
  core::SyncTrouble trouble = core::SyncTrouble::None;  // None: everything is receipted
  std::string detail;                                   // the technical line, for the one who is phoned
  std::optional<std::int64_t> wait_ms;                  // what the receiver asked for
  std::optional<std::int64_t> receiver_time_s;          // from the last receipt taken
};

using SyncProgress = std::function<void(std::uint64_t receipted, std::uint64_t recorded)>;

class Uploader {
 public:
  Uploader(Journal& journal, platform::HttpClient& client, const DeviceIdentity& identity,
           platform::Random& random);
  /// Salvages what was set aside, then sends until everything is receipted or something stands in the way. A
  /// run that the receiver does not take does not hold up the others. Blocks; ends whatever answers.
  SyncOutcome attempt(const SyncProgress& progress);

 private:
  enum class Sent { Taken, Smaller, PassOver /* this run, not the others */, Stop };
  Sent send(StoredBatch& batch, SyncOutcome& outcome);
  void ask_after_settled(std::vector<RunId> fresh, SyncOutcome& outcome);
  Sent judge(const platform::HttpResponse& response, const std::string& nonce, const StoredBatch& batch,
             SyncOutcome& outcome);
  Sent judge_refusal(const platform::HttpResponse& response, const std::string& nonce, SyncOutcome& outcome);
  Sent take_receipt(const platform::HttpResponse& response, const std::string& nonce,
                    const StoredBatch& batch, SyncOutcome& outcome);

  Journal& journal_;
  platform::HttpClient& client_;
  const DeviceIdentity& identity_;
  platform::Random& random_;
  std::size_t records_max_;
  std::map<RunId, int> setbacks_;  // receipts that did not reach the end of what was sent
};

}  // namespace talt::sync
