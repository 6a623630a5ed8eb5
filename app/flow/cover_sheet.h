#pragma once
// The cover sheet of an order: what it says, when it travels.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/flow/enclosures.h"
#include "app/flow/shop.h"
#include "attachments/select.h"
#include "core/result.h"
#include "invoice/cover_sheet.h"

namespace enclosure::app {

/// What `KeptEnclosure::kind` says of a sheet: it is kept like a document, as the last one.
inline constexpr std::string_view kCoverSheetKind = "cover_sheet";

/// Of the rows of a message those that stand: a sheet that was made anew comes behind the one
/// before, and a sheet that is not attached says that the mail went on without one.
[[nodiscard]] std::vector<KeptEnclosure> standing(std::vector<KeptEnclosure> rows);

/// Whether there is a sheet among standing rows; then it is the last.
[[nodiscard]] bool has_cover_sheet(const std::vector<KeptEnclosure>& kept);

/// The row that says so, in place of `sheet`.
[[nodiscard]] KeptEnclosure withdrawn(KeptEnclosure sheet);

/// What a sheet is made of.
struct SheetSource {
  const Order& order;
  const attachments::Selection& selection;
  /// The documents of the selection in its order, as they go along; a sheet says nothing of how one
  /// travels that is not packed.
  std::span<const LoadedEnclosure> documents;
  std::string page_url;  ///< of the buyer's page, or empty
  bool with_pictures = true;
};

/// A finished sheet.
struct FinishedSheet {
  LoadedEnclosure enclosure;
  bool has_pictures = false;
  Faults notices;  ///< SHEET-001 a picture that is left out, RENDER-005 what is respelled
};

/// Whether the mail of `order` takes a sheet along: not where `messages.cover_sheet` says no, and
/// on Amazon only with an invoice (docs/decisions/0084).
[[nodiscard]] bool takes_cover_sheet(const Order& order, std::size_t invoices, const Shop& shop);

/// What the sheet of an order says, in the language of its documents. What comes before the first
/// use stands in front; then product by product. On Amazon only links that are needed before the
/// first use stand there (rule R09); a document that is not packed and on no page is left out.
[[nodiscard]] invoice::CoverSheet cover_sheet_of(const SheetSource& source, const Shop& shop,
                                                 Instant now, Faults& notices);

/// The same as a file; nothing where there is nothing to say. Faults: those of
/// `invoice::render_sheet`.
[[nodiscard]] Result<std::optional<FinishedSheet>> make_cover_sheet(const SheetSource& source,
                                                                    const Shop& shop, Instant now);

}  // namespace enclosure::app
