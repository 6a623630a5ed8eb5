// enclosure products, and its verb list

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/cli/context.h"
#include "app/cli/output.h"
#include "app/cli/products.h"
#include "app/products/product_folder.h"
#include "app/products/products_json.h"

namespace enclosure::app {
namespace {

template <typename List, typename Name>
std::string joined(const List& list, Name name) {
  std::string all;
  for (const auto& one : list) all += (all.empty() ? "" : " ") + std::string(name(one));
  return all;
}

std::string_view itself(std::string_view text) {
  return text;
}

std::string languages_of(const attachments::Document& document) {
  return joined(document.languages, [](const LanguageTag& tag) { return tag.to_string(); });
}

std::string size_of(std::string_view file, const Shop& shop) {
  const auto read = read_product(shop.products(), file);
  return read ? fmt::format("{} KB", (read->bytes.size() + 1023) / 1024)
              : read.faults().front().message;
}

void list_products(Context& context) {
  const Shop shop = need(Shop::open(context.workspace), kExitConfiguration);
  Table table({"product", "SKUs", "document", "language", "file", "size"});
  table.align_right(5);
  for (const attachments::Product& product : shop.catalogue.products()) {
    std::string name(product.name);
    std::string skus = joined(product.skus, itself);
    const auto add = [&](std::string_view kind, std::string language, std::string_view file,
                         std::string size) {
      table.add({std::exchange(name, ""), std::exchange(skus, ""), std::string(kind),
                 std::move(language), std::string(file), std::move(size)});
    };
    for (const attachments::Document* document : product.documents) {
      add(to_string(document->kind), languages_of(*document), document->file,
          size_of(document->file, shop));
    }
    for (const attachments::DriverLink& driver : product.drivers) {
      add("driver", driver.language ? driver.language->to_string() : "", driver.url, "link");
    }
    for (const attachments::SetPart& part : product.parts)
      add("part", "", fmt::format("{} x {}", part.quantity, part.product->name), "");
    if (product.documents.empty() && product.drivers.empty() && product.parts.empty())
      add("-", "", "", "");
  }
  if (context.json) {
    print_json({{"products", products_json(shop.catalogue)}});
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
  add_products_add(*command, context);
  add_products_check(*command, context);
  add_products_coverage(*command, context);
  add_products_sheet(*command, context);
}

}  // namespace enclosure::app
