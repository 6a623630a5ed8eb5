// Reading a stranger's XML: what comes in is what was written, and what is hostile is refused.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "invoice/en16931/from_invoice.h"
#include "invoice/xml/check_xml.h"
#include "invoice/xml/read.h"
#include "invoice/xml/write.h"
#include "tests/einvoice/documents.h"

namespace enclosure::invoice {
namespace {

using namespace en16931;

EInvoice value_of(const test::Sample& sample, EInvoiceFormat format) {
  const InvoiceContent& content = **sample.document;
  return einvoice_of(content, test::data().profile(format, content.issue_date),
                     *test::catalog().find(content.language));
}

const std::vector<test::Sample>& samples() {
  static const std::vector<test::Sample> all = test::scenario_documents();
  return all;
}

std::string cii() {
  return *xml::write_cii(value_of(samples().front(), EInvoiceFormat::kFacturX));
}
std::string ubl() {
  return *xml::write_ubl(value_of(samples().front(), EInvoiceFormat::kPeppol));
}

std::string with(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(Read, GivesBackWhatWasWrittenInBothSyntaxes) {
  std::size_t count = 0;
  for (const test::Sample& sample : samples()) {
    if (!sample.document) continue;
    for (const EInvoiceFormat format : {EInvoiceFormat::kFacturX, EInvoiceFormat::kXRechnung}) {
      const EInvoice value = value_of(sample, format);
      const auto from_cii = xml::read_einvoice(*xml::write_cii(value));
      ASSERT_TRUE(from_cii);
      EXPECT_EQ(from_cii->invoice, value) << sample.name;
      EXPECT_EQ(*xml::write_cii(from_cii->invoice), *xml::write_cii(value));
      const auto from_ubl = xml::read_einvoice(*xml::write_ubl(value));
      ASSERT_TRUE(from_ubl);
      EInvoice expected = value;
      if (expected.purchase_order.empty()) expected.purchase_order = "NA";
      EXPECT_EQ(from_ubl->invoice, expected) << sample.name;
      ++count;
    }
  }
  EXPECT_GT(count, 60U);
}

/// A document with every term of EN 16931 comes through both syntaxes.
TEST(Read, KnowsEveryTerm) {
  EInvoice all = value_of(samples().front(), EInvoiceFormat::kXRechnung);
  all.vat_currency = "CZK";
  all.totals.vat_total_in_currency = *Decimal::parse("100.00");
  all.tax_point_code = "35";
  all.due_date = *parse_date("2026-12-01");
  all.project = "P-1";
  all.contract = "C-1";
  all.purchase_order = "PO-1";
  all.receiving_advice = "RA-1";
  all.despatch_advice = "DA-1";
  all.object = {"O-1", "AAA"};
  all.accounting = "4711";
  all.notes = {{"AAI", "Hinweis"}, {"", "noch einer"}};
  all.preceding = {{"R-0", *parse_date("2026-01-01")}, {"R-1", std::nullopt}};
  all.seller.trading_name = "Marke";
  all.seller.ids = {{"S-1", ""}, {"4000001123452", "0088"}};
  all.seller.legal_id = {"HRB 1", "0204"};
  all.buyer.ids = {{"B-1", ""}};
  all.buyer.contact = Contact{"Kim", "0123", "kim@sample.example"};
  all.payee = Payee{"Faktor GmbH", {"F-1", "0088"}, {"F-2", "0204"}};
  all.tax_representative = en16931::TaxRepresentative{"Rep", "FR40303265045", all.seller.address};
  all.delivery->name = "Lager";
  all.delivery->location = {"L-1", "0088"};
  all.delivery->address = all.buyer.address;
  all.period = Period{*parse_date("2026-01-01"), *parse_date("2026-01-31")};
  PaymentInstructions& payment = *all.payment;
  payment.means = "58";
  payment.remittance = "R-1";
  payment.transfers = {{"DE02120300000000202051", "Muster", "BYLADEM1001"}, {"NO-IBAN-7", "", ""}};
  all.allowances_charges = {
      {false, Decimal(1), Decimal(10), Decimal(10), "S", Decimal(19), "Rabatt", "95"},
      {true, Decimal(2), std::nullopt, std::nullopt, "S", Decimal(19), "", "FC"}};
  all.totals.allowance_total = Decimal(1);
  all.totals.charge_total = Decimal(2);
  all.totals.rounding = *Decimal::parse("0.01");
  all.documents = {{"D-1", "Lieferschein", "https://shop.example/d", false, "", ""}};
  Line& line = all.lines.front();
  line.note = "Bemerkung";
  line.object = {"LO-1", "AAA"};
  line.order_line = "3";
  line.accounting = "4712";
  line.period = all.period;
  line.allowances_charges = {
      {true, Decimal(1), std::nullopt, std::nullopt, "", std::nullopt, "Verpackung", "PC"}};
  line.price.gross = Decimal(20);
  line.price.discount = Decimal(1);
  line.price.base_quantity = Decimal(1);
  line.price.base_unit = "C62";
  line.description = "lange Beschreibung";
  line.sellers_id = "SKU";
  line.buyers_id = "B-SKU";
  line.standard_id = {"4000001123452", "0160"};
  line.classifications = {{"8471", "HS", "2022"}};
  line.origin_country = "DE";
  line.attributes = {{"Farbe", "rot"}};
  for (const auto& written : {xml::write_cii(all), xml::write_ubl(all)}) {
    ASSERT_TRUE(written);
    const auto read = xml::read_einvoice(*written);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->findings.size(), 0U) << read->findings.front().fault.path;
    EXPECT_EQ(read->invoice, all);
  }
}

struct Hostile {
  std::string name;
  std::string fault;
  std::string bytes;
};
void PrintTo(const Hostile& one, std::ostream* out) {
  *out << one.name;
}

std::vector<Hostile> hostile() {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  std::string many = "<a>";
  for (int i = 0; i < 250'000; ++i) many += "<b/>";
  many += "</a>";
  const std::string laughs =
      "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><a>&b;</a>";
  std::string attributes = "<a";
  for (int i = 0; i < 65; ++i) attributes += " a" + std::to_string(i) + "=\"\"";
  attributes += "/>";
  // The same in UTF-16, where no search for bytes finds it.
  std::string wide = "\xff\xfe";
  for (const char c : std::string("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")) {
    wide += c;
    wide += '\0';
  }
  const auto in_utf16 = [](std::string_view ascii) {
    std::string bytes = "\xfe\xff";
    for (const char c : ascii) {
      bytes += '\0';
      bytes += c;
    }
    return bytes;
  };
  return {
      {"Empty", "XML-002", ""},
      {"NoXml", "XML-002", "%PDF-1.7"},
      {"Torn", "XML-002", cii().substr(0, 2000)},
      {"TwoRoots", "XML-002", "<a/><b/>"},
      {"AttributeTwice", "XML-002", "<a b=\"1\" b=\"2\"/>"},
      {"NoUtf8", "XML-002", "<a>\xff\xfe\xfd</a>"},
      {"NoEncodingName", "XML-002", "<?xml version=\"1.0\" encoding=\"UTF-8-W/O-BOM\"?><a/>"},
      {"DocumentType", "XML-003", "<!DOCTYPE a><a/>"},
      {"BillionLaughs", "XML-003", laughs},
      {"ExternalEntity", "XML-003",
       "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>"},
      {"ExternalDocumentType", "XML-003", "<!DOCTYPE a SYSTEM \"https://evil.example/a.dtd\"><a/>"},
      {"ParameterEntity", "XML-003",
       "<!DOCTYPE a [<!ENTITY % x SYSTEM \"https://evil.example/x\">%x;]><a/>"},
      {"DocumentTypeInUtf16", "XML-003", wide},
      {"UnknownEntity", "XML-003", "<a>&nbsp;</a>"},
      {"UnknownEntityInUtf16", "XML-003", in_utf16("<a>&nbsp;</a>")},
      {"UnknownEntityInAttribute", "XML-003", "<a b='&nbsp;'/>"},
      {"ControlCharacter", "XML-002", "<a>\x01</a>"},
      {"ControlCharacterInAttribute", "XML-002", "<a b='\x1f'/>"},
      {"ControlCharacterInComment", "XML-002", "<!--\x01--><a/>"},
      {"ControlCharacterInUtf16", "XML-002", in_utf16("<a>\x01</a>")},
      {"ControlCharacterByNumber", "XML-002", "<a>&#1;</a>"},
      {"ControlCharacterByNumberInAttribute", "XML-002", "<a b=\"&#x1F;\"/>"},
      {"SurrogateByNumber", "XML-002", "<a>&#xD800;</a>"},
      {"NumberBeyondUnicode", "XML-002", "<a>&#99999999999;</a>"},
      {"NoNumber", "XML-002", "<a>&#;</a>"},
      {"NoCharacter", "XML-002", "<a>\xEF\xBF\xBF</a>"},
      {"LoneSurrogateInUtf16", "XML-002", std::string("\xfe\xff\0<\0a\0>\xd8\0\0<\0/\0a\0>", 18)},
      {"NoUtf8InComment", "XML-002", "<!--\xff--><a/>"},
      {"BareAmpersand", "XML-002", "<a>a & b;</a>"},
      {"DashesInComment", "XML-002", "<!-- a -- b --><a/>"},
      {"CommentEndsInThreeDashes", "XML-002", "<!-- a ---><a/>"},
      {"LessInAttribute", "XML-002", "<a b=\"<\"/>"},
      {"EndOfCdataInText", "XML-002", "<a>]]></a>"},
      {"TextBeforeTheRoot", "XML-002", "a<a/>"},
      {"TextBehindTheRoot", "XML-002", "<a></a>a"},
      {"DeclarationBehindABlank", "XML-002", " <?xml version=\"1.0\"?><a/>"},
      {"Deep", "XML-002", deep},
      {"DeepButWhole", "XML-004",
       [] {
         std::string text;
         for (int i = 0; i < 60; ++i) text += "<a>";
         for (int i = 0; i < 60; ++i) text += "</a>";
         return text;
       }()},
      {"TooMany", "XML-004", many},
      {"TooManyAttributes", "XML-004", attributes},
      {"TooLarge", "XML-004", std::string(33 * 1024 * 1024, ' ')},
      {"AnotherRoot", "XML-005", "<Invoice/>"},
      {"ZugferdOne", "XML-005",
       "<r:CrossIndustryDocument xmlns:r=\"urn:ferd:CrossIndustryDocument:invoice:1p0\"/>"}};
}

class HostileXml : public testing::TestWithParam<Hostile> {};

TEST_P(HostileXml, IsRefused) {
  const auto read = xml::read_einvoice(GetParam().bytes);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.faults().front().code, GetParam().fault) << read.faults().front().message;
}
INSTANTIATE_TEST_SUITE_P(All, HostileXml, testing::ValuesIn(hostile()),
                         [](const auto& param) { return param.param.name; });

struct Odd {
  std::string name;
  std::string finding;  ///< rule, or "" for none
  std::string bytes;
};
void PrintTo(const Odd& one, std::ostream* out) {
  *out << one.name;
}

std::vector<Odd> odd() {
  return {
      {"SoundCii", "", cii()},
      {"SoundUbl", "", ubl()},
      {"OtherPrefix", "",
       [] {
         std::string text = cii();
         for (const auto& [from, to] : {std::pair{"ram:", "x:"}, std::pair{":ram=", ":x="}}) {
           for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos;) {
             text.replace(at, std::string(from).size(), to);
           }
         }
         return text;
       }()},
      {"Cdata", "", with(cii(), "Kim Sample", "<![CDATA[Kim & Sample]]>")},
      {"NumberReference", "", with(cii(), "Kim Sample", "Kim &#38; Sample")},
      {"WrongOrder", "XML-006", with(ubl(), "<cbc:ID>", "<cbc:Note>first</cbc:Note>\n<cbc:ID>")},
      {"Twice", "XML-006",
       with(cii(), "<ram:TypeCode>380</ram:TypeCode>",
            "<ram:TypeCode>380</ram:TypeCode><ram:TypeCode>380</ram:TypeCode>")},
      {"Missing", "XML-006",
       with(with(ubl(), "<cac:LegalMonetaryTotal>", "<cac:Total>"), "</cac:LegalMonetaryTotal>",
            "</cac:Total>")},
      {"ForeignNamespace", "XML-006",
       with(cii(), "<ram:TypeCode>380", "<x xmlns=\"urn:x\"/><ram:TypeCode>380")},
      {"NoNumber", "XML-007", with(cii(), "<ram:GrandTotalAmount>", "<ram:GrandTotalAmount>1e")},
      {"NoDay", "XML-007", with(ubl(), "<cbc:IssueDate>2", "<cbc:IssueDate>x")},
      {"NoFormat102", "CII-DT-097", with(cii(), "format=\"102\"", "format=\"203\"")},
      {"AmountWithCurrency", "CII-DT-031",
       with(cii(), "<ram:GrandTotalAmount>", "<ram:GrandTotalAmount currencyID=\"EUR\">")},
      {"NoCurrency", "XML-007",
       with(ubl(), "<cbc:PriceAmount currencyID=\"EUR\">", "<cbc:PriceAmount>")},
      {"EmptyElement", "PEPPOL-EN16931-R008",
       with(ubl(), "<cac:Party>", "<cac:Party><cbc:WebsiteURI/>")},
      {"NotATaxOfInvoices", "CII-DT-037",
       with(cii(), "<ram:TypeCode>VAT</ram:TypeCode>", "<ram:TypeCode>GST</ram:TypeCode>")},
  };
}

class OddXml : public testing::TestWithParam<Odd> {};

TEST_P(OddXml, HasTheFinding) {
  const auto read = xml::read_einvoice(GetParam().bytes);
  ASSERT_TRUE(read) << read.faults().front().message;
  std::vector<std::string> errors;
  for (const rules::Finding& finding : read->findings) {
    if (finding.weight == rules::Weight::kError) errors.push_back(finding.fault.code);
  }
  if (GetParam().finding.empty()) {
    EXPECT_TRUE(errors.empty()) << read->findings.front().fault.path;
  } else {
    EXPECT_THAT(errors, testing::Contains(GetParam().finding));
  }
}
INSTANTIATE_TEST_SUITE_P(All, OddXml, testing::ValuesIn(odd()),
                         [](const auto& param) { return param.param.name; });

TEST(Check, TellsProfileSyntaxAndNumber) {
  const auto verdict = xml::check_xml(ubl(), test::data());
  ASSERT_TRUE(verdict);
  EXPECT_EQ(verdict->syntax, Syntax::kUbl);
  EXPECT_EQ(verdict->claim, rules::Claim::kPeppol);
  EXPECT_EQ(verdict->number, "R-2026-1");
  EXPECT_FALSE(verdict->is_refused());
}

}  // namespace
}  // namespace enclosure::invoice
