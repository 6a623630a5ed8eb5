// enclosure products check

#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/cli/output.h"
#include "app/cli/products.h"
#include "app/flow/enclosures.h"
#include "app/products/check_files.h"
#include "app/products/check_links.h"
#include "app/products/link_client.h"
#include "app/products/link_memory.h"

namespace enclosure::app {
namespace {

struct CheckOptions {
  bool offline = false;
  std::size_t most_links = LinkLimits().links;
  std::string ca_file;
};

struct AskedLinks {
  LinkCheckup checkup;
  std::size_t forgotten = 0;  ///< answers that could not be kept
};

AskedLinks ask_links(const Shop& shop, const CheckOptions& options, const Context& context) {
  const auto store = open_for_writing(context).store;
  StoreLinkMemory memory([&](const StoreLinkMemory::Work& work) { store->read(work); },
                         [&](const StoreLinkMemory::Work& work) { store->write(work); });
  // Whoever runs the server can see who asks, and whom to write to.
  const std::string agent = fmt::format("enclosure/{} (link check{})", ENCLOSURE_VERSION,
                                        shop.config.mail.from_address.empty()
                                            ? ""
                                            : "; " + shop.config.mail.from_address.to_string());
  LinkClient client(agent, options.ca_file, std::chrono::seconds{15});
  LinkLimits limits;
  limits.links = options.most_links;
  Progress progress("links", count_links(shop.catalogue), context.quiet || context.json);
  AskedLinks asked;
  asked.checkup =
      check_links(shop.catalogue, client, memory, context.now(), limits, [&] { progress.step(); });
  asked.forgotten = memory.write_down();
  return asked;
}

FileCheck look_at_files(const Shop& shop, const Context& context) {
  Progress progress("files", count_files(shop.catalogue), context.quiet || context.json);
  return check_files(shop.catalogue, shop.products(), largest_mail(shop), [&] { progress.step(); });
}

void tell(const FileCheck& files, const std::optional<AskedLinks>& asked, const Faults& findings) {
  print_faults(findings);
  std::string text =
      fmt::format("{} ({}) checked", counted(files.files, "file"), counted(files.pages, "page"));
  if (asked) {
    const LinkCheckup* const links = &asked->checkup;
    text += fmt::format(", {}: {} asked, {} remembered from the last day",
                        counted(links->links, "link"), links->asked, links->remembered);
    if (links->not_asked > 0) text += fmt::format(", {} left for another run", links->not_asked);
    if (asked->forgotten > 0) {
      text += fmt::format("; {} not kept, since the database was busy",
                          counted(asked->forgotten, "answer"));
    }
  } else {
    text += ", links not asked (--offline)";
  }
  say(text + (findings.empty() ? ". All is well." : "."));
  if (!findings.empty()) say(counted(findings.size(), "finding") + ".");
}

void run(const CheckOptions& options, Context& context) {
  const Shop shop = need(Shop::open(context.workspace), kExitConfiguration);
  const FileCheck files = look_at_files(shop, context);
  std::optional<AskedLinks> links;
  if (!options.offline && count_links(shop.catalogue) > 0)
    links = ask_links(shop, options, context);
  Faults findings = files.findings;
  if (links) append(findings, links->checkup.findings);
  if (!findings.empty()) context.exit_code = kExitCheckSaidNo;
  if (context.json) {
    nlohmann::ordered_json json{
        {"files", files.files},          {"pages", files.pages},
        {"bytes", files.bytes},          {"links", nullptr},
        {"findings", to_json(findings)}, {"remarks", to_json(files.remarks)}};
    if (links) {
      json["links"] = {{"all", links->checkup.links},
                       {"asked", links->checkup.asked},
                       {"remembered", links->checkup.remembered},
                       {"not_asked", links->checkup.not_asked},
                       {"not_kept", links->forgotten}};
    }
    print_json(json);
    return;
  }
  if (!context.quiet) print_faults_by_kind(files.remarks);
  tell(files, links, findings);
}

}  // namespace

void add_products_check(Command& products, Context& context) {
  auto options = std::make_shared<CheckOptions>();
  Command* command = products.add_subcommand(
      "check", "are the files there and sound, do the driver links still lead to the same files?");
  command->add_flag("--offline", options->offline, "look at the files alone");
  command->add_option("--links", options->most_links, "ask at most so many links in this run")
      ->capture_default_str();
  command->add_option("--ca-file", options->ca_file,
                      "certificates to trust besides the system's (PEM)");
  command->callback([options, &context] { run(*options, context); });
}

}  // namespace enclosure::app
