#pragma once
// The font files that the program carries with it.

#include <span>

#include "core/embedded.h"

namespace enclosure::fonts {

/// The files of this folder that the program needs at run time, sorted by path:
/// "NotoSans-Bold.eu.ttf" and "NotoSans-Regular.eu.ttf" (Noto Sans 2.015, the characters of the 24
/// official languages of the EU and some of their neighbours), "OFL.txt" (their licence) and
/// "manifest.json" (version, digests and code points). The bytes live as long as the program; safe
/// to read from every thread.
std::span<const EmbeddedFile> files();

}  // namespace enclosure::fonts
