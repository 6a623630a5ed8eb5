#pragma once
// The seller's console: pages below /console, for one who has logged in with a key.

#include <functional>
#include <string>
#include <string_view>

#include "app/http/console_desk.h"
#include "app/http/endpoint.h"
#include "core/date.h"

namespace enclosure::app::http {

struct ConsoleSettings {
  std::function<Instant()> clock;  ///< for the limit of logins
  /// "https://shop.example": where the console is reached when a proxy changes Host; or empty.
  std::string public_origin;
};

/// Everything below /console. `desk` must outlive them.
///
/// Without a session a page leads to the login. A form is taken when it comes from a page of this
/// server (Origin, Sec-Fetch-Site) and bears the token of its session; else 403. No page is kept,
/// framed or indexed; nothing is loaded from elsewhere.
[[nodiscard]] Endpoints console_endpoints(ConsoleDesk& desk, ConsoleSettings settings);

/// A page that says no, for an address below /console; it shows nothing of the shop.
[[nodiscard]] Response console_refusal(int status, std::string_view detail);

}  // namespace enclosure::app::http
