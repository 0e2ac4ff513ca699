// SPDX-License-Identifier: EUPL-1.2
// What the codebook says of observations.csv and observations.geojson. Pure.
#pragma once

#include <span>

namespace talt::receiver {

struct Meaning {
  const char* column;
  const char* code;  // empty: of the column itself
  const char* english;
  const char* swedish;
};
std::span<const Meaning> meanings_of_walks();

}  // namespace talt::receiver
