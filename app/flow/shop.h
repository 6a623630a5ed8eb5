#pragma once
// The shop: everything that stays the same while orders come and go.

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "app/config/config.h"
#include "app/flow/judged_files.h"
#include "app/flow/link_keys.h"
#include "app/import/import.h"
#include "app/store/archive.h"
#include "attachments/catalogue.h"
#include "attachments/official_languages.h"
#include "core/result.h"
#include "invoice/document.h"
#include "invoice/en16931/data.h"
#include "invoice/model/national_titles.h"
#include "invoice/render.h"
#include "invoice/tax/law.h"
#include "locales/catalog.h"
#include "messaging/templates.h"

namespace enclosure::app {

/// What is compiled into the program: law, languages, fonts, texts, stores of Amazon. Immutable.
struct Knowledge {
  invoice::TaxLaw law;
  locales::Catalog languages;
  invoice::Typesetting typesetting;
  messaging::Templates templates;
  invoice::NationalTitles titles;
  invoice::en16931::Data einvoices;                   ///< profiles and code lists of e-invoices
  ImportContext import_context;                       ///< stores of Amazon, languages by country
  attachments::OfficialLanguages official_languages;  ///< of countries outside the Union

  [[nodiscard]] invoice::DocumentTools document_tools() const {
    return {typesetting, einvoices, languages};
  }

  /// Loads it all. A fault here is a defect of the build.
  static Result<Knowledge> load();
};

/// A logo with the hash under which the archive keeps its bytes.
struct ShopLogo {
  std::string png;
  std::string sha256;
  invoice::Logo decoded;
};

/// One workspace, opened: its configuration, catalogue and logo. Immutable while a command runs.
struct Shop {
  std::filesystem::path workspace;
  Config config;
  attachments::Catalogue catalogue;
  std::optional<ShopLogo> logo;
  std::shared_ptr<LinkKeyring> link_keys;  ///< sign the invoice links; copies of the shop share it
  Knowledge knowledge;
  /// A memo of what the products folder holds; copies of the shop share it.
  std::shared_ptr<JudgedFiles> judged_files = std::make_shared<JudgedFiles>();

  /// The logo, decoded, or null.
  [[nodiscard]] const invoice::Logo* logo_on_pages() const {
    return logo ? &logo->decoded : nullptr;
  }

  /// Opens `workspace`. Faults name the file and the key.
  static Result<Shop> open(const std::filesystem::path& workspace);

  [[nodiscard]] Archive archive() const { return Archive(workspace / "archive"); }
  [[nodiscard]] std::filesystem::path products() const { return workspace / "products"; }
  [[nodiscard]] ImportContext import_context() const;
  [[nodiscard]] const Marketplace* marketplace(std::string_view id) const;

  /// The language of documents for `order`: the buyer's, the marketplace's, else the shop's, among
  /// those that have labels.
  [[nodiscard]] LanguageTag document_language(const Order& order) const;
  /// The language of the store where `order` was placed.
  [[nodiscard]] LanguageTag channel_language(const Order& order) const;
  /// The language of mails to the buyer of `order`: its own, the store's, else English, among those
  /// that have texts.
  [[nodiscard]] LanguageTag mail_language(const Order& order) const;
  /// The official languages of a country, the most spoken first: of a Member State as the law's
  /// data have them. Empty where nobody knows.
  [[nodiscard]] std::vector<LanguageTag> official_languages(CountryCode country) const;
  /// "Amazon.de", or the brand.
  [[nodiscard]] std::string channel_name(const Order& order) const;
};

}  // namespace enclosure::app
