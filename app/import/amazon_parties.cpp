#include "app/import/amazon_parties.h"

#include <algorithm>
#include <utility>

#include "app/import/words.h"
#include "locales/mail_address.h"

namespace enclosure::app {
namespace {

/// Adds a line of an address; some members of the API are there but empty.
void add_line(std::vector<std::string>& lines, std::string line) {
  if (!line.empty() && lines.size() < 4) lines.push_back(std::move(line));
}

void read_registration(const Reader& registration, Buyer& buyer, std::string_view named,
                       Sink& sink) {
  const std::string type = registration.text("taxRegistrationType");
  const std::string number = registration.text("taxRegistrationNumber", Need::kOptional, 40);
  if (!is_one_of(type, {"VAT", "BUSINESS", ""})) {
    sink.notice(registration.path(), std::string(named) + ": a buyer's registration of type " +
                                         type + " is no VAT number");
    return;
  }
  buyer.vat_id = number;
  buyer.is_business = buyer.is_business || !number.empty();
  if (buyer.company.empty()) buyer.company = registration.text("legalName");
  if (const auto address = registration.object("taxRegistrationAddress")) {
    buyer.billing_address = read_api_address(*address, buyer.company);
  }
}

}  // namespace

Address read_api_address(const Reader& reader, std::string_view known) {
  Address address;
  address.name = reader.text("name");
  std::string company = reader.text("companyName");
  if (company != address.name && company != known) add_line(address.lines, std::move(company));
  for (const char* name : {"addressLine1", "addressLine2", "addressLine3"}) {
    add_line(address.lines, reader.text(name));
  }
  address.city = reader.text("city");
  if (address.city.empty()) address.city = reader.text("municipality");
  address.region = reader.text("stateOrRegion");
  address.postcode = reader.text("postalCode", Need::kOptional, 20);
  address.country =
      reader.parsed<CountryCode>("countryCode", Need::kRequired).value_or(CountryCode());
  return address;
}

Buyer read_api_buyer(const Reader& order, std::string_view named, Sink& sink) {
  Buyer buyer;
  if (const auto reader = order.object("buyer")) {
    buyer.name = reader->text("buyerName");
    buyer.company = reader->text("buyerCompanyName");
    buyer.reference = reader->text("buyerPurchaseOrderNumber", Need::kOptional, 200);
    const std::string email = reader->text("buyerEmail");
    if (const auto address = locales::parse_mail_address(email)) {
      buyer.email = *address;
    } else if (!email.empty()) {
      sink.notice(reader->path(), std::string(named) +
                                      ": the buyer's mail address cannot be used and was left out");
    }
  }
  buyer.is_business = !buyer.company.empty() || has_api_program(order, "AMAZON_BUSINESS");
  if (const auto tax = order.object("tax")) {
    for (const Reader& registration : tax->objects("taxRegistrations")) {
      if (registration.text("entityType") == "BUYER") {
        read_registration(registration, buyer, named, sink);
      }
    }
  }
  return buyer;
}

bool has_api_program(const Reader& order, std::string_view program) {
  const auto programs = order.texts("programs");
  return std::find(programs.begin(), programs.end(), program) != programs.end();
}

}  // namespace enclosure::app
