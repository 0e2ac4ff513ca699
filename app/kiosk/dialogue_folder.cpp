// SPDX-License-Identifier: EUPL-1.2
#include "app/kiosk/dialogue_folder.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>

#include "app/core/geo.h"
#include "app/core/limits.h"
#include "app/kiosk/tiles_glance.h"
#include "platform/files.h"
#include "platform/pictures.h"
#include "platform/tiles.h"

namespace talt::kiosk {

namespace {

using NamedFile = core::ParsedDialogue::NamedFile;
using Place = core::ParsedDialogue::Place;

constexpr std::string_view interface_languages[] = {"sv", "en", "fi", "ar"};
constexpr std::size_t picture_bytes_max = 32 * 1024 * 1024;

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

/// One folder being looked through; what is found goes to `found`.
class Folder {
 public:
  Folder(std::string folder, Look look, core::ParsedDialogue& found)
      : folder_(std::move(folder)), look_(look), found_(found) {}

  void look_at(const NamedFile& named) {
    const auto path = path_of(named);
    if (!platform::exists(path))
      return fault(named, quoted(named.file) + " is missing", remedy_for_missing(named.file));
    if (!platform::is_file(path))
      return fault(named, quoted(named.file) + " is not a file", "put a picture or a map there");
    if (!platform::lies_in(folder_, path))
      warn(named, quoted(named.file) + " is a link to a file outside of the folder",
           "put the file itself into the folder, or it is missing where the folder is carried to");
    if (named.use == NamedFile::Use::Map && is_tiles(named.file))
      look_at_tiles(named);
    else if (named.use == NamedFile::Use::Picture ||
             is_picture(named.file))  // else its kind is a fault already
      look_at_picture(named);
  }

 private:
  static bool is_tiles(const std::string& file) {
    const auto name = lower(file);
    return name.ends_with(".mbtiles") || name.ends_with(".gpkg");
  }
  static bool is_picture(const std::string& file) {
    const auto name = lower(file);
    return name.ends_with(".png") || name.ends_with(".jpg") || name.ends_with(".jpeg") ||
           name.ends_with(".webp");
  }
  static std::string quoted(const std::string& file) { return "\"" + file + "\""; }
  std::string path_of(const NamedFile& named) const { return folder_ + "/" + named.file; }
  std::string toml_path() const { return folder_ + "/dialogue.toml"; }

  void fault(Place at, std::string what, std::string remedy) {
    found_.faults.push_back({toml_path(), at.line, at.column, std::move(what), std::move(remedy)});
  }
  void fault(const NamedFile& at, std::string what, std::string remedy) {
    fault(Place{at.line, at.column}, std::move(what), std::move(remedy));
  }
  void fault(const NamedFile& at, const core::Error& error) {
    fault(at, quoted(at.file) + ": " + error.what + (error.why.empty() ? "" : ": " + error.why),
          error.remedy);
  }
  void warn(const NamedFile& at, std::string what, std::string remedy) {
    found_.warnings.push_back({toml_path(), at.line, at.column, std::move(what), std::move(remedy)});
  }

  /// Names that differ in their capitals only are the same on the computer where most dialogues are written.
  std::string remedy_for_missing(const std::string& file) const {
    const auto slash = file.rfind('/');
    const auto inner = slash == std::string::npos ? std::string() : file.substr(0, slash);
    for (const auto& name : platform::list_folder(inner.empty() ? folder_ : folder_ + "/" + inner))
      if (lower(name) == lower(slash == std::string::npos ? file : file.substr(slash + 1)))
        return "write it as the file is called: " + (inner.empty() ? name : inner + "/" + name);
    return "put it into the folder, or correct the name";
  }

  void look_at_tiles(const NamedFile& named) {
    const auto tiles = platform::open_tiles(path_of(named));
    if (!tiles) return fault(named, tiles.error());
    const auto bounds = (*tiles)->info().bounds;
    each_place(named, [&](core::LatLon place) {
      return place.lon >= bounds.west && place.lon <= bounds.east && place.lat >= bounds.south &&
             place.lat <= bounds.north;
    });
    if (look_ != Look::Whole) return;
    const auto seen = glance_at_tiles(**tiles);
    if (seen.broken > 0)
      warn(named,
           std::to_string(seen.broken) + " of " + std::to_string(seen.tiles) + " tiles of " +
               quoted(named.file) + " cannot be shown, e.g. " + seen.example,
           "export the map anew");
  }

  /// A picture that many alternatives share is read once.
  core::Result<platform::PictureSize> size_of(const NamedFile& named) {
    if (const auto known = sizes_.find(named.file); known != sizes_.end()) return known->second;
    auto size = [&]() -> core::Result<platform::PictureSize> {
      const auto bytes = platform::read_file(path_of(named), picture_bytes_max);
      if (!bytes) return bytes.error();
      auto header = platform::picture_size(*bytes);
      if (!header || look_ != Look::Whole) return header;
      constexpr int glance_px = 64;
      const auto image = platform::decode_picture(*bytes, glance_px);
      return image ? header : core::Result<platform::PictureSize>(image.error());
    }();
    return sizes_.emplace(named.file, std::move(size)).first->second;
  }

  void look_at_picture(const NamedFile& named) {
    const auto size = size_of(named);
    if (!size) return fault(named, size.error());
    for (std::size_t i = 0; i < named.control_points.size(); ++i)
      if (named.control_points[i].x > size->width || named.control_points[i].y > size->height)
        fault(named.control_point_places[i],
              "control point " + std::to_string(i + 1) + " of " + quoted(named.file) +
                  " lies outside the picture",
              "the picture is " + std::to_string(size->width) + " x " + std::to_string(size->height) +
                  " pixels, counted from the upper left");
    const auto fitted = core::fit(named.control_points);
    const auto pixels = fitted ? fitted->inverse() : std::nullopt;
    if (!pixels) return;
    each_place(named, [&](core::LatLon place) {
      const auto at = (*pixels)(core::to_mercator(place));
      return at.x >= 0 && at.y >= 0 && at.x <= size->width && at.y <= size->height;
    });
  }

  /// Warns of places that their map does not show: those of questions, and a walk's stops and places.
  template <class Shows>
  void each_place(const NamedFile& named, Shows shows) {
    if (!found_.dialogue || named.use != NamedFile::Use::Map) return;
    const auto& dialogue = *found_.dialogue;
    const auto look = [&](const std::string& name, core::LatLon at) {
      if (!shows(at))
        warn(named, name + " lies outside the map " + quoted(named.file), "check its lat and lon");
    };
    for (const auto& question : dialogue.questions)
      if (question.kind == core::QuestionKind::Pin && dialogue.maps[question.map].file == named.file)
        for (const auto& place : question.places)
          look("place " + place.id + " of question " + question.id, {place.lat, place.lon});
    if (!dialogue.walk || !dialogue.walk->map || dialogue.maps[*dialogue.walk->map].file != named.file)
      return;
    for (const auto& stop : dialogue.walk->stops) look("stop " + stop.id + " of the walk", stop.at);
    for (const auto& place : dialogue.walk->places)
      look("place " + place.id + " of the walk", {place.lat, place.lon});
  }

  std::string folder_;
  Look look_;
  core::ParsedDialogue& found_;
  std::map<std::string, core::Result<platform::PictureSize>> sizes_;
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
  if (!platform::is_file(path))
    return unreadable(path, "it is not a file", "name the folder in which dialogue.toml lies");
  const auto bytes = platform::read_file(path, core::dialogue_bytes_max);
  if (!bytes)
    return unreadable(path,
                      bytes.error().why.starts_with("it is larger")
                          ? "the file is larger than 1 MiB"
                          : "it cannot be read: " + bytes.error().why,
                      bytes.error().remedy.empty() ? "shorten it" : bytes.error().remedy);
  auto parsed = core::parse_dialogue(*bytes, path, interface_languages);
  Folder looked(folder, look, parsed);
  for (const auto& named : std::vector(parsed.files)) looked.look_at(named);
  core::sort_by_place(parsed.faults);
  core::sort_by_place(parsed.warnings);
  if (!parsed.faults.empty()) parsed.dialogue.reset();
  return parsed;
}

}  // namespace talt::kiosk
