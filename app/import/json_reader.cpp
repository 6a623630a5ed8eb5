#include "app/import/json_reader.h"

#include <algorithm>

#include "core/text.h"
#include "core/visible.h"
#include "locales/mail_address.h"

namespace enclosure::app {

Result<Money> parse_amount(std::string_view text, Currency currency) {
  auto amount = Money::parse(text, currency);
  if (!amount) return amount;
  if (amount->minor_units() < kMaxMinorUnits && amount->minor_units() > -kMaxMinorUnits) {
    return amount;
  }
  return Fault{"IMPORT-005", "", "the amount is too large: \"" + std::string(text) + "\"",
               "an amount has fewer than 13 digits, those after the point counted"};
}

Result<Instant> parse_instant_or_day(std::string_view text) {
  if (const auto day = parse_date(text)) {
    return Instant{std::chrono::sys_days{*day}} + std::chrono::hours{12};
  }
  return parse_instant(text);
}

std::optional<Reader> Reader::of(const JsonValue& value, std::string path, FaultLog& log) {
  if (const auto* object = value.object()) return Reader(*object, std::move(path), log);
  log.add("IMPORT-005", path, "not an object", "write it as {…}");
  return std::nullopt;
}

const JsonValue* Reader::find(std::string_view name) const {
  const JsonValue* value = app::find(*object_, name);
  return value == nullptr || value->is_null() ? nullptr : value;
}

const JsonValue* Reader::need(std::string_view name, Need need) const {
  const JsonValue* value = find(name);
  const bool blank = value != nullptr && value->text() != nullptr && !has_visible(*value->text());
  if (need == Need::kRequired && (value == nullptr || blank)) {
    fault("IMPORT-004", name, "the member is missing or empty", "add it");
    return nullptr;
  }
  return value;
}

void Reader::wrong_type(std::string_view name, std::string_view wanted) const {
  fault("IMPORT-005", name, "wrong type of value", "write " + std::string(wanted));
}

std::string Reader::text(std::string_view name, Need need_of, std::size_t max_bytes) const {
  const JsonValue* value = need(name, need_of);
  if (value == nullptr) return {};
  if (value->text() == nullptr) {
    wrong_type(name, "a text in quotes");
    return {};
  }
  return log_->take(single_line(*value->text(), max_bytes), path_of(name)).value_or("");
}

std::string Reader::literal(std::string_view name, Need need_of) const {
  const JsonValue* value = need(name, need_of);
  if (value == nullptr) return {};
  if (const auto* number = value->number()) return number->literal;
  if (value->text() == nullptr) {
    wrong_type(name, "a text or a number");
    return {};
  }
  return log_->take(single_line(*value->text()), path_of(name)).value_or("");
}

std::optional<Decimal> Reader::decimal(std::string_view name, Need need_of) const {
  const std::string value = literal(name, need_of);
  return value.empty() ? std::nullopt : log_->take(Decimal::parse(value), path_of(name));
}

std::optional<Money> Reader::amount(std::string_view name, Currency currency, Need need_of) const {
  const std::string value = literal(name, need_of);
  return value.empty() ? std::nullopt : log_->take(parse_amount(value, currency), path_of(name));
}

std::optional<bool> Reader::flag(std::string_view name) const {
  const JsonValue* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (const bool* flag = std::get_if<bool>(&value->data)) return *flag;
  wrong_type(name, "true or false");
  return std::nullopt;
}

std::optional<Date> Reader::date(std::string_view name, Need need_of) const {
  const std::string value = text(name, need_of);
  return value.empty() ? std::nullopt : log_->take(parse_date(value), path_of(name));
}

std::optional<Instant> Reader::instant(std::string_view name, Need need_of) const {
  const std::string value = text(name, need_of);
  return value.empty() ? std::nullopt : log_->take(parse_instant(value), path_of(name));
}

std::optional<Instant> Reader::instant_or_day(std::string_view name) const {
  const std::string value = text(name);
  return value.empty() ? std::nullopt : log_->take(parse_instant_or_day(value), path_of(name));
}

std::optional<EmailAddress> Reader::mail_address(std::string_view name) const {
  const std::string value = text(name);
  if (value.empty()) return std::nullopt;
  return log_->take(locales::parse_mail_address(value), path_of(name));
}

std::vector<std::string> Reader::texts(std::string_view name) const {
  std::vector<std::string> result;
  const auto* list = array(name);
  if (list == nullptr) return result;
  for (std::size_t i = 0; i < list->size(); ++i) {
    const std::string path = path_of(name) + "[" + std::to_string(i) + "]";
    if (const std::string* value = (*list)[i].text()) {
      if (auto line = log_->take(single_line(*value), path)) result.push_back(*std::move(line));
    } else {
      log_->add("IMPORT-005", path, "wrong type of value", "write a text in quotes");
    }
  }
  return result;
}

std::optional<Reader> Reader::object(std::string_view name, Need need_of) const {
  const JsonValue* value = need(name, need_of);
  return value == nullptr ? std::nullopt : of(*value, path_of(name), *log_);
}

std::vector<Reader> Reader::objects(std::string_view name, Need need_of) const {
  std::vector<Reader> result;
  const auto* list = array(name, need_of);
  if (list == nullptr) return result;
  for (std::size_t i = 0; i < list->size(); ++i) {
    const std::string path = path_of(name) + "[" + std::to_string(i) + "]";
    if (auto reader = of((*list)[i], path, *log_)) result.push_back(*std::move(reader));
  }
  return result;
}

const JsonValue::Array* Reader::array(std::string_view name, Need need_of) const {
  const JsonValue* value = need(name, need_of);
  if (value == nullptr) return nullptr;
  if (value->array() == nullptr) wrong_type(name, "a list in brackets");
  return value->array();
}

void Reader::allow_only(std::span<const std::string_view> known) const {
  for (const auto& [name, value] : *object_) {
    if (name.starts_with('_') || std::find(known.begin(), known.end(), name) != known.end()) {
      continue;
    }
    fault("IMPORT-009", name, "unknown member",
          "check its spelling; a member that begins with _ is left alone");
  }
}

}  // namespace enclosure::app
