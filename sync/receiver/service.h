// SPDX-License-Identifier: EUPL-1.2
// The receiver's HTTP face: enrolments and batches in, receipts and problem documents out (sync/README.md).
// Any thread: signatures and chains are checked side by side, the ledger commits together.
#pragma once

#include <functional>
#include <map>
#include <mutex>

#include "platform/http_server.h"
#include "sync/receiver/ledger.h"
#include "sync/receiver/municipality.h"

namespace talt::receiver {

/// A line for the log: what happened, never an answer. Any thread.
using Events = std::function<void(const std::string& line)>;

class Service {
 public:
  Service(const Municipality& municipality, Ledger& ledger, std::function<std::int64_t()> wall_s,
          Events events);
  platform::HttpService as_http();

 private:
  std::variant<platform::HttpResponse, std::size_t> admit(const platform::ServedRequest& head);
  std::variant<platform::HttpResponse, std::size_t> admit_batch(const platform::ServedRequest& head);
  platform::HttpResponse answer(const platform::ServedRequest& request);
  platform::HttpResponse enrol(const platform::ServedRequest& request);
  platform::HttpResponse take_batch(const platform::ServedRequest& request);
  platform::HttpResponse receipt_for(const Device& device, const LedgerRun& run, const std::string& nonce);
  platform::HttpResponse problem(int status, const std::string& title, const std::string& detail,
                                 const platform::ServedRequest& request);
  platform::HttpResponse no_database(const core::Error& error, const platform::ServedRequest& request);

  /// A device's requests that are being answered: one that sends many at once waits, not the others.
  class Turn;

  const Municipality& municipality_;
  Ledger& ledger_;
  std::function<std::int64_t()> wall_s_;
  Events events_;
  std::mutex turns_lock_;
  std::map<sync::DeviceId, int> turns_;
};

}  // namespace talt::receiver
