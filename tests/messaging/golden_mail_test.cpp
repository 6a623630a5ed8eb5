// The three messages in every language, byte for byte. ENCLOSURE_UPDATE_GOLDEN=1 writes the
// files anew; that run fails all the same, so nobody updates them by accident.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "tests/messaging/mail_world.h"
#include "tests/support/process.h"

namespace enclosure::messaging {
namespace {

struct GoldenCase {
  std::string language;
  std::string name;  // of the message
  MessageContent content;
};
void PrintTo(const GoldenCase& c, std::ostream* out) {
  *out << c.language << " " << c.name;
}

std::vector<GoldenCase> all_cases() {
  std::vector<GoldenCase> cases;
  for (const std::string language : kMailLanguages) {
    cases.push_back({language, "documents", documents_in(language)});
    cases.push_back({language, "review", request_in(language)});
    cases.push_back({language, "check_up", check_up_in(language)});
    cases.push_back({language, "check_up_request", request_in(language, Stage::kCheckUp, 1)});
  }
  return cases;
}

class GoldenMail : public testing::TestWithParam<GoldenCase> {};

TEST_P(GoldenMail, IsTheSameByteForByte) {
  const std::filesystem::path file = std::filesystem::path(ENCLOSURE_SOURCE_DIR) /
                                     "tests/golden/mails" /
                                     (GetParam().language + "-" + GetParam().name + ".eml");
  const auto message = compose(GetParam().content, built_in_texts());
  ASSERT_TRUE(message) << message.faults().front().message;
  if (std::getenv("ENCLOSURE_UPDATE_GOLDEN") != nullptr) support::spit(file, message->bytes);
  EXPECT_EQ(support::slurp(file), message->bytes) << file;
  EXPECT_EQ(std::getenv("ENCLOSURE_UPDATE_GOLDEN"), nullptr) << "written anew: look at the change";
}

INSTANTIATE_TEST_SUITE_P(All, GoldenMail, testing::ValuesIn(all_cases()), [](const auto& param) {
  return param.param.language + "_" + param.param.name;
});

}  // namespace
}  // namespace enclosure::messaging
