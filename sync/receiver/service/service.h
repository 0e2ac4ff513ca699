// SPDX-License-Identifier: EUPL-1.2
// The receiver's HTTP face: enrolments, batches and pieces of attachments in, receipts and problem documents
// out (sync/README.md). Any thread: signatures and chains are checked side by side, the ledger commits
// together.
#pragma once

#include <functional>
#include <map>
#include <mutex>

#include "platform/http_server.h"
#include "sync/attachment_receipt.h"
#include "sync/receiver/ledger/ledger.h"
#include "sync/receiver/municipality.h"

namespace talt::receiver {

/// A line for the log: what happened, never an answer. Any thread.
using Events = std::function<void(const std::string& line)>;

/// What is free on the disk that holds the ledger; fails where it is not this machine's.
using FreeBytes = std::function<core::Result<std::int64_t>()>;

class Service {
 public:
  Service(
      const Municipality& municipality, Ledger& ledger, std::function<std::int64_t()> wall_s, Events events,
      FreeBytes free_bytes = [] { return core::Result<std::int64_t>(INT64_MAX); });
  platform::HttpService as_http();

 private:
  std::variant<platform::HttpResponse, std::size_t> admit(const platform::ServedRequest& head);
  std::variant<platform::HttpResponse, std::size_t> admit_batch(const platform::ServedRequest& head);
  std::variant<platform::HttpResponse, std::size_t> admit_piece(const platform::ServedRequest& head);
  std::optional<platform::HttpResponse> refuse_sender(const sync::DeviceId& sender,
                                                      const platform::ServedRequest& head);
  platform::HttpResponse answer(const platform::ServedRequest& request);
  platform::HttpResponse enrol(const platform::ServedRequest& request);
  platform::HttpResponse take_batch(const platform::ServedRequest& request);
  platform::HttpResponse take_piece(const platform::ServedRequest& request);
  platform::HttpResponse unverified(const core::Error& error, const platform::ServedRequest& request);
  platform::HttpResponse receipt_for(const Device& device, const LedgerRun& run, const std::string& nonce,
                                     const platform::ServedRequest& request);
  platform::HttpResponse attachment_receipt_for(const Device& device, const core::AttachmentName& name,
                                                const TakenPiece& taken, const std::string& nonce);
  platform::HttpResponse problem(int status, const std::string& title, const std::string& detail,
                                 const platform::ServedRequest& request);
  platform::HttpResponse no_database(const core::Error& error, const platform::ServedRequest& request);

  /// A device's requests that are being answered: one that sends many at once waits, not the others.
  class Turn;

  const Municipality& municipality_;
  Ledger& ledger_;
  std::function<std::int64_t()> wall_s_;
  Events events_;
  FreeBytes free_bytes_;
  std::mutex turns_lock_;
  std::map<sync::DeviceId, int> turns_;
};

}  // namespace talt::receiver
