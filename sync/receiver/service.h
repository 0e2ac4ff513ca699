// SPDX-License-Identifier: EUPL-1.2
// The receiver's HTTP face: enrolments and batches in, receipts and problem documents out (sync/README.md).
// Any thread: one lock around the ledger.
#pragma once

#include <functional>
#include <mutex>

#include "platform/http_server.h"
#include "sync/receiver/ledger.h"
#include "sync/receiver/municipality.h"

namespace talt::receiver {

class Service {
 public:
  Service(const Municipality& municipality, Ledger& ledger, std::function<std::int64_t()> wall_s);
  platform::HttpService as_http();

 private:
  std::variant<platform::HttpResponse, std::size_t> admit(const platform::ServedRequest& head);
  platform::HttpResponse answer(const platform::ServedRequest& request);
  platform::HttpResponse enrol(const platform::ServedRequest& request);
  platform::HttpResponse take_batch(const platform::ServedRequest& request);
  platform::HttpResponse problem(int status, std::string title, std::string detail,
                                 const platform::ServedRequest& request);

  const Municipality& municipality_;
  Ledger& ledger_;
  std::function<std::int64_t()> wall_s_;
  std::mutex lock_;
};

}  // namespace talt::receiver
