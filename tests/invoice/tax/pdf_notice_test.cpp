// Whether the PDF may be the invoice, for decided supplies.

#include "invoice/tax/pdf_notice.h"

#include "tests/invoice/tax/world.h"

namespace enclosure::invoice {
namespace {

struct Supply {
  std::string name;
  std::string seat;
  std::string number_of;  ///< a second registration, or empty
  Address from;
  Address to;
  std::string buyer_id;  ///< empty: a consumer
  std::string rules_of;
  std::string_view scheme;
  std::string on;
  std::string notice;  ///< "PL b2b_domestic not_enough", or empty
};
void PrintTo(const Supply& one, std::ostream* out) {
  *out << one.name;
}

class PdfNotices : public testing::TestWithParam<Supply> {};

TEST_P(PdfNotices, FollowTheStateWhoseRulesApply) {
  const Supply& one = GetParam();
  Seller seller;
  seller.established = *CountryCode::parse(one.seat);
  seller.vat_ids[seller.established] = "X";
  seller.ioss = *CountryCode::parse("IT");
  if (!one.number_of.empty()) seller.vat_ids[*CountryCode::parse(one.number_of)] = "Y";
  Order order = invoice::order(one.to);
  order.dispatch_from = one.from;
  order.buyer.vat_id = one.buyer_id;
  order.buyer.is_business = !one.buyer_id.empty();
  TaxDecision decision;
  decision.invoicing_rules_of = one.rules_of;
  decision.scheme = one.scheme;
  const auto notice = pdf_notice(order, decision, seller, day(one.on), law());
  std::string told;
  if (notice) {
    told = notice->state + " " + std::string(code_of(notice->kind)) +
           (notice->forbids() ? " not_enough" : " conditions");
  }
  EXPECT_EQ(told, one.notice);
  decision.document = DocumentKind::kNone;
  EXPECT_FALSE(pdf_notice(order, decision, seller, day(one.on), law()));
}

INSTANTIATE_TEST_SUITE_P(
    All, PdfNotices,
    testing::Values(
        Supply{"PolishSellerToPolishBusiness", "PL", "", address("PL"), address("PL"),
               "PL8567346215", "PL", "domestic", "2026-04-01", "PL b2b_domestic not_enough"},
        Supply{"BeforeThatDay", "PL", "", address("PL"), address("PL"), "PL8567346215", "PL",
               "domestic", "2026-01-31", ""},
        Supply{"PolishSellerAbroad", "PL", "", address("PL"), address("DE"), "DE129273398", "PL",
               "intra_community", "2026-04-01", ""},
        Supply{"GermanSellerRegisteredInPoland", "DE", "PL", address("PL"), address("PL"),
               "PL8567346215", "PL", "local_registration", "2026-04-01", ""},
        Supply{"UnderGermanRules", "PL", "DE", address("DE"), address("DE"), "", "DE",
               "local_registration", "2026-04-01", ""},
        Supply{"ItalianSellerThroughOss", "IT", "", address("IT"), address("DE", "80331"), "", "IT",
               "oss", "2026-04-03", "IT b2c not_enough"},
        Supply{"ForeignSellerWithPortugueseNumber", "DE", "PT", address("PT"), address("PT"), "",
               "PT", "local_registration", "2026-04-03", "PT b2c not_enough"},
        Supply{"ForeignSellerWithHungarianNumber", "DE", "HU", address("HU"), address("HU"), "",
               "HU", "local_registration", "2026-04-03", "HU b2c conditions"},
        Supply{"ForeignSellerInThePortugueseOss", "US", "PT", address("PT"), address("DE", "80331"),
               "", "PT", "oss", "2026-04-03", ""},
        Supply{"ImportSchemeOfItaly", "DE", "IT", address("CN"), address("FR", "75001"), "", "IOSS",
               "ioss", "2026-04-03", ""},
        Supply{"GermanBusiness", "DE", "", address("DE"), address("DE", "80331"), "DE129273398",
               "DE", "domestic", "2028-01-01", ""},  // the e-invoice is inside
        Supply{"HungarianBusiness", "HU", "", address("HU"), address("HU"), "HU12892312", "HU",
               "domestic", "2026-11-21", "HU b2b_domestic conditions"}),
    [](const auto& param) { return param.param.name; });

TEST(PdfNotices, AHeldDocumentNamesTheSystemAndTheSetting) {
  const PdfNotice notice{"PL", SupplyKind::kDomesticBusiness,
                         law().pdf_sufficiency("PL", SupplyKind::kDomesticBusiness,
                                               Bound::kEstablished, day("2026-04-01"))};
  const Fault fault = held_for_system(notice);
  EXPECT_EQ(fault.code, "NATIONAL-001");
  EXPECT_EQ(fault.path, "national_systems.PL");
  EXPECT_NE(fault.message.find("KSeF"), std::string::npos);
  EXPECT_NE(fault.hint.find("\"national_systems\": {\"PL\": \"handled\"}"), std::string::npos);
}

}  // namespace
}  // namespace enclosure::invoice
