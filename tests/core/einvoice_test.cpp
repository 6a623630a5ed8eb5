#include "core/einvoice.h"

#include <gtest/gtest.h>

namespace enclosure {
namespace {

TEST(EInvoiceFormat, HasAWordForEach) {
  for (const char* word : {"factur-x", "xrechnung", "xrechnung-ubl", "peppol"}) {
    const auto format = parse_einvoice_format(word);
    ASSERT_TRUE(format) << word;
    EXPECT_EQ(to_string(*format), word);
  }
  const auto none = parse_einvoice_format("zugferd");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.faults().front().code, "EINVOICE-001");
}

TEST(SchemedId, IsSchemeAndNumberOrAMailAddress) {
  EXPECT_EQ(*SchemedId::parse("9930:DE136695976"), (SchemedId{"9930", "DE136695976"}));
  EXPECT_EQ(*SchemedId::parse("kim@sample.example"), (SchemedId{"EM", "kim@sample.example"}));
  EXPECT_EQ(SchemedId::parse("EM:kim@sample.example")->to_string(), "EM:kim@sample.example");
  EXPECT_EQ(SchemedId().to_string(), "");
  for (const char* wrong :
       {"", "9930", "9930:", ":1", "99301:1", "a:1", "0088:1 2", "0088:\xc3\xa4"}) {
    const auto id = SchemedId::parse(wrong);
    ASSERT_FALSE(id) << wrong;
    EXPECT_EQ(id.faults().front().code, "EINVOICE-002");
  }
}

TEST(Gtin, HasACheckDigit) {
  for (const char* right :
       {"4000001123452", "2000000101149", "96385074", "036000291452", "10614141000415"}) {
    EXPECT_TRUE(is_gtin(right)) << right;
  }
  for (const char* wrong : {"", "4000001123453", "400000112345", "400000112345x", "123"}) {
    EXPECT_FALSE(is_gtin(wrong)) << wrong;
  }
}

TEST(Iban, HasCheckDigits) {
  for (const char* right :
       {"DE02120300000000202051", "GB82WEST12345698765432", "NL91ABNA0417164300"}) {
    EXPECT_TRUE(is_iban(right)) << right;
  }
  for (const char* wrong : {"", "DE", "DE03120300000000202051", "de02120300000000202051",
                            "DE02 1203", "0202120300000000202051"}) {
    EXPECT_FALSE(is_iban(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace enclosure
