// The finished file, in the eyes of other programs: poppler and qpdf.

#include "invoice/render.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "core/text.h"
#include "invoice/layout/lay_out.h"
#include "invoice/pdf/document_writer.h"
#include "invoice/pdf/logo.h"
#include "sample_invoice.h"
#include "tests/support/process.h"

namespace enclosure::invoice {
namespace {

using support::Finished;
using testing::HasSubstr;
using testing::Not;

const Logo& logo() {
  static const Logo loaded = *Logo::decode(
      support::slurp(std::filesystem::path(ENCLOSURE_SOURCE_DIR) / "samples/logo.png"));
  return loaded;
}

std::string rendered(const InvoiceContent& content, const Logo* with = nullptr) {
  auto pdf = render_pdf(sample::invoice(content), with, sample::typesetting());
  if (!pdf) {
    ADD_FAILURE() << pdf.faults().front().path << ": " << pdf.faults().front().message;
    return {};
  }
  return *std::move(pdf);
}

/// A PDF on disk, for the programs that judge it. A judge that is not installed is a failure.
class File {
 public:
  explicit File(const std::string& bytes) : path_(folder_ / "invoice.pdf") {
    support::spit(path_, bytes);
  }

  [[nodiscard]] Finished judge(std::vector<std::string> arguments) const {
    std::replace(arguments.begin(), arguments.end(), std::string("PDF"), path_.string());
    return support::run(arguments);
  }

  [[nodiscard]] const support::TemporaryFolder& folder() const { return folder_; }

 private:
  support::TemporaryFolder folder_;
  std::filesystem::path path_;
};

/// The file with its streams unpacked and its objects one by one.
std::string unpacked(const File& file) {
  return file.judge({"qpdf", "--qdf", "--object-streams=disable", "PDF", "-"}).out;
}

bool is_blank(char32_t c) {
  return c == U' ' || c == U'\n' || c == U'\f' || c == U'\u00a0' || c == U'\u202f';
}

std::string without_blanks(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (!is_blank(c)) append_utf8(result, c);
  }
  return result;
}

/// Blanks of any kind and number as one, as poppler gives them back.
std::string with_single_blanks(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (!is_blank(c)) {
      append_utf8(result, c);
    } else if (!result.empty() && result.back() != ' ') {
      result += ' ';
    }
  }
  return result;
}

class EachLanguage : public testing::TestWithParam<std::string> {
 protected:
  EachLanguage() : content_(sample::content(GetParam())), file_(rendered(content_, &logo())) {}

  InvoiceContent content_;
  File file_;
};

/// poppler's other modes guess columns, and take "7 %" with its no-break space for one word.
TEST_P(EachLanguage, GivesEveryTextBackInReadingOrder) {
  const auto layout = layout::lay_out(content_, layout::LogoSize{logo().width(), logo().height()},
                                      sample::typesetting().data());
  ASSERT_TRUE(layout);
  const Finished text = file_.judge({"pdftotext", "-raw", "PDF", "-"});
  ASSERT_EQ(text.exit_code, 0) << text.err;
  const std::string given = with_single_blanks(text.out);
  std::string printed;
  for (const layout::Page& page : layout->pages) {
    for (const layout::TextRun& run : page.runs) {
      printed += without_blanks(run.text);
      EXPECT_THAT(given, HasSubstr(with_single_blanks(run.text)));
    }
  }
  EXPECT_EQ(without_blanks(text.out), printed);
}

/// What `pdfinfo` tells of the structure: the texts between its quotes, in the order of the tree.
std::string text_of_structure(const std::string& printed) {
  std::string text;
  std::istringstream lines(printed);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t begin = line.find_first_not_of(' ');
    if (begin == std::string::npos || line[begin] != '"') continue;
    text += line.substr(begin + 1, line.rfind('"') - begin - 1);
  }
  return without_blanks(text);
}

/// What is read aloud is what is drawn, in the same order; only what is an artifact is left out.
TEST_P(EachLanguage, IsDrawnInTheOrderOfItsStructure) {
  const Finished structure = file_.judge({"pdfinfo", "-struct-text", "PDF"});
  ASSERT_EQ(structure.exit_code, 0) << structure.err;
  const Finished text = file_.judge({"pdftotext", "-raw", "PDF", "-"});
  std::string drawn = without_blanks(text.out);
  const auto layout = layout::lay_out(content_, layout::LogoSize{logo().width(), logo().height()},
                                      sample::typesetting().data());
  ASSERT_TRUE(layout);
  ASSERT_EQ(layout->pages.size(), 1U);
  std::string artifacts;
  for (const layout::TextRun& run : layout->pages.front().runs) {
    if (layout::is_artifact(run.element)) artifacts += without_blanks(run.text);
  }
  ASSERT_TRUE(drawn.ends_with(artifacts));
  drawn.resize(drawn.size() - artifacts.size());
  EXPECT_EQ(text_of_structure(structure.out), drawn);
}

TEST_P(EachLanguage, EmbedsOnlySubsets) {
  const Finished fonts = file_.judge({"pdffonts", "PDF"});
  ASSERT_EQ(fonts.exit_code, 0) << fonts.err;
  EXPECT_EQ(fonts.err, "");
  std::istringstream lines(fonts.out);
  std::string line;
  int faces = 0;
  while (std::getline(lines, line)) {
    if (line.starts_with("name") || line.starts_with("---")) continue;
    ++faces;
    EXPECT_TRUE(std::regex_match(
        line, std::regex("[A-Z]{6}\\+NotoSans-(Regular|Bold) +CID TrueType +Identity-H +"
                         "yes yes yes +[0-9]+ +0")))
        << line;
  }
  EXPECT_EQ(faces, 2);
}

TEST_P(EachLanguage, IsCleanInTheEyesOfQpdf) {
  const Finished check = file_.judge({"qpdf", "--check", "PDF"});
  EXPECT_EQ(check.exit_code, 0) << check.out << check.err;
  EXPECT_THAT(check.out, HasSubstr("No syntax or stream encoding errors found"));
}

TEST_P(EachLanguage, SaysWhatItIs) {
  const Finished info = file_.judge({"pdfinfo", "PDF"});
  ASSERT_EQ(info.exit_code, 0) << info.err;
  EXPECT_THAT(info.out, HasSubstr("R-2026-000123"));
  EXPECT_THAT(info.out, HasSubstr("Author:          " + content_.seller.name));
  EXPECT_THAT(info.out, HasSubstr("(A4)"));
  EXPECT_THAT(info.out, HasSubstr("PDF version:     1.7"));
  EXPECT_THAT(info.out, HasSubstr("Tagged:          yes"));
  const std::string plain = unpacked(file_);
  EXPECT_THAT(plain, HasSubstr("/Lang (" + GetParam() + ")"));
  EXPECT_THAT(plain, HasSubstr("/CreationDate (D:20261121000000Z)"));
}

INSTANTIATE_TEST_SUITE_P(Languages, EachLanguage, testing::ValuesIn(sample::languages()),
                         [](const auto& param) { return param.param; });

TEST(RenderPdf, ShowsABuyerInAnotherScript) {
  InvoiceContent content = sample::plain(1);
  content.buyer.name = "Γιώργος Ψαράς και Υιοί";
  content.buyer.person = "Щедрин Жуков, Київ";
  const Finished text = File(rendered(content)).judge({"pdftotext", "PDF", "-"});
  EXPECT_THAT(text.out, HasSubstr("Γιώργος Ψαράς και Υιοί"));
  EXPECT_THAT(text.out, HasSubstr("Щедрин Жуков, Київ"));
}

TEST(RenderPdf, RespellsWhatNoFontShowsAndSaysSo) {
  InvoiceContent content = sample::plain(60);
  content.buyer.name = "山田 太郎";
  content.lines[0].description = "Gift \U0001F381";
  const auto pdf = render(sample::invoice(content), {}, sample::typesetting());
  ASSERT_TRUE(pdf);
  ASSERT_EQ(pdf->notices.size(), 2U);
  EXPECT_EQ(pdf->notices[0].code, "RENDER-005");
  EXPECT_EQ(pdf->notices[0].path, "buyer.name");
  EXPECT_EQ(pdf->notices[1].path, "lines[0].description");
  const Finished text = File(pdf->bytes).judge({"pdftotext", "-raw", "PDF", "-"});
  EXPECT_THAT(text.out, HasSubstr("shān tián tài láng"));
  EXPECT_THAT(text.out, HasSubstr("Gift [wrapped present]"));
}

TEST(RenderPdf, RefusesWhatIsNoText) {
  InvoiceContent content = sample::plain(1);
  content.buyer.name =
      "A\x01"
      "B";
  const auto pdf = render_pdf(sample::invoice(content), nullptr, sample::typesetting());
  ASSERT_FALSE(pdf);
  EXPECT_EQ(pdf.faults().front().code, "RENDER-001");
  EXPECT_EQ(pdf.faults().front().path, "buyer.name");
  EXPECT_THAT(pdf.faults().front().message, HasSubstr("U+0001"));
}

TEST(RenderPdf, KeepsManyPagesApart) {
  const std::string pdf = rendered(sample::plain(200), &logo());
  const File file(pdf);
  EXPECT_EQ(file.judge({"qpdf", "--check", "PDF"}).exit_code, 0);
  const Finished pages = file.judge({"qpdf", "--show-npages", "PDF"});
  EXPECT_GE(std::stoi(pages.out), 8);
  const Finished last = file.judge({"pdftotext", "-f", "2", "-l", "2", "PDF", "-"});
  EXPECT_THAT(last.out, HasSubstr("Seite 2 von " + std::to_string(std::stoi(pages.out))));
}

TEST(RenderPdf, EmbedsTheLogoAsTheEyeSeesIt) {
  const File file(rendered(sample::plain(1), &logo()));
  const Finished images =
      file.judge({"pdfimages", "-png", "PDF", (file.folder() / "image").string()});
  ASSERT_EQ(images.exit_code, 0) << images.err;
  const auto back = Logo::decode(support::slurp(file.folder() / "image-000.png"));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->width(), logo().width());
  ASSERT_EQ(back->rgb().size(), logo().rgb().size());
  int most = 0;
  for (std::size_t i = 0; i < back->rgb().size(); ++i) {
    most = std::max(most, std::abs(back->rgb()[i] - logo().rgb()[i]));
  }
  EXPECT_LE(most, 12);
}

TEST(RenderPdf, EmbedsALogoOfFewColoursAsItIs) {
  pdf::Bitmap bitmap{40, 10, {}};
  for (int i = 0; i < 400; ++i)
    bitmap.rgb.insert(bitmap.rgb.end(), 3, static_cast<unsigned char>(i % 7 * 30));
  const auto encoded = pdf::encode_image(bitmap);
  const auto layout =
      layout::lay_out(sample::plain(1), layout::LogoSize{40, 10}, sample::typesetting().data());
  ASSERT_TRUE(layout);
  const File file(pdf::write_document(*layout, {&encoded}, sample::typesetting(),
                                      {"Titel", "Wer", "", "de", *parse_date("2026-11-21")})
                      .bytes);
  const Finished images =
      file.judge({"pdfimages", "-png", "PDF", (file.folder() / "image").string()});
  ASSERT_EQ(images.exit_code, 0) << images.err;
  const auto back = Logo::decode(support::slurp(file.folder() / "image-000.png"));
  ASSERT_TRUE(back);
  EXPECT_TRUE(
      std::equal(back->rgb().begin(), back->rgb().end(), bitmap.rgb.begin(), bitmap.rgb.end()));
}

TEST(RenderPdf, GivesTheSameBytesForTheSame) {
  const InvoiceContent content = sample::content("lt");
  EXPECT_EQ(rendered(content, &logo()), rendered(content, &logo()));
}

TEST(RenderPdf, GivesTheSameBytesInEveryThread) {
  const auto all = sample::languages();
  std::vector<std::string> here;
  for (const std::string& language : all)
    here.push_back(rendered(sample::content(language), &logo()));
  std::vector<std::vector<std::string>> there(2);
  std::vector<std::thread> threads;
  for (auto& results : there) {
    threads.emplace_back([&] {
      for (const std::string& language : all) {
        results.push_back(rendered(sample::content(language), &logo()));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_TRUE(there[0] == here);
  EXPECT_TRUE(there[1] == here);
}

std::string id_of(const std::string& pdf) {
  std::smatch match;
  std::regex_search(pdf, match, std::regex("/ID\\[<([0-9A-F]{32})><([0-9A-F]{32})>\\]"));
  EXPECT_EQ(match[1], match[2]);
  return match[1];
}

TEST(RenderPdf, NamesTheContentInItsId) {
  InvoiceContent content = sample::plain(1);
  const std::string one = id_of(rendered(content));
  EXPECT_EQ(one.size(), 32U);
  EXPECT_EQ(one, id_of(rendered(content)));
  content.buyer.person = "Andere Person";
  EXPECT_NE(one, id_of(rendered(content)));
}

TEST(RenderPdf, HoldsNoTimeButTheDayOfIssue) {
  const std::string pdf = unpacked(File(rendered(sample::plain(1))));
  EXPECT_THAT(pdf, HasSubstr("/CreationDate (D:20261121000000Z)"));
  EXPECT_THAT(pdf, HasSubstr("/ModDate (D:20261121000000Z)"));
  EXPECT_THAT(pdf, HasSubstr("<xmp:CreateDate>2026-11-21T00:00:00Z</xmp:CreateDate>"));
}

TEST(RenderPdf, TakesAnyLetterForItsProperties) {
  InvoiceContent content = sample::plain(1);
  content.seller.name = "Ψ & Жук (Beispiel) \\ GmbH";
  const Finished info = File(rendered(content)).judge({"pdfinfo", "PDF"});
  EXPECT_THAT(info.out, HasSubstr("Ψ & Жук (Beispiel) \\ GmbH"));
}

layout::Layout one_run(const std::string& text, layout::Length size) {
  layout::Layout layout;
  layout.structure = {{layout::Role::kDocument}, {layout::Role::kParagraph}};
  layout.pages.emplace_back();
  layout.pages.front().runs.push_back({text, layout::Weight::kRegular, size, {}, 0, 0, 0, 0, 1});
  layout.texts.push_back({"path", text});
  return layout;
}

void expect_refused(const layout::Layout& layout) {
  EXPECT_THROW(
      static_cast<void>(pdf::write_document(layout, {}, sample::typesetting(),
                                            {"Titel", "Wer", "", "de", *parse_date("2026-11-21")})),
      pdf::DrawingError);
}

TEST(WriteDocument, ThrowsWhenLibharuFails) {
  expect_refused(one_run("Text", 0));
}

TEST(WriteDocument, ThrowsRatherThanDrawABox) {
  expect_refused(one_run("Tee \u8336", 10000));
}

}  // namespace
}  // namespace enclosure::invoice
