#include "invoice/pdf/embedded_font.h"

#include <algorithm>

#include "core/text.h"
#include "invoice/layout/copy.h"
#include "invoice/pdf/deflate.h"

namespace enclosure::invoice::pdf {
namespace {

constexpr int kOnceLevel = 11;  // once a language: 12 takes twice the time for nothing

/// The letters and labels of `locale` and all of ASCII.
std::vector<char16_t> characters_of(const locales::Locale& locale) {
  std::vector<char16_t> characters;
  for (char16_t c = u' '; c <= u'~'; ++c) characters.push_back(c);
  for (const char32_t c : locale.characters()) {
    if (c > 0x7E && c <= 0xFFFF && !layout::is_invisible(c)) {
      characters.push_back(static_cast<char16_t>(c));
    }
  }
  std::sort(characters.begin(), characters.end());
  characters.erase(std::unique(characters.begin(), characters.end()), characters.end());
  return characters;
}

}  // namespace

EmbeddedFont compress(const FontSubset& subset, int level) {
  return {subset.name, deflate(subset.file, level), subset.file.size(),
          deflate(subset.to_unicode, level), subset.widths};
}

FontsByLanguage::FontsByLanguage(const Typesetting::Data& typesetting) : typesetting_(typesetting) {
  for (const LanguageTag& tag : typesetting.catalog.languages()) {
    entries_.emplace(tag.to_string(), std::make_unique<Entry>());
  }
}

void FontsByLanguage::make(Entry& entry, const locales::Locale& locale) const {
  const std::vector<char16_t> characters = characters_of(locale);
  entry.characters.assign(0x10000, false);
  for (const char16_t c : characters) entry.characters[c] = true;
  for (const layout::Weight weight : {layout::Weight::kRegular, layout::Weight::kBold}) {
    entry.fonts.at(static_cast<std::size_t>(weight)) =
        compress(make_subset(typesetting_.face(weight), characters), kOnceLevel);
  }
}

const EmbeddedFont* FontsByLanguage::find(const locales::Locale& locale, layout::Weight weight,
                                          const UsedCharacters& used) const {
  const auto found = entries_.find(locale.language().to_string());
  if (found == entries_.end()) return nullptr;
  Entry& entry = *found->second;
  std::call_once(entry.made, [&] { make(entry, locale); });
  const auto& all = used.unsorted();
  const bool has_all =
      std::all_of(all.begin(), all.end(), [&](char16_t c) { return entry.characters[c]; });
  return has_all ? &entry.fonts.at(static_cast<std::size_t>(weight)) : nullptr;
}

}  // namespace enclosure::invoice::pdf
