#pragma once
// A PDF file in the making, object by object.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace enclosure::invoice::pdf {

/// A finished file with its digest.
struct FinishedFile {
  std::string bytes;
  std::string sha256;  ///< lower case hexadecimal digits
};

/// Writes PDF 1.7 with object streams and a cross-reference stream (ISO 32000-1, 7.5.7, 7.5.8):
/// values together and compressed, streams one by one. What is written is what PDF/A-3 demands of
/// syntax (ISO 19005-3, 6.1). Object numbers begin at 1.
class ObjectFile {
 public:
  /// `level` is that of `deflate`.
  explicit ObjectFile(int level);

  /// Takes the next `count` object numbers; gives the first of them. One that is never set is free.
  std::uint32_t reserve(std::uint32_t count = 1);

  /// Sets an object that is no stream: "<</Type/Catalog…>>".
  void set(std::uint32_t object, std::string_view value);
  std::uint32_t add(std::string_view value);
  /// Begins such an object: append its value to what this returns, before the next call.
  [[nodiscard]] std::string& begin(std::uint32_t object);

  /// Sets a stream. `entries` are those of its dictionary but /Length: "/Type/Metadata".
  void set_stream(std::uint32_t object, std::string_view entries, std::string_view bytes);
  std::uint32_t add_stream(std::string_view entries, std::string_view bytes);
  /// The same, compressed here.
  std::uint32_t add_compressed(std::string_view entries, std::string_view bytes);

  [[nodiscard]] int level() const { return level_; }

  /// Ends the file. Both parts of its /ID are the first half of the SHA-256 of all before it.
  [[nodiscard]] FinishedFile finish(std::uint32_t catalog, std::uint32_t info) &&;

 private:
  struct Place {
    std::uint8_t type = 0;    // 0 free, 1 at an offset, 2 in an object stream
    std::uint32_t where = 0;  // offset, or number of the object stream
    std::uint32_t index = 0;  // in that
  };

  void write_object_streams();
  [[nodiscard]] std::string cross_reference() const;

  int level_;
  std::string file_;
  std::string values_;
  std::vector<std::pair<std::uint32_t, std::size_t>> begins_;  // object, where in `values_`
  std::vector<Place> places_;
};

}  // namespace enclosure::invoice::pdf
