#pragma once
// Bands on their way to pages.

#include <vector>

#include "invoice/layout/band.h"
#include "invoice/layout/page.h"

namespace enclosure::invoice::layout {

/// Fills pages from top to bottom.
class Flow {
 public:
  /// Pages are added to `pages`, which outlives this; nothing is placed below `bottom`.
  Flow(std::vector<Page>& pages, Length bottom) : pages_(pages), bottom_(bottom) {}

  /// `head` says again whose document it is, unless it is the document's own.
  void new_page(const Band& head, bool is_first);
  [[nodiscard]] bool fits(Length height) const { return y_ + height <= bottom_; }
  [[nodiscard]] Length y() const { return y_; }
  [[nodiscard]] Page& page() { return pages_.back(); }
  void place(const Band& band);
  /// Places what stands elsewhere already.
  void repeat(const Band& band, ElementId artifact);

 private:
  std::vector<Page>& pages_;
  Length bottom_;
  Length y_ = 0;
};

/// Sorts the runs as they are read: the tree's order, the artifacts of head and foot around it.
void put_in_order(Page& page);

}  // namespace enclosure::invoice::layout
