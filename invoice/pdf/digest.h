#pragma once
// Digests of files.

#include <memory>
#include <string>
#include <string_view>

namespace enclosure::invoice::pdf {

/// SHA-256 in the making. A copy goes on from what has been taken in so far, so that the digest of
/// a file and of its beginning cost one pass together.
class Sha256 {
 public:
  Sha256();
  Sha256(const Sha256& other);
  Sha256& operator=(const Sha256&) = delete;
  ~Sha256();

  void update(std::string_view bytes);
  /// The 32 bytes. Ends this digest.
  [[nodiscard]] std::string finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The 16 bytes of MD5, which PDF wants as checksum of an embedded file. Protects nothing.
[[nodiscard]] std::string md5(std::string_view bytes);

}  // namespace enclosure::invoice::pdf
