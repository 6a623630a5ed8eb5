#include "invoice/pdf/embedded_font.h"

#include <algorithm>
#include <utility>

#include "core/text.h"
#include "invoice/layout/copy.h"
#include "invoice/pdf/deflate.h"

namespace enclosure::invoice::pdf {
namespace {

constexpr int kOnceLevel = 11;  // once a language: 12 takes twice the time for nothing

/// What stands in texts of any language, and in our own lines.
constexpr std::u16string_view kPunctuation =
    u"\u00a0\u00a7\u00ae\u00b0\u00b2\u00b7\u00d7"
    u"\u2011\u2013\u2014\u2018\u2019\u201c\u201d\u201e\u2026\u20ac";

/// Bold are headings, names and sums: they need few signs.
constexpr std::u16string_view kBoldPunctuation = u" &'()+,-./:\u00a0\u00b7\u2013\u2019";

bool is_ascii_letter_or_digit(char16_t c) {
  return (c >= u'0' && c <= u'9') || (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z');
}

/// The characters `of_language`, letters and digits of ASCII and some signs; in the regular face
/// all of ASCII, and the letters of Latin-1 for names from abroad.
std::vector<char16_t> characters_of(const std::u32string& of_language, layout::Weight weight) {
  const bool regular = weight == layout::Weight::kRegular;
  std::vector<char16_t> characters;
  for (char16_t c = u' '; c <= u'~'; ++c) {
    if (regular || is_ascii_letter_or_digit(c)) characters.push_back(c);
  }
  for (char16_t c = u'\u00c0'; regular && c <= u'\u00ff'; ++c) characters.push_back(c);
  const auto signs = regular ? kPunctuation : kBoldPunctuation;
  characters.insert(characters.end(), signs.begin(), signs.end());
  for (const char32_t c : of_language) {
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

std::shared_ptr<const FontsByLanguage::Fonts> FontsByLanguage::make(
    const locales::Locale& locale) const {
  auto fonts = std::make_shared<Fonts>();
  const std::u32string of_language = locale.characters();
  for (const layout::Weight weight : {layout::Weight::kRegular, layout::Weight::kBold}) {
    const std::vector<char16_t> characters = characters_of(of_language, weight);
    LanguageFont& font = fonts->at(static_cast<std::size_t>(weight));
    font.characters.assign(0x10000, false);
    for (const char16_t c : characters) font.characters[c] = true;
    font.embedded = compress(make_subset(typesetting_.face(weight), characters), kOnceLevel);
  }
  return fonts;
}

const EmbeddedFont* FontsByLanguage::find(const locales::Locale& locale, layout::Weight weight,
                                          const UsedCharacters& used) const {
  const auto found = entries_.find(locale.language().to_string());
  if (found == entries_.end()) return nullptr;
  auto& shared = found->second->fonts;
  std::shared_ptr<const Fonts> fonts = shared.load();
  if (!fonts) {
    std::shared_ptr<const Fonts> made = make(locale);
    if (shared.compare_exchange_strong(fonts, made)) fonts = std::move(made);
  }
  const LanguageFont& font = fonts->at(static_cast<std::size_t>(weight));
  const auto& all = used.unsorted();
  const bool has_all =
      std::all_of(all.begin(), all.end(), [&](char16_t c) { return font.characters[c]; });
  return has_all ? &font.embedded : nullptr;
}

}  // namespace enclosure::invoice::pdf
