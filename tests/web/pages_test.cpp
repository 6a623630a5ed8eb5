#include "app/web/pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/web/html_check.h"
#include "tests/web/sample_pages.h"

namespace enclosure::app::web {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(Pages, TakeNothingFromElsewhereAndRunNothing) {
  for (const std::string_view text : {not_found_page(), stylesheet()}) {
    for (const char* part :
         {"<script", "http://", "https://", "@import", "url(", "style=", "onload"})
      EXPECT_THAT(std::string(text), Not(HasSubstr(part)));
  }
}

TEST(Pages, NothingIsFoundInEveryLanguage) {
  const auto page = test::read_html(not_found_page());
  EXPECT_THAT(page.faults, IsEmpty());
  EXPECT_EQ(page.all("li").size(), 23U);
  for (const auto& language : test::page_languages())
    EXPECT_THAT(std::string(not_found_page()), HasSubstr("lang=\"" + language.to_string() + "\""));
}

TEST(Pages, OptingOutAsksAndThenSaysThatItIsDone) {
  for (const auto& language : test::page_languages()) {
    const std::string asks = opt_out_page({language, "A & <B>", false});
    EXPECT_THAT(test::read_html(asks).faults, IsEmpty()) << asks;
    EXPECT_THAT(asks, HasSubstr("name=\"List-Unsubscribe\" value=\"One-Click\""));
    EXPECT_THAT(asks, HasSubstr("A &amp; &lt;B&gt;"));
    const std::string done = opt_out_page({language, "A & <B>", true});
    EXPECT_THAT(test::read_html(done).faults, IsEmpty()) << done;
    EXPECT_THAT(done, Not(HasSubstr("<form")));
    EXPECT_THAT(done, HasSubstr("role=\"status\""));
  }
}

}  // namespace
}  // namespace enclosure::app::web
