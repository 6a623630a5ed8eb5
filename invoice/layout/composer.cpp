#include "invoice/layout/composer.h"

namespace enclosure::invoice::layout {
namespace {

std::string joined(const std::string& first, std::string_view between, const std::string& second) {
  if (first.empty() || second.empty()) return first + second;
  return first + std::string(between) + second;
}

/// Ireland and the United Kingdom put the postcode on its own line, below the town.
bool postcode_stands_below(CountryCode country) {
  return country == "IE" || country == "GB" || country == "XI";
}

}  // namespace

TextId Composer::label(std::string_view key) {
  return copy_.add("labels." + std::string(key), locale_.labels().label(key));
}

std::string Composer::labelled(const std::string& label, const std::string& value) const {
  if (label.empty()) return value;
  const bool colon_stands_apart = locale_.language().language() == "fr";
  return label + (colon_stands_apart ? "\u00a0: " : ": ") + value;
}

std::string Composer::document_kind() const {
  if (!invoice_.title.empty()) return invoice_.title;
  return locale_.labels().title(to_string(invoice_.kind()));
}

std::string electronic_address_text(const SchemedId& address) {
  return address.scheme == "EM" ? address.id : address.to_string();
}

std::vector<AddressLine> address_lines(const Address& address, const std::string& path,
                                       std::optional<CountryCode> home,
                                       const locales::Locale& locale) {
  std::vector<AddressLine> lines;
  const auto add = [&](const std::string& member, std::string text) {
    if (!text.empty()) lines.push_back({path + "." + member, std::move(text)});
  };
  for (std::size_t i = 0; i < address.lines.size(); ++i) {
    add("lines[" + std::to_string(i) + "]", address.lines[i]);
  }
  const std::string town =
      address.region == address.city ? address.city : joined(address.city, ", ", address.region);
  if (postcode_stands_below(address.country)) {
    add("city", town);
    add("postcode", address.postcode);
  } else {
    add("city", joined(address.postcode, " ", town));
  }
  if (address.country != home) add("country", locale.country_name(address.country));
  return lines;
}

}  // namespace enclosure::invoice::layout
