// SPDX-License-Identifier: EUPL-1.2
// Observations of walks as flat rows, one each, the same for CSV and GeoJSON. They are staff's own notes, by
// number: not shuffled and under no small-cell rule; whose words were noted is a group, never a person. Pure.
#pragma once

#include <string>
#include <vector>

#include "sync/receiver/walks/walk_account.h"

namespace talt::receiver {

/// The columns of observations.csv in their order.
const std::vector<std::string>& observation_columns();
namespace observation_column {  // where some of them stand
inline constexpr std::size_t number = 3, lat = 12, lon = 13;
}
/// Of every note, those taken back and disputed too; texts are verbatim. `version` as exports say it.
std::vector<std::vector<std::string>> rows_of(const WalkAccount& walk, const std::string& version);

}  // namespace talt::receiver
