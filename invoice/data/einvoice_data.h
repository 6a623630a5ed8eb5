#pragma once
// What changes around e-invoices, as it is compiled into the program.

#include <span>

#include "core/embedded.h"

namespace enclosure::einvoice_data {

/// `code_lists.json` and `profiles.json` of einvoice/, sorted by path. The bytes live as long as
/// the program; safe to read from every thread.
std::span<const EmbeddedFile> files();

}  // namespace enclosure::einvoice_data
