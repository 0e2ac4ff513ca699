// SPDX-License-Identifier: EUPL-1.2
// Carries attachments to the receiver, piece by piece, oldest first, each from where the receiver has it. For
// the uploader only, after the records: records never wait. One thread.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "platform/http_client.h"
#include "platform/random.h"
#include "sync/journal.h"
#include "sync/portion.h"
#include "sync/sync_outcome.h"

namespace talt::sync {

class AttachmentUploader {
 public:
  AttachmentUploader(Journal& journal, platform::HttpClient& client, const DeviceIdentity& identity,
                     platform::Random& random)
      : journal_(journal), client_(client), identity_(identity), random_(random) {}

  enum class Ended { NothingSent, AllSent, RecordsWait /* to be sent first */, InTheWay };
  /// One that the receiver does not take, or that cannot be read, does not hold up the others; the outcome
  /// says so. Where the line breaks off it goes on with smaller pieces, as long as that helps. `tell` is
  /// called after each that is whole. Ends whatever answers.
  Ended send_all(const std::function<void()>& tell, SyncOutcome& outcome);

 private:
  enum class Step { Further, Whole, Again, PassOver, Stop };
  Ended send(const HeldAttachment& attachment, std::uint64_t recorded, SyncOutcome& outcome);
  Step send_piece(const HeldAttachment& attachment, core::ByteView sealed, std::uint64_t& have,
                  SyncOutcome& outcome);
  Step judge(const platform::HttpResponse& response, const std::string& nonce,
             const HeldAttachment& attachment, std::size_t sent, std::uint64_t& have, SyncOutcome& outcome);
  Step take_receipt(const platform::HttpResponse& response, const std::string& nonce,
                    const HeldAttachment& attachment, std::uint64_t& have, SyncOutcome& outcome);

  Journal& journal_;
  platform::HttpClient& client_;
  const DeviceIdentity& identity_;
  platform::Random& random_;
  Portion piece_bytes_{8 * 1024, 256 * 1024};
  std::map<core::AttachmentName, int> setbacks_;   // answers that did not bring it forward
  std::vector<core::AttachmentName> passed_over_;  // in this attempt
};

}  // namespace talt::sync
