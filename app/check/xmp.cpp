#include "app/check/xmp.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <pugixml.hpp>
#include <utility>

#include "core/text.h"

namespace enclosure::app {
namespace {

constexpr std::string_view kRdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
constexpr std::string_view kExtension = "http://www.aiim.org/pdfa/ns/extension/";
constexpr std::string_view kSchema = "http://www.aiim.org/pdfa/ns/schema#";
constexpr std::string_view kProperty = "http://www.aiim.org/pdfa/ns/property#";

constexpr std::size_t kMostLevels = 24;
constexpr std::size_t kMostElements = 50'000;
constexpr std::size_t kMostNamespaces = 200;  // in force at one place

constexpr unsigned kParsing = pugi::parse_doctype | pugi::parse_escapes | pugi::parse_eol |
                              pugi::parse_cdata | pugi::parse_ws_pcdata_single;

/// A name with the URI of its namespace.
struct Name {
  std::string_view uri;
  std::string_view local;

  friend bool operator==(const Name&, const Name&) = default;
};

/// An element whose names are resolved. Borrows from the parsed document.
struct Element {
  Name name;
  std::vector<std::pair<Name, std::string_view>> attributes;
  std::vector<Element> children;
  std::string_view text;

  [[nodiscard]] bool is(std::string_view uri, std::string_view local) const {
    return name.uri == uri && name.local == local;
  }
};

Fault unreadable(std::string why) {
  return {"A-6.6.2.1", "Metadata", "the metadata cannot be read: " + std::move(why),
          "write the XMP packet anew"};
}

class Resolver {
 public:
  /// Nothing: more of something than metadata have.
  std::optional<Element> resolve(const pugi::xml_node& source, std::size_t level = 1) {
    if (level > kMostLevels || ++elements_ > kMostElements) return std::nullopt;
    const std::size_t outer = scope_.size();
    declare(source);
    if (scope_.size() > kMostNamespaces) return std::nullopt;
    Element element;
    element.name = name_of(source.name(), true);
    for (const pugi::xml_attribute& attribute : source.attributes()) {
      if (std::string_view(attribute.name()).starts_with("xmlns")) continue;
      element.attributes.emplace_back(name_of(attribute.name(), false), attribute.value());
    }
    for (const pugi::xml_node& child : source.children()) {
      if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
        const std::string_view text = trim(child.value());
        if (element.text.empty()) element.text = text;
      } else if (child.type() == pugi::node_element) {
        auto inner = resolve(child, level + 1);
        if (!inner) return std::nullopt;
        element.children.push_back(*std::move(inner));
      }
    }
    scope_.resize(outer);
    return element;
  }

 private:
  void declare(const pugi::xml_node& element) {
    for (const pugi::xml_attribute& attribute : element.attributes()) {
      const std::string_view name = attribute.name();
      if (name == "xmlns") scope_.emplace_back("", attribute.value());
      if (name.starts_with("xmlns:")) scope_.emplace_back(name.substr(6), attribute.value());
    }
  }

  [[nodiscard]] Name name_of(std::string_view name, bool is_element) const {
    const auto colon = name.find(':');
    if (colon == std::string_view::npos && !is_element) return {"", name};
    const std::string_view prefix = colon == std::string_view::npos ? "" : name.substr(0, colon);
    const auto known = std::find_if(scope_.rbegin(), scope_.rend(),
                                    [&](const auto& declared) { return declared.first == prefix; });
    return {known == scope_.rend() ? std::string_view() : known->second,
            colon == std::string_view::npos ? name : name.substr(colon + 1)};
  }

  std::vector<std::pair<std::string_view, std::string_view>> scope_;
  std::size_t elements_ = 0;
};

const Element* find_rdf(const Element& element) {
  if (element.is(kRdf, "RDF")) return &element;
  for (const Element& child : element.children) {
    if (const Element* found = find_rdf(child)) return found;
  }
  return nullptr;
}

/// What an rdf:li, or the element itself, describes: RDF lets an rdf:Description stand between.
const Element& described(const Element& element) {
  const bool wrapped = element.children.size() == 1 && element.children[0].is(kRdf, "Description");
  return wrapped ? element.children[0] : element;
}

std::string value_of(const Element& element) {
  const Element* at = &element;
  while (!at->children.empty()) at = &at->children.front();
  return std::string(at->text);
}

/// A field of a structure, whether an element or an attribute.
std::string field(const Element& structure, std::string_view uri, std::string_view local) {
  for (const auto& [name, value] : structure.attributes) {
    if (name == Name{uri, local}) return std::string(trim(value));
  }
  for (const Element& child : structure.children) {
    if (child.is(uri, local)) return value_of(child);
  }
  return {};
}

/// The rdf:li below `list`, which holds an rdf:Bag or rdf:Seq.
std::vector<const Element*> items(const Element& list) {
  std::vector<const Element*> found;
  for (const Element& container : list.children) {
    for (const Element& item : container.children) {
      if (item.is(kRdf, "li")) found.push_back(&described(item));
    }
  }
  return found;
}

XmpSchema schema_of(const Element& structure) {
  XmpSchema schema{
      field(structure, kSchema, "namespaceURI"), field(structure, kSchema, "prefix"), {}};
  for (const Element& child : structure.children) {
    if (!child.is(kSchema, "property")) continue;
    for (const Element* item : items(child)) {
      schema.properties.push_back(
          {field(*item, kProperty, "name"), field(*item, kProperty, "valueType"),
           field(*item, kProperty, "category"), field(*item, kProperty, "description")});
    }
  }
  return schema;
}

void take_description(const Element& description, Xmp& xmp) {
  for (const auto& [name, value] : description.attributes) {
    if (name.uri.empty() || name.uri == kRdf) continue;
    xmp.properties.push_back(
        {std::string(name.uri), std::string(name.local), std::string(trim(value))});
  }
  for (const Element& child : description.children) {
    if (child.is(kExtension, "schemas")) {
      for (const Element* item : items(child)) xmp.schemas.push_back(schema_of(*item));
    } else {
      xmp.properties.push_back(
          {std::string(child.name.uri), std::string(child.name.local), value_of(child)});
    }
  }
}

}  // namespace

Result<Xmp> read_xmp(std::string_view bytes) {
  // Before parsing: an internal subset may hold anything.
  if (bytes.find("<!DOCTYPE") != std::string_view::npos) return unreadable("a document type");
  pugi::xml_document document;
  const auto parsed = document.load_buffer(bytes.data(), bytes.size(), kParsing);
  if (!parsed) {
    return unreadable("no XML, " + std::string(parsed.description()) + " at byte " +
                      std::to_string(parsed.offset));
  }
  for (const pugi::xml_node& node : document.children()) {
    if (node.type() == pugi::node_doctype) return unreadable("a document type");
  }
  const auto root = Resolver().resolve(document.document_element());
  if (!root) return unreadable("deeper or longer than any metadata");
  const Element* rdf = find_rdf(*root);
  if (rdf == nullptr) return unreadable("no rdf:RDF in them");
  Xmp xmp;
  for (const Element& description : rdf->children) {
    if (description.is(kRdf, "Description")) take_description(description, xmp);
  }
  return xmp;
}

}  // namespace enclosure::app
