#pragma once
// QR codes on the page: what they say, and where they stand.

#include <optional>
#include <string>

#include "core/result.h"
#include "invoice/layout/band.h"
#include "invoice/layout/composer.h"
#include "invoice/layout/qr_code.h"

namespace enclosure::invoice::layout {

/// The payment that banking apps read off a QR code (EPC069-12, version 002): transfer of what is
/// due to the seller's account, with the invoice's number. Nothing where nothing is due in EUR, the
/// account is not known, or the look has no such code.
[[nodiscard]] std::optional<std::string> payment_text(const InvoiceContent& invoice);

inline constexpr Length kCodeModule = 1.2_pt;  ///< 0.42 mm: cameras want a third of a millimetre
inline constexpr Length kCodeZone = QrCode::kQuietZone * kCodeModule;

/// How wide and high `code` is with its quiet zone.
[[nodiscard]] Length code_side(const QrCode& code);

/// `code` as a figure in a band of its own, its modules from `left` on, the quiet zone around
/// them. `alternative` says what it is for.
[[nodiscard]] Band code_band(PageComposer& composer, const QrCode& code, Length left,
                             std::string alternative, ElementId parent = kDocumentElement);

/// A code with room for what stands beside it.
struct CodeBlock {
  Band band;         ///< the code alone, at the left margin, with its quiet zone
  Length right = 0;  ///< where the text beside it may begin
};

/// A QR code of `text` as a figure; `alternative` says what it is for. Fault QR-001.
[[nodiscard]] Result<CodeBlock> code_block(Composer& composer, std::string_view text,
                                           std::string alternative);

/// The link to the document as a code, with the address beside it; empty where there is none. Never
/// cut. Notes RENDER-002 for an address that no code holds.
[[nodiscard]] Band link_block(Composer& composer);

}  // namespace enclosure::invoice::layout
