// SPDX-License-Identifier: EUPL-1.2
// Writes a told walk's protocol into a folder of its own. For tests only; times are told in UTC + 1.
#pragma once

#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "sync/receiver/protocol/protocol.h"
#include "tests/doubles/temporary_folder.h"
#include "tests/receiver/page_read.h"
#include "tests/receiver/walk_told.h"

namespace talt::tests {

inline std::string whole(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream all;
  all << in.rdbuf();
  return all.str();
}

inline bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

inline platform::LocalTime an_hour_east(std::int64_t seconds) {
  const auto there = static_cast<time_t>(seconds + 3600);
  tm parts{};
  gmtime_r(&there, &parts);
  return {parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, "CET"};
}

struct ProtocolRig {
  doubles::TemporaryFolder folder;
  receiver::protocol::Options options;
  std::map<core::AttachmentName, core::Bytes> received;  // opened already
  std::map<core::AttachmentName, bool> damaged;

  ProtocolRig() { options.local_time = an_hour_east; }

  core::Result<receiver::protocol::Report> write(const ToldWalk& walk) {
    const auto open = [this](const core::Attachment& attachment) -> core::Result<std::optional<core::Bytes>> {
      if (damaged.contains(attachment.name)) return core::Error{"cannot open", "damaged", ""};
      const auto found = received.find(attachment.name);
      if (found == received.end()) return std::optional<core::Bytes>();
      return std::optional<core::Bytes>(found->second);
    };
    return receiver::protocol::write_protocol(folder.path(), walk.account, options, open,
                                              [](std::uint64_t, std::uint64_t) {});
  }
  PageRead page_of(const ToldWalk& walk) {
    const auto report = write(walk);
    INFO((report ? "" : report.error().text()));
    REQUIRE(report);
    return PageRead(folder / "protocol.html");
  }
};

}  // namespace talt::tests
