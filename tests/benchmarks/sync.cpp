// SPDX-License-Identifier: EUPL-1.2
// 10,000 votes sent by `talt sync`, beside one `curl` process that uploads the very same requests over one
// connection to the same receiver; turn by turn, each time on a receiver and a journal as they were before.
#include <fstream>
#include <stdexcept>

#include "tests/benchmarks/benches.h"
#include "tests/benchmarks/town.h"
#include "tests/benchmarks/votes.h"

namespace talt::bench {

namespace {

struct Ground {
  Town& town;
  std::string receiver_before, data, data_before;

  void restore() const {
    town.stop();
    copy_folder(receiver_before, town.receiver_folder());
    copy_folder(data_before, data);
    town.start();
  }
};

/// A curl configuration that sends the requests in a row.
void write_curl_script(const std::string& folder, const std::string& ca_pem,
                       const std::vector<platform::HttpRequest>& requests) {
  write_text(folder + "/ca.pem", ca_pem);
  std::string script;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    const auto& request = requests[i];
    const std::string body = folder + "/body-" + std::to_string(i);
    write_text(body, std::string(core::as_text(request.body)));
    if (i > 0) script += "next\n";
    script +=
        "silent\nfail\nhttp1.1\noutput = \"/dev/null\"\nwrite-out = \"%{http_code} %{num_connects}\\n\"\n";
    script += "url = \"" + request.url + "\"\ncacert = \"" + folder + "/ca.pem\"\ndata-binary = \"@" + body +
              "\"\n";
    script += "header = \"Expect:\"\nheader = \"Accept:\"\n";
    for (const auto& [name, value] : request.headers) {
      std::string quoted;
      for (const char each : value)
        quoted += each == '"' || each == '\\' ? std::string("\\") + each : std::string(1, each);
      script += "header = \"" + name + ": " + quoted + "\"\n";
    }
  }
  write_text(folder + "/script", script);
}

double ms_by_curl(const std::string& folder, std::size_t requests) {
  Process curl({"curl", "--config", folder + "/script"});
  std::size_t taken = 0, connections = 0;
  while (const auto line = curl.next_line()) {
    taken += line->text.starts_with("200 ") ? 1 : 0;
    connections += line->text.ends_with(" 1") ? 1 : 0;
  }
  const bool is_done = curl.wait() == 0;
  const double ms = ms_between(curl.started(), Clock::now());
  if (!is_done || taken != requests) throw std::runtime_error("curl's uploads were not all taken");
  if (connections != 1) throw std::runtime_error("curl did not use one connection");
  return ms;
}

double ms_by_talt(const std::string& data) {
  const auto from = Clock::now();
  run({program("talt"), "sync", "--data", data});
  return ms_between(from, Clock::now());
}

}  // namespace

std::vector<Row> measure_sync(const Effort& effort) {
  const doubles::TemporaryFolder folder;
  Town town(folder / "town");
  const auto data = town.enrolled("Torget");
  journal_votes(data, 10'000);
  const auto identity = sync::read_identity(data);
  if (!identity) throw std::runtime_error(identity.error().text());
  const auto requests = unsent_requests(data);
  write_curl_script(folder.path(), identity->ca_pem, requests);
  town.stop();
  const Ground ground{town, folder / "receiver-before", data, folder / "data-before"};
  copy_folder(town.receiver_folder(), ground.receiver_before);
  copy_folder(data, ground.data_before);
  Samples talt, curl;
  for (int i = 0; i < effort.of(9, 3); ++i) {
    ground.restore();
    talt.add(ms_by_talt(data));
    ground.restore();
    curl.add(ms_by_curl(folder.path(), requests.size()));
  }
  Row row{"sync", "10,000 records synced over loopback TLS, by one curl process uploading the same bodies",
          "ratio", 1.5};
  row.value = talt.median() / curl.median();
  row.samples = {{"talt_ms", talt}, {"curl_ms", curl}};
  return {row};
}

}  // namespace talt::bench
