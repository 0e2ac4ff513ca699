// SPDX-License-Identifier: EUPL-1.2
// Bits flip, files vanish, are cut short or filled with zeros: either every record is there, or the loss is
// told with its numbers; the kiosk collects in any case, and never opens as if nothing had been.
#include <filesystem>
#include <fstream>

#include "tests/crashes/scenario.h"

using namespace talt;
using namespace talt::crashes;
namespace files = std::filesystem;

namespace {

using Damage = std::function<void(const files::path&)>;

struct Kiosk {
  sync::JournalRig rig;
  Promised promised;
  std::vector<files::path> names;  // of the files that may be damaged, from the folder

  explicit Kiosk(const Day& day) {
    promised = live_through(day, rig, rig.folder.path(), [](const Promised&) {});
    REQUIRE(promised.acknowledged.size() == static_cast<std::size_t>(day.records));
    for (const auto& entry : files::recursive_directory_iterator(rig.folder.path()))
      if (entry.is_regular_file() && entry.path().filename() != "reserve" &&
          entry.path().filename() != "LOCK")
        names.push_back(files::relative(entry.path(), rig.folder.path()));
    REQUIRE(names.size() >= 5);
  }
  std::uintmax_t size(const files::path& name) const {
    return files::file_size(files::path(rig.folder.path()) / name);
  }

  Verdict after(const files::path& name, const Damage& damage) {
    doubles::TemporaryFolder copy;
    const auto folder = files::path(copy.path()) / "kiosk";
    files::create_directories(folder / "journal");
    for (const auto& each : names) files::copy_file(files::path(rig.folder.path()) / each, folder / each);
    damage(folder / name);
    return judge(rig, folder.string(), promised);
  }
};

Damage flip(std::uintmax_t at, int bit) {
  return [at, bit](const files::path& path) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(static_cast<std::streamoff>(at));
    const int was = file.get();
    file.seekp(static_cast<std::streamoff>(at));
    file.put(static_cast<char>(was ^ (1 << bit)));
  };
}

void check(const Verdict& verdict) {
  CHECK(verdict.collects);
  CHECK(verdict.untold == 0);
  CHECK(verdict.twice == 0);
}

void flip_bits(const Day& day, std::uintmax_t flips_a_file) {
  Kiosk kiosk(day);
  int flips = 0, losing = 0;
  for (const auto& name : kiosk.names) {
    const auto step = std::max<std::uintmax_t>(1, kiosk.size(name) / flips_a_file);
    for (std::uintmax_t at = step / 2; at < kiosk.size(name); at += step) {
      INFO("bit flipped in " << name << " at " << at);
      const auto verdict = kiosk.after(name, flip(at, static_cast<int>(at % 8)));
      check(verdict);
      CHECK(verdict.missing <= 1 + kiosk.promised.acknowledged.size() / 2);
      ++flips;
      losing += verdict.missing > 0 ? 1 : 0;
    }
  }
  std::printf("damage: %d bits flipped in %zu files, %d cost a record, all told\n", flips, kiosk.names.size(),
              losing);
  CHECK(losing > 0);  // the damage was real
}

void mangle_files(const Day& day) {
  Kiosk kiosk(day);
  const std::pair<const char*, Damage> kinds[] = {
      {"removed", [](const files::path& path) { files::remove(path); }},
      {"emptied", [](const files::path& path) { files::resize_file(path, 0); }},
      {"cut in half", [](const files::path& path) { files::resize_file(path, files::file_size(path) / 2); }},
      {"cut by a byte",
       [](const files::path& path) { files::resize_file(path, files::file_size(path) - 1); }},
      {"zeroed",
       [](const files::path& path) {
         const auto size = files::file_size(path);
         files::resize_file(path, 0);
         files::resize_file(path, size);
       }},
  };
  int losing = 0;
  for (const auto& name : kiosk.names)
    for (const auto& [kind, damage] : kinds) {
      INFO(name << " " << kind);
      const auto verdict = kiosk.after(name, damage);
      check(verdict);
      losing += verdict.missing > 0 ? 1 : 0;
    }
  CHECK(losing > 0);
}

}  // namespace

TEST_CASE("a bit that flips in any file costs at most what is told, in short") {
  flip_bits({40, 300, 15, 25}, 12);
}

TEST_CASE("a bit that flips in any file costs at most what is told", "[.whole]") {
  flip_bits({}, 400);
}

TEST_CASE("a file that is gone, cut or zeroed costs at most what is told") {
  mangle_files({40, 300, 15, 25});
}

TEST_CASE("a file of a large journal that is gone, cut or zeroed costs at most what is told", "[.whole]") {
  mangle_files({});
}
