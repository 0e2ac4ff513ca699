// SPDX-License-Identifier: EUPL-1.2
// Backups: what they hold, that they are read back, and what they let kiosks forget.
#include <catch2/catch.hpp>

#include <filesystem>

#include "platform/files.h"
#include "tests/receiver/service_rig.h"

using namespace talt;
using receiver::back_up;
using receiver::restore;
using tests::ServedTown;
using tests::Store;

namespace {

std::string database_for(Store store) {
  return store == Store::Sqlite || !tests::Cluster::shared().is_up()
             ? ""
             : tests::Cluster::shared().new_database();
}

std::uint64_t records_in(const std::string& data) {
  const auto municipality = receiver::read_municipality(data);
  REQUIRE(municipality);
  const auto ledger = receiver::Ledger::open(municipality->database);
  REQUIRE(ledger);
  REQUIRE((*ledger)->verify());
  return (*ledger)->count_records().value();
}

}  // namespace

TEST_CASE("a backup holds runs, branches, holes and devices, and comes back on either database", "[backup]") {
  const auto from = GENERATE(Store::Sqlite, Store::Postgres), to = GENERATE(Store::Sqlite, Store::Postgres);
  if ((from == Store::Postgres || to == Store::Postgres) && !tests::Cluster::shared().is_up()) {
    WARN("skipped: PostgreSQL is not installed (app/install --tests)");
    return;
  }
  ServedTown town(database_for(from));
  const auto run = town.run_of(40);
  town.send(run, 1, 20);
  town.send(run.forked(4, 10), 1, 14);
  const sync::Receipt lost{town.device.id, run.header.run, 30, run.head(30), 0, 1, "", "", {}};
  auto proof = lost;
  sync::sign(proof, town.municipality.receipt_key);
  town.send(run, 31, 40, sync::encode_hole_field(proof));
  const auto made = back_up(town.data(), *town.ledger, town.folder / "backup");
  INFO((made ? "" : made.error().text()));
  REQUIRE(made);
  CHECK(made->records == 40);
  const auto target = database_for(to);
  const auto back = restore(town.folder / "backup", town.folder / "restored", target);
  INFO((back ? "" : back.error().text()));
  REQUIRE(back);
  CHECK(records_in(town.folder / "restored") == 40);
  town.serve(town.folder / "restored");
  CHECK(town.municipality.database == (target.empty() ? town.folder / "restored/receiver.db" : target));
  CHECK(town.ledger->holes().value().size() == 1);
  CHECK(town.ledger->runs().value().size() == 2);
  CHECK(town.send(run, 31, 40).through == 40);
  const auto fresh = town.run_of(3);  // ids go on where they were
  CHECK(town.send(fresh, 1, 3).through == 3);
}

TEST_CASE("stable moves up to what a backup holds, and not before it is whole", "[backup]") {
  ServedTown town;
  const auto run = town.run_of(30);
  CHECK(town.send(run, 1, 10).stable == 0);
  CHECK_FALSE(back_up(town.data(), *town.ledger, town.folder / "no/such\n/folder/\0"));
  REQUIRE(platform::make_folder(town.folder / "there"));
  CHECK_FALSE(back_up(town.data(), *town.ledger, town.folder / "there"));
  CHECK(town.send(run, 1, 10).stable == 0);
  REQUIRE(back_up(town.data(), *town.ledger, town.folder / "monday"));
  CHECK(town.send(run, 1, 10).stable == 10);
  CHECK(town.send(run, 11, 30).stable == 10);
  REQUIRE(back_up(town.data(), *town.ledger, town.folder / "tuesday"));
  CHECK(town.send(run, 11, 30).stable == 30);
}

TEST_CASE("a ledger that was changed by hand is not backed up, and says which run", "[backup]") {
  ServedTown town;
  const auto run = town.run_of(30);
  town.send(run, 1, 10);
  town.send(run, 11, 20);
  town.send(run, 21, 30);
  const auto writer = platform::open_database(town.municipality.database);
  REQUIRE(writer);
  const auto change =
      GENERATE("DELETE FROM ledger WHERE first = 11", "UPDATE ledger SET count = 9 WHERE first = 11",
               "UPDATE ledger SET frames = (SELECT frames FROM ledger WHERE first = 1) WHERE first = 11",
               "UPDATE runs SET through = 29");
  REQUIRE((*writer)->run(change));
  const auto made = back_up(town.data(), *town.ledger, town.folder / "backup");
  REQUIRE_FALSE(made);
  CHECK(made.error().text().find(platform::to_hex(run.header.run)) != std::string::npos);
  CHECK_FALSE(platform::exists(town.folder / "backup"));
  CHECK_FALSE(platform::exists(town.folder / "backup.partial"));
  const auto runs = town.ledger->runs();
  REQUIRE(runs);
  CHECK(runs->front().stable == 0);
}

TEST_CASE("a backup is for its owner's eyes and has no key that is to be taken away", "[backup]") {
  ServedTown town;
  town.send(town.run_of(3), 1, 3);
  REQUIRE(back_up(town.data(), *town.ledger, town.folder / "backup"));
  CHECK_FALSE(platform::exists(town.folder / "backup/take-away"));
  namespace fs = std::filesystem;
  CHECK(fs::status(town.folder / "backup").permissions() == fs::perms::owner_all);
  for (const auto& file : fs::directory_iterator(town.folder / "backup")) {
    INFO(file.path().string());
    CHECK(file.status().permissions() == (fs::perms::owner_read | fs::perms::owner_write));
  }
}
