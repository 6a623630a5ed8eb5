#pragma once
// The gate before every hand-over: what the rules for messages refuse is never sent, in no mode.

#include <string>

#include "app/flow/dispatch.h"
#include "messaging/policy/check.h"

namespace enclosure::app {

/// What the gate says to a mail.
struct GateAnswer {
  std::string refused;  ///< "R07,R18:refused", a message's reason; empty: it may go
  std::string warned;   ///< "R12:warned; " and why the seller chose `relaxed`; or empty
};

/// Judges a composed mail by its order's channel, fulfilment and contents: subject, text and HTML
/// part, with the names, hosts and review pages that this very order may carry. Reads nothing but
/// its arguments and the policy that is compiled in; safe to call from every thread.
[[nodiscard]] GateAnswer ask_gate(const ComposedMail& mail,
                                  const messaging::PlannedMessage& message, const MailCase& known,
                                  const Shop& shop);

/// The whole verdict behind that answer, with every finding.
[[nodiscard]] messaging::policy::Verdict verdict_on(const ComposedMail& mail,
                                                    const messaging::PlannedMessage& message,
                                                    const MailCase& known, const Shop& shop);

/// The policy as it is compiled in. Loaded at the first use: most commands judge no mail.
[[nodiscard]] const messaging::policy::Policy& built_in_policy();

/// The sentence behind a reason of the gate, or nothing when `code` is none.
[[nodiscard]] std::string explain_gate(const std::string& code);

}  // namespace enclosure::app
