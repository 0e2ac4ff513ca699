// SPDX-License-Identifier: EUPL-1.2
#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/commands/moment.h"
#include "app/commands/receiver_commands.h"
#include "app/commands/receiver_opening.h"
#include "app/commands/receiver_walk_line.h"
#include "app/commands/say.h"

namespace talt::commands {

namespace {

using core::Result;
using Json = nlohmann::ordered_json;

struct Facts {
  std::string name;
  std::vector<receiver::Device> devices;
  std::vector<receiver::LedgerRun> runs;
  std::vector<receiver::LedgerHole> holes;
  std::uint64_t records = 0, unopened = 0;   // unopened: not in the tables yet
  std::vector<receiver::WalkAccount> walks;  // as far as they are opened
  receiver::AttachmentCount attachments;

  std::string name_of(const sync::DeviceId& id) const {
    const auto found =
        std::find_if(devices.begin(), devices.end(), [&](const auto& device) { return device.id == id; });
    return found == devices.end() ? platform::to_hex(id) : found->name;
  }
  std::int64_t last_seen_s(const sync::DeviceId& id) const {
    std::int64_t last = 0;
    for (const auto& run : runs)
      if (run.device == id) last = std::max(last, run.received_s);
    return last;
  }
};

Result<Facts> facts_of(const std::string& data) {
  const auto opened = open_receiver(data);
  if (!opened) return opened.error();
  auto devices = opened->ledger->devices();
  auto runs = opened->ledger->runs();
  auto holes = opened->ledger->holes();
  const auto records = opened->ledger->count_records();
  if (!devices) return devices.error();
  if (!runs) return runs.error();
  if (!holes) return holes.error();
  if (!records) return records.error();
  const auto attachments = opened->ledger->count_attachments();
  if (!attachments) return attachments.error();
  const auto tables = receiver::Tables::open(opened->municipality.database);
  if (!tables) return tables.error();
  const auto taken = (*tables)->count_taken(*runs);
  if (!taken) return taken.error();
  auto walks = receiver::read_walks(**tables, *opened->ledger);
  if (!walks) return walks.error();
  return Facts{
      opened->municipality.name, *devices,    *runs, *holes, *records, *records - std::min(*taken, *records),
      std::move(*walks),         *attachments};
}

bool is_revoked(const receiver::Device& device) {
  return !device.keys.empty() && device.keys.back().revoked.has_value();
}

Json walks_as_json(const std::vector<receiver::WalkAccount>& walks) {
  Json all = Json::array();
  for (const auto& walk : walks) {
    const auto counts = counts_of(walk);
    const auto began = receiver::began_s(walk);
    Json devices = Json::array();
    for (const auto& device : walk.devices) devices.push_back(device.name);
    all.push_back({{"code", receiver::code_text(walk.code)},
                   {"dialogue", walk.dialogue.id},
                   {"began", began == 0 ? Json() : Json(moment(began))},
                   {"devices", devices},
                   {"notes", counts.notes},
                   {"withdrawn", counts.withdrawn},
                   {"disputed", counts.disputed},
                   {"attachments", counts.attachments},
                   {"attachments_received", counts.received},
                   {"unreadable_records", counts.unreadable}});
  }
  return all;
}

Json as_json(const Facts& facts) {
  Json devices = Json::array(), runs = Json::array();
  for (const auto& device : facts.devices) {
    const auto seen = facts.last_seen_s(device.id);
    devices.push_back({{"device", platform::to_hex(device.id)},
                       {"name", device.name},
                       {"enrolled", !device.keys.empty()},
                       {"revoked", is_revoked(device)},
                       {"last_seen", seen == 0 ? Json() : Json(moment(seen))}});
  }
  for (const auto& run : facts.runs) {
    Json holes = Json::array();
    for (const auto& hole : facts.holes)
      if (hole.run == run.id)
        holes.push_back({{"first", hole.first}, {"last", hole.last}, {"why", hole.why}});
    runs.push_back({{"run", platform::to_hex(run.run)},
                    {"device", platform::to_hex(run.device)},
                    {"branch", run.is_branch},
                    {"first", run.first},
                    {"through", run.through},
                    {"stable", run.stable},
                    {"head", platform::to_hex(run.head)},
                    {"disputed", run.disputed},
                    {"disputed_from", run.disputed_from},
                    {"holes", holes},
                    {"last_received", moment(run.received_s)}});
  }
  return {{"name", facts.name},
          {"records", facts.records},
          {"unopened_records", facts.unopened},
          {"attachments", facts.attachments.named},
          {"attachments_whole", facts.attachments.whole},
          {"devices", devices},
          {"runs", runs},
          {"walks", walks_as_json(facts.walks)}};
}

std::string backed_up(std::uint64_t first, std::uint64_t through, std::uint64_t stable) {
  if (stable < first) return "in no backup yet";
  return stable >= through ? "in a backup" : "in a backup up to " + std::to_string(stable);
}

void print_walks(const Facts& facts) {
  for (const auto& walk : facts.walks) std::printf("walk %s\n", walk_line(walk).c_str());
  if (facts.unopened > 0)
    std::printf(
        "%llu records are not opened yet: walks in them are not listed; talt-receiver walks opens them\n",
        static_cast<unsigned long long>(facts.unopened));
}

void print(const Facts& facts) {
  std::printf("%s: %zu devices, %zu runs, %llu records\n", facts.name.c_str(), facts.devices.size(),
              facts.runs.size(), static_cast<unsigned long long>(facts.records));
  if (facts.attachments.named > 0)
    std::printf("attachments: %llu of %llu whole\n", static_cast<unsigned long long>(facts.attachments.whole),
                static_cast<unsigned long long>(facts.attachments.named));
  for (const auto& device : facts.devices)
    std::printf("%s: last seen %s%s\n", device.name.c_str(), moment(facts.last_seen_s(device.id)).c_str(),
                device.keys.empty()  ? ", not enrolled yet"
                : is_revoked(device) ? ", revoked"
                                     : "");
  for (const auto& run : facts.runs) {
    std::printf("run %s of %s%s: numbers %llu to %llu, %s\n", platform::to_hex(run.run).c_str(),
                facts.name_of(run.device).c_str(), run.is_branch ? ", a branch" : "",
                static_cast<unsigned long long>(run.first), static_cast<unsigned long long>(run.through),
                backed_up(run.first, run.through, run.stable).c_str());
    if (run.disputed_from != 0)
      std::printf("  disputed from number %llu on: %s\n", static_cast<unsigned long long>(run.disputed_from),
                  run.disputed.c_str());
    for (const auto& hole : facts.holes)
      if (hole.run == run.id)
        std::printf("  missing, numbers %llu to %llu: %s\n", static_cast<unsigned long long>(hole.first),
                    static_cast<unsigned long long>(hole.last), hole.why.c_str());
  }
  print_walks(facts);
}

int status(const std::string& data, bool wants_json) {
  const auto facts = facts_of(data);
  if (!facts) return failed(facts.error());
  if (wants_json)
    std::printf("%s\n", as_json(*facts).dump(-1, ' ', false, Json::error_handler_t::replace).c_str());
  else
    print(*facts);
  return 0;
}

}  // namespace

void add_receiver_status(CLI::App& app, int& exit_code) {
  const auto data = std::make_shared<std::string>();
  const auto wants_json = std::make_shared<bool>(false);
  auto* command = app.add_subcommand("status", "devices and runs: how far, in a backup, disputed, missing");
  command->add_option("--data", *data, "the municipality's folder")->required();
  command->add_flag("--json", *wants_json, "for programs");
  command->callback([data, wants_json, &exit_code] { exit_code = status(*data, *wants_json); });
}

}  // namespace talt::commands
