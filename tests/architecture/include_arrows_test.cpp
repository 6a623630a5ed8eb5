// Guards the picture in docs/architecture.md: who may include whom, and that the world is seen from
// app/ alone.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

const fs::path kRoot = ENCLOSURE_SOURCE_DIR;

/// Rooms and the rooms they may include besides themselves.
const std::map<std::string, std::set<std::string>> kArrows{
    {"core", {}},
    {"locales", {"core"}},
    {"fonts", {"core"}},
    {"invoice", {"core", "locales"}},
    {"attachments", {"core", "locales"}},
    {"messaging", {"core", "locales"}},
    {"app", {"core", "locales", "fonts", "invoice", "attachments", "messaging"}},
};

struct Include {
  std::string file;
  std::string target;
  bool quoted = false;
};

std::vector<Include> includes_of(const std::string& room) {
  static const std::regex pattern("^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"]");
  std::vector<Include> includes;
  for (const auto& entry : fs::recursive_directory_iterator(kRoot / room)) {
    const auto extension = entry.path().extension();
    if (extension != ".h" && extension != ".cpp") continue;
    std::ifstream in(entry.path());
    for (std::string line; std::getline(in, line);) {
      std::smatch match;
      if (std::regex_search(line, match, pattern)) {
        includes.push_back(
            {fs::relative(entry.path(), kRoot).string(), match[2], match[1] == "\""});
      }
    }
  }
  return includes;
}

std::string room_of(const std::string& path) {
  return path.substr(0, path.find('/'));
}

TEST(IncludeArrows, PointDownOnly) {
  for (const auto& [room, allowed] : kArrows) {
    for (const Include& include : includes_of(room)) {
      const std::string target = room_of(include.target);
      if (!kArrows.contains(target) || target == room) continue;
      EXPECT_TRUE(allowed.contains(target)) << include.file << " includes " << include.target;
    }
  }
}

TEST(IncludeArrows, QuotedIncludesStartAtTheRoot) {
  for (const auto& [room, allowed] : kArrows) {
    for (const Include& include : includes_of(room)) {
      if (!include.quoted) continue;
      EXPECT_TRUE(fs::exists(kRoot / include.target))
          << include.file << " includes " << include.target;
    }
  }
}

TEST(IncludeArrows, TheWorldIsSeenFromAppAlone) {
  const std::vector<std::string> world{"Poco/Net", "Poco/Data", "filesystem", "fstream",
                                       "thread",   "mutex",     "ctime",      "sqlite3.h",
                                       "sys/",     "unistd.h",  "iostream",   "condition_variable",
                                       "random",   "future"};
  for (const std::string room :
       {"core", "locales", "fonts", "invoice", "attachments", "messaging"}) {
    for (const Include& include : includes_of(room)) {
      for (const std::string& part : world) {
        EXPECT_FALSE(include.target == part ||
                     (include.target.starts_with(part) && part.find('/') != std::string::npos))
            << include.file << " includes " << include.target;
      }
    }
  }
}

TEST(IncludeArrows, CoreKnowsTheStandardLibraryAlone) {
  for (const Include& include : includes_of("core")) {
    if (include.quoted) continue;
    EXPECT_EQ(include.target.find_first_of("./"), std::string::npos)
        << include.file << " includes " << include.target;
  }
}

TEST(IncludeArrows, LibharuIsSeenByOneFileAlone) {
  for (const auto& [room, allowed] : kArrows) {
    for (const Include& include : includes_of(room)) {
      if (!include.target.starts_with("hpdf")) continue;
      EXPECT_EQ(include.file, "invoice/pdf/haru_document.cpp")
          << include.file << " includes " << include.target;
    }
  }
}

TEST(IncludeArrows, Cli11IsSeenByTwoFilesAlone) {
  // Its header takes longer to compile than any other file.
  for (const Include& include : includes_of("app")) {
    if (!include.target.starts_with("CLI/")) continue;
    EXPECT_TRUE(include.file == "app/cli/command.cpp" || include.file == "app/cli/program.cpp")
        << include.file << " includes " << include.target;
  }
}

TEST(IncludeArrows, LibqpdfIsSeenByTheReaderOfForeignPdfsAlone) {
  for (const auto& [room, allowed] : kArrows) {
    for (const Include& include : includes_of(room)) {
      if (!include.target.starts_with("qpdf/")) continue;
      EXPECT_TRUE(include.file.starts_with("app/check/"))
          << include.file << " includes " << include.target;
    }
  }
}

TEST(IncludeArrows, TheClockIsAskedInAppAlone) {
  static const std::regex clock(
      "(system_clock|steady_clock|high_resolution_clock)\\s*::\\s*now|getenv|localtime|gmtime");
  for (const std::string room :
       {"core", "locales", "fonts", "invoice", "attachments", "messaging"}) {
    for (const auto& entry : fs::recursive_directory_iterator(kRoot / room)) {
      if (entry.path().extension() != ".h" && entry.path().extension() != ".cpp") continue;
      std::ifstream in(entry.path());
      const std::string text{std::istreambuf_iterator<char>(in), {}};
      EXPECT_FALSE(std::regex_search(text, clock)) << entry.path();
    }
  }
}

}  // namespace
