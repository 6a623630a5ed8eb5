#pragma once
// The seller's shadow: mails go to a folder or to one address, never to their recipients.

#include <memory>
#include <utility>

#include "app/ports/mail_transport.h"

namespace enclosure::app {

/// Hands mails to another transport and says that they did not go to their recipient. With an
/// address all of them go there: the envelope changes, the bytes stay, so the seller sees the mail
/// with the buyer in `To`. Threads: as that transport.
class ShadowTransport : public MailTransport {
 public:
  /// `to` is empty where the other transport is a folder.
  ShadowTransport(std::unique_ptr<MailTransport> transport, EmailAddress to)
      : transport_(std::move(transport)), to_(std::move(to)) {}

  /// kShadow where the other one says kSent; else what it says.
  DispatchOutcome send(const Envelope& envelope, std::string_view name,
                       std::string_view message) override {
    const EmailAddress& to = to_.empty() ? envelope.forward_path : to_;
    DispatchOutcome outcome = transport_->send({envelope.reverse_path, to}, name, message);
    if (outcome.kind == DispatchOutcome::Kind::kSent) outcome.kind = DispatchOutcome::Kind::kShadow;
    return outcome;
  }
  void rest() override { transport_->rest(); }
  /// Never: a message that was cut off may have been on its way to a buyer before the shadow.
  [[nodiscard]] bool is_idempotent() const override { return false; }

 private:
  std::unique_ptr<MailTransport> transport_;
  EmailAddress to_;
};

}  // namespace enclosure::app
