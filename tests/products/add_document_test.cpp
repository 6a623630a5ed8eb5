// Adding a document: all of it, or nothing.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "app/products/add_document.h"
#include "app/products/product_folder.h"
#include "app/store/files.h"
#include "tests/check/raw_pdf.h"
#include "tests/support/process.h"

namespace enclosure::app {
namespace {

using testing::SizeIs;

std::string manual(const std::string& more) {
  return test::pdf_of({{1, "<</Type/Catalog/Pages 2 0 R" + more + ">>"},
                       {2, "<</Type/Pages/Count 1/Kids[3 0 R]>>"},
                       {3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"}});
}

class AddDocument : public testing::Test {
 protected:
  AddDocument() { std::filesystem::create_directories(products()); }
  [[nodiscard]] std::filesystem::path products() const { return folder / "products"; }
  [[nodiscard]] std::string catalogue() const {
    return support::slurp(products() / "catalogue.json");
  }
  [[nodiscard]] NewDocument document(const std::string& name, const std::string& bytes) const {
    support::spit(folder / name, bytes);
    NewDocument made;
    made.file = folder / name;
    made.sku = *Sku::parse("HUB-7");
    return made;
  }
  [[nodiscard]] Result<AddedDocument> add(const NewDocument& document) const {
    return add_document(document, products());
  }
  /// Everything below products/ but the catalogue.
  [[nodiscard]] std::size_t kept() const {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(products()))
      count += entry.is_regular_file() && entry.path().filename() != "catalogue.json";
    return count;
  }

  support::TemporaryFolder folder;
};

TEST_F(AddDocument, BeginsACatalogueAndKeepsTheFileByItsHash) {
  const std::string bytes = manual("/Lang(fr)");
  NewDocument hub = document("a.pdf", bytes);
  hub.product_name = "USB hub";
  const auto added = add(hub);
  ASSERT_TRUE(added) << added.faults().front().message;
  EXPECT_TRUE(added->is_new_product);
  EXPECT_EQ(added->language_source, LanguageSource::kFile);
  EXPECT_EQ(added->facts.pages, 1U);
  EXPECT_EQ(added->file, "files/usb-hub-manual-fr-" + sha256_hex(bytes).substr(0, 12) + ".pdf");
  EXPECT_EQ(support::slurp(products() / added->file), bytes);
  const auto json = nlohmann::json::parse(catalogue());
  EXPECT_EQ(json["products"][0]["documents"][0]["language"], "fr");
}

TEST_F(AddDocument, RefusesANameThatPromisesAnotherType) {
  NewDocument text = document("text.pdf", "Lesen Sie diese Anleitung vor dem Gebrauch.\n");
  text.languages = {*LanguageTag::parse("de")};
  const auto added = add(text);
  ASSERT_FALSE(added);
  EXPECT_EQ(added.faults().front().code, "FILE-007");
  EXPECT_EQ(added.faults().front().path, (folder / "text.pdf").string());
  EXPECT_EQ(kept(), 0U);
}

TEST_F(AddDocument, AddsToAProductThatIsThere) {
  support::spit(products() / "catalogue.json",
                R"({"schema":2,"products":[{"match":{"sku":"HUB-*"},"name":"Hub"}]})");
  ASSERT_TRUE(add(document("a.pdf", manual("/Lang(fr)"))));
  const auto german = add(document("b.pdf", manual("/Lang(de)")));
  ASSERT_TRUE(german);
  EXPECT_EQ(german->product, "Hub");
  EXPECT_EQ(nlohmann::json::parse(catalogue())["products"][0]["documents"].size(), 2U);
}

TEST_F(AddDocument, FindsTheLanguageInTheWords) {
  const std::string words =
      "BT /F 9 Tf (Lesen Sie diese Anleitung vor dem Gebrauch und bewahren Sie sie auf. Es darf "
      "nicht "
      "von Kindern ohne Aufsicht benutzt werden, auch nicht mit dem Kabel.) Tj ET";
  const auto added = add(document(
      "a.pdf",
      test::pdf_of({{1, "<</Type/Catalog/Pages 2 0 R>>"},
                    {2, "<</Type/Pages/Count 1/Kids[3 0 R]>>"},
                    {3,
                     "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font"
                     "<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>"},
                    {4, test::stream_object("", words)}})));
  ASSERT_TRUE(added) << added.faults().front().message;
  EXPECT_EQ(added->language_source, LanguageSource::kText);
  EXPECT_EQ(added->languages.front().to_string(), "de");
}

TEST_F(AddDocument, WantsALanguageWhereNoneIsFound) {
  const auto added = add(document("a.pdf", manual("")));
  ASSERT_FALSE(added);
  EXPECT_EQ(added.faults().front().code, "PRODUCT-007");
  EXPECT_FALSE(std::filesystem::exists(products() / "catalogue.json"));
  EXPECT_EQ(kept(), 0U);
}

TEST_F(AddDocument, WarnsOfAnotherLanguageThanGiven) {
  NewDocument hub = document("a.pdf", manual("/Lang(fr)"));
  hub.languages = {*LanguageTag::parse("de")};
  const auto added = add(hub);
  ASSERT_TRUE(added);
  ASSERT_THAT(added->remarks, SizeIs(1));
  EXPECT_EQ(added->remarks.front().code, "PRODUCT-004");
}

TEST_F(AddDocument, AddsNothingTwice) {
  for (const char* schema : {"1", "2"}) {
    support::spit(products() / "catalogue.json",
                  std::string(R"({"schema":)") + schema + R"(,"products":[]})");
    const NewDocument hub = document("a.pdf", manual("/Lang(fr)"));
    ASSERT_TRUE(add(hub));
    const std::string before = catalogue();
    const auto again = add(hub);
    ASSERT_FALSE(again) << schema;
    EXPECT_EQ(again.faults().front().code, "CATALOGUE-007");
    EXPECT_EQ(catalogue(), before);
  }
}

TEST_F(AddDocument, TakesFilesAloneAndTellsWhatGoesAsALink) {
  NewDocument folder_itself = document("a.pdf", manual("/Lang(fr)"));
  folder_itself.file = folder.path();
  EXPECT_EQ(add(folder_itself).faults().front().code, "PRODUCT-006");
  NewDocument care = document("care.txt", "Nicht in die Spülmaschine.");
  care.languages = {*LanguageTag::parse("de")};
  care.mail_bytes = 20;
  const auto added = add(care);
  ASSERT_TRUE(added);
  EXPECT_EQ(added->facts.type, FileType::kText);
  ASSERT_THAT(added->remarks, SizeIs(2));
  EXPECT_EQ(added->remarks[0].code, "FILE-008");
  EXPECT_EQ(added->remarks[1].code, "FILE-009");
  EXPECT_THAT(added->remarks[1].message,
              testing::EndsWith("bytes of a mail, and a mail takes 20 bytes"));
}

TEST_F(AddDocument, WarnsOfADoubleAndKeepsOneFile) {
  ASSERT_TRUE(add(document("a.pdf", manual("/Lang(fr)"))));
  NewDocument again = document("b.pdf", manual("/Lang(fr)"));
  again.sku = *Sku::parse("OTHER");
  const auto added = add(again);
  ASSERT_TRUE(added) << added.faults().front().message;
  EXPECT_FALSE(added->is_new_file);
  ASSERT_THAT(added->remarks, SizeIs(1));
  EXPECT_EQ(added->remarks.front().code, "PRODUCT-005");
  EXPECT_EQ(kept(), 1U);
}

TEST_F(AddDocument, ChangesNothingWhereTheSlotIsTaken) {
  ASSERT_TRUE(add(document("a.pdf", manual("/Lang(fr)"))));
  const std::string before = catalogue();
  const auto added = add(document("b.pdf", manual("/Lang(fr)/A 1")));
  ASSERT_FALSE(added);
  EXPECT_EQ(added.faults().front().code, "CATALOGUE-007");
  EXPECT_EQ(catalogue(), before);
  EXPECT_EQ(kept(), 1U);
}

TEST_F(AddDocument, ChangesNothingForAFileThatIsRefused) {
  const auto added = add(document("a.pdf", manual("/OpenAction<</S/Launch/F(a)>>")));
  ASSERT_FALSE(added);
  EXPECT_EQ(kept(), 0U);
  NewDocument missing = document("a.pdf", "");
  missing.file = folder / "nowhere.pdf";
  EXPECT_EQ(add(missing).faults().front().code, "PRODUCT-006");
}

TEST_F(AddDocument, AsksWhichProductIsMeant) {
  support::spit(products() / "catalogue.json",
                R"({"schema":2,"products":[{"match":{"sku":"HUB-*"},"name":"a"},)"
                R"({"match":{"sku":"*-7"},"name":"b"}]})");
  const auto added = add(document("a.pdf", manual("/Lang(fr)")));
  ASSERT_FALSE(added);
  EXPECT_EQ(added.faults().front().code, "PRODUCT-008");
}

}  // namespace
}  // namespace enclosure::app
