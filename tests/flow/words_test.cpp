// Codes of the tax decision in sentences.

#include "app/flow/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace enclosure::app {
namespace {

using testing::EndsWith;
using testing::HasSubstr;

TEST(Words, EveryWarningIsASentenceWithItsCode) {
  for (const std::string code :
       {"business_without_vat_id", "ioss_number_to_carrier_only", "national_system:PL",
        "print_ex_number", "proof_of_export", "proof_of_transport", "recapitulative_statement",
        "vat_id_checksum", "vat_id_of_dispatch_country", "vat_id_of_other_country"}) {
    EXPECT_THAT(warning_told(code), testing::AllOf(HasSubstr(". ["), EndsWith("[" + code + "]")));
  }
  EXPECT_THAT(warning_told("national_system:PL"), testing::StartsWith("PL runs"));
}

TEST(Words, AnUnknownCodeIsToldAsItIs) {
  EXPECT_EQ(warning_told("something_new"), "something_new");
  EXPECT_EQ(no_document_told("something_new"), "something_new");
  EXPECT_EQ(no_document_told("no_consideration"), "nothing was paid");
}

}  // namespace
}  // namespace enclosure::app
