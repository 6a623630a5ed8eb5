// Pictures of products: what a page can show, and what stays outside.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "invoice/pdf/product_picture.h"
#include "tests/support/process.h"

namespace enclosure::invoice {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string file(const std::string& name) {
  return support::slurp(std::filesystem::path(ENCLOSURE_SOURCE_DIR) / name);
}

const std::string& lamp() {
  static const std::string bytes = file("tests/invoice/pdf/pictures/lamp.jpg");
  return bytes;
}

/// The lamp with a segment behind its first mark.
std::string with_segment(char marker, const std::string& content) {
  const std::size_t length = content.size() + 2;
  std::string segment{'\xFF', marker, static_cast<char>(length >> 8U),
                      static_cast<char>(length & 0xFFU)};
  return lamp().substr(0, 2) + segment + content + lamp().substr(2);
}

/// An Exif segment's content with one entry: the orientation.
std::string exif(char orientation, bool little) {
  std::string tiff =
      little ? std::string("II*\0\x08\0\0\0\x01\0", 10) : std::string("MM\0*\0\0\0\x08\0\x01", 10);
  tiff += little
              ? std::string("\x12\x01\x03\0\x01\0\0\0", 8) + orientation + std::string(3, '\0')
              : std::string("\x01\x12\0\x03\0\0\0\x01\0", 9) + orientation + std::string(2, '\0');
  return std::string("Exif\0\0", 6) + tiff + std::string(4, '\0');
}

std::string why_not(const std::string& bytes) {
  const auto picture = ProductPicture::decode(bytes);
  if (picture) return "taken";
  EXPECT_EQ(picture.faults().front().code, "SHEET-001");
  return picture.faults().front().message;
}

TEST(ProductPicture, TakesJpegAndPng) {
  const auto jpeg = ProductPicture::decode(lamp());
  ASSERT_TRUE(jpeg);
  EXPECT_EQ(jpeg->width(), 160);
  EXPECT_EQ(jpeg->height(), 120);
  EXPECT_THAT(jpeg->encoded().image.entries, HasSubstr("/DeviceRGB"));
  const auto grey = ProductPicture::decode(file("tests/invoice/pdf/pictures/grey.jpg"));
  ASSERT_TRUE(grey);
  EXPECT_THAT(grey->encoded().image.entries, HasSubstr("/DeviceGray"));
  const auto png = ProductPicture::decode(file("samples/logo.png"));
  ASSERT_TRUE(png);
  EXPECT_LE(png->width(), 500);
}

TEST(ProductPicture, LeavesRemarksOutOfTheDocument) {
  const auto picture =
      ProductPicture::decode(with_segment('\xE1', exif(1, true) + "GPS 53.5 N 10.0 E"));
  ASSERT_TRUE(picture);
  EXPECT_THAT(picture->encoded().image.stream, Not(HasSubstr("GPS")));
  EXPECT_THAT(picture->encoded().image.stream, HasSubstr("\xFF\xDA"));
  const auto commented = ProductPicture::decode(with_segment('\xFE', "made by Erika"));
  ASSERT_TRUE(commented);
  EXPECT_THAT(commented->encoded().image.stream, Not(HasSubstr("Erika")));
  const auto adobe =
      ProductPicture::decode(with_segment('\xEE', std::string("Adobe\0\x64\0\0\0\0\x01", 12)));
  ASSERT_TRUE(adobe);
  EXPECT_THAT(adobe->encoded().image.stream, HasSubstr("Adobe"));
}

TEST(ProductPicture, LeavesOutWhatStandsBehindItsEnd) {
  const auto picture = ProductPicture::decode(lamp() + "PK\x03\x04 something else");
  ASSERT_TRUE(picture);
  EXPECT_THAT(picture->encoded().image.stream, testing::EndsWith("\xFF\xD9"));
}

TEST(ProductPicture, RefusesWhatAPageWouldShowWrongly) {
  EXPECT_THAT(why_not(with_segment('\xE1', exif(6, true))), HasSubstr("on its side"));
  EXPECT_THAT(why_not(with_segment('\xE1', exif(8, false))), HasSubstr("on its side"));
  EXPECT_EQ(why_not(with_segment('\xE1', exif(1, false))), "taken");
  const std::size_t frame = lamp().find("\xFF\xC0");
  std::string cmyk = lamp();
  cmyk[frame + 9] = 4;
  EXPECT_THAT(why_not(cmyk), HasSubstr("neither grey nor RGB"));
  std::string arithmetic = lamp();
  arithmetic[frame + 1] = '\xC9';
  EXPECT_THAT(why_not(arithmetic), HasSubstr("rare kind"));
  std::string huge = lamp();
  huge[frame + 5] = '\x7F';
  EXPECT_THAT(why_not(huge), HasSubstr("too many"));
  std::string flat = lamp();
  flat[frame + 5] = flat[frame + 6] = 0;
  EXPECT_THAT(why_not(flat), HasSubstr("no size"));
  EXPECT_THAT(why_not(lamp() + std::string(300'000, 'x')), HasSubstr("300,000"));
  EXPECT_THAT(why_not("GIF89a"), HasSubstr("PNG"));
}

TEST(ProductPicture, EveryPrefixIsRefusedAndNothingBreaks) {
  for (std::size_t size = 0; size < lamp().size(); ++size)
    EXPECT_NE(why_not(lamp().substr(0, size)), "taken") << size;
}

}  // namespace
}  // namespace enclosure::invoice
