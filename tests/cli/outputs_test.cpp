// What commands write where the user says: never over something else, never into nowhere.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.h"

namespace enclosure::app {
namespace {

using support::slurp;
using support::spit;
using testing::HasSubstr;

constexpr const char* kOrder = "W-10021";
constexpr const char* kWithSheet = "W-10026";

/// The samples with their invoices issued.
class Outputs : public testing::Test {
 protected:
  Outputs() { EXPECT_EQ(shop_.run({"issue"}).exit_code, 0); }

  std::string at(const std::string& name) const { return (shop_ / name).string(); }

  /// The command refuses, and `file` is what it was.
  void refuses(std::vector<std::string> arguments, const std::string& file,
               const std::string& code) {
    const bool was_there = std::filesystem::exists(file);
    const std::string before = was_there ? slurp(file) : "";
    const auto run = shop_.run(std::move(arguments));
    EXPECT_EQ(run.exit_code, 64) << file << ": " << run.out << run.err;
    EXPECT_THAT(run.err, HasSubstr(code)) << file;
    EXPECT_EQ(std::filesystem::exists(file), was_there);
    EXPECT_EQ(was_there ? slurp(file) : "", before) << file;
  }

  SampleWorkspace shop_;
};

TEST_F(Outputs, WhatBelongsToTheWorkspaceIsNeverWrittenOver) {
  for (const std::string name :
       {"enclosure.json", "enclosure.db", "enclosure.db-wal", "logo.png", "products/catalogue.json",
        "archive/new.html", "messages/x.html", "outbox/W-10021-1.eml", "shadow/x.eml"}) {
    for (const char* force : {"--quiet", "--force"}) {
      refuses({"messages", "preview", kOrder, "--html", at(name), force}, at(name), "OUTPUT-002");
      refuses({"messages", "preview", kOrder, "--eml", at("nowhere/../" + name), force}, at(name),
              "OUTPUT-002");
      refuses({"messages", "sheet", "--out", at(name), force}, at(name), "OUTPUT-002");
      refuses({"export", "evidence", kOrder, "--out", at(name), force}, at(name), "OUTPUT-002");
      refuses({"products", "coverage", "--csv", at(name), force}, at(name), "OUTPUT-002");
    }
  }
  std::filesystem::create_hard_link(shop_ / "enclosure.json", shop_ / "other.json");
  refuses({"messages", "sheet", "--out", at("other.json"), "--force"}, at("enclosure.json"),
          "OUTPUT-002");
  refuses({"regenerate", "--all", "--out", at("archive")}, at("archive/x"), "OUTPUT-002");
}

TEST_F(Outputs, SomethingElseStaysUnlessForced) {
  spit(shop_ / "mine", "<!DOCTYPE html><p>my own page</p>, or a PDF, or notes");
  const std::vector<std::vector<std::string>> commands = {
      {"messages", "preview", kOrder, "--html", at("mine")},
      {"messages", "preview", kOrder, "--eml", at("mine")},
      {"messages", "sheet", "--out", at("mine")},
      {"products", "coverage", "--csv", at("mine")},
      {"products", "coverage", "--html", at("mine")},
      {"products", "sheet", kWithSheet, "--out", at("mine")},
      {"export", "evidence", kOrder, "--out", at("mine")}};
  for (const auto& command : commands) refuses(command, at("mine"), "OUTPUT-001");
  for (auto command : commands) {
    command.back() = at("output");
    std::filesystem::remove(shop_ / "output");
    EXPECT_EQ(shop_.run(command).exit_code, 0) << command[1];
    EXPECT_EQ(shop_.run(command).exit_code, 0) << command[1] << " again";  // an earlier output
    spit(shop_ / "output", "something else");
    command.emplace_back("--force");
    EXPECT_EQ(shop_.run(command).exit_code, 0) << command[1] << " forced";
  }
}

TEST_F(Outputs, FoldersThatAreNotThereAreNotMadeInSilence) {
  const std::string deep = at("no/such/page.html");
  refuses({"messages", "sheet", "--out", deep}, at("no"), "OUTPUT-003");
  EXPECT_EQ(shop_.run({"messages", "sheet", "--out", deep, "--force"}).exit_code, 0);
  EXPECT_EQ(shop_.run({"regenerate", "--all", "--out", at("again")}).exit_code, 0);
}

TEST_F(Outputs, DocumentsMadeAgainLeaveOtherFilesAlone) {
  std::filesystem::create_directories(shop_ / "again");
  spit(shop_ / "again/R-2026-000001.pdf", "mine");
  const auto run = shop_.run({"regenerate", "--all", "--out", at("again")});
  EXPECT_EQ(run.exit_code, 65);
  EXPECT_THAT(run.err, HasSubstr("OUTPUT-001"));
  EXPECT_EQ(slurp(shop_ / "again/R-2026-000001.pdf"), "mine");
  EXPECT_TRUE(std::filesystem::exists(shop_ / "again/R-2026-000002.pdf"));
  EXPECT_EQ(shop_.run({"regenerate", "--all", "--out", at("again"), "--force"}).exit_code, 0);
  EXPECT_EQ(shop_.run({"regenerate", "--all", "--out", at("again")}).exit_code, 0);
}

}  // namespace
}  // namespace enclosure::app
