// What is promised about the texts of all languages.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/locales/support.h"

namespace enclosure::locales {
namespace {

using testing::HasSubstr;
using testing::Not;

class Texts : public testing::TestWithParam<std::string> {
 protected:
  const Labels& labels_ = locale(GetParam()).labels();
  const nlohmann::json file_ = nlohmann::json::parse(labels_json(GetParam()));

  std::vector<std::string> all() const {
    std::vector<std::string> texts;
    for (const auto kind : {TextKind::kTitle, TextKind::kLabel, TextKind::kLegal}) {
      for (const auto& [key, text] : labels_.texts(kind)) texts.push_back(text);
    }
    return texts;
  }
};

// That every language has the same keys and placeholders is what Catalog::load checks; here is that
// the keys are those which documents use.
TEST_P(Texts, CoverADocument) {
  for (const char* key : {"invoice", "simplified_invoice", "credit_note", "corrected_invoice"}) {
    EXPECT_TRUE(labels_.has(TextKind::kTitle, key)) << key;
  }
  for (const char* key : {"invoice_number",
                          "invoice_date",
                          "supply_date",
                          "order_number",
                          "page_x_of_y",
                          "buyer",
                          "vat_id",
                          "description",
                          "quantity",
                          "unit_price",
                          "unit_price_net",
                          "vat_rate",
                          "vat_breakdown",
                          "total",
                          "net_total",
                          "vat_total",
                          "gross_total",
                          "paid_notice",
                          "currency_note",
                          "no_vat",
                          "original_invoice_ref",
                          "subtotal",
                          "carried_forward",
                          "brought_forward",
                          "tax_representative",
                          "serial_number",
                          "correction_reason"}) {
    EXPECT_TRUE(labels_.has(TextKind::kLabel, key)) << key;
  }
  for (const char* key :
       {"reverse_charge", "ic_supply_exempt", "export_exempt", "oss_notice", "small_business",
        "margin_second_hand", "margin_works_of_art", "margin_collectors", "triangulation",
        "goods_from_outside_eu", "marketplace_deemed_supplier", "self_billing"}) {
    EXPECT_TRUE(labels_.has(TextKind::kLegal, key)) << key;
  }
}

TEST_P(Texts, CoverACoverSheet) {
  for (const char* key : {"cover_sheet",      "before_first_use",  "first_steps",
                          "documents",        "drivers",           "attached",
                          "available_online", "several_languages", "version",
                          "qr_code",          "also_online",       "belongs_to",
                          "kind_safety",      "kind_quick_start",  "kind_manual",
                          "kind_driver",      "kind_warranty",     "kind_declaration_of_conformity",
                          "kind_drawing",     "kind_other",        "unit_2p",
                          "unit_4l",          "unit_e34",          "order_number",
                          "order_date"}) {
    EXPECT_TRUE(labels_.has(TextKind::kLabel, key)) << key;
  }
  // The title is also the name of a file.
  EXPECT_EQ(labels_.label("cover_sheet").find_first_of("/\\:*?\"<>|%."), std::string::npos);
}

TEST_P(Texts, HaveNoStrayBlanks) {
  for (const auto& text : all()) {
    for (const std::string blank : {" ", "\u00a0", "\u202f"}) {
      EXPECT_FALSE(text.starts_with(blank) || text.ends_with(blank)) << text;
      EXPECT_THAT(text, Not(HasSubstr(blank + " "))) << text;
    }
    EXPECT_TRUE(std::none_of(text.begin(), text.end(), [](char c) { return c >= 0 && c < ' '; }))
        << text;
  }
}

TEST_P(Texts, KeepNumberSignsWithTheirNumbers) {
  const std::string text =
      labels_.label("original_invoice_ref", {{"number", "R-1"}, {"date", "D"}});
  for (const char* sign :
       {"№", "č.", "br.", "nr", "nr.", "Nr.", "nro", "n.", "n.º", "n°", "Nru", "uimh.", "št."}) {
    EXPECT_THAT(text, Not(HasSubstr(std::string(" ") + sign + " R-1")));
  }
}

TEST_P(Texts, NameAKnownSource) {
  std::ifstream stream(ENCLOSURE_SOURCE_DIR "/locales/sources.json");
  const auto sources = nlohmann::json::parse(stream).at("sources");
  for (const auto& item : file_.at("sources").items()) {
    EXPECT_TRUE(sources.contains(item.value().get<std::string>())) << item.key();
  }
  EXPECT_TRUE(file_.at("sources").contains("default"));
  for (const auto& [key, rows] : file_.at("legal").items()) {
    for (const auto& row : rows) {
      EXPECT_TRUE(sources.contains(row.at("source").get<std::string>())) << key;
      EXPECT_THAT(row.at("status").get<std::string>(),
                  testing::AnyOf("CONFIRMED", "PARTLY", "UNCONFIRMED"))
          << key;
    }
  }
}

/// Every text that a VAT document of any kind may need: titles, labels and legal mentions.
TEST_P(Texts, HoldEveryPhraseOfADocument) {
  const std::vector<const char*> titles{"invoice", "simplified_invoice", "credit_note",
                                        "corrected_invoice", "proforma"};
  const std::vector<const char*> labels{"invoice_number",
                                        "invoice_date",
                                        "supply_date",
                                        "due_date",
                                        "order_number",
                                        "order_date",
                                        "page_x_of_y",
                                        "seller",
                                        "buyer",
                                        "delivery_address",
                                        "vat_id",
                                        "tax_number",
                                        "registration_number",
                                        "position",
                                        "article_number",
                                        "description",
                                        "quantity",
                                        "unit",
                                        "pieces",
                                        "unit_price",
                                        "unit_price_net",
                                        "unit_price_gross",
                                        "vat",
                                        "vat_rate",
                                        "vat_amount",
                                        "amount",
                                        "net_amount",
                                        "gross_amount",
                                        "total",
                                        "net_total",
                                        "vat_total",
                                        "gross_total",
                                        "vat_breakdown",
                                        "taxable_amount",
                                        "discount",
                                        "shipping",
                                        "gift_wrap",
                                        "amount_paid",
                                        "amount_due",
                                        "amount_refunded",
                                        "rounding",
                                        "payment_method",
                                        "paid_notice",
                                        "original_invoice_ref",
                                        "currency_note",
                                        "not_a_vat_invoice"};
  const std::vector<const char*> legal{
      "reverse_charge",    "self_billing",          "ic_supply_exempt",
      "export_exempt",     "margin_second_hand",    "margin_works_of_art",
      "margin_collectors", "small_business",        "triangulation",
      "oss_notice",        "goods_from_outside_eu", "marketplace_deemed_supplier"};
  for (const char* key : titles) EXPECT_TRUE(labels_.has(TextKind::kTitle, key)) << key;
  for (const char* key : labels) EXPECT_TRUE(labels_.has(TextKind::kLabel, key)) << key;
  for (const char* key : legal) EXPECT_TRUE(labels_.has(TextKind::kLegal, key)) << key;
  EXPECT_EQ(titles.size() + labels.size() + legal.size(), 63U);
}

TEST_P(Texts, TellHowFarToTrustThem) {
  EXPECT_THAT(file_.at("confidence").get<std::string>(), testing::AnyOf("high", "medium", "low"));
  if (file_.at("confidence") == "low") {
    EXPECT_FALSE(file_.at("needs_native_review").empty());
  }
}

TEST_P(Texts, AreWrittenInTheirOwnLanguage) {
  if (GetParam() == "en") return;
  const Labels& english = locale("en").labels();
  for (const char* key : {"reverse_charge", "ic_supply_exempt", "small_business"}) {
    EXPECT_NE(labels_.legal(key), english.legal(key)) << key;
  }
  EXPECT_NE(labels_.title("invoice"), english.title("invoice"));
}

std::vector<std::string> all_languages() {
  std::vector<std::string> languages;
  for (const auto& language : catalog().languages()) languages.push_back(language.to_string());
  return languages;
}

INSTANTIATE_TEST_SUITE_P(AllLanguages, Texts, testing::ValuesIn(all_languages()),
                         [](const auto& param) { return param.param; });

TEST(TextsBeside, IrishAndMalteseMentionsHaveTheEnglishOneBesideThem) {
  const Labels& english = locale("en").labels();
  for (const char* language : {"ga", "mt"}) {
    for (const char* key : {"reverse_charge", "self_billing", "ic_supply_exempt", "export_exempt",
                            "margin_second_hand", "margin_works_of_art", "margin_collectors",
                            "small_business", "triangulation", "goods_from_outside_eu"}) {
      EXPECT_THAT(locale(language).labels().legal(key), HasSubstr(" / " + english.legal(key)));
    }
  }
}

}  // namespace
}  // namespace enclosure::locales
