#pragma once
// What buyers reach: the page behind their link, its files, and the opt-out of a mail.

#include "app/http/buyer_desk.h"
#include "app/http/endpoint.h"

namespace enclosure::app::http {

/// GET /i/{token} and below, GET and POST /u/{token}, the stylesheet. `desk` must outlive them.
[[nodiscard]] Endpoints buyer_endpoints(BuyerDesk& desk);

/// The one answer to every link that leads nowhere: unknown, expired, revoked or malformed.
[[nodiscard]] Response no_such_link();

}  // namespace enclosure::app::http
