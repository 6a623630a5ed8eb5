#include "app/webhooks/webhook_client.h"

#include <algorithm>
#include <string_view>

#include "app/fetch/https_client.h"
#include "app/fetch/public_address.h"

namespace enclosure::app {
namespace {

/// Where the path of an address begins.
std::size_t path_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return url.size();
  return std::min(url.find_first_of("/?", scheme + 3), url.size());
}

}  // namespace

WebhookAnswer WebhookClient::send(const WebhookMessage& message) {
  const std::size_t at = path_of(message.url);
  const auto service = ServiceUrl::parse(message.url.substr(0, at));
  if (!service) return {0, service.faults().front().message};
  HttpQuestion question;
  question.method = "POST";
  question.path = message.url.substr(at);
  if (!question.path.starts_with("/")) question.path.insert(0, "/");
  question.body = message.body;
  question.content_type = "application/json";
  question.user_agent = "enclosure-webhooks/1";
  question.headers = message.headers;
  question.on_body = [](std::string_view) {};  // the status is all that counts
  HttpLimits limits;
  limits.timeout = settings_.timeout;
  limits.ca_file = settings_.ca_file;
  if (!settings_.private_addresses) limits.admits = is_public_address;
  try {
    return {ask(*service, question, limits).status, ""};
  } catch (const NoAnswer& error) {
    return {0, error.what()};
  }
}

}  // namespace enclosure::app
