#pragma once
// The port to the servers that driver links lead to.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace enclosure::app {

struct LinkQuestion {
  enum class Kind {
    kHead,       ///< is it there, and how large?
    kFirstByte,  ///< the same, for servers that answer no HEAD
    kWhole       ///< all of it, to compare its hash
  };
  std::string url;  ///< https
  Kind kind = Kind::kHead;
  std::uint64_t most_bytes = 0;  ///< of a whole answer

  friend bool operator==(const LinkQuestion&, const LinkQuestion&) = default;
};

/// One answer of one server; redirects are answers, too, and are not followed.
struct LinkAnswer {
  int status = 0;                     ///< of HTTP; 0: no answer
  std::string trouble;                ///< why not: the codes of NoAnswer (app/fetch/https_client.h)
  std::string told;                   ///< the same in words
  std::string location;               ///< where a redirect leads, as the server wrote it
  std::optional<std::uint64_t> size;  ///< of the whole file
  std::string sha256;                 ///< of a file that was read whole
  std::uint64_t bytes = 0;            ///< that came over the wire
  std::chrono::milliseconds took{};

  friend bool operator==(const LinkAnswer&, const LinkAnswer&) = default;
};

struct LinkProbe {
  virtual ~LinkProbe() = default;
  /// Asks once, with a connection of its own. What the world does wrong is in the answer.
  virtual LinkAnswer ask(const LinkQuestion& question) = 0;
  /// Lets a server rest for so long before it is asked again.
  virtual void pause(std::chrono::milliseconds duration) = 0;
};

}  // namespace enclosure::app
