// enclosure products add

#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/output.h"
#include "app/cli/products.h"
#include "app/flow/enclosures.h"
#include "app/products/add_document.h"
#include "app/store/lock.h"
#include "app/store/patience.h"
#include "attachments/known_languages.h"

namespace enclosure::app {
namespace {

struct AddOptions {
  std::string file;
  std::string sku;
  std::vector<std::string> languages;
  std::string kind = "manual";
  std::string title;
  std::string topic;
  std::string version;
  std::string name;
};

NewDocument read(const AddOptions& options) {
  NewDocument document;
  Faults faults;
  document.file = options.file;
  document.sku = take(Sku::parse(options.sku), "--sku", faults);
  for (const std::string& language : options.languages)
    document.languages.push_back(
        take(attachments::parse_known_language(language), "--lang", faults));
  if (const auto kind = attachments::kind_named(options.kind)) {
    document.kind = *kind;
  } else {
    std::string names;
    for (const std::string_view name : attachments::kKindNames)
      names += (names.empty() ? "" : ", ") + std::string(name);
    faults.push_back({"USAGE", "--kind", "no kind of document: " + options.kind, names});
  }
  if (!faults.empty()) throw CommandFaults(kExitUsage, std::move(faults));
  document.title = options.title;
  document.topic = options.topic;
  document.version = options.version;
  document.product_name = options.name;
  return document;
}

std::string joined(const std::vector<LanguageTag>& tags) {
  std::string all;
  for (const LanguageTag& tag : tags) all += (all.empty() ? "" : ", ") + tag.to_string();
  return all;
}

std::string_view source_name(LanguageSource source) {
  switch (source) {
    case LanguageSource::kGiven:
      return "given";
    case LanguageSource::kFile:
      return "file";
    default:
      return "text";
  }
}

std::string told(const AddedDocument& added) {
  std::string pages;
  if (added.facts.type == FileType::kPdf) pages = ", " + counted(added.facts.pages, "page");
  std::string why;
  if (added.language_source == LanguageSource::kFile) why = ", as the PDF says";
  if (added.language_source == LanguageSource::kText) why = ", by its words";
  return fmt::format("{}{} ({}{}{}){}\n    products/{}", added.is_new_product ? "New product " : "",
                     added.product, type_name(added.facts.type), pages,
                     ", in " + joined(added.languages) + why,
                     added.is_new_file ? "" : ": the file was there already", added.file);
}

void run(const AddOptions& options, Context& context) {
  const Shop shop = need(Shop::open(context.workspace), kExitConfiguration);
  const JobLock lock = JobLock::take(context.workspace, Job::kCatalogue, kPatience);
  NewDocument document = read(options);
  document.mail_bytes = largest_mail(shop);
  const AddedDocument added = need(add_document(document, shop.products()), kExitBadData);
  if (context.json) {
    auto languages = nlohmann::ordered_json::array();
    for (const LanguageTag& tag : added.languages) languages.push_back(tag.to_string());
    print_json({{"product", added.product},
                {"new_product", added.is_new_product},
                {"file", added.file},
                {"new_file", added.is_new_file},
                {"sha256", added.sha256},
                {"type", type_name(added.facts.type)},
                {"pages", added.facts.pages},
                {"languages", languages},
                {"language_from", source_name(added.language_source)},
                {"remarks", to_json(added.remarks)}});
    return;
  }
  say(told(added));
  if (!context.quiet) print_faults(added.remarks);
}

}  // namespace

void add_products_add(Command& products, Context& context) {
  auto options = std::make_shared<AddOptions>();
  Command* command = products.add_subcommand(
      "add", "judge a file, copy it to products/ by its hash, write it into the catalogue");
  command
      ->add_option("FILE", options->file,
                   "a PDF; or a JPEG, PNG or TXT, which buyers on Amazon get as a link")
      ->required();
  command->add_option("--sku", options->sku, "the product, as it is ordered")->required();
  command
      ->add_option("--lang", options->languages,
                   "its language, several times for several; without it, it is found out")
      ->type_name("TAG");
  command
      ->add_option("--kind", options->kind,
                   "manual, quick_start, safety, warranty, driver, "
                   "declaration_of_conformity, drawing, other")
      ->capture_default_str();
  command->add_option("--title", options->title, "as the buyer reads it");
  command->add_option("--topic", options->topic, "tells two documents of one kind apart");
  command->add_option("--version", options->version, "of the document, as its maker writes it");
  command->add_option("--name", options->name, "the name of a product that is new");
  command->callback([options, &context] { run(*options, context); });
}

}  // namespace enclosure::app
