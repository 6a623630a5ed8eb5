#pragma once
// A layout as a finished document.

#include "core/result.h"
#include "invoice/pdf/document_writer.h"
#include "invoice/render.h"

namespace enclosure::invoice::pdf {

/// `write_document` with the layout's notices. Fault RENDER-004: the page could not be drawn.
[[nodiscard]] Result<RenderedPdf> draw(const layout::Layout& layout, const Parts& parts,
                                       const Typesetting& typesetting,
                                       const DocumentProperties& properties);

}  // namespace enclosure::invoice::pdf
