#pragma once
// What is said to a request that goes no further, in the form that its sender can read.

#include <string_view>

#include "app/http/request_head.h"
#include "app/http/response.h"

namespace enclosure::app::http {

/// Below /console a page of the console. Below /i/ and /u/, where HTML is read, a page that says
/// what to do next, in the language that the address or else the browser wishes for; it tells
/// nothing of the link, and needs no store. A problem (RFC 9457) otherwise.
[[nodiscard]] Response refusal(const RequestHead& head, int status, std::string_view detail);

/// The same for a head that is not whole, or cannot be read: by what can be guessed from the bytes
/// that have arrived.
[[nodiscard]] Response refusal_of_bytes(std::string_view begun, int status,
                                        std::string_view detail);

}  // namespace enclosure::app::http
