#include "invoice/xml/tree.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <pugixml.hpp>

#include "core/text.h"
#include "invoice/xml/well_formed.h"

namespace enclosure::invoice::xml {
namespace {

struct Namespace {
  std::string_view uri;
  std::string_view prefix;
};
constexpr std::array<Namespace, 10> kNamespaces{{
    {"urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100", "rsm"},
    {"urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100", "ram"},
    {"urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100", "udt"},
    {"urn:un:unece:uncefact:data:standard:QualifiedDataType:100", "qdt"},
    {"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2", "ubl"},
    {"urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2", "cn"},
    {"urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2", "cac"},
    {"urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2", "cbc"},
    {"urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2", "ext"},
    {"http://www.w3.org/XML/1998/namespace", "xml"},
}};

constexpr unsigned kParsing = pugi::parse_declaration | pugi::parse_doctype | pugi::parse_escapes |
                              pugi::parse_eol | pugi::parse_cdata | pugi::parse_ws_pcdata_single;

std::string_view canonical(std::string_view uri) {
  const auto found = std::find_if(kNamespaces.begin(), kNamespaces.end(),
                                  [&](const Namespace& known) { return known.uri == uri; });
  return found == kNamespaces.end() ? "?" : found->prefix;
}

/// Prefixes in force, the innermost last.
using Scope = std::vector<std::pair<std::string_view, std::string_view>>;

std::pair<std::string_view, std::string_view> split(std::string_view name) {
  const auto colon = name.find(':');
  if (colon == std::string_view::npos) return {"", name};
  return {name.substr(0, colon), name.substr(colon + 1)};
}

void declare(const pugi::xml_node& element, Scope& scope) {
  for (const pugi::xml_attribute& attribute : element.attributes()) {
    const auto [prefix, local] = split(attribute.name());
    if (prefix == "xmlns") scope.emplace_back(local, canonical(attribute.value()));
    if (prefix.empty() && local == "xmlns") scope.emplace_back("", canonical(attribute.value()));
  }
}

std::string canonical_name(std::string_view name, const Scope& scope) {
  const auto [prefix, local] = split(name);
  const auto found = std::find_if(scope.rbegin(), scope.rend(),
                                  [p = prefix](const auto& known) { return known.first == p; });
  const std::string_view known = found == scope.rend() ? "?" : found->second;
  return std::string(known) + ":" + std::string(local);
}

Fault not_well_formed(std::string message) {
  return {"XML-002", "", "not well-formed XML: " + std::move(message),
          "ask the sender for the file again"};
}

/// Walks down without recursion of the file's making: levels are counted before they are entered.
class Builder {
 public:
  Result<Node> build(const pugi::xml_node& root) {
    Node node;
    Scope scope{{"xml", "xml"}};
    if (!fill(node, root, scope, 1)) return fault_;
    return node;
  }

 private:
  bool fill(Node& node, const pugi::xml_node& source, Scope& scope, std::size_t level) {
    const auto attributes = source.attributes();
    if (level > kMostLevels || ++elements_ > kMostElements ||
        std::distance(attributes.begin(), attributes.end()) > kMostAttributes) {
      fault_ = {
          "XML-004", "", "the XML is deeper or has more elements or attributes than any invoice",
          "invoices have at most 40 levels, 200,000 elements and 64 attributes of one element"};
      return false;
    }
    const std::size_t outer = scope.size();
    declare(source, scope);
    node.name = canonical_name(source.name(), scope);
    for (const pugi::xml_attribute& attribute : attributes) {
      const std::string_view name = attribute.name();
      if (name == "xmlns" || name.find(':') != std::string_view::npos) continue;
      const bool twice = !node.attribute(name).empty();
      if (twice) return refuse(not_well_formed("an attribute twice"));
      node.attributes.emplace_back(name, attribute.value());
    }
    if (!fill_content(node, source, scope, level)) return false;
    scope.resize(outer);
    return true;
  }

  bool fill_content(Node& node, const pugi::xml_node& source, Scope& scope, std::size_t level) {
    const auto count = std::count_if(
        source.children().begin(), source.children().end(),
        [](const pugi::xml_node& child) { return child.type() == pugi::node_element; });
    node.children.reserve(static_cast<std::size_t>(count));
    for (const pugi::xml_node& child : source.children()) {
      if (child.type() == pugi::node_element) {
        if (!fill(node.children.emplace_back(), child, scope, level + 1)) return false;
      } else if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
        node.text += child.value();
      }
    }
    node.text = count > 0 ? std::string() : std::string(trim(node.text));
    return true;
  }

  bool refuse(Fault fault) {
    fault_ = std::move(fault);
    return false;
  }

  std::size_t elements_ = 0;
  Fault fault_;
};

/// A code unit of `size` bytes.
char32_t unit_at(std::string_view bytes, std::size_t at, std::size_t size, bool is_big_endian) {
  char32_t unit = 0;
  for (std::size_t i = 0; i < size; ++i) {
    const std::size_t from = is_big_endian ? at + i : at + size - 1 - i;
    unit = unit << 8U | static_cast<unsigned char>(bytes[from]);
  }
  return unit;
}

/// Code units of 1 byte (ISO 8859-1), 2 (UTF-16) or 4 (UTF-32) as UTF-8; nothing where a surrogate
/// stands alone, a number is no code point, or bytes are left over.
std::optional<std::string> to_utf8(std::string_view bytes, std::size_t size, bool is_big_endian) {
  std::string text;
  text.reserve(bytes.size());
  std::size_t at = 0;
  for (; at + size <= bytes.size(); at += size) {
    char32_t point = unit_at(bytes, at, size, is_big_endian);
    if (size == 2 && point >= 0xD800 && point <= 0xDBFF && at + 4 <= bytes.size()) {
      const char32_t low = unit_at(bytes, at + 2, size, is_big_endian);
      if (low < 0xDC00 || low > 0xDFFF) return std::nullopt;
      point = 0x10000 + ((point - 0xD800) << 10U) + (low - 0xDC00);
      at += 2;
    }
    if ((point >= 0xD800 && point <= 0xDFFF) || point > 0x10FFFF) return std::nullopt;
    append_utf8(text, point);
  }
  if (at != bytes.size()) return std::nullopt;
  return text;
}

std::optional<std::string> to_utf8(std::string_view bytes, pugi::xml_encoding encoding) {
  const bool is_big_endian =
      encoding == pugi::encoding_utf16_be || encoding == pugi::encoding_utf32_be;
  switch (encoding) {
    case pugi::encoding_utf16_le:
    case pugi::encoding_utf16_be:
      return to_utf8(bytes, 2, is_big_endian);
    case pugi::encoding_utf32_le:
    case pugi::encoding_utf32_be:
      return to_utf8(bytes, 4, is_big_endian);
    default:
      return to_utf8(bytes, 1, false);
  }
}

/// EncName of XML 1.0, or no name at all.
bool has_encoding_name(const pugi::xml_node& declaration) {
  const std::string_view name = declaration.attribute("encoding").value();
  return std::all_of(name.begin(), name.end(), [](char c) {
    return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') || c == '.' ||
           c == '_' || c == '-';
  });
}

Fault own_type() {
  return {"XML-003", "", "the XML has a document type or entities of its own",
          "invoices have neither: entities are not expanded here, and nothing is fetched"};
}

/// What the parser lets pass, looked for in all of `bytes`.
std::optional<Fault> refusal_of(std::string_view bytes, pugi::xml_encoding encoding) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  std::string made;
  if (encoding != pugi::encoding_utf8) {
    auto utf8 = to_utf8(bytes, encoding);
    if (!utf8) return not_well_formed("bytes that are no text in its encoding");
    bytes = made = *std::move(utf8);
  }
  if (bytes.starts_with(kMark)) bytes.remove_prefix(kMark.size());
  const auto refusal = find_refusal(bytes);
  if (!refusal) return std::nullopt;
  return refusal->is_own_entity ? own_type() : not_well_formed(refusal->message);
}

}  // namespace

std::string_view Node::attribute(std::string_view attribute_name) const {
  for (const auto& [known, value] : attributes) {
    if (known == attribute_name) return value;
  }
  return {};
}

Result<Node> parse_tree(std::string_view bytes) {
  if (bytes.size() > kMostBytes) {
    return Fault{"XML-004", "", "the file is larger than 32 MiB", "invoices are smaller"};
  }
  // Before parsing: an internal subset may hold anything.
  if (bytes.find("<!DOCTYPE") != std::string_view::npos ||
      bytes.find("<!ENTITY") != std::string_view::npos)
    return own_type();
  pugi::xml_document document;
  const auto parsed = document.load_buffer(bytes.data(), bytes.size(), kParsing);
  if (!parsed) {
    return not_well_formed(std::string(parsed.description()) + " at byte " +
                           std::to_string(parsed.offset));
  }
  std::size_t roots = 0;
  for (const pugi::xml_node& node : document.children()) {
    if (node.type() == pugi::node_doctype) return own_type();
    if (node.type() == pugi::node_declaration && !has_encoding_name(node))
      return not_well_formed("the declaration names no encoding");
    roots += node.type() == pugi::node_element;
  }
  if (roots != 1) return not_well_formed("there is not exactly one root element");
  if (auto refusal = refusal_of(bytes, parsed.encoding)) return *std::move(refusal);
  return Builder().build(document.document_element());
}

}  // namespace enclosure::invoice::xml
