#include "invoice/layout/line_text.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/text.h"

namespace enclosure::invoice::layout {
namespace {

/// One, piece, each (UN/ECE Recommendation 20).
bool counts_pieces(std::string_view unit) {
  constexpr std::array<std::string_view, 3> kPieces{"C62", "H87", "EA"};
  return std::find(kPieces.begin(), kPieces.end(), unit) != kPieces.end();
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string text;
  for (const std::string& part : parts) {
    if (!text.empty()) text += between;
    text += part;
  }
  return text;
}

}  // namespace

std::string quantity_text(const InvoiceLine& line, const locales::Locale& locale) {
  std::string quantity = locale.format_decimal(line.quantity);
  if (counts_pieces(line.unit)) return quantity;
  const locales::Labels& labels = locale.labels();
  const std::string key = "unit_" + to_lower_ascii(line.unit);
  const bool has_word = labels.has(locales::TextKind::kLabel, key);
  return quantity + "\u00a0" + (has_word ? labels.label(key) : line.unit);
}

std::string identifiers_text(const InvoiceLine& line, const Composer& composer) {
  const locales::Labels& labels = composer.locale().labels();
  std::vector<std::string> parts;
  const auto add = [&](std::string_view key, const std::string& value) {
    if (!value.empty()) parts.push_back(composer.labelled(labels.label(key), value));
  };
  if (composer.design().shows_article_numbers) add("article_number", line.article_number);
  if (!line.gtin.empty()) parts.push_back(composer.labelled("GTIN", line.gtin));
  add("buyer_article_number", line.buyer_article_number);
  add("commodity_code", line.commodity_code);
  return joined(parts, " \u00b7 ");
}

std::string serials_text(const InvoiceLine& line, const Composer& composer) {
  if (line.serials.empty()) return {};
  return composer.labelled(composer.locale().labels().label("serial_number"),
                           joined(line.serials, ", "));
}

}  // namespace enclosure::invoice::layout
