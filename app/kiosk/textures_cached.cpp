// SPDX-License-Identifier: EUPL-1.2
#include "app/kiosk/textures_cached.h"

#include <fmt/format.h>

#include <algorithm>
#include <list>
#include <map>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "app/kiosk/picture_loader.h"
#include "platform/files.h"
#include "platform/pictures.h"
#include "platform/tiles.h"

namespace talt::kiosk {
namespace {

constexpr std::size_t picture_bytes_max = 64 * 1024 * 1024;
constexpr std::size_t measures_max = 4096;

/// Every text is measured and drawn in each frame: its key is made by copying, not by formatting.
std::string key_of(const platform::Paragraph& paragraph) {
  std::string key;
  key.reserve(paragraph.text.size() + paragraph.language.size() + 40);
  const auto add = [&key](const auto& value) {
    key.append(reinterpret_cast<const char*>(&value), sizeof value);
  };
  key += 't';
  add(paragraph.right_to_left);
  add(paragraph.size);
  add(paragraph.weight);
  add(paragraph.align);
  add(paragraph.width_max);
  add(paragraph.lines_max);
  add(paragraph.line_spacing);
  add(paragraph.is_whole);
  add(paragraph.window_top);
  add(paragraph.window_height);
  key += paragraph.language;
  key += '\0';
  key += paragraph.text;
  return key;
}

struct OpenMap {
  std::unique_ptr<platform::TileSet> tiles;  // none for a picture
  ui::MapInfo info;
};

class Cache final : public CachedTextures {
 public:
  Cache(platform::Screen& screen, platform::TextRenderer& letters, const core::Dialogue& dialogue,
        std::string folder, std::function<void(const core::Error&)> report, std::function<void()> wake)
      : screen_(screen),
        letters_(letters),
        dialogue_(dialogue),
        folder_(std::move(folder)),
        report_(std::move(report)),
        wake_(std::move(wake)),
        maps_(dialogue.maps.size()) {
    if (wake_) loader_.emplace(wake_);
  }

  ~Cache() override {
    for (const Entry& entry : entries_)
      if (!entry.texture.is_none()) screen_.forget(entry.texture.id);
    take_down("");
  }

  void begin_frame() override {
    while (bytes_ > texture_bytes_max && !entries_.empty() && entries_.back().frame != frame_) {
      const Entry& oldest = entries_.back();
      bytes_ -= oldest.bytes;
      if (!oldest.texture.is_none()) screen_.forget(oldest.texture.id);
      by_key_.erase(oldest.key);
      entries_.pop_back();
    }
    if (measures_.size() > measures_max) measures_.clear();
    ++frame_;
    take_loaded();
  }

  std::size_t bytes() const override { return bytes_; }

  ui::TextTexture text(const platform::Paragraph& paragraph) override {
    std::string key = key_of(paragraph);
    if (const Entry* entry = found(key)) return {entry->texture, entry->size};
    const platform::TextImage image = letters_.render(paragraph);
    measures_.insert_or_assign(key, image.size);
    const ImTextureID id = screen_.upload_alpha(image.width, image.height, image.alpha.data());
    const Entry& entry =
        kept(std::move(key), textured(id, image.width, image.height), image.width, image.height);
    entries_.front().size = image.size;
    return {entry.texture, image.size};
  }

  platform::TextSize measure(const platform::Paragraph& paragraph) override {
    std::string key = key_of(paragraph);
    if (const auto known = measures_.find(key); known != measures_.end()) return known->second;
    const platform::TextSize size = letters_.measure(paragraph);
    measures_.emplace(std::move(key), size);
    return size;
  }

  platform::TextRenderer& letters() override { return letters_; }

  ui::Texture shape(const ui::Shape& shape) override {
    std::string key = "s";
    key.append(reinterpret_cast<const char*>(&shape.kind), sizeof shape.kind);
    for (const float number : {shape.radius, shape.stroke, shape.blur})
      key.append(reinterpret_cast<const char*>(&number), sizeof number);
    if (const Entry* entry = found(key)) return entry->texture;
    const ui::Mask mask = ui::rasterise(shape);
    const ImTextureID id = screen_.upload_alpha(mask.width, mask.height, mask.alpha.data());
    return kept(std::move(key), textured(id, mask.width, mask.height), mask.width, mask.height).texture;
  }

  ui::Texture picture(std::string_view file, int side_max) override {
    std::string key = fmt::format("p{}:{}", side_max, file);
    if (const Entry* entry = found(key)) return entry->texture;
    return loaded(std::move(key), [path = folder_ + "/" + std::string(file), side_max] {
      return load_picture(path, std::min(side_max, platform::texture_side_max));
    });
  }

  ui::Texture live(std::string_view name) override {
    const auto known = live_.find(name);
    return known == live_.end() ? ui::Texture{} : known->second;
  }

  void show_live(const std::string& name, const platform::Image& image) override {
    const ui::Texture shown = textured(screen_.upload(image), image.width, image.height);
    ui::Texture& slot = live_[name];
    if (!slot.is_none()) screen_.forget(slot.id);
    slot = shown;
  }

  void take_down(std::string_view names_begin) override {
    std::erase_if(live_, [&](const auto& one) {
      if (!std::string_view(one.first).starts_with(names_begin)) return false;
      if (!one.second.is_none()) screen_.forget(one.second.id);
      return true;
    });
  }

  const ui::MapInfo* map(std::size_t map) override {
    const OpenMap* open = opened(map);
    return open ? &open->info : nullptr;
  }

  ui::Texture tile(std::size_t map, std::size_t level, int column, int row, int side_max) override {
    std::string key = fmt::format("m{}:{}:{}:{}:{}", map, level, column, row, side_max);
    if (const Entry* entry = found(key)) return entry->texture;
    const OpenMap* open = opened(map);
    if (!open || !open->tiles) return {};
    return loaded(std::move(key), [tiles = open->tiles.get(), file = dialogue_.maps[map].file, level, column,
                                   row, side_max] {
      return load_tile(*tiles, file, level, column, row, std::min(side_max, platform::texture_side_max));
    });
  }

 private:
  struct Entry {
    std::string key;
    ui::Texture texture;
    platform::TextSize size;  // of a text
    std::size_t bytes = 0;
    std::uint64_t frame = 0;  // in which it was used last
  };

  const Entry* found(const std::string& key) {
    const auto known = by_key_.find(key);
    if (known == by_key_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, known->second);
    entries_.front().frame = frame_;
    return &entries_.front();
  }

  const Entry& kept(std::string key, const ui::Texture& texture, int width, int height) {
    // What is none is remembered too, so that it is not tried in every frame.
    const auto bytes = static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4 + 256;
    entries_.push_front({std::move(key), texture, {}, bytes, frame_});
    by_key_.emplace(entries_.front().key, entries_.begin());
    bytes_ += bytes;
    return entries_.front();
  }

  static ui::Texture textured(ImTextureID id, int width, int height) {
    ui::Texture texture;
    texture.id = id;
    texture.width = static_cast<float>(width);
    texture.height = static_cast<float>(height);
    return texture;
  }

  static Loaded load_picture(const std::string& path, int side_max) {
    const auto content = platform::read_file(path, picture_bytes_max);
    if (!content) return content.error();
    auto image = platform::decode_picture(content.value(), side_max);
    if (!image) return core::Error{path, image.error().text(), ""};
    return std::optional(std::move(image).value());
  }

  static Loaded load_tile(platform::TileSet& tiles, const std::string& file, std::size_t level, int column,
                          int row, int side_max) {
    const auto content = tiles.tile(level, column, row);
    if (!content) return content.error();
    if (!content.value()) return std::optional<platform::Image>();
    auto image = platform::decode_picture(**content, side_max);
    if (!image)
      return core::Error{fmt::format("the map {}: tile {} {} of level {}", file, column, row, level),
                         image.error().text(), ""};
    return std::optional(std::move(image).value());
  }

  ui::Texture loaded(std::string key, PictureLoader::Job job) {
    if (!loader_) return take_in(std::move(key), job());
    loader_->ask(key, std::move(job));
    return {};
  }

  ui::Texture take_in(std::string key, const Loaded& loaded) {
    if (!loaded) return refused(std::move(key), loaded.error());
    if (!*loaded) return kept(std::move(key), {}, 0, 0).texture;
    return uploaded(std::move(key), **loaded);
  }

  /// As many as a frame has time for.
  void take_loaded() {
    if (!loader_) return;
    constexpr std::size_t a_frame = 4;
    for (auto& done : loader_->take(a_frame)) take_in(std::move(done.key), done.loaded);
    if (loader_->has_more()) wake_();
  }

  ui::Texture uploaded(std::string key, const platform::Image& image) {
    const ui::Texture texture = textured(screen_.upload(image), image.width, image.height);
    return kept(std::move(key), texture, image.width, image.height).texture;
  }

  ui::Texture refused(std::string key, const core::Error& why) {
    constexpr std::size_t told_max = 100;  // a map may be broken throughout
    if (report_ && told_.size() < told_max && told_.insert(why.text()).second) report_(why);
    return kept(std::move(key), {}, 0, 0).texture;
  }

  /// Opens the map when it is first asked for: the first frame has no time for it.
  const OpenMap* opened(std::size_t map) {
    if (map >= maps_.size()) return nullptr;
    std::optional<OpenMap>& slot = maps_[map];
    if (!slot && !std::exchange(tried_[map], true)) {
      const core::Map& wanted = dialogue_.maps[map];
      const std::string path = folder_ + "/" + wanted.file;
      auto open = wanted.kind == core::MapKind::Picture ? open_picture(path) : open_tile_set(path);
      if (open)
        slot = std::move(*open);
      else if (report_)
        report_(open.error());
    }
    return slot ? &*slot : nullptr;
  }

  static core::Result<OpenMap> open_tile_set(const std::string& path) {
    auto tiles = platform::open_tiles(path);
    if (!tiles) return tiles.error();
    OpenMap open;
    open.tiles = std::move(*tiles);
    const platform::TileSetInfo& said = open.tiles->info();
    open.info = {said.levels, said.bounds.west, said.bounds.south, said.bounds.east, said.bounds.north, 0, 0};
    return open;
  }

  static core::Result<OpenMap> open_picture(const std::string& path) {
    const auto content = platform::read_file(path, picture_bytes_max);
    if (!content) return content.error();
    const auto size = platform::picture_size(content.value());
    if (!size) return core::Error{path, size.error().text(), ""};
    OpenMap open;
    open.info.width = size->width;
    open.info.height = size->height;
    return open;
  }

  platform::Screen& screen_;
  platform::TextRenderer& letters_;
  const core::Dialogue& dialogue_;
  std::string folder_;
  std::function<void(const core::Error&)> report_;
  std::unordered_set<std::string> told_;
  std::function<void()> wake_;
  std::vector<std::optional<OpenMap>> maps_;
  std::unordered_map<std::size_t, bool> tried_;
  std::list<Entry> entries_;  // the most recently used first
  std::unordered_map<std::string, std::list<Entry>::iterator> by_key_;
  std::unordered_map<std::string, platform::TextSize> measures_;
  std::map<std::string, ui::Texture, std::less<>> live_;
  std::size_t bytes_ = 0;
  std::uint64_t frame_ = 1;
  std::optional<PictureLoader> loader_;  // ends before the maps that it reads
};

}  // namespace

std::unique_ptr<CachedTextures> open_textures(platform::Screen& screen, platform::TextRenderer& letters,
                                              const core::Dialogue& dialogue, std::string folder,
                                              std::function<void(const core::Error&)> report,
                                              std::function<void()> wake) {
  return std::make_unique<Cache>(screen, letters, dialogue, std::move(folder), std::move(report),
                                 std::move(wake));
}

}  // namespace talt::kiosk
