#include "invoice/layout/band.h"

#include <algorithm>

namespace enclosure::invoice::layout {

Length baseline_in(const Style& style) {
  constexpr Length kLettersAbove = 72;  // capitals reach 0.71 em above the line
  return (style.leading + style.size * kLettersAbove / 100) / 2;
}

void Band::reach(Length height) {
  height_ = std::max(height_, height);
}

void Band::line(const Paragraph& paragraph, std::size_t index, Length x, Length y, Align align) {
  const Line& line = paragraph.lines[index];
  const Style& style = paragraph.style;
  runs_.push_back({line.text, style.weight, style.size, style.colour,
                   align == Align::kRight ? x - line.width : x, y + baseline_in(style), line.width,
                   paragraph.text});
  reach(y + style.leading);
}

Length Band::paragraph(const Paragraph& paragraph, Length x, Length y, Align align) {
  for (std::size_t i = 0; i < paragraph.lines.size(); ++i) {
    line(paragraph, i, x, y, align);
    y += paragraph.style.leading;
  }
  return y;
}

void Band::overlay(const Band& other, Length y) {
  for (TextRun run : other.runs_) {
    run.baseline += y;
    runs_.push_back(std::move(run));
  }
  for (Rule rule : other.rules_) {
    rule.y += y;
    rules_.push_back(rule);
  }
  for (Fill fill : other.fills_) {
    fill.y += y;
    fills_.push_back(fill);
  }
  reach(y + other.height_);
}

void Band::place(Page& page, Length y) const {
  Band moved;
  moved.overlay(*this, y);
  std::move(moved.runs_.begin(), moved.runs_.end(), std::back_inserter(page.runs));
  page.rules.insert(page.rules.end(), moved.rules_.begin(), moved.rules_.end());
  page.fills.insert(page.fills.end(), moved.fills_.begin(), moved.fills_.end());
}

}  // namespace enclosure::invoice::layout
