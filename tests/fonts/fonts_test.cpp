// What the renderer takes for granted about the font files, and what the manifest says about them.

#include "fonts/fonts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <hb-ot.h>
#include <hb.h>
#include <Poco/DigestEngine.h>
#include <Poco/SHA2Engine.h>

#include <fstream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace enclosure::fonts {
namespace {

using nlohmann::json;

std::string_view embedded(std::string_view path) {
  for (const auto& file : files()) {
    if (file.path == path) return file.bytes;
  }
  ADD_FAILURE() << path << " is not embedded";
  return {};
}

std::string on_disk(const std::string& name) {
  std::ifstream file(ENCLOSURE_SOURCE_DIR "/fonts/" + name, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

std::string sha256(std::string_view bytes) {
  Poco::SHA2Engine engine(Poco::SHA2Engine::SHA_256);
  engine.update(bytes.data(), bytes.size());
  return Poco::DigestEngine::digestToHex(engine.digest());
}

const json& manifest() {
  static const json parsed = json::parse(embedded("manifest.json"));
  return parsed;
}

struct Release {
  void operator()(hb_blob_t* blob) const { hb_blob_destroy(blob); }
  void operator()(hb_face_t* face) const { hb_face_destroy(face); }
  void operator()(hb_font_t* font) const { hb_font_destroy(font); }
  void operator()(hb_set_t* set) const { hb_set_destroy(set); }
};
template <typename T>
using Owned = std::unique_ptr<T, Release>;

/// One font file behind HarfBuzz.
class Face {
 public:
  explicit Face(std::string_view bytes)
      : blob_(hb_blob_create(bytes.data(), static_cast<unsigned>(bytes.size()),
                             HB_MEMORY_MODE_READONLY, nullptr, nullptr)),
        face_(hb_face_create(blob_.get(), 0)),
        font_(hb_font_create(face_.get())) {}

  [[nodiscard]] std::string table(const char* tag) const {
    const Owned<hb_blob_t> blob(hb_face_reference_table(face_.get(), hb_tag_from_string(tag, -1)));
    unsigned length = 0;
    const char* data = hb_blob_get_data(blob.get(), &length);
    return length == 0 ? std::string() : std::string(data, length);
  }

  /// Code point to glyph, the whole cmap.
  [[nodiscard]] std::map<hb_codepoint_t, hb_codepoint_t> glyphs() const {
    const Owned<hb_set_t> set(hb_set_create());
    hb_face_collect_unicodes(face_.get(), set.get());
    std::map<hb_codepoint_t, hb_codepoint_t> glyphs;
    for (hb_codepoint_t c = HB_SET_VALUE_INVALID; hb_set_next(set.get(), &c) != 0;) {
      hb_font_get_nominal_glyph(font_.get(), c, &glyphs[c]);
    }
    return glyphs;
  }

  [[nodiscard]] hb_position_t advance(hb_codepoint_t character) const {
    return hb_font_get_glyph_h_advance(font_.get(), glyphs().at(character));
  }

  [[nodiscard]] std::string name(hb_ot_name_id_t id) const {
    char text[100] = {};
    unsigned size = sizeof text;
    hb_ot_name_get_utf8(face_.get(), id, HB_LANGUAGE_INVALID, &size, text);
    return text;
  }

 private:
  Owned<hb_blob_t> blob_;
  Owned<hb_face_t> face_;
  Owned<hb_font_t> font_;
};

constexpr const char* kRegular = "NotoSans-Regular.eu.ttf";
constexpr const char* kBold = "NotoSans-Bold.eu.ttf";

class FontFile : public testing::TestWithParam<const char*> {
 protected:
  Face face_{embedded(GetParam())};
};

TEST(Fonts, EmbeddedFilesAreTheFilesOfTheFolder) {
  std::vector<std::string> paths;
  for (const auto& file : files()) {
    paths.emplace_back(file.path);
    EXPECT_EQ(file.bytes, on_disk(std::string(file.path))) << file.path;
  }
  EXPECT_THAT(paths, testing::ElementsAre(kBold, kRegular, "OFL.txt", "manifest.json"));
}

TEST(Fonts, ManifestTellsDigestAndSizeOfEachFont) {
  std::vector<std::string> named;
  for (const auto& font : manifest().at("fonts")) {
    const auto file = font.at("file").get<std::string>();
    named.push_back(file);
    EXPECT_EQ(font.at("sha256"), sha256(embedded(file))) << file;
    EXPECT_EQ(font.at("bytes"), embedded(file).size()) << file;
  }
  EXPECT_THAT(named, testing::ElementsAre(kRegular, kBold));
}

TEST(Fonts, LicenceIsTheOpenFontLicence) {
  EXPECT_THAT(std::string(embedded("OFL.txt")),
              testing::AllOf(testing::HasSubstr("SIL OPEN FONT LICENSE Version 1.1"),
                             testing::HasSubstr(manifest().at("copyright").get<std::string>())));
}

TEST(Fonts, PostScriptNamesDiffer) {
  EXPECT_EQ(Face(embedded(kRegular)).name(HB_OT_NAME_ID_POSTSCRIPT_NAME), "NotoSans-Regular");
  EXPECT_EQ(Face(embedded(kBold)).name(HB_OT_NAME_ID_POSTSCRIPT_NAME), "NotoSans-Bold");
}

TEST(Fonts, BothHaveTheSameCharacters) {
  const auto regular = Face(embedded(kRegular)).glyphs();
  const auto bold = Face(embedded(kBold)).glyphs();
  EXPECT_EQ(regular, bold);
}

TEST_P(FontFile, HasTheCodePointsOfTheManifestAndNoOthers) {
  std::set<hb_codepoint_t> promised;
  for (const auto& entry : manifest().at("code_points")) {
    const auto range = entry.at("range").get<std::string>();
    const auto first = std::stoul(range, nullptr, 16);
    const auto dash = range.find('-');
    const auto last =
        dash == std::string::npos ? first : std::stoul(range.substr(dash + 1), nullptr, 16);
    for (auto c = first; c <= last; ++c) promised.insert(static_cast<hb_codepoint_t>(c));
  }
  std::set<hb_codepoint_t> present;
  for (const auto& [character, glyph] : face_.glyphs()) present.insert(character);
  EXPECT_EQ(present, promised);
}

TEST_P(FontFile, GivesEachCharacterAGlyphOfItsOwn) {
  // Text is got back out of a PDF by its glyphs: two characters with one glyph would be confused.
  std::set<hb_codepoint_t> glyphs;
  for (const auto& [character, glyph] : face_.glyphs()) {
    EXPECT_NE(glyph, 0U) << std::hex << character;
    EXPECT_TRUE(glyphs.insert(glyph).second) << std::hex << character << " shares its glyph";
  }
}

TEST_P(FontFile, MayBeEmbedded) {
  const std::string os2 = face_.table("OS/2");
  ASSERT_GE(os2.size(), 10U);
  EXPECT_EQ(os2.substr(8, 2), std::string(2, '\0')) << "fsType";
}

TEST_P(FontFile, HasTrueTypeOutlines) {
  EXPECT_FALSE(face_.table("glyf").empty());
  EXPECT_FALSE(face_.table("loca").empty());
  EXPECT_TRUE(face_.table("CFF ").empty());
}

TEST_P(FontFile, HasDigitsOfOneWidth) {
  for (hb_codepoint_t digit = '1'; digit <= '9'; ++digit) {
    EXPECT_EQ(face_.advance(digit), face_.advance('0')) << static_cast<char>(digit);
  }
}

INSTANTIATE_TEST_SUITE_P(NotoSans, FontFile, testing::Values(kRegular, kBold),
                         [](const auto& param) {
                           return std::string(std::string_view(param.param) == kRegular ? "Regular"
                                                                                        : "Bold");
                         });

}  // namespace
}  // namespace enclosure::fonts
