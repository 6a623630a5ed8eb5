#include "app/flow/why_enclosures.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/flow/mail_notes.h"

namespace enclosure::app {
namespace {

using messaging::Stage;

/// Why it is not attached, as the end of a sentence.
std::string hindrance(const KeptEnclosure& kept, const attachments::MailBudget& budget) {
  if (kept.carriage == "too_large")
    return fmt::format("the mail would exceed {} bytes", budget.bytes);
  if (kept.carriage == "too_many_files")
    return fmt::format("the channel takes {} files", budget.files);
  return fmt::format("buyers on Amazon get PDF alone, and this is {}", kept.media_type);
}

WhyEnclosure row_of(const KeptEnclosure& kept, const attachments::MailBudget& budget) {
  WhyEnclosure row{kept.document, kept.product, kept.carriage.empty() ? "chosen" : kept.carriage,
                   kept.version, kept.grounds};
  if (row.state == "chosen" || row.state == "attached") return row;
  if (kept.linked) {
    row.sentence += fmt::format(" It is a link on the buyer's page: {}.", hindrance(kept, budget));
    return row;
  }
  row.state = "not_sent";
  row.sentence += fmt::format(
      " It is not sent: {}, and without links.base_url in enclosure.json there is no page to link "
      "to.",
      hindrance(kept, budget));
  return row;
}

/// A file that must not go out, or cannot: the mail waits.
WhyEnclosure refused(const KeptEnclosure& chosen, const Faults& faults) {
  WhyEnclosure row{chosen.document, chosen.product, "refused", chosen.version,
                   chosen.grounds + " It may not be sent, so the mail is held:"};
  for (const Fault& fault : faults)
    row.sentence += fmt::format(" {} {}: {};", fault.code, fault.path, fault.message);
  row.sentence.back() = '.';
  return row;
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

std::vector<WhyEnclosure> rows_now(const MailCase& known, const attachments::Selection& selection,
                                   const std::vector<StoredMessage>& messages, const Shop& shop,
                                   Instant now) {
  const auto budget = mail_budget(known.order.channel, shop);
  const auto chosen = described(selection);
  std::vector<WhyEnclosure> rows;
  bool is_held = false;
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const auto file = read_product_file(selection.enclosures[i].document->file, shop);
    is_held |= !file;
    rows.push_back(file ? row_of(chosen[i], budget) : refused(chosen[i], file.faults()));
  }
  if (is_held) return rows;
  rows.clear();
  for (const KeptEnclosure& one : chosen_now(known, selection, messages, shop, now))
    rows.push_back(row_of(one, budget));
  return rows;
}

void add_left_out(const attachments::Selection& selection, std::vector<WhyEnclosure>& rows) {
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
}

void add_drivers(const KeptNotes& notes, std::vector<WhyEnclosure>& rows) {
  for (const KeptDriver& driver : notes.drivers) {
    const std::string version = driver.version.empty() ? "" : ", version " + driver.version;
    rows.push_back(
        {driver.url, driver.product, driver.in_mail ? "driver_in_mail" : "driver_on_page",
         driver.version,
         fmt::format("The driver link \"{}\"{} of {} {}: {}.", driver.title, version,
                     driver.product,
                     driver.in_mail ? "stands in the mail, being needed before the first use"
                                    : "stands on the buyer's page alone",
                     driver.url)});
  }
}

}  // namespace

bool WhyEnclosure::goes_along() const {
  constexpr std::array<std::string_view, 5> kStates{"attached", "too_large", "too_many_files",
                                                    "type_not_taken", "chosen"};
  return std::find(kStates.begin(), kStates.end(), state) != kStates.end();
}

std::vector<WhyEnclosure> why_enclosures(const MailCase& known,
                                         const std::vector<StoredMessage>& messages,
                                         const Shop& shop, Instant now) {
  const auto selection = selection_for(known.order, shop, now);
  std::vector<WhyEnclosure> rows;
  if (known.kept.empty()) {
    rows = rows_now(known, selection, messages, shop, now);
    add_left_out(selection, rows);
  }
  const auto budget = mail_budget(known.order.channel, shop);
  for (const KeptEnclosure& kept : known.kept) rows.push_back(row_of(kept, budget));
  add_drivers(known.notes ? *known.notes : notes_of(selection, shop.mail_language(known.order)),
              rows);
  return rows;
}

}  // namespace enclosure::app
