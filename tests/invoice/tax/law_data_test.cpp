// The files of the law themselves: every entry is dated and names its sources.

#include <algorithm>
#include <sstream>

#include "tests/invoice/tax/world.h"

namespace enclosure::invoice {
namespace {

using nlohmann::json;

/// The lists of a file whose elements are entries of the law.
constexpr std::string_view kLists[] = {
    "currencies",  "rates",      "languages",           "exemption_articles",
    "particulars", "pdf",        "small_enterprise",    "article_194_for_goods",
    "numbering",   "retention",  "simplified_invoices", "national_systems",
    "territories", "thresholds", "document_names"};

/// What is wrong with the dates and the sources of one entry.
std::string defect_of(const json& entry, const json& sources) {
  for (const char* member : {"since", "until", "status", "source"}) {
    if (!entry.contains(member)) return std::string("has no ") + member;
  }
  if (!parse_date(entry["since"].get<std::string>())) return "since is no day";
  if (!entry["until"].is_null()) {
    const auto until = parse_date(entry["until"].get<std::string>());
    if (!until || *until < *parse_date(entry["since"].get<std::string>())) {
      return "until is no day at or after since";
    }
  }
  std::istringstream codes(entry["source"].get<std::string>());
  std::string code;
  if (!(codes >> code)) return "source is empty";
  do {
    if (!sources.contains(code)) return "source " + code + " is not in sources";
  } while (codes >> code);
  return "";
}

void check_list(const json& list, const json& sources, const std::string& where) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    EXPECT_EQ(defect_of(list[i], sources), "") << where << "[" << i << "] " << list[i].dump();
  }
}

TEST(LawData, EveryEntryIsDatedAndNamesItsSources) {
  std::size_t files = 0;
  for (const EmbeddedFile& file : law_data::files()) {
    ++files;
    const json root = json::parse(file.bytes);
    const json& sources = root.at("sources");
    for (const auto& [name, value] : root.items()) {
      const bool is_list =
          std::find(std::begin(kLists), std::end(kLists), name) != std::end(kLists);
      if (is_list) check_list(value, sources, std::string(file.path) + " " + name);
      const bool holds_entries = value.is_array() && !value.empty() && value[0].is_object();
      EXPECT_EQ(holds_entries && !is_list && name != "regions", false)
          << file.path << " " << name << " is not looked at by this test";
    }
    for (const json& region : root.value("regions", json::array())) {
      check_list(region.at("rates"), sources,
                 std::string(file.path) + " " + region.at("id").dump());
    }
  }
  EXPECT_EQ(files, 33U);  // 31 states, territories.json, thresholds.json
}

/// The worked example of docs/law-data.md.
TEST(LawData, AChangeOf2027IsOneLine) {
  std::vector<EmbeddedFile> files(law_data::files().begin(), law_data::files().end());
  const auto sk = std::find_if(files.begin(), files.end(),
                               [](const EmbeddedFile& file) { return file.path == "vat/sk.json"; });
  ASSERT_NE(sk, files.end());
  std::string text(sk->bytes);
  const std::string open = R"("since": "2025-01-01", "until": null, "percent": "23")";
  const auto at = text.find(R"({"rate": "standard", )" + open);
  ASSERT_NE(at, std::string::npos);
  text.insert(at, R"({"rate": "standard", "since": "2027-07-01", "until": null, "percent": "24",
                      "status": "PARTLY", "source": "SK-2027"},
)");
  text.replace(text.find(open), open.size(),
               R"("since": "2025-01-01", "until": "2027-06-30", "percent": "23")");
  sk->bytes = text;
  const auto changed = TaxLaw::load(files);
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->rate("SK", "", RateClass{}, day("2027-06-30"))->to_string(), "23");
  EXPECT_EQ(changed->rate("SK", "", RateClass{}, day("2027-07-01"))->to_string(), "24");
  EXPECT_EQ(law().rate("SK", "", RateClass{}, day("2027-07-01"))->to_string(), "23");
}

TEST(LawData, NoSourceIsIdle) {
  for (const EmbeddedFile& file : law_data::files()) {
    const json root = json::parse(file.bytes);
    for (const auto& [code, what] : root.at("sources").items()) {
      std::string text(file.bytes);
      const auto at = text.find("\"" + code + "\":");
      ASSERT_NE(at, std::string::npos);
      text.erase(at, code.size() + 2);
      EXPECT_NE(text.find(code), std::string::npos) << file.path << " " << code;
      EXPECT_FALSE(what.get<std::string>().empty());
    }
  }
}

}  // namespace
}  // namespace enclosure::invoice
