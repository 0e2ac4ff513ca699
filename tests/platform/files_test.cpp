// SPDX-License-Identifier: EUPL-1.2
#include "platform/files.h"

#include <catch2/catch.hpp>

#include "tests/doubles/temporary_folder.h"

using namespace talt;
using namespace talt::platform;
using core::Bytes;

TEST_CASE("a file written durably holds the new content whole and leaves nothing beside it") {
  doubles::TemporaryFolder folder;
  REQUIRE(write_file_durably(folder / "a", Bytes(5000, 1)));
  REQUIRE(write_file_durably(folder / "a", Bytes{2, 3}));
  const auto content = read_file(folder / "a", 100);
  REQUIRE(content);
  CHECK(*content == Bytes{2, 3});
  CHECK(list_folder(folder.path()) == std::vector<std::string>{"a"});
}

TEST_CASE("a file larger than asked for, a missing one and a folder are refused by name") {
  doubles::TemporaryFolder folder;
  REQUIRE(write_file_durably(folder / "a", Bytes(101, 1)));
  CHECK_FALSE(read_file(folder / "a", 100));
  CHECK(read_file(folder / "a", 101));
  const auto missing = read_file(folder / "b", 100);
  REQUIRE_FALSE(missing);
  CHECK(missing.error().text().find("b") != std::string::npos);
  CHECK_FALSE(read_file(folder.path(), 100));
}

TEST_CASE("a slot is written in place and leaves its neighbours") {
  doubles::TemporaryFolder folder;
  REQUIRE(write_slot_durably(folder / "slots", 0, Bytes{1, 1}));
  REQUIRE(write_slot_durably(folder / "slots", 4, Bytes{2, 2}));
  REQUIRE(write_slot_durably(folder / "slots", 0, Bytes{3}));
  const auto content = read_file(folder / "slots", 100);
  REQUIRE(content);
  CHECK(*content == Bytes{3, 1, 0, 0, 2, 2});
}

TEST_CASE("a folder is made with its parents, and not where a file stands") {
  doubles::TemporaryFolder folder;
  REQUIRE(make_folder(folder / "x/y/z"));
  CHECK(exists(folder / "x/y/z"));
  REQUIRE(write_file_durably(folder / "f", Bytes{1}));
  CHECK_FALSE(make_folder(folder / "f"));
}

TEST_CASE("one holder at a time has a folder, and the refusal names its process") {
  doubles::TemporaryFolder folder;
  auto first = lock_folder(folder.path());
  REQUIRE(first);
  const auto second = lock_folder(folder.path());
  REQUIRE_FALSE(second);
  CHECK(second.error().why.find("process") != std::string::npos);
  first->reset();
  CHECK(lock_folder(folder.path()));
}

TEST_CASE("a reserve takes its space and gives it back") {
  doubles::TemporaryFolder folder;
  REQUIRE(reserve(folder / "reserve", 100'000));
  const auto content = read_file(folder / "reserve", 100'000);
  REQUIRE(content);
  CHECK(content->size() == 100'000);
  REQUIRE(remove_file(folder / "reserve"));
  CHECK_FALSE(exists(folder / "reserve"));
  CHECK(remove_file(folder / "reserve"));
}
