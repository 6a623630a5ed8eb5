#include "app/http/accepted_language.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

namespace enclosure::app::http {
namespace {

struct WishedCase {
  const char* name;
  const char* field;
  const char* language;  ///< "": none
};
void PrintTo(const WishedCase& one, std::ostream* out) {
  *out << one.field;
}

class AcceptedLanguage : public testing::TestWithParam<WishedCase> {};

TEST_P(AcceptedLanguage, IsTheOneLikedBest) {
  std::vector<LanguageTag> spoken;
  for (const char* one : {"bg", "de", "el", "en"}) spoken.push_back(*LanguageTag::parse(one));
  const LanguageTag* found = accepted_language(GetParam().field, spoken);
  EXPECT_EQ(found == nullptr ? "" : found->to_string(), GetParam().language);
}

INSTANTIATE_TEST_SUITE_P(
    Fields, AcceptedLanguage,
    testing::Values(WishedCase{"OneOfThem", "el", "el"},
                    WishedCase{"WithARegion", "de-AT,de;q=0.9,en;q=0.8", "de"},
                    WishedCase{"ByWeight", "de;q=0.5, bg ; q=0.75,en;q=0.7", "bg"},
                    WishedCase{"TheFirstOfEqualWeight", "el,de", "el"},
                    WishedCase{"AsWrittenInCapitals", "EL-GR;Q=1.000", "el"},
                    WishedCase{"WhatIsNotSpokenIsPassedOver", "tr,ru;q=0.9,bg;q=0.1", "bg"},
                    WishedCase{"NotAtAll", "de;q=0,en;q=0.001", "en"},
                    WishedCase{"NoneOfThem", "tr,*;q=0.5", ""}, WishedCase{"Nothing", "", ""},
                    WishedCase{"NoLanguages", ",;,-,;q=", ""},
                    WishedCase{"NoWeight", "de;q=x,el;q=1.5", "el"},
                    WishedCase{"NotItsBeginning", "deu,e", ""}),
    [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace enclosure::app::http
