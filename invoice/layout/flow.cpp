#include "invoice/layout/flow.h"

#include <algorithm>

namespace enclosure::invoice::layout {

void Flow::new_page(const Band& head, bool is_first) {
  pages_.emplace_back();
  y_ = 0;
  is_first ? place(head) : repeat(head, kHeaderArtifact);
}

void Flow::place(const Band& band) {
  band.place(pages_.back(), y_);
  y_ += band.height();
}

void Flow::repeat(const Band& band, ElementId artifact) {
  band.repeat(pages_.back(), y_, artifact);
  y_ += band.height();
}

void put_in_order(Page& page) {
  const auto rank = [](const TextRun& run) {
    return run.element == kHeaderArtifact ? 0 : std::uint64_t{run.element} + 1;
  };
  std::stable_sort(page.runs.begin(), page.runs.end(),
                   [&](const TextRun& a, const TextRun& b) { return rank(a) < rank(b); });
}

}  // namespace enclosure::invoice::layout
