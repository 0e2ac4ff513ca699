// SPDX-License-Identifier: EUPL-1.2
// Carries the journal to the receiver, batch by batch, then its attachments, and takes the receipts. One
// thread at a time; the journal has its own lock. Whatever answers: nothing is forgotten but by a receipt
// that checks (DESIGN section 7).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "platform/http_client.h"
#include "platform/random.h"
#include "sync/device_identity.h"
#include "sync/journal.h"
#include "sync/portion.h"
#include "sync/sync_outcome.h"

namespace talt::sync {

using SyncProgress = std::function<void(std::uint64_t receipted, std::uint64_t recorded)>;

class Uploader {
 public:
  Uploader(Journal& journal, platform::HttpClient& client, const DeviceIdentity& identity,
           platform::Random& random);
  /// Salvages what was set aside, then sends until everything is receipted or something stands in the way:
  /// records first, then attachments, and records again as they come. A run or an attachment that the
  /// receiver does not take does not hold up the others. Where the line breaks off it goes on with less at a
  /// time, as long as that helps. Blocks; ends whatever answers.
  SyncOutcome attempt(const SyncProgress& progress);

 private:
  enum class Sent { Taken, Smaller, PassOver /* this run, not the others */, Stop };
  /// False where something stands in the way.
  bool send_records(const SyncProgress& progress, SyncOutcome& outcome);
  void send_all(const SyncProgress& progress, SyncOutcome& outcome);
  Sent send(StoredBatch& batch, SyncOutcome& outcome);
  void ask_after_settled(SyncOutcome& outcome);
  Sent judge(const platform::HttpResponse& response, const std::string& nonce, const StoredBatch& batch,
             SyncOutcome& outcome);
  Sent take_receipt(const platform::HttpResponse& response, const std::string& nonce,
                    const StoredBatch& batch, SyncOutcome& outcome);

  Journal& journal_;
  platform::HttpClient& client_;
  const DeviceIdentity& identity_;
  platform::Random& random_;
  Portion records_;                // in a batch
  std::map<RunId, int> setbacks_;  // receipts that did not reach the end of what was sent
  // Of the attempt under way.
  std::vector<RunId> passed_over_, fresh_;
  bool has_asked_ = false;
};

}  // namespace talt::sync
