#pragma once
// What codes of the tax decision mean, in sentences for people.

#include <string>
#include <string_view>

namespace enclosure::app {

/// A warning of the decision ("proof_of_transport") as a sentence with its code in brackets. A code
/// without a sentence is told as it is.
[[nodiscard]] std::string warning_told(std::string_view code);

/// Why no document is due ("no_consideration"), as the end of a sentence: "nothing was paid".
[[nodiscard]] std::string no_document_told(std::string_view reason);

/// How an order or shipment stands on its way to an invoice (`Why::state`), as people say it; an
/// unknown word as it is.
[[nodiscard]] std::string_view state_told(std::string_view state);

}  // namespace enclosure::app
