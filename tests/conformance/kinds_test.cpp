// Domestic sale, distance sale, intra-Community supply, export, credit note and margin scheme, in
// 24 languages and three themes: `enclosure render` makes them, and everybody who can judge them
// does.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/flow/render_file.h"
#include "core/text.h"
#include "invoice/layout/lay_out.h"
#include "invoice/layout/typesetting.h"
#include "tests/support/official_rules.h"
#include "tests/support/pdf_rules/check_pdf.h"
#include "tests/support/pdf_rules/read_pdf.h"
#include "tests/support/process.h"

namespace enclosure::app {
namespace {

using testing::HasSubstr;

constexpr std::size_t kLanguages = 24;
constexpr std::size_t kKinds = 6;
const std::vector<std::pair<std::string, invoice::Theme>> kThemes{
    {"modern", invoice::Theme::kModern},
    {"classic", invoice::Theme::kClassic},
    {"compact", invoice::Theme::kCompact}};

/// One rendered document.
struct Document {
  std::string name;  ///< "classic/el-export"
  std::string theme;
  std::string kind;
  std::filesystem::path file;
};

/// All of them, rendered once.
class Documents {
 public:
  Documents() {
    const auto cases = support::run({PYTHON, ENCLOSURE_SOURCE_DIR "/tests/conformance/kinds.py"});
    support::spit(folder_ / "kinds.json", cases.out);
    for (const auto& [theme, unused] : kThemes) render(theme);
  }

  [[nodiscard]] const std::vector<Document>& all() const { return all_; }
  [[nodiscard]] const std::string& complaints() const { return complaints_; }
  [[nodiscard]] std::string cases() const { return support::slurp(folder_ / "kinds.json"); }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }

 private:
  void render(const std::string& theme) {
    const auto told =
        support::run({ENCLOSURE_PROGRAM, "--now", "2026-09-02T08:00:00Z", "--json", "render",
                      folder_ / "kinds.json", "--out", folder_ / theme, "--theme", theme});
    if (told.exit_code != 0) complaints_ += told.out + told.err;
    const auto answer = nlohmann::json::parse(told.out);
    for (const auto& one : answer.at("documents")) {
      const std::string file = one.at("file");
      const std::string id = file.substr(0, file.find('.'));
      if (one.contains("notices")) complaints_ += one.dump();
      all_.push_back({theme + "/" + id, theme, id.substr(3), folder_ / theme / file});
    }
  }

  support::TemporaryFolder folder_;
  std::vector<Document> all_;
  std::string complaints_;
};

const Documents& documents() {
  static const Documents made;
  return made;
}

/// What makes a document one of its kind, in the words of its e-invoice.
const std::map<std::string, std::vector<std::string>>& marks_of_kinds() {
  static const std::map<std::string, std::vector<std::string>> marks{
      {"domestic", {"<ram:TypeCode>380<", "<ram:CategoryCode>S<"}},
      {"oss", {"<ram:TypeCode>380<", "<ram:CategoryCode>S<"}},
      {"intra-community", {"<ram:TypeCode>380<", "<ram:CategoryCode>K<", "VATEX-EU-IC"}},
      {"export", {"<ram:TypeCode>380<", "<ram:CategoryCode>G<", "VATEX-EU-G"}},
      {"credit-note", {"<ram:TypeCode>381<", "R-2026-000004", "<ram:CategoryCode>S<"}},
      {"margin", {"<ram:TypeCode>380<", "<ram:CategoryCode>E<", "VATEX-EU-F"}}};
  return marks;
}

TEST(Kinds, AreRenderedWithoutANotice) {
  EXPECT_EQ(documents().complaints(), "");
  EXPECT_EQ(documents().all().size(), kLanguages * kKinds * kThemes.size());
}

TEST(Kinds, ArePdfA3AndPdfUa) {
  for (const Document& document : documents().all()) {
    EXPECT_THAT(support::check_pdf(support::slurp(document.file)), testing::IsEmpty())
        << document.name;
  }
}

TEST(Kinds, PassQpdfCheck) {
  for (const Document& document : documents().all()) {
    EXPECT_EQ(support::complaints_of_qpdf(document.file), "") << document.name;
  }
}

TEST(Kinds, BearTheEInvoiceOfTheirKind) {
  for (const Document& document : documents().all()) {
    const auto files = support::embedded_files(support::slurp(document.file));
    ASSERT_TRUE(files.contains("factur-x.xml")) << document.name;
    for (const std::string& mark : marks_of_kinds().at(document.kind)) {
      EXPECT_THAT(files.at("factur-x.xml"), HasSubstr(mark)) << document.name;
    }
  }
}

TEST(Kinds, PassTheOfficialRules) {
  if (const std::string why = support::why_no_official_rules(); !why.empty()) GTEST_SKIP() << why;
  std::vector<std::string> files;
  for (const Document& document : documents().all()) {
    std::filesystem::path file = document.file;
    file.replace_extension(".xml");
    support::spit(file, support::embedded_files(support::slurp(document.file)).at("factur-x.xml"));
    files.push_back(file);
  }
  const auto told = support::judge_by_official_rules(files);
  EXPECT_EQ(told.exit_code, 0) << told.out << told.err;
}

/// Without blanks of any kind: poppler makes its own.
std::string without_blanks(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    const bool is_blank = c == U' ' || c == U'\n' || c == U'\f' || c == U'\u00a0' || c == U'\u202f';
    if (!is_blank) append_utf8(result, c);
  }
  return result;
}

/// What a page is meant to say.
struct Wanted {
  std::string text;                ///< all of it, in the order in which it is read
  std::vector<std::string> parts;  ///< one text of each part of the page, in the same order
};

const std::map<std::string, Wanted>& wanted() {
  static const auto all = [] {
    const Knowledge knowledge = *Knowledge::load();
    std::map<std::string, Wanted> texts;
    for (const auto& [name, theme] : kThemes) {
      RenderWishes wishes;
      wishes.look.theme = theme;
      for (const RenderJob& job : plan_rendering(*tax_cases_from_json(documents().cases()),
                                                 knowledge, *NumberCounter::parse("R-2026-000001"),
                                                 wishes, *parse_date("2026-09-02"))) {
        const auto layout =
            invoice::layout::lay_out(**job.document, std::nullopt, knowledge.typesetting.data());
        Wanted& one = texts[name + "/" + job.name.substr(0, job.name.find('.'))];
        std::string text;
        for (const auto& page : layout->pages) {
          for (const auto& run : page.runs) text += run.text;
        }
        one.text = without_blanks(text);
        for (const char* path :
             {"number", "supply_date", "lines[0].description", "lines[1].description",
              "total_with_vat", "mentions[0]", "seller.contact_name"}) {
          for (const auto& each : layout->texts) {
            if (each.path == path) one.parts.push_back(without_blanks(each.content));
          }
        }
      }
    }
    return texts;
  }();
  return all;
}

/// What `pdftotext OPTION FILE -` gives back, without blanks, by the name of the document: of the
/// kind that has most to say, since each file is a process.
std::map<std::string, std::string> texts_by_poppler(const std::string& option) {
  const auto told = support::run({"sh", "-c",
                                  "for f in \"$0\"/*/*-intra-community.pdf; do "
                                  "pdftotext $1 \"$f\" \"${f%.pdf}.txt\" || exit 1; done",
                                  documents().folder(), option});
  EXPECT_EQ(told.exit_code, 0) << told.err;
  std::map<std::string, std::string> texts;
  for (const Document& document : documents().all()) {
    if (document.kind != "intra-community") continue;
    std::filesystem::path file = document.file;
    texts[document.name] = without_blanks(support::slurp(file.replace_extension(".txt")));
  }
  EXPECT_EQ(texts.size(), kLanguages * kThemes.size());
  return texts;
}

TEST(Kinds, GiveTheirTextBackExactlyAndInOrder) {
  for (const auto& [name, text] : texts_by_poppler("-raw")) {
    EXPECT_EQ(text, wanted().at(name).text) << name;
  }
}

/// Without any option pdftotext guesses columns from where things stand: it reads some tables
/// column by column and may take the right half of the head before the left. Nothing is lost, and
/// head, lines, totals, notes and foot keep their order.
TEST(Kinds, KeepTheirPartsInOrderWhereColumnsAreGuessed) {
  const auto sorted = [](std::string text) {
    std::sort(text.begin(), text.end());
    return text;
  };
  for (const auto& [name, text] : texts_by_poppler("-nopgbrk")) {
    EXPECT_EQ(sorted(text), sorted(wanted().at(name).text)) << name;
    std::size_t at = 0;
    for (const std::string& part : wanted().at(name).parts) {
      const std::size_t found = text.find(part, at);
      EXPECT_NE(found, std::string::npos) << name << ": " << part << " is not behind what precedes";
      if (found != std::string::npos) at = found;
    }
  }
}

/// A screen reader says what stands there, in the same order; page numbers it leaves out.
TEST(Kinds, AreReadAloudAsTheyArePrinted) {
  for (const Document& document : documents().all()) {
    std::string aloud;
    for (const auto& text : support::texts_in_order_of_structure(support::slurp(document.file))) {
      aloud += text.text;
    }
    aloud = without_blanks(aloud);
    const std::string& printed = wanted().at(document.name).text;
    EXPECT_EQ(printed.substr(0, aloud.size()), aloud) << document.name;
    EXPECT_LT(printed.size() - aloud.size(), 40U) << document.name;
  }
}

}  // namespace
}  // namespace enclosure::app
