// enclosure products list

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/cli/context.h"
#include "app/cli/output.h"
#include "app/flow/enclosures.h"

namespace enclosure::app {
namespace {

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : " ") + text;
  return all;
}

std::string size_of(const std::string& file, const Shop& shop) {
  const auto bytes = read_product_file(file, shop);
  return bytes ? fmt::format("{} KB", (bytes->size() + 1023) / 1024)
               : bytes.faults().front().message;
}

void list_products(Context& context) {
  const Shop shop = need(Shop::open(context.workspace), kExitConfiguration);
  auto json = nlohmann::ordered_json::array();
  Table table({"product", "SKUs", "document", "language", "file", "size"});
  table.align_right(5);
  for (const attachments::Product& product : shop.catalogue.products()) {
    nlohmann::ordered_json one{{"name", product.name},
                               {"skus", product.sku_patterns},
                               {"documents", nlohmann::ordered_json::array()},
                               {"drivers", nlohmann::ordered_json::array()}};
    std::string name = product.name;
    std::string skus = joined(product.sku_patterns);
    const auto add = [&](std::string kind, std::string language, std::string file,
                         std::string size) {
      table.add({std::exchange(name, ""), std::exchange(skus, ""), std::move(kind),
                 std::move(language), std::move(file), std::move(size)});
    };
    for (const attachments::ProductDocument& document : product.documents) {
      one["documents"].push_back({{"kind", document.kind},
                                  {"language", document.language.to_string()},
                                  {"file", document.file},
                                  {"title", document.title}});
      add(document.kind, document.language.to_string(), document.file,
          size_of(document.file, shop));
    }
    for (const attachments::DriverLink& driver : product.drivers) {
      one["drivers"].push_back({{"title", driver.title},
                                {"url", driver.url},
                                {"os", driver.os},
                                {"language", driver.language.to_string()}});
      add("driver", driver.language.to_string(), driver.url, "link");
    }
    if (product.documents.empty() && product.drivers.empty()) add("-", "", "", "");
    json.push_back(std::move(one));
  }
  if (context.json) {
    print_json({{"products", json}});
  } else {
    say(table.empty()
            ? "No products yet: products/catalogue.json is where they go (docs/catalogue.md)."
            : table.to_string());
  }
}

}  // namespace

void add_products(Command& program, Context& context) {
  Command* command = program.add_subcommand("products", "the document library per product");
  command->require_subcommand(1);
  command->add_subcommand("list", "products with their manuals and driver links")
      ->callback([&context] { list_products(context); });
}

}  // namespace enclosure::app
