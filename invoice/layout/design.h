#pragma once
// The look of the document: grid, type sizes, colours. One place to change it.

#include "invoice/layout/length.h"
#include "invoice/layout/page.h"
#include "invoice/layout/paragraph.h"

namespace enclosure::invoice::layout::design {

// The grid. The address stands where DIN 5008:2020, form A, wants it, for window envelopes.
inline constexpr Length kLeft = 22_mm;
inline constexpr Length kRight = kPageWidth - 18_mm;
inline constexpr Length kWidth = kRight - kLeft;
inline constexpr Length kLogoTop = 12_mm;
inline constexpr Length kLogoMaxWidth = 62_mm;
inline constexpr Length kLogoMaxHeight = 18_mm;
inline constexpr Length kSenderBottom =
    44.7_mm;  ///< the sender's line stands above, the address below
inline constexpr Length kAddressWidth = 83_mm;
inline constexpr Length kAddressBottom = 72_mm;
inline constexpr Length kFactsLeft = 118_mm;  ///< the column of dates and numbers
inline constexpr Length kFactsTop = 34_mm;
inline constexpr Length kHeadLowest = 200_mm;  ///< the letter head must end above
inline constexpr Length kBodyTop = 27_mm;      ///< on the pages after the first
inline constexpr Length kFooterBottom = kPageHeight - 10_mm;
inline constexpr Length kFooterHighest = 205_mm;  ///< the footer must begin below
inline constexpr Length kGutter = 4_mm;
inline constexpr Length kHang =
    1.5_mm;  ///< how far tints and rules of tables reach into the margins

inline constexpr Colour kInk{0x1D, 0x23, 0x2B};
inline constexpr Colour kMuted{0x5E, 0x68, 0x74};
inline constexpr Colour kAccent{0x1F, 0x4E, 0x79};
inline constexpr Colour kHairline{0xD5, 0xDA, 0xE0};
inline constexpr Colour kTint{0xF1, 0xF4, 0xF7};

inline constexpr Length kHairlineThickness = 0.5_pt;
inline constexpr Length kAccentThickness = 1_pt;

inline constexpr Style kBrand{Weight::kBold, 17_pt, 21_pt, kAccent};
inline constexpr Style kBrandLong{Weight::kBold, 12_pt, 15_pt, kAccent};
inline constexpr Style kSender{Weight::kRegular, 6.5_pt, 8.5_pt, kMuted};
inline constexpr Style kAddress{Weight::kRegular, 10_pt, 13_pt, kInk};
inline constexpr Style kAddressName{Weight::kBold, 10_pt, 13_pt, kInk};
inline constexpr Style kFactLabel{Weight::kRegular, 8.5_pt, 12.5_pt, kMuted};
inline constexpr Style kFact{Weight::kRegular, 8.5_pt, 12.5_pt, kInk};
inline constexpr Style kFactStrong{Weight::kBold, 8.5_pt, 12.5_pt, kInk};
inline constexpr Style kTitle{Weight::kBold, 22_pt, 27_pt, kAccent};
inline constexpr Style kReference{Weight::kBold, 9.5_pt, 14_pt, kInk};
inline constexpr Style kReason{Weight::kRegular, 9_pt, 13_pt, kInk};
inline constexpr Style kRunningHead{Weight::kRegular, 8_pt, 11_pt, kMuted};
inline constexpr Style kRunningHeadStrong{Weight::kBold, 8_pt, 11_pt, kInk};
inline constexpr Style kColumnHead{Weight::kBold, 7.5_pt, 9.5_pt, kAccent};
inline constexpr Style kCell{Weight::kRegular, 9_pt, 12_pt, kInk};
inline constexpr Style kCellDetail{Weight::kRegular, 7.5_pt, 10_pt, kMuted};
inline constexpr Style kCarry{Weight::kBold, 8.5_pt, 12_pt, kMuted};
inline constexpr Style kTotal{Weight::kRegular, 9_pt, 14_pt, kInk};
inline constexpr Style kGrandTotal{Weight::kBold, 11.5_pt, 20_pt, kAccent};
inline constexpr Style kDue{Weight::kBold, 9_pt, 14_pt, kInk};
inline constexpr Style kNote{Weight::kRegular, 8.5_pt, 12_pt, kInk};
inline constexpr Style kFooter{Weight::kRegular, 7_pt, 9.5_pt, kMuted};
inline constexpr Style kFooterStrong{Weight::kBold, 7_pt, 9.5_pt, kMuted};

}  // namespace enclosure::invoice::layout::design
