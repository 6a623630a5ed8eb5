#include "invoice/layout/composer.h"

#include <algorithm>
#include <utility>

namespace enclosure::invoice::layout {
namespace {

std::string joined(const std::string& first, std::string_view between, const std::string& second) {
  if (first.empty() || second.empty()) return first + second;
  return first + std::string(between) + second;
}

/// Smaller type is hard to read on paper.
constexpr Length kSmallest = 6_pt;

/// Ireland and the United Kingdom put the postcode on its own line, below the town.
bool postcode_stands_below(CountryCode country) {
  return country == "IE" || country == "GB" || country == "XI";
}

}  // namespace

Label PageComposer::label(std::string_view key) {
  return in_both("labels." + std::string(key),
                 [&](const locales::Labels& labels) { return labels.label(key); });
}

Label PageComposer::pair(const std::string& path, std::string_view first, std::string_view second) {
  Label label{copy_.add(path, first)};
  if (second_ != nullptr && !second.empty() && second != first) {
    label.second = copy_.add(path, second, second_->language().to_string());
  }
  return label;
}

Style PageComposer::quiet(const Style& style) const {
  const Length size = std::max(kSmallest, style.size * 4 / 5);
  return {Weight::kRegular, size, size * 5 / 4, design_.muted};
}

Bilingual PageComposer::set(const Label& label, const Style& style, Length width) const {
  Paragraph first = set(label.first, style, width);
  if (!label.second) return {std::move(first)};
  return joined(std::move(first), set(*label.second, quiet(style), width));
}

Bilingual PageComposer::set_line(const Label& label, const Style& style) const {
  Paragraph first = set_line(label.first, style);
  if (!label.second) return {std::move(first)};
  return joined(std::move(first), set_line(*label.second, quiet(style)));
}

/// The blank keeps the two apart for who hears them or copies them.
Bilingual PageComposer::joined(Paragraph first, Paragraph second) {
  if (!first.lines.empty()) first.lines.back().text += ' ';
  const Length lift = (first.style.leading - first.style.size) / 3;
  return {std::move(first), std::move(second), lift};
}

std::string PageComposer::labelled(const std::string& label, const std::string& value) const {
  if (label.empty()) return value;
  const bool colon_stands_apart = locale_.language().language() == "fr";
  return label + (colon_stands_apart ? "\u00a0: " : ": ") + value;
}

std::string Composer::document_kind() const {
  if (!invoice_.title.empty()) return invoice_.title;
  return locale().labels().title(to_string(invoice_.kind()));
}

Label Composer::kind_label(const std::string& path) {
  return pair(
      path, document_kind(),
      second() == nullptr ? std::string() : second()->labels().title(to_string(invoice_.kind())));
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
