#pragma once
// The metadata of a stranger's PDF: an XMP packet (ISO 16684-1) as far as Factur-X and PDF/A need
// it.

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace enclosure::app {

/// A property of the document, whether an element or an attribute.
struct XmpProperty {
  std::string schema;  ///< the URI of its namespace
  std::string name;    ///< without a prefix: "ConformanceLevel"
  std::string value;   ///< trimmed; of a list its first item
};

/// A property that an extension schema declares (ISO 19005-3, 6.6.2.3.3).
struct XmpDeclaration {
  std::string name;
  std::string value_type;
  std::string category;
  std::string description;
};

/// An extension schema.
struct XmpSchema {
  std::string uri;
  std::string prefix;
  std::vector<XmpDeclaration> properties;
};

struct Xmp {
  std::vector<XmpProperty> properties;
  std::vector<XmpSchema> schemas;
};

/// Reads a packet. Nothing is fetched, no entity is expanded beyond the five of XML itself. Fault
/// A-6.6.2.1: not well-formed, a document type, no rdf:RDF, or larger or deeper than any metadata.
[[nodiscard]] Result<Xmp> read_xmp(std::string_view bytes);

}  // namespace enclosure::app
