#pragma once
// Bands: the pieces that a page is stacked from.

#include <utility>
#include <vector>

#include "invoice/layout/page.h"
#include "invoice/layout/paragraph.h"

namespace enclosure::invoice::layout {

/// Which end of a line stands at the given x.
enum class Align { kLeft, kRight };

/// A strip across the page that is never cut. Its x are those of the page, its y count from its own
/// upper edge.
class Band {
 public:
  Band() = default;
  explicit Band(Length height) : height_(height) {}

  [[nodiscard]] Length height() const { return height_; }
  [[nodiscard]] bool empty() const { return height_ == 0; }
  /// Makes the band at least that high.
  void reach(Length height);
  /// Adds `space` below.
  void pad(Length space) { height_ += space; }

  /// Line `index` of `paragraph`, in a line box whose upper edge is at `y`, as part of `element`.
  void line(const Paragraph& paragraph, std::size_t index, Length x, Length y, ElementId element,
            Align align = Align::kLeft);
  /// All lines of `paragraph` from `y` on; gives the y below the last.
  Length paragraph(const Paragraph& paragraph, Length x, Length y, ElementId element,
                   Align align = Align::kLeft);
  /// Both languages of a label, one below the other.
  Length paragraph(const Bilingual& label, Length x, Length y, ElementId element,
                   Align align = Align::kLeft);
  /// A paragraph whose lines lead to `uri`.
  Length link(const Paragraph& paragraph, Length x, Length y, ElementId element,
              const std::string& uri);
  void rule(const Rule& rule) { rules_.push_back(rule); }
  /// White fills nothing: the paper is white.
  void fill(const Fill& fill) {
    if (fill.colour != Colour{0xFF, 0xFF, 0xFF}) fills_.push_back(fill);
  }

  void code(MatrixCode code) { codes_.push_back(std::move(code)); }

  /// Puts `other` into this band, its upper edge at `y`.
  void overlay(const Band& other, Length y);
  /// Puts `other` below what is there.
  void append(const Band& other) { overlay(other, height_); }

  /// Copies everything to `page`, the band's upper edge at `y`.
  void place(Page& page, Length y) const;
  /// The same for what stands elsewhere already: all of it is `artifact`, nothing is a link; it has
  /// no codes.
  void repeat(Page& page, Length y, ElementId artifact) const;

 private:
  Length height_ = 0;
  std::vector<TextRun> runs_;
  std::vector<Rule> rules_;
  std::vector<Fill> fills_;
  std::vector<Link> links_;
  std::vector<MatrixCode> codes_;
};

/// Where the letters stand in a line box.
[[nodiscard]] Length baseline_in(const Style& style);

}  // namespace enclosure::invoice::layout
