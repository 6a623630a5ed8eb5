#include "invoice/tax/particulars.h"

#include <algorithm>

namespace enclosure::invoice {
namespace {

/// What the company law of the seat asks for is printed wherever the firm writes an invoice.
bool goes_with_the_firm(const Particular& particular) {
  return particular.when == Particular::When::kCompanies ||
         particular.when == Particular::When::kBusinesses;
}

const std::string* given(const Seller& seller, std::string_view state, const std::string& id) {
  for (const auto& [country, entries] : seller.particulars) {
    if (country != state) continue;
    const auto entry = entries.find(id);
    return entry == entries.end() ? nullptr : &entry->second;
  }
  return nullptr;
}

bool concerns(const Particular& particular, std::string_view state, const Seller& seller) {
  if (particular.by != Particular::By::kSeller) return false;
  if (particular.who == Bound::kEstablished && bound_in(state, seller) != Bound::kEstablished) {
    return false;
  }
  return particular.when != Particular::When::kSmallEnterprises ||
         (seller.small_business && *seller.small_business == state);
}

std::string ids_to_choose(const std::vector<Particular>& known) {
  std::string ids;
  for (const Particular& one : known) {
    if (one.by == Particular::By::kSeller) ids += (ids.empty() ? "" : ", ") + one.id;
  }
  return ids.empty() ? "this state has none; leave it out" : "known there: " + ids;
}

}  // namespace

std::vector<std::string> states_of(const Seller& seller) {
  std::vector<std::string> states{seller.established.to_string()};
  for (const auto& [country, number] : seller.vat_ids) {
    if (country != seller.established) states.push_back(country.to_string());
  }
  return states;
}

Bound bound_in(std::string_view state, const Seller& seller) {
  return seller.established == state ? Bound::kEstablished : Bound::kRegistered;
}

std::vector<MissingParticular> missing_particulars(const Seller& seller, Date day,
                                                   const TaxLaw& law) {
  std::vector<MissingParticular> missing;
  for (const std::string& state : states_of(seller)) {
    for (const Particular& one : law.particulars_of(state, day)) {
      if (!concerns(one, state, seller) || given(seller, state, one.id) != nullptr) continue;
      const bool due = one.must && one.when == Particular::When::kAlways &&
                       one.confidence != Confidence::kUnconfirmed;
      missing.push_back({state, one, due});
    }
  }
  return missing;
}

Faults check_particulars(const Seller& seller, const TaxLaw& law) {
  Faults faults;
  for (const auto& [country, entries] : seller.particulars) {
    const auto known = law.particulars_of(country.code());
    for (const auto& [id, text] : entries) {
      const auto one = std::find_if(known.begin(), known.end(),
                                    [&id = id](const Particular& p) { return p.id == id; });
      const std::string path = "particulars." + country.to_string() + "." + id;
      if (one == known.end()) {
        faults.push_back({"CONFIG-007", path,
                          country.to_string() + " has no particular \"" + id + "\"",
                          ids_to_choose(known)});
      } else if (one->by != Particular::By::kSeller) {
        faults.push_back({"CONFIG-007", path,
                          "this one does not come from the seller: " + one->text,
                          ids_to_choose(known)});
      }
    }
  }
  return faults;
}

std::vector<Registration> printed_particulars(const Seller& seller, std::string_view rules_of,
                                              Date day, const TaxLaw& law) {
  std::vector<Registration> printed;
  for (const auto& [country, entries] : seller.particulars) {
    const bool is_seat = seller.established == country;
    if (country != rules_of && !is_seat) continue;
    for (const Particular& one : law.particulars_of(country.code(), day)) {
      const auto entry = entries.find(one.id);
      if (entry == entries.end()) continue;
      if (country == rules_of || goes_with_the_firm(one)) {
        printed.push_back({one.label, entry->second});
      }
    }
  }
  return printed;
}

}  // namespace enclosure::invoice
