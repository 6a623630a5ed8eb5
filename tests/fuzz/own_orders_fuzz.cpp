#include "tests/fuzz/import_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return enclosure::app::fuzz_import(data, size, enclosure::app::ImportFormat::kEnclosureOrders);
}
