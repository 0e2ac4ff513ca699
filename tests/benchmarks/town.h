// SPDX-License-Identifier: EUPL-1.2
// A municipality on loopback, made with Talt's own programs: a receiver and the kiosks enrolled with it.
// One thread; the receiver ends with the object.
#pragma once

#include <optional>
#include <string>

#include "tests/benchmarks/process.h"
#include "tests/doubles/temporary_folder.h"

namespace talt::bench {

std::string program(const std::string& name);  // of this build
std::string sample_dialogue(const std::string& name);
void write_text(const std::string& path, const std::string& text);
/// A folder copied whole; what was at `to` is gone.
void copy_folder(const std::string& from, const std::string& to);

class Town {
 public:
  explicit Town(const std::string& folder);
  void start();
  void stop();
  int port() const { return port_; }
  /// The receiver's data folder: to be copied only while it is stopped.
  std::string receiver_folder() const { return folder_ + "/receiver"; }
  /// The data folder of a new kiosk, enrolled.
  std::string enrolled(const std::string& device);

 private:
  std::string folder_;
  int port_ = 0;
  std::optional<Process> receiver_;
};

}  // namespace talt::bench
