#include "invoice/model/draw_up.h"

#include <functional>

#include "locales/data.h"
#include "tests/invoice/model/world.h"

namespace enclosure::invoice {
namespace {

const locales::Catalog& catalog() {
  static const Result<locales::Catalog> kCatalog = locales::Catalog::load(locale_data::files());
  return *kCatalog;
}

/// A German shop and a buyer in `to`, everything that a document needs.
struct World {
  Seller seller = german_seller();
  Order order;
  Issue issue;

  explicit World(Address to, std::string language = "de") {
    seller.name = "Musterladen GmbH";
    seller.address = full_address("DE", "20457", "Hamburg", "Beispielkai 1");
    order = invoice::order(std::move(to));
    order.deliver_to.name = "Erika Mustermann";
    order.buyer.name = "Erika Mustermann";
    issue.number = *InvoiceNumber::parse("R-2026-000001");
    issue.issue_date = day("2026-03-03");
    issue.supply_date = day("2026-03-02");
    issue.language = *LanguageTag::parse(language);
    issue.sales_channel = "Amazon.de";
  }

  [[nodiscard]] Result<Invoice> drawn() const {
    const auto decision = decide_tax(order, seller, issue.supply_date, law());
    if (!decision) return decision.faults();
    return draw_up(order, *decision, seller, issue, law(), catalog());
  }

  /// The texts of the legal mentions.
  [[nodiscard]] std::vector<std::string> mentions() const {
    const auto invoice = drawn();
    if (!invoice) return {invoice.faults().front().message};
    std::vector<std::string> texts;
    for (const LegalMention& mention : (*invoice)->mentions) texts.push_back(mention.text);
    return texts;
  }
};

Address munich() {
  return full_address("DE", "80331", "München", "Musterstraße 12");
}
Address vienna() {
  return full_address("AT", "1010", "Wien", "Ring 1");
}

TEST(DrawUp, TakesEverythingOfArticle226) {
  World world(munich());
  world.order.order_date = day("2026-03-01");
  world.order.buyer.reference = "PO-7";
  world.issue.footer = "Danke";
  world.issue.logo_sha256 = std::string(64, 'b');
  const auto invoice = world.drawn();
  ASSERT_TRUE(invoice) << invoice.faults().front().message;
  const InvoiceContent& content = **invoice;
  EXPECT_EQ(content.number.to_string(), "R-2026-000001");
  EXPECT_EQ(content.issue_date, day("2026-03-03"));
  EXPECT_EQ(content.supply_date, day("2026-03-02"));
  EXPECT_EQ(content.order_date, day("2026-03-01"));
  EXPECT_EQ(content.seller.name, "Musterladen GmbH");
  EXPECT_EQ(content.seller_vat_id, "DE136695976");
  EXPECT_EQ(content.buyer.name, "Erika Mustermann");
  EXPECT_EQ(content.buyer.reference, "PO-7");
  EXPECT_EQ(content.buyer.address.city, "München");
  EXPECT_FALSE(content.deliver_to);
  EXPECT_EQ(content.place_of_supply, "DE");
  EXPECT_EQ(content.totals.total_with_vat.to_string(), "119.00");
  EXPECT_EQ(content.totals.paid.to_string(), "119.00");
  EXPECT_EQ(content.footer, "Danke");
  EXPECT_EQ(content.logo_sha256, std::string(64, 'b'));
  EXPECT_TRUE(content.mentions.empty());
}

TEST(DrawUp, WhatIsNotPaidIsDue) {
  World world(munich());
  world.issue.paid = false;
  world.order.marketplace_voucher = euro("19.00");
  const auto invoice = world.drawn();
  ASSERT_TRUE(invoice) << invoice.faults().front().message;
  EXPECT_EQ((*invoice)->totals.amount_due.to_string(), "100.00");
  EXPECT_TRUE((*invoice)->totals.paid.is_zero());
  EXPECT_EQ((*invoice)->totals.paid_by_marketplace.to_string(), "19.00");
}

TEST(DrawUp, BillingAddressGoesFirst) {
  World world(munich());
  world.order.buyer.company = "Muster AG";
  world.order.buyer.billing_address = full_address("DE", "50667", "Köln", "Domplatz 1");
  const auto invoice = world.drawn();
  ASSERT_TRUE(invoice) << invoice.faults().front().message;
  EXPECT_EQ((*invoice)->buyer.name, "Muster AG");
  EXPECT_EQ((*invoice)->buyer.person, "Erika Mustermann");
  EXPECT_EQ((*invoice)->buyer.address.city, "Köln");
  ASSERT_TRUE((*invoice)->deliver_to);
  EXPECT_EQ((*invoice)->deliver_to->city, "München");
}

TEST(DrawUp, AHalfBillingAddressGivesWayToTheDelivery) {
  World world(munich());
  world.order.buyer.billing_address = address("DE", "50667");
  const auto invoice = world.drawn();
  ASSERT_TRUE(invoice) << invoice.faults().front().message;
  EXPECT_EQ((*invoice)->buyer.address.city, "München");
  EXPECT_FALSE((*invoice)->deliver_to);
}

TEST(DrawUp, AnotherRecipientAtTheSamePlaceIsNamed) {
  World world(munich());
  world.order.deliver_to.name = "Max Mustermann";
  const auto invoice = world.drawn();
  ASSERT_TRUE(invoice);
  ASSERT_TRUE((*invoice)->deliver_to);
  EXPECT_EQ((*invoice)->deliver_to->name, "Max Mustermann");
}

TEST(DrawUp, MissingParticularsAreFaultsAllAtOnce) {
  World world(munich(), "tlh");
  world.seller.name.clear();
  world.order.deliver_to.lines.clear();
  world.order.lines[0].discount_gross = euro("120.00");
  const auto invoice = world.drawn();
  ASSERT_FALSE(invoice);
  std::vector<std::string> codes;
  for (const Fault& fault : invoice.faults()) codes.push_back(fault.code);
  EXPECT_EQ(codes, (std::vector<std::string>{"DOCUMENT-001", "DOCUMENT-002", "DOCUMENT-003",
                                             "AMOUNT-001"}));
}

TEST(DrawUp, OneStopShopIsToldInTheLanguageOfThePage) {
  EXPECT_EQ(World(vienna(), "de").mentions(),
            std::vector<std::string>{
                "Umsatzsteuer des Bestimmungslandes (Österreich), erklärt über den One-Stop-Shop "
                "(OSS)"});
  EXPECT_EQ(World(full_address("GB", "BT2 7AH", "Belfast", "1 Main St"), "en").mentions(),
            std::vector<std::string>{"VAT of the country of destination (Northern Ireland), "
                                     "declared through the One Stop Shop (OSS)"});
}

TEST(DrawUp, AReasonIsGivenInBothLanguagesWithItsArticle) {
  World french(full_address("CH", "1201", "Genève", "Rue 1"), "fr");
  EXPECT_EQ(french.mentions(),
            (std::vector<std::string>{
                "Exportation exonérée de TVA – § 4 Nr. 1 Buchst. a i. V. m. § 6 UStG",
                "Steuerfreie Ausfuhrlieferung – § 4 Nr. 1 Buchst. a i. V. m. § 6 UStG"}));
  World german(full_address("CH", "8001", "Zürich", "Weg 1"), "de");
  EXPECT_EQ(german.mentions(),
            std::vector<std::string>{
                "Steuerfreie Ausfuhrlieferung – § 4 Nr. 1 Buchst. a i. V. m. § 6 UStG"});
}

/// The mentions of `world` in the second language; empty where one says it already.
std::vector<std::string> second_mentions(const World& world) {
  std::vector<std::string> texts;
  const auto invoice = world.drawn();
  EXPECT_TRUE(invoice) << invoice.faults().front().message;
  for (const LegalMention& mention : (*invoice)->mentions) texts.push_back(mention.second);
  return texts;
}

TEST(DrawUp, AReasonIsSaidInTheSecondLanguageWithoutItsArticle) {
  World world(full_address("CH", "1201", "Genève", "Rue 1"), "fr");
  world.issue.look.second_language = *LanguageTag::parse("en");
  EXPECT_EQ(second_mentions(world), (std::vector<std::string>{"VAT-exempt export of goods", ""}));
  world.issue.look.second_language = *LanguageTag::parse("de");  // the national text says so
  EXPECT_EQ(second_mentions(world), (std::vector<std::string>{"", ""}));
  world.issue.look.second_language = *LanguageTag::parse("fr");
  EXPECT_EQ(second_mentions(world), (std::vector<std::string>{"", ""}));
}

TEST(DrawUp, ASecondLanguageNamesTheCountryItself) {
  World world(vienna(), "de");
  world.issue.look.second_language = *LanguageTag::parse("fr");
  EXPECT_EQ(second_mentions(world),
            std::vector<std::string>{
                "TVA du pays de destination (Autriche), déclarée via le guichet unique (OSS)"});
}

TEST(DrawUp, ASecondLanguageWithoutLabelsIsAFault) {
  World world(vienna(), "de");
  world.issue.look.second_language = *LanguageTag::parse("is");
  const auto invoice = world.drawn();
  ASSERT_FALSE(invoice);
  EXPECT_EQ(invoice.faults().front().code, "DOCUMENT-003");
  EXPECT_EQ(invoice.faults().front().path, "look.second_language");
}

TEST(DrawUp, ASmallEnterpriseUsesTheWordsOfItsState) {
  World world(munich());
  world.seller.small_business = *CountryCode::parse("DE");
  world.seller.vat_ids.clear();
  world.seller.tax_number = "22/815/08155";
  EXPECT_EQ(world.mentions(), std::vector<std::string>{
                                  "Steuerfreier Umsatz nach § 19 UStG (Kleinunternehmerregelung)"});
  world.issue.language = *LanguageTag::parse("en");
  EXPECT_EQ(
      world.mentions(),
      (std::vector<std::string>{"VAT exempt – special scheme for small enterprises – § 19 UStG",
                                "Steuerfreier Umsatz nach § 19 UStG (Kleinunternehmerregelung)"}));
}

TEST(DrawUp, VatInAnotherCurrencyIsTold) {
  World world(munich(), "en");
  const Currency zloty = currency("PLN");
  world.order = order(munich(), {line("1", "1", "119.00", "standard", zloty)}, zloty);
  world.order.buyer.name = "Erika Mustermann";
  world.order.exchange_rates["EUR"] = {decimal("0.2345")};
  const auto invoice = world.drawn();
  ASSERT_TRUE(invoice) << invoice.faults().front().message;
  ASSERT_TRUE((*invoice)->vat_in_currency);
  EXPECT_EQ((*invoice)->vat_in_currency->vat.to_string(), "4.46");
  EXPECT_EQ(
      world.mentions(),
      std::vector<std::string>{
          "VAT in EUR: 4.46 (1\u00a0PLN = 0.2345\u00a0EUR; Art. 91(2) 2006/112/EC, 02/03/2026)"});
}

TEST(DrawUp, EveryLanguageDrawsUpEveryKindOfDocument) {
  for (const LanguageTag& language : catalog().languages()) {
    for (const Address& to :
         {munich(), vienna(), full_address("US", "10001", "New York", "1 St")}) {
      World world(to, language.to_string());
      EXPECT_TRUE(world.drawn()) << language.to_string();
    }
  }
}

TEST(DrawUp, TheStateOfTheImportSchemeRules) {
  World world(vienna());
  world.order.dispatch_from = address("CN");
  world.seller.ioss = *CountryCode::parse("IE");
  world.seller.tax_number = "22/815/08155";
  const auto invoice = world.drawn();
  ASSERT_TRUE(invoice) << invoice.faults().front().message;
  EXPECT_EQ((*invoice)->invoicing_rules_of, "IE");
  EXPECT_EQ((*invoice)->seller_vat_id, "");
}

TEST(DrawUp, TheStrictPictureShowsWhatIsMissingToThePrice) {
  World world(munich());
  world.order.lines = {line("1", "1", "9.99")};
  world.issue.picture = Picture::kStrict;
  const auto invoice = world.drawn();
  ASSERT_TRUE(invoice) << invoice.faults().front().message;
  const DocumentTotals& totals = (*invoice)->totals;
  EXPECT_EQ(totals.total_without_vat, euro("8.39"));
  EXPECT_EQ(totals.vat_total, euro("1.59"));
  EXPECT_EQ(totals.rounding, euro("0.01"));
  EXPECT_EQ(totals.paid, euro("9.99"));
  EXPECT_TRUE(totals.amount_due.is_zero());
}

struct SimplifiedCase {
  const char* name;
  std::function<void(World&)> change;
  bool allowed;
};
void PrintTo(const SimplifiedCase& one, std::ostream* out) {
  *out << one.name;
}
class Simplified : public testing::TestWithParam<SimplifiedCase> {};

TEST_P(Simplified, OnlyWhereTheStateAllowsIt) {
  World world(munich());
  GetParam().change(world);
  const auto decision = decide_tax(world.order, world.seller, world.issue.supply_date, law());
  ASSERT_TRUE(decision) << decision.faults().front().message;
  const auto amounts = compute_amounts(world.order, *decision);
  ASSERT_TRUE(amounts);
  EXPECT_EQ(simplified_is_allowed(world.order, *decision, *amounts, world.issue.supply_date, law()),
            GetParam().allowed);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, Simplified,
    testing::Values(
        SimplifiedCase{"Small", [](World&) {}, true},
        SimplifiedCase{"AtTheLimit", [](World& w) { w.order.lines = {line("1", "1", "250.00")}; },
                       true},
        SimplifiedCase{"AboveTheLimit",
                       [](World& w) { w.order.lines = {line("1", "1", "250.01")}; }, false},
        SimplifiedCase{"Business", [](World& w) { w.order.buyer.is_business = true; }, false},
        SimplifiedCase{"OneStopShop", [](World& w) { w.order.deliver_to = vienna(); }, true},
        SimplifiedCase{"DistanceSaleBelowTheThreshold",
                       [](World& w) {
                         w.order.deliver_to = vienna();
                         w.seller.oss.reset();
                         w.seller.over_10000 = false;
                       },
                       false},
        SimplifiedCase{
            "Export",
            [](World& w) { w.order.deliver_to = full_address("CH", "8001", "Zürich", "Ring 1"); },
            false}),
    [](const auto& param) { return std::string(param.param.name); });

TEST(DrawUp, ASimplifiedInvoiceNeedsNoBuyer) {
  World world(address("DE", "80331", "München"));
  world.order.buyer.name.clear();
  world.order.deliver_to.name.clear();
  EXPECT_FALSE(world.drawn());
  world.issue.simplified = true;
  const auto invoice = world.drawn();
  ASSERT_TRUE(invoice) << invoice.faults().front().message;
  EXPECT_EQ((*invoice)->kind(), InvoiceKind::kSimplified);
  EXPECT_TRUE((*invoice)->buyer.name.empty());
}

TEST(DrawUpCredit, HasTheLookOfItsOwnDay) {
  World world(vienna());
  world.issue.look = {Theme::kClassic, Paper::kLetter, std::nullopt, *LanguageTag::parse("en")};
  world.issue.link = "https://invoices.example/i/1";
  const auto original = world.drawn();
  ASSERT_TRUE(original);
  CreditIssue issue;
  issue.number = *InvoiceNumber::parse("RC-2026-000001");
  issue.issue_date = day("2026-04-01");
  issue.look.second_language = *LanguageTag::parse("fr");
  const auto note = draw_up_credit(*original, {}, {}, world.seller, issue, catalog());
  ASSERT_TRUE(note) << note.faults().front().message;
  EXPECT_EQ((*note)->look, issue.look);
  EXPECT_EQ((*note)->link, "");
  EXPECT_EQ((*note)->mentions.front().text, (*original)->mentions.front().text);
  EXPECT_EQ((*note)->mentions.front().second,
            "TVA du pays de destination (Autriche), déclarée via le guichet unique (OSS)");
}

TEST(DrawUpCredit, TakesOverWhatBelongsToTheInvoiceAndIsOfItsOwnDay) {
  World world(vienna());
  const auto original = world.drawn();
  ASSERT_TRUE(original);
  CreditIssue issue;
  issue.number = *InvoiceNumber::parse("RC-2026-000001");
  issue.issue_date = day("2026-04-01");
  issue.reason = "Rücksendung";
  issue.title = "Gutmachung";
  issue.cancellation_title = "Stornorechnung";
  world.seller.address.city = "Kiel";
  const auto note = draw_up_credit(*original, {}, {}, world.seller, issue, catalog());
  ASSERT_TRUE(note) << note.faults().front().message;
  const InvoiceContent& content = **note;
  EXPECT_EQ(content.kind(), InvoiceKind::kCreditNote);
  EXPECT_EQ(content.preceding,
            (std::vector<PrecedingInvoice>{{(*original)->number, (*original)->issue_date}}));
  EXPECT_EQ(content.title, "Stornorechnung");
  EXPECT_EQ(content.seller.address.city, "Kiel");
  EXPECT_EQ(content.buyer, (*original)->buyer);
  EXPECT_EQ(content.seller_vat_id, (*original)->seller_vat_id);
  EXPECT_EQ(content.mentions, (*original)->mentions);
  EXPECT_EQ(content.breakdown, (*original)->breakdown);
  EXPECT_EQ(content.supply_date, (*original)->supply_date);
  const auto part = draw_up_credit(*original, {}, {CreditRequest::What::kAmount, {}, euro("5.00")},
                                   world.seller, issue, catalog());
  ASSERT_TRUE(part);
  EXPECT_EQ((*part)->title, "Gutmachung");
}

}  // namespace
}  // namespace enclosure::invoice
