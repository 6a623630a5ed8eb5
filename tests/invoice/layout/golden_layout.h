#pragma once
// Layouts as files: text by text with its place.

#include <string>

#include "invoice/layout/page.h"

namespace enclosure::invoice::layout {

/// Compares `layout` with `name` below tests/golden. ENCLOSURE_UPDATE_GOLDEN=1 writes the file
/// anew; that run still fails, so that nobody takes it for a pass.
void expect_golden(const Layout& layout, const std::string& name);

}  // namespace enclosure::invoice::layout
