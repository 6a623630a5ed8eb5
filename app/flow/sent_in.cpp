#include "app/flow/sent_in.h"

#include <array>

namespace enclosure::app {
namespace {

using State = DetailsRequest::State;

std::string with_note(std::string sentence, const std::string& note) {
  return note.empty() ? sentence + "." : sentence + ": " + note + ".";
}

}  // namespace

std::vector<std::pair<std::string, std::string>> values_of(const BuyerChange& change) {
  std::vector<std::pair<std::string, std::string>> values;
  const auto add = [&](const char* name, const std::optional<std::string>& value) {
    if (value) values.emplace_back(name, *value);
  };
  add("name", change.name);
  add("company", change.company);
  add("street", change.street);
  add("postcode", change.postcode);
  add("city", change.city);
  if (change.country) values.emplace_back("country", change.country->to_string());
  add("vat_id", change.vat_id);
  add("reference", change.reference);
  return values;
}

std::string fields_told(const BuyerChange& change) {
  constexpr std::array<std::pair<const char*, const char*>, 8> kNames{{
      {"name", "name"},
      {"company", "company"},
      {"street", "street"},
      {"postcode", "post code"},
      {"city", "town"},
      {"country", "country"},
      {"vat_id", "VAT number"},
      {"reference", "order number"},
  }};
  std::string text;
  for (const auto& [name, value] : values_of(change)) {
    for (const auto& [member, told] : kNames) {
      if (name == member) text += (text.empty() ? "" : ", ") + std::string(told);
    }
  }
  return text;
}

std::string outcome_told(const DetailsRequest& request) {
  switch (request.state) {
    case State::kPending:
      return "It waits for VIES and is done by itself.";
    case State::kCorrected:
      return with_note("The invoice was corrected", request.note);
    case State::kUnchanged:
      return "The invoice said it already.";
    case State::kNumberUnknown:
      return "VIES says that the number is not valid; nothing was changed.";
    case State::kSellerOnly:
      return with_note("It is yours to do, nothing was changed", request.note);
    case State::kReplaced:
      break;
  }
  return "Something later took its place.";
}

}  // namespace enclosure::app
