#pragma once
// What the buyer's page shows, as values: the flow fills it in, `buyer_page.h` makes HTML of it.
// Texts of orders and documents are formatted in the language of the page already; the page's own
// words (locales/<tag>/page.json) are found when it is made.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/language.h"
#include "locales/catalog.h"

namespace enclosure::app {

/// One document of the order, in order of issue: an invoice, the credit note that cancels it, the
/// corrected invoice that takes its place.
struct BuyerDocument {
  enum class Standing {
    kStands,     ///< valid: the one to use
    kCancelled,  ///< another one took its place, or nothing is left of it
    kCredit,     ///< a credit note
  };
  std::string title;  ///< "Korrigierte Rechnung"
  std::string number;
  std::string date;
  std::string total;
  Standing standing = Standing::kStands;
  std::string refers_to;  ///< number of the document that it corrects; or empty
  std::string pdf;        ///< path below the token: "invoices/0.pdf"
  std::string xml;        ///< "invoices/0.xml"; or empty
  std::string day{};      ///< `date` for machines: "2026-11-29"; or empty
  /// Of kCredit: nothing is left of the invoice after it. Else it takes a part of the amount away.
  bool cancels = false;
};

/// One line of what was bought. Not personal: names what, not for whom.
struct BuyerItem {
  std::string title;
  std::string quantity;
};

/// A manual, sheet or certificate of a product.
struct BuyerEnclosure {
  std::string title;
  std::string path;  ///< "manuals/0"
  LanguageTag language;
  std::string kind;         ///< "PDF", "JPEG", "PNG", "TXT"
  std::uint64_t bytes = 0;  ///< 0: not known
};

struct BuyerDriver {
  std::string title;
  std::string url;  ///< absolute https
  std::string os;   ///< or empty
};

/// Documents and drivers of one product, those in the language of the page first.
struct BuyerProduct {
  std::string title;
  std::vector<std::string> first_steps;  ///< in the language of the page
  std::vector<BuyerEnclosure> enclosures;
  std::vector<BuyerDriver> drivers;
};

/// What the buyer may tell about the firm, as it stands or as it was just sent in.
struct BuyerDetails {
  std::string name;
  std::string company;
  std::string street;
  std::string postcode;
  std::string city;
  std::string country;  ///< "DE"
  std::string vat_id;
  std::string reference;
};

/// The most characters that a buyer may send in: of a name, a company or a street, and of others.
inline constexpr std::size_t kLongestBuyerText = 200;
inline constexpr std::size_t kLongestBuyerPostcode = 20;
inline constexpr std::size_t kLongestBuyerCity = 100;
inline constexpr std::size_t kLongestBuyerNumber = 40;
inline constexpr std::size_t kLongestBuyerReference = 100;

/// When the register of VAT numbers said no, in words: "30.11.2026, 14:05 UTC+1".
struct NumberAsked {
  std::string asked_at;
  std::string again_at;  ///< from when on it may be asked again; empty: now
};

/// The part of the page about company and VAT number.
struct BuyerDetailsPanel {
  enum class State {
    kAskPostcode,    ///< the second factor first: the post code of the delivery
    kWrongPostcode,  ///< that was not it; may be tried again
    kTooManyTries,   ///< closed for a while
    kForm,           ///< open, with `details` filled in
    kFaulty,         ///< sent in, with `faults`; nothing has changed
    kNumberUnknown,  ///< VIES says that the number is not valid (now); nothing has changed
    kPending,     ///< accepted; VIES cannot be asked now: finished by itself, unless it is replaced
    kCorrected,   ///< done: the newest document is the corrected invoice
    kUnchanged,   ///< the invoice says all that already
    kWithSeller,  ///< sent in and kept for the seller; nothing has changed
    kMarketplaceOnly,  ///< Amazon alone may correct this invoice
    kSellerOnly,  ///< not by this page (too late, partly credited, …): the buyer should write
    kNotYet,      ///< there is no invoice yet
  };
  State state = State::kAskPostcode;
  bool asks_city = false;  ///< the delivery has no post code: its town is asked for instead
  bool unlocked = false;   ///< the second factor has been given
  BuyerDetails details;    ///< only where it has
  /// By field ("vat_id", "postcode", …) the key of the sentence that says what to check.
  std::vector<std::pair<std::string, std::string>> faults;
  std::string marketplace;  ///< "Amazon.de"; for kMarketplaceOnly
  /// Of kAskPostcode: what waited was refused by VIES, and the buyer has not read that yet.
  bool number_refused = false;
  /// Of kNumberUnknown, and of kForm where the invoice bears a number that the register refused.
  std::optional<NumberAsked> number_asked{};
  /// Of kWithSeller: something else may be sent in here.
  bool may_change = false;
  /// Of kWithSeller: because the number cannot be checked here now.
  bool number_unchecked = false;
  /// Whether the register is asked about a number of another state: so that nothing is promised.
  bool asks_register = false;
};

/// How the buyer reaches the seller.
struct BuyerContact {
  std::string marketplace;      ///< "Amazon.de"; empty: the own shop
  std::string marketplace_url;  ///< page of the order or of its messages there; or empty
  std::string email;            ///< of the own shop; empty on marketplaces
};

/// The page behind an invoice link.
struct BuyerPage {
  LanguageTag language;                ///< of the page
  std::vector<LanguageTag> languages;  ///< it can be switched to
  std::string seller_name;
  std::string order;
  std::string ordered_on;
  std::vector<BuyerItem> items;
  std::vector<BuyerDocument> documents;
  bool documents_locked = false;  ///< there are some, which wait for the second factor
  std::vector<BuyerProduct> products;
  BuyerDetailsPanel panel;
  std::optional<locales::Catalog> words;  ///< among which are the page's own
  BuyerContact contact;
  std::string expires_on;
  bool has_bundle = false;  ///< everything as one ZIP can be had below "everything.zip"
  std::string ordered_day;  ///< `ordered_on` for machines: "2026-11-29"; or empty
  std::string expires_day;  ///< the same of `expires_on`
};

}  // namespace enclosure::app
