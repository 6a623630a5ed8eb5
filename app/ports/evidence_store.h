#pragma once
// The port to what registers and central banks told: part of the store (app/ports/store.h), with a
// conformance suite of its own (tests/store/evidence_conformance_test.cpp).

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "app/ports/reference_rates.h"
#include "app/ports/vat_registry.h"
#include "core/date.h"
#include "core/ids.h"
#include "core/result.h"

namespace enclosure::app {

/// One question that was put to the register, and what came of it: the proof. Rows are only ever
/// added.
struct Consultation {
  std::string vat_id;  ///< with its prefix
  OrderId order;       ///< for which it was asked; the answer serves every order of that buyer
  Instant asked_at{};
  Date asked_on{};        ///< the seller's day
  std::string requester;  ///< the number of who asked, or empty
  VatAnswer answer;

  friend bool operator==(const Consultation&, const Consultation&) = default;
};

/// A question that has no yes or no yet. One per order: about its buyer's number.
struct OpenQuestion {
  OrderId order;
  std::string vat_id;
  Instant opened_at{};
  Instant decide_by{};  ///< from then on the seller must decide
  int attempts = 0;
  std::optional<Instant> last_asked_at;
  std::string last_code;               ///< "MS_UNAVAILABLE"; empty before the first attempt
  std::optional<Instant> next_ask_at;  ///< none: not asked again by itself

  friend bool operator==(const OpenQuestion&, const OpenQuestion&) = default;
};

/// What the seller decided about a number that the register left open. Rows are only ever added;
/// the last one of an order counts.
struct OwnDecision {
  enum class Kind {
    kAskAgain,
    kTax,     ///< as if no number had been given
    kExempt,  ///< as if it had been confirmed, at the seller's own risk
  };
  OrderId order;
  std::string vat_id;
  Kind kind = Kind::kAskAgain;
  std::string by;
  std::string because;
  Instant at{};

  friend bool operator==(const OwnDecision&, const OwnDecision&) = default;
};

/// How an import changed the rates.
struct RateChange {
  std::size_t added = 0;
  std::size_t unchanged = 0;
};

/// The words of evidence inside one unit of work.
struct EvidenceTransaction {
  virtual ~EvidenceTransaction() = default;

  virtual void add_consultation(const Consultation& consultation) = 0;
  /// Every consultation about `vat_id`, in the order in which they were asked.
  virtual std::vector<Consultation> consultations_of(const std::string& vat_id) = 0;

  /// Opens the question of its order, or replaces it.
  virtual void put_question(const OpenQuestion& question) = 0;
  virtual void close_question(const OrderId& order) = 0;
  virtual std::optional<OpenQuestion> question_of(const OrderId& order) = 0;
  /// All of them, by the instant of the next attempt, those without one last.
  virtual std::vector<OpenQuestion> open_questions() = 0;
  /// The first instant after `now` at which a question is asked again or becomes the seller's.
  virtual std::optional<Instant> next_question_after(Instant now) = 0;

  virtual void add_own_decision(const OwnDecision& decision) = 0;
  virtual std::optional<OwnDecision> own_decision_of(const OrderId& order) = 0;

  /// Adds rates; the same once more is no change. Fault RATES-005, once per rate, where another
  /// value is there already; then nothing may be kept of it (roll back).
  virtual Result<RateChange> put_rates(const std::vector<DayRates>& days, Instant now) = 0;
  virtual std::optional<DayRates> rates_of(Date day) = 0;
  virtual std::optional<Date> newest_rate_day() = 0;  ///< nothing before the first
  /// How many days have rates.
  virtual std::size_t count_rate_days() = 0;
};

}  // namespace enclosure::app
