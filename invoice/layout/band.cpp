#include "invoice/layout/band.h"

#include <algorithm>

namespace enclosure::invoice::layout {
namespace {

Length& y_of(TextRun& run) {
  return run.baseline;
}
Length& y_of(Rule& rule) {
  return rule.y;
}
Length& y_of(Fill& fill) {
  return fill.y;
}
Length& y_of(Link& link) {
  return link.box.y;
}
Length& y_of(MatrixCode& code) {
  return code.box.y;
}

/// Copies `parts` to the end of `to`, `distance` further down.
template <typename T>
void append_lower(const std::vector<T>& parts, Length distance, std::vector<T>& to) {
  for (const T& part : parts) {
    to.push_back(part);
    y_of(to.back()) += distance;
  }
}

}  // namespace

Length baseline_in(const Style& style) {
  constexpr Length kLettersAbove = 72;  // capitals reach 0.71 em above the line
  return (style.leading + style.size * kLettersAbove / 100) / 2;
}

void Band::reach(Length height) {
  height_ = std::max(height_, height);
}

void Band::line(const Paragraph& paragraph, std::size_t index, Length x, Length y,
                ElementId element, Align align) {
  const Line& line = paragraph.lines[index];
  const Style& style = paragraph.style;
  runs_.push_back({line.text, style.weight, style.size, style.colour,
                   align == Align::kRight ? x - line.width : x, y + baseline_in(style), line.width,
                   paragraph.text, element});
  reach(y + style.leading);
}

Length Band::paragraph(const Paragraph& paragraph, Length x, Length y, ElementId element,
                       Align align) {
  for (std::size_t i = 0; i < paragraph.lines.size(); ++i) {
    line(paragraph, i, x, y, element, align);
    y += paragraph.style.leading;
  }
  return y;
}

Length Band::paragraph(const Bilingual& label, Length x, Length y, ElementId element, Align align) {
  y = paragraph(label.first, x, y, element, align);
  if (label.second.lines.empty()) return y;
  return paragraph(label.second, x, y - label.lift, element, align);
}

Length Band::link(const Paragraph& paragraph, Length x, Length y, ElementId element,
                  const std::string& uri) {
  std::string whole;
  for (const Line& line : paragraph.lines) whole += line.text;
  Length top = y;
  for (const Line& line : paragraph.lines) {
    links_.push_back({{x, top, line.width, paragraph.style.leading}, element, uri, whole});
    top += paragraph.style.leading;
  }
  return this->paragraph(paragraph, x, y, element);
}

void Band::overlay(const Band& other, Length y) {
  append_lower(other.runs_, y, runs_);
  append_lower(other.rules_, y, rules_);
  append_lower(other.fills_, y, fills_);
  append_lower(other.links_, y, links_);
  append_lower(other.codes_, y, codes_);
  reach(y + other.height_);
}

void Band::place(Page& page, Length y) const {
  append_lower(runs_, y, page.runs);
  append_lower(rules_, y, page.rules);
  append_lower(fills_, y, page.fills);
  append_lower(links_, y, page.links);
  append_lower(codes_, y, page.codes);
}

void Band::repeat(Page& page, Length y, ElementId artifact) const {
  Band unlinked = *this;
  unlinked.links_.clear();
  for (TextRun& run : unlinked.runs_) run.element = artifact;
  unlinked.place(page, y);
}

}  // namespace enclosure::invoice::layout
