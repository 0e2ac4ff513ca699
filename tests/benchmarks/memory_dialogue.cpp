// SPDX-License-Identifier: EUPL-1.2
#include "tests/benchmarks/memory_dialogue.h"

#include <sqlite3.h>

#include <cmath>
#include <filesystem>
#include <memory>
#include <stdexcept>

#include "platform/pictures.h"
#include "tests/benchmarks/town.h"

namespace talt::bench {

namespace {

constexpr const char* dialogue = R"(id = "fyra-skrifter"
version = 1
method = "tent"
languages = ["sv", "ar", "uk", "ti"]
title.sv = "Torget i fyra skrifter"
title.ar = "الساحة بأربع كتابات"
title.uk = "Площа чотирма письмами"
title.ti = "ኣደባባይ ብኣርባዕተ ፊደላት"

[promise]
level = "consultation"
influence.sv = "Var det behövs mer ljus."
influence.ar = "أين نحتاج إلى إضاءة أكثر."
influence.uk = "Де потрібно більше світла."
influence.ti = "ኣበይ ዝያዳ ብርሃን የድሊ።"
decided.sv = "Att torget rustas upp."
decided.ar = "تقرر تحسين الساحة."
decided.uk = "Що площу буде оновлено."
decided.ti = "እቲ ኣደባባይ ክመሓየሽ እዩ።"
decider.sv = "Nämnden beslutar i februari."
decider.ar = "تتخذ اللجنة القرار في فبراير."
decider.uk = "Рада вирішує в лютому."
decider.ti = "እቲ ቦርድ ኣብ ለካቲት ይውስን።"
hear_back.sv = "På biblioteket."
hear_back.ar = "في المكتبة."
hear_back.uk = "У бібліотеці."
hear_back.ti = "ኣብ ቤተ መጻሕፍቲ።"
hear_back_by = 2027-03-15
contact.sv = "Fråga oss i tältet."
contact.ar = "اسألونا في الخيمة."
contact.uk = "Запитайте нас у наметі."
contact.ti = "ኣብታ ድንኳን ሕተቱና።"

[[question]]
id = "where"
kind = "pin"
title.sv = "Var behövs mer ljus?"
title.ar = "أين نحتاج إلى إضاءة أكثر؟"
title.uk = "Де потрібно більше світла?"
title.ti = "ኣበይ ዝያዳ ብርሃን የድሊ፧"
map = "square"
pins_max = 3

[[map]]
id = "square"
file = "square.mbtiles"
attribution = "Talt"
)";

constexpr int tile_px = 256;

/// Soft hills, so that neither the picture nor its file is a trivial one.
core::Bytes tile_picture(int zoom, int x, int y) {
  platform::Image image{tile_px, tile_px, {}};
  image.rgba.reserve(std::size_t{tile_px} * tile_px * 4);
  for (int row = 0; row < tile_px; ++row)
    for (int column = 0; column < tile_px; ++column) {
      const double east = x * tile_px + column, south = y * tile_px + row;
      const double height = std::sin(east / 37 + zoom) * std::cos(south / 23) + std::sin((east + south) / 91);
      for (const double base : {212.0, 220.0, 200.0})
        image.rgba.push_back(static_cast<std::uint8_t>(base + 17 * height));
      image.rgba.push_back(255);
    }
  auto png = platform::encode_png(image);
  if (!png) throw std::runtime_error(png.error().text());
  return std::move(*png);
}

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
};
struct EndStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

void write_tiles(const std::string& path) {
  sqlite3* opened = nullptr;
  const bool is_open = sqlite3_open(path.c_str(), &opened) == SQLITE_OK;
  const std::unique_ptr<sqlite3, CloseDatabase> database(opened);
  const char* tables =
      "BEGIN; CREATE TABLE metadata(name TEXT, value TEXT);"
      "INSERT INTO metadata VALUES('name','square'),('format','png'),('minzoom','14'),('maxzoom','15'),"
      "('bounds','13.64,63.305,13.685,63.325');"
      "CREATE TABLE tiles(zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB);";
  if (!is_open || sqlite3_exec(opened, tables, nullptr, nullptr, nullptr) != SQLITE_OK)
    throw std::runtime_error("cannot write " + path);
  sqlite3_stmt* prepared = nullptr;
  sqlite3_prepare_v2(opened, "INSERT INTO tiles VALUES(?,?,?,?)", -1, &prepared, nullptr);
  const std::unique_ptr<sqlite3_stmt, EndStatement> insert(prepared);
  for (const int zoom : {14, 15}) {
    const int tiles = 1 << zoom;
    const auto column_of = [&](double lon) { return static_cast<int>((lon + 180) / 360 * tiles); };
    const auto row_of = [&](double lat) {
      const double radians = lat * std::acos(-1.0) / 180;
      return static_cast<int>((1 - std::asinh(std::tan(radians)) / std::acos(-1.0)) / 2 * tiles);
    };
    for (int x = column_of(13.64); x <= column_of(13.685); ++x)
      for (int y = row_of(63.325); y <= row_of(63.305); ++y) {
        const auto picture = tile_picture(zoom, x, y);
        sqlite3_bind_int(prepared, 1, zoom);
        sqlite3_bind_int(prepared, 2, x);
        sqlite3_bind_int(prepared, 3, tiles - 1 - y);
        sqlite3_bind_blob(prepared, 4, picture.data(), static_cast<int>(picture.size()), SQLITE_TRANSIENT);
        if (sqlite3_step(prepared) != SQLITE_DONE) throw std::runtime_error("cannot write " + path);
        sqlite3_reset(prepared);
      }
  }
  if (sqlite3_exec(opened, "COMMIT", nullptr, nullptr, nullptr) != SQLITE_OK)
    throw std::runtime_error("cannot write " + path);
}

}  // namespace

void write_memory_dialogue(const std::string& folder) {
  std::filesystem::create_directories(folder);
  write_text(folder + "/dialogue.toml", dialogue);
  write_tiles(folder + "/square.mbtiles");
}

}  // namespace talt::bench
