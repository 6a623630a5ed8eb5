#pragma once
// The seller's shadow: mails go to a folder or to one address, never to their recipients.

#include <memory>
#include <string>
#include <string_view>

#include "app/ports/mail_transport.h"

namespace enclosure::app {

/// `message` (RFC 5322, CRLF) as it goes to `to` in place of its recipient: `To` names the seller,
/// so that no answer and no other program writes to the buyer; whom it was meant for stands in
/// `X-Shadow-Of`. The fields for opting out are gone, since a mail program might use them in the
/// buyer's name. All else stays byte for byte.
[[nodiscard]] std::string redirected(std::string_view message, const EmailAddress& to);

/// Hands mails to another transport and says that they did not go to their recipient. With an
/// address all of them go there, `redirected`; a folder gets the bytes as they are. Threads: as
/// that transport.
class ShadowTransport : public MailTransport {
 public:
  /// `to` is empty where the other transport is a folder.
  ShadowTransport(std::unique_ptr<MailTransport> transport, EmailAddress to);

  std::string why_unreachable() override { return transport_->why_unreachable(); }
  /// kShadow where the other one says kSent; else what it says, but nothing of the recipient.
  DispatchOutcome send(const Envelope& envelope, std::string_view name,
                       std::string_view message) override;
  void rest() override { transport_->rest(); }
  /// Never: a message that was cut off may have been on its way to a buyer before the shadow.
  [[nodiscard]] bool is_idempotent() const override { return false; }

 private:
  std::unique_ptr<MailTransport> transport_;
  EmailAddress to_;
};

}  // namespace enclosure::app
