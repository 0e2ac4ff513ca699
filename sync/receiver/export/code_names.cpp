// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/export/code_names.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace talt::receiver {

std::string name_of(core::QuestionKind kind) {
  switch (kind) {
    case core::QuestionKind::Dots:
      return "dots";
    case core::QuestionKind::Choice:
      return "choice";
    case core::QuestionKind::Scale:
      return "scale";
    case core::QuestionKind::Text:
      return "text";
    case core::QuestionKind::Pin:
      return "pin";
  }
  return {};
}

std::string name_of(core::Given given) {
  switch (given) {
    case core::Given::Self:
      return "self";
    case core::Given::Assisted:
      return "assisted";
    case core::Given::Staff:
      return "staff";
    case core::Given::Paper:
      return "paper";
    case core::Given::Child:
      return "child";
    case core::Given::Practice:
      return "practice";
  }
  return {};
}

std::string name_of(core::Ending ending) {
  switch (ending) {
    case core::Ending::Done:
      return "done";
    case core::Ending::Left:
      return "left";
    case core::Ending::Idle:
      return "idle";
  }
  return {};
}

std::string name_of(core::VoidReason reason) {
  switch (reason) {
    case core::VoidReason::Changed:
      return "changed";
    case core::VoidReason::Test:
      return "test";
    case core::VoidReason::Joke:
      return "joke";
  }
  return {};
}

std::string name_of(core::HostAct act) {
  switch (act) {
    case core::HostAct::EndDay:
      return "end";
    case core::HostAct::Pause:
      return "pause";
    case core::HostAct::Resume:
      return "resume";
  }
  return {};
}

std::string name_of(core::ClockSource source) {
  switch (source) {
    case core::ClockSource::None:
      return "none";
    case core::ClockSource::Network:
      return "network";
    case core::ClockSource::Gps:
      return "gps";
    case core::ClockSource::Receipt:
      return "receipt";
  }
  return {};
}

std::string time_text(std::int64_t seconds) {
  constexpr std::int64_t year_9999 = 253402300799;
  if (seconds <= 0 || seconds > year_9999) return {};
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(static_cast<std::time_t>(seconds)));
}

std::string degrees_text(std::int64_t parts) {
  constexpr std::int64_t one = 10'000'000;
  const auto size = parts < 0 ? -parts : parts;
  return fmt::format("{}{}.{:07}", parts < 0 ? "-" : "", size / one, size % one);
}

}  // namespace talt::receiver
