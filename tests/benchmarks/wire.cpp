// SPDX-License-Identifier: EUPL-1.2
// What a dot vote costs on the wire: all bytes of the connection, both ways (handshake, TLS, HTTP, receipts),
// by the votes that went, in the batches of 1,000 that a kiosk sends.
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "tests/benchmarks/benches.h"
#include "tests/benchmarks/town.h"
#include "tests/benchmarks/votes.h"
#include "tests/doubles/relay.h"

namespace talt::bench {

namespace {

/// The kiosk's address of its receiver, led through the relay.
void redirect(const std::string& data, int from_port, int to_port) {
  const std::string path = data + "/device.toml";
  std::ifstream in(path, std::ios::binary);
  std::stringstream all;
  all << in.rdbuf();
  auto text = all.str();
  const auto from = ":" + std::to_string(from_port);
  const auto at = text.find(from);
  if (at == std::string::npos) throw std::runtime_error("device.toml does not name the receiver's port");
  write_text(path, text.replace(at, from.size(), ":" + std::to_string(to_port)));
}

}  // namespace

std::vector<Row> measure_wire(const Effort& effort) {
  const doubles::TemporaryFolder folder;
  Town town(folder / "town");
  const auto data = town.enrolled("Torget");
  const int votes = effort.of(10'000, 2'000);
  journal_votes(data, static_cast<std::size_t>(votes));
  doubles::Relay relay(town.port());
  redirect(data, town.port(), relay.port());
  run({program("talt"), "sync", "--data", data});
  Row row{"wire", "bytes on the wire for a dot vote's record, everything counted, in batches of 1,000",
          "bytes", 80};
  const auto bytes = static_cast<double>(relay.bytes());
  row.value = bytes / votes;
  constexpr double segment_bytes = 1448, segment_overhead = 52;  // TCP and IP headers, with time stamps
  const double segments = bytes / segment_bytes;
  std::ostringstream with_ip;
  with_ip << (bytes + segments * 1.5 * segment_overhead) / votes;  // every second one is acknowledged
  row.notes = {{"votes", std::to_string(votes)},
               {"connections", std::to_string(relay.connections())},
               {"counted",
                "payload of TCP both ways: TLS handshake and records, HTTP headers, receipts, the dialogue"},
               {"with_tcp_ip_headers_on_ethernet", with_ip.str()}};
  return {row};
}

}  // namespace talt::bench
