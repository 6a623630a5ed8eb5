#include "app/flow/buyer_details.h"

#include <algorithm>
#include <array>

#include "app/flow/postcodes.h"
#include "core/text.h"
#include "core/vat_id.h"
#include "locales/text.h"

namespace enclosure::app {
namespace {

constexpr std::size_t kMostBytesOfCharacter = 4;

/// A field of the form as it is sent in, and as it is shown.
struct SentField {
  std::optional<std::string> DetailsInput::*sent;
  std::string BuyerDetails::*shown;
};
constexpr std::array<SentField, 8> kSentFields{
    {{&DetailsInput::name, &BuyerDetails::name},
     {&DetailsInput::company, &BuyerDetails::company},
     {&DetailsInput::street, &BuyerDetails::street},
     {&DetailsInput::postcode, &BuyerDetails::postcode},
     {&DetailsInput::city, &BuyerDetails::city},
     {&DetailsInput::country, &BuyerDetails::country},
     {&DetailsInput::vat_id, &BuyerDetails::vat_id},
     {&DetailsInput::reference, &BuyerDetails::reference}}};

/// Of UTF-8: every byte but those that go on with a character.
std::size_t characters_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : ", ") + line;
  return text;
}

const Address& address_of(const Order& order) {
  const auto& billing = order.buyer.billing_address;
  return billing && !billing->lines.empty() && !billing->city.empty() ? *billing : order.deliver_to;
}

/// One check over all fields; what is wrong is collected.
class Check {
 public:
  explicit Check(const BuyerDetails& current) : current_(current) {}

  Result<BuyerChange> run(const DetailsInput& input) {
    const auto text = [this](const char* field, const std::optional<std::string>& sent,
                             const std::string& known, std::size_t longest) {
      return line(field, sent.value_or(known), longest);
    };
    details_.name = text("name", input.name, current_.name, kLongestBuyerText);
    details_.company = text("company", input.company, current_.company, kLongestBuyerText);
    details_.street = text("street", input.street, current_.street, kLongestBuyerText);
    details_.postcode = text("postcode", input.postcode, current_.postcode, kLongestBuyerPostcode);
    details_.city = text("city", input.city, current_.city, kLongestBuyerCity);
    details_.country = text("country", input.country, current_.country, kLongestBuyerPostcode);
    details_.reference =
        text("reference", input.reference, current_.reference, kLongestBuyerReference);
    details_.vat_id = text("vat_id", input.vat_id, current_.vat_id, kLongestBuyerNumber);
    need_what_an_invoice_needs();
    check_country_and_postcode();
    check_number(input.vat_id.has_value());
    if (!faults_.empty()) return std::move(faults_);
    return difference();
  }

 private:
  void fault(std::string code, const char* field, std::string message, std::string hint) {
    faults_.push_back({std::move(code), field, std::move(message), std::move(hint)});
  }

  [[nodiscard]] bool is_faulty(std::string_view field) const {
    return std::any_of(faults_.begin(), faults_.end(),
                       [&](const Fault& one) { return one.path == field; });
  }

  std::string line(const char* field, const std::string& text, std::size_t longest) {
    auto single = single_line(text, longest * kMostBytesOfCharacter);
    const bool is_text = single || single.faults().front().code == "TEXT-003";
    if (single && characters_of(*single) <= longest) return *std::move(single);
    if (is_text) {
      fault("DETAILS-002", field, "this is longer than " + std::to_string(longest) + " characters",
            "shorten it");
    } else {
      fault("DETAILS-003", field, "there is a character that cannot stand on an invoice",
            "leave it out");
    }
    return "";
  }

  /// Art. 226(5): full name and address.
  void need_what_an_invoice_needs() {
    const auto need = [this](const char* field, const std::string& text) {
      if (text.empty() && !is_faulty(field))
        fault("DETAILS-001", field, "this must not be empty", "fill it in");
    };
    if (details_.name.empty()) need("company", details_.company);
    need("street", details_.street);
    need("city", details_.city);
    need("country", details_.country);
  }

  void check_country_and_postcode() {
    if (details_.country.empty()) return;
    const auto country = CountryCode::parse(to_upper_ascii(details_.country));
    if (!country) {
      append(faults_, under("country", country.faults()));
      return;
    }
    country_ = *country;
    details_.country = country->to_string();
    if (is_faulty("postcode")) return;
    if (details_.postcode.empty()) {
      if (needs_postcode(*country))
        fault("DETAILS-001", "postcode", "this must not be empty", "fill it in");
    } else if ((details_.postcode != current_.postcode || details_.country != current_.country) &&
               !is_postcode_of(details_.postcode, *country)) {
      fault("DETAILS-004", "postcode", "this is no post code of " + country->to_string(),
            "compare post code and country");
    }
  }

  /// One that stands on the invoice is left alone. The country may be left out in front.
  void check_number(bool sent) {
    if (!sent || details_.vat_id.empty() || details_.vat_id == current_.vat_id) return;
    auto number = VatId::parse(details_.vat_id);
    if (!number && number.faults().front().code == "VATID-001" && country_) {
      const bool greece = *country_ == "GR";
      auto again = VatId::parse((greece ? "EL" : country_->to_string()) + details_.vat_id);
      if (again || again.faults().front().code == "VATID-002") number = std::move(again);
    }
    if (number) {
      details_.vat_id = number->to_string();
    } else {
      append(faults_, under("vat_id", number.faults()));
    }
  }

  BuyerChange difference() const {
    BuyerChange change;
    change.name = details_.name;
    change.company = details_.company;
    change.street = details_.street;
    change.postcode = details_.postcode;
    change.city = details_.city;
    change.country = country_;
    change.vat_id = details_.vat_id;
    change.reference = details_.reference;
    return still_to_do(std::move(change), current_);
  }

  const BuyerDetails& current_;
  BuyerDetails details_;
  std::optional<CountryCode> country_;
  Faults faults_;
};

}  // namespace

BuyerDetails details_of(const Order& order) {
  const Address& address = address_of(order);
  BuyerDetails details;
  details.name =
      order.buyer.name.empty() && order.buyer.company.empty() ? address.name : order.buyer.name;
  details.company = order.buyer.company;
  details.street = joined(address.lines);
  details.postcode = address.postcode;
  details.city = address.city;
  details.country = address.country.to_string();
  details.vat_id = order.buyer.vat_id;
  details.reference = order.buyer.reference;
  return details;
}

BuyerDetails with_input(BuyerDetails details, const DetailsInput& input) {
  for (const SentField& field : kSentFields)
    if (input.*field.sent) details.*field.shown = *(input.*field.sent);
  return details;
}

BuyerDetails with_change(BuyerDetails details, const BuyerChange& change) {
  DetailsInput input{change.name,  change.company, change.street,    change.postcode, change.city,
                     std::nullopt, change.vat_id,  change.reference, std::nullopt};
  if (change.country) input.country = change.country->to_string();
  return with_input(std::move(details), input);
}

DetailsInput without_blanks(DetailsInput input, const BuyerDetails& shown) {
  for (const SentField& field : kSentFields) {
    auto& sent = input.*field.sent;
    if (sent && sent->empty() && (shown.*field.shown).empty()) sent.reset();
  }
  return input;
}

Result<BuyerChange> checked_change(const DetailsInput& input, const BuyerDetails& current) {
  return Check(current).run(input);
}

BuyerChange still_to_do(BuyerChange change, const BuyerDetails& current) {
  const auto drop = [](std::optional<std::string>& wanted, const std::string& known) {
    if (wanted && locales::as_seen(*wanted) == locales::as_seen(known)) wanted.reset();
  };
  drop(change.name, current.name);
  drop(change.company, current.company);
  drop(change.street, current.street);
  drop(change.postcode, current.postcode);
  drop(change.city, current.city);
  drop(change.vat_id, current.vat_id);
  drop(change.reference, current.reference);
  if (change.country && change.country->to_string() == current.country) change.country.reset();
  return change;
}

BuyerChange with_later(BuyerChange change, const BuyerChange& later) {
  const auto put = [](auto& to, const auto& from) {
    if (from) to = from;
  };
  put(change.name, later.name);
  put(change.company, later.company);
  put(change.street, later.street);
  put(change.postcode, later.postcode);
  put(change.city, later.city);
  put(change.country, later.country);
  put(change.vat_id, later.vat_id);
  put(change.reference, later.reference);
  return change;
}

std::vector<std::pair<std::string, std::string>> told_by_field(const Faults& faults) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kKeys = {{
      {"DETAILS-001", "required"},
      {"DETAILS-002", "too_long"},
      {"DETAILS-003", "characters"},
      {"DETAILS-004", "postcode"},
      {"COUNTRY-001", "country"},
      {"VATID-001", "vat_format"},
      {"VATID-002", "vat_check_digits"},
  }};
  std::vector<std::pair<std::string, std::string>> told;
  for (const Fault& fault : faults) {
    const auto key = std::find_if(kKeys.begin(), kKeys.end(),
                                  [&](const auto& one) { return one.first == fault.code; });
    told.emplace_back(fault.path, key == kKeys.end() ? "other" : key->second);
  }
  return told;
}

}  // namespace enclosure::app
