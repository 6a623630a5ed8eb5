// enclosure init DIR [--sample]

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/cli/context.h"
#include "app/cli/notices.h"
#include "app/cli/output.h"
#include "app/flow/import_file.h"
#include "app/flow/invoicing.h"
#include "app/flow/sample_data.h"
#include "app/store/files.h"

namespace enclosure::app {
namespace {

/// Empty where only the seller knows: `doctor` names each, and nothing is issued before.
constexpr std::string_view kStarter = R"({
  "schema": 1,
  "seller": {
    "name": "",
    "address": {"lines": [], "postcode": "", "city": "", "country": ""},
    "contact": {"name": "", "email": "", "phone": ""},
    "established": "",
    "vat_ids": {},
    "oss": null,
    "over_10000": false,
    "tax_number": "",
    "registrations": []
  },
  "shop": {"brand": "", "language": "en", "time_zone": "Europe/Brussels"},
  "numbering": {"series": "R"},
  "mail": {"from": {"name": "", "address": ""}},
  "vies": {"ask": true}
}
)";

constexpr std::string_view kStarterCatalogue = "{\n  \"schema\": 2,\n  \"products\": []\n}\n";

bool is_workspace_file(std::string_view path) {
  return path == "enclosure.json" || path == "logo.png" || path.starts_with("products/");
}

/// What a sample order file is to the importer; everything else of samples/ is for reading.
bool is_input(std::string_view path) {
  return path.starts_with("orders/") || path.starts_with("events/");
}

/// False where there is a workspace already: then nothing is changed.
bool write_workspace(const std::filesystem::path& folder, bool sample) {
  const std::filesystem::path config("enclosure.json");
  std::vector<EmbeddedFile> files{{config.native(), kStarter},
                                  {"products/catalogue.json", kStarterCatalogue}};
  if (sample) files.assign(sample_data::files().begin(), sample_data::files().end());
  const auto first = std::find_if(files.begin(), files.end(), [&](const EmbeddedFile& file) {
    return file.path == config.native();
  });
  if (!write_new_file(folder / config, first->bytes)) return false;
  for (const EmbeddedFile& file : files) {
    const bool wanted = is_workspace_file(file.path) || is_input(file.path);
    if (wanted && file.path != config.native())
      write_file(folder / std::filesystem::path(file.path), file.bytes);
  }
  return true;
}

/// Orders first, then what happened to them.
std::size_t import_samples(const Workspace& workspace, Instant now) {
  std::vector<EmbeddedFile> inputs;
  for (const EmbeddedFile& file : sample_data::files()) {
    if (is_input(file.path)) inputs.push_back(file);
  }
  std::stable_partition(inputs.begin(), inputs.end(),
                        [](const EmbeddedFile& file) { return file.path.starts_with("orders/"); });
  std::size_t orders = 0;
  for (const EmbeddedFile& file : inputs) {
    orders += need(import_file(file.path, file.bytes, std::nullopt, workspace.shop,
                               *workspace.store, now),
                   kExitOurBug)
                  .new_orders;
  }
  return orders;
}

void init(const std::string& name, bool sample, Context& context) {
  const std::filesystem::path folder(name);
  if (!write_workspace(folder, sample)) {
    throw CommandFaults(kExitConfiguration, {{"INIT-001", name, "there is a workspace already",
                                              "name another folder; nothing was changed"}});
  }
  context.workspace = folder;
  const Workspace workspace = open_for_writing(context);
  const std::size_t orders = sample ? import_samples(workspace, context.now()) : 0;
  const Shop& shop = workspace.shop;
  const auto notices = pdf_notices_ahead(shop, shop.config.time_zone.date_of(context.now()));
  if (context.json) {
    auto systems = nlohmann::ordered_json::array();
    for (const invoice::PdfNotice& notice : notices) systems.push_back(notice_json(notice));
    print_json({{"workspace", folder.string()}, {"orders", orders}, {"national_systems", systems}});
    return;
  }
  say(fmt::format("Workspace {} is ready.", folder.string()));
  if (sample) {
    say(
        fmt::format("It holds {} sample orders of a made-up seller. Next: enclosure --workspace {} "
                    "--now 2026-09-01T08:00:00Z run",
                    orders, name));
  } else {
    say(fmt::format(
        "Next: put your firm into {}, then `enclosure --workspace {} doctor` tells what "
        "is missing.",
        (folder / "enclosure.json").string(), name));
  }
  for (const invoice::PdfNotice& notice : notices) say(notice_line(notice));
}

}  // namespace

void add_init(Command& program, Context& context) {
  auto folder = std::make_shared<std::string>();
  auto sample = std::make_shared<bool>(false);
  Command* command = program.add_subcommand("init", "make a workspace");
  command->add_option("DIR", *folder, "the folder; made when it is missing")->required();
  command->add_flag("--sample", *sample, "fill it with a made-up seller, products and orders");
  command->callback([folder, sample, &context] { init(*folder, *sample, context); });
}

}  // namespace enclosure::app
