#pragma once
// What travels over an SMTP connection (RFC 5321), without the connection: replies, capabilities,
// transparency. Everything a server says is hostile.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"

namespace enclosure::app::smtp {

/// One reply: the code and the text of each line (RFC 5321, 4.2).
struct Reply {
  int code = 0;
  std::vector<std::string> lines;

  [[nodiscard]] bool is_positive() const { return code / 100 == 2; }
  [[nodiscard]] bool is_temporary() const { return code / 100 == 4; }
  [[nodiscard]] bool is_permanent() const { return code / 100 == 5; }
  /// "4.2.2" of RFC 3463, or empty.
  [[nodiscard]] std::string enhanced_code() const;
};

/// Puts replies together from bytes as they arrive.
class ReplyParser {
 public:
  /// Lines longer than this, and replies of more lines, are no SMTP.
  static constexpr std::size_t kMaxLineBytes = 2048;
  static constexpr std::size_t kMaxLines = 128;

  enum class State { kMore, kDone, kBroken };

  /// Takes bytes off the front of `bytes` until a reply is complete or broken, or none are left.
  /// Broken: no three-digit code from 200 to 599, a code that changes between the lines, or a limit
  /// passed.
  State feed(std::string_view& bytes);

  /// The complete reply; the parser is ready for the next one.
  [[nodiscard]] Reply take();

 private:
  State end_of_line();

  Reply reply_;
  std::string line_;
};

/// What a server offers in its answer to EHLO (RFC 5321, 4.1.1.1).
struct Capabilities {
  bool starttls = false;                ///< RFC 3207
  bool auth_plain = false;              ///< RFC 4616
  bool auth_login = false;              ///< never standardised, widely spoken
  bool auth_xoauth2 = false;            ///< of Google and Microsoft: a token instead of a password
  bool pipelining = false;              ///< RFC 2920
  bool eight_bit_mime = false;          ///< RFC 6152
  bool smtp_utf8 = false;               ///< RFC 6531
  bool size = false;                    ///< RFC 1870
  std::uint64_t max_message_bytes = 0;  ///< 0: no limit told
};
[[nodiscard]] Capabilities read_capabilities(const Reply& ehlo);

/// What a message asks of the server beside plain SMTP.
struct Needs {
  bool eight_bit_mime = false;  ///< letters outside ASCII in the body
  bool smtp_utf8 = false;       ///< letters outside ASCII in an address or in a header field
};
[[nodiscard]] Needs needs_of(std::string_view reverse_path, std::string_view forward_path,
                             std::string_view message);

/// Why a message may not go over SMTP at all, or nothing: CRLF at the end of every line and nowhere
/// a CR or LF alone (a server that takes those for line ends would see a second message), no NUL,
/// no line over 998 octets (RFC 5322, 2.1.1), not empty.
[[nodiscard]] std::optional<std::string> unfit_for_smtp(std::string_view message);

/// `message` with a dot put before each line that begins with one, ending in CRLF; the final
/// ".\r\n" is not part of it (RFC 5321, 4.5.2).
[[nodiscard]] std::string dot_stuffed(std::string_view message);
/// Whether that is `message` itself, so that no copy is needed.
[[nodiscard]] bool needs_no_stuffing(std::string_view message);

/// The first answer of a client to AUTH XOAUTH2, in base64:
/// "user=NAME^Aauth=Bearer TOKEN^A^A" (Google, Microsoft: "SASL XOAUTH2").
[[nodiscard]] std::string xoauth2_response(std::string_view username, std::string_view token);

/// "450 4.2.1 RCPT: mailbox busy": code, enhanced code, step and the reply's text, without any word
/// that could name a person: words with "@" or "%40", and words that hold a part of the
/// recipient's local part. Printable ASCII of at most 200 bytes.
[[nodiscard]] std::string detail_of(const Reply& reply, std::string_view step,
                                    const EmailAddress& recipient);

/// Base64 of RFC 4648 without line breaks.
[[nodiscard]] std::string base64(std::string_view bytes);

}  // namespace enclosure::app::smtp
