// SPDX-License-Identifier: EUPL-1.2
// What becomes of a journal whose files are damaged: set aside whole, collected beside, salvaged record by
// record.
#include <filesystem>
#include <fstream>
#include <set>

#include "tests/sync/journal_rig.h"

using namespace talt;
using namespace talt::sync;
namespace files = std::filesystem;

namespace {

std::string text_of(int i) {
  return "answer number " + std::to_string(i) + std::string(40, '.');
}

void fill(JournalRig& rig, int count) {
  const auto journal = rig.open();
  for (int i = 1; i <= count; ++i)
    rig.append(*journal, text_of(i));  // each a write of its own, as answers are
  REQUIRE(journal->write_mark());
}

files::path newest(const files::path& folder, const std::string& extension) {
  files::path found;
  for (const auto& entry : files::directory_iterator(folder))
    if (entry.path().extension() == extension && entry.path() > found) found = entry.path();
  REQUIRE_FALSE(found.empty());
  return found;
}

void flip(const files::path& path, std::uintmax_t at) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekg(static_cast<std::streamoff>(at));
  const char was = static_cast<char>(file.get());
  file.seekp(static_cast<std::streamoff>(at));
  file.put(static_cast<char>(was ^ 0x10));
}

std::map<std::string, std::string> contents(const files::path& folder) {
  std::map<std::string, std::string> all;
  for (const auto& entry : files::directory_iterator(folder)) {
    std::ifstream in(entry.path(), std::ios::binary);
    all[entry.path().filename()] = std::string(std::istreambuf_iterator<char>(in), {});
  }
  return all;
}

bool warns_of(Journal& journal, const std::string& part) {
  for (const auto& warning : journal.status().warnings)
    if (warning.find(part) != std::string::npos) return true;
  return false;
}

}  // namespace

TEST_CASE("a journal without CURRENT collects at once, and every record of the old one is salvaged") {
  JournalRig rig;
  fill(rig, 30);
  files::remove(rig.folder / "journal/CURRENT");
  const auto journal = rig.open();
  CHECK(rig.append(*journal, "after") == 31);
  const auto set_aside = contents(rig.folder / "damaged/1");
  const auto salvaged = journal->salvage();
  REQUIRE(salvaged);
  CHECK(*salvaged);
  CHECK(contents(rig.folder / "damaged/1") == set_aside);
  CHECK_FALSE(files::exists(rig.folder / "salvaging"));
  CHECK(warns_of(*journal, "30 records were salvaged; lost: none that is known of"));

  const auto drained = rig.drain(*journal);
  REQUIRE(drained.texts.size() == 31);
  for (int i = 1; i <= 30; ++i) CHECK(drained.texts[static_cast<std::size_t>(i - 1)] == text_of(i));
  CHECK(drained.texts.back() == "after");
  CHECK(drained.lost.empty());
  CHECK(journal->status().pending == 0);
  const auto again = journal->salvage();
  REQUIRE(again);
  CHECK_FALSE(*again);
}

TEST_CASE(
    "a bit that flipped in the log costs one record, which is named, and the receiver is told of the hole") {
  JournalRig rig;
  fill(rig, 50);
  const auto log = newest(rig.folder / "journal", ".log");
  flip(log, files::file_size(log) / 2);
  const auto journal = rig.open();
  CHECK(warns_of(*journal, "set aside"));
  rig.append(*journal, "after");
  REQUIRE(journal->salvage());
  CHECK(warns_of(*journal, "49 records were salvaged; lost: "));
  const auto drained = rig.drain(*journal);
  CHECK(drained.texts.size() == 50);
  REQUIRE(drained.lost.size() == 1);
  CHECK(drained.lost[0].first == drained.lost[0].second);
  CHECK(warns_of(*journal, "lost: " + std::to_string(drained.lost[0].first) + " of run"));
}

TEST_CASE("a salvage that was interrupted begins anew and brings nothing twice") {
  JournalRig rig;
  fill(rig, 600);
  files::remove(rig.folder / "journal/CURRENT");
  { REQUIRE(rig.open()->salvage()); }
  files::remove(rig.folder / "damaged/1.salvaged");  // as if the last step had not been reached
  const auto journal = rig.open();
  REQUIRE(journal->salvage());
  const auto drained = rig.drain(*journal);
  CHECK(drained.texts.size() == 600);
  CHECK(std::set<std::string>(drained.texts.begin(), drained.texts.end()).size() == 600);
}

TEST_CASE(
    "damage in the middle of a journal in use is a stated hole, and neither its rest nor other runs wait") {
  JournalRig rig;
  constexpr int records = 9000;  // some tables
  {
    const auto journal = rig.open();
    rig.append_many(*journal, records, text_of);
    REQUIRE(journal->write_mark());
  }
  { rig.append(*rig.open(), "of another run"); }
  files::path table;
  for (const auto& entry : files::directory_iterator(rig.folder / "journal"))
    if (entry.path().extension() == ".ldb" && (table.empty() || entry.path() < table)) table = entry.path();
  REQUIRE_FALSE(table.empty());
  flip(table, files::file_size(table) / 2);
  const auto journal = rig.open();
  const auto drained = rig.drain(*journal);
  REQUIRE(drained.lost.size() == 1);
  const auto [from, to] = drained.lost[0];
  CHECK(drained.texts.size() + (to + 1 - from) == records + 1);
  CHECK(drained.texts.back() == "of another run");
  CHECK(warns_of(*journal, "records " + std::to_string(from) + " to " + std::to_string(to)));
}

TEST_CASE("a state file that was damaged does not make a journal anew over the old one") {
  JournalRig rig;
  fill(rig, 5);
  for (const char* state : {"", "bxrn", "garbage that is long"}) {
    std::ofstream(rig.folder / "journal-state", std::ios::trunc) << state;
    CHECK(rig.open()->status().recorded == 5);
  }
  files::remove(rig.folder / "journal-state");
  CHECK(rig.open()->status().recorded == 5);
}

TEST_CASE("a half-born journal that cannot be opened is set aside too, for nothing was acknowledged in it") {
  JournalRig rig;
  files::create_directories(rig.folder / "journal");
  std::ofstream(rig.folder / "journal/CURRENT") << "MANIFEST-000009";  // without its end of line
  std::ofstream(rig.folder / "journal-state") << "begun";
  const auto journal = rig.open();
  CHECK(rig.append(*journal, "one") == 1);
}

TEST_CASE("a journal of which nothing can be read says which numbers are lost") {
  JournalRig rig;
  fill(rig, 7);
  for (const auto& entry : files::directory_iterator(rig.folder / "journal"))
    std::ofstream(entry.path(), std::ios::trunc) << "zeros";
  const auto journal = rig.open();
  CHECK(rig.append(*journal, "next") == 8);
  REQUIRE(journal->salvage());
  CHECK(warns_of(*journal, "0 records were salvaged; lost: 1 to 7 of run"));
  CHECK(rig.drain(*journal).texts == std::vector<std::string>{"next"});
}

TEST_CASE(
    "damage that LevelDB meets while it tidies stops the handle, and the next opening sets the store aside") {
  JournalRig rig;
  {
    const auto journal = rig.open();
    rig.append_many(*journal, 3000, [](int i) { return text_of(i) + std::string(500, '.'); });
    REQUIRE(journal->write_mark());
  }
  { (void)rig.open(); }  // what was in the log becomes a table
  int flipped = 0;
  for (const auto& entry : files::directory_iterator(rig.folder / "journal"))
    if (entry.path().extension() == ".ldb") {
      flip(entry.path(), files::file_size(entry.path()) / 2);
      ++flipped;
    }
  REQUIRE(flipped > 0);
  std::uint64_t acknowledged = 3000;
  {
    const auto journal = rig.open();
    for (int write = 0; write < 400 && !journal->is_dead(); ++write) {
      std::vector<PlainRecord> records;
      for (int i = 0; i < 100; ++i) records.push_back(rig.record(std::string(5000, 'x')));
      if (journal->append(std::move(records))) acknowledged += 100;
    }
    REQUIRE(journal->is_dead());
  }
  const auto journal = rig.open();
  CHECK(warns_of(*journal, "found damaged while it was in use"));
  CHECK(rig.append(*journal, "after") == acknowledged + 1);
  REQUIRE(journal->salvage());
  const auto drained = rig.drain(*journal);
  CHECK(drained.texts.size() > acknowledged / 2);
  CHECK(drained.texts.size() < acknowledged + 1);
  CHECK(warns_of(*journal, "records were salvaged; lost: "));
}
