// SPDX-License-Identifier: EUPL-1.2
#include "tests/benchmarks/row.h"

#include <stdlib.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>
#include <stdexcept>

namespace talt::bench {

using Json = nlohmann::ordered_json;

namespace {

/// Four significant digits: more would claim what was not measured.
double rounded(double value) {
  if (value == 0 || !std::isfinite(value)) return value;
  const double scale = std::pow(10.0, 3 - std::floor(std::log10(std::abs(value))));
  return std::round(value * scale) / scale;
}

Json summary_of(const Samples& samples) {
  Json out;
  out["count"] = samples.count();
  for (const auto& [name, share] :
       {std::pair{"min", 0.0}, {"p50", 0.5}, {"p95", 0.95}, {"p99", 0.99}, {"max", 1.0}})
    out[name] = rounded(samples.percentile(share));
  return out;
}

}  // namespace

double Samples::percentile(double share) const {
  if (values_.empty()) throw std::runtime_error("there is nothing to take a percentile of");
  auto sorted = values_;
  std::sort(sorted.begin(), sorted.end());
  const auto rank = std::ceil(share * static_cast<double>(sorted.size()));
  return sorted[static_cast<std::size_t>(std::max(rank, 1.0)) - 1];
}

double Samples::total() const {
  return std::accumulate(values_.begin(), values_.end(), 0.0);
}

std::string as_json(const Row& row) {
  Json out;
  out["name"] = row.name;
  out["what"] = row.what;
  out["value"] = rounded(row.value);
  out["unit"] = row.unit;
  out["target"] = row.target;
  out["met"] = row.is_met();
  for (const auto& [name, samples] : row.samples) out["samples"][name] = summary_of(samples);
  for (const auto& [name, text] : row.notes) out["notes"][name] = text;
  double load = 0;
  if (getloadavg(&load, 1) == 1) out["load"] = rounded(load);
  return out.dump();
}

}  // namespace talt::bench
