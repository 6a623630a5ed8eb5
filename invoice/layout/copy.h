#pragma once
// Texts made ready for the page: normalised, and every character checked against the fonts.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/fault.h"
#include "invoice/layout/page.h"
#include "invoice/layout/typesetting.h"

namespace enclosure::invoice::layout {

/// Whether `character` is never seen by itself: soft hyphens, zero width blanks and joiners, marks
/// of direction, variation selectors. Texts from web shops carry them along; a page leaves them
/// out.
[[nodiscard]] bool is_invisible(char32_t character);

/// A text that is in the copy of a document, by number.
using TextId = std::size_t;

/// All texts of one document, in the order in which they were taken in.
class Copy {
 public:
  explicit Copy(const Typesetting::Data& typesetting) : typesetting_(typesetting) {}

  /// Takes `utf8` in, in form NFC and without invisible characters and outer blanks. Characters
  /// that no font shows are respelled, with a notice (RENDER-005) under `path`; what is no text, a
  /// control character say, is noted as the fault RENDER-001, each one once a text.
  /// `language` is that of the text where it is not the document's.
  TextId add(std::string path, std::string_view utf8, std::string language = {});

  [[nodiscard]] const std::string& content(TextId id) const { return texts_[id].content; }
  [[nodiscard]] const std::string& path(TextId id) const { return texts_[id].path; }
  /// Whether it is in another language than the document.
  [[nodiscard]] bool is_foreign(TextId id) const { return !texts_[id].language.empty(); }
  [[nodiscard]] const Typesetting::Data& typesetting() const { return typesetting_; }

  /// Notes RENDER-002: the text under `path` does not fit its place.
  void note_too_long(std::string path, std::string place);

  [[nodiscard]] const Faults& faults() const { return faults_; }
  /// What the page shows otherwise than it was written; each path once.
  [[nodiscard]] const Faults& notices() const { return notices_; }
  [[nodiscard]] std::vector<Text> take_texts() { return std::move(texts_); }

 private:
  [[nodiscard]] bool is_shown(char32_t character) const;
  [[nodiscard]] bool all_shown(std::string_view text) const;
  void respell(Text& text);
  void check(const Text& text);

  const Typesetting::Data& typesetting_;
  std::vector<Text> texts_;
  Faults faults_;
  Faults notices_;
};

}  // namespace enclosure::invoice::layout
