// The bytes of the file and its trailer (PDF/A-3, 6.1).

#include <cstdlib>

#include "tests/support/pdf_rules/rules.h"

namespace enclosure::support::pdf_rules {
namespace {

bool is_high(char c) {
  return (static_cast<unsigned char>(c) & 0x80U) != 0;
}

bool is_eol(char c) {
  return c == '\n' || c == '\r';
}

void check_header(std::string_view bytes, Report& report) {
  const bool begins = bytes.size() > 15 && bytes.starts_with("%PDF-1.") && bytes[7] >= '0' &&
                      bytes[7] <= '7' && is_eol(bytes[8]);
  if (!report.expect(begins, "A-6.1.2", "the file does not begin with %PDF-1.n")) return;
  const bool binary = bytes[9] == '%' && is_high(bytes[10]) && is_high(bytes[11]) &&
                      is_high(bytes[12]) && is_high(bytes[13]);
  report.expect(binary, "A-6.1.2", "no comment of four high bytes below the header");
}

/// One indirect object written as "12 0 obj … stream … endstream endobj".
void check_stream(std::string_view bytes, std::size_t keyword, Report& report) {
  const std::size_t dictionary = bytes.rfind(" obj", keyword);
  const std::size_t length = bytes.rfind("/Length ", keyword);
  const std::size_t data = keyword + std::string_view("stream").size();
  const bool lf = bytes[data] == '\n' || (bytes[data] == '\r' && bytes[data + 1] == '\n');
  report.expect(lf, "A-6.1.7.1", "the keyword stream is not followed by an end of line");
  if (!report.expect(length != std::string_view::npos && length > dictionary, "A-6.1.7.1",
                     "a stream without direct /Length")) {
    return;
  }
  const std::size_t begin = data + (bytes[data] == '\r' ? 2 : 1);
  const std::size_t size = std::strtoul(bytes.data() + length + 8, nullptr, 10);
  const std::size_t end = begin + size;
  if (!report.expect(end + 10 <= bytes.size(), "A-6.1.7.1", "/Length runs beyond the file")) return;
  const bool single = is_eol(bytes[end]) && bytes.substr(end + 1).starts_with("endstream");
  const bool pair = bytes.substr(end).starts_with("\r\nendstream");
  report.expect(single || pair, "A-6.1.7.1",
                "/Length is wrong, or no end of line stands before endstream");
}

void check_streams(std::string_view bytes, Report& report) {
  const std::string_view end_mark = "endstream";
  std::size_t at = 0;
  while ((at = bytes.find("stream", at)) != std::string_view::npos) {
    const bool is_keyword =
        at > 2 && (bytes.substr(at - 2, 2) == ">>" || bytes.substr(at - 3, 3) == ">>\n");
    if (is_keyword) {
      check_stream(bytes, at, report);
      const std::size_t end = bytes.find(end_mark, at);
      at = end == std::string_view::npos ? bytes.size() : end + end_mark.size();
    } else {
      at += 6;
    }
  }
}

}  // namespace

void check_syntax(std::string_view bytes, Report& report) {
  check_header(bytes, report);
  check_streams(bytes, report);
  const bool ends =
      bytes.ends_with("%%EOF\n") || bytes.ends_with("%%EOF") || bytes.ends_with("%%EOF\r\n");
  report.expect(ends, "A-6.1.3", "something follows the last %%EOF");
}

void check_document(QPDF& pdf, Report& report) {
  QPDFObjectHandle trailer = pdf.getTrailer();
  QPDFObjectHandle id = trailer.getKey("/ID");
  report.expect(id.isArray() && id.getArrayNItems() == 2 && id.getArrayItem(0).isString() &&
                    !id.getArrayItem(0).getStringValue().empty(),
                "A-6.1.3", "the trailer has no /ID");
  report.expect(!pdf.isEncrypted() && !trailer.hasKey("/Encrypt"), "A-6.1.3",
                "the file is encrypted");
  for (QPDFObjectHandle object : pdf.getAllObjects()) {
    if (!object.isStream()) continue;
    QPDFObjectHandle dictionary = object.getDict();
    report.expect(!dictionary.hasKey("/F") && !dictionary.hasKey("/FFilter"), "A-6.1.7.1",
                  "a stream lies outside of the file");
    QPDFObjectHandle filter = dictionary.getKey("/Filter");
    const bool lzw = filter.unparse().find("LZWDecode") != std::string::npos;
    report.expect(!lzw, "A-6.1.7.2", "a stream is compressed with LZW");
    report.expect(!dictionary.getKey("/Interpolate").isBool() ||
                      !dictionary.getKey("/Interpolate").getBoolValue(),
                  "A-6.2.8", "an image is interpolated");
  }
  QPDFObjectHandle catalog = pdf.getRoot();
  QPDFObjectHandle mark = catalog.getKey("/MarkInfo");
  report.expect(mark.isDictionary() && mark.getKey("/Marked").isBool() &&
                    mark.getKey("/Marked").getBoolValue(),
                "A-6.7.2", "/MarkInfo does not say that the file is tagged");
  report.expect(is_language(catalog.getKey("/Lang")), "A-6.7.4",
                "the language of the document is missing, or no language");
  QPDFObjectHandle viewer = catalog.getKey("/ViewerPreferences");
  report.expect(viewer.isDictionary() && viewer.getKey("/DisplayDocTitle").isBool() &&
                    viewer.getKey("/DisplayDocTitle").getBoolValue(),
                "UA-7.1", "/DisplayDocTitle is not true");
}

}  // namespace enclosure::support::pdf_rules
