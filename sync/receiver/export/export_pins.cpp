// SPDX-License-Identifier: EUPL-1.2
#include <nlohmann/json.hpp>

#include "platform/geopackage.h"
#include "sync/receiver/export/export_work.h"

namespace talt::receiver {

using core::Result;

namespace {

std::string quoted(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

bool is_whole(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

/// Numbers as numbers, so that a map can colour by them; coordinates with the 7 decimals that they have.
std::string value_of(std::size_t at, const std::string& field) {
  const bool is_number =
      at == column::lat || at == column::lon ||
      ((at == column::version || at == column::voided || at == column::number) && is_whole(field));
  return is_number ? field : quoted(field);
}

std::string feature_of(const Fields& fields, const Fields& columns) {
  std::string text = "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[" +
                     fields[column::lon] + "," + fields[column::lat] + "]},\"properties\":{";
  for (std::size_t i = 0; i < columns.size(); ++i)
    text += (i > 0 ? "," : "") + quoted(columns[i]) + ":" + value_of(i, fields[i]);
  return text + "}}";
}

/// A FeatureCollection, a feature a line.
class GeoJsonFile {
 public:
  static Result<GeoJsonFile> begin(ExportWork& work, const std::string& name) {
    auto file = work.files.begin(name + ".geojson");
    if (!file) return file.error();
    const auto written =
        (*file)->append("{\"type\":\"FeatureCollection\",\"name\":" + quoted(name) + ",\"features\":[");
    if (!written) return written.error();
    return GeoJsonFile(*file);
  }
  Result<void> put(const std::string& feature) {
    const std::string before = is_first_ ? "\n" : ",\n";
    is_first_ = false;
    return file_->append(before + feature);
  }
  Result<void> end() { return file_->append("\n]}\n"); }

 private:
  explicit GeoJsonFile(platform::NewFile* file) : file_(file) {}
  platform::NewFile* file_;
  bool is_first_ = true;
};

/// Pins in two ways: those that stand and those that are disputed.
Result<void> each_pin(ExportWork& work,
                      const std::function<Result<void>(const Fields&, bool is_disputed)>& put) {
  return each_answer(work, [&](const TabledAnswer& answer) -> Result<void> {
    for (const auto& row : rows_of(answer, work.names)) {
      if (row[column::lat].empty()) continue;
      ++(answer.place.is_disputed ? work.report.disputed_rows : work.report.rows);
      if (auto done = put(row, answer.place.is_disputed); !done) return done;
    }
    return {};
  });
}

/// Fields in a row, each behind its length: a text may hold any byte.
std::string joined(const Fields& fields) {
  std::string item;
  for (const auto& field : fields) item += std::to_string(field.size()) + ":" + field;
  return item;
}

Fields split(const std::string& item) {
  Fields fields;
  for (std::size_t at = 0; at < item.size();) {
    const auto colon = item.find(':', at);
    const auto size = std::stoul(item.substr(at, colon - at));
    fields.push_back(item.substr(colon + 1, size));
    at = colon + 1 + size;
  }
  return fields;
}

}  // namespace

Result<void> write_geojson(ExportWork& work) {
  auto pins = GeoJsonFile::begin(work, "pins");
  if (!pins) return pins.error();
  auto disputed = GeoJsonFile::begin(work, "disputed-pins");
  if (!disputed) return disputed.error();
  const auto& columns = answer_columns(work.options.audit);
  Ordered kept(work, [&](const std::string& feature) { return pins->put(feature); });
  Ordered apart(work, [&](const std::string& feature) { return disputed->put(feature); });
  auto read = each_pin(work, [&](const Fields& row, bool is_disputed) {
    return (is_disputed ? apart : kept).add(feature_of(row, columns));
  });
  if (!read) return read;
  if (auto done = kept.finish(); !done) return done;
  if (auto done = apart.finish(); !done) return done;
  if (auto done = pins->end(); !done) return done;
  if (auto done = disputed->end(); !done) return done;
  return write_observations_geojson(work);
}

Result<void> write_geopackage(ExportWork& work) {
  const auto& columns = answer_columns(work.options.audit);
  std::vector<platform::GeoColumn> typed;
  for (std::size_t i = 0; i < columns.size(); ++i)
    typed.push_back({columns[i], i == column::lat || i == column::lon         ? platform::GeoType::Real
                                 : i == column::voided || i == column::number ? platform::GeoType::Whole
                                                                              : platform::GeoType::Text});
  std::vector<platform::GeoLayer> layers{{"pins", "Pins and named places", typed},
                                         {"disputed_pins", "Pins in records that are disputed", typed}};
  if (has_walks(work.names.dialogues)) layers.push_back(observations_layer());
  auto package = platform::begin_geopackage(work.files.path("pins.gpkg"), layers);
  if (!package) return package.error();
  const auto sink = [&](std::size_t layer) {
    return [&package, layer](const std::string& item) {
      const auto fields = split(item);
      return (*package)->add(
          layer, platform::GeoXY{std::stod(fields[column::lon]), std::stod(fields[column::lat])}, fields);
    };
  };
  Ordered kept(work, sink(0));
  Ordered apart(work, sink(1));
  auto read = each_pin(work, [&](const Fields& row, bool is_disputed) {
    return (is_disputed ? apart : kept).add(joined(row));
  });
  if (!read) return read;
  if (auto done = kept.finish(); !done) return done;
  if (auto done = apart.finish(); !done) return done;
  if (layers.size() > 2)
    if (auto done = add_observations(work, **package, 2); !done) return done;
  if (auto done = (*package)->finish(); !done) return done;
  work.files.add_finished("pins.gpkg");
  return {};
}

}  // namespace talt::receiver
