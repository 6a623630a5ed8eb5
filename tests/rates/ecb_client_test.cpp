// Fetching the bank's files from a server on this machine.

#include "app/rates/ecb_client.h"

#include <gtest/gtest.h>

#include "app/errors.h"
#include "app/rates/ecb_file.h"
#include "tests/support/vies_server.h"

namespace enclosure::app {
namespace {

constexpr const char* kXml =
    "<Envelope xmlns='eurofxref'><Cube><Cube time='2026-11-20'><Cube currency='SEK' rate='11.5'/>"
    "</Cube></Cube></Envelope>";

class Fetching : public testing::Test {
 protected:
  Result<std::vector<DayRates>> fetch(support::WireAnswer answer, ReferenceRates::Span span) {
    server_.run([this, answer](const std::string& path, const std::string&) {
      path_ = path;
      return answer;
    });
    HttpLimits limits;
    limits.max_bytes = kMaxRateFileBytes;
    return EcbClient(*ServiceUrl::parse(server_.url() + "/daily.xml"),
                     *ServiceUrl::parse(server_.url() + "/90d.xml"), limits)
        .fetch(span);
  }
  support::ViesServer server_;
  std::string path_;
};

TEST_F(Fetching, AsksForTheFileOfTheSpan) {
  support::WireAnswer answer;
  answer.content_type = "text/xml";
  answer.body = kXml;
  const auto days = fetch(answer, ReferenceRates::Span::kLatest);
  ASSERT_TRUE(days);
  EXPECT_EQ(days->at(0).per_euro.at(*Currency::parse("SEK")).to_string(), "11.5");
  EXPECT_EQ(path_, "/daily.xml");
  EXPECT_TRUE(fetch(answer, ReferenceRates::Span::kNinetyDays));
  EXPECT_EQ(path_, "/90d.xml");
}

TEST_F(Fetching, GarbageIsAFaultAndSilenceAnException) {
  support::WireAnswer answer;
  answer.body = "<html>maintenance</html>";
  EXPECT_FALSE(fetch(answer, ReferenceRates::Span::kLatest));
  answer.status = 503;
  EXPECT_THROW(static_cast<void>(fetch(answer, ReferenceRates::Span::kLatest)), WorldError);
}

}  // namespace
}  // namespace enclosure::app
