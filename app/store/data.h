#pragma once
// The numbered SQL scripts, compiled in.

#include <span>

#include "core/embedded.h"

namespace enclosure::store_data {

/// Sorted by name; script n brings the schema from version n-1 to n.
std::span<const EmbeddedFile> files();

}  // namespace enclosure::store_data
