// SPDX-License-Identifier: EUPL-1.2
#include "tests/doubles/scripted_server.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <csignal>
#include <cstdlib>

namespace talt::doubles {

namespace {

BIO* reading(const std::string& text) {
  return BIO_new_mem_buf(text.data(), static_cast<int>(text.size()));
}
X509* certificate_of(const std::string& pem) {
  BIO* in = reading(pem);
  X509* certificate = PEM_read_bio_X509(in, nullptr, nullptr, nullptr);
  BIO_free(in);
  return certificate;
}
EVP_PKEY* key_of(const std::string& pem) {
  BIO* in = reading(pem);
  EVP_PKEY* key = PEM_read_bio_PrivateKey(in, nullptr, nullptr, nullptr);
  BIO_free(in);
  return key;
}

class Connection final : public ScriptedAnswer {
 public:
  Connection(SSL* ssl, const std::atomic<bool>& stopping) : ssl_(ssl), stopping_(stopping) {}
  bool write(std::string_view bytes) override {
    return !stopping_ && SSL_write(ssl_, bytes.data(), static_cast<int>(bytes.size())) > 0;
  }
  bool is_stopping() const override { return stopping_; }

  /// The next request, or false where the client has gone.
  bool read(SeenRequest& request) {
    std::size_t end = 0;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos)
      if (!more()) return false;
    take_head(request, buffer_.substr(0, end));
    buffer_.erase(0, end + 4);
    const auto size = std::strtoul(request.headers["content-length"].c_str(), nullptr, 10);
    while (buffer_.size() < size)
      if (!more()) return false;
    request.body = buffer_.substr(0, size);
    buffer_.erase(0, size);
    return true;
  }

 private:
  bool more() {
    char bytes[16 * 1024];
    const int got = SSL_read(ssl_, bytes, sizeof bytes);
    if (got <= 0 || stopping_) return false;
    buffer_.append(bytes, static_cast<std::size_t>(got));
    return true;
  }
  static void take_head(SeenRequest& request, const std::string& head) {
    std::size_t at = head.find("\r\n");
    request.line = head.substr(0, at);
    while (at != std::string::npos) {
      const auto begin = at + 2;
      at = head.find("\r\n", begin);
      auto line = head.substr(begin, at == std::string::npos ? at : at - begin);
      const auto colon = line.find(": ");
      if (colon == std::string::npos) continue;
      auto name = line.substr(0, colon);
      std::transform(name.begin(), name.end(), name.begin(),
                     [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
      request.headers[name] = line.substr(colon + 2);
    }
  }

  SSL* ssl_;
  const std::atomic<bool>& stopping_;
  std::string buffer_;
};

}  // namespace

std::string response(int status, const std::string& headers, std::string_view body) {
  return "HTTP/1.1 " + std::to_string(status) + " Said\r\n" + headers +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

ScriptedServer::ScriptedServer(const platform::Certificate& certificate, Script script)
    : context_(SSL_CTX_new(TLS_server_method())), script_(std::move(script)) {
  std::signal(SIGPIPE, SIG_IGN);  // clients go away in the middle of an answer
  auto* context = static_cast<SSL_CTX*>(context_);
  X509* own = certificate_of(certificate.certificate_pem);
  EVP_PKEY* key = key_of(certificate.key_pem);
  SSL_CTX_use_certificate(context, own);
  SSL_CTX_use_PrivateKey(context, key);
  X509_free(own);
  EVP_PKEY_free(key);
  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (bind(listener_, reinterpret_cast<sockaddr*>(&address), size) == 0 && listen(listener_, 16) == 0 &&
      getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0)
    port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { work(); });
}

ScriptedServer::~ScriptedServer() {
  stopping_ = true;
  shutdown(listener_, SHUT_RDWR);
  thread_.join();
  close(listener_);
  SSL_CTX_free(static_cast<SSL_CTX*>(context_));
}

void ScriptedServer::work() {
  while (!stopping_) {
    const int handle = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (handle < 0) return;
    ++connections_;
    serve(handle);
    close(handle);
  }
}

/// One connection at a time; a client that keeps one open and says nothing is let go when the server stops.
void ScriptedServer::serve(int handle) {
  const timeval patience{1, 0};
  setsockopt(handle, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  const int at_once = 1;
  setsockopt(handle, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
  SSL* ssl = SSL_new(static_cast<SSL_CTX*>(context_));
  SSL_set_fd(ssl, handle);
  if (SSL_accept(ssl) == 1) {
    Connection connection(ssl, stopping_);
    for (SeenRequest request; !stopping_ && connection.read(request); request = {}) {
      ++requests_;
      if (!script_(request, connection)) break;
    }
    SSL_shutdown(ssl);
  }
  SSL_free(ssl);
}

platform::Certificate with_dates(const platform::Certificate& server, const platform::Certificate& authority,
                                 long from_s, long to_s) {
  X509* certificate = certificate_of(server.certificate_pem);
  EVP_PKEY* key = key_of(authority.key_pem);
  X509_gmtime_adj(X509_getm_notBefore(certificate), from_s);
  X509_gmtime_adj(X509_getm_notAfter(certificate), to_s);
  X509_sign(certificate, key, EVP_sha256());
  BIO* out = BIO_new(BIO_s_mem());
  PEM_write_bio_X509(out, certificate);
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(out, &bytes);
  platform::Certificate dated{std::string(bytes, static_cast<std::size_t>(size)), server.key_pem};
  BIO_free(out);
  EVP_PKEY_free(key);
  X509_free(certificate);
  return dated;
}

}  // namespace talt::doubles
