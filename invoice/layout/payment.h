#pragma once
// How an open invoice is paid.

#include <string>
#include <string_view>

#include "invoice/layout/band.h"
#include "invoice/layout/composer.h"

namespace enclosure::invoice::layout {

/// The seller's account and what to write on the transfer, where something is left to pay and there
/// is an account; else empty. Never cut.
[[nodiscard]] Band payment_block(Composer& composer);

/// "DE02 1203 0000 0000 2020 51", as ISO 13616 prints an IBAN.
[[nodiscard]] std::string grouped_iban(std::string_view iban);

}  // namespace enclosure::invoice::layout
