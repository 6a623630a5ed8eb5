// The table of selections (data/selections.json): what goes along, by which language, what stays
// behind and why, and what fits into the mail.

#include <gmock/gmock.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "attachments/pack.h"
#include "attachments/select.h"

namespace enclosure::attachments {
namespace {

using nlohmann::json;
using Texts = std::vector<std::string>;

/// The table, read once.
struct Table {
  json root;
  Catalogue catalogue;
};

const Table& table() {
  static const Table one = [] {
    std::ifstream file(ENCLOSURE_SOURCE_DIR "/tests/attachments/data/selections.json");
    json root = json::parse(file);
    auto catalogue = Catalogue::parse(root["catalogue"].dump());
    for (const Fault& fault : catalogue.faults())
      ADD_FAILURE() << fault.code << " " << fault.path << " " << fault.message;
    return Table{std::move(root), *std::move(catalogue)};
  }();
  return one;
}

OrderLine line_of(const json& one) {
  OrderLine line;
  line.id = *LineId::parse("1");
  if (one.contains("sku")) line.sku = *Sku::parse(one["sku"].get<std::string>());
  if (one.contains("asin")) line.asin = *Asin::parse(one["asin"].get<std::string>());
  line.gtin = one.value("gtin", "");
  line.quantity = *Decimal::parse(one.value("quantity", "1"));
  line.serials = one.value("serials", Texts());
  return line;
}

class SelectionTable : public testing::TestWithParam<json> {
 protected:
  void SetUp() override {
    for (const json& one : GetParam()["lines"]) lines_.push_back(line_of(one));
    SelectionRequest request;
    request.lines = lines_;
    request.language = *LanguageTag::parse(GetParam()["language"].get<std::string>());
    request.sold_on = *parse_date(GetParam()["sold_on"].get<std::string>());
    if (const json& country = GetParam()["country"]; country.is_string()) {
      const auto code = country.get<std::string>();
      request.country = *CountryCode::parse(code);
      for (const auto& tag : table().root["official_languages"].value(code, Texts()))
        request.official_languages.push_back(*LanguageTag::parse(tag));
    }
    selection_ = select(request, table().catalogue);
  }

  std::vector<OrderLine> lines_;
  Selection selection_;
};

Texts enclosures_of(const Selection& selection) {
  Texts texts;
  for (const Enclosure& one : selection.enclosures)
    texts.push_back(std::string(one.document->id) + " " + std::string(to_string(one.fit)) +
                    (one.serial_assumed ? " assumed" : ""));
  return texts;
}

TEST_P(SelectionTable, ChoosesWithGrounds) {
  const json& c = GetParam();
  EXPECT_EQ(enclosures_of(selection_), c["enclosures"].get<Texts>());
  Texts left_out;
  for (const Omission& one : selection_.left_out) {
    left_out.push_back(std::string(one.document->id) + " " + std::string(to_string(one.reason)));
    EXPECT_FALSE(told(one).empty());
  }
  for (const auto& expected : c.value("left_out", Texts()))
    EXPECT_THAT(left_out, testing::Contains(expected));
  for (const Enclosure& one : selection_.enclosures)
    EXPECT_FALSE(told(one, selection_.language).empty());
  EXPECT_EQ(selection_.unknown.size(), c.value("unknown", std::size_t{0}));
  EXPECT_EQ(selection_.has_item_not_to_ask_about(), c.value("do_not_ask", false));
}

TEST_P(SelectionTable, NamesItemsLinksAndFirstSteps) {
  const json& c = GetParam();
  if (c.contains("items")) {
    Texts items;
    for (const Item& item : selection_.items)
      items.push_back(std::string(item.product->id) + " " + std::to_string(item.quantity));
    EXPECT_EQ(items, c["items"].get<Texts>());
  }
  if (c.contains("drivers")) {
    Texts urls;
    for (const ChosenDriver& one : selection_.drivers) urls.emplace_back(one.driver->url);
    EXPECT_EQ(urls, c["drivers"].get<Texts>());
  }
  if (c.contains("quick_start")) {
    ASSERT_EQ(selection_.quick_starts.size(), 1U);
    EXPECT_EQ(selection_.quick_starts.front().quick_start->language.to_string(),
              c["quick_start"].get<std::string>());
  }
}

TEST_P(SelectionTable, KeepsTheBudget) {
  const json& c = GetParam();
  if (!c.contains("budget")) return;
  const json& budget = c["budget"];
  const auto size_of_mail = [&](const std::vector<bool>& attached) {
    auto size = budget["text"].get<std::uint64_t>();
    for (std::size_t i = 0; i < attached.size(); ++i) {
      if (attached[i])
        size += c["sizes"][std::string(selection_.enclosures[i].document->id)].get<std::uint64_t>();
    }
    return size;
  };
  Texts carriage;
  for (const Carriage one :
       pack(std::vector<bool>(selection_.enclosures.size(), true),
            budget["invoice_files"].get<std::size_t>(),
            {budget["bytes"].get<std::uint64_t>(), budget["files"].get<std::size_t>()},
            size_of_mail))
    carriage.emplace_back(to_string(one));
  EXPECT_EQ(carriage, c["carriage"].get<Texts>());
}

INSTANTIATE_TEST_SUITE_P(Json, SelectionTable, testing::ValuesIn(table().root["cases"]),
                         [](const auto& param) {
                           return param.param["name"].template get<std::string>();
                         });

TEST(SelectionTableItself, HoldsAtLeastSixtyCases) {
  EXPECT_GE(table().root["cases"].size(), 60U);
}

TEST(Select, SpeaksOfItsGrounds) {
  OrderLine line;
  line.sku = *Sku::parse("HUB-4");
  const SelectionRequest request{{&line, 1},
                                 *LanguageTag::parse("de-AT"),
                                 *CountryCode::parse("AT"),
                                 {*LanguageTag::parse("de")},
                                 *parse_date("2026-09-01")};
  const auto selection = select(request, table().catalogue);
  EXPECT_EQ(told(selection.enclosures.at(1), selection.language),
            "The manual \"hub-de\" of USB hub is in de, the buyer's language de-AT without its "
            "region.");
  EXPECT_EQ(told(selection.left_out.front()),
            "The manual \"hub-en\" of USB hub stays behind: \"hub-de\" goes along in a better "
            "language.");
}

TEST(Told, NamesTheKindAsAWord) {
  Document document;
  document.id = "power";
  Product product;
  product.name = "Printer";
  const auto begins = [&](Kind kind, std::string_view topic) {
    document.kind = kind;
    document.topic = topic;
    const std::string text = told(Omission{&document, &product, LeftOut::kNoLanguage, nullptr});
    return text.substr(0, text.find(" of Printer"));
  };
  EXPECT_EQ(begins(Kind::kSafety, ""), "The safety information \"power\"");
  EXPECT_EQ(begins(Kind::kOther, "loading"), "The document (loading) \"power\"");
  EXPECT_EQ(begins(Kind::kQuickStart, ""), "The quick start \"power\"");
}

}  // namespace
}  // namespace enclosure::attachments
