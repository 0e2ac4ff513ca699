// SPDX-License-Identifier: EUPL-1.2
// For the service only: a device's requests that are being answered.
#pragma once

#include "sync/receiver/service/service.h"

namespace talt::receiver {

class Service::Turn {
 public:
  Turn(Service& service, const sync::DeviceId& device) : service_(service), device_(device) {
    constexpr int turns_max = 4;  // requests of one device at once; a kiosk sends one after the other
    const std::lock_guard held(service_.turns_lock_);
    is_given_ = ++service_.turns_[device_] <= turns_max;
  }
  ~Turn() {
    const std::lock_guard held(service_.turns_lock_);
    if (--service_.turns_[device_] == 0) service_.turns_.erase(device_);
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  bool is_given() const { return is_given_; }

 private:
  Service& service_;
  sync::DeviceId device_;
  bool is_given_ = false;
};

}  // namespace talt::receiver
