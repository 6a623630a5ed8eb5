// Files that a seller must not pass on: each is refused with its own code, and told where.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <ostream>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>
#include <string>
#include <string_view>
#include <vector>

#include "app/check/enclosure_file.h"
#include "tests/check/raw_pdf.h"

namespace enclosure::app {
namespace {

using namespace std::string_literals;
using test::packed;
using test::pdf_of;
using test::stream_object;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::size_t kMiB = std::size_t{1} << 20U;

/// Two pages, the second with a stream of content (object 5). `catalog` and `page` are added to
/// the dictionaries of the catalog and of page 2, `more` are further objects from 10 on.
std::string manual(const std::string& catalog = "", const std::string& page = "",
                   const std::map<int, std::string>& more = {}) {
  std::map<int, std::string> objects = {
      {1, "<</Type/Catalog/Pages 2 0 R/Lang(de-AT)" + catalog + ">>"},
      {2, "<</Type/Pages/Count 2/Kids[3 0 R 4 0 R]>>"},
      {3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>"},
      {4, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 5 0 R" + page + ">>"},
      {5, stream_object("/Filter/FlateDecode", packed("0 0 m 9 9 l S"))}};
  objects.insert(more.begin(), more.end());
  return pdf_of(objects);
}

/// A file inside, named by the catalog.
std::string with_file(const std::string& name, const std::string& bytes,
                      const std::string& packing = "") {
  return manual("/Names<</EmbeddedFiles<</Names[(f) 10 0 R]>>>>", "",
                {{10, "<</Type/Filespec/F(" + name + ")/UF(" + name + ")/EF<</F 11 0 R>>>>"},
                 {11, stream_object("/Type/EmbeddedFile" + packing, bytes)}});
}

std::string with_action(const std::string& action) {
  return manual("", "/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A 10 0 R>>]",
                {{10, "<</Type/Action" + action + ">>"}});
}

std::string locked(const char* user_password) {
  const std::string bytes = manual();
  QPDF pdf;
  pdf.processMemoryFile("manual", bytes.data(), bytes.size());
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setStaticID(true);
  writer.setR6EncryptionParameters(user_password, "owner", true, true, true, true, true, true,
                                   qpdf_r3p_full, true);
  writer.write();
  const auto buffer = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

std::string zip() {
  const std::string entry = "PK\3\4"s + std::string(26, '\0') + "a";
  std::string end = "PK\5\6"s + std::string(18, '\0');
  end[10] = 1;
  end[12] = 46;
  return entry + "PK\1\2"s + std::string(42, '\0') + end;
}

std::string program() {
  return "MZ\x90\0\3\0\0\0"s + std::string(100, '\0');
}

std::vector<std::string> codes(const std::string& bytes, const EnclosureLimits& limits = {}) {
  std::vector<std::string> all;
  const auto facts = check_enclosure_file(bytes, limits);
  for (const Fault& fault : facts.faults()) {
    if (all.empty() || all.back() != fault.code) all.push_back(fault.code);
  }
  return all;
}

struct Hostile {
  const char* name;
  std::string bytes;
  const char* code;
  const char* path = "";
  friend void PrintTo(const Hostile& hostile, std::ostream* out) { *out << hostile.name; }
};

class HostileEnclosure : public testing::TestWithParam<Hostile> {};

TEST_P(HostileEnclosure, IsRefusedWithItsOwnCode) {
  const auto facts = check_enclosure_file(GetParam().bytes);
  ASSERT_FALSE(facts);
  for (const Fault& fault : facts.faults()) {
    EXPECT_EQ(fault.code, GetParam().code) << fault.path << ": " << fault.message;
    EXPECT_FALSE(fault.hint.empty());
  }
  EXPECT_EQ(facts.faults().front().path, GetParam().path);
}

std::string script(const char* text = "app.alert\\(1\\)") {
  return "/S/JavaScript/JS("s + text + ")";
}

INSTANTIATE_TEST_SUITE_P(
    Scripts, HostileEnclosure,
    testing::Values(
        Hostile{"OnOpening", manual("/OpenAction 10 0 R", "", {{10, "<<" + script() + ">>"}}),
                "FILE-012", "what happens on opening, object 10"},
        Hostile{"OnOpeningDirectly", manual("/OpenAction<<" + script() + ">>"), "FILE-012",
                "the catalog, object 1"},
        Hostile{"OfTheDocument",
                manual("/Names<</JavaScript<</Names[(a) 10 0 R]>>>>", "", {{10, "<</JS(1)>>"}}),
                "FILE-012", "the document"},
        Hostile{"OfAPage", manual("", "/AA<</O<<" + script() + ">>>>"), "FILE-012",
                "page 2, object 4"},
        Hostile{"OfAnAnnotation", with_action(script()), "FILE-012", "page 2, object 10"},
        Hostile{"OfAField",
                manual("/AcroForm<</Fields[10 0 R]>>", "",
                       {{10, "<</FT/Tx/T(a)/AA<</K<<" + script() + ">>>>>>"}}),
                "FILE-012", "object 10"},
        Hostile{"SpeltInHexadecimal", with_action("/S/Java#53cript/JS(1)"), "FILE-012",
                "page 2, object 10"},
        Hostile{"BehindAnotherAction",
                with_action("/S/GoTo/D[4 0 R/Fit]/Next[<<" + script() + ">>]"), "FILE-012",
                "page 2, object 10"},
        Hostile{"NobodyLeadsTo", manual("", "", {{10, "<<" + script() + ">>"}}), "FILE-012",
                "object 10"},
        Hostile{"InADynamicForm", manual("/AcroForm<</Fields[]/XFA(<a/>)>>"), "FILE-021",
                "the catalog, object 1"}),
    [](const auto& param) { return param.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Actions, HostileEnclosure,
    testing::Values(
        Hostile{"Launch", with_action("/S/Launch/F(cmd.exe)"), "FILE-013", "page 2, object 10"},
        Hostile{"SubmitForm", with_action("/S/SubmitForm/F(https://a.example)"), "FILE-014",
                "page 2, object 10"},
        Hostile{"ImportData", with_action("/S/ImportData/F(a.fdf)"), "FILE-014",
                "page 2, object 10"},
        Hostile{"GoToR", with_action("/S/GoToR/F(other.pdf)/D[0/Fit]"), "FILE-015",
                "page 2, object 10"},
        Hostile{"GoToE", with_action("/S/GoToE/T<</R/C>>"), "FILE-015", "page 2, object 10"},
        Hostile{"Thread", with_action("/S/Thread/F(other.pdf)"), "FILE-015", "page 2, object 10"},
        Hostile{"StreamElsewhere", manual("", "", {{10, stream_object("/F(c:/a)", "")}}),
                "FILE-015", "object 10"},
        Hostile{"LinkToAFile", with_action("/S/URI/URI(file:///etc/passwd)"), "FILE-016",
                "page 2, object 10"},
        Hostile{"LinkToAShare", with_action("/S/URI/URI(\\\\\\\\host\\\\share)"), "FILE-016",
                "page 2, object 10"},
        Hostile{"LinkToAScript", with_action("/S/URI/URI( JavaScript:alert)"), "FILE-016",
                "page 2, object 10"},
        Hostile{"LinksToFilesFromTheCatalog", manual("/URI<</Base(file:///)>>"), "FILE-016",
                "the catalog, object 1"},
        Hostile{"Rendition", with_action("/S/Rendition/JS(1)"), "FILE-020", "page 2, object 10"},
        Hostile{"RichMedia", manual("", "/Annots[<</Type/Annot/Subtype/RichMedia/Rect[0 0 9 9]>>]"),
                "FILE-020", "page 2, object 4"}),
    [](const auto& param) { return param.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Files, HostileEnclosure,
    testing::Values(
        Hostile{"AProgram", with_file("manual.pdf", program()), "FILE-017", "object 10"},
        Hostile{"APackedProgram", with_file("manual.pdf", packed(program()), "/Filter/FlateDecode"),
                "FILE-017", "object 10"},
        Hostile{"AScriptByItsName", with_file("start.js", "WScript.Echo"), "FILE-017", "object 10"},
        Hostile{"AnArchive", with_file("a.txt", packed(zip()), "/Filter/FlateDecode"), "FILE-018",
                "object 10"},
        Hostile{"APdf", with_file("a.pdf", packed("%PDF-1.4 x"), "/Filter/FlateDecode"), "FILE-019",
                "object 10"},
        Hostile{"APage", with_file("a.html", "<html><script>"), "FILE-019", "object 10"},
        Hostile{"SomethingDamaged", with_file("a", "no", "/Filter/FlateDecode"), "FILE-019",
                "object 10"},
        Hostile{"AProgramThatNoNameLeadsTo",
                manual("", "", {{10, stream_object("/Type/EmbeddedFile", program())}}), "FILE-017",
                "object 10"}),
    [](const auto& param) { return "Holds" + std::string(param.param.name); });

INSTANTIATE_TEST_SUITE_P(TwoThingsAtOnce, HostileEnclosure,
                         testing::Values(Hostile{"APageBefore", "<html>\n" + manual(), "FILE-024"},
                                         Hostile{"BlanksBefore", "\n" + manual(), "FILE-024"},
                                         Hostile{"AnArchiveBehind", manual() + zip(), "FILE-025"},
                                         Hostile{"AProgramBehind", manual() + program(),
                                                 "FILE-025"},
                                         Hostile{"APageBehind", manual() + "<html>", "FILE-025"},
                                         Hostile{"AnArchiveInAComment",
                                                 manual() + "%" + zip() + "\n%%EOF\n", "FILE-025"},
                                         Hostile{"AProgramBetweenTwoEnds",
                                                 manual() + program() + "\n%%EOF\n", "FILE-025"},
                                         Hostile{"TwoHeads", manual() + manual(), "FILE-026"}),
                         [](const auto& param) { return param.param.name; });

INSTANTIATE_TEST_SUITE_P(Others, HostileEnclosure,
                         testing::Values(Hostile{"Empty", "", "FILE-006"},
                                         Hostile{"Program", program(), "FILE-002"},
                                         Hostile{"Script", "#!/bin/sh\nrm -rf .", "FILE-002"},
                                         Hostile{"Linux",
                                                 "\x7F"
                                                 "ELF\2\1\1"s,
                                                 "FILE-002"},
                                         Hostile{"Archive", zip(), "FILE-003"},
                                         Hostile{"Rar", "Rar!\x1A\7\1\0"s, "FILE-003"},
                                         Hostile{"Page", "\n <!DOCTYPE html>", "FILE-004"},
                                         Hostile{"Picture", "<svg onload='alert(1)'/>", "FILE-004"},
                                         Hostile{"Gif", "GIF89a\1\0\1\0\0\0\0", "FILE-001"},
                                         Hostile{"Latin1", "Geh\xE4use", "FILE-001"}),
                         [](const auto& param) { return "Is" + std::string(param.param.name); });

TEST(HostileEnclosurePdf, IsLocked) {
  EXPECT_THAT(codes(locked("secret")), ElementsAre("FILE-011"));
  EXPECT_THAT(codes(locked("")), ElementsAre("FILE-011"));
}

TEST(HostileEnclosurePdf, IsCutShortAnywhere) {
  const std::string whole = manual();
  for (std::size_t i = 1; i < 60; ++i) {
    const auto facts = check_enclosure_file(whole.substr(0, whole.size() * i / 60));
    EXPECT_FALSE(facts) << i;
  }
  EXPECT_THAT(codes(whole.substr(0, whole.size() - 30)), Contains("FILE-010"));
}

TEST(HostileEnclosurePdf, IsBentAnywhere) {
  const std::string whole = manual();
  for (std::size_t i = 0; i < 200; ++i) {
    std::string bent = whole;
    bent[whole.size() * i / 200] = static_cast<char>(i * 37);
    (void)check_enclosure_file(bent);
  }
}

TEST(HostileEnclosurePdf, HasADamagedTableOfObjects) {
  std::string file = manual();
  const std::size_t at = file.rfind("startxref\n") + 10;
  file.replace(at, file.find('\n', at) - at, "7");
  EXPECT_THAT(codes(file), ElementsAre("FILE-010"));
}

TEST(HostileEnclosurePdf, NamesTheDamagedStream) {
  const std::string file =
      manual("", "", {{10, stream_object("/Filter/FlateDecode", "this was never packed")}});
  const auto facts = check_enclosure_file(file);
  ASSERT_FALSE(facts);
  EXPECT_EQ(facts.faults().front().code, "FILE-010");
  EXPECT_EQ(facts.faults().front().path, "object 10");
}

TEST(HostileEnclosurePdf, HasPagesInCircles) {
  const auto tree = [](const std::string& kids) {
    return pdf_of({{1, "<</Type/Catalog/Pages 2 0 R>>"},
                   {2, "<</Type/Pages/Count 1/Kids[" + kids + "]>>"},
                   {3, "<</Type/Pages/Kids[2 0 R]>>"},
                   {4, "<</Type/Page/MediaBox[0 0 9 9]>>"}});
  };
  EXPECT_THAT(codes(tree("2 0 R")), ElementsAre("FILE-023"));
  EXPECT_THAT(codes(tree("3 0 R")), ElementsAre("FILE-023"));
  EXPECT_THAT(codes(tree("4 0 R 4 0 R")), ElementsAre("FILE-023"));
  EXPECT_THAT(codes(tree("")), ElementsAre("FILE-023"));
  EXPECT_THAT(codes(tree("7")), ElementsAre("FILE-023"));
  EXPECT_THAT(codes(tree("4 0 R")), IsEmpty());
}

TEST(HostileEnclosurePdf, HasMorePagesThanAnyManual) {
  EXPECT_THAT(codes(manual(), {.pages = 2}), IsEmpty());
  EXPECT_THAT(codes(manual(), {.pages = 1}), ElementsAre("FILE-023"));
}

TEST(HostileEnclosurePdf, Explodes) {
  const EnclosureLimits limits{.stream_bytes = kMiB, .picture_bytes = kMiB, .embedded_bytes = kMiB};
  const std::string bomb = packed(std::string(2 * kMiB, ' '));
  const auto in_stream = [](const std::string& filter, const std::string& bytes) {
    return manual("", "", {{10, stream_object(filter, bytes)}});
  };
  EXPECT_THAT(codes(in_stream("/Filter/FlateDecode", bomb), limits), ElementsAre("FILE-022"));
  EXPECT_THAT(codes(in_stream("/Filter[/FlateDecode/FlateDecode]", packed(bomb)), limits),
              ElementsAre("FILE-022"));
  EXPECT_THAT(codes(in_stream("/Filter[/FlateDecode/DCTDecode]", bomb), limits),
              ElementsAre("FILE-022"));
  EXPECT_THAT(codes(with_file("a.txt", bomb, "/Filter/FlateDecode"), limits),
              ElementsAre("FILE-022"));
  const auto facts = check_enclosure_file(in_stream("/Filter/FlateDecode", bomb), limits);
  EXPECT_EQ(facts.faults().front().path, "object 10");
}

TEST(HostileEnclosurePdf, ExplodesBehindOldPackings) {
  const EnclosureLimits limits{.stream_bytes = 10'000};
  const auto in_stream = [&](const std::string& filter, const std::string& bytes) {
    return codes(manual("", "", {{10, stream_object(filter, bytes)}}), limits);
  };
  const std::string runs(1000, '\x81');  // 81 81: 128 bytes of 81
  EXPECT_THAT(in_stream("/Filter/RunLengthDecode", runs), ElementsAre("FILE-022"));
  EXPECT_THAT(in_stream("/Filter[/ASCIIHexDecode/RunLengthDecode]",
                        [] {
                          std::string text;
                          for (int i = 0; i < 400; ++i) text += "8181";
                          return text + ">";
                        }()),
              ElementsAre("FILE-022"));
  EXPECT_THAT(in_stream("/Filter/ASCII85Decode", std::string(4000, 'z') + "~>"),
              ElementsAre("FILE-022"));
}

TEST(HostileEnclosurePdf, ReadsOldPackings) {
  const auto in_stream = [&](const std::string& filter, const std::string& bytes) {
    return codes(manual("", "", {{10, stream_object("/Type/EmbeddedFile" + filter, bytes)}}));
  };
  // Each unpacks to "MZ" and zeros.
  EXPECT_THAT(in_stream("/Filter/ASCIIHexDecode", "4D 5A 00 00 0>"), ElementsAre("FILE-017"));
  EXPECT_THAT(in_stream("/Filter/ASCII85Decode", "9j3VY!rr~>"), ElementsAre("FILE-017"));
  EXPECT_THAT(in_stream("/Filter/RunLengthDecode", "\1MZ\xF0\0\x80"s), ElementsAre("FILE-017"));
  // 256 77 90 0 258(MZ) 257 in nine bits each.
  EXPECT_THAT(in_stream("/Filter/LZWDecode", "\x80\x13\x4B\x40\x08\x14\x04"s),
              ElementsAre("FILE-017"));
}

TEST(HostileEnclosurePdf, ShowsAPictureOfAMillionMillionPixels) {
  const auto picture = [](const std::string& size, const std::string& bytes) {
    return codes(manual(
        "", "",
        {{10, stream_object("/Type/XObject/Subtype/Image/Filter/DCTDecode" + size, bytes)}}));
  };
  EXPECT_THAT(picture("/Width 1000000/Height 1000000", ""), ElementsAre("FILE-022"));
  const std::string jpeg = "\xFF\xD8\xFF\xC0\0\x0B\x08\xFF\xFF\xFF\xFF\1\1\x11\0"s;
  EXPECT_THAT(picture("/Width 10/Height 10", jpeg), ElementsAre("FILE-022"));
  EXPECT_THAT(picture("/Width 10/Height 10", ""), IsEmpty());
}

TEST(HostileEnclosurePdf, CostsMoreThanItMay) {
  std::string numbers = "[";
  for (int i = 0; i < 20'000; ++i) numbers += "0 ";
  EXPECT_THAT(codes(manual("", "", {{10, numbers + "]"}}), {.tokens = 10'000}),
              ElementsAre("FILE-022"));
  EXPECT_THAT(codes(manual(), {.unpacked_bytes = 10}), ElementsAre("FILE-022"));
  EXPECT_THAT(codes(manual(), {.file_bytes = 10}), ElementsAre("FILE-005"));
}

TEST(HostileEnclosurePdf, PacksWhatIsPackedOverAndOver) {
  std::string filters;
  for (int i = 0; i < 1000; ++i) filters += "/FlateDecode";
  EXPECT_THAT(codes(manual("", "", {{10, stream_object("/Filter[" + filters + "]", "")}})),
              ElementsAre("FILE-010"));
}

TEST(HostileEnclosurePdf, NeedsOneObjectForAnother) {
  std::map<int, std::string> objects;
  constexpr int kLast = 30'000;
  for (int i = 10; i < kLast; ++i) {
    objects[i] = "<</Length " + std::to_string(i + 1) + " 0 R>>\nstream\nx\nendstream";
  }
  objects[kLast] = "1";
  EXPECT_THAT(codes(manual("", "", objects)), ElementsAre("FILE-022"));
}

TEST(HostileEnclosurePdf, TellsEverythingAtOnce) {
  const std::string file = "\n" +
                           manual("/OpenAction<<" + script() + ">>",
                                  "/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/Launch>>>>]") +
                           zip();
  EXPECT_THAT(codes(file), testing::IsSupersetOf({"FILE-012", "FILE-013", "FILE-024", "FILE-025"}));
}

TEST(HostileEnclosurePdf, CountsWhatIsManyTimesThere) {
  std::map<int, std::string> objects;
  for (int i = 10; i < 50; ++i) objects[i] = "<<" + script() + ">>";
  const auto facts = check_enclosure_file(manual("", "", objects));
  ASSERT_FALSE(facts);
  EXPECT_EQ(facts.faults().size(), 6U);
  EXPECT_THAT(facts.faults().back().message, HasSubstr("35 more"));
}

TEST(HostileEnclosurePdf, SaysNothingThatATerminalObeys) {
  const auto facts = check_enclosure_file(with_action("/S/URI/URI(evil:\\033[2J\\r\\n)"));
  ASSERT_FALSE(facts);
  const std::string& message = facts.faults().front().message;
  EXPECT_EQ(message.find('\x1B'), std::string::npos);
  EXPECT_EQ(message.find('\n'), std::string::npos);
}

}  // namespace
}  // namespace enclosure::app
