// SPDX-License-Identifier: EUPL-1.2
#include "tests/benchmarks/curl_upload.h"

#include <stdexcept>

#include "tests/benchmarks/process.h"
#include "tests/benchmarks/town.h"

namespace talt::bench {

namespace {

std::string quoted(const std::string& value) {
  std::string out;
  for (const char each : value)
    out += each == '"' || each == '\\' ? std::string("\\") + each : std::string(1, each);
  return out;
}

}  // namespace

CurlUpload::CurlUpload(const std::string& folder, const std::string& ca_pem,
                       const std::vector<platform::HttpRequest>& requests)
    : script_(folder + "/script"), requests_(requests.size()) {
  write_text(folder + "/ca.pem", ca_pem);
  std::string script;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    const auto& request = requests[i];
    const std::string body = folder + "/body-" + std::to_string(i);
    write_text(body, std::string(core::as_text(request.body)));
    if (i > 0) script += "next\n";
    script +=
        "silent\nfail\nhttp1.1\noutput = \"/dev/null\"\nwrite-out = \"%{http_code} %{num_connects}\\n\"\n";
    script += "request = \"" + request.method + "\"\nurl = \"" + request.url + "\"\ncacert = \"" + folder +
              "/ca.pem\"\ndata-binary = \"@" + body + "\"\n";
    script += "header = \"Expect:\"\nheader = \"Accept:\"\n";
    for (const auto& [name, value] : request.headers)
      script += "header = \"" + name + ": " + quoted(value) + "\"\n";
  }
  write_text(script_, script);
}

double CurlUpload::run_ms() const {
  Process curl({"curl", "--config", script_});
  std::size_t taken = 0, connections = 0;
  while (const auto line = curl.next_line()) {
    taken += line->text.starts_with("200 ") ? 1 : 0;
    connections += line->text.ends_with(" 1") ? 1 : 0;
  }
  const bool is_done = curl.wait() == 0;
  const double ms = ms_between(curl.started(), Clock::now());
  if (!is_done || taken != requests_) throw std::runtime_error("curl's uploads were not all taken");
  if (connections != 1) throw std::runtime_error("curl did not use one connection");
  return ms;
}

}  // namespace talt::bench
