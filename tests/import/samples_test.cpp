// Every file of samples/ is read without a fault, and holds what the demonstration promises.

#include <nlohmann/json.hpp>
#include <set>

#include "app/import/own_json.h"
#include "tests/import/support.h"

namespace enclosure::app {
namespace {

struct SampleCase {
  const char* name;
  const char* path;
  ImportFormat format;
};

constexpr SampleCase kSamples[] = {
    {"Vidr", "samples/orders/amazon-vidr.txt", ImportFormat::kAmazonVatInvoiceData},
    {"VidrLatin1", "samples/orders/amazon-vidr-latin1.txt", ImportFormat::kAmazonVatInvoiceData},
    {"OrdersApi", "samples/orders/amazon-orders-api.json", ImportFormat::kAmazonOrders},
    {"GetOrder", "samples/orders/amazon-get-order.json", ImportFormat::kAmazonOrders},
    {"WooCommerce", "samples/orders/woocommerce.json", ImportFormat::kWooCommerce},
    {"WooCommerceSingle", "samples/orders/woocommerce-single.json", ImportFormat::kWooCommerce},
    {"Own", "samples/orders/enclosure.json", ImportFormat::kEnclosureOrders},
    {"Events", "samples/events/events.json", ImportFormat::kEnclosureEvents},
};

void PrintTo(const SampleCase& sample, std::ostream* out) {
  *out << sample.path;
}

class Samples : public testing::TestWithParam<SampleCase> {};

TEST_P(Samples, AreReadWithoutFault) {
  const std::string bytes = source_file(GetParam().path);
  const auto recognised = recognise(bytes);
  ASSERT_TRUE(recognised) << described(recognised.faults());
  EXPECT_EQ(*recognised, GetParam().format);

  const auto imported = import_in(bytes);
  ASSERT_TRUE(imported) << described(imported.faults());
  EXPECT_GT(imported->orders.size() + imported->events.size(), 0U);
  for (const Order& order : imported->orders) {
    EXPECT_TRUE(order.buyer.language) << order.id.to_string();
    EXPECT_FALSE(order.lines.empty()) << order.id.to_string();
  }
}

TEST_P(Samples, ComeBackFromOwnJsonUnchanged) {
  const auto imported = import_in(source_file(GetParam().path));
  ASSERT_TRUE(imported) << described(imported.faults());
  for (const Order& order : imported->orders) {
    const auto again = order_from_json(order_to_json(order));
    ASSERT_TRUE(again) << order_to_json(order) << "\n" << described(again.faults());
    EXPECT_EQ(*again, order) << order_to_json(order);
  }
}

INSTANTIATE_TEST_SUITE_P(All, Samples, testing::ValuesIn(kSamples),
                         [](const auto& sample) { return sample.param.name; });

TEST(SamplesTogether, HoldSixtyOrdersInTwelveLanguagesAndFiveCurrencies) {
  std::set<std::string> ids;
  std::set<std::string> languages;
  std::set<std::string> currencies;
  std::set<std::string> event_orders;
  for (const SampleCase& sample : kSamples) {
    const auto imported = import_in(source_file(sample.path));
    ASSERT_TRUE(imported) << sample.path;
    for (const Order& order : imported->orders) {
      ids.insert(order.id.to_string());
      languages.insert(order.buyer.language->language());
      currencies.insert(order.currency.to_string());
    }
    for (const OrderEvent& event : imported->events) event_orders.insert(event.order.to_string());
  }
  EXPECT_GE(ids.size(), 60U);
  EXPECT_GE(languages.size(), 12U);
  EXPECT_GE(currencies.size(), 5U);
  for (const std::string& order : event_orders) {
    EXPECT_TRUE(ids.contains(order)) << "an event of an unknown order: " << order;
  }
}

TEST(SamplesTogether, VidrHasAsManyOrdersAsOrderIds) {
  const std::string bytes = source_file("samples/orders/amazon-vidr.txt");
  std::set<std::string> ids;
  std::size_t column = 0;
  for (std::size_t line = 0, at = 0; at < bytes.size(); ++line) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    std::string_view rest = std::string_view(bytes).substr(at, end - at);
    at = end + 1;
    if (rest.empty() || rest == "\r") continue;
    for (std::size_t i = 0;; ++i) {
      const std::string_view cell = rest.substr(0, rest.find('\t'));
      if (line == 0 && cell == "order-id") column = i;
      if (line > 0 && i == column) ids.insert(std::string(cell));
      if (rest.find('\t') == std::string_view::npos) break;
      rest.remove_prefix(rest.find('\t') + 1);
    }
  }
  const auto imported = import_in(bytes);
  ASSERT_TRUE(imported);
  EXPECT_EQ(imported->orders.size(), ids.size());
}

TEST(SamplesTogether, OfJsonHaveAsManyOrdersAsElements) {
  const auto count = [](const char* path) {
    const auto imported = import_in(source_file(path));
    EXPECT_TRUE(imported) << path;
    return imported ? imported->orders.size() + imported->events.size() : 0;
  };
  const auto elements = [](const char* path) {
    const auto json = nlohmann::json::parse(source_file(path));
    return json.contains("orders") ? json["orders"].size() : json.size();
  };
  for (const char* path :
       {"samples/orders/amazon-orders-api.json", "samples/orders/woocommerce.json",
        "samples/orders/enclosure.json", "samples/events/events.json"}) {
    EXPECT_EQ(count(path), elements(path)) << path;
  }
}

}  // namespace
}  // namespace enclosure::app
