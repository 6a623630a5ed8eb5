// QR codes are what they should be to an independent reader.

#include "invoice/layout/qr_code.h"

#include <gtest/gtest.h>

#include <numeric>
#include <string>

#include "tests/support/process.h"

namespace enclosure::invoice::layout {
namespace {

/// The code as a picture (PGM), four pixels a module, its quiet zone around it.
std::string picture_of(const QrCode& code) {
  constexpr int kPixels = 4;
  const int side = (code.size() + 2 * QrCode::kQuietZone) * kPixels;
  std::string rows(static_cast<std::size_t>(side) * static_cast<std::size_t>(side), '\xFF');
  for (int y = 0; y < code.size() * kPixels; ++y) {
    for (int x = 0; x < code.size() * kPixels; ++x) {
      if (!code.is_dark(y / kPixels, x / kPixels)) continue;
      const int row = y + QrCode::kQuietZone * kPixels;
      rows[static_cast<std::size_t>(row * side + x + QrCode::kQuietZone * kPixels)] = '\0';
    }
  }
  const std::string width = std::to_string(side);
  return "P5 " + width + " " + width + " 255\n" + rows;
}

std::string read_back(const QrCode& code) {
  const support::TemporaryFolder folder;
  support::spit(folder / "code.pgm", picture_of(code));
  return support::run({"zbarimg", "--quiet", "--raw", "-Sbinary", folder / "code.pgm"}).out;
}

TEST(QrCode, IsReadBackByAnotherProgram) {
  const std::string most(2331, 'x');
  for (const std::string& text :
       {std::string("1"), std::string("https://invoices.example/i/0123456789"),
        std::string("BCD\n002\n1\nSCT\n\nGr\u00f6\u00dfenwahn \u0391\u0392\u0393"), most}) {
    const auto code = QrCode::encode(text);
    ASSERT_TRUE(code) << text;
    EXPECT_EQ(read_back(*code), text);
  }
}

TEST(QrCode, IsAsSmallAsItCanBe) {
  EXPECT_EQ(QrCode::encode("12345678901234")->size(), 21);
  EXPECT_EQ(QrCode::encode("123456789012345")->size(), 25);
  EXPECT_EQ(QrCode::encode(std::string(2331, 'x'))->size(), 177);
}

TEST(QrCode, OfTooMuchOrNothingIsAFault) {
  for (const std::string& text : {std::string(), std::string(2332, 'x')}) {
    const auto code = QrCode::encode(text);
    ASSERT_FALSE(code);
    EXPECT_EQ(code.faults().front().code, "QR-001");
  }
}

TEST(QrCode, HasEachDarkModuleInOneBar) {
  const auto code = QrCode::encode("https://invoices.example/");
  ASSERT_TRUE(code);
  const auto bars = code->bars();
  int dark = 0;
  for (int i = 0; i < code->size() * code->size(); ++i)
    dark += code->is_dark(i / code->size(), i % code->size());
  EXPECT_EQ(std::accumulate(bars.begin(), bars.end(), 0,
                            [](int sum, const QrCode::Bar& bar) { return sum + bar.length; }),
            dark);
  EXPECT_EQ(bars.front(), (QrCode::Bar{0, 0, 7}));  // the upper edge of a finder pattern
}

}  // namespace
}  // namespace enclosure::invoice::layout
