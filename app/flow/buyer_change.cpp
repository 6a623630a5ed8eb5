// What is different about the buyer (correct.h): read, written and put into an order.

#include <nlohmann/json.hpp>
#include <utility>

#include "app/flow/correct.h"
#include "app/import/json_reader.h"
#include "core/text.h"
#include "core/vat_id.h"

namespace enclosure::app {
namespace {

std::optional<std::string> text_if_there(const Reader& reader, std::string_view name) {
  if (reader.find(name) == nullptr) return std::nullopt;
  return reader.text(name, Need::kOptional);
}

}  // namespace

void forget_register(Buyer& buyer) {
  buyer.vies = ViesAnswer::kNotAsked;
  buyer.vies_day.reset();
  buyer.vies_consultation.clear();
}

bool BuyerChange::is_empty() const {
  return !name && !company && !street && !postcode && !city && !country && !vat_id && !reference;
}

Result<std::string> vat_number_text(std::string_view text) {
  if (trim(text).empty()) return std::string();
  const auto number = VatId::parse(text);
  if (!number) return number.faults();
  return number->to_string();
}

BuyerChange read_buyer_change(const Reader& reader) {
  static constexpr std::string_view kKnown[] = {"name", "company", "street", "postcode",
                                                "city", "country", "vat_id", "reference"};
  reader.allow_only(kKnown);
  BuyerChange change;
  change.name = text_if_there(reader, "name");
  change.company = text_if_there(reader, "company");
  change.street = text_if_there(reader, "street");
  change.postcode = text_if_there(reader, "postcode");
  change.city = text_if_there(reader, "city");
  change.country = reader.parsed<CountryCode>("country");
  if (const auto number = text_if_there(reader, "vat_id"))
    change.vat_id = reader.log().take(vat_number_text(*number), reader.path_of("vat_id"));
  change.reference = text_if_there(reader, "reference");
  return change;
}

Result<BuyerChange> buyer_change_from_json(std::string_view json) {
  FaultLog log;
  BuyerChange change;
  if (const auto value = parse_json(json, "", 1, log)) {
    if (const auto reader = Reader::of(*value, "", log)) change = read_buyer_change(*reader);
  }
  if (!log.empty()) return std::move(log).release();
  return change;
}

std::string buyer_change_to_json(const BuyerChange& change) {
  nlohmann::ordered_json json = nlohmann::ordered_json::object();
  const auto put = [&json](const char* name, const std::optional<std::string>& value) {
    if (value) json[name] = *value;
  };
  put("name", change.name);
  put("company", change.company);
  put("street", change.street);
  put("postcode", change.postcode);
  put("city", change.city);
  if (change.country) json["country"] = change.country->to_string();
  put("vat_id", change.vat_id);
  put("reference", change.reference);
  return json.dump();
}

Order with_buyer(Order order, const BuyerChange& change) {
  Buyer& buyer = order.buyer;
  if (change.name) buyer.name = *change.name;
  if (change.company) buyer.company = *change.company;
  if (change.reference) buyer.reference = *change.reference;
  if (change.street || change.postcode || change.city || change.country) {
    const auto& billing = buyer.billing_address;  // where it is not whole no document bears it
    const bool whole = billing && !billing->lines.empty() && !billing->city.empty();
    Address address = whole ? *billing : order.deliver_to;
    if (change.street) address.lines = {*change.street};
    if (change.postcode) address.postcode = *change.postcode;
    if (change.city) address.city = *change.city;
    if (change.country) address.country = *change.country;
    address.name.clear();
    buyer.billing_address = address;
  }
  if (change.vat_id && *change.vat_id != buyer.vat_id) {
    buyer.vat_id = *change.vat_id;
    forget_register(buyer);
  }
  if (change.company || change.vat_id)
    buyer.is_business = !buyer.company.empty() || !buyer.vat_id.empty();
  return order;
}

}  // namespace enclosure::app
