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

/// The language of a run where it is not the document's; artifacts are not read, so have none.
const std::string* foreign_language(const TextRun& run, const layout::Layout& layout) {
  if (layout::is_artifact(run.element)) return nullptr;
  const std::string& language = layout.texts.at(run.text_of).language;
  return language.empty() ? nullptr : &language;
}

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
  const TextRun* last = nullptr;
  const std::string* span = nullptr;  // the foreign language that is open
  out += "BT\n";
  for (const TextRun& run : page.runs) {
    const bool same_element = last != nullptr && last->element == run.element;
    const std::string* language = foreign_language(run, layout);
    if (span != nullptr && (!same_element || language == nullptr || *language != *span)) {
      out += "EMC\n";
      span = nullptr;
    }
    if (!same_element) {
      if (last != nullptr) out += "EMC\n";
      begin_element(out, run.element, layout.structure, marked);
    }
    if (language != nullptr && span == nullptr) {
      out += "/Span<</Lang" + text_string(*language) + ">>BDC\n";
      span = language;
    }
    if (!pen.draw(run)) return false;
    last = &run;
  }
  if (span != nullptr) out += "EMC\n";
  out += "EMC\nET\n";
  return true;
}

}  // namespace enclosure::invoice::pdf
