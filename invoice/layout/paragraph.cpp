#include "invoice/layout/paragraph.h"

#include <algorithm>

#include "core/text.h"
#include "locales/line_break.h"

namespace enclosure::invoice::layout {
namespace {

std::string_view without_trailing_blanks(std::string_view text) {
  const auto last = text.find_last_not_of(' ');
  return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

/// Cuts a text into lines, the longest that fit first.
class LineBreaker {
 public:
  LineBreaker(std::string_view text, const FontFace& face, Length size, Length width)
      : text_(text), face_(face), size_(size), width_(width) {}

  std::vector<Line> run(const std::vector<std::size_t>& opportunities) {
    auto next = opportunities.begin();
    while (at_ < text_.size()) {
      std::size_t end = at_;
      while (next != opportunities.end() && fits(*next)) end = *next++;
      if (end == at_) end = longest_that_fits();
      take(end);
      while (next != opportunities.end() && *next <= at_) ++next;
    }
    return std::move(lines_);
  }

 private:
  [[nodiscard]] std::string_view piece(std::size_t end) const {
    return without_trailing_blanks(text_.substr(at_, end - at_));
  }

  [[nodiscard]] bool fits(std::size_t end) const {
    return face_.width(piece(end), size_) <= width_;
  }

  /// For a word wider than the line: as many characters as fit, at least one.
  [[nodiscard]] std::size_t longest_that_fits() const {
    std::size_t end = after_character(at_);
    while (end < text_.size() && fits(after_character(end))) end = after_character(end);
    return end;
  }

  [[nodiscard]] std::size_t after_character(std::size_t at) const {
    static_cast<void>(next_code_point(text_, at));
    return at;
  }

  void take(std::size_t end) {
    const std::string_view line = piece(end);
    const std::size_t next = std::min(text_.find_first_not_of(' ', end), text_.size());
    const bool breaks_at_blank = at_ + line.size() < next && next < text_.size();
    if (!line.empty()) {
      lines_.push_back({std::string(line), face_.width(line, size_)});
      if (breaks_at_blank) lines_.back().text += ' ';
    }
    at_ = next;
  }

  std::string_view text_;
  const FontFace& face_;
  Length size_;
  Length width_;
  std::size_t at_ = 0;
  std::vector<Line> lines_;
};

}  // namespace

Length Paragraph::width() const {
  Length widest = 0;
  for (const Line& line : lines) widest = std::max(widest, line.width);
  return widest;
}

Paragraph Typesetter::set(TextId text, const Style& style, Length width) const {
  Paragraph paragraph = set_line(text, style);
  if (paragraph.width() <= width) return paragraph;
  const std::string& content = copy_.content(text);
  LineBreaker breaker(content, copy_.typesetting().face(style.weight), style.size, width);
  paragraph.lines = breaker.run(locales::line_break_opportunities(content, language_of(text)));
  return paragraph;
}

Paragraph Typesetter::set_line(TextId text, const Style& style) const {
  const std::string& content = copy_.content(text);
  Paragraph paragraph{text, style, {}};
  if (!content.empty()) paragraph.lines.push_back({content, width(content, style)});
  return paragraph;
}

Length Typesetter::widest_piece(TextId text, const Style& style) const {
  const std::string_view content = copy_.content(text);
  Length widest = 0;
  std::size_t begin = 0;
  for (const std::size_t end : locales::line_break_opportunities(content, language_of(text))) {
    const auto piece = without_trailing_blanks(content.substr(begin, end - begin));
    widest = std::max(widest, width(piece, style));
    begin = end;
  }
  return widest;
}

Length Typesetter::width(std::string_view text, const Style& style) const {
  return copy_.typesetting().face(style.weight).width(text, style.size);
}

}  // namespace enclosure::invoice::layout
