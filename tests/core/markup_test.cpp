#include "core/markup.h"

#include <gtest/gtest.h>

#include "core/hex.h"

namespace enclosure {
namespace {

TEST(Markup, EscapesWhatWouldBeMarkup) {
  EXPECT_EQ(escape_markup(R"(<a href="x">Köhler & Söhne's</a>)"),
            "&lt;a href=&quot;x&quot;&gt;Köhler &amp; Söhne&#39;s&lt;/a&gt;");
  EXPECT_EQ(escape_markup("&amp;"), "&amp;amp;");
  EXPECT_EQ(escape_markup(""), "");
}

TEST(Markup, LeavesQuotesAloneInContent) {
  EXPECT_EQ(escape_markup(R"("5 < 6" & 'so')", MarkupPlace::kContent), R"("5 &lt; 6" &amp; 'so')");
}

TEST(Hex, WritesEachByteAsTwoDigits) {
  EXPECT_EQ(to_hex(std::string_view("\x00\x0F\xF0\xFFz", 5)), "000ff0ff7a");
  EXPECT_EQ(to_hex(""), "");
}

}  // namespace
}  // namespace enclosure
