#include "invoice/pdf/deflate.h"

#include <libdeflate.h>

#include <memory>
#include <new>

namespace enclosure::invoice::pdf {
namespace {

struct FreeCompressor {
  void operator()(libdeflate_compressor* compressor) const {
    libdeflate_free_compressor(compressor);
  }
};
using OwnedCompressor = std::unique_ptr<libdeflate_compressor, FreeCompressor>;

OwnedCompressor make_compressor(int level) {
  OwnedCompressor compressor(libdeflate_alloc_compressor(level));
  if (!compressor) throw std::bad_alloc();
  return compressor;
}

}  // namespace

std::string deflate(std::string_view bytes, int level) {
  // A compressor is 0.7 MB and must not be shared, so each thread keeps its own.
  thread_local OwnedCompressor compressor;
  thread_local int compressor_level = 0;
  if (compressor_level != level) {
    compressor = make_compressor(level);
    compressor_level = level;
  }
  std::string stream;
  stream.resize(libdeflate_zlib_compress_bound(compressor.get(), bytes.size()));
  stream.resize(libdeflate_zlib_compress(compressor.get(), bytes.data(), bytes.size(),
                                         stream.data(), stream.size()));
  return stream;
}

}  // namespace enclosure::invoice::pdf
