// SPDX-License-Identifier: EUPL-1.2
// A stolen kiosk: neither its files nor the memory of the process that runs on it give back an answer.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/core/record.h"
#include "sync/device_identity.h"
#include "tests/doubles/square.h"
#include "tests/sync/journal_rig.h"

using namespace talt;
using namespace talt::sync;
namespace files = std::filesystem;

namespace {

const std::string said = "Kanariefågeln bor vid bron 4711";

std::vector<core::Bytes> answers_of_all_kinds() {
  const auto dialogue = doubles::square();
  std::vector<core::Bytes> plain;
  const auto add = [&](std::size_t question, core::Answer answer) {
    auto bytes = core::encode(
        core::AnswerRecord{{1, 2, 3, 4, 5, 6, 7, 8}, question, std::move(answer), 0, core::Given::Self, 3600},
        dialogue);
    REQUIRE(bytes);
    plain.push_back(std::move(*bytes));
  };
  add(0, core::DotsAnswer{{2, 1, 0, 0}});
  add(1, core::ChoiceAnswer{{false, true, false}});
  add(2, core::ScaleAnswer{4});
  add(3, core::TextAnswer{said});
  add(4, core::PinAnswer{{{59.338, 18.07, 1, std::nullopt, said}}});
  add(0, core::Skipped{});
  return plain;
}

void append(Journal& journal, const core::Bytes& plain) {
  std::vector<PlainRecord> records;
  records.push_back({{0xa0}, plain});
  const auto first = journal.append(std::move(records), {{"counts", {1, 2, 3}}});
  if (!first) FAIL(first.error().text());
}

/// Every file below the folder, one after the other; room that was only reserved is left out.
std::string all_bytes(const files::path& folder) {
  std::stringstream all;
  for (const auto& entry : files::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() || entry.path().filename() == "reserve") continue;
    all << std::ifstream(entry.path(), std::ios::binary).rdbuf() << '\n';
    all.clear();
  }
  return all.str();
}

StoredBatch sent_batch(Journal& journal) {
  auto batch = journal.peek(1000, 1024 * 1024);
  REQUIRE(batch);
  REQUIRE(*batch);
  return std::move(**batch);
}

/// Tries every 32 bytes of a text as a run's key and as a record's own key, on the first and the last record.
bool any_window_opens(core::ByteView bytes, const StoredBatch& batch) {
  const auto header = decode_run_header(batch.header);
  REQUIRE(header);
  const auto last = batch.first + batch.frames.size() - 1;
  platform::Secret tried(32);
  for (std::size_t at = 0; at + 32 <= bytes.size(); ++at) {
    const auto window = bytes.subspan(at, 32);
    std::copy(window.begin(), window.end(), tried.bytes().begin());
    if (platform::same(platform::commitment(tried, "commit"), header->commitment)) return true;
    if (at % 16 != 0) continue;  // the dear way for some: a later key, at the record where it would stand
    Opener opener(platform::Secret::from(window), header->device, header->run, last);
    if (opener.open(last, batch.frames.back())) return true;
  }
  return false;
}

}  // namespace

TEST_CASE(
    "no answer of any kind stands in any file, and with all files and the device's key no record opens") {
  JournalRig rig;
  const auto answers = answers_of_all_kinds();
  DeviceIdentity who;
  who.device = rig.identity().device;
  who.device_key = platform::signing_key_from_seed(platform::seed_of(rig.device_key));
  who.receipt_key = rig.receipt_key.public_key;
  who.sealing_keys = {rig.sealing_key.public_key};
  who.url = "https://receiver.example";
  REQUIRE(write_identity(rig.folder.path(), who));
  StoredBatch batch;
  for (int opening = 0; opening < 3; ++opening) {  // old logs become tables
    const auto journal = rig.open();
    for (const auto& plain : answers) append(*journal, plain);
    REQUIRE(journal->write_mark());
    batch = sent_batch(*journal);
  }
  const auto all = all_bytes(rig.folder.path());
  REQUIRE(all.size() > 4000);
  CHECK(all.find(said) == std::string::npos);
  CHECK(all.find("Kanarie") == std::string::npos);
  for (const auto& plain : answers)  // any sixteen bytes that stand for the answer itself
    for (std::size_t at = 0; at + 16 <= 40; at += 4)
      CHECK(all.find(core::as_text(core::ByteView(plain).subspan(at, 16))) == std::string::npos);

  auto seed = platform::seed_of(who.device_key);
  std::string everything = all;
  everything.append(core::as_text(seed.view()));
  everything.append(core::as_text(who.device_key.secret.view()));
  CHECK_FALSE(any_window_opens(core::as_bytes(everything), batch));
  const auto header = decode_run_header(batch.header);
  const auto key = platform::open_sealed(rig.sealing_key, header->run_key.at(0).sealed);
  REQUIRE(key);
  everything.insert(everything.size() / 2, core::as_text(*key));
  CHECK(any_window_opens(core::as_bytes(everything), batch));  // it would be found if it were there
}

namespace {

/// Appends some answers and then stands still, with its memory to be looked at.
[[noreturn]] void record_and_stand(JournalRig& rig, const std::vector<core::Bytes>& answers, int out) {
  const auto random = platform::open_system_random();
  auto journal = Journal::open(rig.folder.path(), rig.identity(), *random);
  if (!journal) _exit(1);
  for (auto plain : answers) {
    std::vector<PlainRecord> records;
    records.push_back({{0xa0}, std::move(plain)});
    if (!(*journal)->append(std::move(records))) _exit(1);
  }
  const char ready = 'r';
  if (write(out, &ready, 1) != 1) _exit(1);
  for (;;) pause();
}

/// All memory of a process that can be read, region by region.
std::vector<std::string> memory_of(pid_t process) {
  std::vector<std::string> regions;
  const auto folder = "/proc/" + std::to_string(process);
  std::ifstream maps(folder + "/maps"), memory(folder + "/mem", std::ios::binary);
  for (std::string line; std::getline(maps, line);) {
    unsigned long from = 0, to = 0;
    char rights[5] = {};
    if (std::sscanf(line.c_str(), "%lx-%lx %4s", &from, &to, rights) != 3 || rights[0] != 'r' ||
        rights[1] != 'w')
      continue;
    std::string region(to - from, '\0');
    memory.clear();
    memory.seekg(static_cast<std::streamoff>(from));
    memory.read(region.data(), static_cast<std::streamsize>(region.size()));
    region.resize(static_cast<std::size_t>(memory.gcount()));
    if (!region.empty()) regions.push_back(std::move(region));
  }
  return regions;
}

bool any_holds(const std::vector<std::string>& regions, core::ByteView needle) {
  return std::any_of(regions.begin(), regions.end(), [&](const std::string& region) {
    return region.find(core::as_text(needle)) != std::string::npos;
  });
}

}  // namespace

TEST_CASE("the memory of a kiosk holds the next record's key and none that opens an earlier record") {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  WARN("skipped: a sanitizer's shadow makes the memory too large to read, and keeps what was freed");
  return;
#endif
  JournalRig rig;
  const auto answers = answers_of_all_kinds();
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) record_and_stand(rig, answers, ends[1]);
  char ready = 0;
  const bool is_ready = read(ends[0], &ready, 1) == 1;
  const auto regions = memory_of(child);
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  close(ends[0]);
  close(ends[1]);
  REQUIRE(is_ready);
  if (regions.empty()) {
    WARN("skipped: this machine does not let a process look at its child's memory");
    return;
  }
  const auto batch = sent_batch(*rig.open());
  const auto header = decode_run_header(batch.header);
  REQUIRE(header);
  const auto opened = platform::open_sealed(rig.sealing_key, header->run_key.at(0).sealed);
  REQUIRE(opened);
  auto key = platform::Secret::from(*opened);
  for (std::size_t record = 0; record < answers.size(); ++record) {
    INFO("record " << record + 1);
    CHECK_FALSE(any_holds(regions, key.view()));
    CHECK_FALSE(any_holds(regions, platform::derive(key, "seal").view()));
    key = platform::derive(key, "next");
  }
  CHECK(any_holds(regions, key.view()));  // the key of the record that is still to come
}

TEST_CASE("a second opening of a journal that is in use is refused, and harms neither") {
  JournalRig rig;
  const auto first = rig.open();
  rig.append(*first, "one");
  const auto second = Journal::open(rig.folder.path(), rig.identity(), rig.random);
  CHECK_FALSE(second);
  CHECK_FALSE(files::exists(rig.folder / "damaged"));
  CHECK(rig.append(*first, "two") == 2);
}

TEST_CASE("two cards with the same past have two successors, under numbers that no run has twice") {
  JournalRig rig;
  {
    const auto journal = rig.open();
    rig.append(*journal, "before");
    REQUIRE(journal->write_mark());
  }
  doubles::TemporaryFolder card;
  files::copy(rig.folder.path(), card.path(), files::copy_options::recursive);
  std::vector<RunHeader> successors;
  for (const auto& path : {rig.folder.path(), card.path()}) {
    const auto journal = rig.open_in(path);
    rig.append(*journal, "after");
    const auto batch = sent_batch(*journal);
    REQUIRE(journal->receipted(rig.receipt(batch.run, 1, batch.after), "n"));
    successors.push_back(*decode_run_header(sent_batch(*journal).header));
  }
  CHECK(successors[0].run != successors[1].run);
  CHECK(successors[0].previous_run == successors[1].previous_run);  // what shows the copy to the receiver
  CHECK(successors[0].first == 2);
  CHECK(successors[1].first == 2);
}
