#include "invoice/model/national_titles.h"

#include <gtest/gtest.h>

#include "invoice/data/data.h"

namespace enclosure::invoice {
namespace {

const NationalTitles& titles() {
  static const Result<NationalTitles> kTitles = NationalTitles::load(law_data::files());
  if (!kTitles) throw std::logic_error(kTitles.faults().front().path);
  return *kTitles;
}

std::string title(std::string_view state, std::string_view document, std::string_view language) {
  return titles().title(state, document, *LanguageTag::parse(language), *parse_date("2026-09-01"));
}

TEST(NationalTitles, AStateHasItsOwnNamesInItsOwnLanguage) {
  EXPECT_EQ(title("DE", "cancellation", "de-DE"), "Stornorechnung");
  EXPECT_EQ(title("BG", "credit_note", "bg"), "Кредитно известие");
  EXPECT_EQ(title("HU", "cancellation", "hu"), "Érvénytelenítő számla");
  EXPECT_EQ(title("ES", "credit_note", "es"), "Factura rectificativa");
}

TEST(NationalTitles, InOtherLanguagesTheTitleOfTheLanguageStands) {
  EXPECT_EQ(title("DE", "cancellation", "en"), "");
  EXPECT_EQ(title("DE", "credit_note", "de"), "");
  EXPECT_EQ(title("XX", "credit_note", "de"), "");
}

TEST(NationalTitles, ADamagedFileIsNamed) {
  const EmbeddedFile file{"vat/de.json",
                          R"({"country": "DE", "document_names": [{"document": "receipt"}]})"};
  const auto damaged = NationalTitles::load({&file, 1});
  ASSERT_FALSE(damaged);
  EXPECT_EQ(damaged.faults().front().code, "LAW-001");
}

}  // namespace
}  // namespace enclosure::invoice
