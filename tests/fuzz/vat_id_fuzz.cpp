// VAT numbers as buyers type them: what is read is read the same again.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/vat_id.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using enclosure::VatId;
  const auto id = VatId::parse({reinterpret_cast<const char*>(data), size});
  if (!id) return 0;
  const auto again = VatId::parse(id->to_string());
  if (!again || *again != *id) std::abort();
  return 0;
}
