// SPDX-License-Identifier: EUPL-1.2
#include <nlohmann/json.hpp>

#include "sync/receiver/export/csv.h"
#include "sync/receiver/export/export_work.h"
#include "sync/receiver/export/observation_rows.h"

namespace talt::receiver {

using core::Result;

namespace {

/// As the shelf tells versions apart.
std::string version_of(const WalkAccount& walk, const DialogueShelf& dialogues) {
  for (const auto& entry : dialogues.all())
    if (entry.dialogue.source == walk.dialogue.source) return entry.version;
  return std::to_string(walk.dialogue.version);
}

Result<void> each_row(const ExportWork& work, const std::function<Result<void>(const Fields&)>& put) {
  for (const auto& walk : work.walks)
    for (const auto& row : rows_of(walk, version_of(walk, work.names.dialogues)))
      if (auto done = put(row); !done) return done;
  return {};
}

std::string quoted(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string feature_of(const Fields& fields) {
  namespace at = observation_column;
  const auto& columns = observation_columns();
  const bool is_placed = !fields[at::lat].empty();
  std::string text = "{\"type\":\"Feature\",\"geometry\":";
  text += is_placed ? "{\"type\":\"Point\",\"coordinates\":[" + fields[at::lon] + "," + fields[at::lat] + "]}"
                    : std::string("null");  // RFC 7946: it has no place, and is told of all the same
  text += ",\"properties\":{";
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const bool is_number = i == at::number || (is_placed && (i == at::lat || i == at::lon));
    text += (i > 0 ? "," : "") + quoted(columns[i]) + ":" + (is_number ? fields[i] : quoted(fields[i]));
  }
  return text + "}}";
}

platform::GeoType type_of(const std::string& column) {
  using platform::GeoType;
  if (column == "lat" || column == "lon" || column == "accuracy") return GeoType::Real;
  if (column == "time") return GeoType::DateTime;
  if (column == "deadline") return GeoType::Date;
  for (const char* whole : {"number", "seriousness", "photos", "voice_memos", "corrections", "withdrawn"})
    if (column == whole) return GeoType::Whole;
  return GeoType::Text;
}

}  // namespace

platform::GeoLayer observations_layer() {
  platform::GeoLayer layer{"observations", "What was noted on walks", {}};
  for (const auto& column : observation_columns()) layer.columns.push_back({column, type_of(column)});
  return layer;
}

Result<void> add_observations(ExportWork& work, platform::GeoPackage& package, std::size_t layer) {
  namespace at = observation_column;
  return each_row(work, [&](const Fields& row) {
    ++work.report.observations;
    const bool is_placed = !row[at::lat].empty();
    return package.add(layer,
                       is_placed
                           ? std::optional(platform::GeoXY{std::stod(row[at::lon]), std::stod(row[at::lat])})
                           : std::nullopt,
                       row);
  });
}

Result<void> write_observations_csv(ExportWork& work) {
  if (!has_walks(work.names.dialogues)) return work.files.remove_earlier("observations.csv"), Result<void>();
  const auto file = work.files.begin("observations.csv");
  if (!file) return file.error();
  if (auto put = (*file)->append(csv_line(observation_columns())); !put) return put;
  return each_row(work, [&](const Fields& row) {
    ++work.report.observations;
    return (*file)->append(csv_line(row));
  });
}

Result<void> write_observations_geojson(ExportWork& work) {
  if (!has_walks(work.names.dialogues))
    return work.files.remove_earlier("observations.geojson"), Result<void>();
  const auto file = work.files.begin("observations.geojson");
  if (!file) return file.error();
  const std::string head = "{\"type\":\"FeatureCollection\",\"name\":\"observations\",\"features\":[";
  if (auto put = (*file)->append(head); !put) return put;
  bool is_first = true;
  const auto written = each_row(work, [&](const Fields& row) {
    ++work.report.observations;
    const std::string before = is_first ? "\n" : ",\n";
    is_first = false;
    return (*file)->append(before + feature_of(row));
  });
  return written ? (*file)->append("\n]}\n") : written;
}

}  // namespace talt::receiver
