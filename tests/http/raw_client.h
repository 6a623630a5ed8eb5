#pragma once
// A client that sends whatever bytes a test wants, and reads what comes back.

#include <string>
#include <string_view>
#include <vector>

namespace enclosure::app::http::test {

/// One answer, taken apart.
struct RawAnswer {
  int status = 0;    ///< 0: the connection was closed without an answer
  std::string head;  ///< status line and fields
  std::string body;

  /// The value of the field of that name, as written there; empty when there is none.
  [[nodiscard]] std::string field(std::string_view name) const;
  /// The head without Date, which alone may differ.
  [[nodiscard]] std::string head_without_date() const;
};

/// A TCP connection to 127.0.0.1. Gives up after 20 seconds of silence. A small `receive_buffer`
/// makes a client that takes little before it reads.
class RawClient {
 public:
  explicit RawClient(int port, int receive_buffer = 0);
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  /// Whether all of it could be sent; a server that has closed is no failure.
  bool send(std::string_view bytes);
  /// Tells the server that no more will come.
  void finish();
  /// The next answer; without body when it is one to HEAD.
  RawAnswer receive(bool to_head = false);
  /// Whether the server has closed, once everything is read.
  bool is_closed();
  /// Everything up to the end of the connection.
  std::string receive_all();
  /// Whether more arrives: nothing is waited for when the server has closed.
  bool fill();

 private:
  int socket_ = -1;
  std::string received_;
};

/// Sends `bytes` over a fresh connection; the first answer.
RawAnswer ask(int port, std::string_view bytes);

/// A request with Host, and with `fields`, each ending in CRLF.
std::string request(std::string_view method, std::string_view target, std::string_view fields = "",
                    std::string_view body = "");

}  // namespace enclosure::app::http::test
