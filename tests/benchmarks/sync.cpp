// SPDX-License-Identifier: EUPL-1.2
// 10,000 votes sent by `talt sync`, beside one `curl` process that uploads the very same requests over one
// connection to the same receiver; turn by turn, each time on a receiver and a journal as they were before.
#include <stdexcept>

#include "tests/benchmarks/benches.h"
#include "tests/benchmarks/curl_upload.h"
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
  const CurlUpload upload(folder.path(), identity->ca_pem, requests);
  town.stop();
  const Ground ground{town, folder / "receiver-before", data, folder / "data-before"};
  copy_folder(town.receiver_folder(), ground.receiver_before);
  copy_folder(data, ground.data_before);
  Samples talt, curl;
  for (int i = 0; i < effort.of(9, 3); ++i) {
    ground.restore();
    talt.add(ms_by_talt(data));
    ground.restore();
    curl.add(upload.run_ms());
  }
  Row row{"sync", "10,000 records synced over loopback TLS, by one curl process uploading the same bodies",
          "ratio", 1.5};
  row.value = talt.median() / curl.median();
  row.samples = {{"talt_ms", talt}, {"curl_ms", curl}};
  return {row};
}

}  // namespace talt::bench
