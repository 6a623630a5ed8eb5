#pragma once
// Foreign bytes to the one `Order`. Everything that comes in here is hostile.

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/embedded.h"
#include "core/order.h"
#include "core/result.h"
#include "messaging/buyer_event.h"

namespace enclosure::app {

using enclosure::to_string;  // those of core/, which the names below would hide

/// The formats that are read.
enum class ImportFormat {
  kAmazonVatInvoiceData,  ///< "amazon-vidr": GET_FLAT_FILE_VAT_INVOICE_DATA_REPORT
  kAmazonOrders,          ///< "amazon-orders": Orders API 2026-01-01, getOrder and searchOrders
  kWooCommerce,           ///< "woocommerce": REST order, one or an array
  kEnclosureOrders,       ///< "enclosure": own order JSON, one, an array or one per line
  kEnclosureEvents,       ///< "events": own event JSON, one, an array or one per line
};
[[nodiscard]] std::string_view to_string(ImportFormat format);
/// Fault IMPORT-001: no such format; the hint lists them.
[[nodiscard]] Result<ImportFormat> parse_import_format(std::string_view name);

/// A store of Amazon.
struct Marketplace {
  std::string id;
  CountryCode country;
  std::string domain;  ///< "amazon.de"
  Currency currency;
  LanguageTag language;             ///< the default language of the store
  std::string review_url_template;  ///< with {asin}; or empty
  std::string order_url_template;   ///< page of an order in the buyer's account, {order}; or empty
};

/// What the readers need to know besides the bytes.
struct ImportContext {
  std::vector<Marketplace> marketplaces;
  /// Where goods start when the input does not say: the seller's own store room.
  std::optional<Address> default_dispatch;
  /// Language of a shop buyer when the order names none: by country of delivery, else the default.
  std::map<CountryCode, LanguageTag> country_languages;
  LanguageTag default_language;
};

/// Reads app/import/data/marketplaces.json. Faults as below.
[[nodiscard]] Result<std::vector<Marketplace>> load_marketplaces(std::string_view json);
/// Reads app/import/data/country_languages.json. Faults as below.
[[nodiscard]] Result<std::map<CountryCode, LanguageTag>> load_country_languages(
    std::string_view json);
/// A context with both of them, from the data files of the program (app/import/data.h); the
/// seller's part, place of dispatch and default language, is left for the caller.
[[nodiscard]] Result<ImportContext> load_import_context(std::span<const EmbeddedFile> files);

/// What one file held.
struct Imported {
  ImportFormat format = ImportFormat::kEnclosureOrders;
  std::vector<Order> orders;
  std::vector<OrderEvent>
      events;  ///< a report that tells of shipping yields the shipments in the order itself
  std::vector<messaging::BuyerEvent> buyer_events = {};  ///< of the same files as `events`
  std::vector<std::string> notices;                      ///< say, columns that were left out
};

/// Recognises the format by content, never by the file's name. Faults: IMPORT-002 none of them;
/// IMPORT-003 and IMPORT-008 as below when the bytes are damaged.
[[nodiscard]] Result<ImportFormat> recognise(std::string_view bytes);

/// Reads the whole of `bytes` or nothing. `name` is only for the paths of faults and notices:
/// "orders.txt:17 item-vat-rate", "orders.json [3].lines[0].quantity", "orders.ndjson:4 lines[0]".
/// A language that the input does not name is filled in from the context, and so is the place of
/// dispatch unless Amazon dispatches.
///
/// Faults: IMPORT-003 a damaged file (no JSON, ragged row, truncated, a member twice), IMPORT-004 a
/// member missing, IMPORT-005 of the wrong type or out of range, IMPORT-006 totals that do not add
/// up, IMPORT-007 an order, event, line or shipment id twice with different content, IMPORT-008 too
/// large or too deep, IMPORT-009 an unknown member of own JSON, IMPORT-010 "and so many more" after
/// the first hundred, IMPORT-012 something that is understood but not supported yet, and those of
/// the types of core/.
[[nodiscard]] Result<Imported> read_import(std::string_view name, std::string_view bytes,
                                           const ImportContext& context,
                                           std::optional<ImportFormat> format = std::nullopt);

}  // namespace enclosure::app
