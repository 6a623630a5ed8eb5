// The reader of snapshots: whatever the bytes, faults or an invoice that writes itself again.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "invoice/model/snapshot.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace enclosure::invoice;
  const auto invoice = from_snapshot({reinterpret_cast<const char*>(data), size});
  if (!invoice) return 0;
  const std::string snapshot = to_snapshot(*invoice);
  const auto again = from_snapshot(snapshot);
  if (!again || *again != *invoice || to_snapshot(*again) != snapshot) std::abort();
  return 0;
}
