// For one order of each scenario of the decision table: the page says what the law wants it to say,
// in the language of the buyer. The cases are those of the tax tests, with names and streets added.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "app/flow/render_file.h"
#include "invoice/layout/lay_out.h"
#include "invoice/layout/typesetting.h"

namespace enclosure::app {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kExNumber = "DE-NNN-000001-EX";

const Knowledge& knowledge() {
  static const Knowledge loaded = *Knowledge::load();
  return loaded;
}

struct Case {
  std::string id;
  json one;
};
void PrintTo(const Case& c, std::ostream* out) {
  *out << c.id;
}

std::vector<Case> cases() {
  std::ifstream file(ENCLOSURE_SOURCE_DIR "/tests/invoice/data/cases.json");
  const json all = json::parse(file);
  std::vector<Case> cases;
  for (const json& one : all.at("cases")) cases.push_back({one.at("id"), one});
  return cases;
}

json in_full(json one) {
  json& seller = one["seller"];
  seller["name"] = "Muster & Beispiel GmbH";
  seller["address"] = {{"lines", {"Musterkai 12"}},
                       {"postcode", "20457"},
                       {"city", "Musterstadt"},
                       {"country", seller["established"]}};
  if (!seller.contains("tax_number")) seller["tax_number"] = "48/815/08155";  // BR-S-02
  if (seller.contains("ex_number_valid_in")) seller["ex_number"] = kExNumber;
  json& order = one["order"];
  order["deliver_to"]["lines"] = {"1 Sample Street"};
  if (!order["deliver_to"].contains("city")) order["deliver_to"]["city"] = "Sampletown";
  order["buyer"]["name"] = "Kim Sample";
  return one;
}

/// The texts of all pages, each whole, without the blanks that lines may break at.
std::string without_blanks(std::string_view text) {
  std::string bare;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i, 2) == "\u00a0") {
      ++i;
    } else if (text.substr(i, 3) == "\u202f") {
      i += 2;
    } else if (text[i] != ' ' && text[i] != '\n') {
      bare += text[i];
    }
  }
  return bare;
}

std::string text_of(const invoice::InvoiceContent& document) {
  const auto layout =
      invoice::layout::lay_out(document, std::nullopt, knowledge().typesetting.data());
  EXPECT_TRUE(layout);
  if (!layout) return "";
  std::string text;
  for (const auto& each : layout->texts) text += each.content + "\n";
  // What stands on the pages is what the texts say.
  std::set<std::size_t> drawn;
  for (const auto& page : layout->pages) {
    for (const auto& run : page.runs) drawn.insert(run.text_of);
  }
  EXPECT_EQ(drawn.size(), layout->texts.size());
  return without_blanks(text);
}

class ScenarioPages : public testing::TestWithParam<Case> {
 protected:
  void SetUp() override {
    const json& one = GetParam().one;
    treatment_ = one.at("treatment");
    const auto read = tax_cases_from_json(in_full(one).dump());
    ASSERT_TRUE(read);
    ASSERT_TRUE(read->front().order) << read->front().order.faults().front().message;
    ASSERT_TRUE(read->front().seller) << read->front().seller.faults().front().message;
    auto jobs = plan_rendering(*read, knowledge(), *NumberCounter::parse("R-2026-000001"), {},
                               *parse_date("2026-11-21"));
    ASSERT_EQ(jobs.size(), 1U);
    job_ = std::move(jobs.front());
  }

  void expect_says(const std::string& text) const {
    EXPECT_THAT(page_, HasSubstr(without_blanks(text)));
  }

  /// Art. 226(11) to (14) and the notices besides, with the national article, in the language of
  /// the page.
  void expect_mention(const std::string& key, const locales::Locale& locale) const {
    const invoice::InvoiceContent& document = **job_.document;
    const auto& labels = locale.labels();
    if (key == "oss_notice") {
      return expect_says(
          labels.legal(key, {{"country", locale.country_name(document.place_of_supply)}}));
    }
    if (key == "currency_note") {
      ASSERT_TRUE(document.vat_in_currency);
      expect_says(locale.format_amount(document.vat_in_currency->vat));
      expect_says(document.vat_in_currency->currency.to_string());
      return expect_says(locale.format_decimal(document.vat_in_currency->rate));
    }
    if (key == "original_invoice_ref") {
      const json& original = treatment_.at("original");
      expect_says(original.at("number").get<std::string>());
      return expect_says(locale.format_date(*parse_date(original.at("date").get<std::string>())));
    }
    const std::string state = treatment_.at("place_of_supply");
    const std::string article = knowledge().law.exemption_article(state, key);
    const std::string own_words = key == "small_business" && state == document.invoicing_rules_of
                                      ? knowledge().law.small_enterprise(state).mention
                                      : "";
    if (!own_words.empty()) return expect_says(own_words);
    expect_says(labels.legal(key) + (article.empty() ? "" : " – " + article));
  }

  json treatment_;
  RenderJob job_;
  std::string page_;
};

TEST_P(ScenarioPages, SayWhatTheLawWants) {
  if (treatment_.at("document") == "none") {
    EXPECT_FALSE(job_.document);
    EXPECT_EQ(job_.skipped, treatment_.at("reason").get<std::string>());
    return;
  }
  ASSERT_TRUE(job_.document) << (job_.faults.empty() ? "" : job_.faults.front().message);
  const invoice::InvoiceContent& document = **job_.document;
  page_ = text_of(document);
  const locales::Locale* locale = knowledge().languages.find(document.language);
  ASSERT_NE(locale, nullptr);

  // Art. 226(1), (2), (5), (6).
  expect_says(document.number.to_string());
  expect_says(locale->format_date(document.issue_date));
  expect_says("Muster & Beispiel GmbH");
  expect_says("Kim Sample");
  for (const json& line : GetParam().one.at("order").at("lines")) {
    expect_says(line.at("description").get<std::string>());
  }
  // Art. 226(3), (4): the number under which it was supplied; the buyer's where the law wants it,
  // and no other.
  const json& seller_id = treatment_.value("seller_vat_id", json());
  if (seller_id.is_string()) expect_says(seller_id.get<std::string>());
  EXPECT_EQ(document.seller_vat_id, seller_id.is_string() ? seller_id.get<std::string>() : "");
  const json& buyer_id = treatment_.value("buyer_vat_id", json());
  if (buyer_id.is_string()) {
    expect_says(buyer_id.get<std::string>());
  } else {
    EXPECT_EQ(document.buyer.vat_id, "");
  }
  // Art. 226(11) to (14), 219, 230, and the notice of the One Stop Shop.
  for (const json& phrase : treatment_.at("phrases")) {
    SCOPED_TRACE(phrase.dump());
    expect_mention(phrase, *locale);
  }
  // Art. 226(9), (10), 325: rate and amount, except under the margin schemes and for small
  // enterprises.
  for (const invoice::VatBreakdown& group : document.breakdown) {
    if (group.category == invoice::VatCategory::kS) {
      expect_says(locale->format_percent(group.rate));
      expect_says(locale->format_amount(group.vat));
    }
  }
  static const std::set<std::string> kWithoutVat{"margin", "small_business", "sme_cross_border"};
  if (kWithoutVat.contains(treatment_.at("scheme").get<std::string>())) {
    EXPECT_TRUE(document.totals.vat_total.is_zero());
    EXPECT_THAT(page_, Not(HasSubstr("%")));
    EXPECT_THAT(page_, Not(HasSubstr(without_blanks(locale->labels().label("vat_total")))));
  }
  // Art. 284: the number with suffix EX stands as tax registration, never as VAT number.
  const auto warnings = treatment_.value("warnings", json::array());
  if (std::find(warnings.begin(), warnings.end(), "print_ex_number") != warnings.end()) {
    expect_says(kExNumber);
    EXPECT_EQ(document.seller.tax_number, kExNumber);
    EXPECT_EQ(document.seller_vat_id.find("EX"), std::string::npos);
  }
}

INSTANTIATE_TEST_SUITE_P(All, ScenarioPages, testing::ValuesIn(cases()),
                         [](const auto& param) { return param.param.id; });

/// Where the page's language is not one of the state whose rules apply, the mention stands there
/// twice.
TEST(ScenarioPages, MentionsAreAlsoInTheLanguageOfTheState) {
  std::size_t both = 0;
  for (const Case& c : cases()) {
    if (c.id != "S09" && c.id != "S14" && c.id != "S15") continue;
    const auto read = tax_cases_from_json(in_full(c.one).dump());
    const auto jobs = plan_rendering(*read, knowledge(), *NumberCounter::parse("R-1"), {},
                                     *parse_date("2026-11-21"));
    ASSERT_TRUE(jobs.front().document) << c.id;
    const invoice::InvoiceContent& document = **jobs.front().document;
    const std::string page = text_of(document);
    const auto state_languages = knowledge().law.languages_of(document.invoicing_rules_of);
    const auto* state = knowledge().languages.find(*LanguageTag::parse(state_languages.front()));
    for (const json& phrase : c.one.at("treatment").at("phrases")) {
      EXPECT_THAT(page, HasSubstr(without_blanks(state->labels().legal(std::string(phrase)))))
          << c.id;
      ++both;
    }
  }
  EXPECT_EQ(both, 3U);
}

}  // namespace
}  // namespace enclosure::app
