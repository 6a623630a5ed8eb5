#pragma once
// Mails as others write them, taken apart as far as reports need it (RFC 5322, 2045, 2046). Bytes
// in, values out; whatever comes in, something comes out, and nothing grows beyond its limits.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace enclosure::messaging::bounce {

/// Fields in their order; names in lower case, values unfolded and trimmed, at most 4 KB each.
struct Fields {
  struct Field {
    std::string name;
    std::string value;
  };
  std::vector<Field> all;

  /// The first value of `name` (lower case), or empty.
  [[nodiscard]] std::string_view value(std::string_view name) const;
};

/// One part of a mail; the mail itself is the outermost one.
struct Part {
  Fields fields;
  std::string media_type = "text/plain";  ///< lower case
  std::string body;                       ///< of a part without parts: decoded, at most 128 KB
  std::vector<Part> parts;                ///< of multipart/*: at most 100 in a mail, 8 deep
};

/// Beyond this the bytes of a mail are not looked at: a mail of ours of 10 MB that comes back
/// whole, perhaps encoded once more, with what the server says about it.
inline constexpr std::size_t kMaxMailBytes = 16 * 1024 * 1024;

/// Takes `mail` apart. Lines may end with LF or CRLF.
[[nodiscard]] Part read_mail(std::string_view mail);

/// `body` without its Content-Transfer-Encoding, at most 128 KB.
[[nodiscard]] std::string decoded(std::string_view body, std::string_view encoding);

/// Reads fields up to an empty line or the end, and takes them off the front of `bytes`: at most
/// 300 of them, and no more than a line may be without a colon.
[[nodiscard]] Fields read_fields(std::string_view& bytes);

/// The parameter `name` (lower case) of a structured value: `report-type` of
/// `multipart/report; report-type="delivery-status"`. Empty where there is none.
[[nodiscard]] std::string parameter(std::string_view value, std::string_view name);

}  // namespace enclosure::messaging::bounce
