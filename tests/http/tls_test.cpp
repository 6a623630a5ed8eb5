// TLS: the handshake, what browsers are told, new certificates while the server runs.

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <memory>
#include <thread>

#include "app/errors.h"
#include "app/net/certificate.h"
#include "tests/http/running_server.h"
#include "tests/support/process.h"

namespace enclosure::app::http::test {
namespace {

namespace fs = std::filesystem;

/// Makes a certificate for 127.0.0.1 in `name`.pem and its key in `name`.key.
bool make_certificate(const support::TemporaryFolder& folder, const std::string& name) {
  return support::run({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                       "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1", "-subj",
                       "/CN=" + name, "-addext", "subjectAltName=IP:127.0.0.1", "-keyout",
                       folder / (name + ".key"), "-out", folder / (name + ".pem")})
             .exit_code == 0;
}

/// The certificate of `name`, signed anew as one that expired yesterday, in its place.
void let_expire(const support::TemporaryFolder& folder, const std::string& name) {
  const auto opened = [&](const char* end, const char* mode) {
    return std::unique_ptr<BIO, decltype(&BIO_free_all)>(
        BIO_new_file((folder / (name + end)).c_str(), mode), BIO_free_all);
  };
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(
      PEM_read_bio_X509(opened(".pem", "r").get(), nullptr, nullptr, nullptr), X509_free);
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
      PEM_read_bio_PrivateKey(opened(".key", "r").get(), nullptr, nullptr, nullptr), EVP_PKEY_free);
  constexpr long kDay = 24L * 3600;  // NOLINT(google-runtime-int): OpenSSL's
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -10 * kDay);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), -kDay);
  ASSERT_NE(X509_sign(certificate.get(), key.get(), EVP_sha256()), 0);
  ASSERT_EQ(PEM_write_bio_X509(opened(".pem", "w").get(), certificate.get()), 1);
}

/// A client that trusts anybody; the tests look at what it was shown.
class TlsClient {
 public:
  explicit TlsClient(int port, int most = TLS1_3_VERSION)
      : context_(SSL_CTX_new(TLS_client_method()), SSL_CTX_free),
        socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval patience{20, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
    EXPECT_EQ(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof(address)), 0);
    SSL_CTX_set_security_level(context_.get(), 0);
    SSL_CTX_set_min_proto_version(context_.get(), TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context_.get(), most);
    ssl_.reset(SSL_new(context_.get()));
    SSL_set_fd(ssl_.get(), socket_);
  }
  ~TlsClient() { ::close(socket_); }
  TlsClient(const TlsClient&) = delete;
  TlsClient& operator=(const TlsClient&) = delete;

  bool shake_hands() { return SSL_connect(ssl_.get()) == 1; }
  std::string version() { return SSL_get_version(ssl_.get()); }
  void send(std::string_view bytes) {
    SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size()));
  }
  std::string receive_all() {
    std::string all;
    std::array<char, 16384> buffer{};
    for (int length = 1; length > 0;) {
      length = SSL_read(ssl_.get(), buffer.data(), static_cast<int>(buffer.size()));
      if (length > 0) all.append(buffer.data(), static_cast<std::size_t>(length));
    }
    return all;
  }
  /// The common name of the server's certificate.
  std::string shown() {
    const std::unique_ptr<X509, decltype(&X509_free)> shown(SSL_get1_peer_certificate(ssl_.get()),
                                                            X509_free);
    std::array<char, 100> name{};
    X509_NAME_get_text_by_NID(X509_get_subject_name(shown.get()), NID_commonName, name.data(),
                              static_cast<int>(name.size()));
    return name.data();
  }

 private:
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_;
  std::unique_ptr<SSL, decltype(&SSL_free)> ssl_{nullptr, SSL_free};
  int socket_;
};

class OverTls : public RunningServer {
 protected:
  void SetUp() override {
    if (!make_certificate(folder_, "first"))
      GTEST_SKIP() << "openssl makes no certificate (Debian: openssl)";
    ASSERT_TRUE(make_certificate(folder_, "second"));
    use("first");
    settings_.tls = TlsFiles{folder_ / "server.pem", folder_ / "server.key"};
    metrics_ = std::make_unique<ServerMetrics>();
    start();
  }
  void TearDown() override {
    if (server_) server_->stop();
  }

  void use(const std::string& name) {
    for (const char* end : {".pem", ".key"})
      fs::copy_file(folder_ / (name + end), folder_ / (std::string("server") + end),
                    fs::copy_options::overwrite_existing);
  }
  /// The name that a new client is shown.
  std::string shown() {
    TlsClient client(port());
    return client.shake_hands() ? client.shown() : "nothing";
  }

  const support::TemporaryFolder folder_;
};

TEST_F(OverTls, ServesAndTellsBrowsersToComeBackOverIt) {
  buyers_.manual_bytes.assign(3'000'000, 'x');
  TlsClient client(port());
  ASSERT_TRUE(client.shake_hands());
  EXPECT_EQ(client.version(), "TLSv1.3");
  client.send(request("GET", "/healthz") +
              request("GET", std::string("/i/") + kToken + "/manuals/0", "Connection: close\r\n"));
  const std::string all = client.receive_all();
  EXPECT_NE(all.find("\r\nStrict-Transport-Security: max-age=31536000\r\n"), std::string::npos);
  EXPECT_NE(all.find("\r\n\r\nok\n"), std::string::npos);
  EXPECT_TRUE(all.ends_with(std::string(100, 'x')));
  EXPECT_GT(all.size(), 3'000'000U);
}

TEST_F(OverTls, ReadsBodiesOfManyRecords) {
  TlsClient client(port());
  ASSERT_TRUE(client.shake_hands());
  const std::string body(300'000, ' ');
  client.send(request("POST", "/api/v1/orders",
                      "Authorization: Bearer " + std::string(kKey) +
                          "\r\nContent-Type: application/json\r\nConnection: close\r\n",
                      body));
  EXPECT_TRUE(client.receive_all().starts_with("HTTP/1.1 200 OK\r\n"));
  EXPECT_EQ(seller_.bodies().at(0), body);
}

TEST_F(OverTls, SpeaksNothingOld) {
  TlsClient twelve(port(), TLS1_2_VERSION);
  EXPECT_TRUE(twelve.shake_hands());
  TlsClient eleven(port(), TLS1_1_VERSION);
  EXPECT_FALSE(eleven.shake_hands());
}

TEST_F(OverTls, WhoIsSlowAtTheHandshakeHoldsNobodyUp) {
  std::vector<std::unique_ptr<RawClient>> slow;
  for (int i = 0; i < 50; ++i) {
    slow.push_back(std::make_unique<RawClient>(port()));
    slow.back()->send(std::string_view("\x16\x03\x01\x02\x00\x01", 6));
  }
  TlsClient client(port());
  EXPECT_TRUE(client.shake_hands());
}

TEST_F(OverTls, RefusesGarbageAndPlainHttp) {
  EXPECT_EQ(ask(port(), request("GET", "/healthz")).status, 400);
  RawClient garbage(port());
  garbage.send(std::string(1000, '\xFF'));
  garbage.receive_all();
  RawClient leaves(port());
  leaves.send(std::string_view("\x16\x03\x01", 3));
  leaves.finish();
  EXPECT_EQ(shown(), "first");
  const std::string none = "enclosure_http_refused_total{reason=\"tls_handshake\"} 0\n";
  EXPECT_EQ(metrics_->text().find(none), std::string::npos);
}

TEST_F(OverTls, TakesANewCertificateWhileItRuns) {
  TlsClient before(port());
  ASSERT_TRUE(before.shake_hands());
  use("second");
  EXPECT_EQ(shown(), "first") << "nobody has told it yet";
  EXPECT_EQ(server_->reload_tls(), std::nullopt);
  EXPECT_EQ(shown(), "second");
  before.send(request("GET", "/healthz", "Connection: close\r\n"));
  EXPECT_TRUE(before.receive_all().ends_with("ok\n")) << "who came before goes on";
}

TEST_F(OverTls, KeepsTheOldCertificateWhenTheNewOneIsNoGood) {
  support::spit(folder_ / "server.pem", "no certificate");
  EXPECT_NE(server_->reload_tls().value().find("server.pem"), std::string::npos);
  fs::copy_file(folder_ / "second.pem", folder_ / "server.pem",
                fs::copy_options::overwrite_existing);
  EXPECT_NE(server_->reload_tls().value().find("key values mismatch"), std::string::npos);
  EXPECT_EQ(shown(), "first");
  EXPECT_NE(metrics_->text().find("enclosure_tls_reloads_total{result=\"failed\"} 2\n"),
            std::string::npos);
}

TEST_F(OverTls, KeepsAGoodCertificateWhenTheNewOneHasExpired) {
  let_expire(folder_, "second");
  use("second");
  EXPECT_NE(server_->reload_tls().value_or("").find("expired on "), std::string::npos);
  EXPECT_EQ(shown(), "first");
  EXPECT_EQ(server_->tls_trouble(), "");
}

TEST_F(OverTls, TellsOfACertificateThatHasExpiredAndPromisesBrowsersNothing) {
  server_->stop();
  let_expire(folder_, "second");
  use("second");
  start();
  EXPECT_NE(server_->tls_trouble().find("expired on "), std::string::npos);
  TlsClient client(port());
  ASSERT_TRUE(client.shake_hands());
  client.send(request("GET", "/healthz", "Connection: close\r\n"));
  const std::string all = client.receive_all();
  EXPECT_TRUE(all.ends_with("ok\n"));
  EXPECT_EQ(all.find("Strict-Transport-Security"), std::string::npos) << all;
  use("first");
  EXPECT_EQ(server_->reload_tls(), std::nullopt);
  EXPECT_EQ(server_->tls_trouble(), "");
}

TEST_F(OverTls, FilesAreLookedAtAsAServerReadsThem) {
  const auto look = [&](const char* certificate, const char* key, const std::string& host) {
    return net::look_at_certificate(folder_ / certificate, folder_ / key, host);
  };
  EXPECT_NE(look("none.pem", "first.key", "").complaint.find("none.pem"), std::string::npos);
  EXPECT_NE(look("first.pem", "none.key", "").complaint.find("none.key"), std::string::npos);
  EXPECT_NE(look("first.pem", "second.key", "").complaint.find("mismatch"), std::string::npos);
  const auto good = look("first.pem", "first.key", "127.0.0.1");
  EXPECT_EQ(good.complaint, "");
  EXPECT_TRUE(good.is_for_host);
  EXPECT_FALSE(look("first.pem", "first.key", "invoices.example").is_for_host);
  EXPECT_EQ(good.times.until - good.times.from, std::chrono::hours{24});
  EXPECT_EQ(net::out_of_date(good.times, good.times.until), "");
  EXPECT_NE(net::out_of_date(good.times, good.times.until + std::chrono::seconds{1}), "");
  EXPECT_NE(net::out_of_date(good.times, good.times.from - std::chrono::seconds{1}), "");
}

TEST_F(OverTls, SeesThatFilesHaveChangedOnceTheyStayAsTheyAre) {
  EXPECT_FALSE(server_->tls_files_have_changed());
  const auto later = fs::last_write_time(folder_ / "server.pem") + std::chrono::seconds(10);
  fs::last_write_time(folder_ / "server.pem", later);
  EXPECT_FALSE(server_->tls_files_have_changed()) << "the key may be on its way";
  fs::last_write_time(folder_ / "server.key", later);
  EXPECT_FALSE(server_->tls_files_have_changed());
  EXPECT_TRUE(server_->tls_files_have_changed());
  EXPECT_EQ(server_->reload_tls(), std::nullopt);
  EXPECT_FALSE(server_->tls_files_have_changed());
}

TEST_F(OverTls, DoesNotStartWithoutACertificate) {
  server_->stop();
  fs::remove(folder_ / "server.key");
  try {
    start();
    FAIL() << "a server without a key";
  } catch (const WorldError& error) {
    EXPECT_EQ(error.exit_code(), kExitConfiguration);
  }
}

}  // namespace
}  // namespace enclosure::app::http::test
