#include "app/flow/change_details.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "app/flow/ask_register.h"
#include "app/flow/consider.h"
#include "app/flow/correct.h"
#include "app/flow/refused_number.h"
#include "app/flow/sent_in.h"
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

/// What is to become of one invoice that stands.
struct ChangeOfInvoice {
  const StandingInvoice* invoice;
  BuyerChange change;
};
using Changes = std::vector<ChangeOfInvoice>;

/// All that is different for one invoice or the other: what was wished for.
BuyerChange whole_of(const Changes& changes) {
  BuyerChange whole;
  for (const ChangeOfInvoice& one : changes) whole = with_later(std::move(whole), one.change);
  return whole;
}

/// One change on its way: sent in just now, or one that waited.
class ChangeOnItsWay {
 public:
  ChangeOnItsWay(OrderId order, const Shop& shop, Store& store, VatRegistry* registry, Instant now)
      : order_(std::move(order)), shop_(shop), store_(store), registry_(registry), now_(now) {}

  ChangeOutcome take(const DetailsInput& input) {
    return again_while_others_come_first(
        input.vat_id, [&](const BuyerDetails& billed, const BuyerDetails& shown) {
          return checked_change(without_blanks(input, shown), billed);
        });
  }

  /// `request` is a pending one.
  ChangeOutcome finish(const DetailsRequest& request) {
    waiting_ = request;
    const auto change = buyer_change_from_json(request.change);
    if (!change) return settled({State::kSellerOnly, change.faults(), {}, {}}, {});
    return again_while_others_come_first(
        change->vat_id,
        [&](const BuyerDetails& billed, const BuyerDetails&) -> Result<BuyerChange> {
          return still_to_do(*change, billed);
        });
  }

  [[nodiscard]] const std::optional<VatAnswer>& answer() const { return answer_; }

 private:
  /// `vat_id` as it was handed in.
  template <typename MakeChange>
  ChangeOutcome again_while_others_come_first(const std::optional<std::string>& vat_id,
                                              const MakeChange& make) {
    for (int attempt = 0; attempt < kMostAttempts; ++attempt) {
      const Changeable subject = look();
      if (subject.state != State::kForm) return refused(subject.state);
      const auto changes = changes_of(subject, vat_id, make);
      if (!changes) return {State::kFaulty, changes.faults(), {}, {}};
      if (changes->empty()) {
        // Somebody did the same while we were about to: it is done.
        return attempt == 0
                   ? settled({State::kUnchanged, {}, {}, {}}, {})
                   : ChangeOutcome{State::kCorrected, {}, subject.standing.back().number, {}};
      }
      auto outcome = apply(*changes, subject);
      if (outcome) return *std::move(outcome);
    }
    return {State::kSellerOnly, {}, {}, {}};
  }

  /// What each invoice that stands does not say yet; an invoice of a later shipment may say
  /// something else than the first one.
  template <typename MakeChange>
  Result<Changes> changes_of(const Changeable& subject, const std::optional<std::string>& vat_id,
                             const MakeChange& make) const {
    Changes changes;
    for (const StandingInvoice& one : subject.standing) {
      auto change = make(details_of(one.billed), details_of(subject.order));
      if (!change) return std::move(change).faults();
      changes.push_back({&one, *std::move(change)});
    }
    const auto is_done = [](const ChangeOfInvoice& one) { return one.change.is_empty(); };
    if (shop_.config.vies.ask && std::all_of(changes.begin(), changes.end(), is_done)) {
      for (ChangeOfInvoice& one : changes)
        one.change = asking_again(std::move(one.change), vat_id, one.invoice->billed);
    }
    std::erase_if(changes, is_done);
    return changes;
  }

  Changeable look() {
    return store_.read<Changeable>([&](StoreTransaction& tx) {
      const auto stored = tx.order(order_);
      if (!stored) return Changeable{};
      return changeable(stored->order, tx.invoices_of(order_), shop_, tx, now_);
    });
  }

  /// Nothing: another process has changed the documents since `subject` was read.
  std::optional<ChangeOutcome> apply(const Changes& changes, const Changeable& subject) {
    const BuyerChange wish = whole_of(changes);
    for (const ChangeOfInvoice& one : changes) {
      const std::string known = details_of(one.invoice->billed).vat_id;
      if (one.change.vat_id && one.change.vat_id->empty() && !known.empty())
        return kept_for_seller(wish);  // VAT would be due that nobody paid
    }
    for (const ChangeOfInvoice& one : changes) {
      if (const auto stopped = ask_where_it_matters(one, wish)) {
        return stopped->others_came_first ? std::nullopt : std::optional(stopped->outcome);
      }
    }
    return correct_all(changes, wish, subject);
  }

  /// Why a change does not go through now.
  struct Stopped {
    bool others_came_first = false;
    ChangeOutcome outcome;
  };

  /// The register's word about one invoice; nothing: it may be corrected.
  std::optional<Stopped> ask_where_it_matters(const ChangeOfInvoice& one, const BuyerChange& wish) {
    const auto stopped = [](std::optional<ChangeOutcome> outcome) {
      return Stopped{!outcome, outcome.value_or(ChangeOutcome{})};
    };
    const CorrectCommand command = command_for(one);
    const auto changed = store_.read<Result<ChangedOrder>>(
        [&](StoreTransaction& tx) { return changed_order_of(command, shop_, tx, now_); });
    if (!changed && changes_nothing(changed.faults())) return std::nullopt;
    if (!changed) return stopped(outcome_of(changed.faults(), wish));
    RegisterSays says = register_says(*changed, shop_);
    // The invoice bears that no already, and the number is left alone.
    if (!one.change.vat_id && changed->order.buyer.vies == ViesAnswer::kInvalid)
      says = RegisterSays::kDoesNotMatter;
    if (says == RegisterSays::kNotValid)
      return stopped(settled({State::kNumberUnknown, {}, {}, {}}, wish));
    const bool is_open = says == RegisterSays::kOpen && !confirmed_now();
    if (!is_open) return std::nullopt;
    auto outcome = wait_or_ask(wish, *changed);
    return outcome ? std::optional(stopped(std::move(outcome))) : std::nullopt;
  }

  /// Whether the register has said yes to us, for another invoice of the order.
  [[nodiscard]] bool confirmed_now() const {
    return answer_ && answer_->kind == VatAnswer::Kind::kValid;
  }

  /// Nothing: the register has confirmed the number.
  std::optional<ChangeOutcome> wait_or_ask(const BuyerChange& change, const ChangedOrder& changed) {
    if (!shop_.config.vies.ask) {
      return kept_for_seller(change, {{std::string(kNobodyIsAsked), "vat_id",
                                       "the VAT depends on the number, and nobody is asked",
                                       "switch it on with \"vies\": {\"ask\": true}"}});
    }
    const auto number = VatId::parse(changed.order.buyer.vat_id);
    if (!number) return kept_for_seller(change);
    if (is_one_too_many(number->to_string())) {
      return kept_for_seller(change, {{std::string(kTooManyNumbers), "vat_id",
                                       "more VAT numbers were sent in within a day than are asked "
                                       "about in your name",
                                       "look at them, and correct the invoice yourself"}});
    }
    if (registry_ == nullptr) return wait(change, number->to_string());
    if (auto outcome = asked_just_now(change, changed.evidence, number->to_string()))
      return outcome;
    VatAnswer said = ask_about(*number, order_, shop_, store_, *registry_, now_);
    if (!said.asked) return wait(change, number->to_string());
    answer_ = std::move(said);
    if (is_no(*answer_)) return settled({State::kNumberUnknown, {}, {}, {}}, change);
    if (answer_->kind != VatAnswer::Kind::kValid) return wait(change, number->to_string());
    return std::nullopt;
  }

  /// Whether as many other numbers were sent in for the order within a day as the register is asked
  /// about. What waits was counted when it came.
  [[nodiscard]] bool is_one_too_many(const std::string& number) const {
    if (waiting_) return false;
    return store_.read<bool>([&](StoreTransaction& tx) {
      auto others = tx.numbers_sent_in(order_, now_ - kDaily);
      others.erase(number);
      return others.size() >= kMostNumbersADay;
    });
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
    request.next_ask_at =
        now_ + (is_left_open(request, shop_, now_)
                    ? std::chrono::seconds{kDaily}
                    : wait_after(attempts, answer_.value_or(VatAnswer{}), number));
    put(request);
    return {State::kPending, {}, {}, {}};
  }

  static CorrectCommand command_for(const ChangeOfInvoice& one) {
    CorrectCommand command;
    command.number = one.invoice->number;
    command.buyer = one.change;
    command.opens_question = false;
    command.no_counts = NoCounts::kAnHour;
    return command;
  }

  /// All of them in one transaction, or none.
  std::optional<ChangeOutcome> correct_all(const Changes& changes, const BuyerChange& wish,
                                           const Changeable& subject) {
    std::vector<CorrectCommand> commands;
    for (const ChangeOfInvoice& one : changes) commands.push_back(command_for(one));
    const auto corrected = correct_invoices(
        commands, shop_, store_, now_,
        [&](StoreTransaction& tx, const std::vector<CorrectOutcome>& outcomes) {
          if (tx.invoices_of(order_).size() != subject.documents + 2 * outcomes.size())
            return others_came_first();
          return ride(wish, outcomes.back(), tx);
        });
    if (!corrected) return outcome_of(corrected.faults(), wish);
    const CorrectOutcome& last = corrected->back();
    return ChangeOutcome{
        State::kCorrected, {}, (*last.corrected).number, (*last.credit_note).number};
  }

  /// An invoice was issued since: it has to be compared, too.
  [[nodiscard]] Faults others_came_first() const {
    return {{"CORRECT-005", order_.to_string(), "there are other documents by now",
             "look at them with `enclosure why`"}};
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

  std::optional<ChangeOutcome> outcome_of(const Faults& faults, const BuyerChange& change) {
    const std::string& code = faults.front().code;
    if (code == "CORRECT-005" || code == "CORRECT-001") return std::nullopt;
    if (changes_nothing(faults)) return settled({State::kUnchanged, {}, {}, {}}, change);
    if (code == "DETAILS-005") return ChangeOutcome{State::kPending, {}, {}, {}};
    return kept_for_seller(change, faults);
  }

  ChangeOutcome refused(State state) { return settled({state, {}, {}, {}}, {}); }

  /// What this page may not do; `faults` are those that the seller would be told.
  ChangeOutcome kept_for_seller(const BuyerChange& change, Faults faults = {}) {
    return settled({State::kWithSeller, std::move(faults), {}, {}}, change);
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
