#include "app/flow/unmailed.h"

#include <algorithm>

#include "app/flow/filing.h"

namespace enclosure::app {
namespace {

using messaging::MessageState;

const StoredMessage* documents_mail(const std::vector<StoredMessage>& messages) {
  const auto mail = std::find_if(messages.begin(), messages.end(), [](const StoredMessage& one) {
    return one.plan.stage == messaging::Stage::kDocuments;
  });
  return mail == messages.end() ? nullptr : &*mail;
}

/// Whether it ended without having left although there was a reason to send it: given up, or not
/// gone when its window closed.
bool missed(const StoredMessage& mail) {
  const std::string_view reason = mail.plan.reason;
  if (mail.plan.state == MessageState::kFailed) return reason != "T:outcome_unknown";
  return mail.plan.state == MessageState::kCancelled && !reason.starts_with("S:") &&
         !reason.starts_with("R22:");
}

std::string_view why_unmailed(const StoredMessage& mail) {
  if (mail.sent_at) return "it was issued after the one mail with documents had left. ";
  if (mail.plan.state == MessageState::kFailed) return "the one mail with documents was given up. ";
  return "the one mail with documents did not leave while its window was open. ";
}

}  // namespace

std::vector<InvoiceNumber> unmailed_invoices(const std::vector<StoredInvoice>& documents,
                                             const std::vector<StoredMessage>& messages) {
  const StoredMessage* mail = documents_mail(messages);
  std::vector<InvoiceNumber> unmailed;
  if (mail == nullptr || (!mail->sent_at && !missed(*mail))) return unmailed;
  for (const StoredInvoice& document : standing_documents(documents)) {
    const bool is_invoice = document.kind != invoice::InvoiceKind::kCreditNote;
    const bool is_later = !mail->sent_at || document.issued_at > *mail->sent_at;
    if (is_invoice && is_later) unmailed.push_back(document.number);
  }
  return unmailed;
}

std::vector<std::string> unmailed_told(const std::vector<StoredInvoice>& documents,
                                       const std::vector<StoredMessage>& messages, bool has_link) {
  std::vector<std::string> told;
  for (const InvoiceNumber& number : unmailed_invoices(documents, messages)) {
    told.push_back("Invoice " + number.to_string() +
                   " was in no mail: " + std::string(why_unmailed(*documents_mail(messages))) +
                   (has_link
                        ? "The buyer finds it on the page behind the invoice link."
                        : "There is no page for the buyer (links.base_url): send it yourself."));
  }
  return told;
}

}  // namespace enclosure::app
