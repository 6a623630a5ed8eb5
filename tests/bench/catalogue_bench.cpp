// The catalogue at the size of a large shop: how long it takes to read, what it keeps in memory,
// how fast a selection comes.
//
//   enclosure_catalogue_bench [products]
//
// Products have a SKU, an ASIN and a GTIN, every tenth a pattern instead of the SKU; three
// documents each, one in twenty of them shared, one in ten by serial number; every fiftieth is a
// set of three.

#include <malloc.h>

#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "attachments/catalogue.h"
#include "attachments/select.h"
#include "figures.h"

namespace {

using namespace enclosure;
using namespace enclosure::attachments;

constexpr const char* kLanguages[] = {"de", "en", "fr", "it", "es", "nl", "pl", "sv"};

std::string padded(std::size_t number, std::size_t digits) {
  std::string text = std::to_string(number);
  return std::string(digits - text.size(), '0') + text;
}

std::string gtin_of(std::size_t number) {
  std::string digits = "400" + padded(number, 9);
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) sum += (digits[i] - '0') * (i % 2 == 0 ? 1 : 3);
  return digits + static_cast<char>('0' + (10 - sum % 10) % 10);
}

std::string document_of(std::size_t product, std::size_t i) {
  const std::string number = padded(product, 6);
  const std::string language = kLanguages[(product + i) % 8];
  std::string json = R"({"kind": "manual", "language": ")" + language + R"(", "file": "p)" +
                     number.substr(0, 3) + "/" + number + "-" + language + R"(.pdf", "title": )" +
                     "\"User manual of product " + number + R"(", "version": "1.)" +
                     std::to_string(i) + "\"";
  if ((product + i) % 10 == 0) json += R"(, "serials": {"from": "A1000", "until": "A1999"})";
  return json + "}";
}

std::string product_of(std::size_t i) {
  const std::string number = padded(i, 6);
  std::string json = R"({"id": "p)" + number + R"(", "match": {"sku": "LF-)" + number +
                     (i % 10 == 0 ? "-*" : "") + R"(", "asin": "B0)" + number +
                     R"(XY", "gtin": ")" + gtin_of(i) + R"("}, "name": "Product )" + number +
                     R"(", "title": {"de": "Produkt )" + number + R"(", "en": "Product )" + number +
                     R"("}, "documents": [)";
  for (std::size_t d = 0; d < 3; ++d) {
    if (d > 0) json += ", ";
    json +=
        (i * 3 + d) % 20 == 0 ? R"("shared-)" + std::to_string(i % 40) + "\"" : document_of(i, d);
  }
  json += "]";
  if (i % 50 == 49) {
    json += R"(, "parts": [{"product": "p)" + padded(i - 1, 6) + R"("}, {"product": "p)" +
            padded(i - 2, 6) + R"(", "quantity": 2}, {"product": "p)" + padded(i - 3, 6) + R"("}])";
  }
  return json + "}";
}

std::string catalogue_of(std::size_t products) {
  std::string json = R"({"schema": 2, "shared": [)";
  for (int i = 0; i < 40; ++i) {
    json += (i > 0 ? ",\n" : "") + std::string(R"({"id": "shared-)") + std::to_string(i) +
            R"(", "kind": "safety", "language": ["de", "en", "fr"], "file": "shared/)" +
            std::to_string(i) + R"(.pdf"})";
  }
  json += "],\n\"products\": [";
  for (std::size_t i = 0; i < products; ++i) json += (i > 0 ? ",\n" : "") + product_of(i);
  return json + "]}";
}

/// Orders of one to four lines, found by SKU, pattern, ASIN or GTIN.
std::vector<std::vector<OrderLine>> orders_of(std::size_t products, std::size_t count) {
  std::mt19937_64 random(16'931);
  std::vector<std::vector<OrderLine>> orders(count);
  for (auto& lines : orders) {
    lines.resize(1 + random() % 4);
    for (OrderLine& line : lines) {
      const std::size_t product = random() % products;
      const std::string number = padded(product, 6);
      line.quantity = Decimal(1);
      if (product % 3 == 0) line.sku = *Sku::parse("LF-" + number + "-RED");
      if (product % 3 == 1) line.asin = *Asin::parse("B0" + number + "XY");
      if (product % 3 == 2) line.gtin = gtin_of(product);
      if (product % 7 == 0) line.serials = {"A1234"};
    }
  }
  return orders;
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t products =
      argc > 1 ? static_cast<std::size_t>(std::strtoull(argv[1], nullptr, 10)) : 100'000;
  std::string json = catalogue_of(products);
  const double text_megabytes = static_cast<double>(json.size()) / 1e6;
  std::vector<double> load;
  for (int run = 0; run < bench::kRuns; ++run) {
    const double begin = bench::cpu_seconds();
    const auto read = Catalogue::parse(json);
    load.push_back(bench::cpu_seconds() - begin);
    if (!read) {
      std::fprintf(stderr, "%s %s\n", read.faults().front().path.c_str(),
                   read.faults().front().message.c_str());
      return 1;
    }
  }
  malloc_trim(0);
  const double before = bench::resident_megabytes();
  const auto catalogue = Catalogue::parse(json);
  const double memory = bench::resident_megabytes() - before;

  const auto orders = orders_of(products, 20'000);
  SelectionRequest request{{},
                           *LanguageTag::parse("de-AT"),
                           *CountryCode::parse("AT"),
                           {*LanguageTag::parse("de")},
                           *parse_date("2026-09-01")};
  std::size_t enclosures = 0;
  std::vector<double> microseconds;
  for (int run = 0; run < bench::kRuns; ++run) {
    const double begin = bench::cpu_seconds();
    for (const auto& lines : orders) {
      request.lines = lines;
      enclosures += select(request, *catalogue).enclosures.size();
    }
    microseconds.push_back((bench::cpu_seconds() - begin) / static_cast<double>(orders.size()) *
                           1e6);
  }
  const double each = bench::median(microseconds);
  std::printf("%-26s %12s %12s %12s %12s %12s %14s %12s\n", "catalogue", "products", "documents",
              "JSON MB", "load ms", "memory MB", "selections/s", "us each");
  std::printf("%-26s %12zu %12zu %12.1f %12.0f %12.1f %14.0f %12.2f\n", "large shop",
              catalogue->products().size(), catalogue->documents().size(), text_megabytes,
              bench::median(load) * 1e3, memory, 1e6 / each, each);
  return enclosures > 0 ? 0 : 1;
}
