// What every register promises (app/ports/vat_registry.h), shown on each implementation.

#include <gtest/gtest.h>

#include <memory>

#include "app/vies/vies_client.h"
#include "tests/support/fake_registry.h"
#include "tests/support/vies_server.h"

namespace enclosure::app {
namespace {

using AnswerKind = VatAnswer::Kind;
using Busy = VatAnswer::Busy;

/// One implementation under test, with what it needs to live.
struct World {
  support::ViesServer server;
  std::unique_ptr<VatRegistry> registry;
};

struct Implementation {
  const char* name;
  std::unique_ptr<VatRegistry> (*open)(const support::ViesServer&);
};

std::unique_ptr<VatRegistry> in_memory(const support::ViesServer&) {
  return std::make_unique<support::FakeRegistry>();
}
std::unique_ptr<VatRegistry> over_http(const support::ViesServer& server) {
  return std::make_unique<ViesClient>(*ServiceUrl::parse(server.url()), HttpLimits{});
}

class Registry : public testing::TestWithParam<Implementation> {
 protected:
  Registry() { world_.registry = GetParam().open(world_.server); }
  VatAnswer check(const std::string& number) {
    return world_.registry->check({"FR", number, "DE", "136695976"});
  }
  World world_;
};

TEST_P(Registry, AnswersTheTestNumbersAsDocumented) {
  struct Row {
    const char* number;
    AnswerKind kind;
    const char* code;
    Busy busy;
  };
  const Row rows[] = {
      {"100", AnswerKind::kValid, "", Busy::kNobody},
      {"200", AnswerKind::kInvalid, "", Busy::kNobody},
      {"201", AnswerKind::kRefused, "INVALID_INPUT", Busy::kNobody},
      {"202", AnswerKind::kRefused, "INVALID_REQUESTER_INFO", Busy::kNobody},
      {"300", AnswerKind::kUnavailable, "SERVICE_UNAVAILABLE", Busy::kEverybody},
      {"301", AnswerKind::kUnavailable, "MS_UNAVAILABLE", Busy::kThatState},
      {"302", AnswerKind::kUnavailable, "TIMEOUT", Busy::kThatState},
      {"400", AnswerKind::kRefused, "VAT_BLOCKED", Busy::kNobody},
      {"401", AnswerKind::kRefused, "IP_BLOCKED", Busy::kEverybody},
      {"500", AnswerKind::kUnavailable, "GLOBAL_MAX_CONCURRENT_REQ", Busy::kEverybody},
      {"501", AnswerKind::kUnavailable, "GLOBAL_MAX_CONCURRENT_REQ_TIME", Busy::kEverybody},
      {"600", AnswerKind::kUnavailable, "MS_MAX_CONCURRENT_REQ", Busy::kThatState},
      {"601", AnswerKind::kUnavailable, "MS_MAX_CONCURRENT_REQ_TIME", Busy::kThatState},
      {"777", AnswerKind::kUnavailable, "SERVICE_UNAVAILABLE", Busy::kEverybody}};
  for (const Row& row : rows) {
    const VatAnswer answer = check(row.number);
    EXPECT_EQ(answer.kind, row.kind) << row.number;
    EXPECT_EQ(answer.code, row.code) << row.number;
    EXPECT_EQ(answer.busy, row.busy) << row.number;
  }
}

TEST_P(Registry, GivesAProofOnlyToWhoNamesHimself) {
  EXPECT_EQ(check("100").consultation, "WAPIAAAAZ1234567");
  EXPECT_EQ(world_.registry->check({"FR", "100", "", ""}).consultation, "");
}

INSTANTIATE_TEST_SUITE_P(Each, Registry,
                         testing::Values(Implementation{"InMemory", in_memory},
                                         Implementation{"OverHttp", over_http}),
                         [](const auto& param) { return param.param.name; });

}  // namespace
}  // namespace enclosure::app
