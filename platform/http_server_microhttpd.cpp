// SPDX-License-Identifier: EUPL-1.2
// A pool of poll threads: with epoll and TLS four bytes burn a core (measured on 0.9.75). The library's
// time-out counts idleness only, so each connection has a deadline of its own, watched by a thread that shuts
// the socket down. The library takes an answer before a body or after it and not in between: a body that
// grows too large is let past, and refused at its end. An answer before the body closes the connection;
// unread bytes would then reset it and the answer could be lost, so the socket lingers until the other side
// has closed.
#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <chrono>
#include <limits>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "platform/http_server.h"

namespace talt::platform {

using core::Error;
using core::Result;

namespace {

constexpr unsigned idle_seconds_max = 30;
constexpr std::size_t connection_bytes_max = 64 * 1024;  // headers and what is read at once
constexpr std::int64_t linger_ms_max = 2000;
constexpr int tick_ms_max = 1000;
constexpr const char* tls_versions = "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2";

std::int64_t now_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

/// Shuts down what is overdue, and reads lingering sockets empty.
class Watch {
 public:
  explicit Watch(std::int64_t request_ms_max)
      : request_ms_max_(request_ms_max), wake_(eventfd(0, EFD_CLOEXEC)), thread_([this] { run(); }) {}
  ~Watch() {
    is_ending_ = true;
    const std::uint64_t one = 1;
    (void)!write(wake_, &one, sizeof one);
    thread_.join();
    for (const auto& lingering : lingering_) close(lingering.socket);
    close(wake_);
  }

  void begin(MHD_Connection* connection, int socket) {
    const std::lock_guard held(lock_);
    watched_[connection] = {socket, now_ms() + request_ms_max_, false};
  }
  /// From now on the other side has its time again.
  void renew(MHD_Connection* connection) { due_at(connection, now_ms() + request_ms_max_); }
  /// While we make the answer it is not to blame.
  void rest(MHD_Connection* connection) { due_at(connection, std::numeric_limits<std::int64_t>::max()); }
  void leave_unread(MHD_Connection* connection) {
    const std::lock_guard held(lock_);
    watched_[connection].has_unread = true;
  }
  /// Before the library closes the socket.
  void end(MHD_Connection* connection) {
    const std::lock_guard held(lock_);
    const auto ended = watched_[connection];
    watched_.erase(connection);
    const int copy = ended.has_unread ? dup(ended.socket) : -1;
    if (copy < 0) return;
    shutdown(copy, SHUT_WR);
    lingering_.push_back({copy, now_ms() + linger_ms_max, true});
  }

 private:
  struct Watched {
    int socket = -1;
    std::int64_t due_ms = 0;
    bool has_unread = false;
  };

  void due_at(MHD_Connection* connection, std::int64_t at_ms) {
    const std::lock_guard held(lock_);
    watched_[connection].due_ms = at_ms;
  }

  void run() {
    const int tick_ms = static_cast<int>(std::clamp<std::int64_t>(request_ms_max_ / 4, 1, tick_ms_max));
    while (!is_ending_) {
      std::vector<pollfd> waiting{{wake_, POLLIN, 0}};
      {
        const std::lock_guard held(lock_);
        for (const auto& lingering : lingering_) waiting.push_back({lingering.socket, POLLIN, 0});
      }
      poll(waiting.data(), waiting.size(), tick_ms);
      const std::lock_guard held(lock_);
      for (const auto& [connection, watched] : watched_)
        if (watched.due_ms < now_ms()) shutdown(watched.socket, SHUT_RDWR);
      std::erase_if(lingering_, [](const Watched& lingering) {
        const bool is_over = !read_empty(lingering.socket) || lingering.due_ms < now_ms();
        if (is_over) close(lingering.socket);
        return is_over;
      });
    }
  }
  /// False once nothing more can come.
  static bool read_empty(int socket) {
    char thrown_away[16 * 1024];
    for (int reads = 0; reads < 64; ++reads) {
      const auto size = recv(socket, thrown_away, sizeof thrown_away, MSG_DONTWAIT);
      if (size == 0) return false;
      if (size < 0) return errno == EAGAIN || errno == EINTR;
    }
    return true;
  }

  std::int64_t request_ms_max_;
  int wake_;
  std::mutex lock_;
  std::map<MHD_Connection*, Watched> watched_;
  std::vector<Watched> lingering_;
  std::atomic<bool> is_ending_{false};
  std::thread thread_;  // last: it uses the others
};

/// What is kept of a request while it arrives.
struct Arriving {
  ServedRequest request;
  std::size_t body_max = 0;
  std::size_t counted = 0;  // of the bytes of all bodies
  std::optional<HttpResponse> refused;
};

MHD_Result take_header(void* to, MHD_ValueKind, const char* name, const char* value) {
  auto& headers = *static_cast<Headers*>(to);
  std::string key(name);
  std::transform(key.begin(), key.end(), key.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  headers.emplace_back(std::move(key), value == nullptr ? "" : value);
  return MHD_YES;
}

HttpResponse problem(int status, const std::string& title) {
  HttpResponse response{status, {{"content-type", "application/problem+json"}}, {}};
  core::append(response.body, core::as_bytes(R"({"type":"about:blank","title":")" + title + R"(","status":)" +
                                             std::to_string(status) + "}"));
  return response;
}
HttpResponse too_large() {
  return problem(413, "The body is too large");
}
HttpResponse too_much_at_once() {
  auto response = problem(503, "Too much arrives at once");
  response.headers.emplace_back("retry-after", "10");
  return response;
}

MHD_Result answer_with(MHD_Connection* connection, const HttpResponse& response) {
  MHD_Response* out = MHD_create_response_from_buffer(
      response.body.size(), const_cast<std::uint8_t*>(response.body.data()), MHD_RESPMEM_MUST_COPY);
  if (out == nullptr) return MHD_NO;
  for (const auto& [name, value] : response.headers)
    MHD_add_response_header(out, name.c_str(), value.c_str());
  const MHD_Result queued = MHD_queue_response(connection, static_cast<unsigned>(response.status), out);
  MHD_destroy_response(out);
  return queued;
}

int socket_of(MHD_Connection* connection) {
  const auto* facts = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return facts == nullptr ? -1 : facts->connect_fd;
}

/// The address in the form that the system takes; nothing where it is none.
std::optional<sockaddr_storage> address_of(const std::string& text, std::uint16_t port) {
  sockaddr_storage address{};
  auto& four = reinterpret_cast<sockaddr_in&>(address);
  auto& six = reinterpret_cast<sockaddr_in6&>(address);
  if (inet_pton(AF_INET, text.c_str(), &four.sin_addr) == 1) {
    four.sin_family = AF_INET;
    four.sin_port = htons(port);
  } else if (inet_pton(AF_INET6, text.c_str(), &six.sin6_addr) == 1) {
    six.sin6_family = AF_INET6;
    six.sin6_port = htons(port);
  } else {
    return std::nullopt;
  }
  return address;
}

class MicroServer final : public HttpServer {
 public:
  MicroServer(const HttpServerOptions& options, HttpService service)
      : options_(options), service_(std::move(service)), watch_(options.request_ms_max) {}
  ~MicroServer() override {
    if (daemon_ != nullptr) MHD_stop_daemon(daemon_);
  }

  Result<void> start() {
    const auto address = address_of(options_.address, options_.port);
    if (!address)
      return Error{"cannot listen on " + options_.address, "it is not an address",
                   "use one such as 127.0.0.1, 0.0.0.0 or ::1"};
    const unsigned how = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL | MHD_USE_TLS |
                         (address->ss_family == AF_INET6 ? static_cast<unsigned>(MHD_USE_IPv6) : 0u);
    daemon_ = MHD_start_daemon(
        how, options_.port, nullptr, nullptr, &MicroServer::on_data, this, MHD_OPTION_SOCK_ADDR, &*address,
        MHD_OPTION_HTTPS_MEM_KEY, options_.key_pem.c_str(), MHD_OPTION_HTTPS_MEM_CERT,
        options_.certificate_pem.c_str(), MHD_OPTION_HTTPS_PRIORITIES, tls_versions,
        MHD_OPTION_THREAD_POOL_SIZE, options_.threads, MHD_OPTION_CONNECTION_LIMIT, options_.connections_max,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, connection_bytes_max, MHD_OPTION_CONNECTION_TIMEOUT,
        idle_seconds_max, MHD_OPTION_NOTIFY_CONNECTION, &MicroServer::on_connection, this,
        MHD_OPTION_NOTIFY_COMPLETED, &MicroServer::on_completed, this, MHD_OPTION_END);
    if (daemon_ == nullptr)
      return Error{"cannot listen on " + options_.address + ":" + std::to_string(options_.port),
                   "the port is taken, or the certificate and its key do not fit",
                   "name another port with --listen"};
    return {};
  }

  std::uint16_t port() const override {
    const auto* facts = MHD_get_daemon_info(daemon_, MHD_DAEMON_INFO_BIND_PORT);
    return facts == nullptr ? options_.port : facts->port;
  }

 private:
  static MHD_Result on_data(void* self, MHD_Connection* connection, const char* url, const char* method,
                            const char*, const char* body, std::size_t* body_size, void** kept) {
    return static_cast<MicroServer*>(self)->receive(connection, url, method, body, body_size, kept);
  }
  static void on_connection(void* self, MHD_Connection* connection, void**,
                            MHD_ConnectionNotificationCode what) {
    auto& watch = static_cast<MicroServer*>(self)->watch_;
    if (what == MHD_CONNECTION_NOTIFY_STARTED)
      watch.begin(connection, socket_of(connection));
    else
      watch.end(connection);
  }
  static void on_completed(void* self, MHD_Connection* connection, void** kept, MHD_RequestTerminationCode) {
    static_cast<MicroServer*>(self)->complete(connection, static_cast<Arriving*>(*kept));
    *kept = nullptr;
  }

  MHD_Result receive(MHD_Connection* connection, const char* url, const char* method, const char* body,
                     std::size_t* body_size, void** kept) {
    auto* arriving = static_cast<Arriving*>(*kept);
    if (arriving == nullptr) return begin(connection, url, method, kept);
    if (*body_size > 0) {
      if (!arriving->refused) take(*arriving, core::as_bytes({body, *body_size}));
      *body_size = 0;
      return MHD_YES;
    }
    watch_.rest(connection);
    const auto queued =
        answer_with(connection, arriving->refused ? *arriving->refused : service_.answer(arriving->request));
    watch_.renew(connection);
    return queued;
  }

  void take(Arriving& arriving, core::ByteView part) {
    auto& body = arriving.request.body;
    bodies_bytes_ += part.size();
    arriving.counted += part.size();
    if (body.size() + part.size() > arriving.body_max) arriving.refused = too_large();
    if (bodies_bytes_ > options_.bodies_bytes_max) arriving.refused = too_much_at_once();
    if (!arriving.refused) return core::append(body, part);
    bodies_bytes_ -= arriving.counted;
    arriving.counted = 0;
    body = {};
  }

  MHD_Result begin(MHD_Connection* connection, const char* url, const char* method, void** kept) {
    auto* arriving = new Arriving;
    *kept = arriving;
    watch_.renew(connection);
    arriving->request.method = method;
    arriving->request.path = url;
    MHD_get_connection_values(connection, MHD_HEADER_KIND, take_header, &arriving->request.headers);
    const auto* length = find_header(arriving->request.headers, "content-length");
    const auto refuse = [&](const HttpResponse& response) {
      if (length == nullptr || *length != "0") watch_.leave_unread(connection);
      return answer_with(connection, response);
    };
    const auto admitted = service_.admit(arriving->request);
    if (const auto* refused = std::get_if<HttpResponse>(&admitted)) return refuse(*refused);
    arriving->body_max = std::get<std::size_t>(admitted);
    if (length == nullptr) return MHD_YES;
    if (length->size() > 12 || std::strtoull(length->c_str(), nullptr, 10) > arriving->body_max)
      return refuse(too_large());
    arriving->request.body.reserve(std::strtoull(length->c_str(), nullptr, 10));
    return MHD_YES;
  }

  void complete(MHD_Connection* connection, Arriving* arriving) {
    if (arriving == nullptr) return;
    bodies_bytes_ -= arriving->counted;
    delete arriving;
    watch_.renew(connection);
  }

  HttpServerOptions options_;
  HttpService service_;
  Watch watch_;
  std::atomic<std::size_t> bodies_bytes_{0};
  MHD_Daemon* daemon_ = nullptr;
};

}  // namespace

Result<std::unique_ptr<HttpServer>> open_http_server(const HttpServerOptions& options, HttpService service) {
  auto server = std::make_unique<MicroServer>(options, std::move(service));
  if (auto started = server->start(); !started) return started.error();
  return std::unique_ptr<HttpServer>(std::move(server));
}

}  // namespace talt::platform
