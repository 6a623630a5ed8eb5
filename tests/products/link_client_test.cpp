// The client against servers on this machine: what it asks, and why it trusts one or not.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "app/products/link_client.h"
#include "app/store/files.h"
#include "tests/support/process.h"
#include "tests/support/vies_server.h"
#include "tests/vies/tls_server.h"

namespace enclosure::app {
namespace {

using Kind = LinkQuestion::Kind;

LinkAnswer ask(const std::string& url, Kind kind, std::uint64_t most_bytes = 1000,
               const std::string& ca_file = "") {
  return LinkClient("enclosure tests", ca_file, std::chrono::seconds{5})
      .ask({url, kind, most_bytes});
}

class LinkClientTest : public testing::Test {
 protected:
  LinkClientTest() {
    server.run([](const std::string& path, const std::string&) {
      support::WireAnswer answer;
      answer.body = "driver";
      if (path.ends_with("/moved")) {
        answer.status = 302;
        answer.location = "/new";
      }
      if (path.ends_with("/gone")) answer.status = 404;
      if (path.ends_with("/large")) answer.body = std::string(200'000, 'x');
      return answer;
    });
  }
  [[nodiscard]] std::string url(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(server.port()) + path;
  }

  support::ViesServer server;
};

TEST_F(LinkClientTest, ReadsAFileWholeAndHashesIt) {
  const LinkAnswer answer = ask(url("/hub?v=1"), Kind::kWhole);
  EXPECT_EQ(answer.status, 200) << answer.told;
  EXPECT_EQ(answer.sha256, sha256_hex("driver"));
  EXPECT_EQ(answer.size, 6U);
  EXPECT_EQ(answer.bytes, 6U);
}

TEST_F(LinkClientTest, TellsStatusAndRedirect) {
  EXPECT_EQ(ask(url("/gone"), Kind::kHead).status, 404);
  const LinkAnswer moved = ask(url("/moved"), Kind::kHead);
  EXPECT_EQ(moved.status, 302) << moved.told;
  EXPECT_EQ(moved.location, "/new");
}

TEST_F(LinkClientTest, ReadsNoMoreThanItMay) {
  EXPECT_EQ(ask(url("/large"), Kind::kWhole).trouble, "TOO_LARGE");
  EXPECT_EQ(ask(url("/large"), Kind::kFirstByte).status, 200);
}

TEST_F(LinkClientTest, FindsNobody) {
  EXPECT_EQ(ask("http://127.0.0.1:1/a", Kind::kHead).trouble, "UNREACHABLE");
  EXPECT_EQ(ask("ftp://127.0.0.1/a", Kind::kHead).trouble, "BROKEN");
}

TEST(LinkClientTls, TellsWhyACertificateIsNotTrusted) {
  const support::TemporaryFolder folder;
  const auto trusting = [&](const TlsServer& server) {
    support::spit(folder / "ca.pem", server.certificate_pem());
    return ask(server.url() + "/a", Kind::kHead, 1000, folder / "ca.pem");
  };
  const TlsServer stranger("DNS:localhost", "{}");
  EXPECT_EQ(ask(stranger.url() + "/a", Kind::kHead).trouble, "UNKNOWN_ISSUER");
  EXPECT_EQ(trusting(TlsServer("DNS:localhost", "{}", -1)).trouble, "EXPIRED");
  EXPECT_EQ(trusting(TlsServer("DNS:maker.example", "{}")).trouble, "NOT_TRUSTED");
}

}  // namespace
}  // namespace enclosure::app
