#pragma once
// What the codes in a PDF's texts stand for.

#include <cstddef>
#include <map>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>
#include <string_view>

#include "app/check/reading_budget.h"

namespace enclosure::app {

/// The table of one font: its /ToUnicode (ISO 32000-1, 9.10.3), else Latin letters by
/// WinAnsiEncoding for fonts of one byte a letter.
class CharacterMap {
 public:
  /// The budget's exceptions pass through.
  [[nodiscard]] static CharacterMap of_font(QPDFObjectHandle font, ReadingBudget& budget);

  /// `codes` in UTF-8; what has no character is left out.
  [[nodiscard]] std::string text_of(std::string_view codes) const;

 private:
  void read(std::string_view cmap);

  std::map<unsigned, std::string> characters_;
  std::size_t code_bytes_ = 1;
  bool is_latin_ = false;
};

}  // namespace enclosure::app
