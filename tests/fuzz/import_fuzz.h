#pragma once
// What the fuzz targets of the readers share.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "app/import/data.h"
#include "app/import/import.h"
#include "app/import/own_json.h"

namespace enclosure::app {

/// Reads `data` as `format` and, whatever it is, holds the reader to its word: faults name code,
/// message and hint; an order that was read comes back from own JSON unchanged.
inline int fuzz_import(const std::uint8_t* data, std::size_t size, ImportFormat format) {
  static const ImportContext context = *load_import_context(import_data::files());
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto imported = read_import("in", bytes, context, format);
  if (!imported) {
    for (const Fault& fault : imported.faults()) {
      if (fault.code.empty() || fault.message.empty() || fault.hint.empty()) std::abort();
    }
    return 0;
  }
  for (const Order& order : imported->orders) {
    const auto again = order_from_json(order_to_json(order));
    if (!again || !(*again == order)) std::abort();
  }
  (void)recognise(bytes);
  return 0;
}

}  // namespace enclosure::app
