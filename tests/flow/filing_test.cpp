// Which documents of an order stand.

#include "app/flow/filing.h"

#include <gmock/gmock.h>

namespace enclosure::app {
namespace {

using invoice::InvoiceKind;

StoredInvoice document(const char* number, InvoiceKind kind, const char* preceding = "",
                       bool cancels = false) {
  StoredInvoice stored;
  stored.number = *InvoiceNumber::parse(number);
  stored.kind = kind;
  if (*preceding != '\0') stored.preceding = *InvoiceNumber::parse(preceding);
  stored.cancels = cancels;
  return stored;
}

std::vector<std::string> numbers(const std::vector<StoredInvoice>& documents) {
  std::vector<std::string> all;
  for (const StoredInvoice& one : documents) all.push_back(one.number.to_string());
  return all;
}

TEST(Filing, AnInvoiceStandsWithItsCreditNotes) {
  const std::vector<StoredInvoice> all{document("R-1", InvoiceKind::kInvoice),
                                       document("C-1", InvoiceKind::kCreditNote, "R-1"),
                                       document("R-2", InvoiceKind::kSimplified)};
  EXPECT_THAT(numbers(standing_documents(all)), testing::ElementsAre("R-1", "C-1", "R-2"));
  EXPECT_EQ(newest_standing(all)->number.to_string(), "R-2");
}

TEST(Filing, ACorrectedInvoiceTakesThePlaceOfTheCancelledOne) {
  const std::vector<StoredInvoice> all{document("R-1", InvoiceKind::kInvoice),
                                       document("C-1", InvoiceKind::kCreditNote, "R-1", true),
                                       document("C-2", InvoiceKind::kCorrected, "R-1")};
  EXPECT_THAT(numbers(standing_documents(all)), testing::ElementsAre("C-2"));
  EXPECT_EQ(newest_standing(all)->number.to_string(), "C-2");
  const auto chains = chains_of(all);
  ASSERT_EQ(chains.size(), 2U);
  EXPECT_TRUE(chains[0].is_cancelled());
  EXPECT_EQ(chains[0].corrected_by.to_string(), "C-2");
  EXPECT_FALSE(chains[1].is_cancelled());
}

TEST(Filing, WhereNothingStandsEveryDocumentIsGiven) {
  const std::vector<StoredInvoice> all{document("R-1", InvoiceKind::kInvoice),
                                       document("C-1", InvoiceKind::kCreditNote, "R-1", true)};
  EXPECT_THAT(numbers(standing_documents(all)), testing::ElementsAre("R-1", "C-1"));
  EXPECT_EQ(newest_standing(all)->number.to_string(), "C-1");
  EXPECT_EQ(newest_standing({}), nullptr);
}

}  // namespace
}  // namespace enclosure::app
