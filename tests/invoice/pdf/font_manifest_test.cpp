#include "invoice/pdf/font_manifest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "fonts/fonts.h"

namespace enclosure::invoice::pdf {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kRegular = "NotoSans-Regular.eu.ttf";
constexpr const char* kBold = "NotoSans-Bold.eu.ttf";

std::string shipped(std::string_view path) {
  for (const EmbeddedFile& file : fonts::files()) {
    if (file.path == path) return std::string(file.bytes);
  }
  return {};
}

/// The fonts as they are shipped, until a test changes them.
struct Fonts {
  std::string regular = shipped(kRegular);
  std::string bold = shipped(kBold);
  json manifest = json::parse(shipped("manifest.json"));

  [[nodiscard]] Faults check() const {
    const std::string text = manifest.dump();
    const EmbeddedFile files[] = {{kBold, bold}, {kRegular, regular}, {"manifest.json", text}};
    const auto light = layout::FontFace::load(files[1]);
    const auto heavy = layout::FontFace::load(files[0]);
    return check_fonts(files, {&*light, &*heavy});
  }
};

std::vector<std::string> told(const Faults& faults) {
  std::vector<std::string> lines;
  for (const Fault& fault : faults)
    lines.push_back(fault.code + " " + fault.path + " " + fault.message);
  return lines;
}

TEST(FontManifest, IsKeptByTheShippedFonts) {
  EXPECT_THAT(told(Fonts().check()), IsEmpty());
}

TEST(FontManifest, FindsAChangedByte) {
  Fonts fonts;
  fonts.bold.back() = static_cast<char>(fonts.bold.back() ^ 1);
  EXPECT_THAT(told(fonts.check()), ElementsAre("FONT-003 NotoSans-Bold.eu.ttf its bytes are not "
                                               "those of the manifest"));
}

TEST(FontManifest, FindsAnotherVersion) {
  Fonts fonts;
  fonts.manifest["version"] = "2.004";
  EXPECT_THAT(told(fonts.check()),
              ElementsAre("FONT-003 NotoSans-Regular it is \"Version 2.015\", the manifest tells "
                          "of version 2.004",
                          "FONT-003 NotoSans-Bold it is \"Version 2.015\", the manifest tells of "
                          "version 2.004"));
}

TEST(FontManifest, FindsOtherCharacters) {
  Fonts fonts;
  fonts.manifest["code_points"][0]["range"] = "0010-007D";
  EXPECT_THAT(told(fonts.check()),
              ElementsAre("FONT-003 NotoSans-Regular it lacks U+0010, unlike the manifest",
                          "FONT-003 NotoSans-Regular it has U+007E (~), unlike the manifest",
                          "FONT-003 NotoSans-Bold it lacks U+0010, unlike the manifest",
                          "FONT-003 NotoSans-Bold it has U+007E (~), unlike the manifest"));
}

TEST(FontManifest, FindsFilesThatAreMissingOrNotNamed) {
  Fonts fonts;
  fonts.manifest["fonts"][0]["file"] = "Other.ttf";
  fonts.manifest["fonts"][1]["weight"] = 900;
  EXPECT_THAT(told(fonts.check()),
              ElementsAre("FONT-003 Other.ttf the file is missing",
                          "FONT-003 NotoSans-Regular.eu.ttf the manifest does not name it",
                          "FONT-003 NotoSans-Bold the manifest has no face of weight 700"));
}

TEST(FontManifest, MustBeThere) {
  const Fonts fonts;
  const EmbeddedFile files[] = {{kRegular, fonts.regular}};
  const auto face = layout::FontFace::load(files[0]);
  EXPECT_THAT(told(check_fonts(files, {&*face, &*face})),
              ElementsAre("FONT-002 manifest.json no JSON object"));
}

TEST(FontManifest, TellsEverythingThatIsWrongAtOnce) {
  Fonts fonts;
  fonts.manifest.erase("version");
  fonts.manifest["fonts"][0]["sha256"] = "0";
  fonts.manifest["fonts"][1]["bytes"] = "many";
  fonts.manifest["code_points"][1]["range"] = "0041-0042";
  fonts.manifest["code_points"][2]["range"] = "20ac";
  fonts.manifest["code_points"][3] = 7;
  EXPECT_THAT(told(fonts.check()),
              ElementsAre("FONT-002 manifest.json: version is not a text",
                          "FONT-002 manifest.json: fonts[0].sha256 is not the 64 hexadecimal "
                          "digits of a SHA-256",
                          "FONT-002 manifest.json: fonts[1].bytes is not a whole number up to "
                          "1073741824",
                          "FONT-002 manifest.json: code_points[1].range is not behind the one "
                          "before it",
                          "FONT-002 manifest.json: code_points[2].range is no range of code "
                          "points: 0020-007E",
                          "FONT-002 manifest.json: code_points[3] is no object"));
}

TEST(FontManifest, KnowsItsCharacters) {
  const auto manifest = read_font_manifest(shipped("manifest.json"));
  ASSERT_TRUE(manifest);
  EXPECT_TRUE(manifest->has(U' '));
  EXPECT_TRUE(manifest->has(U'~'));
  EXPECT_TRUE(manifest->has(U'€'));
  EXPECT_FALSE(manifest->has(U'\x7F'));
  EXPECT_FALSE(manifest->has(0));
  EXPECT_FALSE(manifest->has(U'\U0001F600'));
}

}  // namespace
}  // namespace enclosure::invoice::pdf
