#pragma once
// Which characters a language needs. For this folder only.

#include <string>

#include "locales/locale.h"

namespace enclosure::locales {

/// See `Locale::characters`.
std::u32string characters_of(const Locale& locale);

}  // namespace enclosure::locales
