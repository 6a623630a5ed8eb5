// Any bytes as a Range field, over files of several sizes: a part lies within the file.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "app/http/byte_range.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using enclosure::app::http::ByteRange;
  const std::string_view field(reinterpret_cast<const char*>(data), size);
  for (const std::uint64_t bytes :
       {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1000}, ~std::uint64_t{0}}) {
    const ByteRange range = enclosure::app::http::read_byte_range(field, bytes);
    if (range.kind != ByteRange::Kind::kPart) continue;
    const bool within =
        range.length > 0 && range.first < bytes && range.length <= bytes - range.first;
    if (!within) std::abort();
  }
  return 0;
}
