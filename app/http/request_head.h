#pragma once
// The head of a request, read as strictly as RFC 9112 allows. Whatever two readers could take for
// two different things is refused: that is what request smuggling lives on.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace enclosure::app::http {

/// A request that is not answered otherwise: the status, and a sentence for whoever sent it. The
/// connection is closed after it, for nobody knows where the next request begins.
struct Rejection {
  int status = 400;
  std::string detail;
};

struct HeaderField {
  std::string name;   ///< lower case
  std::string value;  ///< without blanks around it
};

/// A request line and its header fields.
struct RequestHead {
  std::string method;     ///< "GET"; any token
  std::string path;       ///< as it came, percent-encoded, beginning with "/"; without the query
  std::string query;      ///< as it came, without the question mark
  int minor_version = 1;  ///< of HTTP/1
  std::vector<HeaderField> fields;

  /// The value of the one field of that name (lower case); nothing when there is none or several.
  [[nodiscard]] std::optional<std::string_view> field(std::string_view name) const;
  [[nodiscard]] std::size_t count(std::string_view name) const;
  /// Whether the sender wants the connection closed after the answer (RFC 9112, 9.3). A sender that
  /// speaks HTTP/1.0 always does, here.
  [[nodiscard]] bool wants_close() const;
  /// Whether the sender says that it shows HTML: a browser does, a program seldom.
  [[nodiscard]] bool accepts_html() const;
};

/// How long a head may be, line ends included.
inline constexpr std::size_t kMaxHeadBytes = 16 * 1024;
inline constexpr std::size_t kMaxTargetBytes = 4 * 1024;
inline constexpr std::size_t kMaxFields = 100;

/// Looks for the blank line that ends a head. `from` is where bytes not looked at yet begin.
/// Gives the length of the head with the blank line, nothing while it is not complete, or a
/// rejection: a LF without CR (400), or more than kMaxHeadBytes (431, or 414 within the first
/// line).
[[nodiscard]] std::variant<std::monostate, std::size_t, Rejection> find_head_end(
    std::string_view bytes, std::size_t from);

/// Reads a complete head. Rejections: 400, 414 target too long, 431 too many fields, 501 a method
/// longer than any, 505 not HTTP/1.
[[nodiscard]] std::variant<RequestHead, Rejection> parse_request_head(std::string_view head);

/// How the body of a request is delimited.
struct Framing {
  enum class Kind { kNone, kLength, kChunked };
  Kind kind = Kind::kNone;
  std::uint64_t length = 0;  ///< for kLength, never 0
};

/// RFC 9112, 6.3. Rejections: 400 for Content-Length and Transfer-Encoding together, for either of
/// them twice, for a length that is no plain number, for Transfer-Encoding in HTTP/1.0 and for a
/// body where the method has none; 501 for a coding other than "chunked".
[[nodiscard]] std::variant<Framing, Rejection> frame_body(const RequestHead& head);

/// Whether `c` may stand in a token (RFC 9110, 5.6.2).
[[nodiscard]] bool is_token_character(char c);

}  // namespace enclosure::app::http
