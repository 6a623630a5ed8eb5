#pragma once
// What buyers and their programs send: forms and JSON, read without trust. Knows no sockets.

#include <optional>
#include <string>
#include <string_view>

#include "app/http/buyer_desk.h"
#include "app/http/request_head.h"
#include "core/language.h"
#include "core/result.h"

namespace enclosure::app::http {

/// What stood in a body.
struct SentDetails {
  DetailsInput input;
  std::string language;  ///< as it was written, or empty
};

/// Reads company, VAT number and their neighbours out of a form or an object of JSON: `name`,
/// `company`, `street`, `postcode`, `city`, `country`, `vat_id`, `reference`,
/// `postcode_of_delivery`; in JSON also `billing_address` {`lines`[], `postcode`, `city`,
/// `country`}, and null is as good as nothing. `is_json` tells which. Faults, all at once:
/// DETAILS-006 it cannot be read, DETAILS-007 an unknown field or member, one of the wrong type,
/// one that stands twice, or two that say the same (`city` beside `billing_address.city`).
[[nodiscard]] Result<SentDetails> read_details(bool is_json, std::string_view body);

/// What an unlock form sends.
struct SentFactor {
  std::string answer;    ///< `postcode`
  std::string language;  ///< `lang`, or empty
};
/// Faults: DETAILS-006, DETAILS-007 a member stands twice, DETAILS-001 no `postcode`.
[[nodiscard]] Result<SentFactor> read_factor(bool is_json, std::string_view body);

/// Whether a body is JSON (true) or a form (false); nothing for any other media type.
[[nodiscard]] std::optional<bool> is_json_body(const RequestHead& head);

/// Whether the answer is for a program: JSON is asked for, or was sent, and HTML is not asked for.
[[nodiscard]] bool wants_json(const RequestHead& head);

/// Whether a browser says that another site sends this (Sec-Fetch-Site, else Origin against Host
/// and against `base_url`). A program that says neither is none; nor is "Origin: null" alone, which
/// older browsers send with the forms of our own page, since it hides where it comes from.
[[nodiscard]] bool is_cross_site(const RequestHead& head, std::string_view base_url);

/// The value of a cookie; empty when it is not there.
[[nodiscard]] std::string_view cookie(const RequestHead& head, std::string_view name);

}  // namespace enclosure::app::http
