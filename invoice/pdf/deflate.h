#pragma once
// Compression of streams.

#include <string>
#include <string_view>

namespace enclosure::invoice::pdf {

/// `bytes` as a zlib stream (RFC 1950), which PDF calls FlateDecode. The same bytes give the same
/// stream. `level` is 1 to 12: 6 for what is made for each document, 12 for what is made once.
[[nodiscard]] std::string deflate(std::string_view bytes, int level = 6);

}  // namespace enclosure::invoice::pdf
