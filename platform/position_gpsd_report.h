// SPDX-License-Identifier: EUPL-1.2
// One line of what gpsd says (gpsd_json(5)), read by libgps. The library is loaded when a position is first
// asked for: with what it brings it would cost each start of a program some milliseconds. One thread at a
// time.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "app/core/position.h"
#include "app/core/result.h"

namespace talt::platform {

struct GpsdReport {
  bool is_understood = false;  // gpsd speaks here
  bool is_about_fix = false;   // TPV: says where we are, or that nobody knows
  std::optional<core::Fix> fix;
  std::string sensor;  // gpsd's path of the receiver; empty where it does not say
};

class GpsdReader {
 public:
  virtual ~GpsdReader() = default;
  /// Lines that are cut, of another form or with values of other types are not understood, or have no fix.
  virtual GpsdReport read(std::string_view line) = 0;
};

/// Fails where libgps is not installed.
core::Result<std::unique_ptr<GpsdReader>> open_gpsd_reader();

}  // namespace talt::platform
