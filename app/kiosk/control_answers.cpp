// SPDX-License-Identifier: EUPL-1.2
#include "app/kiosk/control_answers.h"

#include <fmt/core.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace talt::kiosk {

namespace {

constexpr std::string_view done = "done";
constexpr std::string_view failed = "failed ";

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

}  // namespace

std::string status_json(const sync::JournalStatus& status, const sync::DeviceId& device) {
  const auto run = status.current ? platform::to_hex(status.current->run) : std::string();
  const auto head = status.current ? platform::to_hex(status.current->head) : std::string();
  const bool is_known = device != sync::DeviceId{};
  return fmt::format(
      R"({{"recorded":{},"receipted":{},"pending":{},"attachments":{},"attachments_received":{},)"
      R"("run":"{}","head":"{}","device":"{}"}})",
      status.recorded, status.receipted, status.pending, status.attachments.named,
      status.attachments.received, run, head, is_known ? platform::to_hex(device) : std::string());
}

core::Result<StatusCounts> read_status(const std::string& json) {
  const auto read = nlohmann::json::parse(json, nullptr, false);
  StatusCounts counts;
  for (const auto& [name, into] :
       {std::pair{"recorded", &counts.recorded}, std::pair{"receipted", &counts.receipted},
        std::pair{"pending", &counts.pending}, std::pair{"attachments", &counts.attachments},
        std::pair{"attachments_received", &counts.attachments_received}}) {
    const auto found = read.is_object() ? read.find(name) : read.end();
    if (found == read.end() || !found->is_number_unsigned())
      return core::Error{"cannot read the status", "the running kiosk answered something else",
                         "stop the kiosk, then ask again"};
    *into = *found;
  }
  return counts;
}

platform::ControlAnswer as_control(ControlAnswers answers) {
  return [answers = std::move(answers)](const std::string& request) -> std::string {
    if (request == "status") return answers.status();
    if (request != "sync") return "unknown";
    const auto outcome = answers.attempt();
    if (!outcome) return std::string(failed) + "it takes longer";
    if (outcome->trouble == core::SyncTrouble::None) return std::string(done);
    return std::string(failed) + one_line(outcome->detail);
  };
}

core::Result<void> read_sync_answer(const std::string& answer) {
  if (answer == done) return {};
  if (answer.starts_with(failed)) return unsent(answer.substr(failed.size()));
  return unsent("the running kiosk answered something else");
}

core::Error unsent(const std::string& why) {
  return {"not everything is receipted", why, "nothing is lost: try again later"};
}

}  // namespace talt::kiosk
