// SPDX-License-Identifier: EUPL-1.2
// A backup is a data folder of its own, complete and checked: names, keys, certificates and an SQLite copy of
// the ledger, whichever database the receiver stands on. `talt-receiver serve --data BACKUP` would serve it.
// One thread; the receiver may serve meanwhile.
#pragma once

#include <string>

#include "sync/receiver/ledger/ledger.h"

namespace talt::receiver {

struct Copied {
  std::size_t runs = 0;
  std::uint64_t records = 0;
  AttachmentCount attachments;
};

/// Copies to a new folder, reads all of it back, checks every chain and count, and only then moves `stable`
/// up to what the backup holds. On failure the folder is not there and nothing has moved.
core::Result<Copied> back_up(const std::string& data, Ledger& ledger, const std::string& to);

/// Makes a new data folder of a backup, after checking it; into `database` (postgresql://...) where that is
/// not empty. What kiosks have sent since the backup they send again by themselves.
core::Result<Copied> restore(const std::string& backup, const std::string& data, const std::string& database);

}  // namespace talt::receiver
