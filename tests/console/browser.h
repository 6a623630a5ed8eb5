#pragma once
// A browser without a screen: keeps the console's cookie, follows redirects when asked, fills in
// the forms that pages show. It talks to the router, without sockets.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/http/router.h"

namespace enclosure::app::test {

using Fields = std::vector<std::pair<std::string, std::string>>;

struct Answer {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;

  /// The value of the field of that name; empty when there is none.
  [[nodiscard]] std::string field(std::string_view name) const;
  [[nodiscard]] bool shows(std::string_view text) const {
    return body.find(text) != std::string::npos;
  }
  /// The value of the hidden or text input of that name; empty when there is none.
  [[nodiscard]] std::string input(const std::string& name) const;
  /// The first submatch of `pattern`, or empty.
  [[nodiscard]] std::string found(const std::string& pattern) const;
};

class Browser {
 public:
  explicit Browser(const http::Router& router) : router_(router) {}

  Answer get(const std::string& target);
  /// Sends a form as a page of this server does.
  Answer post(const std::string& target, const Fields& fields);
  Answer post_multipart(const std::string& target, const std::string& boundary,
                        const std::string& body);
  /// The same with whatever header fields: (lower case) names and values.
  Answer send(const std::string& method, const std::string& target, const std::string& body,
              const Fields& headers);
  /// Where a redirect leads; other answers come back as they are.
  Answer follow(const Answer& answer);

  std::string cookie;      ///< "name=value"; empty: none
  std::string set_cookie;  ///< the last Set-Cookie, whole
  http::Peer peer{"192.0.2.7", false};

 private:
  const http::Router& router_;
};

/// "a=b&c=d", percent-encoded.
std::string form_of(const Fields& fields);

}  // namespace enclosure::app::test
