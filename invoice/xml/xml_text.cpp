#include "invoice/xml/xml_text.h"

#include <array>

#include "core/text.h"

namespace enclosure::invoice::xml {
namespace {

enum class Kind : unsigned char { kPlain, kEscape, kWide, kForbidden };

constexpr std::array<Kind, 256> kKinds = [] {
  std::array<Kind, 256> kinds{};
  for (std::size_t i = 0; i < 256; ++i) {
    if (i >= 0x80) kinds[i] = Kind::kWide;
    if (i < 0x20) kinds[i] = Kind::kForbidden;
  }
  for (const char c : {'\t', '\n'}) kinds[static_cast<unsigned char>(c)] = Kind::kPlain;
  for (const char c : {'&', '<', '>', '"', '\r'})
    kinds[static_cast<unsigned char>(c)] = Kind::kEscape;
  return kinds;
}();

std::string_view reference(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    default:
      return "&#13;";
  }
}

/// U+FFFE and U+FFFF are no characters of XML, nor is anything that is not UTF-8.
bool holds_no_character(std::string_view value) {
  return !is_utf8(value) || value.find("\xEF\xBF\xBE") != std::string_view::npos ||
         value.find("\xEF\xBF\xBF") != std::string_view::npos;
}

}  // namespace

void XmlText::open(std::string_view name, Attr attr) {
  text_ += "\n<";
  text_ += name;
  attribute(attr);
  text_ += '>';
}

void XmlText::close(std::string_view name) {
  text_ += "</";
  text_ += name;
  text_ += '>';
}

void XmlText::leaf(std::string_view name, std::string_view value, Attr attr, Attr second) {
  if (value.empty()) return;
  text_ += "\n<";
  text_ += name;
  attribute(attr);
  attribute(second);
  text_ += '>';
  escaped(value, name);
  close(name);
}

void XmlText::leaf(std::string_view name, const std::optional<Decimal>& value, Attr attr) {
  if (value) leaf(name, value->to_string(), attr);
}

void XmlText::leaf(std::string_view name, const std::optional<Date>& value) {
  if (value) leaf(name, to_string(*value));
}

void XmlText::wrapped(std::string_view name, std::string_view leaf_name, std::string_view value,
                      Attr attr) {
  if (value.empty()) return;
  open(name);
  leaf(leaf_name, value, attr);
  close(name);
}

Result<std::string> XmlText::take() && {
  if (!faults_.empty()) return std::move(faults_);
  text_ += '\n';
  return std::move(text_);
}

void XmlText::attribute(const Attr& attr) {
  if (attr.value.empty()) return;
  text_ += ' ';
  text_ += attr.name;
  text_ += "=\"";
  escaped(attr.value, attr.name);
  text_ += '"';
}

void XmlText::escaped(std::string_view value, std::string_view name) {
  bool is_wide = false;
  bool is_forbidden = false;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const Kind kind = kKinds[static_cast<unsigned char>(value[i])];
    if (kind == Kind::kPlain) continue;
    is_wide |= kind == Kind::kWide;
    is_forbidden |= kind == Kind::kForbidden;
    if (kind != Kind::kEscape) continue;
    text_ += value.substr(begin, i - begin);
    text_ += reference(value[i]);
    begin = i + 1;
  }
  text_ += value.substr(begin);
  if (is_forbidden || (is_wide && holds_no_character(value))) {
    faults_.push_back({"XML-001", std::string(name), "a character that XML 1.0 cannot hold",
                       "take control characters and damaged letters out of the text"});
  }
}

}  // namespace enclosure::invoice::xml
