#pragma once
// A transport that keeps what it is given.

#include <string>
#include <string_view>
#include <vector>

#include "app/ports/mail_transport.h"

namespace enclosure::app {

/// Answers what it is told to.
struct Collecting : MailTransport {
  std::vector<std::string> sent;   ///< "D-1-2": order and stage
  std::vector<std::string> mails;  ///< their bytes
  DispatchOutcome::Kind answer = DispatchOutcome::Kind::kSent;
  bool idempotent = true;

  DispatchOutcome send(const Envelope&, std::string_view name, std::string_view bytes) override {
    sent.emplace_back(name);
    mails.emplace_back(bytes);
    return {answer, "4.2.2"};
  }
  [[nodiscard]] bool is_idempotent() const override { return idempotent; }
};

}  // namespace enclosure::app
