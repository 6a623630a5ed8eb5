#include "app/import/woo_parties.h"

#include <array>
#include <map>
#include <optional>
#include <span>
#include <utility>

#include "app/import/words.h"
#include "core/text.h"
#include "core/visible.h"
#include "locales/mail_address.h"

namespace enclosure::app {
namespace {

/// The keys under which plugins keep what the REST order itself has no member for.
constexpr std::array<std::string_view, 7> kVatKeys{
    "_billing_vat_number", "billing_vat_number", "_vat_number",           "vat_number",
    "_billing_vat",        "billing_vat",        "_billing_eu_vat_number"};
constexpr std::array<std::string_view, 5> kLanguageKeys{"wpml_language", "_locale", "locale",
                                                        "trp_language", "_user_locale"};
constexpr std::array<std::string_view, 4> kReferenceKeys{"_billing_po_number", "billing_po_number",
                                                         "_po_number", "po_number"};

/// First and last name as one line.
std::string read_name(const Reader& reader) {
  const std::string name = reader.text("first_name") + " " + reader.text("last_name");
  return reader.log().take(single_line(name), reader.path_of("last_name")).value_or("");
}

/// Reads an address. Of the billing one the firm is left to the buyer, so that no page shows it
/// twice.
Address read_address(const Reader& reader, bool with_company) {
  Address address;
  address.name = read_name(reader);
  const std::string company = with_company ? reader.text("company") : "";
  for (const std::string& line : {company, reader.text("address_1"), reader.text("address_2")}) {
    if (!line.empty()) address.lines.push_back(line);
  }
  address.postcode = reader.text("postcode", Need::kOptional, 20);
  address.city = reader.text("city");
  address.region = reader.text("state");
  address.country = reader.parsed<CountryCode>("country", Need::kRequired).value_or(CountryCode());
  return address;
}

/// Whether an address of the order is filled in; shops leave the second one empty.
bool is_given(const std::optional<Reader>& address) {
  return address && !(address->text("country").empty() && address->text("address_1").empty());
}

/// The meta data whose values are texts or flags; plugins also keep whole objects there.
class MetaData {
 public:
  explicit MetaData(const Reader& order) : order_(order) {
    for (const Reader& entry : order.objects("meta_data")) {
      const auto* key = entry.find("key");
      const auto* value = entry.find("value");
      if (key == nullptr || key->text() == nullptr || value == nullptr) continue;
      if (const std::string* text = value->text()) values_.emplace(*key->text(), *text);
      if (const bool* flag = std::get_if<bool>(&value->data)) {
        values_.emplace(*key->text(), *flag ? "true" : "false");
      }
    }
  }

  /// The first of `keys` that has a value, as a single line.
  [[nodiscard]] std::string first_of(std::span<const std::string_view> keys,
                                     std::size_t max_bytes) const {
    for (const std::string_view key : keys) {
      const auto found = values_.find(key);
      if (found == values_.end() || !has_visible(found->second)) continue;
      return order_.log()
          .take(single_line(found->second, max_bytes),
                order_.path_of("meta_data." + std::string(key)))
          .value_or("");
    }
    return {};
  }

  [[nodiscard]] bool says_yes(std::string_view key) const {
    const auto found = values_.find(key);
    return found != values_.end() && is_one_of(found->second, {"true", "yes", "1"});
  }

 private:
  const Reader& order_;
  std::map<std::string, std::string, std::less<>> values_;
};

void read_billing(const Reader& billing, Buyer& buyer, std::string_view named, Sink& sink) {
  buyer.name = read_name(billing);
  buyer.company = billing.text("company");
  buyer.is_business = !buyer.company.empty();
  const std::string email = billing.text("email");
  if (const auto address = locales::parse_mail_address(email)) {
    buyer.email = *address;
  } else if (!email.empty()) {
    sink.notice(billing.path(),
                std::string(named) + " has a mail address that cannot be used; it was left out");
  }
}

void read_meta_data(const Reader& order, Buyer& buyer, std::string_view named, Sink& sink) {
  const MetaData meta(order);
  buyer.vat_id = meta.first_of(kVatKeys, 40);
  buyer.reference = meta.first_of(kReferenceKeys, 200);
  buyer.is_business = buyer.is_business || !buyer.vat_id.empty();
  if (!buyer.vat_id.empty() && meta.says_yes("_vat_number_is_validated")) {
    buyer.vies = meta.says_yes("_vat_number_is_valid") ? ViesAnswer::kValid : ViesAnswer::kInvalid;
  }
  const std::string language = meta.first_of(kLanguageKeys, 40);
  if (language.empty()) return;
  if (const auto tag = LanguageTag::parse(language)) {
    buyer.language = *tag;
  } else {
    sink.notice(order.path(), std::string(named) + " names a language that is none: " + language);
  }
}

}  // namespace

WooParties read_woo_parties(const Reader& order, std::string_view named, Sink& sink) {
  WooParties parties;
  const auto billing = order.object("billing");
  const auto shipping = order.object("shipping");
  const bool has_billing = is_given(billing);
  if (billing) read_billing(*billing, parties.buyer, named, sink);
  if (has_billing) parties.buyer.billing_address = read_address(*billing, false);
  if (is_given(shipping)) {
    parties.deliver_to = read_address(*shipping, true);
  } else if (has_billing) {
    parties.deliver_to = read_address(*billing, true);
  } else {
    order.fault("IMPORT-004", "billing.country", "the place of delivery is missing",
                "complete the order in the shop and export it again");
  }
  read_meta_data(order, parties.buyer, named, sink);
  return parties;
}

}  // namespace enclosure::app
