#pragma once
// What a file says of itself, in its Info dictionary and in its XMP packet; both say the same.

#include <string>

#include "core/date.h"
#include "invoice/render.h"

namespace enclosure::invoice::pdf {

/// What the file says of itself.
struct DocumentProperties {
  std::string title;
  std::string author;
  std::string subject;   ///< or empty
  std::string language;  ///< BCP 47
  Date created{};        ///< taken as midnight UTC: there is no clock here
};

/// The Info dictionary (ISO 32000-1, 14.3.3).
[[nodiscard]] std::string info_dictionary(const DocumentProperties& properties);

/// The XMP packet (ISO 16684-1): the same, PDF/A-3a, PDF/UA-1 and, where there is an `xml`, the
/// properties of Factur-X (chapter 6.2) with their extension schema.
[[nodiscard]] std::string xmp_packet(const DocumentProperties& properties, const EmbeddedXml* xml);

}  // namespace enclosure::invoice::pdf
