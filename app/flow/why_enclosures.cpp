#include "app/flow/why_enclosures.h"

#include <fmt/format.h>

#include <algorithm>

namespace enclosure::app {
namespace {

using messaging::Stage;

/// How it travels, behind the grounds.
std::string carried(const KeptEnclosure& kept, const attachments::MailBudget& budget) {
  if (kept.carriage == "too_large")
    return fmt::format(" It is a link on the buyer's page: the mail would exceed {} bytes.",
                       budget.bytes);
  if (kept.carriage == "too_many_files")
    return fmt::format(" It is a link on the buyer's page: the channel takes {} files.",
                       budget.files);
  return "";
}

WhyEnclosure row_of(const KeptEnclosure& kept, const attachments::MailBudget& budget) {
  return {kept.document, kept.product, kept.carriage.empty() ? "chosen" : kept.carriage,
          kept.version, kept.grounds + carried(kept, budget)};
}

/// What would go along: packed, where the mail is planned and can be composed.
std::vector<KeptEnclosure> chosen_now(const MailCase& known,
                                      const attachments::Selection& selection,
                                      const std::vector<StoredMessage>& messages, const Shop& shop,
                                      Instant now) {
  for (const StoredMessage& message : messages) {
    if (message.plan.stage != Stage::kDocuments) continue;
    const auto composed = compose_message(message.plan, known, shop, now);
    if (!composed) break;
    std::vector<KeptEnclosure> packed;
    for (const LoadedEnclosure& one : composed->enclosures) packed.push_back(one.kept);
    return packed;
  }
  return described(selection);
}

}  // namespace

bool WhyEnclosure::goes_along() const {
  return state == "attached" || state == "too_large" || state == "too_many_files" ||
         state == "chosen";
}

std::vector<WhyEnclosure> why_enclosures(const MailCase& known,
                                         const std::vector<StoredMessage>& messages,
                                         const Shop& shop, Instant now) {
  const auto budget = mail_budget(known.order.channel, shop);
  const auto selection = selection_for(known.order, shop, now);
  std::vector<WhyEnclosure> rows;
  for (const KeptEnclosure& kept :
       known.kept.empty() ? chosen_now(known, selection, messages, shop, now) : known.kept)
    rows.push_back(row_of(kept, budget));
  if (!known.kept.empty()) return rows;
  for (const attachments::Omission& omission : selection.left_out) {
    rows.push_back({std::string(omission.document->name()), std::string(omission.product->name),
                    std::string(to_string(omission.reason)),
                    std::string(omission.document->version), told(omission)});
  }
  for (const OrderLine* line : selection.unknown) {
    rows.push_back({"", line->description, "unknown_product", "",
                    fmt::format("The catalogue knows no product for line {} ({}).",
                                line->id.to_string(), line->description)});
  }
  return rows;
}

}  // namespace enclosure::app
