#include "app/web/refusal_pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/web/html_check.h"
#include "tests/web/sample_pages.h"

namespace enclosure::app::web {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr RefusalReason kReasons[] = {RefusalReason::kForeign,    RefusalReason::kTooLarge,
                                      RefusalReason::kUnreadable, RefusalReason::kTooSlow,
                                      RefusalReason::kLongHead,   RefusalReason::kOurFault,
                                      RefusalReason::kBusy};

TEST(RefusalPages, SayWhatToDoInEveryLanguage) {
  std::set<std::string> texts;
  for (const LanguageTag& language : test::page_languages()) {
    for (const RefusalReason reason : kReasons) {
      const std::string html = refusal_page(reason, language, {"../../", "i/abc_-1"});
      const auto page = test::read_html(html);
      EXPECT_THAT(page.faults, IsEmpty()) << html;
      EXPECT_THAT(html, HasSubstr("<html lang=\"" + language.to_string() + "\">"));
      EXPECT_THAT(html, HasSubstr("href=\"../../assets/style.css\""));
      EXPECT_THAT(html, HasSubstr("href=\"../../i/abc_-1\""));
      EXPECT_THAT(html, Not(HasSubstr("<script")));
      EXPECT_EQ(page.all("h1").size(), 1U);
      texts.insert(page.all("main").front()->text);
    }
  }
  EXPECT_EQ(texts.size(), 24U * std::size(kReasons));
}

TEST(RefusalPages, HaveNoLinkWhereThePageIsNotKnown) {
  const std::string html = refusal_page(RefusalReason::kBusy, LanguageTag(), {"../", ""});
  EXPECT_THAT(test::read_html(html).faults, IsEmpty());
  EXPECT_THAT(html, HasSubstr("href=\"../assets/style.css\""));
  EXPECT_THAT(html, Not(HasSubstr("<a ")));
}

TEST(RefusalPages, SpeakEnglishWhereNothingElseHelps) {
  const LanguageTag turkish = *LanguageTag::parse("tr");
  EXPECT_EQ(refusal_page(RefusalReason::kBusy, turkish, {}),
            refusal_page(RefusalReason::kBusy, LanguageTag(), {}));
  const LanguageTag austrian = *LanguageTag::parse("de-AT");
  EXPECT_THAT(refusal_page(RefusalReason::kBusy, austrian, {}), HasSubstr("<html lang=\"de\">"));
}

}  // namespace
}  // namespace enclosure::app::web
