#pragma once
// Fonts as a file embeds them: compressed, and chosen for each document.

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "invoice/layout/page.h"
#include "invoice/layout/typesetting.h"
#include "invoice/pdf/font_subset.h"

namespace enclosure::invoice::pdf {

/// A subset whose streams are compressed.
struct EmbeddedFont {
  std::string name;
  std::string file;           ///< compressed
  std::size_t file_size = 0;  ///< of the font before that
  std::string to_unicode;     ///< compressed
  std::string widths;
};

[[nodiscard]] EmbeddedFont compress(const FontSubset& subset, int level);

/// One subset for each language and face, of its letters, its labels and common signs: made once,
/// when the first document in that language is drawn, and then used for each document that needs no
/// other character. Safe to use from every thread.
class FontsByLanguage {
 public:
  explicit FontsByLanguage(const Typesetting::Data& typesetting);

  /// The font of `locale`, or null where `used` has a character beyond it. Lives as long as this.
  [[nodiscard]] const EmbeddedFont* find(const locales::Locale& locale, layout::Weight weight,
                                         const UsedCharacters& used) const;

 private:
  struct LanguageFont {
    std::vector<bool> characters;
    EmbeddedFont embedded;
  };
  using Fonts = std::array<LanguageFont, 2>;  // by `layout::Weight`
  /// Set once; threads that come at the same time make the same, and the first one stays.
  struct Entry {
    std::atomic<std::shared_ptr<const Fonts>> fonts;
  };
  [[nodiscard]] std::shared_ptr<const Fonts> make(const locales::Locale& locale) const;

  const Typesetting::Data& typesetting_;
  std::map<std::string, std::unique_ptr<Entry>, std::less<>> entries_;
};

}  // namespace enclosure::invoice::pdf
