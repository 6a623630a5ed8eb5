#include "app/flow/unmailed.h"

#include <algorithm>

#include "app/flow/filing.h"

namespace enclosure::app {

std::vector<InvoiceNumber> unmailed_invoices(const std::vector<StoredInvoice>& documents,
                                             const std::vector<StoredMessage>& messages) {
  const auto mail = std::find_if(messages.begin(), messages.end(), [](const StoredMessage& one) {
    return one.plan.stage == messaging::Stage::kDocuments && one.sent_at;
  });
  std::vector<InvoiceNumber> unmailed;
  if (mail == messages.end()) return unmailed;
  for (const StoredInvoice& document : standing_documents(documents)) {
    const bool is_invoice = document.kind != invoice::InvoiceKind::kCreditNote;
    if (is_invoice && document.issued_at > *mail->sent_at) unmailed.push_back(document.number);
  }
  return unmailed;
}

std::vector<std::string> unmailed_told(const std::vector<StoredInvoice>& documents,
                                       const std::vector<StoredMessage>& messages, bool has_link) {
  std::vector<std::string> told;
  for (const InvoiceNumber& number : unmailed_invoices(documents, messages)) {
    told.push_back("Invoice " + number.to_string() +
                   " was in no mail: it was issued after the one mail with documents had left. " +
                   (has_link
                        ? "The buyer finds it on the page behind the invoice link."
                        : "There is no page for the buyer (links.base_url): send it yourself."));
  }
  return told;
}

}  // namespace enclosure::app
