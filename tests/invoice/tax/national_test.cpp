// What states add to Art. 226, by state and day.

#include "invoice/tax/national.h"

#include <algorithm>
#include <set>

#include "tests/invoice/tax/world.h"

namespace enclosure::invoice {
namespace {

TEST(NationalLaw, ThresholdsByDay) {
  EXPECT_EQ(law().threshold("distance_sales_eur", day("2026-01-01")), decimal("10000"));
  EXPECT_EQ(law().threshold("distance_sales_eur", day("2021-06-30")), std::nullopt);
  EXPECT_EQ(law().threshold("ioss_intrinsic_value_eur", day("2026-01-01")), decimal("150"));
  EXPECT_EQ(law().threshold("sme_union_turnover_eur", day("2024-12-31")), std::nullopt);
  EXPECT_EQ(law().threshold("sme_union_turnover_eur", day("2025-01-01")), decimal("100000"));
}

struct Limit {
  std::string state;
  std::string amount;  ///< empty: no simplified invoices
  bool net;
};
void PrintTo(const Limit& limit, std::ostream* out) {
  *out << limit.state;
}

class SimplifiedLimits : public testing::TestWithParam<Limit> {};

TEST_P(SimplifiedLimits, AreThoseOfTheState) {
  const auto& [state, amount, net] = GetParam();
  const auto limit = law().simplified_limit(state, day("2026-11-21"));
  EXPECT_EQ(limit ? limit->amount.to_string() + " " + limit->amount.currency().to_string() : "",
            amount);
  EXPECT_EQ(limit && limit->net, net);
}
INSTANTIATE_TEST_SUITE_P(
    All, SimplifiedLimits,
    testing::Values(Limit{"DE", "250.00 EUR", false}, Limit{"AT", "400.00 EUR", false},
                    Limit{"FR", "150.00 EUR", true}, Limit{"EE", "160.00 EUR", true},
                    Limit{"CZ", "10000.00 CZK", false}, Limit{"SE", "4000.00 SEK", false},
                    Limit{"GB", "250.00 GBP", false}, Limit{"BG", "", false},
                    Limit{"CH", "", false}, Limit{"US", "", false}));

TEST(NationalLaw, NumbersAndRetention) {
  EXPECT_TRUE(law().numbering_rule("BG").gapless);
  EXPECT_EQ(law().numbering_rule("BG").form, "ten_digits");
  EXPECT_EQ(law().numbering_rule("HR").form, "three_parts");
  EXPECT_FALSE(law().numbering_rule("DE").gapless);
  EXPECT_EQ(law().numbering_rule("DE").form, "");
  EXPECT_FALSE(law().numbering_rule("US").gapless);
  EXPECT_EQ(law().retention("DE").years, 8);
  EXPECT_EQ(law().retention("HR").years, 11);
  EXPECT_EQ(law().retention("ES").years, 6);
  EXPECT_EQ(law().retention("ES").text, "4 (tax), 6 (commerce)");
  EXPECT_EQ(law().retention("US").years, 10);
}

TEST(NationalLaw, ParticularsByDay) {
  const auto ids = [](std::string_view state, std::string_view on) {
    std::set<std::string> all;
    for (const Particular& one : law().particulars_of(state, day(on))) all.insert(one.id);
    return all;
  };
  EXPECT_TRUE(ids("DE", "2026-01-01").contains("weee"));
  EXPECT_FALSE(ids("FR", "2026-08-31").contains("nature_of_operations"));
  EXPECT_TRUE(ids("FR", "2026-09-01").contains("nature_of_operations"));
  EXPECT_FALSE(ids("ES", "2026-12-31").contains("verifactu"));
  EXPECT_TRUE(ids("ES", "2027-01-01").contains("verifactu"));
  EXPECT_TRUE(ids("US", "2026-01-01").empty());
}

TEST(NationalLaw, IdsOfParticularsAreUniqueInTheirState) {
  for (const char* state :
       {"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE",
        "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "XI", "GB"}) {
    std::set<std::string> ids;
    const auto particulars = law().particulars_of(state);
    for (const Particular& one : particulars) {
      EXPECT_TRUE(ids.insert(one.id).second) << state << " " << one.id;
      EXPECT_EQ(one.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789"),
                std::string::npos);
    }
    EXPECT_FALSE(ids.empty()) << state;
  }
}

struct Verdict {
  std::string state;
  SupplyKind kind;
  Bound seller;
  std::string on;
  PdfVerdict verdict;
  std::string system;
};
void PrintTo(const Verdict& one, std::ostream* out) {
  *out << one.state << " " << code_of(one.kind) << " on " << one.on;
}

class PdfVerdicts : public testing::TestWithParam<Verdict> {};

TEST_P(PdfVerdicts, FollowStateKindSellerAndDay) {
  const auto& [state, kind, seller, on, verdict, system] = GetParam();
  const PdfRule rule = law().pdf_sufficiency(state, kind, seller, day(on));
  EXPECT_EQ(rule.verdict, verdict);
  EXPECT_EQ(rule.system, system);
  EXPECT_EQ(rule.warning.empty(), verdict == PdfVerdict::kSuffices);
}

constexpr auto kConsumer = SupplyKind::kConsumer;
constexpr auto kDomestic = SupplyKind::kDomesticBusiness;
constexpr auto kAbroad = SupplyKind::kCrossBorderBusiness;
constexpr auto kSeat = Bound::kEstablished;
constexpr auto kNumber = Bound::kRegistered;
constexpr auto kYes = PdfVerdict::kSuffices;
constexpr auto kIf = PdfVerdict::kSufficesWithConditions;
constexpr auto kNo = PdfVerdict::kNotEnough;

INSTANTIATE_TEST_SUITE_P(
    AroundTheDaysOfChange, PdfVerdicts,
    testing::Values(
        Verdict{"PL", kDomestic, kSeat, "2026-01-31", kYes, ""},
        Verdict{"PL", kDomestic, kSeat, "2026-02-01", kIf, "KSeF"},
        Verdict{"PL", kDomestic, kSeat, "2026-04-01", kNo, "KSeF"},
        Verdict{"PL", kDomestic, kNumber, "2026-04-01", kYes, ""},  // no establishment, no KSeF
        Verdict{"PL", kConsumer, kSeat, "2026-04-01", kYes, ""},
        Verdict{"PL", kAbroad, kSeat, "2026-04-01", kYes, ""},
        Verdict{"BE", kDomestic, kSeat, "2025-12-31", kYes, ""},
        Verdict{"BE", kDomestic, kSeat, "2026-01-01", kNo, "Peppol BIS (EN 16931)"},
        Verdict{"IT", kConsumer, kSeat, "2026-01-01", kNo, "Sistema di Interscambio (SdI)"},
        Verdict{"IT", kConsumer, kNumber, "2026-01-01", kYes, ""},
        Verdict{"RO", kConsumer, kSeat, "2024-12-31", kYes, ""},
        Verdict{"RO", kDomestic, kSeat, "2024-12-31", kNo, "RO e-Factura"},
        Verdict{"RO", kConsumer, kSeat, "2025-01-01", kNo, "RO e-Factura"},
        Verdict{"PT", kConsumer, kNumber, "2026-01-01", kNo,
                "certified invoicing software (ATCUD, QR code)"},
        Verdict{"HU", kConsumer, kNumber, "2026-01-01", kIf, "NAV Online Számla"},
        Verdict{"HR", kDomestic, kSeat, "2026-01-01", kNo, "eRačun"},
        Verdict{"HR", kConsumer, kSeat, "2026-01-01", kNo, "fiscalisation"},
        Verdict{"GR", kConsumer, kSeat, "2026-01-01", kNo, "myDATA"},
        Verdict{"FR", kDomestic, kSeat, "2026-08-31", kYes, ""},
        Verdict{"FR", kDomestic, kSeat, "2026-09-01", kNo,
                "e-invoicing through an approved platform"},
        Verdict{"FR", kConsumer, kSeat, "2026-09-01", kIf, "e-reporting"},
        Verdict{"ES", kConsumer, kSeat, "2026-12-31", kIf, "TicketBAI"},
        Verdict{"ES", kConsumer, kSeat, "2027-01-01", kNo, "Verifactu"},
        Verdict{"SK", kDomestic, kSeat, "2026-12-31", kYes, ""},
        Verdict{"SK", kDomestic, kSeat, "2027-01-01", kNo, "e-invoicing through Peppol"},
        Verdict{"DE", kDomestic, kSeat, "2024-12-31", kYes, ""},
        Verdict{"DE", kDomestic, kSeat, "2026-11-21", kIf, "structured e-invoice (EN 16931)"},
        Verdict{"DE", kDomestic, kSeat, "2028-01-01", kNo, "structured e-invoice (EN 16931)"},
        Verdict{"DE", kConsumer, kSeat, "2028-01-01", kYes, ""},
        Verdict{"US", kDomestic, kSeat, "2026-01-01", kYes, ""}));

}  // namespace
}  // namespace enclosure::invoice
