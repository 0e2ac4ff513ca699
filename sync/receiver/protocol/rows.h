// SPDX-License-Identifier: EUPL-1.2
// The walk as rows of tables and features of maps: ids and codes, not words, so that they count the same in
// every language; walk-codebook.csv says what they mean. Not for others.
#pragma once

#include <string>
#include <vector>

#include "platform/geopackage.h"
#include "sync/receiver/export/export_files.h"
#include "sync/receiver/protocol/pictures.h"

namespace talt::receiver::protocol {

using Row = std::vector<std::string>;

/// To be read on a map, in the protocol's language: "3 Lighting".
std::string label_of(const Item& item);

const std::vector<platform::GeoColumn>& observation_columns();
Row observation_row(const Story& story, const Item& item);

const std::vector<platform::GeoColumn>& action_columns();
Row action_row(const Story& story, const Item& item);

const std::vector<platform::GeoColumn>& stop_columns();
Row stop_row(const Story& story, std::size_t stop);

const std::vector<platform::GeoColumn>& track_columns();
Row track_row(const AccountTrack& track);
/// The track's lines of two places or more, broken where a fix is no place.
std::vector<std::vector<core::LatLon>> lines_of(const AccountTrack& track);

core::Result<void> write_tables(ExportFiles& files, const Story& story);
core::Result<void> write_codebook(ExportFiles& files, const Story& story);
core::Result<void> write_geojson(ExportFiles& files, const Story& story);
core::Result<void> write_geopackage(ExportFiles& files, const Story& story);

}  // namespace talt::receiver::protocol
