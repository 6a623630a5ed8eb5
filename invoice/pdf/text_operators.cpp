#include "invoice/pdf/text_operators.h"

#include "core/text.h"
#include "invoice/pdf/geometry.h"
#include "invoice/pdf/structure_tree.h"
#include "invoice/pdf/syntax.h"

namespace enclosure::invoice::pdf {
namespace {

using layout::Length;
using layout::TextRun;

/// Draws runs one after the other, and writes only what changes from one to the next.
class Pen {
 public:
  Pen(std::string& out, const Typesetting::Data& typesetting, const FontNames& fonts, Length height)
      : out_(out), typesetting_(typesetting), fonts_(fonts), height_(height) {}

  bool draw(const TextRun& run) {
    if (run.size <= 0) return false;
    set_font(run);
    set_colour(run);
    move_to(hundredths(run.x), hundredths(height_ - run.baseline));
    last_ = &run;
    return show(run);
  }

 private:
  void set_font(const TextRun& run) {
    if (last_ != nullptr && last_->weight == run.weight && last_->size == run.size) return;
    out_ += '/';
    out_ += fonts_.at(static_cast<std::size_t>(run.weight));
    out_ += ' ';
    append_hundredths(out_, hundredths(run.size));
    out_ += " Tf\n";
  }

  void set_colour(const TextRun& run) {
    if (last_ != nullptr && last_->colour == run.colour) return;
    append_colour(out_, run.colour);
    out_ += "rg\n";
  }

  /// From where the last run began.
  void move_to(Length x, Length y) {
    append_hundredths(out_, x - x_);
    out_ += ' ';
    append_hundredths(out_, y - y_);
    out_ += " Td\n";
    x_ = x;
    y_ = y;
  }

  bool show(const TextRun& run) {
    const layout::FontFace& face = typesetting_.face(run.weight);
    bool all_shown = true;
    out_ += '(';
    for (std::size_t at = 0; at < run.text.size();) {
      const std::uint16_t glyph = face.glyph(next_code_point(run.text, at));
      all_shown = all_shown && glyph != layout::kNoGlyph;
      append_byte(out_, glyph >> 8U);
      append_byte(out_, glyph & 0xFFU);
    }
    out_ += ")Tj\n";
    return all_shown;
  }

  std::string& out_;
  const Typesetting::Data& typesetting_;
  const FontNames& fonts_;
  Length height_;
  const TextRun* last_ = nullptr;
  Length x_ = 0;
  Length y_ = 0;
};

/// Opens and closes the marks around runs: one for an element, and within it one for what is in
/// another language.
class Marks {
 public:
  Marks(std::string& out, const layout::Layout& layout, std::vector<layout::ElementId>& marked)
      : out_(out), layout_(layout), marked_(marked) {}

  void begin(const TextRun& run) {
    const bool same_element = last_ != nullptr && last_->element == run.element;
    const std::string_view language = language_of(run);
    if (!same_element || language != language_) close_language();
    if (!same_element) {
      close_element();
      begin_element(out_, run.element, layout_.structure, marked_);
    }
    open_language(language);
    last_ = &run;
  }

  void end() {
    close_language();
    close_element();
  }

 private:
  /// Empty where it is the document's. Artifacts are not read, so have none.
  [[nodiscard]] std::string_view language_of(const TextRun& run) const {
    if (layout::is_artifact(run.element)) return {};
    return layout_.texts.at(run.text_of).language;
  }

  void open_language(std::string_view language) {
    if (language == language_) return;
    out_ += "/Span<</Lang" + text_string(language) + ">>BDC\n";
    language_ = language;
  }

  void close_language() {
    if (!language_.empty()) out_ += "EMC\n";
    language_ = {};
  }

  void close_element() {
    if (last_ != nullptr) out_ += "EMC\n";
  }

  std::string& out_;
  const layout::Layout& layout_;
  std::vector<layout::ElementId>& marked_;
  const TextRun* last_ = nullptr;
  std::string_view language_;  // that is open; empty: the document's
};

}  // namespace

void begin_element(std::string& out, layout::ElementId element,
                   const std::vector<layout::Element>& structure,
                   std::vector<layout::ElementId>& marked) {
  if (element == layout::kHeaderArtifact) {
    out += "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n";
  } else if (element == layout::kFooterArtifact) {
    out += "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n";
  } else {
    out += '/';
    out += structure_type(structure.at(element).role);
    out += "<</MCID ";
    append_number(out, static_cast<std::int64_t>(marked.size()));
    out += ">>BDC\n";
    marked.push_back(element);
  }
}

bool draw_texts(std::string& out, const layout::Page& page, const layout::Layout& layout,
                const Typesetting::Data& typesetting, const FontNames& fonts,
                std::vector<layout::ElementId>& marked) {
  if (page.runs.empty()) return true;
  Pen pen(out, typesetting, fonts, layout.height);
  Marks marks(out, layout, marked);
  out += "BT\n";
  for (const TextRun& run : page.runs) {
    marks.begin(run);
    if (!pen.draw(run)) return false;
  }
  marks.end();
  out += "ET\n";
  return true;
}

}  // namespace enclosure::invoice::pdf
