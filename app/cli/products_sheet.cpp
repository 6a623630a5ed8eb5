// enclosure products sheet

#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/out_file.h"
#include "app/cli/output.h"
#include "app/cli/products.h"
#include "app/flow/order_sheet.h"

namespace enclosure::app {
namespace {

struct SheetOptions {
  std::string order;
  std::string out;
  bool force = false;
};

std::string_view origin_of(const OrderSheet& made) {
  if (made.was_kept) return ", as it went along with the mail";
  if (made.mail_went_without)
    return ", made of the catalogue of today: the mail went without a sheet";
  return "";
}

void run(const SheetOptions& options, Context& context) {
  const OrderId id = need(OrderId::parse(options.order), kExitUsage);
  check_out(options.out, options.force, context);
  const Workspace workspace = open_for_reading(context);
  const auto made = need(workspace.store->read<Result<OrderSheet>>([&](StoreTransaction& tx) {
    return sheet_of_order(id, workspace.shop, tx, context.now());
  }),
                         kExitBadData);
  const LoadedEnclosure& sheet = made.sheet.enclosure;
  write_out(options.out, sheet.bytes, OutKind::kPdf, options.force, context);
  print_faults(made.sheet.notices);
  if (context.json) {
    print_json({{"order", id.to_string()},
                {"file", options.out},
                {"language", sheet.kept.language.to_string()},
                {"bytes", sheet.bytes.size()},
                {"sha256", sheet.kept.sha256},
                {"kept", made.was_kept},
                {"mail_went_without", made.mail_went_without},
                {"notices", to_json(made.sheet.notices)}});
    return;
  }
  say(fmt::format("{}: {} ({}, {} bytes){}", options.out, sheet.kept.title,
                  sheet.kept.language.to_string(), sheet.bytes.size(), origin_of(made)));
}

}  // namespace

void add_products_sheet(Command& products, Context& context) {
  auto options = std::make_shared<SheetOptions>();
  Command* command = products.add_subcommand(
      "sheet", "the cover sheet of an order as PDF: what to do first, documents, driver links");
  command->add_option("ORDER", options->order, "the order's number")->required();
  command->add_option("--out", options->out, "where the PDF goes")->required()->type_name("FILE");
  command->add_flag("--force", options->force,
                    "write over what is there, whatever it is, and make missing folders");
  command->callback([options, &context] { run(*options, context); });
}

}  // namespace enclosure::app
