#pragma once
// The e-invoice of an issued document as a file of its own.

#include <optional>
#include <string>
#include <string_view>

#include "app/flow/shop.h"
#include "app/ports/store.h"

namespace enclosure::app {

/// Whether `stored` has one at all.
[[nodiscard]] bool has_einvoice(const StoredInvoice& stored);

/// The XML of `stored`: what stands beside the PDF where the buyer asked for such a format, else
/// the very bytes that its archived PDF, `pdf`, carries. Nothing where there is none, or where the
/// PDF gives none.
[[nodiscard]] std::optional<std::string> einvoice_of(const StoredInvoice& stored,
                                                     std::string_view pdf, const Shop& shop);

}  // namespace enclosure::app
