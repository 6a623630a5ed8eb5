// The words of evidence (app/ports/evidence_store.h) in SQLite's dialect.

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "app/errors.h"
#include "app/store/sqlite_rows.h"
#include "app/store/sqlite_transaction.h"
#include "app/store/trusted.h"

namespace enclosure::app {
namespace {

using sql::Int;
using sql::NullableInt;
using Text = std::string;

constexpr const char* kOutcomes[] = {"valid", "invalid", "unavailable", "refused"};
constexpr const char* kBusy[] = {"nobody", "state", "everybody"};
constexpr const char* kDecisions[] = {"ask_again", "tax", "exempt"};

template <typename Enum, std::size_t N>
Enum named(const Text& text, const char* const (&names)[N]) {
  const auto* const at = std::find(std::begin(names), std::end(names), text);
  if (at == std::end(names)) {
    throw WorldError(kExitUnavailable, "the store holds a damaged evidence: " + text,
                     "restore enclosure.db from a backup, then run `enclosure verify`");
  }
  return static_cast<Enum>(at - std::begin(names));
}

using ConsultationRow =
    Poco::Tuple<Text, Text, Int, Text, Text, Text, Text, Text, Text, Text, Text, Text>;

Consultation consultation_of(const ConsultationRow& row) {
  Consultation one;
  one.vat_id = row.get<0>();
  one.order = sql::order_id(row.get<1>());
  one.asked_at = sql::instant(row.get<2>());
  one.asked_on = trusted(parse_date(row.get<3>()), "date");
  one.requester = row.get<4>();
  one.answer.kind = named<VatAnswer::Kind>(row.get<5>(), kOutcomes);
  one.answer.busy = named<VatAnswer::Busy>(row.get<6>(), kBusy);
  one.answer.code = row.get<7>();
  one.answer.consultation = row.get<8>();
  one.answer.register_time = row.get<9>();
  one.answer.name = row.get<10>();
  one.answer.address = row.get<11>();
  return one;
}

using QuestionRow = Poco::Tuple<Text, Text, Int, Int, Int, NullableInt, Text, NullableInt>;
constexpr const char* kQuestionColumns =
    "SELECT order_id, vat_id, opened_at, decide_by, attempts, last_asked_at, last_code, "
    "next_ask_at FROM vat_questions ";

OpenQuestion question_of_row(const QuestionRow& row) {
  OpenQuestion one;
  one.order = sql::order_id(row.get<0>());
  one.vat_id = row.get<1>();
  one.opened_at = sql::instant(row.get<2>());
  one.decide_by = sql::instant(row.get<3>());
  one.attempts = static_cast<int>(row.get<4>());
  one.last_asked_at = sql::instant(row.get<5>());
  one.last_code = row.get<6>();
  one.next_ask_at = sql::instant(row.get<7>());
  return one;
}

Fault other_rate(Date day, Currency currency, const Text& stored, const Text& told) {
  return {"RATES-005", "rates " + enclosure::to_string(day) + " " + currency.to_string(),
          "another rate is stored already: " + stored + ", not " + told,
          "a published rate does not change: compare both with the European Central Bank's page"};
}

}  // namespace

void SqliteTransaction::add_consultation(const Consultation& one) {
  sql::run(session_,
           "INSERT INTO vat_consultations (vat_id, order_id, asked_at, asked_on, requester, "
           "outcome, busy, code, consultation, register_time, name, address) "
           "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
           one.vat_id, one.order.to_string(), sql::seconds(one.asked_at),
           enclosure::to_string(one.asked_on), one.requester,
           Text(kOutcomes[static_cast<std::size_t>(one.answer.kind)]),
           Text(kBusy[static_cast<std::size_t>(one.answer.busy)]), one.answer.code,
           one.answer.consultation, one.answer.register_time, one.answer.name, one.answer.address);
}

std::vector<Consultation> SqliteTransaction::consultations_of(const std::string& vat_id) {
  return sql::mapped(
      sql::rows<ConsultationRow>(
          session_,
          "SELECT vat_id, order_id, asked_at, asked_on, requester, outcome, busy, code, "
          "consultation, register_time, name, address FROM vat_consultations "
          "WHERE vat_id = ? ORDER BY position",
          vat_id),
      consultation_of);
}

void SqliteTransaction::put_question(const OpenQuestion& one) {
  sql::run(session_,
           "INSERT OR REPLACE INTO vat_questions (order_id, vat_id, opened_at, decide_by, "
           "attempts, last_asked_at, last_code, next_ask_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
           one.order.to_string(), one.vat_id, sql::seconds(one.opened_at),
           sql::seconds(one.decide_by), Int{one.attempts}, sql::seconds(one.last_asked_at),
           one.last_code, sql::seconds(one.next_ask_at));
}

void SqliteTransaction::close_question(const OrderId& order) {
  sql::run(session_, "DELETE FROM vat_questions WHERE order_id = ?", order.to_string());
}

std::optional<OpenQuestion> SqliteTransaction::question_of(const OrderId& order) {
  const auto rows = sql::rows<QuestionRow>(session_, Text(kQuestionColumns) + "WHERE order_id = ?",
                                           order.to_string());
  return sql::first(rows, question_of_row);
}

std::vector<OpenQuestion> SqliteTransaction::open_questions() {
  return sql::mapped(
      sql::rows<QuestionRow>(session_,
                             Text(kQuestionColumns) +
                                 "ORDER BY next_ask_at IS NULL, next_ask_at, opened_at, order_id"),
      question_of_row);
}

std::optional<Instant> SqliteTransaction::next_question_after(Instant now) {
  return sql::moment(session_,
                     "SELECT min(at) FROM (SELECT min(next_ask_at) AS at FROM vat_questions "
                     "WHERE next_ask_at > ? UNION ALL SELECT min(decide_by) FROM vat_questions "
                     "WHERE decide_by > ?)",
                     sql::seconds(now), sql::seconds(now));
}

void SqliteTransaction::add_own_decision(const OwnDecision& one) {
  sql::run(session_,
           "INSERT INTO vat_decisions (order_id, vat_id, decision, decided_by, because, at) "
           "VALUES (?, ?, ?, ?, ?, ?)",
           one.order.to_string(), one.vat_id, Text(kDecisions[static_cast<std::size_t>(one.kind)]),
           one.by, one.because, sql::seconds(one.at));
}

std::optional<OwnDecision> SqliteTransaction::own_decision_of(const OrderId& order) {
  const auto rows = sql::rows<Poco::Tuple<Text, Text, Text, Text, Int>>(
      session_,
      "SELECT vat_id, decision, decided_by, because, at FROM vat_decisions "
      "WHERE order_id = ? ORDER BY position DESC LIMIT 1",
      order.to_string());
  if (rows.empty()) return std::nullopt;
  const auto& row = rows.front();
  return OwnDecision{order,        row.get<0>(), named<OwnDecision::Kind>(row.get<1>(), kDecisions),
                     row.get<2>(), row.get<3>(), sql::instant(row.get<4>())};
}

Result<RateChange> SqliteTransaction::put_rates(const std::vector<DayRates>& days, Instant now) {
  if (days.empty()) return RateChange{};
  const auto [first, last] = std::minmax_element(
      days.begin(), days.end(), [](const DayRates& a, const DayRates& b) { return a.day < b.day; });
  std::map<std::pair<Text, Text>, Text> stored;
  for (const auto& row : sql::rows<Poco::Tuple<Text, Text, Text>>(
           session_, "SELECT day, currency, rate FROM reference_rates WHERE day BETWEEN ? AND ?",
           enclosure::to_string(first->day), enclosure::to_string(last->day))) {
    stored[{row.get<0>(), row.get<1>()}] = row.get<2>();
  }
  RateChange change;
  Faults faults;
  std::vector<std::tuple<Text, Text, Text>> added;  // day, currency, rate
  for (const DayRates& day : days) {
    const Text date = enclosure::to_string(day.day);
    for (const auto& [currency, rate] : day.per_euro) {
      const Text told = rate.normalised().to_string();
      const auto before = stored.find({date, currency.to_string()});
      if (before == stored.end()) {
        added.emplace_back(date, currency.to_string(), told);
      } else if (before->second == told) {
        ++change.unchanged;
      } else {
        faults.push_back(other_rate(day.day, currency, before->second, told));
      }
    }
  }
  if (!faults.empty()) return faults;
  change.added = added.size();
  for (const auto& [day, currency, rate] : added) {
    sql::run(session_,
             "INSERT INTO reference_rates (day, currency, rate, taken_at) VALUES (?, ?, ?, ?)", day,
             currency, rate, sql::seconds(now));
  }
  return change;
}

std::optional<DayRates> SqliteTransaction::rates_of(Date day) {
  DayRates rates{day, {}};
  for (const auto& row : sql::rows<Poco::Tuple<Text, Text>>(
           session_, "SELECT currency, rate FROM reference_rates WHERE day = ?",
           enclosure::to_string(day))) {
    rates.per_euro.emplace(trusted(Currency::parse(row.get<0>()), "currency"),
                           trusted(Decimal::parse(row.get<1>()), "reference rate"));
  }
  if (rates.per_euro.empty()) return std::nullopt;
  return rates;
}

std::optional<Date> SqliteTransaction::newest_rate_day() {
  const auto day = sql::value<sql::NullableText>(session_, "SELECT max(day) FROM reference_rates");
  if (!day || day->isNull()) return std::nullopt;
  return trusted(parse_date(day->value()), "date");
}

std::size_t SqliteTransaction::count_rate_days() {
  return sql::count(session_, "SELECT count(DISTINCT day) FROM reference_rates");
}

}  // namespace enclosure::app
