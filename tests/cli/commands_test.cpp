// Each command's promises and its answers to bad input.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>

#include "tests/cli/program.h"

namespace enclosure::app {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

// ---- the front door

TEST(Commands, HelpAndVersionAreDone) {
  EXPECT_EQ(enclosure({"--version"}).exit_code, 0);
  const auto help = enclosure({"--help"});
  EXPECT_EQ(help.exit_code, 0);
  for (const char* command :
       {"init", "check", "doctor", "import", "issue", "credit", "correct", "regenerate", "render",
        "tax", "explain", "products", "messages", "run", "serve", "status", "verify"}) {
    EXPECT_THAT(help.out, HasSubstr(command));
  }
}

TEST(Commands, NonsenseIsUsage) {
  EXPECT_EQ(enclosure({}).exit_code, 64);
  EXPECT_EQ(enclosure({"dance"}).exit_code, 64);
  EXPECT_EQ(enclosure({"--now", "yesterday", "status"}).exit_code, 64);
  EXPECT_EQ(enclosure({"issue", "--no-such-option"}).exit_code, 64);
}

TEST(Commands, WithoutAWorkspaceTheNextStepIsTold) {
  const support::TemporaryFolder folder;
  for (const char* command : {"status", "issue", "verify", "run", "serve"}) {
    const auto finished = enclosure({"--workspace", folder.path().string(), command});
    EXPECT_EQ(finished.exit_code, 78) << command;
    EXPECT_THAT(finished.err, HasSubstr("enclosure init"));
  }
}

TEST(Commands, InitDoesNotTouchAWorkspaceThatIsThere) {
  const support::TemporaryFolder folder;
  ASSERT_EQ(enclosure({"init", folder / "shop"}).exit_code, 0);
  const std::string before = support::slurp(folder / "shop" / "enclosure.json");
  EXPECT_EQ(enclosure({"init", folder / "shop", "--sample"}).exit_code, 78);
  EXPECT_EQ(support::slurp(folder / "shop" / "enclosure.json"), before);
}

TEST(Commands, AFreshWorkspaceAsksWhoTheSellerIsBeforeAnythingIsIssued) {
  const support::TemporaryFolder folder;
  const std::string shop = folder / "shop";
  const auto made = enclosure({"--now", kStart, "init", shop});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  EXPECT_THAT(made.out, testing::Not(HasSubstr("Take care")));  // no country was said yet
  const auto doctor = enclosure({"--now", kStart, "--workspace", shop, "doctor"});
  EXPECT_EQ(doctor.exit_code, 1);
  EXPECT_THAT(doctor.out, testing::Not(HasSubstr("DE b2b_domestic")));
  for (const char* path : {"seller.name", "seller.address.lines", "seller.address.city",
                           "seller.established", "seller.vat_ids", "mail.from.address"})
    EXPECT_THAT(doctor.err, HasSubstr(path));
  for (const char* command : {"issue", "run"}) {
    const auto refused = enclosure({"--now", kStart, "--workspace", shop, command});
    EXPECT_EQ(refused.exit_code, 65) << command;
    for (const char* path :
         {"seller.name", "seller.address.lines", "seller.address.city", "seller.established"})
      EXPECT_THAT(refused.err, HasSubstr(path));
  }
  const support::Finished status = enclosure({"--workspace", shop, "status"});
  EXPECT_EQ(status.exit_code, 0) << status.err;

  support::spit(folder / "shop" / "enclosure.json", settled_starter(folder / "shop").dump());
  const auto settled = enclosure({"--now", kStart, "--workspace", shop, "doctor"});
  EXPECT_EQ(settled.exit_code, 0) << settled.err;
  EXPECT_EQ(enclosure({"--now", kStart, "--workspace", shop, "issue"}).exit_code, 0);
}

TEST(Commands, AnUnknownCommandIsNamedWithTheNearest) {
  const auto finished = enclosure({"statsu"});
  EXPECT_EQ(finished.exit_code, 64);
  EXPECT_THAT(finished.err,
              testing::AllOf(HasSubstr("`enclosure statsu`"), HasSubstr("`enclosure status`")));
  const auto nested = enclosure({"--json", "rates", "shew"});
  EXPECT_EQ(nested.exit_code, 64);
  EXPECT_THAT(nested.out,
              testing::AllOf(HasSubstr("rates shew"), HasSubstr("`enclosure rates show`")));
}

// ---- bad configuration

TEST(Commands, AllFaultsOfTheConfigurationAtOnce) {
  const support::TemporaryFolder folder;
  support::spit(
      folder / "enclosure.json",
      R"({"schema": 2, "seler": {}, "seller": {"established": "QQ", "vat_ids": {}, "logo": "../x.png"},
                    "shop": {"time_zone": "Mars/Olympus", "review_url": "http://x.example"},
                    "numbering": {"series": "R/2026"},
                    "mail": {"from": {"address": "a b@c"}, "smtp": {"host": "mail.example", "security": "none"}},
                    "messages": {"check_up": {"delay_hours": 12}}, "links": {"base_url": "http://shop.example"},
                    "api_key": {"env": "ENCLOSURE_NO_SUCH_VARIABLE"}})");
  const auto finished = enclosure({"--workspace", folder.path().string(), "--json", "status"});
  EXPECT_EQ(finished.exit_code, 78);
  std::vector<std::string> paths;
  const auto told = nlohmann::json::parse(finished.out);
  for (const auto& fault : told["faults"]) {
    paths.push_back(fault["path"]);
    EXPECT_FALSE(fault["hint"].get<std::string>().empty()) << fault;
  }
  for (const char* path :
       {"schema", "seler", "seller.established", "seller.logo", "shop.time_zone", "shop.review_url",
        "numbering.series", "mail.from.address", "mail.smtp.security",
        "messages.check_up.delay_hours", "links.base_url", "api_key"}) {
    EXPECT_THAT(paths, testing::Contains(HasSubstr(path)));
  }
}

TEST(Commands, AConfigurationThatIsNoJsonIsAFault) {
  const support::TemporaryFolder folder;
  for (const char* text : {"", "{", "[]", "{\"schema\": 1,", "\xff\xfe"}) {
    support::spit(folder / "enclosure.json", text);
    EXPECT_EQ(enclosure({"--workspace", folder.path().string(), "status"}).exit_code, 78) << text;
  }
}

struct LogoCase {
  const char* name;
  std::string bytes;
};
void PrintTo(const LogoCase& logo, std::ostream* out) {
  *out << logo.name;
}

class BadLogo : public testing::TestWithParam<LogoCase> {};

TEST_P(BadLogo, IsRefusedWhenTheWorkspaceOpens) {
  const SampleWorkspace shop;
  support::spit(shop / "logo.png", GetParam().bytes);
  const auto finished = shop.run({"status"});
  EXPECT_EQ(finished.exit_code, 78);
  EXPECT_THAT(finished.err, HasSubstr("LOGO-001"));
}
INSTANTIATE_TEST_SUITE_P(
    Kinds, BadLogo,
    testing::Values(
        LogoCase{"Empty", ""}, LogoCase{"Text", "not an image"},
        LogoCase{"Jpeg", "\xff\xd8\xff\xe0 and so on"},
        LogoCase{"Cut",
                 std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x30\0\0\0\x8c\x08\x02", 26)}),
    [](const auto& param) { return std::string(param.param.name); });

// ---- bad input

class Importing : public testing::Test {
 protected:
  nlohmann::json import(const std::string& bytes) {
    support::spit(shop_ / "in.json", bytes);
    finished_ = shop_.run({"--json", "import", (shop_ / "in.json").string()});
    return nlohmann::json::parse(finished_.out);
  }
  std::size_t orders() { return shop_.ask({"status"})["orders"].get<std::size_t>(); }

  SampleWorkspace shop_;
  support::Finished finished_;
};

TEST_F(Importing, AFileWithAFaultIsLeftOutAsAWhole) {
  const std::size_t before = orders();
  const auto report = import(R"([
    {"id": "N-1", "currency": "EUR", "prices": "gross", "deliver_to": {"country": "DE"}, "buyer": {"type": "consumer"},
     "lines": [{"id": "1", "description": "Mug", "quantity": "1", "unit_price_gross": "9.99", "rate_class": "standard"}]},
    {"id": "N-2", "currency": "EURO", "prices": "gross", "deliver_to": {"country": "QQ"}, "buyer": {"type": "consumer", "name": "A\r\nBcc: x@y.example"},
     "lines": [{"id": "1", "description": "Mug", "quantity": "-1", "unit_price_gross": "x", "rate_class": "cheap"}]}])");
  EXPECT_EQ(finished_.exit_code, 65);
  EXPECT_GE(report["faults"].size(), 5U) << report;
  EXPECT_EQ(orders(), before);
}

TEST_F(Importing, AnEventOfAnUnknownOrderIsAFault) {
  const auto report = import(
      R"([{"id": "x1", "order": "NOBODY-1", "type": "delivered", "at": "2026-09-01T10:00:00Z"}])");
  EXPECT_EQ(finished_.exit_code, 65);
  EXPECT_EQ(report["faults"][0]["code"], "EVENT-002");
}

TEST_F(Importing, AnEventIdThatMeansSomethingElseIsAFault) {
  import(
      R"([{"id": "evt-0001", "order": "20451", "type": "opted_out", "at": "2026-09-01T10:00:00Z"}])");
  EXPECT_EQ(finished_.exit_code, 65);
}

TEST_F(Importing, AnInvoicedOrderDoesNotComeBackWithOtherAmounts) {
  ASSERT_EQ(shop_.run({"run", "--until", kEnd}).exit_code, 0);
  std::string orders_file = support::slurp(shop_ / "orders/enclosure.json");
  auto orders_json = nlohmann::json::parse(orders_file);
  orders_json[0]["lines"][0]["description"] = "Something else";
  const auto report = import(nlohmann::json::array({orders_json[0]}).dump());
  EXPECT_EQ(finished_.exit_code, 65);
  EXPECT_EQ(report["faults"][0]["code"], "IMPORT-011");
}

TEST_F(Importing, AMissingFileIsNamed) {
  const auto finished = shop_.run({"import", (shop_ / "nothing.json").string()});
  EXPECT_NE(finished.exit_code, 0);
  EXPECT_THAT(finished.err, HasSubstr("nothing.json"));
}

// ---- products

TEST(Products, AManualThatIsNoPdfIsFoundByTheDoctorAndHoldsTheMail) {
  const SampleWorkspace shop;
  for (const auto& entry : fs::directory_iterator(shop / "products/manuals"))
    support::spit(entry.path(), "not a PDF");
  const auto doctor = shop.run({"doctor"});
  EXPECT_EQ(doctor.exit_code, 1);
  EXPECT_THAT(doctor.err, HasSubstr("FILE-007"));
  const auto walked = shop.ask({"run", "--until", "2026-09-03T08:00:00Z"});
  EXPECT_GT(walked["invoices"].get<int>(), 0);
  EXPECT_GT(walked["messages"]["1"].value("retryable", 0), 0);
}

TEST(Products, ListShowsEveryDocument) {
  const SampleWorkspace shop;
  const auto listed = shop.ask({"products", "list"});
  EXPECT_GE(listed["products"].size(), 5U);
}

// ---- a second process

TEST(SecondProcess, IsToldToTryLaterAndLooksMayLook) {
  const SampleWorkspace shop;
  support::Running serving({ENCLOSURE_PROGRAM, "--workspace", shop.path(), "--now", kStart, "serve",
                            "--no-dispatch", "--port", "0"},
                           shop / "serve.out");
  while (support::slurp(shop / "serve.out").find("Listening") == std::string::npos &&
         !serving.has_ended()) {
  }
  const auto second = shop.run({"issue"});
  EXPECT_EQ(second.exit_code, 75);
  EXPECT_THAT(second.err, HasSubstr("another process"));
  EXPECT_EQ(shop.run({"status"}).exit_code, 0);
  serving.signal(SIGTERM);
  EXPECT_EQ(serving.wait(), 0);
  EXPECT_EQ(shop.run({"issue"}).exit_code, 0);
}

// ---- documents

TEST(Regenerate, ADamagedLogoInTheArchiveIsAFaultNotAnotherDocument) {
  const SampleWorkspace shop;
  ASSERT_EQ(shop.run({"issue"}).exit_code, 0);
  for (const auto& entry : fs::recursive_directory_iterator(shop / "archive")) {
    if (entry.is_regular_file() && support::slurp(entry.path()).starts_with("\x89PNG"))
      support::spit(entry.path(), "gone");
  }
  const auto finished = shop.run({"regenerate", "--all", "--verify"});
  EXPECT_EQ(finished.exit_code, 1);
  EXPECT_THAT(finished.err, HasSubstr("REGENERATE-001"));
}

TEST(Verify, FindsAChangedDocument) {
  const SampleWorkspace shop;
  ASSERT_EQ(shop.run({"issue"}).exit_code, 0);
  for (const auto& entry : fs::recursive_directory_iterator(shop / "archive")) {
    if (entry.is_regular_file() && support::slurp(entry.path()).starts_with("%PDF")) {
      support::spit(entry.path(), "%PDF-1.7 another one");
      break;
    }
  }
  const auto finished = shop.run({"verify"});
  EXPECT_EQ(finished.exit_code, 1);
  EXPECT_THAT(finished.err, HasSubstr("VERIFY-004"));
}

TEST(Regenerate, RestoresWhatTheArchiveHasLostAndNothingElse) {
  const SampleWorkspace shop;
  ASSERT_EQ(shop.run({"issue"}).exit_code, 0);
  int damaged = 0;
  for (const auto& entry : fs::recursive_directory_iterator(shop / "archive")) {
    if (!entry.is_regular_file()) continue;
    if (++damaged % 2 == 0) {
      support::spit(entry.path(), "other bytes");
    } else {
      fs::remove(entry.path());
    }
  }
  const auto found = shop.run({"verify"});
  EXPECT_EQ(found.exit_code, 1);
  EXPECT_THAT(found.err, HasSubstr("more of this kind"));
  EXPECT_THAT(found.err, HasSubstr("--restore"));
  EXPECT_LT(std::count(found.err.begin(), found.err.end(), '\n'), 12) << found.err;
  const std::size_t told = shop.ask({"verify"})["defects"].size();
  EXPECT_GE(told, static_cast<std::size_t>(damaged)) << "--json lists every one";

  const auto restored = shop.ask({"regenerate", "--all", "--restore"});
  EXPECT_EQ(restored["restored"], damaged) << restored;
  EXPECT_EQ(shop.run({"verify"}).exit_code, 0);
  EXPECT_EQ(shop.ask({"regenerate", "--all", "--restore"})["restored"], 0);
}

TEST(Verify, ADamagedDatabaseIsAFaultBeforeANumberIsDrawn) {
  for (const char* damage : {"header", "middle", "half", "empty"}) {
    const SampleWorkspace shop;
    const std::string kind = damage;
    std::string bytes = support::slurp(shop / "enclosure.db");
    if (kind == "header") bytes.replace(0, 100, std::string(100, 'x'));
    if (kind == "middle") bytes.replace(4096, bytes.size() - 8192, bytes.size() - 8192, '\x5a');
    if (kind == "half") bytes.resize(bytes.size() / 2);
    if (kind == "empty") bytes.clear();
    for (const char* side : {"enclosure.db-wal", "enclosure.db-shm"}) fs::remove(shop / side);
    support::spit(shop / "enclosure.db", bytes);
    for (const std::string command : {"verify", "status", "issue"}) {
      if (kind == "empty" && command == "issue") continue;  // nothing was issued: it begins anew
      const auto finished = shop.run({command});
      EXPECT_THAT(finished.exit_code, testing::AnyOf(69, 78, 1)) << kind << " " << command;
      EXPECT_THAT(finished.err, HasSubstr("backup")) << kind << " " << command << finished.err;
      EXPECT_FALSE(fs::exists(shop / "archive")) << kind << ": a document was made";
    }
  }
}

TEST(Verify, ALostDatabaseDoesNotBeginTheNumbersAnew) {
  const SampleWorkspace shop;
  ASSERT_EQ(shop.run({"issue"}).exit_code, 0);
  for (const char* name : {"enclosure.db", "enclosure.db-wal", "enclosure.db-shm"})
    fs::remove(shop / name);
  for (const char* command : {"issue", "run", "doctor"}) {
    const auto finished = shop.run({command});
    EXPECT_THAT(finished.exit_code, testing::AnyOf(69, 1)) << command;
    EXPECT_THAT(finished.err, HasSubstr("restore it from a backup")) << command;
    EXPECT_FALSE(fs::exists(shop / "enclosure.db")) << command;
  }
}

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

TEST(Import, AMissingFileIsAFaultAndTheOthersGoIn) {
  const SampleWorkspace shop;
  const auto finished = shop.run(
      {"import", shop / "nofile.json", ENCLOSURE_SOURCE_DIR "/samples/orders/woocommerce.json"});
  EXPECT_EQ(finished.exit_code, 65);
  EXPECT_THAT(finished.err, HasSubstr("INPUT-001"));
  EXPECT_THAT(finished.out, HasSubstr("woocommerce.json"));
}

/// What was issued in one look is made again in it, whatever the configuration says by then; what
/// corrects it has the look of its own day.
TEST(Regenerate, KeepsTheLookOfTheDay) {
  const SampleWorkspace shop;
  auto config = nlohmann::json::parse(support::slurp(shop / "enclosure.json"));
  config["links"]["base_url"] = "https://invoices.example";
  config["documents"] = {{"theme", "classic"},
                         {"paper", "letter"},
                         {"accent", "#7A1F3D"},
                         {"second_language", "fr"},
                         {"qr", {"payment", "link"}}};
  support::spit(shop / "enclosure.json", config.dump());
  const std::string later = "2026-09-03T08:00:00Z";
  ASSERT_EQ(shop.run({"issue"}, later).exit_code, 0);
  config["documents"] = {{"theme", "compact"}};
  support::spit(shop / "enclosure.json", config.dump());
  const auto again = shop.run({"regenerate", "--all", "--verify", "--out", shop / "again"}, later);
  EXPECT_EQ(again.exit_code, 0) << again.err;
  const auto credited = shop.ask({"credit", "W-10021", "--all"}, later);
  ASSERT_TRUE(credited.contains("number")) << credited;
  ASSERT_EQ(shop.run({"regenerate", "--all", "--out", shop / "again"}, later).exit_code, 0);
  for (const auto& entry : fs::directory_iterator(shop / "again")) {
    const bool is_credit = entry.path().filename().string().starts_with("RC-");
    EXPECT_THAT(support::run({"pdfinfo", entry.path()}).out, HasSubstr(is_credit ? "A4" : "letter"))
        << entry.path();
  }
}

TEST(Tax, AnswersCasesAndRefusesOthersByScenario) {
  const support::TemporaryFolder folder;
  const auto finished = enclosure(
      {"--json", "tax", "--cases", std::string(ENCLOSURE_SOURCE_DIR) + "/samples/tax/cases.json"});
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  for (const auto& answer : nlohmann::json::parse(finished.out)) {
    EXPECT_EQ(answer["faults"], nlohmann::json::array()) << answer;
    EXPECT_TRUE(answer["treatment"].contains("place_of_supply"));
  }
}

TEST(Tax, CasesThatCannotBeReadAreNamedAndBadData) {
  const support::TemporaryFolder folder;
  support::spit(folder / "cases.json", R"([
    {"id": "GOOD", "seller": {"established": "DE", "vat_ids": {"DE": "DE136695976"}},
     "order": {"id": "1", "currency": "EUR", "prices": "gross", "supply_date": "2026-09-01",
               "dispatch_from": {"country": "DE", "postcode": "20457"},
               "deliver_to": {"country": "DE", "postcode": "10115"},
               "buyer": {"type": "consumer"},
               "lines": [{"id": "1", "description": "Mug", "quantity": "1",
                          "unit_price_gross": "9.99", "rate_class": "standard"}]}},
    {"id": "BAD", "seller": {"established": "QQ"}, "order": {"id": "2", "currency": "EURO"}},
    {"seller": {"established": "DE"}}])");
  const auto words = enclosure({"tax", "--cases", folder / "cases.json"});
  EXPECT_EQ(words.exit_code, 65);
  EXPECT_THAT(words.out, HasSubstr("unreadable"));
  EXPECT_THAT(words.err, HasSubstr("2 cases cannot be read: BAD at [1], [2]"));
  EXPECT_THAT(words.err, HasSubstr("[1].seller.established"));
  const auto finished = enclosure({"--json", "tax", "--cases", folder / "cases.json"});
  EXPECT_EQ(finished.exit_code, 65);
  const auto answers = nlohmann::json::parse(finished.out);
  ASSERT_EQ(answers.size(), 3U);
  EXPECT_TRUE(answers[0]["faults"].empty()) << answers[0];
  for (const auto& fault : answers[1]["faults"])
    EXPECT_THAT(fault["path"].get<std::string>(), testing::StartsWith("[1].")) << fault;
  EXPECT_EQ(answers[2]["faults"][0]["path"], "[2].order");
}

TEST(Rates, AMissingRateTellsWhy) {
  const SampleWorkspace shop;
  support::spit(shop / "rates.xml",
                "<gesmes:Envelope xmlns:gesmes='http://www.gesmes.org/xml/2002-08-01' "
                "xmlns='http://www.ecb.int/vocabulary/2002-08-01/eurofxref'><Cube>"
                "<Cube time='2026-08-31'><Cube currency='SEK' rate='11.5'/></Cube></Cube>"
                "</gesmes:Envelope>");
  ASSERT_EQ(shop.run({"import", (shop / "rates.xml").string()}).exit_code, 0);
  const auto why = [&](const char* currency, const char* day) {
    const auto finished = shop.run({"rates", "show", currency, day});
    EXPECT_EQ(finished.exit_code, 65);
    return finished.err;
  };
  EXPECT_THAT(why("RUB", "2026-08-31"), HasSubstr("do not tell RUB"));
  EXPECT_THAT(why("SEK", "2026-09-15"), HasSubstr("not published yet"));
  EXPECT_THAT(why("SEK", "2026-08-28"), HasSubstr("rates fetch"));
}

TEST(Messages, PauseHoldsEverythingBackAndResumeLetsGo) {
  const SampleWorkspace shop;
  ASSERT_EQ(shop.run({"messages", "pause"}).exit_code, 0);
  EXPECT_EQ(shop.ask({"run", "--until", "2026-09-03T08:00:00Z"})["this_run"]["sent"], 0);
  ASSERT_EQ(shop.run({"messages", "resume"}).exit_code, 0);
  EXPECT_GT(shop.ask({"run", "--once"}, "2026-09-03T09:00:00Z")["this_run"]["sent"].get<int>(), 0);
}

TEST(Messages, PreviewShowsSubjectAndText) {
  const SampleWorkspace shop;
  ASSERT_EQ(shop.run({"issue"}, "2026-09-10T08:00:00Z").exit_code, 65);  // two samples are held
  const std::string order = "W-10021";  // a shop order, whose buyer has a mail address
  const auto preview =
      shop.run({"messages", "preview", order, "--stage", "1", "--eml", (shop / "p.eml").string()},
               "2026-09-10T08:00:00Z");
  EXPECT_EQ(preview.exit_code, 0) << preview.err;
  EXPECT_THAT(preview.out, testing::AllOf(HasSubstr("Subject: "), HasSubstr(order)));
  EXPECT_GT(fs::file_size(shop / "p.eml"), 10000U);
}

}  // namespace
}  // namespace enclosure::app
