#pragma once
// The logical structure as PDF objects (ISO 32000-1, 14.7).

#include <cstdint>
#include <string_view>
#include <vector>

#include "invoice/layout/page.h"
#include "invoice/pdf/object_file.h"

namespace enclosure::invoice::pdf {

/// What was marked on one page.
struct MarkedPage {
  std::uint32_t object = 0;
  std::vector<layout::ElementId> elements;  ///< of each marked content, by its MCID
};

/// An annotation that belongs to an element.
struct MarkedAnnotation {
  std::uint32_t object = 0;
  std::uint32_t page_object = 0;
  layout::ElementId element = 0;
};

/// The name of `role` as a structure type: "TD".
[[nodiscard]] std::string_view structure_type(layout::Role role);

/// Writes the tree of `layout` into `file`; gives the object of its root.
///
/// Key `i` of the parent tree (/StructParents) is page `i`; the annotations follow
/// (/StructParent).
std::uint32_t write_structure_tree(ObjectFile& file, const layout::Layout& layout,
                                   const std::vector<MarkedPage>& pages,
                                   const std::vector<MarkedAnnotation>& annotations);

}  // namespace enclosure::invoice::pdf
