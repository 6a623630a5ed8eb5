#pragma once
// The streams of a PDF, unpacked within the thread's budget as far as that is possible without
// drawing: up to a picture's own packing.

#include <cstddef>
#include <optional>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>
#include <string_view>

#include "app/check/reading_budget.h"

namespace enclosure::app {

struct Unpacked {
  std::size_t bytes = 0;
  std::string first;    ///< the first `keep` of them
  std::string picture;  ///< the packing that is left: "/DCTDecode"; empty: none
};

/// Unpacks `stream`, at most `most_bytes` of it, and keeps the first `keep` bytes. Nothing where it
/// is damaged or packed in a way that nobody knows. An overspent budget throws BudgetOverspent.
[[nodiscard]] std::optional<Unpacked> unpack(QPDFObjectHandle stream, std::size_t most_bytes,
                                             std::string_view why_not_more, std::size_t keep,
                                             ReadingBudget& budget);

}  // namespace enclosure::app
