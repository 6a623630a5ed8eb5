// Any bytes as changed data of a buyer: faults, or texts of one line.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "app/flow/correct.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto change = enclosure::app::buyer_change_from_json(text);
  if (!change) {
    if (change.faults().empty()) std::abort();
    return 0;
  }
  for (const auto* member : {&change->name, &change->company, &change->street, &change->postcode,
                             &change->city, &change->vat_id, &change->reference}) {
    if (*member && (*member)->find('\n') != std::string::npos) std::abort();
  }
  return 0;
}
