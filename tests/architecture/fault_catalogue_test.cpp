// Every fault code that the program can emit stands in docs/faults.md, with what it means.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

namespace {

namespace fs = std::filesystem;
const fs::path kRoot = ENCLOSURE_SOURCE_DIR;

std::string slurp(const fs::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::set<std::string> codes_in(const std::string& text, const std::regex& pattern) {
  std::set<std::string> codes;
  for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at)
    codes.insert((*at)[1]);
  return codes;
}

/// The documented codes, ranges ("A-001 … A-003") written out.
std::set<std::string> documented() {
  const std::string text = slurp(kRoot / "docs/faults.md");
  std::set<std::string> codes = codes_in(text, std::regex("`([A-Z]+-[0-9]{3})`"));
  const std::regex range("`([A-Z]+)-([0-9]{3})` … `[A-Z]+-([0-9]{3})`");
  for (std::sregex_iterator at(text.begin(), text.end(), range), end; at != end; ++at) {
    for (int number = std::stoi((*at)[2]); number <= std::stoi((*at)[3]); ++number) {
      std::string digits = std::to_string(number);
      digits.insert(0, 3 - digits.size(), '0');
      codes.insert((*at)[1].str() + "-" + digits);
    }
  }
  return codes;
}

TEST(FaultCatalogue, KnowsEveryCodeOfTheSources) {
  const auto known = documented();
  ASSERT_GT(known.size(), 50U);
  for (const char* room : {"core", "locales", "invoice", "attachments", "messaging", "app"}) {
    for (const auto& entry : fs::recursive_directory_iterator(kRoot / room)) {
      if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h") continue;
      for (const std::string& code :
           codes_in(slurp(entry.path()), std::regex("\"([A-Z]+-[0-9]{3})\""))) {
        if (code.starts_with("ART-")) continue;
        EXPECT_TRUE(known.contains(code))
            << code << " in " << entry.path() << " is not in docs/faults.md";
      }
    }
  }
}

}  // namespace
