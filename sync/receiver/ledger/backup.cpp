// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/ledger/backup.h"

#include <filesystem>

#include "platform/files.h"
#include "sync/receiver/municipality.h"

namespace talt::receiver {

using core::Error;
using core::Result;

namespace {

constexpr std::size_t file_bytes_max = 256 * 1024;
// What is under take-away/ is not for a machine that serves.
constexpr const char* files[] = {"vouched.toml", "ca.pem", "server.pem", "server-key.pem", "receipt.key"};
constexpr const char* sealing_file = "sealing.key";  // may be kept elsewhere
constexpr const char* note =
    "This is a backup of a Talt receiver, made by talt-receiver backup and read back whole.\n"
    "It holds the receiver's keys: lock it in as you would the machine.\n"
    "\n"
    "To restore it on a machine that has talt-receiver:\n"
    "  talt-receiver restore --from THIS_FOLDER --data NEW_FOLDER [--database postgresql://...]\n"
    "  talt-receiver serve --data NEW_FOLDER --listen ADDRESS:PORT\n"
    "under the address that the kiosks know. They send again by themselves what they have sent since the "
    "backup.\n"
    "Numbers that they no longer have either show as holes in talt-receiver status.\n";

Result<void> copy_files(const std::string& from, const std::string& to, const Municipality& municipality,
                        const std::string& database) {
  std::vector<std::string> names(std::begin(files), std::end(files));
  if (platform::exists(from + "/" + sealing_file)) names.emplace_back(sealing_file);
  for (const auto& name : names) {
    const auto content = platform::read_file(from + "/" + name, file_bytes_max);
    if (!content) return content.error();
    if (auto written = platform::write_file_durably(to + "/" + name, *content); !written) return written;
  }
  return write_facts(to, municipality.name, municipality.url, database);  // last: without it there is nothing
}

/// What a copy holds, checked.
struct CopiedLedger {
  std::vector<LedgerRun> runs;
  std::vector<std::int64_t> attachments;  // the ids of whole ones, here and there

  Result<void> mark_stable(Ledger& ledger) const {
    if (auto marked = ledger.mark_stable(runs); !marked) return marked;
    return ledger.mark_attachments_stable(attachments);
  }
};

/// Copies and closes, then opens again and reads: what is checked is what lies on the disk.
Result<CopiedLedger> copy_ledger(Ledger& from, const std::string& to) {
  {
    const auto copy = Ledger::open(to);
    if (!copy) return copy.error();
    const auto runs = from.copy_to(**copy);
    if (!runs) return runs.error();
    const auto attachments = (*copy)->whole_attachments();
    if (!attachments) return attachments.error();
    if (auto marked = CopiedLedger{*runs, *attachments}.mark_stable(**copy); !marked) return marked.error();
  }
  const auto again = Ledger::open(to);
  if (!again) return again.error();
  if (auto checked = (*again)->verify(); !checked) return checked.error();
  auto runs = (*again)->runs();
  if (!runs) return runs.error();
  auto attachments = (*again)->whole_attachments();
  if (!attachments) return attachments.error();
  return CopiedLedger{std::move(*runs), std::move(*attachments)};
}

Result<Copied> counted(const std::string& database, std::size_t runs) {
  const auto ledger = Ledger::open(database);
  if (!ledger) return ledger.error();
  const auto records = (*ledger)->count_records();
  if (!records) return records.error();
  const auto attachments = (*ledger)->count_attachments();
  if (!attachments) return attachments.error();
  return Copied{runs, *records, *attachments};
}

Result<CopiedLedger> fill(const std::string& data, Ledger& ledger, const std::string& folder,
                          const Municipality& municipality) {
  if (auto made = platform::make_folder(folder); !made) return made.error();
  auto copied = copy_ledger(ledger, folder + "/receiver.db");
  if (!copied) return copied;
  auto written = platform::write_file_durably(folder + "/RESTORE.txt", core::as_bytes(note));
  if (written) written = copy_files(data, folder, municipality, "");
  if (!written) return written.error();
  return copied;
}

Error taken(const std::string& folder) {
  return {"cannot write to " + folder, "there is something of that name already", "name a new folder"};
}

}  // namespace

Result<Copied> back_up(const std::string& data, Ledger& ledger, const std::string& to) {
  const auto municipality = read_municipality(data);
  if (!municipality) return municipality.error();
  if (platform::exists(to)) return taken(to);
  const auto partial = to + ".partial";
  if (platform::exists(partial))
    return Error{"cannot write to " + partial, "a backup broke off there", "remove it, then try again"};
  const auto held = fill(data, ledger, partial, *municipality);
  auto done = held ? platform::rename_durably(partial, to) : Result<void>(held.error());
  if (!done) {
    std::error_code ignored;
    std::filesystem::remove_all(partial, ignored);
    return done.error();
  }
  if (const auto read = read_municipality(to); !read) return read.error();
  const auto copied = counted(to + "/receiver.db", held->runs.size());
  if (!copied) return copied;
  if (auto marked = held->mark_stable(ledger); !marked) return marked.error();
  return copied;
}

Result<Copied> restore(const std::string& backup, const std::string& data, const std::string& database) {
  const auto municipality = read_municipality(backup);
  if (!municipality) return municipality.error();
  if (!platform::exists(backup + "/receiver.db"))
    return Error{"cannot restore from " + backup, "there is no receiver.db in it",
                 "name a folder of talt-receiver backup"};
  if (platform::exists(data)) return taken(data);
  const auto from = Ledger::open(backup + "/receiver.db");
  if (!from) return from.error();
  if (auto checked = (*from)->verify(); !checked) return checked.error();
  if (auto made = platform::make_folder(data); !made) return made.error();
  const auto where = database.empty() ? data + "/receiver.db" : database;
  const auto held = copy_ledger(**from, where);
  if (!held) return held.error();
  if (auto written = copy_files(backup, data, *municipality, database); !written) return written.error();
  return counted(where, held->runs.size());
}

}  // namespace talt::receiver
