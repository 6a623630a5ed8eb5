#pragma once
// The seller's API, for the shop and other programs (docs/api.md).

#include <functional>
#include <string>

#include "app/http/endpoint.h"
#include "app/http/seller_desk.h"

namespace enclosure::app::http {

/// Answers a request with an Idempotency-Key once: runs the work, or gives the answer of before.
using AnswerOnce =
    std::function<Response(const std::string& route, const ApiKey& key, const Request& request,
                           const std::function<Response()>& work)>;

/// Orders, events and links below /api/v1. `desk` must outlive them. All but the description need a
/// bearer key with the scope for it (401, 403), and those that take a body say which media types
/// (415). Without `once` every request is answered anew.
[[nodiscard]] Endpoints seller_endpoints(SellerDesk& desk, AnswerOnce once = {});

}  // namespace enclosure::app::http
