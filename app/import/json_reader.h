#pragma once
// A cursor over one JSON object that knows its path, reads members as the types of core/ and logs
// what is wrong with them. A reader goes on after a fault, so that all are found at once.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/import/fault_log.h"
#include "app/import/json_value.h"
#include "core/date.h"
#include "core/decimal.h"
#include "core/ids.h"
#include "core/money.h"
#include "core/result.h"

namespace enclosure::app {

/// Whether a member must be there. A member that is null counts as absent, and so does an empty
/// text that is required.
enum class Need { kOptional, kRequired };

/// An amount of an import stays below this, in minor units.
inline constexpr std::int64_t kMaxMinorUnits = 1'000'000'000'000;

/// `text` as an amount of `currency` within the limits of an import. Faults: those of
/// `Money::parse`, IMPORT-005 too large.
[[nodiscard]] Result<Money> parse_amount(std::string_view text, Currency currency);

/// Reads an instant, or a day alone, which then stands for its noon in UTC: the same day in every
/// time zone of Europe. Fault DATE-002.
[[nodiscard]] Result<Instant> parse_instant_or_day(std::string_view text);

/// Reads the members of `object`. Faults: IMPORT-004 a required member is missing, IMPORT-005 it
/// has the wrong type, and those of the type that is read. Borrows the object and the log.
class Reader {
 public:
  Reader(const JsonValue::Object& object, std::string path, FaultLog& log)
      : object_(&object), path_(std::move(path)), log_(&log) {}

  /// A reader of `value`, or a fault when it is no object.
  static std::optional<Reader> of(const JsonValue& value, std::string path, FaultLog& log);

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string path_of(std::string_view name) const { return join_path(path_, name); }
  [[nodiscard]] FaultLog& log() const { return *log_; }
  [[nodiscard]] const JsonValue::Object& members() const { return *object_; }

  /// The member unless it is absent or null.
  [[nodiscard]] const JsonValue* find(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const { return find(name) != nullptr; }

  /// A single line of text (core/text.h), empty when absent.
  std::string text(std::string_view name, Need need = Need::kOptional,
                   std::size_t max_bytes = 1000) const;
  /// A text or a number as it was written: for ids and amounts that some write as numbers.
  std::string literal(std::string_view name, Need need = Need::kOptional) const;
  /// A decimal number, given as text or as a number without exponent.
  std::optional<Decimal> decimal(std::string_view name, Need need = Need::kOptional) const;
  std::optional<Money> amount(std::string_view name, Currency currency,
                              Need need = Need::kOptional) const;
  std::optional<bool> flag(std::string_view name) const;
  std::optional<Date> date(std::string_view name, Need need = Need::kOptional) const;
  std::optional<Instant> instant(std::string_view name, Need need = Need::kOptional) const;
  std::optional<Instant> instant_or_day(std::string_view name) const;
  /// A list of texts, each a single line.
  std::vector<std::string> texts(std::string_view name) const;

  /// A text read by `T::parse`.
  template <typename T>
  std::optional<T> parsed(std::string_view name, Need need = Need::kOptional) const {
    const std::string value = text(name, need);
    return value.empty() ? std::nullopt : log_->take(T::parse(value), path_of(name));
  }

  /// A mail address, its host in any script (locales/mail_address.h).
  std::optional<EmailAddress> mail_address(std::string_view name) const;

  std::optional<Reader> object(std::string_view name, Need need = Need::kOptional) const;
  /// The objects of a list; those that are none are faults.
  std::vector<Reader> objects(std::string_view name, Need need = Need::kOptional) const;
  /// A list as it is, or nothing.
  const JsonValue::Array* array(std::string_view name, Need need = Need::kOptional) const;

  void fault(std::string_view code, std::string_view name, std::string_view message,
             std::string_view hint) const {
    log_->add(code, path_of(name), message, hint);
  }

  /// Fault IMPORT-009 for each member that is not in `known` and does not begin with "_".
  void allow_only(std::span<const std::string_view> known) const;

 private:
  const JsonValue* need(std::string_view name, Need need) const;
  void wrong_type(std::string_view name, std::string_view wanted) const;

  const JsonValue::Object* object_;
  std::string path_;
  FaultLog* log_;
};

}  // namespace enclosure::app
