// SPDX-License-Identifier: EUPL-1.2
#include "app/kiosk/dialogue_folder.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>

#include "app/core/limits.h"
#include "platform/files.h"
#include "platform/pictures.h"
#include "platform/tiles.h"

namespace talt::kiosk {

namespace {

using NamedFile = core::ParsedDialogue::NamedFile;

constexpr std::string_view interface_languages[] = {"sv", "en", "fi", "ar"};
constexpr std::size_t picture_bytes_max = 32 * 1024 * 1024;

/// One folder being looked through; what is found goes to `found`.
class Folder {
 public:
  Folder(std::string folder, Look look, core::ParsedDialogue& found)
      : folder_(std::move(folder)), look_(look), found_(found) {}

  void look_at(const NamedFile& named) {
    if (!platform::exists(path_of(named)))
      return fault(named, quoted(named.file) + " is missing", "put it into the folder, or correct the name");
    named.use == NamedFile::Use::Map&& is_tiles(named.file) ? look_at_tiles(named) : look_at_picture(named);
  }

 private:
  static bool is_tiles(std::string_view file) {
    return file.ends_with(".mbtiles") || file.ends_with(".gpkg");
  }
  static std::string quoted(const std::string& file) { return "\"" + file + "\""; }
  std::string path_of(const NamedFile& named) const { return folder_ + "/" + named.file; }

  void fault(const NamedFile& at, std::string what, std::string remedy) {
    found_.faults.push_back({toml_path(), at.line, at.column, std::move(what), std::move(remedy)});
  }
  void fault(const NamedFile& at, const core::Error& error) {
    fault(at, quoted(at.file) + ": " + error.what + (error.why.empty() ? "" : ": " + error.why),
          error.remedy);
  }
  std::string toml_path() const { return folder_ + "/dialogue.toml"; }

  void look_at_tiles(const NamedFile& named) {
    const auto tiles = platform::open_tiles(path_of(named));
    if (!tiles) return fault(named, tiles.error());
    const auto& bounds = (*tiles)->info().bounds;
    each_place(named, [&](const core::Place& place) {
      return place.lon >= bounds.west && place.lon <= bounds.east && place.lat >= bounds.south &&
             place.lat <= bounds.north;
    });
  }

  void look_at_picture(const NamedFile& named) {
    const auto bytes = platform::read_file(path_of(named), picture_bytes_max);
    if (!bytes) return fault(named, bytes.error());
    const auto size = platform::picture_size(*bytes);
    if (!size) return fault(named, size.error());
    if (look_ == Look::Whole) {
      constexpr int glance_px = 64;
      if (const auto image = platform::decode_picture(*bytes, glance_px); !image)
        return fault(named, image.error());
    }
    look_at_control_points(named, *size);
  }

  void look_at_control_points(const NamedFile& named, platform::PictureSize size) {
    for (std::size_t i = 0; i < named.control_points.size(); ++i)
      if (named.control_points[i].x > size.width || named.control_points[i].y > size.height)
        fault(named,
              "control point " + std::to_string(i + 1) + " of " + quoted(named.file) +
                  " lies outside the picture",
              "the picture is " + std::to_string(size.width) + " x " + std::to_string(size.height) +
                  " pixels, counted from the upper left");
  }

  const core::Map* map_of(const NamedFile& named) const {
    if (!found_.dialogue || named.use != NamedFile::Use::Map) return nullptr;
    const auto& maps = found_.dialogue->maps;
    const auto map = std::find_if(maps.begin(), maps.end(),
                                  [&](const core::Map& each) { return each.file == named.file; });
    return map == maps.end() ? nullptr : &*map;
  }

  /// Warns of places of questions on this map that it does not show.
  template <class Shows>
  void each_place(const NamedFile& named, Shows shows) {
    const auto* map = map_of(named);
    if (map == nullptr) return;
    for (const auto& question : found_.dialogue->questions) {
      if (question.kind != core::QuestionKind::Pin || &found_.dialogue->maps[question.map] != map) continue;
      for (const auto& place : question.places)
        if (!shows(place))
          found_.warnings.push_back({toml_path(), named.line, named.column,
                                     "the place " + place.id + " lies outside the map " + quoted(named.file),
                                     "check its lat and lon"});
    }
  }

  std::string folder_;
  Look look_;
  core::ParsedDialogue& found_;
};

core::ParsedDialogue unreadable(const std::string& path, const std::string& what, const std::string& remedy) {
  core::ParsedDialogue parsed;
  parsed.faults.push_back({path, 1, 1, what, remedy});
  return parsed;
}

}  // namespace

core::ParsedDialogue load_dialogue(const std::string& folder, Look look) {
  const auto path = folder + "/dialogue.toml";
  if (!platform::exists(path))
    return unreadable(path, "there is no such file", "name the folder in which dialogue.toml lies");
  const auto bytes = platform::read_file(path, core::dialogue_bytes_max);
  if (!bytes)
    return unreadable(path, bytes.error().what + ": " + bytes.error().why,
                      bytes.error().remedy.empty() ? "shorten it" : bytes.error().remedy);
  auto parsed = core::parse_dialogue(*bytes, path, interface_languages);
  Folder looked(folder, look, parsed);
  std::set<std::string> seen;
  for (const auto& named : parsed.files)
    if (seen.insert(named.file).second) looked.look_at(named);
  core::sort_by_place(parsed.faults);
  if (!parsed.faults.empty()) parsed.dialogue.reset();
  return parsed;
}

}  // namespace talt::kiosk
