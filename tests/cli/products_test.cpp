// The library of documents from the command line: adding, checking, and what is missing where.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/cli/program.h"

namespace enclosure::app {
namespace {

using testing::Contains;
using testing::HasSubstr;

/// A PDF with one page, written by hand; libqpdf mends no table here, so it is exact.
std::string manual(const std::string& catalog) {
  std::string file = "%PDF-1.7\n";
  std::string table = "0000000000 65535 f \n";
  const auto add = [&](const std::string& object) {
    std::string offset = std::to_string(file.size());
    offset.insert(0, 10 - offset.size(), '0');
    table += offset + " 00000 n \n";
    file += object;
  };
  add("1 0 obj\n<</Type/Catalog/Pages 2 0 R" + catalog + ">>\nendobj\n");
  add("2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n");
  add("3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\n");
  const std::string at = std::to_string(file.size());
  return file + "xref\n0 4\n" + table + "trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n" + at +
         "\n%%EOF\n";
}

class Products : public testing::Test {
 protected:
  Products() { (void)enclosure({"--now", kStart, "init", path()}); }

  [[nodiscard]] std::string path() const { return folder_ / "shop"; }
  std::string put(const std::string& name, const std::string& bytes) {
    support::spit(folder_ / name, bytes);
    return folder_ / name;
  }
  support::Finished run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"--workspace", path(), "--now", kStart, "products"});
    return enclosure(std::move(arguments));
  }
  nlohmann::json ask(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(),
                     {"--json", "--workspace", path(), "--now", kStart, "products"});
    return nlohmann::json::parse(enclosure(std::move(arguments)).out);
  }

  support::TemporaryFolder folder_;
};

TEST_F(Products, AreAddedCheckedAndCounted) {
  const auto added =
      ask({"add", put("a.pdf", manual("/Lang(fr)")), "--sku", "HUB-7", "--name", "Hub"});
  EXPECT_EQ(added["new_product"], true);
  EXPECT_EQ(added["languages"][0], "fr");
  EXPECT_EQ(added["language_from"], "file");
  EXPECT_EQ(added["pages"], 1);
  const std::string file = added["file"];
  EXPECT_THAT(file, HasSubstr("files/hub-manual-fr-"));

  const auto sound = run({"check", "--offline"});
  EXPECT_EQ(sound.exit_code, 0) << sound.err;
  EXPECT_THAT(sound.out, HasSubstr("All is well"));

  const auto coverage = ask({"coverage", "--country", "FR", "--country", "BE:nl+fr"});
  EXPECT_EQ(coverage["total"]["have"], 2);
  EXPECT_EQ(coverage["total"]["fallback"], 1);

  support::spit(std::filesystem::path(path()) / "products" / file, manual("/Lang(fr)/A 1"));
  const auto changed = run({"check", "--offline"});
  EXPECT_EQ(changed.exit_code, 1);
  EXPECT_THAT(changed.err, HasSubstr("PRODUCT-003"));
}

TEST_F(Products, AreNotAddedWhenTheyMayDoHarm) {
  const auto refused = run(
      {"add", put("a.pdf", manual("/Lang(fr)/OpenAction<</S/Launch/F(a)>>")), "--sku", "HUB-7"});
  EXPECT_EQ(refused.exit_code, 65);
  EXPECT_THAT(refused.err, HasSubstr("FILE-013"));
  EXPECT_EQ(run({"add", put("b.pdf", manual("")), "--sku", "A", "--kind", "poem"}).exit_code, 64);
}

TEST_F(Products, CoverageIsWrittenAsCsvAndPage) {
  (void)run({"add", put("a.pdf", manual("/Lang(fr)")), "--sku", "HUB-7"});
  const auto done = run({"coverage", "--csv", folder_ / "a.csv", "--html", folder_ / "a.html"});
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_THAT(support::slurp(folder_ / "a.csv"), HasSubstr("HUB-7,HUB-7,FR,fr,manual,have"));
  EXPECT_THAT(support::slurp(folder_ / "a.html"), HasSubstr("<!doctype html>"));
  EXPECT_EQ(run({"coverage", "--country", "ZZ"}).exit_code, 64);
}

TEST(ProductsSheet, IsPrintedBeforeTheMailAndAfterwardsAsItWent) {
  const SampleWorkspace shop;
  const std::string file = shop / "sheet.pdf";
  const auto before = shop.ask({"products", "sheet", "W-10026", "--out", file});
  EXPECT_EQ(before["language"], "lv");
  EXPECT_EQ(before["kept"], false);
  EXPECT_EQ(before["notices"], nlohmann::json::array());
  EXPECT_THAT(support::slurp(file), testing::StartsWith("%PDF-1.7"));
  EXPECT_EQ(before["bytes"], support::slurp(file).size());

  const std::string later = "2026-09-03T08:00:00Z";
  ASSERT_EQ(shop.run({"run", "--until", later}).exit_code, 0);
  const auto after = shop.ask({"products", "sheet", "W-10026", "--out", file}, later);
  EXPECT_EQ(after["kept"], true);
  EXPECT_NE(after["sha256"], before["sha256"]);  // says what is attached
  EXPECT_THAT(support::slurp(shop / "outbox/W-10026-1.eml"), HasSubstr("cover_sheet-lv.pdf"));
}

TEST(ProductsSheet, NamesWhatIsMissing) {
  const SampleWorkspace shop;
  const std::string file = shop / "sheet.pdf";
  const auto unknown = shop.run({"products", "sheet", "W-1", "--out", file});
  EXPECT_EQ(unknown.exit_code, 65);
  EXPECT_THAT(unknown.err, HasSubstr("SHEET-002"));
  support::spit(shop / "products/catalogue.json", R"({"schema": 2, "products": []})");
  const auto nothing = shop.run({"products", "sheet", "W-10042", "--out", file});
  EXPECT_EQ(nothing.exit_code, 65);
  EXPECT_THAT(nothing.err, HasSubstr("SHEET-003"));
  EXPECT_FALSE(std::filesystem::exists(file));
  EXPECT_EQ(shop.run({"products", "sheet", "W-10026"}).exit_code, 64);
}

}  // namespace
}  // namespace enclosure::app
