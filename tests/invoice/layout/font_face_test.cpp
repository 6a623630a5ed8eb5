#include "invoice/layout/font_face.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <hb-subset.h>

#include <string>

#include "fonts/fonts.h"
#include "invoice/layout/typesetting.h"
#include "locales/data.h"
#include "sample_invoice.h"

namespace enclosure::invoice::layout {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::Field;
using testing::HasSubstr;

std::string bytes_of(const std::string& name) {
  for (const EmbeddedFile& file : fonts::files()) {
    if (file.path == name) return std::string(file.bytes);
  }
  return {};
}

/// The place of a table's record in the directory of a TrueType file, or of its bytes.
std::size_t record_of(const std::string& font, const std::string& table) {
  return font.find(table);
}
std::size_t begin_of(const std::string& font, const std::string& table) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    begin = begin << 8 | static_cast<unsigned char>(font[record_of(font, table) + 8 + i]);
  }
  return begin;
}

/// The regular face with nothing but printable ASCII in it.
std::string ascii_only() {
  const std::string font = bytes_of("NotoSans-Regular.eu.ttf");
  hb_blob_t* blob = hb_blob_create(font.data(), static_cast<unsigned>(font.size()),
                                   HB_MEMORY_MODE_READONLY, nullptr, nullptr);
  hb_face_t* face = hb_face_create(blob, 0);
  hb_subset_input_t* input = hb_subset_input_create_or_fail();
  hb_set_add_range(hb_subset_input_unicode_set(input), 0x20, 0x7E);
  hb_face_t* subset = hb_subset_or_fail(face, input);
  hb_blob_t* bytes = hb_face_reference_blob(subset);
  unsigned size = 0;
  const char* data = hb_blob_get_data(bytes, &size);
  std::string result(data, size);
  hb_blob_destroy(bytes);
  hb_face_destroy(subset);
  hb_subset_input_destroy(input);
  hb_face_destroy(face);
  hb_blob_destroy(blob);
  return result;
}

FontFace shipped() {
  static const std::string font = bytes_of("NotoSans-Regular.eu.ttf");
  return *FontFace::load({"NotoSans-Regular.eu.ttf", font});
}

TEST(FontFace, KnowsGlyphsAndWidths) {
  const FontFace face = shipped();
  EXPECT_EQ(face.post_script_name(), "NotoSans-Regular");
  EXPECT_EQ(face.metrics().units_per_em, 1000);
  EXPECT_EQ(face.metrics().weight, 400);
  EXPECT_NE(face.glyph(U'A'), kNoGlyph);
  EXPECT_NE(face.glyph(U'Ж'), face.glyph(U'Ώ'));
  EXPECT_EQ(face.glyph(U'中'), kNoGlyph);
  EXPECT_EQ(face.glyph(U'\U0001F600'), kNoGlyph);
}

TEST(FontFace, AddsAdvancesUp) {
  const FontFace face = shipped();
  const int one = face.advance(face.glyph(U'1'));
  EXPECT_EQ(face.width("111", 10_pt), 3 * one * 10);
  EXPECT_EQ(face.width("", 10_pt), 0);
}

TEST(FontFace, HasTabularFigures) {
  const FontFace face = shipped();
  for (const char32_t digit : U"0123456789") {
    if (digit != 0) {
      EXPECT_EQ(face.advance(face.glyph(digit)), face.advance(face.glyph(U'0')));
    }
  }
}

struct BadFont {
  std::string name;
  std::string bytes;
  std::string what;
};

void PrintTo(const BadFont& bad, std::ostream* out) {
  *out << bad.name;
}

std::string with_fs_type(char high, char low) {
  std::string font = bytes_of("NotoSans-Regular.eu.ttf");
  font[begin_of(font, "OS/2") + 8] = high;
  font[begin_of(font, "OS/2") + 9] = low;
  return font;
}

std::string without_table(const std::string& table) {
  std::string font = bytes_of("NotoSans-Regular.eu.ttf");
  font[record_of(font, table)] = 'X';
  return font;
}

/// Two characters of the cmap (format 4) get the same glyph: the second segment's delta is bent so
/// that its first character falls on the glyph of the first one.
std::string with_shared_glyph() {
  const std::string font = bytes_of("NotoSans-Regular.eu.ttf");
  const std::size_t cmap = begin_of(font, "cmap");
  const auto number = [&](std::size_t at) {
    return static_cast<unsigned>(static_cast<unsigned char>(font[at])) << 8 |
           static_cast<unsigned char>(font[at + 1]);
  };
  std::string bent = font;
  for (unsigned i = 0; i < number(cmap + 2); ++i) {
    const std::size_t record = cmap + 4 + 8 * i;
    const std::size_t table = cmap + (number(record + 4) << 16 | number(record + 6));
    if (number(table) != 4) continue;
    const unsigned segments = number(table + 6) / 2;
    const std::size_t starts = table + 16 + 2 * segments;
    const std::size_t deltas = starts + 2 * segments;
    const unsigned first_glyph = number(starts) + number(deltas);
    const unsigned delta = first_glyph - number(starts + 2);
    bent[deltas + 2] = static_cast<char>(delta >> 8 & 0xFF);
    bent[deltas + 3] = static_cast<char>(delta & 0xFF);
  }
  return bent;
}

class FontRefusal : public testing::TestWithParam<BadFont> {};

TEST_P(FontRefusal, NamesTheReason) {
  const auto face = FontFace::load({"bad.ttf", GetParam().bytes});
  ASSERT_FALSE(face);
  EXPECT_EQ(face.faults().front().code, "FONT-001");
  EXPECT_EQ(face.faults().front().path, "bad.ttf");
  EXPECT_THAT(face.faults().front().message, HasSubstr(GetParam().what));
}

INSTANTIATE_TEST_SUITE_P(
    Fonts, FontRefusal,
    testing::Values(BadFont{"Empty", "", "TrueType"}, BadFont{"Text", "no font at all", "TrueType"},
                    BadFont{"CutShort", bytes_of("NotoSans-Regular.eu.ttf").substr(0, 100), ""},
                    BadFont{"Restricted", with_fs_type(0, 2), "licence"},
                    BadFont{"BitmapsOnly", with_fs_type(2, 0), "licence"},
                    BadFont{"NoOutlines", without_table("glyf"), "TrueType"},
                    BadFont{"NoName", without_table("name"), "PostScript name"},
                    BadFont{"NoOs2", without_table("OS/2"), "OS/2"},
                    BadFont{"SharedGlyph", with_shared_glyph(), "share a glyph"}),
    [](const auto& param) { return param.param.name; });

class Loading : public testing::Test {
 protected:
  Loading() : catalog_(*locales::Catalog::load(locale_data::files())) {}
  locales::Catalog catalog_;
};

TEST_F(Loading, TakesTheShippedFontsForAllLanguages) {
  const auto typesetting = Typesetting::load(fonts::files(), catalog_);
  ASSERT_TRUE(typesetting);
  EXPECT_EQ(typesetting->data().regular.metrics().weight, 400);
  EXPECT_EQ(typesetting->data().bold.metrics().weight, 700);
}

TEST_F(Loading, NeedsTwoFaces) {
  const std::string regular = bytes_of("NotoSans-Regular.eu.ttf");
  const EmbeddedFile one[] = {{"a.ttf", regular}};
  const EmbeddedFile twice[] = {{"a.ttf", regular}, {"b.ttf", regular}};
  EXPECT_FALSE(Typesetting::load(one, catalog_));
  EXPECT_FALSE(Typesetting::load(twice, catalog_));
  EXPECT_FALSE(Typesetting::load({}, catalog_));
}

TEST_F(Loading, NamesTheLettersThatALanguageMisses) {
  const std::string regular = ascii_only();
  const std::string bold = bytes_of("NotoSans-Bold.eu.ttf");
  const EmbeddedFile files[] = {{"a.ttf", regular}, {"b.ttf", bold}};
  const auto typesetting = Typesetting::load(files, catalog_);
  ASSERT_FALSE(typesetting);
  EXPECT_THAT(typesetting.faults(), Each(Field(&Fault::code, "FONT-001")));
  EXPECT_THAT(typesetting.faults(),
              Contains(Field(&Fault::message, AllOf(HasSubstr("U+00DF (ß)"), HasSubstr("de")))));
}

TEST_F(Loading, CollectsTheFaultsOfBothFaces) {
  const EmbeddedFile files[] = {{"a.ttf", "x"}, {"b.ttf", "y"}, {"OFL.txt", "not a font"}};
  const auto typesetting = Typesetting::load(files, catalog_);
  ASSERT_FALSE(typesetting);
  EXPECT_EQ(typesetting.faults().size(), 2U);
}

}  // namespace
}  // namespace enclosure::invoice::layout
