#include "invoice/model/snapshot.h"

#include "tests/invoice/model/world.h"

namespace enclosure::invoice {
namespace {

using nlohmann::json;

/// Every member filled with something of its own.
InvoiceContent full_content() {
  InvoiceContent content = sound_content();
  content.shipment = *ShipmentId::parse("DR96TBzZC");
  content.order_date = day("2026-03-01");
  content.sales_channel = "Amazon.de";
  Seller& seller = content.seller;
  seller.vat_ids[*CountryCode::parse("GR")] = "EL094259216";
  seller.small_business = *CountryCode::parse("AT");
  seller.ex_number_valid_in = {*CountryCode::parse("BE"), *CountryCode::parse("NL")};
  seller.ioss = *CountryCode::parse("DE");
  seller.tax_number = "22/815/08155";
  seller.contact_name = "Kim Muster";
  seller.email = *EmailAddress::parse("hello@shop.example");
  seller.phone = "+49 40 000000";
  seller.registrations = {{"HRB", "12345"}, {"", "Amtsgericht Hamburg"}};
  content.buyer.person = "Änne „Quote\" \\ Großmuster";
  content.buyer.reference = "PO-7";
  content.buyer.vat_id = "DE129273398";
  content.deliver_to = full_address("AT", "1010", "Wien", "Ring 1");
  content.deliver_to->name = "Γιώργος Παπαδόπουλος";
  content.deliver_to->region = "Wien";
  content.lines[0].article_number = "LF-USBHUB-7";
  content.lines[0].serials = {"SN1", "SN2"};
  content.lines[0].quantity = decimal("1.000");
  content.lines[0].unit_price_net = decimal("58.8235294118");
  content.lines[1].kind = LineKind::kGiftWrap;
  content.lines[1].discount_net = euro("1.00");
  content.lines[1].discount_gross = euro("1.19");
  content.vat_in_currency =
      VatInCurrency{currency("CZK"), decimal("24.315"), *Money::parse("461.99", currency("CZK")),
                    day("2026-03-02"), "ECB"};
  content.type_code = TypeCode::kCorrectedInvoice;
  content.title = "Berichtigte Rechnung";
  content.preceding = {{*InvoiceNumber::parse("R-2026-000000"), day("2026-03-01")}};
  content.correction_reason = "The VAT id was handed in later";
  content.totals.rounding = euro("0.00");
  content.mentions = {{"currency_note", "…"}, {"oss_notice", "…", "one more"}};
  content.look = {Theme::kCompact, Paper::kLetter, *Accent::parse("#7A1F3D"),
                  *LanguageTag::parse("ga"), true};
  content.link = "https://invoices.example/i/1";
  content.logo_sha256 = std::string(64, 'a');
  content.footer = "Thank you";
  content.einvoice = EInvoiceFormat::kXRechnungUbl;
  content.due_date = day("2026-04-01");
  content.tax_representative =
      TaxRepresentative{"Rep & Co", full_address("FR", "75001", "Paris", "Rue 1"), "FR40303265045"};
  seller.electronic_address = {"EM", "hello@shop.example"};
  seller.legal_id = {"0106", "12345678"};
  seller.bank = {"DE02120300000000202051", "BYLADEM1001", "Muster"};
  content.buyer.buyer_reference = "04011000-12345-03";
  content.buyer.electronic_address = {"0088", "4000001123452"};
  content.buyer.legal_id = {"0184", "13585628"};
  content.lines[0].unit = "KGM";
  content.lines[0].gtin = "4000001123452";
  content.lines[0].buyer_article_number = "B-1";
  content.lines[0].commodity_code = "8471";
  return content;
}

TEST(Snapshot, GivesTheSameInvoiceAndTheSameBytes) {
  for (const InvoiceContent& content : {sound_content(), exempt_content(), full_content()}) {
    const auto invoice = Invoice::from(content);
    ASSERT_TRUE(invoice);
    const std::string snapshot = to_snapshot(*invoice);
    const auto again = from_snapshot(snapshot);
    ASSERT_TRUE(again) << again.faults().front().path << " " << again.faults().front().message;
    EXPECT_EQ(*again, *invoice);
    EXPECT_EQ(to_snapshot(*again), snapshot);
  }
}

TEST(Snapshot, KeepsTheSpellingOfDecimals) {
  const auto again = from_snapshot(to_snapshot(*Invoice::from(full_content())));
  ASSERT_TRUE(again);
  EXPECT_EQ((*again)->lines[0].quantity.to_string(), "1.000");
}

TEST(Snapshot, IsCompactAndBeginsWithFormatAndVersion) {
  const std::string snapshot = to_snapshot(*Invoice::from(sound_content()));
  EXPECT_EQ(snapshot.substr(0, 75),
            R"({"format":"enclosure-invoice","version":4,"number":"R-2026-000001","type_co)");
  EXPECT_EQ(json::parse(snapshot)["totals"]["total_with_vat"], "119.00");
}

TEST(Snapshot, EveryMemberIsNeeded) {
  const json whole = json::parse(to_snapshot(*Invoice::from(full_content())));
  for (const auto& [name, value] : whole.items()) {
    json torn = whole;
    torn.erase(name);
    EXPECT_FALSE(from_snapshot(torn.dump())) << name;
  }
  for (const char* place :
       {"/seller/name", "/lines/0/net", "/totals/paid", "/buyer/address/city", "/breakdown/0/rate",
        "/vat_in_currency/rate", "/mentions/0/key", "/vat_in_currency/day", "/totals/rounding",
        "/preceding/0/issue_date", "/look/theme", "/look/accent", "/mentions/0/second"}) {
    json torn = whole;
    const json::json_pointer pointer(place);
    torn.at(pointer.parent_pointer()).erase(pointer.back());
    const auto invoice = from_snapshot(torn.dump());
    ASSERT_FALSE(invoice) << place;
    EXPECT_EQ(invoice.faults().front().code, "SNAPSHOT-003") << place;
  }
}

/// Takes out of a snapshot, and of what it was made from, what version 4 brought.
void before_version_4(json& snapshot, InvoiceContent& content) {
  snapshot["version"] = 3;
  for (const char* member : {"look", "link"}) snapshot.erase(member);
  for (json& mention : snapshot["mentions"]) mention.erase("second");
  content.look = Look();
  content.link.clear();
  for (LegalMention& mention : content.mentions) mention.second.clear();
}

/// Before version 4 every document was modern, on A4, in one language and without QR codes.
TEST(Snapshot, OfVersion3IsReadAsItWas) {
  InvoiceContent content = full_content();
  json snapshot = json::parse(to_snapshot(*Invoice::from(content)));
  before_version_4(snapshot, content);
  const auto again = from_snapshot(snapshot.dump());
  ASSERT_TRUE(again) << again.faults().front().path;
  EXPECT_EQ(**again, content);
  EXPECT_EQ((*again)->look.paper, Paper::kA4);
  EXPECT_FALSE((*again)->look.payment_code);
}

TEST(Snapshot, OfALookThatThereIsNotIsAFault) {
  const json whole = json::parse(to_snapshot(*Invoice::from(full_content())));
  for (const auto& [member, value, code] : {std::tuple{"theme", "baroque", "LOOK-003"},
                                            {"paper", "a5", "LOOK-004"},
                                            {"accent", "#FFFF00", "LOOK-002"},
                                            {"accent", "wine", "LOOK-001"},
                                            {"second_language", "x", "LANGUAGE-001"}}) {
    json torn = whole;
    torn["look"][member] = value;
    const auto invoice = from_snapshot(torn.dump());
    ASSERT_FALSE(invoice) << value;
    EXPECT_EQ(invoice.faults().front().code, code);
    EXPECT_EQ(invoice.faults().front().path, std::string("look.") + member);
  }
}

/// What version 3 brought is empty in a document of version 2; there was no e-invoice.
TEST(Snapshot, OfVersion2IsReadAsItWas) {
  const Invoice invoice = *Invoice::from(full_content());
  InvoiceContent content = *invoice;
  json snapshot = json::parse(to_snapshot(invoice));
  before_version_4(snapshot, content);
  snapshot["version"] = 2;
  for (const char* member : {"einvoice", "due_date", "tax_representative"}) snapshot.erase(member);
  for (const char* member : {"electronic_address", "legal_id", "bank"}) {
    snapshot["seller"].erase(member);
  }
  for (const char* member : {"buyer_reference", "electronic_address", "legal_id"}) {
    snapshot["buyer"].erase(member);
  }
  for (json& line : snapshot["lines"]) {
    for (const char* member : {"unit", "gtin", "buyer_article_number", "commodity_code"}) {
      line.erase(member);
    }
  }
  const auto again = from_snapshot(snapshot.dump());
  ASSERT_TRUE(again) << again.faults().front().path;
  EXPECT_FALSE((*again)->einvoice);
  EXPECT_EQ((*again)->lines.front().unit, "C62");
  content.einvoice.reset();
  content.due_date.reset();
  content.tax_representative.reset();
  content.seller.electronic_address = content.seller.legal_id = SchemedId();
  content.seller.bank = BankAccount();
  content.buyer.buyer_reference.clear();
  content.buyer.electronic_address = content.buyer.legal_id = SchemedId();
  for (InvoiceLine& line : content.lines) {
    line.unit = "C62";
    line.gtin.clear();
    line.buyer_article_number.clear();
    line.commodity_code.clear();
  }
  EXPECT_EQ(**again, content);
}

struct Wrong {
  std::string place;
  json value;
  std::string fault;
};
void PrintTo(const Wrong& wrong, std::ostream* out) {
  *out << wrong.place << " = " << wrong.value.dump();
}

class WrongSnapshots : public testing::TestWithParam<Wrong> {};

TEST_P(WrongSnapshots, AreFaults) {
  json snapshot = json::parse(to_snapshot(*Invoice::from(full_content())));
  snapshot[json::json_pointer(GetParam().place)] = GetParam().value;
  const auto invoice = from_snapshot(snapshot.dump());
  ASSERT_FALSE(invoice);
  EXPECT_EQ(invoice.faults().front().code + " " + invoice.faults().front().path, GetParam().fault);
}
INSTANTIATE_TEST_SUITE_P(
    All, WrongSnapshots,
    testing::Values(
        Wrong{"/format", "invoice", "SNAPSHOT-002 version"},
        Wrong{"/version", 5, "SNAPSHOT-002 version"}, Wrong{"/version", 0, "SNAPSHOT-002 version"},
        Wrong{"/einvoice", "zugferd", "EINVOICE-001 einvoice"},
        Wrong{"/buyer/electronic_address", "4012", "EINVOICE-002 buyer.electronic_address"},
        Wrong{"/tax_representative", "-", "SNAPSHOT-003 tax_representative"},
        Wrong{"/simplified", 1, "SNAPSHOT-003 simplified"},
        Wrong{"/lines/0/reduces_price", "no", "SNAPSHOT-003 lines[0].reduces_price"},
        Wrong{"/totals/rounding", "0.001", "MONEY-001 totals.rounding"},
        Wrong{"/preceding", json::array(), "ART-219 preceding"},
        Wrong{"/preceding/0/number", "R-2026-000001", "ART-219 preceding"},
        Wrong{"/version", "1", "SNAPSHOT-002 version"}, Wrong{"/number", 7, "SNAPSHOT-003 number"},
        Wrong{"/number", "", "BR-02 number"},
        Wrong{"/issue_date", "2026-02-30", "DATE-001 issue_date"},
        Wrong{"/type_code", "999", "SNAPSHOT-003 type_code"},
        Wrong{"/language", "?", "LANGUAGE-001 language"},
        Wrong{"/currency", "XXX", "CURRENCY-001 currency"},
        Wrong{"/currency", "CZK", "BR-53 vat_in_currency"},
        Wrong{"/currency", "JPY", "MONEY-001 lines[0].net"},
        Wrong{"/seller/oss", "QQ", "COUNTRY-001 seller.oss"},
        Wrong{"/seller/vat_ids", json::array(), "SNAPSHOT-003 seller.vat_ids"},
        Wrong{"/seller/email", "nobody", "EMAIL-001 seller.email"},
        Wrong{"/seller/over_10000", "yes", "SNAPSHOT-003 seller.over_10000"},
        Wrong{"/buyer", nullptr, "SNAPSHOT-003 buyer"},
        Wrong{"/lines", "none", "SNAPSHOT-003 lines"},
        Wrong{"/lines/0", 1, "SNAPSHOT-003 lines[0]"},
        Wrong{"/lines/0/net", 58.82, "SNAPSHOT-003 lines[0].net"},
        Wrong{"/lines/0/net", "58.821", "MONEY-001 lines[0].net"},
        Wrong{"/lines/0/kind", "gift", "SNAPSHOT-003 lines[0].kind"},
        Wrong{"/lines/0/vat_category", "X", "INVOICE-001 lines[0].vat_category"},
        Wrong{"/lines/0/quantity", "1e9", "DECIMAL-001 lines[0].quantity"},
        Wrong{"/totals/vat_total", "19.01", "BR-CO-14 totals.vat_total"}));

TEST(Snapshot, WhatWasWrittenBeforeIsStillRead) {
  for (const char* number : {"R-2026-000040", "R-2026-000057", "R-2026-000061", "R-2026-000095"}) {
    const std::string first = read_text(std::string(ENCLOSURE_SOURCE_DIR) +
                                        "/tests/golden/snapshots/v1-" + number + ".json");
    ASSERT_TRUE(first.starts_with(R"({"format":"enclosure-invoice","version":1,)"));
    const auto invoice = from_snapshot(first);
    ASSERT_TRUE(invoice) << number << invoice.faults().front().path;
    EXPECT_EQ((*invoice)->number.to_string(), number);
    EXPECT_EQ((*invoice)->kind(), InvoiceKind::kInvoice);
    EXPECT_FALSE((*invoice)->totals.rounding);
    EXPECT_EQ(*from_snapshot(to_snapshot(*invoice)), *invoice);
  }
}

TEST(Snapshot, NoJsonIsAFault) {
  for (const char* text : {"", "{", "[]", "7", "\"\"", "null", "{\"format\":\"\xff\"}"}) {
    const auto invoice = from_snapshot(text);
    ASSERT_FALSE(invoice);
    EXPECT_EQ(invoice.faults().front().code, "SNAPSHOT-001") << text;
  }
}

TEST(Snapshot, DepthDoesNoHarm) {
  const std::string deep(200'000, '[');
  EXPECT_FALSE(from_snapshot(deep));
  EXPECT_FALSE(from_snapshot("{\"format\":" + deep + std::string(200'000, ']') + "}"));
}

}  // namespace
}  // namespace enclosure::invoice
