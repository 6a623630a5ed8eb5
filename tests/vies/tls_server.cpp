#include "tests/vies/tls_server.h"

#include <openssl/ssl.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>

#include <array>
#include <thread>

#include "tests/smtp/tls_identity.h"

namespace enclosure::app {

struct TlsServer::Impl {
  Impl(const std::string& subject, std::string text, int valid_days)
      : identity(subject, valid_days),
        body(std::move(text)),
        listener(Poco::Net::SocketAddress("127.0.0.1", 0)),
        worker([this](const std::stop_token& stop) { work(stop); }) {}

  void work(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      if (!listener.poll(Poco::Timespan(0, 50'000), Poco::Net::Socket::SELECT_READ)) continue;
      const Poco::Net::StreamSocket socket = listener.acceptConnection();
      const std::unique_ptr<SSL, void (*)(SSL*)> tls(SSL_new(identity.server_context()), SSL_free);
      SSL_set_fd(tls.get(), socket.impl()->sockfd());
      if (SSL_accept(tls.get()) != 1) continue;
      answer(tls.get());
      SSL_shutdown(tls.get());
    }
  }

  void answer(SSL* tls) const {
    std::string request;
    std::array<char, 4096> chunk{};
    while (request.find("}") == std::string::npos) {  // the question is one flat object
      const int got = SSL_read(tls, chunk.data(), static_cast<int>(chunk.size()));
      if (got <= 0) return;
      request.append(chunk.data(), static_cast<std::size_t>(got));
    }
    const std::string response =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
        "Content-Length: " +
        std::to_string(body.size()) + "\r\n\r\n" + body;
    SSL_write(tls, response.data(), static_cast<int>(response.size()));
  }

  smtp::test::TlsIdentity identity;
  std::string body;
  Poco::Net::ServerSocket listener;
  std::jthread worker;
};

TlsServer::TlsServer(const std::string& subject, std::string body, int valid_days)
    : impl_(std::make_unique<Impl>(subject, std::move(body), valid_days)) {}

TlsServer::~TlsServer() = default;

std::string TlsServer::url() const {
  return "https://localhost:" + std::to_string(impl_->listener.address().port());
}

const std::string& TlsServer::certificate_pem() const {
  return impl_->identity.certificate_pem();
}

}  // namespace enclosure::app
