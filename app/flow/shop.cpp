#include "app/flow/shop.h"

#include <algorithm>
#include <cstdlib>

#include "app/errors.h"
#include "app/flow/invoicing.h"
#include "app/flow/numbering.h"
#include "app/flow/own_texts.h"
#include "app/import/data.h"
#include "app/store/files.h"
#include "attachments/data.h"
#include "fonts/fonts.h"
#include "invoice/data/data.h"
#include "invoice/data/einvoice_data.h"
#include "locales/data.h"

namespace enclosure::app {
namespace {

std::optional<std::string> environment(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

Result<attachments::Catalogue> open_catalogue(const std::filesystem::path& workspace) {
  const auto file = workspace / "products" / "catalogue.json";
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return attachments::Catalogue{};
  auto catalogue = attachments::Catalogue::parse(read_file(file));
  if (!catalogue) return under("products/catalogue.json", std::move(catalogue).faults());
  return catalogue;
}

Result<std::optional<ShopLogo>> open_logo(const std::filesystem::path& workspace,
                                          const std::string& name) {
  if (name.empty()) return std::optional<ShopLogo>{};
  const auto file = workspace / name;
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) {
    return Fault{"LOGO-003", "seller.logo", "there is no file " + name,
                 "put the PNG there, or take `logo` out"};
  }
  std::string png = read_file(file);
  auto decoded = invoice::Logo::decode(png);
  if (!decoded) return under("seller.logo", std::move(decoded).faults());
  std::string hash = sha256_hex(png);
  return std::optional<ShopLogo>{ShopLogo{std::move(png), std::move(hash), *std::move(decoded)}};
}

/// Fault DOCUMENT-003: a second language without labels.
/// Stores of Amazon in campaigns, as sellers write them (id, domain or country), become ids.
Faults resolve_stores(std::vector<messaging::Campaign>& campaigns,
                      const std::vector<Marketplace>& stores) {
  Faults faults;
  for (messaging::Campaign& campaign : campaigns) {
    for (std::string& name : campaign.when.marketplaces) {
      const auto at = std::find_if(stores.begin(), stores.end(), [&](const Marketplace& store) {
        return name == store.id || name == store.domain || store.country == name;
      });
      if (at != stores.end()) {
        name = at->id;
      } else {
        faults.push_back({"CONFIG-004", "campaigns " + campaign.name + " when.marketplace",
                          "unknown store \"" + name + "\"",
                          "write a domain like amazon.de, a country like DE, or Amazon's id"});
      }
    }
  }
  return faults;
}

Faults check_second_language(const Config& config, const locales::Catalog& languages) {
  const auto& second = config.look.look.second_language;
  if (!second || languages.find(*second) != nullptr) return {};
  return {{"DOCUMENT-003", "documents.second_language",
           "there are no labels in " + second->to_string(),
           "use one of the 24 official languages of the EU, like en"}};
}

}  // namespace

Result<Knowledge> Knowledge::load() {
  Faults faults;
  auto law = invoice::TaxLaw::load(law_data::files());
  auto languages = locales::Catalog::load(locale_data::files());
  auto templates = messaging::Templates::load(locale_data::files());
  auto titles = invoice::NationalTitles::load(law_data::files());
  auto einvoices = invoice::en16931::Data::load(einvoice_data::files());
  auto context = load_import_context(import_data::files());
  auto official = attachments::OfficialLanguages::load(attachment_data::files());
  if (!law) append(faults, law.faults());
  if (!languages) append(faults, languages.faults());
  if (!templates) append(faults, templates.faults());
  if (!titles) append(faults, titles.faults());
  if (!einvoices) append(faults, einvoices.faults());
  if (!context) append(faults, context.faults());
  if (!official) append(faults, official.faults());
  if (!faults.empty()) return faults;
  auto typesetting = invoice::Typesetting::load(fonts::files(), *languages);
  if (!typesetting) return std::move(typesetting).faults();
  return Knowledge{*std::move(law),       *std::move(languages), *std::move(typesetting),
                   *std::move(templates), *std::move(titles),    *std::move(einvoices),
                   *std::move(context),   *std::move(official)};
}

Result<Shop> Shop::open(const std::filesystem::path& workspace) {
  const auto file = workspace / "enclosure.json";
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) {
    throw WorldError(kExitConfiguration, "there is no workspace at " + workspace.string(),
                     "run `enclosure init " + workspace.string() +
                         "` first, or name another folder with --workspace");
  }
  Faults faults;
  auto config = parse_config(read_file(file), workspace, environment);
  if (!config) append(faults, under("enclosure.json", std::move(config).faults()));
  auto catalogue = open_catalogue(workspace);
  if (!catalogue) append(faults, std::move(catalogue).faults());
  auto logo = config ? open_logo(workspace, config->logo)
                     : Result<std::optional<ShopLogo>>(std::optional<ShopLogo>{});
  if (!logo) append(faults, under("enclosure.json", std::move(logo).faults()));
  auto knowledge = Knowledge::load();
  if (config && knowledge) {
    append(faults, under("enclosure.json", resolve_stores(config->messages.campaigns,
                                                          knowledge->import_context.marketplaces)));
    append(faults, under("enclosure.json",
                         check_numbering(config->numbering, config->seller, knowledge->law)));
    append(faults, under("enclosure.json", check_invoicing(*config, *knowledge)));
    append(faults, under("enclosure.json", check_second_language(*config, knowledge->languages)));
  }
  if (!knowledge) append(faults, std::move(knowledge).faults());
  if (!faults.empty()) return faults;
  knowledge->templates = own_texts_over(knowledge->templates, workspace);
  return Shop{workspace,
              *std::move(config),
              *std::move(catalogue),
              *std::move(logo),
              std::make_shared<LinkKeyring>(workspace / "secrets" / "link.key"),
              *std::move(knowledge)};
}

ImportContext Shop::import_context() const {
  ImportContext context = knowledge.import_context;
  context.default_dispatch = config.dispatch_from;
  context.default_language = config.default_language;
  return context;
}

const Marketplace* Shop::marketplace(std::string_view id) const {
  const auto& all = knowledge.import_context.marketplaces;
  const auto at =
      std::find_if(all.begin(), all.end(), [&](const Marketplace& m) { return m.id == id; });
  return at == all.end() ? nullptr : &*at;
}

LanguageTag Shop::channel_language(const Order& order) const {
  const Marketplace* store = marketplace(order.marketplace_id);
  return store == nullptr ? config.default_language : store->language;
}

LanguageTag Shop::document_language(const Order& order) const {
  for (const LanguageTag& language : {order.buyer.language.value_or(channel_language(order)),
                                      channel_language(order), config.default_language}) {
    if (knowledge.languages.find(language) != nullptr) return language;
  }
  return LanguageTag{};
}

LanguageTag Shop::mail_language(const Order& order) const {
  return knowledge.templates.resolve(order.buyer.language, channel_language(order));
}

std::vector<LanguageTag> Shop::official_languages(CountryCode country) const {
  if (!country.is_member_state()) return knowledge.official_languages.of(country);
  std::vector<LanguageTag> languages;
  for (const std::string& tag : knowledge.law.languages_of(country.code())) {
    if (auto language = LanguageTag::parse(tag)) languages.push_back(*std::move(language));
  }
  return languages;
}

std::string Shop::channel_name(const Order& order) const {
  const Marketplace* store = marketplace(order.marketplace_id);
  if (store == nullptr) return config.brand;
  std::string name = store->domain;
  if (!name.empty() && name.front() >= 'a' && name.front() <= 'z')
    name.front() = static_cast<char>(name.front() - 'a' + 'A');
  return name;
}

}  // namespace enclosure::app
