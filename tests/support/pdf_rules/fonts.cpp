// Fonts (PDF/A-3, 6.2.11; PDF/UA-1, 7.21).

#include <cmath>
#include <optional>
#include <sstream>

#include "tests/support/pdf_rules/rules.h"

namespace enclosure::support::pdf_rules {
namespace {

/// The tables of a TrueType font that tell whether a glyph is there and how wide it is.
class TrueType {
 public:
  explicit TrueType(std::string bytes) : bytes_(std::move(bytes)) {
    const unsigned tables = number(4, 2);
    for (unsigned i = 0; i < tables && 12 + 16 * (i + 1) <= bytes_.size(); ++i) {
      const std::size_t row = 12 + 16 * i;
      tables_[bytes_.substr(row, 4)] = {number(row + 8, 4), number(row + 12, 4)};
    }
  }

  [[nodiscard]] bool usable() const {
    for (const char* table : {"glyf", "loca", "head", "hhea", "hmtx", "maxp"}) {
      const auto found = tables_.find(table);
      if (found == tables_.end() || found->second.first + found->second.second > bytes_.size())
        return false;
    }
    return true;
  }

  [[nodiscard]] unsigned glyphs() const { return at("maxp", 4, 2); }

  /// In thousandths of the em.
  [[nodiscard]] double width(unsigned glyph) const {
    const unsigned metrics = at("hhea", 34, 2);
    const unsigned row = glyph < metrics ? glyph : metrics - 1;
    return at("hmtx", 4 * row, 2) * 1000.0 / at("head", 18, 2);
  }

  [[nodiscard]] bool has_outline(unsigned glyph) const {
    const bool is_long = at("head", 50, 2) != 0;
    const unsigned begin = is_long ? at("loca", 4 * glyph, 4) : 2 * at("loca", 2 * glyph, 2);
    const unsigned end = is_long ? at("loca", 4 * glyph + 4, 4) : 2 * at("loca", 2 * glyph + 2, 2);
    return end > begin;
  }

 private:
  [[nodiscard]] unsigned number(std::size_t at, int size) const {
    unsigned value = 0;
    for (int i = 0; i < size; ++i) {
      const std::size_t place = at + static_cast<std::size_t>(i);
      value =
          value << 8U | (place < bytes_.size() ? static_cast<unsigned char>(bytes_[place]) : 0U);
    }
    return value;
  }
  [[nodiscard]] unsigned at(const char* table, std::size_t offset, int size) const {
    return number(tables_.at(table).first + offset, size);
  }

  std::string bytes_;
  std::map<std::string, std::pair<std::size_t, std::size_t>> tables_;
};

std::optional<std::uint32_t> hex(const std::string& token) {
  if (token.size() < 3 || token.front() != '<' || token.back() != '>') return std::nullopt;
  return static_cast<std::uint32_t>(std::stoul(token.substr(1, token.size() - 2), nullptr, 16));
}

std::map<std::uint32_t, double> read_widths(QPDFObjectHandle array) {
  std::map<std::uint32_t, double> widths;
  if (!array.isArray()) return widths;
  const std::vector<QPDFObjectHandle> items = array.getArrayAsVector();
  for (std::size_t i = 0; i + 1 < items.size();) {
    auto first = static_cast<std::uint32_t>(QPDFObjectHandle(items[i]).getIntValue());
    QPDFObjectHandle next = items[i + 1];
    if (next.isArray()) {
      for (QPDFObjectHandle& width : next.aitems()) widths[first++] = width.getNumericValue();
      i += 2;
    } else if (i + 2 < items.size()) {
      const auto last = static_cast<std::uint32_t>(next.getIntValue());
      QPDFObjectHandle width = items[i + 2];
      for (; first <= last; ++first) widths[first] = width.getNumericValue();
      i += 3;
    } else {
      break;
    }
  }
  return widths;
}

bool is_private(std::uint32_t character) {
  return (character >= 0xE000 && character <= 0xF8FF) || character >= 0xF0000;
}

void check_codes(const std::set<std::uint32_t>& codes, const TrueType& program,
                 const std::map<std::uint32_t, double>& widths, const Characters& characters,
                 Report& report) {
  for (const std::uint32_t code : codes) {
    const std::string name = "code " + std::to_string(code);
    report.expect(code != 0, "A-6.2.11.8", "the glyph .notdef is shown");
    const auto character = characters.find(code);
    const bool mapped = character != characters.end() && character->second != 0 &&
                        character->second != 0xFEFF && character->second != 0xFFFE;
    report.expect(mapped, "A-6.2.11.7.2", name + " has no character");
    report.expect(!mapped || !is_private(character->second), "A-6.2.11.7.3",
                  name + " has a character for private use");
    if (!report.expect(code < program.glyphs(), "A-6.2.11.4.1", name + " has no glyph")) continue;
    const bool is_blank = mapped && (character->second == 0x20 || character->second == 0xA0 ||
                                     (character->second >= 0x2000 && character->second <= 0x202F));
    report.expect(is_blank || program.has_outline(code), "A-6.2.11.4.1",
                  name + " has an empty glyph");
    const auto width = widths.find(code);
    report.expect(width != widths.end() && std::abs(width->second - program.width(code)) <= 1.0,
                  "A-6.2.11.5", "the width of " + name + " is not that of the font");
  }
}

void check_font(QPDFObjectHandle font, const std::set<std::uint32_t>& codes,
                const Characters& characters, Report& report) {
  if (!report.expect(name_of(font.getKey("/Subtype")) == "/Type0", "A-6.2.11",
                     "a font of a kind that these files do not use")) {
    return;
  }
  report.expect(name_of(font.getKey("/Encoding")) == "/Identity-H", "A-6.2.11.3.3",
                "an encoding other than Identity-H");
  QPDFObjectHandle descendant = font.getKey("/DescendantFonts").getArrayItem(0);
  report.expect(name_of(font.getKey("/Type")) == "/Font" &&
                    name_of(descendant.getKey("/Type")) == "/Font" &&
                    name_of(descendant.getKey("/Subtype")) == "/CIDFontType2",
                "A-6.2.11.2", "a font whose dictionary does not say of which kind it is");
  QPDFObjectHandle system = descendant.getKey("/CIDSystemInfo");
  report.expect(system.isDictionary() && system.getKey("/Registry").isString() &&
                    system.getKey("/Ordering").isString() &&
                    system.getKey("/Supplement").isInteger(),
                "A-6.2.11.3.1", "/CIDSystemInfo is missing");
  report.expect(name_of(descendant.getKey("/CIDToGIDMap")) == "/Identity", "A-6.2.11.3.2",
                "/CIDToGIDMap is missing");
  const std::string name = name_of(font.getKey("/BaseFont"));
  QPDFObjectHandle descriptor = descendant.getKey("/FontDescriptor");
  report.expect(name.size() > 8 && name[7] == '+' &&
                    name == name_of(descendant.getKey("/BaseFont")) &&
                    name == name_of(descriptor.getKey("/FontName")),
                "A-6.2.11.2", "the names of a font differ, or have no tag of a subset");
  QPDFObjectHandle file = descriptor.getKey("/FontFile2");
  if (!report.expect(file.isStream(), "A-6.2.11.4.1", "a font is not embedded")) return;
  report.expect(!descriptor.hasKey("/CIDSet"), "A-6.2.11.4.2",
                "/CIDSet, which need not be there and must not be wrong");
  report.expect(!file.getDict().hasKey("/Subtype"), "A-6.2.11.2",
                "a TrueType program that claims to be of another kind");
  const std::string bytes = data_of(file);
  QPDFObjectHandle length = file.getDict().getKey("/Length1");
  report.expect(length.isInteger() && length.getIntValue() == static_cast<long long>(bytes.size()),
                "A-6.2.11.4.1", "/Length1 of a font is wrong");
  const TrueType program(bytes);
  if (!report.expect(program.usable(), "A-6.2.11.4.1", "an embedded font lacks tables")) return;
  check_codes(codes, program, read_widths(descendant.getKey("/W")), characters, report);
}

}  // namespace

Characters read_to_unicode(const std::string& cmap, Report& report) {
  Characters characters;
  std::istringstream in(cmap);
  bool chars = false;
  bool ranges = false;
  std::vector<std::uint32_t> numbers;
  for (std::string token; in >> token;) {
    if (token == "beginbfchar") chars = true;
    if (token == "beginbfrange") ranges = true;
    if (token == "endbfchar" || token == "endbfrange") chars = ranges = false;
    report.expect(token != "begincidrange" && token != "begincidchar", "A-6.2.11.7.2",
                  "a ToUnicode map that maps to CIDs");
    if (!chars && !ranges) continue;
    const auto number = hex(token);
    if (!number) continue;
    numbers.push_back(*number);
    if (chars && numbers.size() == 2) {
      characters[numbers[0]] = numbers[1];
      numbers.clear();
    } else if (ranges && numbers.size() == 3) {
      for (std::uint32_t code = numbers[0]; code <= numbers[1]; ++code) {
        characters[code] = numbers[2] + code - numbers[0];
      }
      numbers.clear();
    }
  }
  return characters;
}

void check_fonts(const Drawn& drawn, Report& report) {
  for (const auto& [id, codes] : drawn.codes) {
    check_font(drawn.fonts.at(id), codes, drawn.characters.at(id), report);
  }
}

}  // namespace enclosure::support::pdf_rules
