#pragma once
// Pages as a PDF file.

#include "invoice/layout/page.h"
#include "invoice/layout/typesetting.h"
#include "invoice/pdf/drawing_error.h"
#include "invoice/pdf/image.h"
#include "invoice/pdf/object_file.h"
#include "invoice/pdf/properties.h"

namespace enclosure::invoice::pdf {

/// What a file is made of, beside its pages.
struct Parts {
  const EncodedImage* logo = nullptr;
  const EmbeddedXml* xml = nullptr;
  Effort effort = Effort::kFast;
  std::vector<const EncodedImage*> pictures = {};  ///< those that `layout::Picture::image` names
};

/// Draws `layout` and gives the file: PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1), fonts
/// embedded as subsets, everything compressed but the metadata. The same values give the same
/// bytes, in every process and thread. Throws `DrawingError`; there is no half a file.
[[nodiscard]] FinishedFile write_document(const layout::Layout& layout, const Parts& parts,
                                          const Typesetting& typesetting,
                                          const DocumentProperties& properties);

}  // namespace enclosure::invoice::pdf
