#pragma once
// The seller's API, for the shop and other programs (docs/api.md).

#include "app/http/endpoint.h"
#include "app/http/seller_desk.h"

namespace enclosure::app::http {

/// Everything below /api/v1. `desk` must outlive them. All but the description need a bearer key
/// (401), and those that take a body say which media types (415).
[[nodiscard]] Endpoints seller_endpoints(SellerDesk& desk);

}  // namespace enclosure::app::http
