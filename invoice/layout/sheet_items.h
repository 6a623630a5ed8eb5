#pragma once
// The pieces that a cover sheet is made of, each a band.

#include <string>
#include <vector>

#include "invoice/cover_sheet.h"
#include "invoice/layout/band.h"
#include "invoice/layout/composer.h"

namespace enclosure::invoice::layout {

/// The places and styles of a sheet, from those of its look.
struct SheetGrid {
  Length left = 0;
  Length right = 0;
  Length text_width = 0;  ///< of the column at the left
  Length step_left = 0;   ///< where first steps stand behind their numbers
  Style heading;
  Style minor;
  Style strong;
  Style body;
  Style detail;
  Style address;
};

/// The grid of `sheet`: the right column is as wide as what stands there, and not there for
/// nothing.
[[nodiscard]] SheetGrid grid_of(const CoverSheet& sheet, const Design& design);

/// What is placed as a whole.
struct Piece {
  Band band;
  std::string path;         ///< of the sheet's member that it shows
  bool keeps_next = false;  ///< it does not stand at the lower edge by itself
  bool uses_aside = false;  ///< something of it stands in the right column
};
using Pieces = std::vector<Piece>;

/// Where a picture of that size stands in the right column, its upper edge at 0.
[[nodiscard]] Box picture_box(int width, int height, const SheetGrid& grid);

/// "First steps" with its numbered lines. `path` is that of `steps`.
void add_steps(PageComposer& composer, const SheetGrid& grid, const std::vector<std::string>& steps,
               const std::string& path, Pieces& pieces);

/// The documents as a list, under a heading unless `is_headed` already.
void add_documents(PageComposer& composer, const SheetGrid& grid,
                   const std::vector<SheetDocument>& documents, const std::string& path,
                   bool is_headed, Pieces& pieces);

/// The downloads as a list, each with its address and its code, under a heading.
void add_downloads(PageComposer& composer, const SheetGrid& grid,
                   const std::vector<SheetDownload>& downloads, const std::string& path,
                   Pieces& pieces);

/// The way to the buyer's page, printed and as a code where the sheet has one.
void add_page_link(PageComposer& composer, const SheetGrid& grid, const CoverSheet& sheet,
                   Pieces& pieces);

}  // namespace enclosure::invoice::layout
