#include "app/smtp/shadow_transport.h"

#include <algorithm>
#include <utility>

#include "core/text.h"

namespace enclosure::app {
namespace {

constexpr std::string_view kLineEnd = "\r\n";

/// The field at the beginning of `header`, with the lines that continue it and its last line end.
std::string_view first_field(std::string_view header) {
  std::size_t end = 0;
  do {
    const auto line_end = header.find(kLineEnd, end);
    if (line_end == std::string_view::npos) return header;
    end = line_end + kLineEnd.size();
  } while (end < header.size() && (header[end] == ' ' || header[end] == '\t'));
  return header.substr(0, end);
}

bool is_named(std::string_view field, std::string_view name) {
  return field.size() > name.size() && field[name.size()] == ':' &&
         to_lower_ascii(field.substr(0, name.size())) == name;
}

}  // namespace

std::string redirected(std::string_view message, const EmailAddress& to) {
  const auto end = message.find("\r\n\r\n");
  std::string_view header =
      message.substr(0, end == std::string_view::npos ? message.size() : end + kLineEnd.size());
  const std::string_view rest = message.substr(header.size());
  std::string result;
  result.reserve(message.size() + 200);
  while (!header.empty()) {
    const std::string_view field = first_field(header);
    header.remove_prefix(field.size());
    if (is_named(field, "list-unsubscribe") || is_named(field, "list-unsubscribe-post")) continue;
    if (is_named(field, "to")) {
      result += "To: <" + to.to_string() + ">\r\nX-Shadow-Of";
      result += field.substr(2);
    } else {
      result += field;
    }
  }
  result += rest;
  return result;
}

ShadowTransport::ShadowTransport(std::unique_ptr<MailTransport> transport, EmailAddress to)
    : transport_(std::move(transport)), to_(std::move(to)) {}

DispatchOutcome ShadowTransport::send(const Envelope& envelope, std::string_view name,
                                      std::string_view message) {
  DispatchOutcome outcome =
      to_.empty() ? transport_->send(envelope, name, message)
                  : transport_->send({envelope.reverse_path, to_}, name, redirected(message, to_));
  if (outcome.kind == DispatchOutcome::Kind::kSent) outcome.kind = DispatchOutcome::Kind::kShadow;
  outcome.recipient_refusal.clear();  // that is the seller's shadow, not the buyer
  return outcome;
}

}  // namespace enclosure::app
