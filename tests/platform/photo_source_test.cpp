// SPDX-License-Identifier: EUPL-1.2
#include "platform/photo_source.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

#include "tests/doubles/temporary_folder.h"

using namespace talt;
using namespace talt::platform;
namespace fs = std::filesystem;

namespace {

void write(const fs::path& path, int age_s) {
  fs::create_directories(path.parent_path());
  std::ofstream(path) << "picture";
  fs::last_write_time(path, fs::file_time_type::clock::now() - std::chrono::seconds(age_s));
}

}  // namespace

TEST_CASE("photos of a stick are listed newest first, in its subfolders too, and nothing else") {
  doubles::TemporaryFolder stick;
  const fs::path at(stick.path());
  write(at / "old.jpg", 100);
  write(at / "DCIM/100CANON/IMG_0001.JPG", 10);
  write(at / "phone.heic", 50);
  write(at / "letter.txt", 1);
  write(at / ".hidden.jpg", 1);
  fs::create_symlink("/etc/passwd", at / "link.jpg");
  fs::create_directory_symlink("/usr", at / "out");
  const auto found = list_photos(stick.path());
  REQUIRE(found);
  REQUIRE(found->photos.size() == 3);
  CHECK(found->photos[0].name == "DCIM/100CANON/IMG_0001.JPG");
  CHECK(found->photos[1].name == "phone.heic");
  CHECK(found->photos[2].name == "old.jpg");
  CHECK_FALSE(found->has_more);
}

TEST_CASE("a stick that is pulled out is said to be gone") {
  doubles::TemporaryFolder stick;
  write(fs::path(stick.path()) / "a.jpg", 1);
  REQUIRE(read_photo(stick.path(), "a.jpg"));
  fs::remove(fs::path(stick.path()) / "a.jpg");
  CHECK_FALSE(read_photo(stick.path(), "a.jpg"));
  CHECK_FALSE(list_photos(std::string(stick.path()) + "/away"));
}

TEST_CASE("no link leads out of the stick") {
  doubles::TemporaryFolder stick;
  fs::create_directory_symlink("/etc", fs::path(stick.path()) / "out");
  fs::create_symlink("/etc/passwd", fs::path(stick.path()) / "a.jpg");
  CHECK_FALSE(read_photo(stick.path(), "out/passwd"));
  CHECK_FALSE(read_photo(stick.path(), "a.jpg"));
  CHECK_FALSE(read_photo(stick.path(), "../etc/passwd"));
}

TEST_CASE("a long list ends at its bound and says that there is more") {
  doubles::TemporaryFolder stick;
  for (std::size_t i = 0; i < found_photos_max + 5; ++i)
    write(fs::path(stick.path()) / ("p" + std::to_string(i) + ".jpg"), static_cast<int>(i));
  const auto found = list_photos(stick.path());
  REQUIRE(found);
  CHECK(found->photos.size() == found_photos_max);
  CHECK(found->has_more);
  CHECK(found->photos[0].name == "p0.jpg");
}

TEST_CASE("sticks are found among what is mounted, with blanks in their names") {
  const auto sticks = sticks_among(
      "/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 /media/pi/MIN\\040STICKA vfat rw 0 0\n"
      "tmpfs /run/user/1000 tmpfs rw 0 0\n/dev/sdc1 /run/media/pi/KORT exfat rw 0 0\n");
  CHECK(sticks == std::vector<std::string>{"/run/media/pi/KORT", "/media/pi/MIN STICKA"});
}
