#include "app/http/buyer_forms.h"

#include <algorithm>
#include <array>
#include <utility>

#include <nlohmann/json.hpp>

#include "app/http/form.h"
#include "app/http/strict_json.h"
#include "core/text.h"

namespace enclosure::app::http {
namespace {

using Json = nlohmann::ordered_json;
using Field = std::optional<std::string> DetailsInput::*;

constexpr std::array<std::pair<std::string_view, Field>, 9> kFields = {{
    {"name", &DetailsInput::name},
    {"company", &DetailsInput::company},
    {"street", &DetailsInput::street},
    {"postcode", &DetailsInput::postcode},
    {"city", &DetailsInput::city},
    {"country", &DetailsInput::country},
    {"vat_id", &DetailsInput::vat_id},
    {"reference", &DetailsInput::reference},
    {"postcode_of_delivery", &DetailsInput::postcode_of_delivery},
}};

Fault unreadable(bool is_json) {
  return {"DETAILS-006", "", is_json ? "this is no object of JSON" : "this is no form",
          is_json ? "send {\"company\": \"…\", \"vat_id\": \"…\"}"
                  : "send application/x-www-form-urlencoded, each field once, in UTF-8"};
}

Fault misplaced(const std::string& path, const std::string& what) {
  return {"DETAILS-007", path, what, "docs/links.md lists the members"};
}

Field field_named(std::string_view name) {
  const auto at = std::find_if(kFields.begin(), kFields.end(),
                               [&](const auto& one) { return one.first == name; });
  return at == kFields.end() ? nullptr : at->second;
}

/// Reads an object of JSON into the fields.
class JsonDetails {
 public:
  Result<SentDetails> read(const Json& json) {
    for (const auto& [name, value] : json.items()) {
      if (value.is_null()) continue;
      if (name == "billing_address") {
        read_address(value);
      } else if (name == "lang") {
        take(value, name, sent_.language);
      } else if (const Field field = field_named(name)) {
        take(value, name, place_of(field, name));
      } else {
        faults_.push_back(misplaced(name, "unknown member"));
      }
    }
    if (!faults_.empty()) return std::move(faults_);
    return std::move(sent_);
  }

 private:
  /// Where the value of `path` goes, which no other member has filled.
  std::string& place_of(Field field, const std::string& path) {
    if (sent_.input.*field)
      faults_.push_back(misplaced(path, "another member says the same; send one of them"));
    return (sent_.input.*field).emplace();
  }

  void read_address(const Json& address) {
    if (!address.is_object()) {
      faults_.push_back(misplaced("billing_address", "not an object"));
      return;
    }
    for (const auto& [name, value] : address.items()) {
      if (value.is_null()) continue;
      const std::string path = "billing_address." + name;
      if (name == "lines") {
        read_lines(value, path);
      } else if (name == "street" || name == "postcode" || name == "city" || name == "country") {
        take(value, path, place_of(field_named(name), path));
      } else {
        faults_.push_back(misplaced(path, "unknown member"));
      }
    }
  }

  void read_lines(const Json& lines, const std::string& path) {
    std::string& street = place_of(&DetailsInput::street, path);
    if (!lines.is_array()) {
      faults_.push_back(misplaced(path, "not an array"));
      return;
    }
    for (const Json& line : lines) {
      std::string text;
      take(line, path, text);
      if (!text.empty()) street += (street.empty() ? "" : ", ") + text;
    }
  }

  void take(const Json& value, const std::string& path, std::string& to) {
    if (value.is_string()) {
      to = value.get<std::string>();
    } else {
      faults_.push_back(misplaced(path, "not a text"));
    }
  }

  SentDetails sent_;
  Faults faults_;
};

/// An object of JSON that can be understood in one way alone.
Result<Json> parse(std::string_view body) {
  Json json;
  std::string twice;
  const JsonTrouble trouble = read_strictly(body, json, twice);
  if (trouble == JsonTrouble::kTwice) return misplaced(twice, "this member stands twice");
  if (trouble != JsonTrouble::kNone || !json.is_object()) return unreadable(true);
  return json;
}

/// "application/json" of "application/json; charset=utf-8", in small letters.
std::string media_type_of(std::string_view field) {
  return to_lower_ascii(trim(field.substr(0, field.find(';'))));
}

/// "host:port" of an origin or of an address; empty where it is none.
std::string_view authority_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  return url.substr(0, url.find('/'));
}

}  // namespace

Result<SentDetails> read_details(bool is_json, std::string_view body) {
  if (is_json) {
    const auto json = parse(body);
    return json ? JsonDetails().read(*json) : json.faults();
  }
  const auto form = Form::parse(body);
  if (!form) return unreadable(false);
  SentDetails sent;
  Faults faults;
  for (const auto& [name, value] : form->fields()) {
    if (const Field field = field_named(name)) {
      sent.input.*field = value;
    } else if (name == "lang") {
      sent.language = value;
    } else {
      faults.push_back(misplaced(name, "unknown field"));
    }
  }
  if (!faults.empty()) return faults;
  return sent;
}

Result<SentFactor> read_factor(bool is_json, std::string_view body) {
  SentFactor sent;
  bool is_there = false;
  if (is_json) {
    const auto json = parse(body);
    if (!json) return json.faults();
    const auto answer = json->find("postcode");
    is_there = answer != json->end() && answer->is_string();
    if (is_there) sent.answer = answer->get<std::string>();
  } else {
    const auto form = Form::parse(body);
    if (!form) return unreadable(false);
    is_there = form->field("postcode").has_value();
    sent.answer = form->field("postcode").value_or("");
    sent.language = form->field("lang").value_or("");
  }
  if (!is_there)
    return Fault{"DETAILS-001", "postcode", "this must not be empty", "send the field postcode"};
  return sent;
}

std::optional<bool> is_json_body(const RequestHead& head) {
  const std::string type = media_type_of(head.field("content-type").value_or(""));
  if (type == "application/json") return true;
  if (type == "application/x-www-form-urlencoded") return false;
  return std::nullopt;
}

bool wants_json(const RequestHead& head) {
  if (head.accepts_html()) return false;
  const std::string accept = to_lower_ascii(head.field("accept").value_or(""));
  return accept.find("application/json") != std::string::npos ||
         accept.find("application/problem+json") != std::string::npos ||
         is_json_body(head).value_or(false);
}

bool is_cross_site(const RequestHead& head, std::string_view base_url) {
  if (head.count("sec-fetch-site") > 0) return head.field("sec-fetch-site") != "same-origin";
  if (head.count("origin") == 0 || head.field("origin") == "null") return false;
  const std::string_view origin = authority_of(head.field("origin").value_or(""));
  return origin.empty() ||
         (origin != head.field("host").value_or("") && origin != authority_of(base_url));
}

std::string_view cookie(const RequestHead& head, std::string_view name) {
  std::string_view rest = head.field("cookie").value_or("");
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(';'), rest.size());
    const std::string_view pair = trim(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name)
      return pair.substr(equals + 1);
  }
  return {};
}

}  // namespace enclosure::app::http
