#include "invoice/model/refund_selection.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "invoice/model/vat.h"

namespace enclosure::invoice {
namespace {

/// What is left as people write it: "2 pieces, 19.98 EUR".
std::string told(const LineBalance& line) {
  return "left of line " + line.id + ": quantity " + line.quantity.normalised().to_string() + ", " +
         line.gross.to_string() + " " + line.gross.currency().to_string();
}

/// Collects the refunds that a request asks for, and what is wrong with it.
class Selection {
 public:
  Selection(const Invoice& original, const Balance& balance)
      : original_(original), balance_(balance) {}

  Result<std::vector<LineRefund>> of(const CreditRequest& request) {
    if (balance_.gross.minor_units() <= 0) {
      return Fault{"CREDIT-004", "", "nothing is left of " + original_->number.to_string(),
                   "it was credited in full before"};
    }
    switch (request.what) {
      case CreditRequest::What::kWhole:
        for (const LineBalance& line : balance_.lines) take_all(line);
        break;
      case CreditRequest::What::kShipping:
        take_shipping();
        break;
      case CreditRequest::What::kLines:
        for (std::size_t i = 0; i < request.lines.size(); ++i)
          take_pieces(request.lines[i], "lines[" + std::to_string(i) + "]");
        break;
      case CreditRequest::What::kAmount:
        take_amount(request);
        break;
    }
    if (faults_.empty() && std::all_of(refunds_.begin(), refunds_.end(),
                                       [](const LineRefund& r) { return r.gross.is_zero(); })) {
      fault("CREDIT-003", "", "the credit note would come to nothing",
            "there is nothing to give back for free goods");
    }
    if (!faults_.empty()) return std::move(faults_);
    return std::move(refunds_);
  }

 private:
  void fault(const char* code, std::string path, std::string message, std::string hint) {
    faults_.push_back({code, std::move(path), std::move(message), std::move(hint)});
  }

  LineRefund& add(const LineBalance& left) {
    const auto& lines = original_->lines;
    const auto line = std::find_if(lines.begin(), lines.end(),
                                   [&](const InvoiceLine& one) { return one.id == left.id; });
    refunds_.push_back({&*line, left, Decimal(1), left.gross, false, {}});
    return refunds_.back();
  }

  /// All pieces; where money alone is left of them, that.
  void take_all(const LineBalance& left) {
    if (left.quantity.is_zero() && left.gross.is_zero()) return;
    if (left.gross.is_zero() && !is_free(left)) return;  // its price was given back before
    LineRefund& refund = add(left);
    if (left.quantity.is_zero()) {
      refund.reduces_price = true;
    } else {
      refund.quantity = left.quantity;
    }
  }

  [[nodiscard]] bool is_free(const LineBalance& left) const {
    return std::any_of(
        original_->lines.begin(), original_->lines.end(),
        [&](const InvoiceLine& line) { return line.id == left.id && line.gross.is_zero(); });
  }

  void take_shipping() {
    for (const LineBalance& line : balance_.lines) {
      if (line.kind != LineKind::kItem && !line.gross.is_zero()) take_all(line);
    }
    if (refunds_.empty()) {
      fault("CREDIT-005", "shipping",
            "no shipping is left of " + original_->number.to_string() + " to give back",
            "it was free, or was given back before");
    }
  }

  const LineBalance* find(const std::string& id, const std::string& path) {
    const LineBalance* left = balance_.line(id);
    if (left == nullptr) {
      fault("CREDIT-001", path, "the invoice has no line " + id,
            "name the lines as the invoice numbers them");
      return nullptr;
    }
    if (!named_.insert(id).second) {
      fault("CREDIT-001", path, "line " + id + " is there twice", "name each line once");
      return nullptr;
    }
    return left;
  }

  void take_pieces(const CreditRequest::Line& wanted, const std::string& path) {
    const LineBalance* left = find(wanted.id, path);
    if (left == nullptr) return;
    const Decimal quantity = wanted.quantity.value_or(left->quantity);
    if (quantity <= Decimal() || left->quantity < quantity) {
      fault("CREDIT-002", path + ".quantity",
            quantity <= Decimal() && wanted.quantity ? "the quantity is not positive"
                                                     : "more is to be returned than is left",
            told(*left));
      return;
    }
    LineRefund& refund = add(*left);
    refund.quantity = quantity;
    if (quantity < left->quantity) {
      refund.gross = Money::from(divide(left->gross.to_decimal() * quantity, left->quantity,
                                        left->gross.currency().minor_digits(), Rounding::kHalfUp),
                                 left->gross.currency(), Rounding::kHalfUp);
    }
  }

  void take_amount(const CreditRequest& request) {
    const Money amount = request.amount.value_or(Money::zero(original_->currency));
    if (amount.currency() != original_->currency) {
      return fault("INVOICE-002", "amount",
                   "the invoice is in " + original_->currency.to_string() + ", not in " +
                       amount.currency().to_string(),
                   "give the amount in the currency of the invoice");
    }
    std::vector<const LineBalance*> lines;
    Money left = Money::zero(original_->currency);
    if (request.lines.empty()) {
      for (const LineBalance& line : balance_.lines) lines.push_back(&line);
      left = balance_.gross;
    } else if (const LineBalance* line = find(request.lines.front().id, "lines[0]")) {
      lines.push_back(line);
      left = line->gross;
    } else {
      return;
    }
    if (amount.minor_units() <= 0 || left < amount) {
      return fault("CREDIT-003", "amount",
                   amount.minor_units() <= 0 ? "the amount is not positive"
                                             : "more is to be given back than is left",
                   "left: " + left.to_string() + " " + left.currency().to_string());
    }
    share(amount, lines);
  }

  void share(Money amount, const std::vector<const LineBalance*>& lines) {
    std::vector<std::int64_t> weights;
    for (const LineBalance* line : lines) weights.push_back(line->gross.minor_units());
    const auto shares = apportion(amount, weights);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (shares[i].is_zero()) continue;
      LineRefund& refund = add(*lines[i]);
      refund.gross = shares[i];
      refund.reduces_price = true;
    }
  }

  const Invoice& original_;
  const Balance& balance_;
  std::vector<LineRefund> refunds_;
  std::set<std::string> named_;
  Faults faults_;
};

}  // namespace

Result<std::vector<LineRefund>> select_refunds(const Invoice& original, const Balance& balance,
                                               const CreditRequest& request) {
  return Selection(original, balance).of(request);
}

}  // namespace enclosure::invoice
