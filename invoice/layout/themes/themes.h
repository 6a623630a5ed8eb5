#pragma once
// The themes that the program carries with it.

#include <span>

#include "core/embedded.h"

namespace enclosure::theme_data {

/// The files of this folder, sorted by path: "classic.json", "compact.json", "modern.json". The
/// bytes live as long as the program; safe to read from every thread.
std::span<const EmbeddedFile> files();

}  // namespace enclosure::theme_data
