#include "invoice/pdf/logo.h"
#include "invoice/pdf/palette.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <string>
#include <vector>

#include "png.h"

namespace enclosure::invoice {
namespace {

using png::Kind;
using png::Picture;
using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::HasSubstr;

/// A picture 13 by 9 (no multiple of 8, for Adam7) whose samples run through all values.
Picture picture(Kind kind, int bits, bool interlaced) {
  Picture picture{kind, bits, interlaced, 13, 9, {}, "", ""};
  const unsigned most = (1U << bits) - 1;
  const int count = picture.width * picture.height * png::channels(kind);
  for (int i = 0; i < count; ++i) {
    picture.samples.push_back(
        static_cast<std::uint16_t>(static_cast<unsigned>(i) * 7919U % (most + 1)));
  }
  if (kind == Kind::kPalette) {
    for (unsigned i = 0; i <= most && i < 256; ++i) {
      picture.palette += static_cast<char>(i);
      picture.palette += static_cast<char>(255 - i);
      picture.palette += static_cast<char>(i / 2);
    }
  }
  return picture;
}

/// One sample as 8 bits.
int eight_bits(unsigned sample, int bits) {
  if (bits == 16) return static_cast<int>((sample * 255U + 32895U) >> 16);
  return static_cast<int>(sample * 255U / ((1U << bits) - 1));
}

struct PngCase {
  std::string name;
  Kind kind;
  int bits;
};

void PrintTo(const PngCase& c, std::ostream* out) {
  *out << c.name;
}

class Decoding : public testing::TestWithParam<std::tuple<PngCase, bool>> {};

TEST_P(Decoding, GivesThePixels) {
  const auto& [c, interlaced] = GetParam();
  const Picture source = picture(c.kind, c.bits, interlaced);
  const auto logo = Logo::decode(png::encode(source));
  ASSERT_TRUE(logo) << logo.faults().front().message;
  ASSERT_EQ(logo->width(), 13);
  ASSERT_EQ(logo->height(), 9);
  ASSERT_EQ(logo->rgb().size(), 13U * 9U * 3U);
  if (c.kind == Kind::kGreyAlpha || c.kind == Kind::kRgba) return;  // see FlattensOnWhite
  for (std::size_t i = 0; i < logo->rgb().size(); ++i) {
    const std::size_t pixel = i / 3;
    int wanted = 0;
    if (c.kind == Kind::kPalette) {
      wanted = static_cast<unsigned char>(source.palette[source.samples[pixel] * 3U + i % 3]);
    } else {
      const std::size_t at = c.kind == Kind::kGrey ? pixel : i;
      wanted = eight_bits(source.samples[at], c.bits);
    }
    ASSERT_NEAR(logo->rgb()[i], wanted, 1) << "sample " << i;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, Decoding,
    testing::Combine(
        testing::Values(PngCase{"Grey1", Kind::kGrey, 1}, PngCase{"Grey2", Kind::kGrey, 2},
                        PngCase{"Grey4", Kind::kGrey, 4}, PngCase{"Grey8", Kind::kGrey, 8},
                        PngCase{"Grey16", Kind::kGrey, 16}, PngCase{"Rgb8", Kind::kRgb, 8},
                        PngCase{"Rgb16", Kind::kRgb, 16}, PngCase{"Palette1", Kind::kPalette, 1},
                        PngCase{"Palette4", Kind::kPalette, 4},
                        PngCase{"Palette8", Kind::kPalette, 8},
                        PngCase{"GreyAlpha8", Kind::kGreyAlpha, 8},
                        PngCase{"GreyAlpha16", Kind::kGreyAlpha, 16},
                        PngCase{"Rgba8", Kind::kRgba, 8}, PngCase{"Rgba16", Kind::kRgba, 16}),
        testing::Bool()),
    [](const auto& param) {
      return std::get<0>(param.param).name + (std::get<1>(param.param) ? "Interlaced" : "");
    });

TEST(Logo, FlattensOnWhite) {
  const Picture source{Kind::kRgba, 8, false, 3, 1, {10, 20, 30, 255, 9, 9, 9, 0, 0, 0, 0, 128},
                       "",          ""};
  const auto logo = Logo::decode(png::encode(source));
  ASSERT_TRUE(logo);
  const auto rgb = logo->rgb();
  EXPECT_THAT(std::vector<int>(rgb.begin(), rgb.begin() + 6),
              ElementsAre(10, 20, 30, 255, 255, 255));
  EXPECT_EQ(rgb[6], 127);
}

TEST(Logo, FlattensATransparentPaletteOnWhite) {
  Picture source{Kind::kPalette, 8, false, 2, 1, {0, 1}, "", ""};
  source.palette = "\x10\x20\x30\x40\x50\x60";
  source.palette_alpha = std::string("\0", 1) + "\xFF";
  const auto logo = Logo::decode(png::encode(source));
  ASSERT_TRUE(logo);
  EXPECT_THAT(logo->rgb(), ElementsAreArray({255, 255, 255, 0x40, 0x50, 0x60}));
}

std::string small_png() {
  return png::encode(picture(Kind::kRgba, 8, true));
}

TEST(Logo, RefusesEveryTruncation) {
  const std::string whole = small_png();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const auto logo = Logo::decode(std::string_view(whole).substr(0, size));
    ASSERT_FALSE(logo) << size << " of " << whole.size() << " bytes";
    EXPECT_EQ(logo.faults().front().code, "LOGO-001");
  }
}

TEST(Logo, SurvivesEveryFlippedBit) {
  const std::string whole = small_png();
  int refused = 0;
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      std::string bent = whole;
      bent[at] = static_cast<char>(static_cast<unsigned char>(bent[at]) ^ 1U << bit);
      const auto logo = Logo::decode(bent);
      if (logo) {
        EXPECT_EQ(logo->rgb().size(), 13U * 9U * 3U);
      } else {
        ++refused;
        EXPECT_THAT(logo.faults().front().code, HasSubstr("LOGO-00"));
      }
    }
  }
  EXPECT_GT(refused, static_cast<int>(whole.size()) * 7);
}

TEST(Logo, RefusesWhatIsNoPng) {
  for (const std::string_view bytes :
       {"", "GIF89a", "%PDF-1.7", "\xFF\xD8\xFF\xE0JFIF", "\x89PNG\r\n\x1a\n"}) {
    const auto logo = Logo::decode(bytes);
    ASSERT_FALSE(logo);
    EXPECT_EQ(logo.faults().front().code, "LOGO-001");
    EXPECT_FALSE(logo.faults().front().hint.empty());
  }
}

TEST(Logo, RefusesAChunkThatPromisesWhatIsNotThereBeforeItTakesMemory) {
  std::string bent = small_png();
  bent.insert(bent.find("IDAT") - 4, std::string("\x3B\0\0\x07tEXtTitle", 13));
  const auto logo = Logo::decode(bent);
  ASSERT_FALSE(logo);
  EXPECT_EQ(logo.faults().front().code, "LOGO-001");
  EXPECT_THAT(logo.faults().front().message, testing::HasSubstr("cut short"));
}

TEST(Logo, RefusesMorePixelsThanAnyoneNeedsBeforeItTakesMemory) {
  Picture source{Kind::kGrey, 1, false, 4001, 1, std::vector<std::uint16_t>(4001, 0), "", ""};
  const auto wide = Logo::decode(png::encode(source));
  ASSERT_FALSE(wide);
  EXPECT_EQ(wide.faults().front().code, "LOGO-002");

  std::string bomb = png::encode(source);  // says two thousand million pixels a side
  bomb.replace(
      8, 25, png::chunk("IHDR", std::string("\x7F\xFF\xFF\xFF\x7F\xFF\xFF\xFF\x08\x06\0\0\0", 13)));
  EXPECT_FALSE(Logo::decode(bomb));
}

TEST(Logo, TakesTheLargestOne) {
  const Picture source{Kind::kGrey, 1, false, 4000, 4000, std::vector<std::uint16_t>(16'000'000, 1),
                       "",          ""};
  const auto logo = Logo::decode(png::encode(source));
  ASSERT_TRUE(logo);
  EXPECT_LE(logo->pixels().encoded.width, 1500);
  EXPECT_LE(logo->pixels().encoded.height, 450);
  EXPECT_LT(logo->pixels().encoded.stream.size(), 1000U);
}

TEST(EncodeImage, TakesAPaletteForFewColours) {
  const auto few = pdf::encode_image({2, 1, {1, 2, 3, 4, 5, 6}});
  EXPECT_THAT(few.entries, HasSubstr("[/Indexed/DeviceRGB 1(\1\2\3\4\5\6)]"));
}

/// Colours far apart, without order: what a photograph has.
TEST(EncodeImage, KeepsManyColours) {
  pdf::Bitmap many{100, 100, {}};
  for (unsigned i = 0; i < 10000; ++i) {
    many.rgb.push_back(static_cast<unsigned char>(i * 2654435761U >> 8U));
    many.rgb.push_back(static_cast<unsigned char>(i * 2654435761U >> 16U));
    many.rgb.push_back(static_cast<unsigned char>(i * 2654435761U >> 24U));
  }
  EXPECT_THAT(pdf::encode_image(many).entries, HasSubstr("/ColorSpace/DeviceRGB"));
}

/// Two areas whose edges have a thousand shades: the areas keep their colour.
TEST(ReduceColours, MovesOnlyEdges) {
  pdf::Bitmap bitmap{100, 100, {}};
  for (unsigned i = 0; i < 10000; ++i) {
    const bool is_edge = i % 10 == 0;
    bitmap.rgb.push_back(static_cast<unsigned char>(is_edge ? 100 + i / 100 : 0x1F));
    bitmap.rgb.push_back(static_cast<unsigned char>(is_edge ? 100 + i / 50 % 100 : 0x4E));
    bitmap.rgb.push_back(static_cast<unsigned char>(is_edge ? 100 + i / 30 % 90 : 0x79));
  }
  const auto picture = pdf::reduce_colours(bitmap);
  ASSERT_TRUE(picture);
  for (std::size_t i = 0; i < 10000; ++i) {
    const pdf::Rgb& colour = picture->colours.at(static_cast<unsigned char>(picture->indices[i]));
    for (std::size_t c = 0; c < 3; ++c) {
      EXPECT_LE(std::abs(colour[c] - bitmap.rgb[3 * i + c]), i % 10 == 0 ? 12 : 0);
    }
  }
}

/// A gradient over all of the picture must not fall into bands.
TEST(ReduceColours, KeepsGradientsSmooth) {
  pdf::Bitmap bitmap{512, 8, {}};
  for (unsigned i = 0; i < 512 * 8; ++i) {
    for (const unsigned shift : {0U, 1U, 2U}) {
      bitmap.rgb.push_back(static_cast<unsigned char>((i % 512) / 2 >> shift));
    }
  }
  const auto picture = pdf::reduce_colours(bitmap);
  ASSERT_TRUE(picture);
  for (std::size_t i = 0; i < 512 * 8; ++i) {
    const pdf::Rgb& colour = picture->colours.at(static_cast<unsigned char>(picture->indices[i]));
    EXPECT_LE(std::abs(colour[0] - bitmap.rgb[3 * i]), 3);
  }
}

TEST(EncodeImage, AveragesWhatIsFinerThanPrint) {
  pdf::Bitmap bitmap{3000, 2, {}};
  for (int i = 0; i < 3000 * 2; ++i) {
    const bool is_white = i % 2 == 0;
    bitmap.rgb.insert(bitmap.rgb.end(), 3, is_white ? 255 : 0);
  }
  const auto small = pdf::encode_image(bitmap);
  EXPECT_EQ(small.width, 1500);
  EXPECT_EQ(small.height, 1);
  EXPECT_THAT(small.entries, HasSubstr("(\x80\x80\x80)"));
}

}  // namespace
}  // namespace enclosure::invoice
