// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/ledger/batch_writer.h"
#include "sync/receiver/ledger/ledger.h"
#include "sync/receiver/ledger/ledger_rows.h"

namespace talt::receiver {

using core::ByteView;
using core::Error;
using core::Result;
using platform::to_hex;

Result<sync::DeviceId> Ledger::open_enrolment(const Device& device) {
  auto id = device.id;
  const auto done = commits_.commit([&]() -> Result<void> {
    const auto known = writing_->ask("SELECT device FROM devices WHERE name = :p0", "t", {device.name});
    if (!known) return known.error();
    if (known->empty())
      return writing_->run(rows::insert_next("devices"),
                           {to_hex(id), device.name, to_hex(device.code), device.code_until_s});
    id = rows::fixed<16>(known->front()[0]);
    return writing_->run("UPDATE devices SET code = :p0, code_until = :p1 WHERE device = :p2",
                         {to_hex(device.code), device.code_until_s, to_hex(id)});
  });
  if (!done) return done.error();
  return id;
}

Result<Enrolled> Ledger::enrol(const sync::EnrolmentRequest& request, const platform::PublicKey& receipt_key,
                               std::int64_t now_s) {
  auto outcome = Enrolled::WrongCode;
  const auto id = to_hex(request.device), key = to_hex(request.device_key);
  const auto as_sent = sync::encode(request);
  const auto done = commits_.commit([&]() -> Result<void> {
    outcome = Enrolled::WrongCode;
    const auto same = writing_->ask("SELECT request FROM device_keys WHERE device = :p0 AND device_key = :p1",
                                    "b", {id, key});
    if (!same) return same.error();
    if (!same->empty()) {
      if (platform::same(rows::bytes(same->front()[0]), as_sent)) outcome = Enrolled::Repeat;
      return {};
    }
    const auto open = writing_->ask("SELECT code, code_until FROM devices WHERE device = :p0", "tt", {id});
    if (!open) return open.error();
    const auto code = open->empty() ? std::nullopt : platform::from_hex(open->front()[0]);
    if (!code || code->empty() || !sync::proves(request, *code, receipt_key)) return {};
    outcome =
        rows::parameter(rows::number(open->front()[1])) < now_s ? Enrolled::CodeTooOld : Enrolled::Taken;
    if (outcome == Enrolled::CodeTooOld) return {};
    auto wiped = writing_->run("UPDATE devices SET code = '', code_until = 0 WHERE device = :p0", {id});
    if (!wiped) return wiped;
    return writing_->run(rows::insert_next("device_keys"),
                         {id, key, ByteView(as_sent), now_s, std::string(), std::int64_t{0}});
  });
  if (!done) return done.error();
  return outcome;
}

Result<std::vector<Device>> Ledger::devices_where(const std::string& condition,
                                                  const std::vector<platform::Parameter>& parameters) {
  const auto found = ask(
      "SELECT d.device, d.name, d.code, d.code_until, COALESCE(k.device_key, ''), COALESCE(k.enrolled, 0), "
      "COALESCE(k.revoked_run, ''), COALESCE(k.revoked_number, 0) FROM devices d LEFT JOIN device_keys k ON "
      "k.device = d.device " +
          condition + " ORDER BY d.name, d.id, k.id",
      "tttttttt", parameters);
  if (!found) return found.error();
  std::vector<Device> devices;
  for (const auto& row : *found) {
    const auto id = rows::fixed<16>(row[0]);
    if (devices.empty() || devices.back().id != id)
      devices.push_back({id,
                         row[1],
                         platform::from_hex(row[2]).value_or(core::Bytes()),
                         rows::parameter(rows::number(row[3])),
                         {}});
    if (row[4].empty()) continue;
    DeviceKey key{rows::fixed<32>(row[4]), rows::parameter(rows::number(row[5])), std::nullopt};
    if (!row[6].empty()) key.revoked = Revocation{rows::fixed<16>(row[6]), rows::number(row[7])};
    devices.back().keys.push_back(key);
  }
  return devices;
}

Result<std::vector<Device>> Ledger::devices() {
  return devices_where("", {});
}

Result<std::optional<Device>> Ledger::device(const sync::DeviceId& id) {
  const auto found = devices_where("WHERE d.device = :p0", {to_hex(id)});
  if (!found) return found.error();
  return found->empty() ? std::optional<Device>() : std::optional(found->front());
}

Result<void> Ledger::revoke(const sync::DeviceId& id, const Revocation& from) {
  const bool is_from_birth = from.run == sync::RunId{};
  return commits_.commit([&]() -> Result<void> {
    const auto named = writing_->ask(
        is_from_birth
            ? "SELECT device_key, 0, 1 FROM device_keys WHERE device = :p0 AND :p1 <> '' ORDER BY id DESC"
            : "SELECT device_key, first, id FROM runs WHERE device = :p0 AND run = :p1 AND branch = 0",
        "ttt", {to_hex(id), to_hex(from.run)});
    if (!named) return named.error();
    if (named->empty())
      return Error{"cannot revoke from run " + to_hex(from.run), "nothing of it is here for this device",
                   "name a run that talt-receiver status lists"};
    const auto& key = named->front()[0];
    const auto number =
        rows::parameter(std::max(from.number, rows::number(named->front()[1]) - (is_from_birth ? 0 : 1)));
    const auto why = revocation_text({from.run, rows::number(std::to_string(number))});
    auto done = writing_->run(
        "UPDATE device_keys SET revoked_run = :p0, revoked_number = :p1 WHERE device = :p2 AND device_key = "
        ":p3",
        {to_hex(from.run), number, to_hex(id), key});
    if (!done) return done;
    done = writing_->run(
        "UPDATE runs SET disputed = :p0, disputed_from = :p1 WHERE device = :p2 AND run = :p3 AND branch = 0 "
        "AND "
        "(disputed_from = 0 OR disputed_from > :p4)",
        {why, number + 1, to_hex(id), to_hex(from.run), number + 1});
    if (!done) return done;
    return writing_->run(
        "UPDATE runs SET disputed = :p0, disputed_from = first WHERE device = :p1 AND device_key = :p2 AND "
        "run <> "
        ":p3 AND first > :p4 AND disputed_from = 0",
        {why, to_hex(id), key, to_hex(from.run), number});
  });
}

}  // namespace talt::receiver
