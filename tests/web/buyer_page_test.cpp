#include "app/web/buyer_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <string>

#include "tests/web/html_check.h"
#include "tests/web/sample_pages.h"

namespace enclosure::app::web {
namespace {

using test::kSampleToken;
using test::read_html;
using test::sample_page;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

LanguageTag tag(std::string_view text) {
  return *LanguageTag::parse(text);
}

std::string shown(const std::string& language, const std::string& name) {
  return buyer_page(sample_page(tag(language), name), kSampleToken);
}

/// The text of the first element of that name; empty: none.
std::string text_of(const std::string& html, std::string_view element) {
  const auto page = read_html(html);
  const auto found = page.all(element);
  return found.empty() ? "" : found.front()->text;
}

class EveryLanguage : public testing::TestWithParam<std::string> {};

TEST_P(EveryLanguage, ShowsEveryStateWithoutFault) {
  for (const auto& sample : test::sample_pages(tag(GetParam()))) {
    for (const PageAddress address : {PageAddress::kOwn, PageAddress::kForm}) {
      const std::string html = buyer_page(sample.page, kSampleToken, address);
      const auto read = read_html(html);
      EXPECT_THAT(read.faults, IsEmpty()) << sample.name;
      EXPECT_THAT(html, HasSubstr("<html lang=\"" + GetParam() + "\">"));
      const std::string& text = read.elements.front().text;
      EXPECT_THAT(text, Not(HasSubstr("{"))) << "a placeholder was left: " << sample.name;
      EXPECT_THAT(text, Not(HasSubstr(".."))) << "a day brings its own full stop";
      EXPECT_THAT(html, Not(HasSubstr("<script")));
    }
  }
}

TEST_P(EveryLanguage, SaysTheStateInItsTitle) {
  std::set<std::string> titles;
  for (const char* name : {"form", "wrong-postcode", "wrong-town", "too-many-tries", "faulty",
                           "number-unknown", "pending", "corrected", "unchanged"})
    titles.insert(text_of(shown(GetParam(), name), "title"));
  EXPECT_EQ(titles.size(), 9U);
}

INSTANTIATE_TEST_SUITE_P(Tongues, EveryLanguage, testing::ValuesIn([] {
                           std::vector<std::string> all;
                           for (const auto& one : test::page_languages())
                             all.push_back(one.to_string());
                           return all;
                         }()),
                         [](const auto& one) { return one.param; });

TEST(BuyersPage, KeepsItsHtml) {
  for (const char* name : {"de-corrected", "el-faulty", "fi-locked", "ga-marketplace-only"}) {
    const std::string file =
        std::string(ENCLOSURE_SOURCE_DIR "/tests/golden/web/") + name + ".html";
    const std::string html = shown(std::string(name).substr(0, 2), name + 3);
    if (std::getenv("ENCLOSURE_UPDATE_GOLDEN") != nullptr) {
      std::ofstream(file, std::ios::binary) << html;
      ADD_FAILURE() << "rewrote " << file;
      continue;
    }
    std::ifstream in(file, std::ios::binary);
    const std::string kept{std::istreambuf_iterator<char>(in), {}};
    EXPECT_TRUE(kept == html) << name << " is another one; ENCLOSURE_UPDATE_GOLDEN=1 rewrites it";
  }
}

TEST(BuyersPage, ShowsTheOrderInTheBuyersLanguage) {
  BuyerPage page = sample_page(tag("de"), "ask-postcode");
  page.language = tag("de-AT");
  const std::string html = buyer_page(page, "tok-1");
  EXPECT_THAT(html, HasSubstr("<html lang=\"de-AT\">"));
  EXPECT_EQ(text_of(html, "title"),
            "Ihre Rechnung und Ihre Unterlagen – Muster & Söhne Bürotechnik GmbH");
  EXPECT_THAT(html, HasSubstr("<bdi>302-1234567-1234567</bdi>"));
  EXPECT_THAT(html, HasSubstr("href=\"tok-1/invoices/0.pdf\""));
  EXPECT_THAT(html, HasSubstr("href=\"tok-1/invoices/0.xml\""));
  EXPECT_THAT(html, HasSubstr("href=\"tok-1/manuals/0\""));
  EXPECT_THAT(html, HasSubstr("href=\"tok-1/everything.zip\""));
  EXPECT_THAT(html, HasSubstr("href=\"https://drivers.example/p100?os=win&amp;v=2\""));
  EXPECT_THAT(html, HasSubstr("<bdi>drivers.example</bdi>"));
  EXPECT_THAT(html, HasSubstr("<time datetime=\"2026-11-02\">02.11.2026</time>"));
  EXPECT_THAT(html, HasSubstr("action=\"tok-1/unlock\""));
  EXPECT_THAT(html, HasSubstr("name=\"lang\" value=\"de-AT\""));
}

TEST(BuyersPage, SpeaksEnglishWhereItDoesNotSpeakTheLanguage) {
  BuyerPage page = sample_page(tag("de"), "form");
  page.language = tag("tr");
  EXPECT_THAT(buyer_page(page, "t"), HasSubstr("<html lang=\"en\">"));
}

TEST(BuyersPage, LeadsOneStepFurtherUpFromAForm) {
  const BuyerPage page = sample_page(tag("de"), "faulty");
  const std::string html = buyer_page(page, "t", PageAddress::kForm);
  const auto read = read_html(html);
  for (const auto* one : read.with("href")) {
    const std::string& href = one->attributes.at("href");
    if (href.starts_with('#') || href.starts_with("https://") || href.starts_with("mailto:"))
      continue;
    EXPECT_TRUE(href.starts_with("../t/") || href.starts_with("../t?lang=") ||
                href == "../../assets/style.css")
        << href;
  }
  EXPECT_THAT(html, HasSubstr("action=\"../t/details\""));
}

TEST(BuyersPage, EscapesEverything) {
  const std::string evil = "\"'><script>alert(1)</script>&\x01{x}\xEF\xB7\x90";
  for (const auto& sample : test::sample_pages(tag("en"))) {
    BuyerPage page = sample.page;
    page.seller_name = page.order = page.ordered_on = page.ordered_day = page.expires_on =
        page.expires_day = evil;
    for (auto& one : page.items) one = {evil, evil};
    for (auto& one : page.documents) {
      one.title = one.number = one.date = one.day = one.total = evil;
      one.refers_to = one.refers_to.empty() ? "" : evil;
      one.pdf = one.xml = evil;
    }
    for (auto& product : page.products) {
      product.title = evil;
      product.first_steps = {evil};
      for (auto& one : product.enclosures) one.title = one.path = one.kind = evil;
      for (auto& one : product.drivers) one = {evil, "https://a.example/?\"'<>", evil};
    }
    page.panel.details = {evil, evil, evil, evil, evil, evil, evil, evil};
    page.panel.faults = {{evil, evil}, {"company", evil}};
    page.panel.marketplace = evil;
    page.contact = {evil, "https://a.example/?\"'<>", evil};
    const std::string html = buyer_page(page, "a\"<b/c");
    EXPECT_THAT(read_html(html).faults, IsEmpty()) << sample.name;
    EXPECT_THAT(html, Not(HasSubstr("<script")));
    EXPECT_THAT(html, Not(HasSubstr("'>")));
    EXPECT_THAT(html, Not(HasSubstr("\x01")));
  }
}

TEST(BuyersPage, LinksNowhereItShouldNot) {
  for (const char* url : {"http://a.example/", "javascript:alert(1)", "ftp://a.example/",
                          "//a.example/", "https://u:p@a.example/", "https://a.example@b.example/",
                          "https://", "manuals/", "manuals/../x", "../x", "./x", "/etc/passwd",
                          "a//b", "x?y", "https://a.example/ b", "HTTPS://a.example/", ""}) {
    BuyerPage page = sample_page(tag("en"), "seller-only");
    page.languages.clear();
    page.has_bundle = false;
    page.contact = {"Amazon.de", url, ""};
    for (auto& one : page.documents) one.pdf = one.xml = url;
    page.products = {
        {"Product", {}, {{"Manual", url, tag("en"), "PDF", 0}}, {{"Driver", url, ""}}}};
    const std::string html = buyer_page(page, "t");
    EXPECT_THAT(html, HasSubstr("Manual"));
    EXPECT_THAT(html, HasSubstr("Driver"));
    const auto read = read_html(html);
    for (const auto* link : read.all("a"))
      EXPECT_TRUE(link->attributes.at("href").starts_with('#')) << url;
  }
}

TEST(BuyersPage, TellsTheChainOfDocuments) {
  const std::string html = shown("en", "corrected");
  EXPECT_THAT(html,
              HasSubstr("Invoice <bdi>R-2026-000001</bdi> was cancelled by "
                        "<bdi>R-2026-000002</bdi> and replaced by <bdi>R-2026-000003</bdi>."));
  EXPECT_THAT(html, HasSubstr("Cancels <bdi>R-2026-000001</bdi>"));
  EXPECT_THAT(html, HasSubstr("No longer valid"));
  EXPECT_THAT(shown("en", "seller-only"),
              HasSubstr("reduces the amount of <bdi>R-2026-000001</bdi>"));
  EXPECT_THAT(shown("en", "cancelled"), HasSubstr("No invoice is valid any longer"));
  EXPECT_THAT(shown("en", "ask-postcode"), Not(HasSubstr("No longer valid")));
}

/// One document of a chain: what it is, its number, and which it refers to.
struct Link {
  enum class Is { kInvoice, kCancelled, kPartNote, kLastNote } is;
  int number;
  int refers_to = 0;
};

struct ChainCase {
  const char* name;
  std::vector<Link> documents;
  std::vector<std::string> sentences;  ///< above the list, without "Please …"
  std::vector<std::string> effects;    ///< in the list
};
void PrintTo(const ChainCase& c, std::ostream* out) {
  *out << c.name;
}

std::string number_of(int number) {
  return number == 0 ? "" : "R-" + std::to_string(number);
}

BuyerPage page_of(const std::vector<Link>& documents) {
  using Standing = BuyerDocument::Standing;
  BuyerPage page = sample_page(tag("en"), "ask-postcode");
  page.documents.clear();
  for (const Link& one : documents) {
    BuyerDocument document;
    document.title = "Document";
    document.number = number_of(one.number);
    document.refers_to = number_of(one.refers_to);
    document.cancels = one.is == Link::Is::kLastNote;
    document.standing = one.is == Link::Is::kInvoice     ? Standing::kStands
                        : one.is == Link::Is::kCancelled ? Standing::kCancelled
                                                         : Standing::kCredit;
    page.documents.push_back(document);
  }
  return page;
}

/// What stands in `html` between each `before` and the `after` behind it, numbers as they are read.
std::vector<std::string> all_between(std::string html, const std::string& before,
                                     const std::string& after) {
  for (const std::string mark : {"<bdi>", "</bdi>"}) {
    for (auto at = html.find(mark); at != std::string::npos; at = html.find(mark))
      html.erase(at, mark.size());
  }
  std::vector<std::string> found;
  for (auto at = html.find(before); at != std::string::npos; at = html.find(before, at)) {
    at += before.size();
    found.push_back(html.substr(at, html.find(after, at) - at));
  }
  return found;
}

class BuyersChain : public testing::TestWithParam<ChainCase> {};

TEST_P(BuyersChain, SaysWhichNoteDidWhat) {
  const std::string html = buyer_page(page_of(GetParam().documents), "t");
  const auto heading = html.find("All documents of this order");
  std::vector<std::string> sentences;
  for (const std::string& paragraph : all_between(html.substr(0, heading), "<p>", "</p>")) {
    if (const auto please = paragraph.find(". "); please != std::string::npos)
      sentences.push_back(paragraph.substr(0, please));
  }
  EXPECT_EQ(sentences, GetParam().sentences);
  EXPECT_EQ(all_between(html.substr(heading), "<p class=\"effect\">", "</p>"), GetParam().effects);
}

using Is = Link::Is;
INSTANTIATE_TEST_SUITE_P(
    Chains, BuyersChain,
    testing::Values(
        ChainCase{"Corrected",
                  {{Is::kCancelled, 1}, {Is::kLastNote, 2, 1}, {Is::kInvoice, 3, 1}},
                  {"Invoice R-1 was cancelled by R-2 and replaced by R-3"},
                  {"No longer valid", "Cancels R-1", "Replaces R-1"}},
        ChainCase{"CreditedInPartThenCorrected",
                  {{Is::kCancelled, 1},
                   {Is::kPartNote, 2, 1},
                   {Is::kLastNote, 3, 1},
                   {Is::kInvoice, 4, 1}},
                  {"R-2 reduces the amount of R-1",
                   "Invoice R-1 was cancelled by R-3 and replaced by R-4"},
                  {"No longer valid", "Reduces the amount of R-1", "Cancels R-1", "Replaces R-1"}},
        ChainCase{"CreditedInPartTwice",
                  {{Is::kInvoice, 1}, {Is::kPartNote, 2, 1}, {Is::kPartNote, 3, 1}},
                  {"R-2 reduces the amount of R-1", "R-3 reduces the amount of R-1"},
                  {"Reduces the amount of R-1", "Reduces the amount of R-1"}},
        ChainCase{"CreditedInPartThenInFull",
                  {{Is::kCancelled, 1}, {Is::kPartNote, 2, 1}, {Is::kLastNote, 3, 1}},
                  {"What was invoiced for this order has been cancelled in full"},
                  {"No longer valid", "Reduces the amount of R-1", "Cancels R-1"}},
        ChainCase{"CorrectedThenCreditedInPart",
                  {{Is::kCancelled, 1},
                   {Is::kLastNote, 2, 1},
                   {Is::kInvoice, 3, 1},
                   {Is::kPartNote, 4, 3}},
                  {"Invoice R-1 was cancelled by R-2 and replaced by R-3",
                   "R-4 reduces the amount of R-3"},
                  {"No longer valid", "Cancels R-1", "Replaces R-1", "Reduces the amount of R-3"}},
        ChainCase{"CorrectedTwice",
                  {{Is::kCancelled, 1},
                   {Is::kPartNote, 2, 1},
                   {Is::kLastNote, 3, 1},
                   {Is::kCancelled, 4, 1},
                   {Is::kLastNote, 5, 4},
                   {Is::kInvoice, 6, 4}},
                  {"Invoice R-4 was cancelled by R-5 and replaced by R-6"},
                  {"No longer valid", "Reduces the amount of R-1", "Cancels R-1", "No longer valid",
                   "Cancels R-4", "Replaces R-4"}},
        ChainCase{
            "OneOfTwoParcelsGivenBack",
            {{Is::kInvoice, 1}, {Is::kCancelled, 2}, {Is::kPartNote, 3, 2}, {Is::kLastNote, 4, 2}},
            {},
            {"No longer valid", "Reduces the amount of R-2", "Cancels R-2"}}),
    [](const auto& param) { return std::string(param.param.name); });

TEST(BuyersPage, SaysWhyThereIsNoDocument) {
  EXPECT_THAT(shown("en", "not-yet"), HasSubstr("There is no invoice yet."));
  EXPECT_THAT(shown("en", "locked"), HasSubstr("Your documents are locked"));
  for (const char* name : {"locked", "locked-for-good", "invoice-elsewhere"})
    EXPECT_THAT(shown("en", name), Not(HasSubstr("There is no invoice yet."))) << name;
  EXPECT_THAT(shown("en", "locked-for-good"), Not(HasSubstr("Answer the question below")));
  EXPECT_THAT(shown("en", "invoice-elsewhere"), HasSubstr("Please ask for it there"));
}

TEST(BuyersPage, AsksForTheSecondFactorOnceAndWhereItOpensSomething) {
  const auto asks = [](const std::string& name) {
    const std::string html = shown("en", name);
    EXPECT_EQ(html.find("/unlock\""), html.rfind("/unlock\"")) << name;
    return html.find("/unlock\"");
  };
  const std::string locked = shown("en", "locked");
  EXPECT_LT(locked.find("Your documents are locked"), asks("locked"));
  EXPECT_THAT(locked, Not(HasSubstr("Do you need an invoice for a company?")));
  for (const char* name : {"ask-postcode", "wrong-postcode", "pending", "refused"})
    EXPECT_GT(asks(name), shown("en", name).find("Do you need an invoice for a company?")) << name;
}

TEST(BuyersPage, SaysThatANumberWasRefusedWithoutNamingIt) {
  const std::string html = shown("en", "refused");
  EXPECT_THAT(html, HasSubstr("This VAT number could not be confirmed"));
  EXPECT_THAT(html, HasSubstr("your invoice stays valid"));
  EXPECT_THAT(html, Not(HasSubstr("DE111111125")));
}

TEST(BuyersPage, AChangeThatWaitsCanBeReplaced) {
  const std::string html = shown("en", "pending-unlocked");
  EXPECT_THAT(html, HasSubstr("the VAT number is still being checked"));
  EXPECT_THAT(html, HasSubstr("/details\""));
  EXPECT_THAT(html, HasSubstr("value=\"DE111111125\""));
}

TEST(BuyersPage, TiesFaultsToTheirFields) {
  const auto page = read_html(shown("en", "faulty"));
  std::map<std::string, const test::HtmlElement*> by_id;
  for (const auto* one : page.with("id")) by_id[one->attributes.at("id")] = one;
  for (const char* field : {"company", "vat_id", "postcode", "country", "reference"}) {
    const auto& attributes = by_id.at("field-" + std::string(field))->attributes;
    EXPECT_EQ(attributes.at("aria-invalid"), "true") << field;
    EXPECT_THAT(attributes.at("aria-describedby"), HasSubstr("-fault")) << field;
    EXPECT_THAT(by_id.at("field-" + std::string(field) + "-fault")->text, HasSubstr("Error: "));
  }
  EXPECT_FALSE(by_id.at("field-city")->attributes.contains("aria-invalid"));
  const auto alert = page.with("autofocus");
  ASSERT_EQ(alert.size(), 1U);
  EXPECT_EQ(alert.front()->attributes.at("role"), "alert");
  EXPECT_THAT(alert.front()->text, HasSubstr("Please check 5 entries"));
  EXPECT_THAT(alert.front()->text, HasSubstr("VAT number: There is a typing error"));
  EXPECT_THAT(alert.front()->text, HasSubstr("Your reference: Please check this entry."));
}

TEST(BuyersPage, AsksForNoMoreThanTheServer) {
  const auto page = read_html(shown("en", "form"));
  std::map<std::string, const test::HtmlElement*> by_name;
  for (const auto* one : page.with("name")) by_name[one->attributes.at("name")] = one;
  for (const char* field : {"street", "city", "country"})
    EXPECT_TRUE(by_name.at(field)->attributes.contains("required")) << field;
  for (const char* field : {"company", "name", "postcode", "vat_id", "reference"})
    EXPECT_FALSE(by_name.at(field)->attributes.contains("required")) << field;
  std::set<std::string> marked;
  for (const auto* label : page.all("label")) {
    if (label->text.find("(optional)") != std::string::npos)
      marked.insert(label->attributes.at("for"));
  }
  EXPECT_THAT(marked, testing::ElementsAre("field-reference", "field-vat_id"))
      << "a company or a name is needed, and a post code where the country has them";
}

TEST(BuyersPage, KeepsWhatWasSentIn) {
  const std::string html = shown("en", "number-unknown");
  EXPECT_THAT(html, HasSubstr("value=\"Brandt &amp; Töchter Feinwerk GmbH\""));
  EXPECT_THAT(html, HasSubstr("<option value=\"DE\" selected>Germany</option>"));
  EXPECT_THAT(html, HasSubstr("<bdi>DE111111125</bdi> is not valid at present"));
}

TEST(BuyersPage, AsksForTheTownWhereThereAreNoPostCodes) {
  const std::string html = shown("en", "wrong-town");
  EXPECT_THAT(html, HasSubstr("name=\"postcode\""));
  EXPECT_THAT(html, HasSubstr("Town of the delivery address"));
  EXPECT_THAT(html, Not(HasSubstr("ost code")));
}

TEST(BuyersPage, ShowsNoFormWhereNothingCanBeSent) {
  for (const char* name : {"too-many-tries", "corrected", "marketplace-only", "seller-only",
                           "not-yet", "locked-for-good", "invoice-elsewhere"})
    EXPECT_THAT(shown("en", name), Not(HasSubstr("<form"))) << name;
}

TEST(BuyersPage, PutsItsOwnLanguageFirstAndMarksTheOthers) {
  const std::string german = shown("de", "form");
  EXPECT_THAT(german, HasSubstr("<bdi>Bedienungsanleitung Etikettendrucker P100</bdi>"));
  EXPECT_THAT(german, HasSubstr("<bdi lang=\"el\">Οδηγίες χρήσης"));
  EXPECT_THAT(german, HasSubstr("6 Dokumente in anderen Sprachen"));
  EXPECT_THAT(german, HasSubstr("2,4\u00a0MB"));
  EXPECT_THAT(shown("ga", "form"), HasSubstr("<details class=\"more\" open>"));
}

TEST(BuyersPage, CanBeSwitchedToEachLanguage) {
  const auto page = read_html(shown("de", "form"));
  std::size_t current = 0;
  std::size_t links = 0;
  for (const auto* one : page.with("hreflang")) {
    ++links;
    EXPECT_EQ(one->attributes.at("lang"), one->attributes.at("hreflang"));
    EXPECT_EQ(one->attributes.at("href"),
              std::string(kSampleToken) + "?lang=" + one->attributes.at("lang"));
    current += one->attributes.count("aria-current");
  }
  EXPECT_EQ(links, 24U);
  EXPECT_EQ(current, 1U);
}

}  // namespace
}  // namespace enclosure::app::web
