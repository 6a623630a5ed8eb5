#include "app/flow/change_details.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "app/flow/ask_register.h"
#include "app/flow/consider.h"
#include "app/flow/correct.h"
#include "app/flow/refused_number.h"
#include "core/vat_id.h"

namespace enclosure::app {
namespace {

using State = BuyerDetailsPanel::State;
using RequestState = DetailsRequest::State;

constexpr int kMostAttempts = 4;  // as often as another process gets in between
constexpr std::chrono::hours kDaily{24};

/// What the register has to do with a changed invoice.
enum class RegisterSays {
  kDoesNotMatter,
  kConfirmed,
  kNotValid,
  kOpen,  ///< it was not asked yet, or did not answer
};

RegisterSays register_says(const ChangedOrder& changed, const Shop& shop) {
  Evidence without = changed.evidence;
  without.consultations.clear();
  without.decision.reset();
  Order unasked = changed.order;
  unasked.buyer.vies = ViesAnswer::kNotAsked;
  const auto parts = consider_order(unasked, shop, without);
  if (!parts || parts->empty()) return RegisterSays::kDoesNotMatter;
  const Considered& part = parts->front();
  if (part.decision || !waits_for_register(part.decision.faults()))
    return RegisterSays::kDoesNotMatter;
  const Order told = with_evidence(changed.order, part.supply_date, changed.evidence, shop);
  if (told.buyer.vies == ViesAnswer::kValid) return RegisterSays::kConfirmed;
  return told.buyer.vies == ViesAnswer::kInvalid ? RegisterSays::kNotValid : RegisterSays::kOpen;
}

/// Which state a request is left in.
RequestState settled_as(State state) {
  switch (state) {
    case State::kCorrected:
      return RequestState::kCorrected;
    case State::kNumberUnknown:
      return RequestState::kNumberUnknown;
    case State::kUnchanged:
      return RequestState::kUnchanged;
    case State::kPending:
      return RequestState::kPending;
    default:
      return RequestState::kSellerOnly;
  }
}

/// One change on its way: sent in just now, or one that waited.
class ChangeOnItsWay {
 public:
  ChangeOnItsWay(OrderId order, const Shop& shop, Store& store, VatRegistry* registry, Instant now)
      : order_(std::move(order)), shop_(shop), store_(store), registry_(registry), now_(now) {}

  ChangeOutcome take(const DetailsInput& input) {
    return again_while_others_come_first([&](const Changeable& subject) -> Result<BuyerChange> {
      auto change = checked_change(input, details_of(subject.order));
      if (!change || !shop_.config.vies.ask) return change;
      return asking_again(*std::move(change), input.vat_id, subject.order);
    });
  }

  /// `request` is a pending one.
  ChangeOutcome finish(const DetailsRequest& request) {
    waiting_ = request;
    const auto change = buyer_change_from_json(request.change);
    if (!change) return settled({State::kSellerOnly, change.faults(), {}, {}}, {});
    return again_while_others_come_first([&](const Changeable& subject) -> Result<BuyerChange> {
      return asking_again(still_to_do(*change, details_of(subject.order)), change->vat_id,
                          subject.order);
    });
  }

  [[nodiscard]] const std::optional<VatAnswer>& answer() const { return answer_; }

 private:
  template <typename MakeChange>
  ChangeOutcome again_while_others_come_first(const MakeChange& make) {
    for (int attempt = 0; attempt < kMostAttempts; ++attempt) {
      const Changeable subject = look();
      if (subject.state != State::kForm) return refused(subject.state);
      const auto change = make(subject);
      if (!change) return {State::kFaulty, change.faults(), {}, {}};
      if (change->is_empty()) {
        // Somebody did the same while we were about to: it is done.
        return attempt == 0 ? settled({State::kUnchanged, {}, {}, {}}, {})
                            : ChangeOutcome{State::kCorrected, {}, subject.standing.back(), {}};
      }
      auto outcome = apply(*change, subject);
      if (outcome) return *std::move(outcome);
    }
    return {State::kSellerOnly, {}, {}, {}};
  }

  Changeable look() {
    return store_.read<Changeable>([&](StoreTransaction& tx) {
      const auto stored = tx.order(order_);
      if (!stored) return Changeable{};
      return changeable(stored->order, tx.invoices_of(order_), shop_, tx, now_);
    });
  }

  /// Nothing: another process has changed the documents since `subject` was read.
  std::optional<ChangeOutcome> apply(const BuyerChange& change, const Changeable& subject) {
    const std::string known = details_of(subject.order).vat_id;
    if (change.vat_id && change.vat_id->empty() && !known.empty())
      return refused(State::kSellerOnly, &change);  // VAT would be due that nobody paid
    const CorrectCommand command = command_for(change, subject.standing.front());
    const auto changed = store_.read<Result<ChangedOrder>>(
        [&](StoreTransaction& tx) { return changed_order_of(command, shop_, tx, now_); });
    if (!changed) return outcome_of(changed.faults(), change);
    RegisterSays says = register_says(*changed, shop_);
    // The invoice bears that no already, and the number is left alone.
    if (!change.vat_id && changed->order.buyer.vies == ViesAnswer::kInvalid)
      says = RegisterSays::kDoesNotMatter;
    if (says == RegisterSays::kOpen) {
      if (auto outcome = wait_or_ask(change, *changed)) return outcome;
      says = RegisterSays::kConfirmed;
    }
    if (says == RegisterSays::kNotValid)
      return settled({State::kNumberUnknown, {}, {}, {}}, change);
    return correct_all(change, subject.standing);
  }

  /// Nothing: the register has confirmed the number.
  std::optional<ChangeOutcome> wait_or_ask(const BuyerChange& change, const ChangedOrder& changed) {
    if (!shop_.config.vies.ask) return refused(State::kSellerOnly, &change);
    const auto number = VatId::parse(changed.order.buyer.vat_id);
    if (!number) return refused(State::kSellerOnly, &change);
    if (registry_ == nullptr) return wait(change, number->to_string());
    if (auto outcome = asked_just_now(change, changed.evidence, number->to_string()))
      return outcome;
    answer_ = ask_about(*number, order_, shop_, store_, *registry_, now_);
    if (is_no(*answer_)) return settled({State::kNumberUnknown, {}, {}, {}}, change);
    if (answer_->kind != VatAnswer::Kind::kValid) return wait(change, number->to_string());
    return std::nullopt;
  }

  /// What the register has just left open about the number, or refused by its form, is not asked
  /// again by whoever sends the form again; what waits in the store has a timetable. Nothing: it
  /// may be asked.
  std::optional<ChangeOutcome> asked_just_now(const BuyerChange& change, const Evidence& evidence,
                                              const std::string& number) {
    if (waiting_ || evidence.consultations.empty()) return std::nullopt;
    const Consultation& last = evidence.consultations.back();
    if (is_no(last.answer) && rests_at(last.asked_at, now_))
      return settled({State::kNumberUnknown, {}, {}, {}}, change);
    if (now_ < last.asked_at + kSilentNumberRests) {
      answer_ = last.answer;  // as if it were ours: what is told later, and when, goes by it
      return wait(change, number);
    }
    return std::nullopt;
  }

  ChangeOutcome wait(const BuyerChange& change, const std::string& number) {
    DetailsRequest request = waiting_.value_or(new_request(change));
    if (answer_) ++request.attempts;
    request.vat_id = number;
    request.note = answer_ ? answer_->code : "";
    const int attempts = std::max(1, request.attempts);
    const bool long_enough =
        now_ - request.received_at > std::chrono::hours{shop_.config.vies.give_up_after_hours};
    request.next_ask_at =
        now_ + (long_enough ? std::chrono::seconds{kDaily}
                            : wait_after(attempts, answer_.value_or(VatAnswer{}), number));
    put(request);
    return {State::kPending, {}, {}, {}};
  }

  static CorrectCommand command_for(const BuyerChange& change, const InvoiceNumber& number) {
    CorrectCommand command;
    command.number = number;
    command.buyer = change;
    command.opens_question = false;
    command.no_counts = NoCounts::kAnHour;
    return command;
  }

  std::optional<ChangeOutcome> correct_all(const BuyerChange& change,
                                           const std::vector<InvoiceNumber>& numbers) {
    CorrectCommand command = command_for(change, numbers.front());
    std::vector<InvoiceNumber> to_correct;
    for (const InvoiceNumber& number : numbers) {  // several: all of them or none
      command.number = number;
      command.dry_run = true;
      const auto rehearsal = numbers.size() == 1 ? std::optional<Result<CorrectOutcome>>()
                                                 : correct_invoice(command, shop_, store_, now_);
      const bool fails = rehearsal && !*rehearsal;
      if (fails && !is_unchanged(rehearsal->faults()))
        return outcome_of(rehearsal->faults(), change);
      if (!fails) to_correct.push_back(number);
    }
    command.dry_run = false;
    ChangeOutcome done{State::kUnchanged, {}, {}, {}};
    for (const InvoiceNumber& number : to_correct) {
      command.number = number;
      const bool is_last = number == to_correct.back();
      const auto corrected = correct_invoice(
          command, shop_, store_, now_, [&](StoreTransaction& tx, const CorrectOutcome& outcome) {
            return is_last ? ride(change, outcome, tx) : Faults{};
          });
      if (!corrected && is_unchanged(corrected.faults())) continue;
      if (!corrected) return outcome_of(corrected.faults(), change);
      done = {
          State::kCorrected, {}, (*corrected->corrected).number, (*corrected->credit_note).number};
    }
    if (done.state == State::kUnchanged) return settled(std::move(done), change);
    return done;
  }

  /// The request is settled with its correction, or neither is.
  Faults ride(const BuyerChange& change, const CorrectOutcome& outcome, StoreTransaction& tx) {
    DetailsRequest request = waiting_.value_or(new_request(change));
    request.state = RequestState::kCorrected;
    request.settled_at = now_;
    request.next_ask_at.reset();
    request.note = (*outcome.corrected).number.to_string();
    if (!waiting_) {
      tx.add_details_request(request);
      return {};
    }
    if (tx.update_details_request(request)) return {};
    return {{"DETAILS-005", "", "the buyer has sent in something else meanwhile", "nothing"}};
  }

  static bool is_unchanged(const Faults& faults) { return faults.front().code == "CORRECT-003"; }

  std::optional<ChangeOutcome> outcome_of(const Faults& faults, const BuyerChange& change) {
    const std::string& code = faults.front().code;
    if (code == "CORRECT-005" || code == "CORRECT-001") return std::nullopt;
    if (code == "CORRECT-003") return settled({State::kUnchanged, {}, {}, {}}, change);
    if (code == "DETAILS-005") return ChangeOutcome{State::kPending, {}, {}, {}};
    return settled({State::kSellerOnly, faults, {}, {}}, change);
  }

  ChangeOutcome refused(State state, const BuyerChange* change = nullptr) {
    ChangeOutcome outcome{state, {}, {}, {}};
    return settled(std::move(outcome), change == nullptr ? BuyerChange{} : *change);
  }

  /// Keeps what became of it, where there is something to keep.
  ChangeOutcome settled(ChangeOutcome outcome, const BuyerChange& change) {
    const bool worth_keeping =
        outcome.state == State::kUnchanged ? takes_back() : !change.is_empty();
    if (!waiting_ && !worth_keeping) return outcome;
    DetailsRequest request = waiting_.value_or(new_request(change));
    request.state = settled_as(outcome.state);
    request.settled_at = now_;
    request.next_ask_at.reset();
    request.note = outcome.faults.empty() ? "" : outcome.faults.front().code;
    put(request);
    return outcome;
  }

  /// Whether another change waits: what the invoice says already takes its place, too.
  [[nodiscard]] bool takes_back() const {
    return store_.read<bool>([&](StoreTransaction& tx) {
      const auto last = tx.last_details_request(order_);
      return last && last->state == RequestState::kPending;
    });
  }

  [[nodiscard]] DetailsRequest new_request(const BuyerChange& change) const {
    DetailsRequest request;
    request.order = order_;
    request.change = buyer_change_to_json(change);
    request.vat_id = change.vat_id.value_or("");
    request.received_at = now_;
    return request;
  }

  void put(const DetailsRequest& request) {
    store_.write([&](StoreTransaction& tx) {
      if (waiting_) {
        tx.update_details_request(request);
      } else {
        tx.add_details_request(request);
      }
    });
  }

  OrderId order_;
  const Shop& shop_;
  Store& store_;
  VatRegistry* registry_;
  Instant now_;
  std::optional<DetailsRequest> waiting_;
  std::optional<VatAnswer> answer_;
};

}  // namespace

ChangeOutcome change_details(const OrderId& order, const DetailsInput& input, const Shop& shop,
                             Store& store, VatRegistry* registry, Instant now) {
  return ChangeOnItsWay(order, shop, store, registry, now).take(input);
}

FinishReport finish_details(const Shop& shop, Store& store, VatRegistry& registry, Instant now) {
  FinishReport report;
  const auto waiting = store.read<std::vector<DetailsRequest>>(
      [](StoreTransaction& tx) { return tx.pending_details_requests(); });
  bool busy = false;
  for (const DetailsRequest& request : waiting) {
    if (request.next_ask_at && *request.next_ask_at > now) continue;
    ChangeOnItsWay change(request.order, shop, store, busy ? nullptr : &registry, now);
    const ChangeOutcome outcome = change.finish(request);
    if (const auto& answer = change.answer()) {
      ++report.asked;
      report.answered += answer->kind == VatAnswer::Kind::kValid || is_no(*answer);
      busy |= answer->busy == VatAnswer::Busy::kEverybody;
    }
    report.settled += outcome.state != State::kPending;
    report.corrected += outcome.state == State::kCorrected;
  }
  return report;
}

}  // namespace enclosure::app
