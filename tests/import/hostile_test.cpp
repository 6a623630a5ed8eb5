// Input that means harm. Nothing of it may crash, hang, or come out as an order.

#include "app/import/own_json.h"
#include "app/import/vidr_columns.h"
#include "tests/import/support.h"

namespace enclosure::app {
namespace {

using testing::ElementsAre;
using testing::StartsWith;

constexpr ImportFormat kFormats[] = {
    ImportFormat::kAmazonVatInvoiceData, ImportFormat::kAmazonOrders, ImportFormat::kWooCommerce,
    ImportFormat::kEnclosureOrders, ImportFormat::kEnclosureEvents};

struct HostileCase {
  const char* name;
  std::string bytes;
};

void PrintTo(const HostileCase& one, std::ostream* out) {
  *out << one.name;
}

class Hostile : public testing::TestWithParam<HostileCase> {};

TEST_P(Hostile, IsRefusedInEveryFormatWithFaultsThatHelp) {
  std::vector<std::optional<ImportFormat>> formats(std::begin(kFormats), std::end(kFormats));
  formats.emplace_back(std::nullopt);
  for (const auto& format : formats) {
    const auto imported = import_in(GetParam().bytes, format);
    EXPECT_FALSE(imported);
    EXPECT_LE(imported.faults().size(), 101U);
    for (const Fault& fault : imported.faults()) {
      EXPECT_FALSE(fault.code.empty());
      EXPECT_FALSE(fault.message.empty());
      EXPECT_FALSE(fault.hint.empty());
      EXPECT_THAT(fault.path, StartsWith("in"));
      EXPECT_LT(fault.path.size() + fault.message.size() + fault.hint.size(), 1000U);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    Bytes, Hostile,
    testing::Values(HostileCase{"Empty", ""}, HostileCase{"Blank", " \r\n\t\n"},
                    HostileCase{"ZeroBytes", std::string(1000, '\0')},
                    HostileCase{"JsonWithZeroBytes", std::string("{\0}", 3)},
                    HostileCase{"Binary", "\x89PNG\r\n\x1A\n\x00\x01\xFF\xFE"},
                    HostileCase{"Utf16", std::string("\xFF\xFEo\0r\0d\0", 8)},
                    HostileCase{"Html", "<!DOCTYPE html><html></html>"},
                    HostileCase{"DeepLists", std::string(1'000'000, '[')},
                    HostileCase{"OneLongLine", std::string(1024 * 1024, 'x')},
                    HostileCase{"OneLongLineOfTabs", std::string(1024 * 1024, '\t')},
                    HostileCase{"TooLarge", std::string(64 * 1024 * 1024 + 1, ' ')},
                    HostileCase{"LongText", "\"" + std::string(1024 * 1024, 'x') + "\""},
                    HostileCase{"Number", "1"}, HostileCase{"Null", "null"},
                    HostileCase{"ListOfNull", "[null]"},
                    HostileCase{"LongName", "{\"" + std::string(1024 * 1024, 'n') + "\": 1}"},
                    HostileCase{"ControlNames",
                                "{\"\\u0000\\u001b[2J\": 1, \"id\": \"x\", \"lines\": [], "
                                "\"order\": 7}"}),
    [](const auto& one) { return one.param.name; });

TEST(Huge, OneLineOfFiftyMegabytesIsRefusedAtOnce) {
  EXPECT_FALSE(import_in(std::string(50 * 1024 * 1024, 'x')));
  EXPECT_FALSE(import_in(std::string(50 * 1024 * 1024, '\t') + "order-id"));
  EXPECT_FALSE(
      import_in("{\"id\": \"" + std::string(50 * 1024 * 1024, 'x') + "\", \"lines\": []}"));
}

/// Cuts a good file short at many places. No cut may crash; nearly all are faults.
void cut_everywhere(const std::string& bytes) {
  ASSERT_TRUE(import_in(bytes));
  std::size_t refused = 0;
  const std::size_t step = bytes.size() / 400 + 1;
  for (std::size_t size = 1; size + 1 < bytes.size(); size += step) {
    if (!import_in(bytes.substr(0, size))) ++refused;
  }
  EXPECT_GT(refused, 300U);
}

TEST(Truncated, AmazonOrders) {
  cut_everywhere(source_file("samples/orders/amazon-get-order.json"));
}
TEST(Truncated, WooCommerce) {
  cut_everywhere(source_file("samples/orders/woocommerce-single.json"));
}

TEST(Truncated, VidrIsRefusedWhereverARowIsCut) {
  const std::string bytes = source_file("samples/orders/amazon-vidr-latin1.txt");
  const std::size_t header = bytes.find('\n') + 1;
  for (std::size_t size = header + 1; size < bytes.size(); size += 3) {
    const std::size_t row = bytes.rfind('\n', size - 1) + 1;
    const std::size_t row_end = std::min(bytes.find('\n', row), bytes.size());
    const auto tabs = [&](std::size_t end) {
      return std::count(bytes.begin() + static_cast<std::ptrdiff_t>(row),
                        bytes.begin() + static_cast<std::ptrdiff_t>(end), '\t');
    };
    if (row == size || tabs(size) == tabs(row_end)) continue;  // between rows, or in the last cell
    EXPECT_FALSE(import_in(bytes.substr(0, size))) << size;
  }
}

TEST(Quadratic, AnOrderOfTooManyLinesIsRefusedQuickly) {
  std::string own = R"({"id": "1", "currency": "EUR", "deliver_to": {"country": "DE"}, "lines": [)";
  std::string woo = R"({"id": 1, "currency": "EUR", "line_items": [)";
  std::string amazon = R"({"order": {"orderId": "1", "orderItems": [)";
  for (int i = 0; i < 30'000; ++i) {
    own += R"({"id": ")" + std::to_string(i) +
           R"(", "description": "x", "quantity": "1", "unit_price_gross": "1"},)";
    woo += "{},";
    amazon += "{},";
  }
  own.back() = woo.back() = amazon.back() = ']';
  EXPECT_THAT(codes_and_paths(import_in(own + "}")), ElementsAre("IMPORT-008 in lines"));
  EXPECT_THAT(codes_and_paths(import_in(woo + "}")), testing::Contains("IMPORT-008 in line_items"));
  EXPECT_THAT(codes_and_paths(import_in(amazon + "}}")),
              testing::Contains("IMPORT-008 in order.orderItems"));
}

TEST(Quadratic, AnOrderOfTooManyRowsIsRefusedQuickly) {
  std::string bytes =
      "marketplace-id\torder-id\torder-item-id\tshipping-id\ttransaction-type\torder-date\t"
      "shipment-date\tproduct-name\tcurrency\tfulfilled-by\tquantity-purchased\t"
      "item-vat-incl-amount\tship-country\n";
  for (int i = 0; i < 11'000; ++i) {
    bytes += "A1PA6795UKMFR9\t302\t" + std::to_string(i) +
             "\tD1\tSHIPMENT\t2026-09-01\t2026-09-01\tx\tEUR\tAFN\t1\t1.00\tDE\n";
  }
  EXPECT_THAT(codes_and_paths(import_in(bytes)), testing::Contains("IMPORT-008 in:10002"));
}

TEST(Overflow, AmountsAtTheLimitStayExact) {
  const auto order = [](const char* amount, const char* quantity) {
    return std::string(R"({"id": "1", "currency": "EUR", "deliver_to": {"country": "DE"}, "lines": [
        {"id": "1", "description": "x", "quantity": ")") +
           quantity + R"(", "unit_price_gross": ")" + amount + R"("}]})";
  };
  EXPECT_TRUE(import_in(order("9999999999.99", "1")));
  EXPECT_FALSE(import_in(order("10000000000.00", "1")));
  EXPECT_FALSE(import_in(order("9999999999.99", "2")));
  EXPECT_FALSE(import_in(order("99999999999999999", "1000000")));
  EXPECT_FALSE(import_in(order("0.999999999999", "0.9999")));
  EXPECT_TRUE(import_in(order("0.01", "1000000")));
}

TEST(Overflow, SumsBeyondTheLimitAreFaults) {
  std::string json =
      R"({"id": "1", "currency": "EUR", "deliver_to": {"country": "DE"}, "lines": [)";
  for (int i = 0; i < 200; ++i) {
    json += R"({"id": ")" + std::to_string(i) +
            R"(", "description": "x", "quantity": "1", "unit_price_gross": "9999999999.99"},)";
  }
  json.back() = ']';
  EXPECT_THAT(codes_and_paths(import_in(json + "}")), ElementsAre("IMPORT-005 in"));
}

}  // namespace
}  // namespace enclosure::app
