#pragma once
// What VIES sends back, read without trust. Pure.

#include <string>
#include <string_view>

#include "app/ports/vat_registry.h"

namespace enclosure::app {

/// The body of POST /check-vat-number.
[[nodiscard]] std::string vies_question_json(const VatQuestion& question);

/// Reads an answer of the REST interface.
///
/// Only a whole answer (status 200, a JSON object, `valid` true or false, no error beside it, about
/// the number that was asked) is a yes or a no. VIES also writes `valid: false` next to an error:
/// the error wins. Error codes: SERVICE_UNAVAILABLE, MS_UNAVAILABLE, TIMEOUT, SERVER_BUSY and every
/// code that is not known here are kUnavailable; GLOBAL_MAX_CONCURRENT_REQ(_TIME) and
/// MS_MAX_CONCURRENT_REQ(_TIME) as well, and say who is busy; INVALID_INPUT,
/// INVALID_REQUESTER_INFO, VAT_BLOCKED and IP_BLOCKED are kRefused. What is no such answer at all
/// is kUnavailable with NOT_JSON, NOT_UNDERSTOOD, OTHER_NUMBER or HTTP_<status>.
[[nodiscard]] VatAnswer read_vies_answer(int status, std::string_view content_type,
                                         std::string_view body, const VatQuestion& question);

}  // namespace enclosure::app
