// SPDX-License-Identifier: EUPL-1.2
// The protocol of a walk with 300 observations and 200 photos of 2 MB: how long it takes and how much memory,
// in a process of its own. The photos are sealed as a kiosk seals them, lie as files where the receiver has
// them in its database, and are opened one by one.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stdexcept>

#include "platform/crypto.h"
#include "platform/files.h"
#include "sync/attachment_seal.h"
#include "sync/receiver/protocol/protocol.h"
#include "tests/benchmarks/benches.h"
#include "tests/benchmarks/process.h"
#include "tests/doubles/temporary_folder.h"
#include "tests/receiver/walk_told.h"

namespace talt::bench {

namespace {

constexpr std::size_t photo_bytes = 2'000'000;
constexpr int observations = 300;

std::string sealed_path(const std::string& folder, const core::AttachmentName& name) {
  return folder + "/" + platform::to_hex(name);
}

/// A picture's head before bytes that nothing can make smaller.
core::Attachment sealed_photo(const std::string& folder, platform::Random& random) {
  auto photo = tests::told_jpeg(1600, 1200);
  core::Bytes noise(photo_bytes - photo.size());
  random.fill(noise);
  core::append(photo, noise);
  const auto sealed = sync::seal(photo, core::AttachmentKind::Photo, random);
  if (!sealed) throw std::runtime_error(sealed.error().text());
  const auto written =
      platform::write_file_durably(sealed_path(folder, sealed->attachment.name), sealed->sealed);
  if (!written) throw std::runtime_error(written.error().text());
  return sealed->attachment;
}

tests::ToldWalk long_walk(const std::string& folder, int photos, platform::Random& random) {
  tests::ToldWalk walk;
  std::vector<core::LatLon> way;
  for (int i = 0; i < observations; ++i) {
    const auto verdict = static_cast<core::walk::Verdict>(i % 3 + 1);
    auto& note = walk.note(verdict, static_cast<std::size_t>(i % 3),
                           "Lampan är släckt och häcken skymmer gångvägen så att ingen ser vem som kommer.");
    const core::LatLon at{59.33 + 0.00002 * i, 18.06 + 0.00001 * (i % 40)};
    tests::put_at(note, at, 4);
    way.push_back(at);
    note.latest.where.stop = static_cast<std::size_t>(i % 2);
    note.latest.said = "Här går jag aldrig ensam.";
    note.latest.perspective = tests::told_residents;
    note.latest.seriousness = i % 4;
    note.latest.party = static_cast<std::size_t>(i % 3);
    if (i < photos) note.latest.attachments = {sealed_photo(folder, random)};
  }
  walk.track({way});
  return walk;
}

void write(const tests::ToldWalk& walk, const std::string& sealed, const std::string& out) {
  const auto open = [&](const core::Attachment& attachment) -> core::Result<std::optional<core::Bytes>> {
    const auto bytes =
        platform::read_file(sealed_path(sealed, attachment.name), sync::attachment_sealed_bytes_max);
    if (!bytes) return bytes.error();
    auto file = sync::open(*bytes, attachment);
    if (!file) return file.error();
    return std::optional<core::Bytes>(std::move(*file));
  };
  const auto report =
      receiver::protocol::write_protocol(out, walk.account, {}, open, [](std::uint64_t, std::uint64_t) {});
  if (!report || report->not_readable + report->not_received > 0) _exit(1);
}

}  // namespace

std::vector<Row> measure_protocol(const Effort& effort) {
  const doubles::TemporaryFolder folder;
  const auto random = platform::open_system_random();
  const auto sealed = folder / "sealed";
  if (auto made = platform::make_folder(sealed); !made) throw std::runtime_error(made.error().text());
  const int photos = effort.of(200, 20);
  const auto walk = long_walk(sealed, photos, *random);
  const auto from = Clock::now();
  const pid_t child = fork();
  if (child == 0) {
    write(walk, sealed, folder / "protocol");
    _exit(0);
  }
  int status = 0;
  rusage used{};
  if (child < 0 || wait4(child, &status, 0, &used) != child || status != 0)
    throw std::runtime_error("no protocol was written");
  const double seconds = ms_between(from, Clock::now()) / 1000;
  Row took{"protocol", "a protocol of 300 observations with photos of 2 MB", "s", 30, Better::Lower};
  took.value = seconds;
  took.notes = {{"photos", std::to_string(photos)},
                {"cpu_s", std::to_string(used.ru_utime.tv_sec + used.ru_stime.tv_sec)}};
  Row memory{"protocol_memory", "the most memory it had, of a whole process", "MB", 128, Better::Lower};
  memory.value = static_cast<double>(used.ru_maxrss) / 1024;
  memory.notes = {{"photos", std::to_string(photos)}};
  return {took, memory};
}

}  // namespace talt::bench
