#pragma once
// The texts of all languages as they are compiled into the program.

#include <span>

#include "core/embedded.h"

namespace enclosure::locale_data {

/// Every `<tag>/labels.json`, `<tag>/page.json`, `<tag>/mail/*.txt` and `<tag>/mail/*.html` of this
/// folder, sorted by path. The bytes live as long as the program; safe to read from every thread.
std::span<const EmbeddedFile> files();

}  // namespace enclosure::locale_data
