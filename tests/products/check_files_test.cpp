// A folder in which everything is wrong that can be, and one in which nothing is.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "app/products/check_files.h"
#include "app/products/product_folder.h"
#include "app/store/files.h"
#include "tests/check/raw_pdf.h"
#include "tests/products/manual.h"
#include "tests/support/process.h"

namespace enclosure::app {
namespace {

using namespace std::string_literals;
using attachments::Catalogue;
using test::manual;
using testing::IsEmpty;
using testing::SizeIs;

std::string with_inside(const std::string& name, const std::string& bytes) {
  return test::pdf_of(
      {{1, "<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a) 4 0 R]>>>>>>"},
       {2, "<</Type/Pages/Count 1/Kids[3 0 R]>>"},
       {3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"},
       {4, "<</F(" + name + ")/EF<</F 5 0 R>>>>"},
       {5, test::stream_object("/Type/EmbeddedFile/Filter/FlateDecode", test::packed(bytes))}});
}

class CheckFiles : public testing::Test {
 protected:
  void put(const std::string& file, const std::string& bytes) {
    std::filesystem::create_directories((folder / file).parent_path());
    support::spit(folder / file, bytes);
  }
  /// One product per file, all of them German manuals.
  static Catalogue catalogue(const std::vector<std::string>& files) {
    std::string products;
    for (const std::string& file : files) {
      const std::string number = std::to_string(products.size());
      products += (products.empty() ? "" : ",") + R"({"match":{"sku":"S)"s + number +
                  R"("},"name":"N","documents":[{"kind":"manual","language":"de","file":")" + file +
                  "\"}]}";
    }
    return *Catalogue::parse(R"({"schema":2,"products":[)" + products + "]}");
  }

  support::TemporaryFolder folder;
};

TEST_F(CheckFiles, FindsNothingWhereNothingIsWrong) {
  put("a.pdf", manual());
  put("b.txt", "Vor Gebrauch lesen.");
  const std::string added = kept_name("Hub: manual", sha256_hex(manual("/A 1")), ".pdf");
  put(added, manual("/A 1"));
  std::size_t steps = 0;
  const FileCheck check =
      check_files(catalogue({"a.pdf", added}), folder.path(), 0, [&] { ++steps; });
  EXPECT_THAT(check.findings, IsEmpty());
  EXPECT_EQ(check.files, 2U);
  EXPECT_EQ(check.pages, 2U);
  EXPECT_EQ(steps, 2U);
}

TEST_F(CheckFiles, NamesTwentyPlantedDefects) {
  const std::string script = "/OpenAction<</S/JavaScript/JS(1)>>";
  const std::string zip_end = "PK\5\6"s + std::string(6, '\0') + "\1"s + std::string(11, '\0');
  const std::map<std::string, std::pair<std::string, std::string>> planted{
      {"empty.pdf", {"FILE-006", ""}},
      {"program.pdf", {"FILE-002", "MZ\0\0"s}},
      {"archive.pdf", {"FILE-003", "PK\3\4\0"s}},
      {"page.pdf", {"FILE-004", "<html></html>"}},
      {"unknown.pdf", {"FILE-001", "GIF89a\1\0"s}},
      {"cut.pdf", {"FILE-010", manual().substr(0, 150)}},
      {"script.pdf", {"FILE-012", manual(script)}},
      {"launch.pdf", {"FILE-013", manual("/OpenAction<</S/Launch/F(a)>>")}},
      {"form.pdf", {"FILE-014", manual("/OpenAction<</S/SubmitForm/F(a)>>")}},
      {"other.pdf", {"FILE-015", manual("/OpenAction<</S/GoToR/F(a)>>")}},
      {"link.pdf", {"FILE-016", manual("/OpenAction<</S/URI/URI(file:///a)>>")}},
      {"inside.pdf", {"FILE-017", with_inside("a.txt", "MZ\0"s)}},
      {"packed.pdf", {"FILE-018", with_inside("a.txt", "PK\3\4\0"s)}},
      {"pdf-in-pdf.pdf", {"FILE-019", with_inside("a.pdf", "%PDF-1.7")}},
      {"before.pdf", {"FILE-024", "\n" + manual()}},
      {"behind.pdf", {"FILE-025", manual() + zip_end}},
      {"picture.pdf", {"FILE-007", "Nur Text."}},
      {"french.pdf", {"PRODUCT-004", manual("", "fr")}},
      {"files/changed-0123456789ab.pdf", {"PRODUCT-003", manual("/A 2")}}};
  std::vector<std::string> files{"missing.pdf"};
  for (const auto& [file, defect] : planted) {
    put(file, defect.second);
    files.push_back(file);
  }
  ASSERT_THAT(files, SizeIs(20));
  const FileCheck check = check_files(catalogue(files), folder.path());
  std::map<std::string, std::string> found;
  for (const Fault& fault : check.findings) {
    found.emplace(fault.path.substr(0, fault.path.find(',')), fault.code);
    EXPECT_FALSE(fault.hint.empty());
  }
  EXPECT_EQ(found["products/missing.pdf"], "PRODUCT-001");
  for (const auto& [file, defect] : planted) EXPECT_EQ(found["products/" + file], defect.first);
  EXPECT_THAT(found, SizeIs(20));
}

TEST_F(CheckFiles, LeavesTheFolderByNoLink) {
  const support::TemporaryFolder outside;
  support::spit(outside / "secret.pdf", manual());
  std::filesystem::create_symlink(outside / "secret.pdf", folder / "a.pdf");
  const FileCheck check = check_files(catalogue({"a.pdf"}), folder.path());
  ASSERT_THAT(check.findings, SizeIs(1));
  EXPECT_EQ(check.findings.front().code, "PRODUCT-002");
}

TEST_F(CheckFiles, RemarksOnWhatOnlyGoesAsALink) {
  put("a.png", support::slurp(ENCLOSURE_SOURCE_DIR "/tests/fuzz/seeds/enclosure_file/picture.png"));
  put("b.pdf", manual("/A(" + std::string(5'000, 'x') + ")"));
  const FileCheck check = check_files(catalogue({"a.png", "b.pdf"}), folder.path(), 5'000);
  EXPECT_THAT(check.findings, IsEmpty());
  ASSERT_THAT(check.remarks, SizeIs(2));
  EXPECT_EQ(check.remarks[0].code + " " + check.remarks[0].path, "FILE-008 products/a.png");
  EXPECT_EQ(check.remarks[1].code + " " + check.remarks[1].path, "FILE-009 products/b.pdf");
}

TEST_F(CheckFiles, RemarksOnDoubles) {
  put("a.pdf", manual());
  put("b.pdf", manual());
  const FileCheck check = check_files(catalogue({"a.pdf", "b.pdf"}), folder.path());
  EXPECT_THAT(check.findings, IsEmpty());
  ASSERT_THAT(check.remarks, SizeIs(1));
  EXPECT_EQ(check.remarks.front().code, "PRODUCT-005");
}

TEST(ProductFolder, KeepsTheHashInTheName) {
  const std::string sha = sha256_hex("x");
  const std::string name = kept_name("Kabel-Trommel Ü 50 m!", sha, ".pdf");
  EXPECT_EQ(name, "files/kabel-trommel-50-m-" + sha.substr(0, 12) + ".pdf");
  EXPECT_EQ(hash_in_name(name), sha.substr(0, 12));
  EXPECT_EQ(hash_in_name("files/" + sha.substr(0, 12) + ".pdf"), sha.substr(0, 12));
  EXPECT_EQ(hash_in_name("files/manual.pdf"), "");
  EXPECT_EQ(hash_in_name("other/a-0123456789ab.pdf"), "");
}

}  // namespace
}  // namespace enclosure::app
