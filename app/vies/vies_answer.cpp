#include "app/vies/vies_answer.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/import/json_reader.h"
#include "core/text.h"

namespace enclosure::app {
namespace {

using Kind = VatAnswer::Kind;
using Busy = VatAnswer::Busy;

struct KnownCode {
  std::string_view code;
  Kind kind;
  Busy busy;
};

constexpr std::array kCodes{
    KnownCode{"SERVICE_UNAVAILABLE", Kind::kUnavailable, Busy::kEverybody},
    KnownCode{"MS_UNAVAILABLE", Kind::kUnavailable, Busy::kThatState},
    KnownCode{"TIMEOUT", Kind::kUnavailable, Busy::kThatState},
    KnownCode{"SERVER_BUSY", Kind::kUnavailable, Busy::kEverybody},
    KnownCode{"GLOBAL_MAX_CONCURRENT_REQ", Kind::kUnavailable, Busy::kEverybody},
    KnownCode{"GLOBAL_MAX_CONCURRENT_REQ_TIME", Kind::kUnavailable, Busy::kEverybody},
    KnownCode{"MS_MAX_CONCURRENT_REQ", Kind::kUnavailable, Busy::kThatState},
    KnownCode{"MS_MAX_CONCURRENT_REQ_TIME", Kind::kUnavailable, Busy::kThatState},
    KnownCode{"INVALID_INPUT", Kind::kRefused, Busy::kNobody},
    KnownCode{"INVALID_REQUESTER_INFO", Kind::kRefused, Busy::kNobody},
    KnownCode{"VAT_BLOCKED", Kind::kRefused, Busy::kNobody},
    KnownCode{"IP_BLOCKED", Kind::kRefused, Busy::kEverybody},
};

constexpr std::size_t kMaxText = 500;

VatAnswer unavailable(std::string code) {
  return {Kind::kUnavailable, Busy::kNobody, std::move(code), {}, {}, {}, {}};
}

VatAnswer for_code(std::string_view code) {
  const auto* const at = std::find_if(kCodes.begin(), kCodes.end(),
                                      [&](const KnownCode& known) { return known.code == code; });
  VatAnswer answer = unavailable(printable(code, 60));
  if (at != kCodes.end()) {
    answer.kind = at->kind;
    answer.busy = at->busy;
  }
  return answer;
}

const std::string* text_of(const JsonValue::Object& object, std::string_view name) {
  const JsonValue* value = find(object, name);
  return value == nullptr ? nullptr : value->text();
}

/// A text as people may read it; "---" is what a state says that does not disclose it.
std::string told(const JsonValue::Object& object, std::string_view name) {
  const std::string* text = text_of(object, name);
  if (text == nullptr) return "";
  std::string line = *text;
  std::replace(line.begin(), line.end(), '\n', ' ');
  line = printable(trim(line), kMaxText);
  return line == "---" ? "" : line;
}

/// The first error that `object` reports. `userError` also says VALID and INVALID.
std::optional<std::string> error_of(const JsonValue::Object& object) {
  if (const JsonValue* wrappers = find(object, "errorWrappers");
      wrappers != nullptr && wrappers->array() != nullptr) {
    for (const JsonValue& wrapper : *wrappers->array()) {
      const std::string* code =
          wrapper.object() == nullptr ? nullptr : text_of(*wrapper.object(), "error");
      return code == nullptr ? "NOT_UNDERSTOOD" : *code;
    }
  }
  const std::string* code = text_of(object, "userError");
  if (code == nullptr || code->empty() || *code == "VALID" || *code == "INVALID")
    return std::nullopt;
  return *code;
}

std::optional<bool> verdict_of(const JsonValue::Object& object) {
  for (const std::string_view name : {"valid", "isValid"}) {
    const JsonValue* value = find(object, name);
    if (value == nullptr) continue;
    const bool* flag = std::get_if<bool>(&value->data);
    return flag == nullptr ? std::nullopt : std::optional(*flag);
  }
  return std::nullopt;
}

/// Whether the answer is about the number that was asked, as far as it says.
bool is_about(const JsonValue::Object& object, const VatQuestion& question) {
  const std::string* prefix = text_of(object, "countryCode");
  const std::string* number = text_of(object, "vatNumber");
  return (prefix == nullptr || *prefix == question.prefix) &&
         (number == nullptr || *number == question.number);
}

VatAnswer verdict(const JsonValue::Object& object, bool valid) {
  VatAnswer answer;
  answer.kind = valid ? Kind::kValid : Kind::kInvalid;
  answer.consultation = told(object, "requestIdentifier");
  answer.register_time = told(object, "requestDate");
  answer.name = told(object, "name");
  answer.address = told(object, "address");
  return answer;
}

}  // namespace

std::string vies_question_json(const VatQuestion& question) {
  nlohmann::ordered_json json{{"countryCode", question.prefix}, {"vatNumber", question.number}};
  if (!question.requester_number.empty()) {
    json["requesterMemberStateCode"] = question.requester_prefix;
    json["requesterNumber"] = question.requester_number;
  }
  return json.dump();
}

VatAnswer read_vies_answer(int status, std::string_view content_type, std::string_view body,
                           const VatQuestion& question) {
  const std::string http_code = "HTTP_" + std::to_string(status);
  VatAnswer strange = unavailable(status == 200 ? "NOT_UNDERSTOOD" : http_code);
  if (status == 429 || status == 503) strange.busy = Busy::kEverybody;
  const bool json = content_type == "application/json" || content_type.ends_with("+json");
  if (!json) return status == 200 ? unavailable("NOT_JSON") : strange;
  FaultLog log;
  const auto value = parse_json(body, "", 1, log);
  if (!value) return status == 200 ? unavailable("NOT_JSON") : strange;
  const JsonValue::Object* object = value->object();
  if (object == nullptr) return strange;
  if (const auto error = error_of(*object)) return for_code(*error);
  const auto valid = verdict_of(*object);
  if (status != 200 || !valid) return strange;
  if (!is_about(*object, question)) return unavailable("OTHER_NUMBER");
  return verdict(*object, *valid);
}

}  // namespace enclosure::app
