// The page of each language, text by text with its place (tests/golden/pages).

#include <gtest/gtest.h>

#include <string>

#include "golden_layout.h"
#include "invoice/layout/lay_out.h"
#include "sample_invoice.h"

namespace enclosure::invoice::layout {
namespace {

class Golden : public testing::TestWithParam<std::string> {};

TEST_P(Golden, PageIsAsItWas) {
  const auto layout =
      lay_out(sample::content(GetParam()), LogoSize{560, 140}, sample::typesetting().data());
  ASSERT_TRUE(layout);
  expect_golden(*layout, "pages/" + GetParam() + ".json");
}

INSTANTIATE_TEST_SUITE_P(Languages, Golden, testing::ValuesIn(sample::languages()),
                         [](const auto& param) { return param.param; });

}  // namespace
}  // namespace enclosure::invoice::layout
