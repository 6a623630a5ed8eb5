// The objects of the file, whatever they are for: how they are written down (PDF/A-3, 6.1.6 and
// 6.1.9), the limits they keep (6.1.13), and what no catalog, page or image has.

#include <qpdf/BufferInputSource.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFTokenizer.hh>

#include <algorithm>
#include <cctype>
#include <limits>
#include <memory>

#include "tests/support/pdf_rules/rules.h"

namespace enclosure::support::pdf_rules {
namespace {

bool is_eol(char c) {
  return c == '\n' || c == '\r';
}

/// Every string in hexadecimal has whole bytes and nothing but digits.
void check_hex_strings(const std::string& syntax, Report& report) {
  QPDFTokenizer tokenizer;
  tokenizer.allowEOF();
  const auto input = std::make_shared<BufferInputSource>("syntax", syntax);
  while (true) {
    const QPDFTokenizer::Token token = tokenizer.readToken(input, "syntax", true);
    if (token.getType() == QPDFTokenizer::tt_eof) return;
    const std::string& raw = token.getRawValue();
    const bool is_hex = raw.size() > 1 && raw[0] == '<' && raw[1] != '<';
    if (!is_hex) continue;
    const auto digits = std::count_if(raw.begin(), raw.end(), [](char c) {
      return std::isxdigit(static_cast<unsigned char>(c)) != 0;
    });
    report.expect(token.getType() == QPDFTokenizer::tt_string && digits % 2 == 0, "A-6.1.6",
                  "a string in hexadecimal of half a byte, or with other characters: " + raw);
  }
}

/// One object that stands in the file itself: "12 0 obj", its value, "endobj", a line each.
void check_written_object(std::string_view bytes, std::size_t begin, std::size_t end, QPDFObjGen id,
                          Report& report) {
  const std::string_view text = bytes.substr(begin, end - begin);
  const std::string head = std::to_string(id.getObj()) + " " + std::to_string(id.getGen()) + " obj";
  const bool begins = begin > 0 && is_eol(bytes[begin - 1]) && text.starts_with(head) &&
                      text.size() > head.size() && is_eol(text[head.size()]);
  const std::size_t tail = text.rfind("endobj");
  const bool ends = tail != std::string_view::npos && is_eol(text[tail - 1]) &&
                    tail + 6 < text.size() && is_eol(text[tail + 6]);
  report.expect(begins && ends, "A-6.1.9", head + " and endobj do not stand on lines of their own");
  check_hex_strings(std::string(text.substr(0, text.find("stream"))), report);
}

void check_written_objects(std::string_view bytes, QPDF& pdf, Report& report) {
  std::map<std::size_t, QPDFObjGen> by_place;
  for (const auto& [id, entry] : pdf.getXRefTable()) {
    constexpr int kInTheFile = 1;
    if (entry.getType() == kInTheFile) by_place[static_cast<std::size_t>(entry.getOffset())] = id;
  }
  for (auto at = by_place.begin(); at != by_place.end(); ++at) {
    const auto next = std::next(at);
    const std::size_t end = next == by_place.end() ? bytes.rfind("startxref") : next->first;
    if (report.expect(at->first < end && end <= bytes.size(), "PDF", "an object beyond the file"))
      check_written_object(bytes, at->first, end, at->second, report);
  }
}

/// The limits of a value and of what stands in it, references not followed.
void check_limits(QPDFObjectHandle value, Report& report) {
  constexpr std::size_t kLongestString = 32767;
  constexpr std::size_t kLongestName = 127;
  if (value.isInteger()) {
    const long long number = value.getIntValue();
    report.expect(number >= std::numeric_limits<std::int32_t>::min() &&
                      number <= std::numeric_limits<std::int32_t>::max(),
                  "A-6.1.13", "an integer of more than 32 bits");
  }
  if (value.isString()) {
    report.expect(value.getStringValue().size() <= kLongestString, "A-6.1.13",
                  "a string of more than 32,767 bytes");
  }
  if (value.isName()) {
    report.expect(value.getName().size() <= 1 + kLongestName, "A-6.1.13",
                  "a name of more than 127 bytes");
  }
  if (value.isStream()) value = value.getDict();
  if (value.isDictionary()) {
    for (const auto& [key, entry] : value.getDictAsMap()) {
      check_limits(QPDFObjectHandle::newName(key), report);
      if (!QPDFObjectHandle(entry).isIndirect()) check_limits(entry, report);
    }
  }
  if (value.isArray()) {
    for (const QPDFObjectHandle& item : value.getArrayAsVector()) {
      if (!QPDFObjectHandle(item).isIndirect()) check_limits(item, report);
    }
  }
}

/// A key with the rule that forbids it, or that governs what these files have no use for.
struct Unwanted {
  const char* key;
  const char* rule;
};

constexpr std::array kInCatalog{
    Unwanted{"/AA", "A-6.5.2"},         Unwanted{"/OpenAction", "A-6.5.2"},
    Unwanted{"/AcroForm", "A-6.4.1"},   Unwanted{"/NeedsRendering", "A-6.4.2"},
    Unwanted{"/Perms", "A-6.1.12"},     Unwanted{"/OCProperties", "A-6.9"},
    Unwanted{"/Requirements", "A-6.11"}};
constexpr std::array kInNames{Unwanted{"/AlternatePresentations", "A-6.10"},
                              Unwanted{"/JavaScript", "A-6.5.1"}};
constexpr std::array kOnPage{Unwanted{"/AA", "A-6.5.2"}, Unwanted{"/PresSteps", "A-6.10"}};
constexpr std::array kInMarkInfo{Unwanted{"/Suspects", "UA-7.1"}};
constexpr std::array kInTree{Unwanted{"/RoleMap", "UA-7.1"}};
constexpr std::array kInResources{Unwanted{"/ExtGState", "A-6.2.5"},
                                  Unwanted{"/Pattern", "A-6.2.4"}, Unwanted{"/Shading", "A-6.2.4"}};

template <std::size_t size>
void expect_none(const std::array<Unwanted, size>& unwanted, QPDFObjectHandle dictionary,
                 const std::string& where, Report& report) {
  if (!dictionary.isDictionary()) return;
  for (const auto& [key, rule] : unwanted) {
    report.expect(!dictionary.hasKey(key), rule, where + " has " + key);
  }
}

void check_page(QPDFObjectHandle page, Report& report) {
  expect_none(kOnPage, page, "a page", report);
  QPDFObjectHandle resources = page.getKey("/Resources");
  report.expect(resources.isDictionary(), "A-6.2.2", "a page without resources of its own");
  expect_none(kInResources, resources, "a page", report);
  for (const char* name : {"/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox"}) {
    if (!page.hasKey(name)) continue;
    const auto box = page.getKey(name).getArrayAsRectangle();
    for (const double side : {box.urx - box.llx, box.ury - box.lly}) {
      report.expect(side >= 3 && side <= 14400, "A-6.1.13", "a page too small or too large");
    }
  }
}

}  // namespace

void check_objects(std::string_view bytes, QPDF& pdf, Report& report) {
  check_written_objects(bytes, pdf, report);
  for (QPDFObjectHandle& object : pdf.getAllObjects()) {
    check_limits(object, report);
    if (object.isStream() && name_of(object.getDict().getKey("/Type")) == "/ObjStm")
      check_hex_strings(data_of(object), report);
  }
  QPDFObjectHandle catalog = pdf.getRoot();
  expect_none(kInCatalog, catalog, "the catalog", report);
  expect_none(kInNames, catalog.getKey("/Names"), "the name dictionary", report);
  expect_none(kInMarkInfo, catalog.getKey("/MarkInfo"), "/MarkInfo", report);
  expect_none(kInTree, catalog.getKey("/StructTreeRoot"), "the structure tree", report);
  for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
    check_page(page.getObjectHandle(), report);
    for (QPDFObjectHandle& stream : page.getPageContents()) {
      check_hex_strings(data_of(stream), report);
    }
  }
}

}  // namespace enclosure::support::pdf_rules
