#pragma once
// The logical structure of a document (ISO 32000-1, 14.7): what a screen reader speaks, in which
// order, and what it leaves out.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace enclosure::invoice::layout {

/// What a part of the document is (ISO 32000-1, 14.8.4).
enum class Role : std::uint8_t {
  kDocument,
  kHeading,  ///< H1: the title
  kSubheading,
  kParagraph,
  kTable,
  kRow,
  kHeaderCell,
  kCell,
  kFigure,
  kLink,
  kMinorHeading,  ///< H3: within what a subheading heads
  kList,
  kItem,       ///< of a list: a label and a body
  kItemLabel,  ///< "1."
  kItemBody,
};

/// What a header cell heads.
enum class Scope : std::uint8_t { kNone, kColumn, kRow };

/// An element by its place in `Layout::structure`.
using ElementId = std::uint32_t;

/// The root of the tree.
inline constexpr ElementId kDocumentElement = 0;

/// Artifacts: what stands on the page for its own sake, and is no part of the document.
inline constexpr ElementId kHeaderArtifact = 0xFFFF0000;  ///< running heads, the table's head again
inline constexpr ElementId kFooterArtifact = 0xFFFF0001;  ///< page numbers, sums carried forward

[[nodiscard]] constexpr bool is_artifact(ElementId element) {
  return element >= kHeaderArtifact;
}

/// One element of the tree.
struct Element {
  Role role = Role::kParagraph;
  ElementId parent = kDocumentElement;  ///< always smaller than the element's own number
  Scope scope = Scope::kNone;           ///< of a header cell
  int column_span = 1;                  ///< of a cell
  std::string alternative = {};         ///< of a figure: what it shows, in words
  std::string language = {};            ///< BCP 47, where it is not the document's

  friend bool operator==(const Element&, const Element&) = default;
};

/// The tree in the making: elements in the order in which they are read, each before its parts.
class Structure {
 public:
  ElementId add(Element element) {
    elements_.push_back(std::move(element));
    return static_cast<ElementId>(elements_.size() - 1);
  }
  ElementId add(Role role, ElementId parent = kDocumentElement) { return add({role, parent}); }
  /// A header cell in `row`.
  ElementId add_header(ElementId row, Scope scope, int column_span = 1) {
    return add({Role::kHeaderCell, row, scope, column_span});
  }

  [[nodiscard]] std::vector<Element> take() { return std::move(elements_); }

 private:
  std::vector<Element> elements_{{Role::kDocument, kDocumentElement}};
};

}  // namespace enclosure::invoice::layout
