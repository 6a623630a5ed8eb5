#pragma once
// The table of invoice lines.

#include <array>
#include <vector>

#include "invoice/layout/columns.h"
#include "invoice/layout/design.h"

namespace enclosure::invoice::layout {

/// One line of the invoice: bands that stay in order, the first with the numbers. A page may end
/// between any two of them.
struct Row {
  std::vector<Band> bands;
  Money net;
  Money gross;

  [[nodiscard]] Length height() const;
};

/// The table, its columns as wide as their widest cell; what is left over goes to the description.
class Table {
 public:
  /// Notes RENDER-002 when numbers and headings leave no room for descriptions.
  explicit Table(Composer& composer);

  [[nodiscard]] const Band& head() const { return head_; }
  [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }
  /// The sums so far under a label: "carried_forward", "brought_forward"; an artifact.
  /// A line high in each language: `carry_height`.
  [[nodiscard]] Band carry(std::string_view label, Money net, Money gross) const;
  [[nodiscard]] Length carry_height() const;

 private:
  enum At : std::size_t { kPosition, kDescription, kQuantity, kUnitPrice, kVat, kNet, kGross };
  static constexpr std::size_t kColumns = 7;
  struct Sums;
  struct Cells;

  /// Whether the theme has that column.
  [[nodiscard]] bool shows(At at) const;
  Cells cells_of(std::size_t index);
  void take_headings();
  /// What becomes of long words in the headings of the second language.
  enum class Headings { kWhole, kBroken };
  bool fit(const std::vector<Cells>& rows, const Style& style, Headings second);
  struct CellElements;
  CellElements add_row(std::size_t details) const;
  Row row_of(const Cells& cells, const Style& style) const;
  Band first_band(const Cells& cells, const Paragraph& description, const Style& style,
                  const CellElements& elements) const;
  Band sums_band(const Sums& sums, const Style& style) const;
  void put(Band& band, TextId text, At at, const Style& style, Length y, ElementId element) const;
  void put(Band& band, const Label& text, At at, const Style& style, Length y,
           ElementId element) const;

  Composer& composer_;
  std::array<Column, kColumns> columns_{};
  ElementId element_ = 0;
  Band head_;
  std::vector<Row> rows_;
};

}  // namespace enclosure::invoice::layout
