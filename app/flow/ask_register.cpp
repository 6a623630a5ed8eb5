#include "app/flow/ask_register.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "app/store/files.h"
#include "core/vat_id.h"

namespace enclosure::app {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr seconds kFirstWait = minutes{1};
constexpr seconds kLongestWait = hours{4};
constexpr seconds kOverloadedWait = minutes{15};
constexpr seconds kDaily = hours{24};  // once the seller must decide

bool is_answer(const VatAnswer& answer) {
  return answer.kind == VatAnswer::Kind::kValid || answer.kind == VatAnswer::Kind::kInvalid;
}

/// In whose name is asked: as configured, else the seller's number at home, else any that VIES
/// knows.
std::optional<VatId> requester_of(const Shop& shop) {
  std::vector<std::string> numbers{shop.config.vies.requester};
  for (const auto& [state, number] : shop.config.seller.vat_ids) {
    const bool home = state == shop.config.seller.established;
    numbers.insert(home ? numbers.begin() + 1 : numbers.end(), number);
  }
  for (const std::string& number : numbers) {
    const auto id = VatId::parse(number);
    if (id && id->is_in_vies()) return *id;
  }
  return std::nullopt;
}

/// What a seller can do about an answer that will not change by itself.
std::string cure_of(const std::string& code, const OrderId& order) {
  const std::string again =
      ", then `enclosure vat-check " + order.to_string() + " --retry --by NAME`";
  if (code == "INVALID_REQUESTER_INFO")
    return "VIES does not know the number in whose name you ask: set vies.requester" + again;
  if (code == "IP_BLOCKED")
    return "VIES has blocked this machine's address: ask its help desk" + again;
  if (code == "VAT_BLOCKED") return "VIES has blocked your own number: ask its help desk" + again;
  return "VIES does not take this number: ask the buyer for the right one, or decide: `enclosure "
         "vat-check " +
         order.to_string() + " --tax --by NAME`";
}

std::string how_often(const OpenQuestion& question) {
  if (question.attempts == 0) return "not asked yet";
  return fmt::format("asked {} time{}, last on {}: {}", question.attempts,
                     question.attempts == 1 ? "" : "s", to_string(*question.last_asked_at),
                     question.last_code);
}

/// Puts `question` off after an attempt that brought neither yes nor no.
void put_off(OpenQuestion& question, const VatAnswer& answer, Instant now) {
  ++question.attempts;
  question.last_asked_at = now;
  question.last_code = answer.code;
  if (answer.kind == VatAnswer::Kind::kRefused) {
    question.next_ask_at.reset();
  } else if (now >= question.decide_by) {
    question.next_ask_at = now + kDaily;
  } else {
    question.next_ask_at =
        std::min(now + wait_after(question.attempts, answer, question.vat_id), question.decide_by);
  }
}

/// One round: who is asked, and who need not be any more.
class Round {
 public:
  Round(const Shop& shop, Store& store, VatRegistry& registry, Instant now)
      : shop_(shop),
        store_(store),
        registry_(registry),
        now_(now),
        requester_(requester_of(shop)) {}

  AskReport run() {
    std::map<std::string, std::vector<OpenQuestion>> by_number;
    std::vector<std::string> due;
    for (OpenQuestion& question :
         store_.read<std::vector<OpenQuestion>>([](auto& tx) { return tx.open_questions(); })) {
      auto& all = by_number[question.vat_id];
      const bool is_due = question.next_ask_at && *question.next_ask_at <= now_;
      if (is_due && std::find(due.begin(), due.end(), question.vat_id) == due.end())
        due.push_back(question.vat_id);
      all.push_back(std::move(question));
    }
    for (const std::string& number : due) {
      if (const VatAnswer* busy = busy_for(number)) {
        put_all_off(by_number[number], *busy);
      } else {
        ask(number, by_number[number]);
      }
    }
    return std::move(report_);
  }

 private:
  [[nodiscard]] const VatAnswer* busy_for(const std::string& number) const {
    if (everybody_busy_) return &*everybody_busy_;
    const auto state = busy_states_.find(number.substr(0, 2));
    return state == busy_states_.end() ? nullptr : &state->second;
  }

  void ask(const std::string& number, const std::vector<OpenQuestion>& questions) {
    const auto id = VatId::parse(number);
    if (!id) return;
    ++report_.asked;
    const VatAnswer answer = registry_.check(VatQuestion::about(*id, requester_));
    if (answer.busy == VatAnswer::Busy::kEverybody) everybody_busy_ = answer;
    if (answer.busy == VatAnswer::Busy::kThatState) busy_states_[number.substr(0, 2)] = answer;
    store_.write([&](StoreTransaction& tx) {
      tx.add_consultation({number, questions.front().order, now_,
                           shop_.config.time_zone.date_of(now_),
                           requester_ ? requester_->to_string() : "", answer});
      for (OpenQuestion question : still_open(questions, tx)) {
        if (is_answer(answer)) {
          tx.close_question(question.order);
          report_.decided_orders.push_back(question.order);
        } else {
          put_off(question, answer, now_);
          tx.put_question(question);
        }
      }
    });
    report_.answered += is_answer(answer);
  }

  /// As they stand now: while the register was asked the seller may have decided, or an import may
  /// have brought another number.
  static std::vector<OpenQuestion> still_open(const std::vector<OpenQuestion>& questions,
                                              StoreTransaction& tx) {
    std::vector<OpenQuestion> open;
    for (const OpenQuestion& asked : questions) {
      auto stands = tx.question_of(asked.order);
      if (stands && stands->vat_id == asked.vat_id) open.push_back(*std::move(stands));
    }
    return open;
  }

  /// Not asked this time: later, without an attempt being counted.
  void put_all_off(const std::vector<OpenQuestion>& questions, const VatAnswer& busy) {
    store_.write([&](StoreTransaction& tx) {
      for (OpenQuestion question : still_open(questions, tx)) {
        if (!question.next_ask_at) continue;
        question.next_ask_at =
            now_ + wait_after(std::max(1, question.attempts), busy, question.vat_id);
        tx.put_question(question);
      }
    });
  }

  const Shop& shop_;
  Store& store_;
  VatRegistry& registry_;
  Instant now_;
  std::optional<VatId> requester_;
  std::optional<VatAnswer> everybody_busy_;
  std::map<std::string, VatAnswer> busy_states_;
  AskReport report_;
};

}  // namespace

Hold hold_of(const std::string& vat_id, const OpenQuestion* question, const Shop& shop,
             Instant now) {
  const std::string waits = "held: the decision depends on the buyer's VAT number " + vat_id +
                            ", which VIES has not "
                            "confirmed";
  Hold hold{{"VIES-001", "buyer.vat_id", waits, ""}, false};
  Fault& fault = hold.fault;
  if (question != nullptr && !question->next_ask_at) {
    fault.code = "VIES-004";
    fault.message = waits + "; it refuses the question: " + question->last_code;
    fault.hint = cure_of(question->last_code, question->order);
    return hold;
  }
  if (!shop.config.vies.ask) {
    fault.code = "VIES-002";
    fault.message = waits + "; nobody is asked";
    fault.hint =
        "switch it on with \"vies\": {\"ask\": true} in enclosure.json, or give the order the "
        "answer: buyer.vies, vies_day and vies_consultation";
    return hold;
  }
  if (question == nullptr) {
    fault.hint = "it is asked at the next run; there is nothing to do";
    hold.by_itself = true;
    return hold;
  }
  fault.message = waits + "; since " + to_string(question->opened_at) + ", " + how_often(*question);
  if (now >= question->decide_by) {
    const std::string order = question->order.to_string();
    fault.code = "VIES-003";
    fault.hint =
        "decide: `enclosure vat-check " + order +
        " --tax`, `--exempt-at-own-risk` or "
        "`--retry`, each with --by NAME --because REASON; meanwhile it is asked once a day";
    return hold;
  }
  hold.by_itself = true;
  fault.hint = "it is asked again on " + to_string(*question->next_ask_at) + "; from " +
               to_string(question->decide_by) + " on you decide (`enclosure why " +
               question->order.to_string() + "`)";
  return hold;
}

Hold hold_for_register(const Order& consignment, Date supply_day, const Shop& shop,
                       StoreTransaction& tx, Instant now) {
  const auto id = VatId::parse(consignment.buyer.vat_id);
  const std::string number = id ? id->to_string() : consignment.buyer.vat_id;
  auto question = tx.question_of(consignment.id);
  if (question && question->vat_id != number) question.reset();  // the order names another one now
  if (!question && id && shop.config.vies.ask) {
    question = OpenQuestion{consignment.id,
                            number,
                            now,
                            decide_by(now, supply_day, shop.config.vies.give_up_after_hours),
                            0,
                            std::nullopt,
                            "",
                            now};
    tx.put_question(*question);
  }
  return hold_of(number, question ? &*question : nullptr, shop, now);
}

Instant decide_by(Instant opened_at, Date supply_day, int give_up_after_hours) {
  const Instant limit = opened_at + hours{give_up_after_hours};
  const auto next_month = supply_day.year() / supply_day.month() + std::chrono::months{1};
  const Instant lawful = std::chrono::sys_days{next_month / 14} + hours{12};
  return lawful > opened_at ? std::min(limit, lawful) : limit;
}

std::chrono::seconds wait_after(int attempts, const VatAnswer& answer, const std::string& vat_id) {
  seconds wait = kFirstWait;
  for (int i = 1; i < attempts && wait < kLongestWait; ++i) wait *= 2;
  const bool overloaded = answer.code.find("MAX_CONCURRENT") != std::string::npos;
  if (overloaded) wait = std::max(wait, kOverloadedWait);
  wait = std::min(wait, kLongestWait);
  // From 80 to 120 percent, the same for the same number and attempt.
  const std::string hash = sha256_hex(vat_id + "/" + std::to_string(attempts));
  const int percent = 80 + std::stoi(hash.substr(0, 4), nullptr, 16) % 41;
  return wait * percent / 100;
}

VatAnswer ask_about(const VatId& number, const OrderId& order, const Shop& shop, Store& store,
                    VatRegistry& registry, Instant now) {
  const auto requester = requester_of(shop);
  VatAnswer answer = registry.check(VatQuestion::about(number, requester));
  if (!answer.asked) return answer;
  store.write([&](StoreTransaction& tx) {
    tx.add_consultation({number.to_string(), order, now, shop.config.time_zone.date_of(now),
                         requester ? requester->to_string() : "", answer});
    if (!is_answer(answer)) return;
    for (const OpenQuestion& question : tx.open_questions()) {
      if (question.vat_id == number.to_string()) tx.close_question(question.order);
    }
  });
  return answer;
}

AskReport ask_what_is_due(const Shop& shop, Store& store, VatRegistry& registry, Instant now) {
  return Round(shop, store, registry, now).run();
}

}  // namespace enclosure::app
