#pragma once
// Webhooks over HTTPS.

#include <chrono>
#include <string>
#include <utility>

#include "app/ports/webhook_sender.h"

namespace enclosure::app {

struct WebhookClientSettings {
  std::chrono::seconds timeout{10};
  std::string ca_file;             ///< PEM file of authorities besides the system's, or empty
  bool private_addresses = false;  ///< receivers that are not on the open net may be told
};

/// Sends over a connection of its own each time, https only (http to this machine, where private
/// addresses are allowed), follows no redirect, and connects to nothing but the open net. Safe for
/// several threads.
class WebhookClient : public WebhookSender {
 public:
  explicit WebhookClient(WebhookClientSettings settings) : settings_(std::move(settings)) {}

  WebhookAnswer send(const WebhookMessage& message) override;

 private:
  WebhookClientSettings settings_;
};

}  // namespace enclosure::app
