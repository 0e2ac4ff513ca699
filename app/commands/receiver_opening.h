// SPDX-License-Identifier: EUPL-1.2
// What every command of the receiver begins with.
#pragma once

#include <memory>
#include <string>

#include "sync/receiver/ledger/ledger.h"
#include "sync/receiver/municipality.h"

namespace talt::commands {

struct OpenedReceiver {
  receiver::Municipality municipality;
  std::unique_ptr<receiver::Ledger> ledger;
};

inline core::Result<OpenedReceiver> open_receiver(const std::string& data) {
  auto municipality = receiver::read_municipality(data);
  if (!municipality) return municipality.error();
  auto ledger = receiver::Ledger::open(municipality->database);
  if (!ledger) return ledger.error();
  return OpenedReceiver{std::move(*municipality), std::move(*ledger)};
}

}  // namespace talt::commands
