#pragma once
// The samples, compiled in, so that a trial needs no files besides the program.

#include <span>

#include "core/embedded.h"

namespace enclosure::sample_data {

/// Everything of samples/, by path: "orders/woocommerce.json", "products/catalogue.json", …
std::span<const EmbeddedFile> files();

}  // namespace enclosure::sample_data
