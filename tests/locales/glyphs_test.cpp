// The fonts can show whatever the languages say.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <hb.h>

#include <memory>

#include "core/text.h"
#include "fonts/fonts.h"
#include "tests/locales/support.h"

namespace enclosure::locales {
namespace {

/// The characters of one font file.
class Font {
 public:
  explicit Font(std::string_view bytes) {
    hb_blob_t* blob = hb_blob_create(bytes.data(), static_cast<unsigned>(bytes.size()),
                                     HB_MEMORY_MODE_READONLY, nullptr, nullptr);
    hb_face_t* face = hb_face_create(blob, 0);
    hb_face_collect_unicodes(face, characters_.get());
    hb_face_destroy(face);
    hb_blob_destroy(blob);
  }
  [[nodiscard]] bool has(char32_t c) const { return hb_set_has(characters_.get(), c) != 0; }

 private:
  struct Release {
    void operator()(hb_set_t* set) const { hb_set_destroy(set); }
  };
  std::unique_ptr<hb_set_t, Release> characters_{hb_set_create()};
};

std::string missing(const Font& font, const std::u32string& wanted) {
  std::string missing;
  for (const char32_t c : wanted) {
    if (!font.has(c)) append_utf8(missing, c);
  }
  return missing;
}

std::u32string decoded(std::string_view utf8) {
  std::u32string characters;
  for (std::size_t at = 0; at < utf8.size();) characters.push_back(next_code_point(utf8, at));
  return characters;
}

TEST(Glyphs, BothFontsHaveTheCharactersOfEveryLanguage) {
  for (const auto& file : fonts::files()) {
    if (!file.path.ends_with(".ttf")) continue;
    const Font font(file.bytes);
    for (const auto& language : catalog().languages()) {
      EXPECT_EQ(missing(font, catalog().find(language)->characters()), "")
          << file.path << " " << language.to_string();
    }
  }
}

TEST(Glyphs, CharactersAreThoseThatTheFormatsGive) {
  for (const auto& language : catalog().languages()) {
    const Locale& locale = *catalog().find(language);
    const std::u32string characters = locale.characters();
    for (const auto& text :
         {locale.format_money(money("-1234567.89", "SEK")),
          locale.format_amount(money("-1234567.89", "EUR")), locale.format_decimal(decimal("-0.5")),
          locale.format_percent(decimal("25.5")), locale.format_long_date(date("2026-11-30")),
          locale.country_name(country("CI")),
          locale.labels().label("paid_notice", {{"marketplace", ""}, {"date", ""}})}) {
      for (const char32_t c : decoded(text)) {
        EXPECT_NE(characters.find(c), std::u32string::npos)
            << language.to_string() << " U+" << std::hex << static_cast<std::uint32_t>(c);
      }
    }
  }
}

TEST(Glyphs, CharactersAreThoseOfEveryCurrency) {
  const Locale& locale = locales::locale("fr");
  const std::u32string characters = locale.characters();
  int currencies = 0;
  std::string code = "AAA";
  for (code[0] = 'A'; code[0] <= 'Z'; ++code[0]) {
    for (code[1] = 'A'; code[1] <= 'Z'; ++code[1]) {
      for (code[2] = 'A'; code[2] <= 'Z'; ++code[2]) {
        const auto currency = Currency::parse(code);
        if (!currency) continue;
        ++currencies;
        for (const char32_t c : decoded(locale.format_money(Money(-123'456, *currency)))) {
          EXPECT_NE(characters.find(c), std::u32string::npos) << code;
        }
      }
    }
  }
  EXPECT_GT(currencies, 100);
}

TEST(Glyphs, CharactersHaveTheLettersOfTheLanguage) {
  const std::u32string polish = locale("pl").characters();
  for (const char32_t c : std::u32string_view(U"ąĄćĆęĘłŁńŃóÓśŚźŹżŻ")) {
    EXPECT_NE(polish.find(c), std::u32string::npos) << static_cast<std::uint32_t>(c);
  }
}

}  // namespace
}  // namespace enclosure::locales
