// SPDX-License-Identifier: EUPL-1.2
// A TLS server on loopback that answers each request by a script: any bytes, at any pace, or none.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <string>
#include <thread>

#include "platform/certificates.h"

namespace talt::doubles {

struct SeenRequest {
  std::string line;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
};

/// Where a script writes; false once the client has gone.
class ScriptedAnswer {
 public:
  virtual ~ScriptedAnswer() = default;
  virtual bool write(std::string_view bytes) = 0;
  virtual bool is_stopping() const = 0;
};
/// Returns true to keep the connection for another request.
using Script = std::function<bool(const SeenRequest&, ScriptedAnswer&)>;

/// A whole response with its length.
std::string response(int status, const std::string& headers, std::string_view body);

class ScriptedServer {
 public:
  ScriptedServer(const platform::Certificate& certificate, Script script);
  ~ScriptedServer();
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;
  int port() const { return port_; }
  std::string url(const std::string& host = "127.0.0.1") const {
    return "https://" + host + ":" + std::to_string(port_);
  }
  int requests() const { return requests_; }
  int connections() const { return connections_; }

 private:
  void work();
  void serve(int handle);

  void* context_;
  Script script_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> stopping_{false};
  std::atomic<int> requests_{0}, connections_{0};
  std::thread thread_;
};

/// The same server's certificate with other dates, in seconds from now, signed again by the authority.
platform::Certificate with_dates(const platform::Certificate& server, const platform::Certificate& authority,
                                 long from_s, long to_s);

}  // namespace talt::doubles
