#pragma once
// The data files of the readers, compiled into the program.

#include <span>

#include "core/embedded.h"

namespace enclosure::import_data {

/// "country_languages.json" and "marketplaces.json", for `app::load_import_context`. The bytes live
/// as long as the program; safe to read from every thread.
std::span<const EmbeddedFile> files();

}  // namespace enclosure::import_data
