#pragma once
// The chunked transfer coding (RFC 9112, 7.1), read strictly.

#include <cstddef>
#include <string>
#include <string_view>

namespace enclosure::app::http {

/// Puts a chunked body together from bytes as they arrive.
class ChunkedBody {
 public:
  explicit ChunkedBody(std::size_t max_bytes) : max_bytes_(max_bytes) {}

  enum class State {
    kMore,
    kDone,
    kBroken,    ///< not chunked coding, or chunk extensions or trailers of unusual size
    kTooLarge,  ///< more than `max_bytes`, as soon as a chunk announces it
  };

  /// Takes bytes off the front of `bytes` until the body is complete or refused, or none are left.
  State feed(std::string_view& bytes);

  [[nodiscard]] std::string take() { return std::move(body_); }

 private:
  enum class Part { kSize, kExtension, kSizeLf, kData, kDataCr, kDataLf, kTrailer, kTrailerLf };

  State feed_size(char c);
  State feed_extension(char c);
  State begin_chunk(char c);
  State feed_trailer(char c);
  State end_trailer_line(char c);
  State feed_one(char c);
  void take_data(std::string_view& bytes);

  std::size_t max_bytes_;
  std::string body_;
  Part part_ = Part::kSize;
  std::size_t size_digits_ = 0;
  std::size_t chunk_left_ = 0;
  std::size_t idle_bytes_ = 0;  ///< of extensions and trailers, which nobody reads
  std::size_t trailer_line_bytes_ = 0;
};

}  // namespace enclosure::app::http
