#pragma once
// The law as it is compiled into the program.

#include <span>

#include "core/embedded.h"

namespace enclosure::law_data {

/// `territories.json` and every `vat/<cc>.json` of this folder, sorted by path. The bytes live as
/// long as the program; safe to read from every thread.
std::span<const EmbeddedFile> files();

}  // namespace enclosure::law_data
