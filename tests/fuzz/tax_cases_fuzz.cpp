#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "app/import/own_json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace enclosure;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto cases = app::tax_cases_from_json(bytes);
  if (!cases) return 0;
  for (const app::TaxCase& each : *cases) {
    if (!each.order) continue;
    const auto again = app::order_from_json(app::order_to_json(*each.order));
    if (!again || !(*again == *each.order)) std::abort();
  }
  return 0;
}
