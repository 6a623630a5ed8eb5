// `render`: documents from a file, without a store.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/cli/program.h"

namespace enclosure::app {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

TEST(Render, MakesDocumentsWithoutAStore) {
  const support::TemporaryFolder folder;
  const std::string file = std::string(ENCLOSURE_SOURCE_DIR) + "/samples/render/orders.json";
  for (const char* jobs : {"1", "3"}) {
    const auto finished =
        enclosure({"--now", kStart, "render", file, "--out", folder / jobs, "--jobs", jobs});
    EXPECT_EQ(finished.exit_code, 0) << finished.err;
  }
  int documents = 0;
  for (const auto& entry : fs::directory_iterator(folder / "1")) {
    ++documents;
    EXPECT_EQ(support::slurp(entry.path()),
              support::slurp(folder.path() / "3" / entry.path().filename()));
  }
  EXPECT_EQ(documents, 3);
  EXPECT_FALSE(fs::exists(folder / "enclosure.db"));
}

/// A case for `render` on one line.
std::string case_of(const std::string& id) {
  nlohmann::json all = nlohmann::json::parse(
      support::slurp(std::string(ENCLOSURE_SOURCE_DIR) + "/samples/render/orders.json"));
  all[0]["seller"].erase("logo");
  all[0]["order"]["id"] = id;
  return all[0].dump();
}

TEST(Render, NumbersFollowTheFileWithAnyNumberOfThreads) {
  const support::TemporaryFolder folder;
  std::string cases;
  for (int i = 0; i < 270; ++i) {  // more than a portion
    cases += i % 30 == 7 ? "{\"id\": \"broken\"}\n" : case_of("A-" + std::to_string(i)) + "\n";
  }
  support::spit(folder / "cases.json", cases);
  const auto told = [&](const char* jobs) {
    const auto finished = enclosure({"--now", kStart, "--json", "render", folder / "cases.json",
                                     "--out", folder / jobs, "--jobs", jobs});
    EXPECT_EQ(finished.exit_code, 65);
    return nlohmann::json::parse(finished.out)["documents"];
  };
  const auto documents = told("1");
  ASSERT_EQ(documents.size(), 270U);
  EXPECT_EQ(documents[269]["number"], "R-2026-000261");
  EXPECT_EQ(documents[37]["faults"][0]["path"], "line 38 seller");
  EXPECT_EQ(told("3"), documents);
}

TEST(Render, ADamagedCaseIsAFaultAndTheOthersAreMade) {
  const support::TemporaryFolder folder;
  support::spit(folder / "cases.json",
                "[" + case_of("A-1") + ",\n{\"seller\" 1},\n" + case_of("A-2") + ",\n{");
  const auto finished = enclosure(
      {"--now", kStart, "--json", "render", folder / "cases.json", "--out", folder / "out"});
  EXPECT_EQ(finished.exit_code, 65);
  const auto told = nlohmann::json::parse(finished.out);
  EXPECT_EQ(told["documents"].size(), 3U);
  EXPECT_EQ(told["documents"][1]["faults"][0]["message"], "not valid JSON at line 2, column 11");
  EXPECT_EQ(told["faults"][0]["message"], "the JSON breaks off at line 4, column 1");
  EXPECT_TRUE(fs::exists(folder / "out/A-2.pdf"));
}

TEST(Render, AFileThatIsNoJsonFailsAsAWhole) {
  const support::TemporaryFolder folder;
  for (const char* text : {"", "order;price\n1;2\n", "{\"seller\": "}) {
    support::spit(folder / "cases.json", text);
    const auto finished =
        enclosure({"--json", "render", folder / "cases.json", "--out", folder / "out"});
    EXPECT_EQ(finished.exit_code, 65) << text;
    EXPECT_EQ(nlohmann::json::parse(finished.out)["faults"][0]["code"], "IMPORT-003") << text;
  }
}

TEST(Render, ALanguageWithoutLabelsIsUsage) {
  const support::TemporaryFolder folder;
  const std::string file = std::string(ENCLOSURE_SOURCE_DIR) + "/samples/render/orders.json";
  EXPECT_EQ(enclosure({"render", file, "--out", folder / "x", "--language", "tlh"}).exit_code, 64);
}

/// The orders of samples/render as `more` options have them, `pdftotext` of each page.
std::string rendered_text(const support::TemporaryFolder& folder,
                          const std::vector<std::string>& more) {
  const std::string file = std::string(ENCLOSURE_SOURCE_DIR) + "/samples/render/orders.json";
  std::vector<std::string> arguments{"--now", kStart, "render", file, "--out", folder / "out"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  const auto finished = enclosure(arguments);
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  std::string text;
  for (const auto& entry : fs::directory_iterator(folder / "out")) {
    if (entry.path().extension() != ".pdf") continue;
    text += support::run({"pdfinfo", entry.path()}).out;
    text += support::run({"pdftotext", entry.path(), "-"}).out;
  }
  return text;
}

TEST(Render, OnThePaperThatIsAskedFor) {
  const support::TemporaryFolder folder;
  EXPECT_THAT(rendered_text(folder, {"--paper", "letter", "--theme", "compact", "--compact"}),
              HasSubstr("612 x 792 pts (letter)"));
}

TEST(Render, WithTheEInvoiceBesideThePage) {
  const support::TemporaryFolder folder;
  rendered_text(folder, {"--xml"});
  int beside = 0;
  for (const auto& entry : fs::directory_iterator(folder / "out"))
    beside += entry.path().extension() == ".xml";
  EXPECT_EQ(beside, 3);
}

TEST(Render, InASecondLanguage) {
  const support::TemporaryFolder folder;
  const std::string text =
      rendered_text(folder, {"--language", "de", "--second-language", "fi", "--accent", "#7A1F3D"});
  EXPECT_THAT(text, HasSubstr("Rechnungsdatum"));
  EXPECT_THAT(text, HasSubstr("Laskun päivämäärä"));
}

TEST(Render, WithALinkForEachOrder) {
  const support::TemporaryFolder folder;
  EXPECT_THAT(rendered_text(folder, {"--link", "https://invoices.example/{order}"}),
              HasSubstr("https://invoices.example/"));
}

TEST(Render, TellsAllThatIsWrongWithALook) {
  const support::TemporaryFolder folder;
  const std::string file = std::string(ENCLOSURE_SOURCE_DIR) + "/samples/render/orders.json";
  const auto finished =
      enclosure({"render", file, "--out", folder / "x", "--theme", "baroque", "--paper", "a5",
                 "--accent", "#FFFF00", "--second-language", "tlh", "--link", "ftp://x"});
  EXPECT_EQ(finished.exit_code, 64);
  for (const char* code : {"LOOK-002", "LOOK-003", "LOOK-004", "DOCUMENT-003", "CONFIG-004"})
    EXPECT_THAT(finished.err, HasSubstr(code));
  EXPECT_FALSE(fs::exists(folder / "x"));
}

struct BadInput {
  std::string name;
  std::vector<std::string> options;  ///< of `render`; FOLDER is a folder with afile in it
  int exit_code;
  std::string told;
};
void PrintTo(const BadInput& one, std::ostream* out) {
  *out << one.name;
}

class RenderRefuses : public testing::TestWithParam<BadInput> {};

/// One fault, and nothing is made.
TEST_P(RenderRefuses, AtStart) {
  const support::TemporaryFolder folder;
  support::spit(folder / "afile", "no picture");
  std::vector<std::string> arguments{"render"};
  for (std::string option : GetParam().options) {
    if (option == "ORDERS") option = ENCLOSURE_SOURCE_DIR "/samples/render/orders.json";
    if (option.starts_with("FOLDER")) option.replace(0, 6, folder.path().string());
    arguments.push_back(option);
  }
  if (std::find(arguments.begin(), arguments.end(), "--out") == arguments.end())
    arguments.insert(arguments.end(), {"--out", folder / "out"});
  const auto finished = enclosure(arguments);
  EXPECT_EQ(finished.exit_code, GetParam().exit_code);
  EXPECT_THAT(finished.err, HasSubstr(GetParam().told));
  EXPECT_EQ(std::count(finished.err.begin(), finished.err.end(), '\n'), 2) << finished.err;
  EXPECT_FALSE(fs::exists(folder / "out"));
}

std::vector<BadInput> bad_inputs() {
  const auto link = [](const std::string& name, const std::string& address,
                       const std::string& told) {
    return BadInput{name, {"ORDERS", "--link", address}, 64, "CONFIG-004: --link: " + told};
  };
  return {{"NoFile", {"FOLDER/nofile.json"}, 65, "the file cannot be read: No such file"},
          {"Folder", {"FOLDER"}, 65, "the file cannot be read: it is a folder"},
          {"NoLogo", {"ORDERS", "--logo", "FOLDER/nologo"}, 65, "INPUT-001: --logo "},
          {"LogoIsADevice", {"ORDERS", "--logo", "/dev/zero"}, 65, "INPUT-002: --logo /dev/zero"},
          {"LogoIsNoPng", {"ORDERS", "--logo", "FOLDER/afile"}, 65, "LOGO-001: --logo "},
          {"OutIsAFile", {"ORDERS", "--out", "FOLDER/afile"}, 64, "is a file, no folder"},
          {"NoOut", {"ORDERS", "--out", ""}, 64, "--out: no folder is named"},
          link("LongLink", "https://a.example/" + std::string(5000, 'a'), "the link is longer"),
          link("BareLink", "https://", "the link has no full host name"),
          link("Credentials", "https://u:p@a.example/{order}", "the link carries credentials"),
          link("Markup", "https://a.example/x\"><script>", "the link holds a character"),
          link("OtherPlace", "https://a.example/{foo}", "the link has a place that is not {order}"),
          link("PlaceInHost", "https://{order}.a.example/x", "{order} may not stand in the host")};
}
INSTANTIATE_TEST_SUITE_P(All, RenderRefuses, testing::ValuesIn(bad_inputs()),
                         [](const auto& param) { return param.param.name; });

TEST(Render, NotesWhatWasAskedForInVain) {
  const support::TemporaryFolder folder;
  auto one =
      nlohmann::json::parse(support::slurp(ENCLOSURE_SOURCE_DIR "/samples/render/orders.json"))[0];
  one["seller"].erase("bank");
  one["seller"].erase("logo");
  support::spit(folder / "one.json", one.dump());
  const auto finished = enclosure({"render", folder / "one.json", "--out", folder / "out",
                                   "--language", "de", "--second-language", "de", "--unpaid"});
  EXPECT_EQ(finished.exit_code, 0);
  EXPECT_THAT(finished.out, HasSubstr("1 document in "));
  EXPECT_THAT(finished.err, HasSubstr("RENDER-006"));
  EXPECT_THAT(finished.err, HasSubstr("RENDER-007"));
}

}  // namespace
}  // namespace enclosure::app
