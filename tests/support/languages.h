#pragma once
// All languages, as the program loads them.

#include <stdexcept>

#include "locales/catalog.h"
#include "locales/data.h"

namespace enclosure::support {

/// Loaded once. Throws std::logic_error with what is wrong.
inline const locales::Catalog& languages() {
  static const locales::Catalog loaded = [] {
    auto result = locales::Catalog::load(locale_data::files());
    if (result) return *std::move(result);
    const Fault& first = result.faults().front();
    throw std::logic_error(first.code + " " + first.path + ": " + first.message);
  }();
  return loaded;
}

}  // namespace enclosure::support
