#pragma once
// Which documents, links and first steps go along with an order, and why these.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "attachments/catalogue.h"
#include "attachments/language_chain.h"
#include "core/country.h"
#include "core/date.h"
#include "core/language.h"
#include "core/order.h"

namespace enclosure::attachments {

/// What a selection depends on besides the catalogue.
struct SelectionRequest {
  std::span<const OrderLine> lines;
  LanguageTag language;                         ///< the buyer's
  std::optional<CountryCode> country;           ///< of delivery
  std::vector<LanguageTag> official_languages;  ///< of that country, the most spoken first
  Date sold_on{};
};

/// A product that was bought, by itself or inside a set, however often.
struct Item {
  const Product* product = nullptr;
  const Product* set = nullptr;  ///< the set that it was first found in, or null
  std::int64_t quantity = 1;     ///< begun pieces count
  std::vector<std::string_view> serials;
  /// What the order calls it; empty for the parts of a set and for one of several of one line.
  std::string_view ordered_as = {};
};

/// A document that goes along, once, for every product that it belongs to.
struct Enclosure {
  const Document* document = nullptr;
  std::vector<const Product*> products;  ///< at least one
  LanguageTag language;                  ///< in which it serves this buyer
  Fit fit = Fit::kNone;
  bool serial_assumed = false;  ///< no serial number is known: it is what is made today

  friend bool operator==(const Enclosure&, const Enclosure&) = default;
};

/// Why a document of an ordered product stays behind.
enum class LeftOut {
  kOtherCountry,
  kOtherDay,       ///< not meant for sales of that day
  kOtherSerial,    ///< not meant for any of these pieces
  kSerialUnknown,  ///< meant for some serial numbers, and none is known
  kReplaced,       ///< by a newer document that goes along
  kNoLanguage,     ///< no language in it that the buyer is served by, and nothing better is there
  kOtherLanguage,  ///< another document serves in a better language
  kWider           ///< another document is meant for just this case
};

[[nodiscard]] std::string_view to_string(LeftOut reason);  ///< "other_country", …

struct Omission {
  const Document* document = nullptr;
  const Product* product = nullptr;
  LeftOut reason = LeftOut::kNoLanguage;
  const Document* instead = nullptr;  ///< what goes along in its place, or null
};

struct ChosenDriver {
  const DriverLink* driver = nullptr;
  const Product* product = nullptr;
};

struct ChosenQuickStart {
  const QuickStart* quick_start = nullptr;
  const Product* product = nullptr;
  Fit fit = Fit::kNone;
};

/// All that goes along with an order. Points into the catalogue and into the order's lines; both
/// must outlive it.
struct Selection {
  LanguageTag language;               ///< the buyer's, as asked for
  std::vector<Item> items;            ///< in the order of the lines, parts behind their set
  std::vector<Enclosure> enclosures;  ///< by importance, then in the order of the items
  std::vector<ChosenDriver> drivers;  ///< those needed before the first use in front
  std::vector<ChosenQuickStart> quick_starts;
  std::vector<Omission> left_out;
  std::vector<const OrderLine*> unknown;  ///< lines that no product of the catalogue matches

  /// Whether some item is on the list of those about which no review is asked.
  [[nodiscard]] bool has_item_not_to_ask_about() const;
};

/// Chooses, per product, kind and topic, the document for this buyer:
///
/// 1. Of the documents meant for the country, the day of sale and the serial number of the piece,
///    those in the best language of the chain (attachments/language_chain.h); none in the chain:
///    nothing.
/// 2. Of these, the one with the narrowest claim: for a range of serial numbers before one for all,
///    for some countries before one for all, in one language before one in several.
/// 3. A document that is replaced gives way when its replacement is meant for the same piece in a
///    language that is at least as good.
///
/// A piece without serial number gets what is meant for all pieces, else what is meant for a range
/// without end. Pieces with different serial numbers may bring several documents. Each file goes
/// along once. Driver links go per product, system and topic in the best language; each address
/// once. Pure; takes microseconds.
[[nodiscard]] Selection select(const SelectionRequest& request, const Catalogue& catalogue);

/// 0 for what must be read before the first use, then by kind.
[[nodiscard]] int importance(const Document& document);

/// The grounds as a sentence: "Manual hub-de for USB-C hub: it is in German (de), the buyer's …".
[[nodiscard]] std::string told(const Enclosure& enclosure, const LanguageTag& wanted);
[[nodiscard]] std::string told(const Omission& omission);

}  // namespace enclosure::attachments
