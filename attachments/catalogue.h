#pragma once
// The seller's document library: which manuals, links and first steps belong to which product.

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "attachments/kind.h"
#include "attachments/serial_number.h"
#include "core/country.h"
#include "core/date.h"
#include "core/language.h"
#include "core/order.h"
#include "core/result.h"

namespace enclosure::attachments {

/// Days from one to another, both included; an end that is not given is open.
struct Period {
  std::optional<Date> from;
  std::optional<Date> until;

  [[nodiscard]] bool covers(Date day) const {
    return (!from || *from <= day) && (!until || day <= *until);
  }
  [[nodiscard]] bool overlaps(const Period& other) const {
    return (!from || !other.until || *from <= *other.until) &&
           (!other.from || !until || *other.from <= *until);
  }

  friend bool operator==(const Period&, const Period&) = default;
};

struct LocalText {
  LanguageTag language;
  std::string_view text;
};

/// What a thing is called, by language; or one name for all readers.
struct Title {
  std::vector<LocalText> texts;

  /// The name for a reader of `language`: that tag, its language, another region of it, English,
  /// the first there is. Empty when there is none.
  [[nodiscard]] std::string_view in(const LanguageTag& language) const;
};

/// A file that travels with a product. All texts belong to the catalogue.
struct Document {
  std::string_view id;  ///< unique; empty when the catalogue gives none
  Kind kind = Kind::kOther;
  std::string_view topic;              ///< tells two documents of one kind apart; mostly empty
  std::vector<LanguageTag> languages;  ///< at least one; "zxx" without words, "mul" many
  std::vector<CountryCode> countries;  ///< of delivery; empty: everywhere
  Period sold;                         ///< the days of sale for which it is meant
  SerialRange serials;                 ///< the pieces for which it is meant
  std::string_view version;            ///< "3.2", or empty
  const Document* replaced_by = nullptr;
  std::string_view file;                 ///< path relative to the products folder
  Title title;                           ///< as the buyer reads it; may be empty
  bool needed_before_first_use = false;  ///< goes first, with the safety notes

  [[nodiscard]] bool speaks(const LanguageTag& language) const;
  [[nodiscard]] bool is_multilingual() const;
  /// `id`, or the file where there is none.
  [[nodiscard]] std::string_view name() const { return id.empty() ? file : id; }
};

/// A driver or its download page, always https, never a file of ours.
struct DriverLink {
  Title title;
  std::string_view url;
  std::string_view os;
  std::optional<LanguageTag> language;  ///< nothing: for readers of every language
  std::string_view topic;               ///< tells two downloads for one system apart
  std::string_view version;
  std::string_view sha256;  ///< 64 small hexadecimal digits as the maker publishes them, or empty
  std::uint64_t size = 0;   ///< bytes, or 0
  bool needed_before_first_use = false;
};

/// First steps in one language, a line each.
struct QuickStart {
  LanguageTag language;
  std::vector<std::string_view> lines;
};

/// What one of the three messages says about a product, in one language: a sentence or two of the
/// seller's, for texts that ask for them (docs/messages.md, `product_texts`).
struct MailText {
  int stage = 1;  ///< 1 documents, 2 review request, 3 check-up
  LanguageTag language;
  std::string_view words;
};

/// What documents the products of a class usually have; `products coverage` asks for them.
struct ProductClass {
  std::string_view name;
  std::vector<Kind> expects;
};

struct Product;

/// A product inside a set.
struct SetPart {
  const Product* product = nullptr;
  int quantity = 1;
};

/// One product. "*" in a SKU stands for any characters, also none.
struct Product {
  std::string_view id;                          ///< unique; empty when the catalogue gives none
  std::string_view name;                        ///< as the seller speaks of it
  Title title;                                  ///< as the buyer reads it; may be empty
  std::string_view brand;                       ///< or empty; a condition of campaigns
  const ProductClass* product_class = nullptr;  ///< or null
  std::vector<std::string_view> skus;           ///< patterns among them
  std::vector<std::string_view> asins;
  std::vector<std::string_view> gtins;  ///< as 14 digits
  std::vector<const Document*> documents;
  std::vector<DriverLink> drivers;
  std::vector<QuickStart> quick_starts;
  std::vector<MailText> mail_texts;
  std::vector<SetPart> parts;  ///< a set is these, too
  std::string_view picture;    ///< path of a PNG or JPEG, or empty
  bool do_not_ask = false;     ///< on the list of items without review request

  /// Whether there is a title in `language`, whatever the region.
  [[nodiscard]] bool has_title_in(const LanguageTag& language) const;

  /// The title for a reader of `language`, or the name.
  [[nodiscard]] std::string_view title_in(const LanguageTag& language) const;
};

struct CatalogueData;

/// The catalogue of `products/catalogue.json`. Immutable; copies share what they hold. Pointers and
/// texts that it gives live as long as one of the copies. Safe to read from several threads.
class Catalogue {
 public:
  /// An empty one.
  Catalogue();

  /// Reads the JSON of docs/catalogue.md, schema 2 or 1. All faults at once, with path:
  ///
  /// CATALOGUE-001 no JSON (path: line and column), CATALOGUE-002 a member missing or of the wrong
  /// type or form, CATALOGUE-003 a file path that leaves the folder or has another ending,
  /// CATALOGUE-004 a link that is not https, carries credentials or could mislead
  /// (attachments/checks.h), CATALOGUE-005 a member that is unknown or given twice, CATALOGUE-006
  /// no GTIN, CATALOGUE-007 two documents that claim the same slot, CATALOGUE-008 a name of
  /// something that is not there, CATALOGUE-009 a circle of sets or of replacements, CATALOGUE-010
  /// an id given twice, CATALOGUE-011 a language that does not exist, CATALOGUE-012 a period or
  /// range whose end lies before its beginning. Texts, dates, countries and identifiers keep the
  /// codes of core.
  static Result<Catalogue> parse(std::string_view json);

  [[nodiscard]] std::span<const Product> products() const;
  /// Every document once, shared ones too.
  [[nodiscard]] const std::deque<Document>& documents() const;
  [[nodiscard]] const std::deque<ProductClass>& classes() const;

  /// By id; null when there is none.
  [[nodiscard]] const Product* product(std::string_view id) const;
  [[nodiscard]] const Document* document(std::string_view id) const;

  /// The products that `line` belongs to by SKU, ASIN or GTIN, in catalogue order, each once.
  [[nodiscard]] std::vector<const Product*> matching(const OrderLine& line) const;

 private:
  explicit Catalogue(std::shared_ptr<const CatalogueData> data);

  std::shared_ptr<const CatalogueData> data_;
};

}  // namespace enclosure::attachments
