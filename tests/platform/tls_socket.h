// SPDX-License-Identifier: EUPL-1.2
// A TLS connection to a server on loopback that says whatever bytes a test wants. Blocking, one thread.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>

namespace talt::tests {

class TlsSocket {
 public:
  explicit TlsSocket(std::uint16_t port)
      : socket_(socket(AF_INET, SOCK_STREAM, 0)),
        context_(SSL_CTX_new(TLS_client_method())),
        tls_(SSL_new(context_)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    signal(SIGPIPE, SIG_IGN);  // OpenSSL writes to sockets that may be closed
    is_up_ = connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    SSL_set_fd(tls_, socket_);
  }
  ~TlsSocket() {
    SSL_free(tls_);
    SSL_CTX_free(context_);
    close(socket_);
  }
  TlsSocket(const TlsSocket&) = delete;
  TlsSocket& operator=(const TlsSocket&) = delete;

  bool shake_hands() { return is_up_ && SSL_connect(tls_) == 1; }
  bool say(const std::string& bytes) {
    return SSL_write(tls_, bytes.data(), static_cast<int>(bytes.size())) == static_cast<int>(bytes.size());
  }
  bool say_plainly(const std::string& bytes) {
    return send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
  }
  /// Everything until the other side closes, or until `end` has come.
  std::string hear(const std::string& end = "") {
    std::string all;
    char part[4096];
    while (end.empty() || all.find(end) == std::string::npos) {
      const int size = SSL_read(tls_, part, sizeof part);
      if (size <= 0) break;
      all.append(part, static_cast<std::size_t>(size));
    }
    return all;
  }
  /// Waits until the other side has closed, without TLS.
  bool is_closed() {
    char part[64];
    while (recv(socket_, part, sizeof part, 0) > 0) continue;
    return true;
  }

 private:
  int socket_;
  bool is_up_ = false;
  SSL_CTX* context_;
  SSL* tls_;
};

}  // namespace talt::tests
