#pragma once
// The look of a document: grid, type sizes, colours, columns. A theme is data (themes/*.json); the
// paper sets the page.

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/embedded.h"
#include "core/result.h"
#include "invoice/layout/length.h"
#include "invoice/layout/page.h"
#include "invoice/layout/style.h"
#include "invoice/model/look.h"

namespace enclosure::invoice::layout {

/// What a theme decides; the grid of the address follows DIN 5008:2020, form A, in all of them, for
/// window envelopes.
struct Design {
  // The page.
  Length page_width = kPageWidth;
  Length page_height = kPageHeight;
  Length left = 22_mm;
  Length right_margin = 18_mm;

  // The grid.
  Length logo_top = 12_mm;
  Length logo_max_width = 62_mm;
  Length logo_max_height = 18_mm;
  Length sender_bottom = 44.7_mm;  ///< the sender's line stands above, the address below
  Length address_width = 83_mm;
  Length address_bottom = 72_mm;
  Length facts_left = 118_mm;  ///< the column of dates and numbers
  Length facts_top = 34_mm;
  Length above_title = 7_mm;
  Length foot = 10_mm;       ///< below the footer
  Length foot_room = 92_mm;  ///< the footer must begin below that, from the lower edge
  Length head_rest = 97_mm;  ///< the letter head must leave that much, from the lower edge
  Length gutter = 4_mm;
  Length hang = 1.5_mm;  ///< how far tints and rules of tables reach into the margins
  Length above_row = 2.5_pt;
  Length below_row = 3.5_pt;
  Length hairline_thickness = 0.5_pt;
  Length accent_thickness = 1_pt;

  Colour ink;
  Colour muted;
  Colour accent;
  Colour hairline;
  Colour tint;

  Style brand;
  Style brand_long;
  Style sender;
  Style address;
  Style address_name;
  Style fact_label;
  Style fact;
  Style fact_strong;
  Style title;
  Style reference;
  Style reason;
  Style running_head;
  Style running_head_strong;
  Style column_head;
  Style cell;
  Style cell_detail;
  Style carry;
  Style total;
  Style grand_total;
  Style due;
  Style note;
  Style footer;
  Style footer_strong;
  std::vector<Style Design::*> in_accent;  ///< those in the colour `accent`

  bool shows_positions = true;        ///< the column of the lines' numbers
  bool shows_gross = true;            ///< the column of gross amounts
  bool shows_article_numbers = true;  ///< below the descriptions

  [[nodiscard]] Length right() const { return page_width - right_margin; }
  [[nodiscard]] Length width() const { return right() - left; }
  [[nodiscard]] Length footer_bottom() const { return page_height - foot; }
  [[nodiscard]] Length footer_highest() const { return page_height - foot_room; }
  [[nodiscard]] Length head_lowest() const { return page_height - head_rest; }
};

/// The themes by name: "modern", "classic", "compact".
using Themes = std::map<std::string, Design, std::less<>>;

/// Reads each `<name>.json` of `files`. Fault THEME-001, all of all files at once: no JSON, a
/// member missing, of the wrong kind or unknown, or one of the three themes is not there.
[[nodiscard]] Result<Themes> read_themes(std::span<const EmbeddedFile> files);

/// `theme` on the paper and with the accent of `look`. Where that accent could not be read on the
/// tint, nothing is tinted.
[[nodiscard]] Design in_look(const Design& theme, const Look& look);

}  // namespace enclosure::invoice::layout
