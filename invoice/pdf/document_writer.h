#pragma once
// Pages as a PDF file.

#include <string>

#include "core/date.h"
#include "invoice/layout/page.h"
#include "invoice/layout/typesetting.h"
#include "invoice/pdf/image.h"

namespace enclosure::invoice::pdf {

/// What the file says of itself.
struct DocumentProperties {
  std::string title;
  std::string author;
  std::string subject;
  std::string language;  ///< BCP 47
  Date created{};        ///< taken as midnight UTC: there is no clock here
};

/// Draws `layout` and gives the file (PDF 1.7): fonts embedded as subsets, streams compressed, /ID
/// from the SHA-256 of the content. The same values give the same bytes, in every process and
/// thread. `logo` may be null. Throws `std::runtime_error` when libharu or HarfBuzz fails; there is
/// no half a file.
[[nodiscard]] std::string write_document(const layout::Layout& layout, const EncodedImage* logo,
                                         const Typesetting::Data& typesetting,
                                         const DocumentProperties& properties);

}  // namespace enclosure::invoice::pdf
