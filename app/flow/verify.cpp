#include "app/flow/verify.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "app/flow/filing.h"
#include "invoice/model/credit.h"
#include "invoice/model/snapshot.h"

namespace enclosure::app {
namespace {

using messaging::MessageState;

/// One walk over the store, collecting defects.
class Audit {
 public:
  Audit(const Shop& shop, Store& store) : archive_(shop.archive()), store_(store) {}

  VerifyReport run() {
    for (const std::string& defect : store_.check())
      fault("VERIFY-001", "enclosure.db", defect, "restore it from a backup");
    store_.read([&](StoreTransaction& tx) {
      report_.orders = tx.order_ids().size();
      check_invoices(tx);
      check_chains(tx);
      check_series(tx);
      check_messages(tx);
    });
    for (const std::string& name : archive_.names()) {
      ++report_.archived;
      if (!named_.contains(name)) report_.unused_files.push_back(name);
    }
    return std::move(report_);
  }

 private:
  void fault(const char* code, std::string path, std::string message, std::string hint) {
    report_.defects.push_back({code, std::move(path), std::move(message), std::move(hint)});
  }

  void check_bytes(const std::string& sha256, const std::string& path, const char* what) {
    named_.insert(sha256);
    if (!archive_.get(sha256)) {
      fault("VERIFY-004", path, std::string("the archived ") + what + " is missing or damaged",
            what == std::string_view("mail") || what == std::string_view("manual")
                ? "restore archive/ from a backup"
                : "`enclosure regenerate --all --restore` puts back what comes out byte for byte "
                  "as it was issued; what it cannot, restore from a backup of archive/");
    }
  }

  void check_invoices(StoreTransaction& tx) {
    std::string chain;
    for (const InvoiceNumber& number : tx.invoice_numbers()) {
      const auto invoice = tx.invoice(number);
      ++report_.invoices;
      const std::string path = number.to_string();
      sequences_[invoice->series].push_back(invoice->sequence);
      check_date(*invoice);
      if (!invoice->preceding.empty()) corrected_.insert(invoice->order);
      invoiced_.insert(invoice->order);
      if (chain_link(chain, *invoice) != invoice->chain) {
        fault("VERIFY-003", path,
              "the hash chain breaks here: this document or one before it was changed",
              "restore enclosure.db from a backup");
      }
      chain = invoice->chain;
      const auto document = invoice::from_snapshot(invoice->snapshot);
      if (!document) {
        append(report_.defects, under(path, document.faults()));
      } else if ((*document)->number != number || (*document)->order != invoice->order ||
                 (*document)->kind() != invoice->kind ||
                 (*document)->issue_date != invoice->issue_date ||
                 (*document)->totals.total_with_vat != invoice->total) {
        fault("VERIFY-005", path, "the snapshot belongs to another document",
              "restore enclosure.db from a backup");
      }
      check_bytes(invoice->pdf_sha256, path, "PDF");
      if (!invoice->logo_sha256.empty()) check_bytes(invoice->logo_sha256, path, "logo");
    }
  }

  /// Within a series later numbers have no earlier dates.
  void check_date(const StoredInvoice& invoice) {
    auto& last = last_of_[invoice.series];
    if (last.sequence != 0 && invoice.sequence > last.sequence && invoice.issue_date < last.day) {
      fault("VERIFY-010", invoice.number.to_string(),
            fmt::format("dated {}, but the number before it {}", to_string(invoice.issue_date),
                        to_string(last.day)),
            "the clock was wrong at issue; ask your tax adviser");
    }
    last = {invoice.sequence, invoice.issue_date};
  }

  /// Corrections and what they correct.
  void check_chains(StoreTransaction& tx) {
    for (const OrderId& order : corrected_) {
      const auto documents = tx.invoices_of(order);
      for (const StoredInvoice& document : documents) check_reference(document, documents);
      for (const InvoiceChain& chain : chains_of(documents)) check_balance(chain);
    }
  }

  void check_reference(const StoredInvoice& document, const std::vector<StoredInvoice>& all) {
    const auto named = document_of(document);
    if (!named) return;  // told already
    const auto& references = (*named)->preceding;
    const std::string printed = references.empty() ? "" : references.front().number.to_string();
    const auto before = std::find_if(all.begin(), all.end(), [&](const StoredInvoice& one) {
      return one.number == document.preceding && one.kind != invoice::InvoiceKind::kCreditNote;
    });
    const bool corrects = !document.preceding.empty();
    const bool sound =
        printed == document.preceding.to_string() &&
        (!corrects || (before != all.end() && before->shipment == document.shipment &&
                       before->issue_date == references.front().issue_date));
    if (sound && corrects && document.issue_date < before->issue_date)
      fault("VERIFY-010", document.number.to_string(),
            fmt::format("dated {}, but the invoice {} that it corrects {}",
                        to_string(document.issue_date), before->number.to_string(),
                        to_string(before->issue_date)),
            "the clock was wrong at issue; ask your tax adviser");
    if (!sound)
      fault("VERIFY-011", document.number.to_string(),
            "the correction does not refer to an invoice of this order that is on file",
            "restore enclosure.db from a backup");
  }

  void check_balance(const InvoiceChain& chain) {
    const auto original = document_of(chain.invoice);
    const auto notes = documents_of(chain.credit_notes);
    if (!original || !notes) return;  // told already
    const auto balance = invoice::balance_of(*original, *notes);
    const bool settled = balance.gross.is_zero() && !chain.credit_notes.empty();
    bool sound = !balance.gross.is_negative() && settled == chain.is_cancelled();
    for (const invoice::GroupBalance& group : balance.groups) {
      if (settled) sound = sound && group.original == group.credited;
    }
    if (!sound)
      fault("VERIFY-011", chain.invoice.number.to_string(),
            "its credit notes do not add up to what was invoiced",
            "restore enclosure.db from a backup");
    if (!chain.corrected_by.empty() && !chain.is_cancelled())
      fault("VERIFY-011", chain.corrected_by.to_string(),
            "it takes the place of an invoice that still stands",
            "restore enclosure.db from a backup");
  }

  void check_series(StoreTransaction& tx) {
    for (const auto& [name, last] : tx.series()) {
      auto& numbers = sequences_[name];
      std::set<std::int64_t> seen(numbers.begin(), numbers.end());
      if (seen.size() != numbers.size())
        fault("VERIFY-002", name, "a number was used twice",
              "ask your tax adviser before you go on");
      for (std::int64_t number = 1; number <= last; ++number) {
        if (!seen.contains(number))
          fault("VERIFY-002", fmt::format("{} number {}", name, number),
                "the series has a gap here", "ask your tax adviser before you go on");
      }
      if (!seen.empty() && *seen.rbegin() > last)
        fault("VERIFY-002", name, "a number lies beyond the last one taken",
              "restore enclosure.db from a backup");
    }
  }

  void check_messages(StoreTransaction& tx) {
    std::map<OrderId, std::vector<StoredMessage>> by_order;
    for (const StoredMessage& message : tx.all_messages()) {
      ++report_.messages;
      by_order[message.plan.order].push_back(message);
      for (const KeptEnclosure& kept : tx.enclosures_of(message.plan.order, message.plan.stage))
        check_bytes(kept.sha256, path_of(message) + " " + kept.document, "manual");
      if (message.plan.state == MessageState::kSent) {
        check_bytes(message.eml_sha256, path_of(message), "mail");
      } else if (!message.eml_sha256.empty()) {
        named_.insert(message.eml_sha256);
      }
    }
    for (const OrderId& order : invoiced_) {
      if (by_order[order].size() != 3)
        fault("VERIFY-006", order.to_string(),
              fmt::format("{} messages are planned instead of 3", by_order[order].size()),
              "restore enclosure.db from a backup");
    }
    for (const auto& [order, messages] : by_order) check_policy(order, messages, tx);
  }

  void check_policy(const OrderId& order, const std::vector<StoredMessage>& messages,
                    StoreTransaction& tx) {
    int asked = 0;
    for (const StoredMessage& message : messages) {
      const bool sent = message.plan.state == MessageState::kSent;
      asked += sent && message.plan.asks_for_review;
      if (sent && message.plan.closes_at && *message.sent_at > *message.plan.closes_at) {
        fault("VERIFY-008", path_of(message),
              "the message was sent after its window had closed (P02)",
              "`enclosure messages why ORDER` tells what happened");
      }
    }
    const auto stored = tx.order(order);
    if (stored && stored->order.channel == Channel::kAmazon && asked > 1) {
      fault("VERIFY-007", order.to_string(),
            "the buyer was asked for a review more than once (R16)",
            "`enclosure messages why ORDER` tells what happened");
    }
  }

  static std::string path_of(const StoredMessage& message) {
    return message.plan.order.to_string() + " stage " +
           std::to_string(static_cast<int>(message.plan.stage));
  }

  Archive archive_;
  Store& store_;
  VerifyReport report_;
  struct Last {
    std::int64_t sequence = 0;
    Date day{};
  };
  std::map<std::string, std::vector<std::int64_t>> sequences_;
  std::map<std::string, Last> last_of_;
  std::set<OrderId> corrected_;
  std::set<OrderId> invoiced_;
  std::set<std::string> named_;
};

}  // namespace

VerifyReport verify(const Shop& shop, Store& store) {
  return Audit(shop, store).run();
}

}  // namespace enclosure::app
