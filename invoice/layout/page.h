#pragma once
// What the layout yields and the drawing takes: texts, rules and fills at their places, and what
// each of them is to somebody who does not see the page. Places count from the top left corner of
// the page, to the right and downwards.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/fault.h"
#include "invoice/layout/length.h"
#include "invoice/layout/qr_code.h"
#include "invoice/layout/structure.h"
#include "invoice/model/look.h"
#include "locales/locale.h"

namespace enclosure::invoice::layout {

inline constexpr Length kPageWidth = 595.276_pt;  ///< A4 (ISO 216)
inline constexpr Length kPageHeight = 841.89_pt;

using invoice::Colour;

/// Which of the two faces.
enum class Weight : std::uint8_t { kRegular, kBold };

/// A text as its author meant it, before it was broken into lines: what a reader's ear or eye must
/// get back whole.
struct Text {
  std::string path;           ///< where it comes from: "lines[0].description", "labels.discount"
  std::string content;        ///< Unicode form NFC, without characters that are never seen
  std::string language = {};  ///< BCP 47, where it is not the document's

  friend bool operator==(const Text&, const Text&) = default;
};

/// A piece of one line in one face, size and colour.
struct TextRun {
  /// UTF-8; every character has a glyph. Where the text goes on in the next line after a blank, the
  /// blank is at the end, so that words do not grow together when they are read aloud or copied.
  std::string text;
  Weight weight = Weight::kRegular;
  Length size = 0;
  Colour colour;
  Length x = 0;             ///< where its first glyph begins
  Length baseline = 0;      ///< y of the line on which the letters stand
  Length width = 0;         ///< the sum of its advances, without a blank at the end
  std::size_t text_of = 0;  ///< the `Layout::texts` that it is a piece of
  ElementId element = 0;    ///< what it belongs to, or one of the artifacts

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

/// A place for a picture, or one that can be clicked.
struct Box {
  Length x = 0;
  Length y = 0;  ///< of its upper edge
  Length width = 0;
  Length height = 0;

  friend bool operator==(const Box&, const Box&) = default;
};

/// The logo, or another picture, at its place.
struct Picture {
  Box box;
  ElementId element = 0;  ///< a figure
  std::size_t image = 0;  ///< which of the document's pictures it is; the logo is none of them

  friend bool operator==(const Picture&, const Picture&) = default;
};

/// A QR code at its place.
struct MatrixCode {
  Box box;  ///< of its modules, without the quiet zone
  std::vector<QrCode::Bar> bars;
  Length module = 0;      ///< the side of one
  ElementId element = 0;  ///< a figure

  friend bool operator==(const MatrixCode&, const MatrixCode&) = default;
};

/// A place that leads elsewhere.
struct Link {
  Box box;
  ElementId element = 0;  ///< a link
  std::string uri;
  std::string description;  ///< what it leads to, for who cannot see it

  friend bool operator==(const Link&, const Link&) = default;
};

/// One page; its runs are in the order in which they are read, artifacts of its head before and
/// those of its foot after what belongs to the document.
struct Page {
  std::vector<TextRun> runs;
  std::vector<Rule> rules;
  std::vector<Fill> fills;
  std::vector<Link> links;
  std::vector<MatrixCode> codes;
  std::optional<Picture> logo;
  std::vector<Picture> pictures;

  friend bool operator==(const Page&, const Page&) = default;
};

/// A document ready to be drawn.
struct Layout {
  std::vector<Page> pages;
  std::vector<Text> texts;
  Faults notices;                  ///< what the page shows otherwise than it was written
  std::vector<Element> structure;  ///< the document itself first, each before what is in it
  std::string title;               ///< of the document, for its properties
  Length width = kPageWidth;
  Length height = kPageHeight;
  /// The language of the labels: a drawing may have its letters at hand. Lives as long as the
  /// `Typesetting`; null: none.
  const locales::Locale* locale = nullptr;

  friend bool operator==(const Layout&, const Layout&) = default;
};

}  // namespace enclosure::invoice::layout
