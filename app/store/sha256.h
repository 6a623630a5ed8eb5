#pragma once
// SHA-256 of what comes piece by piece.

#include <memory>
#include <string>
#include <string_view>

namespace enclosure::app {

class Sha256 {
 public:
  Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;
  ~Sha256();

  void add(std::string_view bytes);
  /// Of all that was added, in lower case hexadecimal. Ends it: nothing may be added any more.
  [[nodiscard]] std::string hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace enclosure::app
