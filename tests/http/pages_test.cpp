#include "app/web/pages.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "tests/http/fake_desks.h"

namespace enclosure::app::web {
namespace {

using http::test::sample_page;

bool holds(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

TEST(BuyersPage, ShowsTheOrderInTheBuyersLanguage) {
  const std::string html = buyer_page(sample_page(), "tok-1");
  EXPECT_TRUE(holds(html, "<html lang=\"de-AT\">"));
  EXPECT_TRUE(holds(html, "<title>Ihre Unterlagen – Muster &amp; Söhne GmbH</title>"));
  EXPECT_TRUE(holds(html, "Bestellnummer <bdi>302-1234567-1234567</bdi>"));
  EXPECT_TRUE(holds(html, "<bdi>R-2026-000001</bdi>"));
  EXPECT_TRUE(holds(html, "href=\"tok-1/invoices/1.pdf\""));
  EXPECT_TRUE(holds(html, "aria-label=\"Herunterladen: Rechnung R-2026-000002\""));
  EXPECT_TRUE(holds(html, "href=\"tok-1/manuals/0\""));
  EXPECT_TRUE(holds(html, "href=\"https://drivers.example/p100?os=win&amp;v=2\""));
  EXPECT_TRUE(holds(html, "<bdi>drivers.example</bdi>"));
}

TEST(BuyersPage, EscapesEverything) {
  BuyerPage page = sample_page();
  const std::string evil = "\"'><script>alert(1)</script>&\x01";
  page.seller_name = page.order = evil;
  page.invoices = {{evil, evil, evil, evil}};
  page.manuals = {{evil, "manuals/0", evil}};
  page.drivers = {{evil, "https://a.example/?\"'<>", evil}};
  for (auto& [key, text] : page.words) text = evil;
  const std::string html = buyer_page(page, "a\"<b/c");
  EXPECT_FALSE(holds(html, "<script"));
  EXPECT_FALSE(holds(html, "'>"));
  EXPECT_FALSE(holds(html, "\"'"));
  EXPECT_FALSE(holds(html, "\x01"));
  EXPECT_TRUE(holds(html, "href=\"a%22%3Cb%2Fc/manuals/0\""));
  EXPECT_TRUE(holds(html, "https://a.example/?&quot;&#39;&lt;&gt;"));
}

TEST(BuyersPage, LinksNowhereItShouldNot) {
  for (const char* url : {"http://a.example/", "javascript:alert(1)", "ftp://a.example/",
                          "//a.example/", "https://u:p@a.example/", "https://a.example@b.example/",
                          "https://", "manuals/", "manuals/../x", "manuals/0x", "/etc/passwd",
                          "https://a.example/ b", "HTTPS://a.example/"}) {
    BuyerPage page = sample_page();
    page.invoices.clear();
    page.manuals = {{"Title", url, ""}};
    page.drivers.clear();
    const std::string html = buyer_page(page, "t");
    EXPECT_TRUE(holds(html, "Title")) << url;
    EXPECT_FALSE(holds(html, "<a ")) << url;
  }
}

TEST(BuyersPage, LeavesOutWhatIsNotThere) {
  BuyerPage page = sample_page();
  page.drivers.clear();
  std::erase_if(page.words, [](const auto& word) { return word.first == "intro"; });
  const std::string html = buyer_page(page, "t");
  EXPECT_FALSE(holds(html, "Treiber"));
  EXPECT_FALSE(holds(html, "class=\"intro\""));
}

TEST(BuyersPage, IsNotMadeWithHalfATranslation) {
  for (const PageWord& word : kPageWords) {
    BuyerPage page = sample_page();
    std::erase_if(page.words, [&](const auto& candidate) { return candidate.first == word.key; });
    if (word.needed) {
      EXPECT_THROW(buyer_page(page, "t"), std::logic_error) << word.key;
    } else {
      EXPECT_NO_THROW(buyer_page(page, "t")) << word.key;
    }
  }
}

TEST(Pages, TakeNothingFromElsewhereAndRunNothing) {
  for (const std::string_view html :
       {std::string_view(not_found_page()), std::string_view(stylesheet())}) {
    for (const char* part :
         {"<script", "http://", "https://", "@import", "url(", "style=", "onload"})
      EXPECT_FALSE(holds(html, part)) << part;
  }
  const std::string page = buyer_page(sample_page(), "t");
  for (const char* part : {"<script", "<img", "<form", "style=", "http://"})
    EXPECT_FALSE(holds(page, part)) << part;
}

TEST(Pages, NothingIsFoundInEveryLanguage) {
  for (const char* tag : {"bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr",
                          "hu", "it", "lt", "lv", "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv"})
    EXPECT_TRUE(holds(not_found_page(), "lang=\"" + std::string(tag) + "\"")) << tag;
}

}  // namespace
}  // namespace enclosure::app::web
