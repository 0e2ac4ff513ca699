// SPDX-License-Identifier: EUPL-1.2
// One measured number beside its target, printed as a line of JSON. Plain values.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace talt::bench {

/// Measured values of one kind, in the unit of their row.
class Samples {
 public:
  void add(double value) { values_.push_back(value); }
  std::size_t count() const { return values_.size(); }
  /// The value that `share` (0 to 1) of all are not above.
  double percentile(double share) const;
  double median() const { return percentile(0.5); }
  double total() const;

 private:
  std::vector<double> values_;
};

enum class Better { Lower, Higher };

struct Row {
  std::string name, what, unit;
  double target = 0;
  Better better = Better::Lower;
  double value = 0;
  std::vector<std::pair<std::string, Samples>> samples{};    // what the value was made of, by name
  std::vector<std::pair<std::string, std::string>> notes{};  // facts that a reader needs to judge it
  bool is_met() const { return better == Better::Lower ? value <= target : value >= target; }
};

/// Everything of the row and the machine's load average, one line.
std::string as_json(const Row& row);

}  // namespace talt::bench
