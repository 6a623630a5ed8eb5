#pragma once
// What the layout yields and the drawing takes: texts, rules and fills at their places. Places
// count from the top left corner of the page, to the right and downwards.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "invoice/layout/length.h"

namespace enclosure::invoice::layout {

inline constexpr Length kPageWidth = 595.276_pt;  ///< A4 (ISO 216)
inline constexpr Length kPageHeight = 841.89_pt;

/// A colour of the page: sRGB, 8 bit a channel.
struct Colour {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;

  friend bool operator==(const Colour&, const Colour&) = default;
};

/// Which of the two faces.
enum class Weight : std::uint8_t { kRegular, kBold };

/// A text as its author meant it, before it was broken into lines: what a reader's ear or eye must
/// get back whole.
struct Text {
  std::string path;     ///< where it comes from: "lines[0].description", "labels.discount"
  std::string content;  ///< Unicode form NFC, without characters that are never seen

  friend bool operator==(const Text&, const Text&) = default;
};

/// A piece of one line in one face, size and colour.
struct TextRun {
  std::string text;  ///< UTF-8; every character has a glyph
  Weight weight = Weight::kRegular;
  Length size = 0;
  Colour colour;
  Length x = 0;             ///< where its first glyph begins
  Length baseline = 0;      ///< y of the line on which the letters stand
  Length width = 0;         ///< the sum of its advances
  std::size_t text_of = 0;  ///< the `Layout::texts` that it is a piece of

  friend bool operator==(const TextRun&, const TextRun&) = default;
};

/// A horizontal line.
struct Rule {
  Length x = 0;
  Length y = 0;  ///< of its middle
  Length width = 0;
  Length thickness = 0;
  Colour colour;

  friend bool operator==(const Rule&, const Rule&) = default;
};

/// A filled rectangle, under everything else.
struct Fill {
  Length x = 0;
  Length y = 0;  ///< of its upper edge
  Length width = 0;
  Length height = 0;
  Colour colour;

  friend bool operator==(const Fill&, const Fill&) = default;
};

/// Where the logo goes.
struct ImageBox {
  Length x = 0;
  Length y = 0;  ///< of its upper edge
  Length width = 0;
  Length height = 0;

  friend bool operator==(const ImageBox&, const ImageBox&) = default;
};

/// One page; its runs are in the order in which they are read.
struct Page {
  std::vector<TextRun> runs;
  std::vector<Rule> rules;
  std::vector<Fill> fills;
  std::optional<ImageBox> logo;

  friend bool operator==(const Page&, const Page&) = default;
};

/// A document ready to be drawn.
struct Layout {
  std::vector<Page> pages;
  std::vector<Text> texts;
  std::string title;  ///< of the document, for its properties

  friend bool operator==(const Layout&, const Layout&) = default;
};

}  // namespace enclosure::invoice::layout
