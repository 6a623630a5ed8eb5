#include "app/config/numbering.h"

#include <algorithm>
#include <cassert>

#include "core/country.h"

namespace enclosure::app {
namespace {

using invoice::InvoiceKind;
using invoice::NumberPattern;

std::string key_of(InvoiceKind kind) {
  return std::string(to_string(kind));
}

bool is_correction(InvoiceKind kind) {
  return kind == InvoiceKind::kCreditNote || kind == InvoiceKind::kCorrected;
}

void unknown(const Reader& reader, std::string_view name, std::string_view hint) {
  reader.fault("CONFIG-003", name, "there is no such key", hint);
}

PatternTable read_table(const Reader& reader) {
  PatternTable table;
  for (const auto& [name, value] : reader.members()) {
    if (name.starts_with('_')) continue;
    // A simplified invoice may be called "simplified" as well.
    const auto kind =
        invoice::parse_invoice_kind(name == "simplified" ? "simplified_invoice" : name);
    if (!kind) {
      unknown(reader, name, "use invoice, simplified_invoice, credit_note or corrected_invoice");
      continue;
    }
    if (auto pattern = reader.parsed<NumberPattern>(name)) table.insert_or_assign(*kind, *pattern);
  }
  return table;
}

const NumberPattern* in(const PatternTable& table, InvoiceKind kind) {
  const auto found = table.find(kind);
  return found == table.end() ? nullptr : &found->second;
}

void read_by_country(const Reader& reader, NumberingConfig& config) {
  for (const auto& [name, value] : reader.members()) {
    if (name.starts_with('_')) continue;
    if (!CountryCode::parse(name)) {
      unknown(reader, name, "name a state by its code, like BG");
    } else if (const auto table = reader.object(name)) {
      config.by_country.emplace(name, read_table(*table));
    }
  }
}

void read_by_channel(const Reader& reader, NumberingConfig& config) {
  for (const auto& [name, value] : reader.members()) {
    if (name.starts_with('_')) continue;
    const bool amazon = name == to_string(Channel::kAmazon);
    if (!amazon && name != to_string(Channel::kShop)) {
      unknown(reader, name, "the channels are amazon and shop");
    } else if (const auto table = reader.object(name)) {
      config.by_channel.emplace(amazon ? Channel::kAmazon : Channel::kShop, read_table(*table));
    }
  }
}

void refuse_meetings(const Reader& section, const NumberingConfig& config) {
  const auto all = config.all();
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t j = i + 1; j < all.size(); ++j) {
      if (!all[i].second.can_meet(all[j].second)) continue;
      section.fault("NUMBER-004", all[j].first,
                    "\"" + all[j].second.text() + "\" and \"" + all[i].second.text() + "\" (" +
                        all[i].first + ") could print the same number",
                    "give each series letters of its own, or both the same pattern");
    }
  }
}

}  // namespace

NumberPattern NumberingConfig::pattern_for(InvoiceKind kind, std::string_view rules_of,
                                           Channel channel) const {
  const auto country = by_country.find(rules_of);
  if (country != by_country.end()) {
    if (const NumberPattern* pattern = in(country->second, kind)) return *pattern;
  }
  const auto own = by_channel.find(channel);
  if (own != by_channel.end()) {
    if (const NumberPattern* pattern = in(own->second, kind)) return *pattern;
  }
  if (const NumberPattern* pattern = in(patterns, kind)) return *pattern;
  const auto pattern =
      NumberPattern::parse(series + (is_correction(kind) ? "C" : "") + "-{year}-{number:6}");
  assert(pattern);
  return *pattern;
}

std::vector<std::pair<std::string, NumberPattern>> NumberingConfig::all() const {
  std::vector<std::pair<std::string, NumberPattern>> found;
  const auto add = [&](std::string key, const NumberPattern& pattern) {
    const bool known = std::any_of(found.begin(), found.end(),
                                   [&](const auto& one) { return one.second == pattern; });
    if (!known) found.emplace_back(std::move(key), pattern);
  };
  const auto add_table = [&](const std::string& path, const PatternTable& table) {
    for (const auto& [kind, pattern] : table) add(path + "." + key_of(kind), pattern);
  };
  add_table("patterns", patterns);
  for (const auto& [country, table] : by_country) add_table("by_country." + country, table);
  for (const auto& [channel, table] : by_channel)
    add_table("by_channel." + std::string(to_string(channel)), table);
  for (const InvoiceKind kind : kAllKinds) {
    for (const Channel channel : {Channel::kAmazon, Channel::kShop})
      add("series", pattern_for(kind, "", channel));
  }
  return found;
}

NumberingConfig read_numbering_config(const Reader& section) {
  NumberingConfig config;
  for (const auto& [name, value] : section.members()) {
    const bool ours = name == "series" || name == "patterns" || name == "by_country" ||
                      name == "by_channel" || name.starts_with('_');
    if (!ours) unknown(section, name, "docs/configuration.md lists the keys");
  }
  const Need need = section.has("patterns") ? Need::kOptional : Need::kRequired;
  const std::string series = section.text("series", need, 20);
  const bool plain = std::all_of(series.begin(), series.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  });
  if (plain && !series.empty()) {
    config.series = series;
  } else if (!series.empty()) {
    section.fault("CONFIG-004", "series", "a series is made of letters and digits",
                  "use one like R");
  }
  if (const auto table = section.object("patterns")) config.patterns = read_table(*table);
  if (const auto table = section.object("by_country")) read_by_country(*table, config);
  if (const auto table = section.object("by_channel")) read_by_channel(*table, config);
  refuse_meetings(section, config);
  return config;
}

}  // namespace enclosure::app
