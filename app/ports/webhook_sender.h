#pragma once
// The port to the receivers of webhooks.

#include <string>
#include <utility>
#include <vector>

namespace enclosure::app {

/// One event, ready to be sent.
struct WebhookMessage {
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;  ///< JSON
};

/// What came of it.
struct WebhookAnswer {
  int status = 0;       ///< 0: nobody answered
  std::string trouble;  ///< why not, in words; or empty
};

struct WebhookSender {
  virtual ~WebhookSender() = default;
  /// Sends one message and waits for the status. Redirects are not followed. Throws nothing that
  /// has to do with the receiver.
  virtual WebhookAnswer send(const WebhookMessage& message) = 0;
};

}  // namespace enclosure::app
