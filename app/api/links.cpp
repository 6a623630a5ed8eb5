// GET and DELETE /api/v1/orders/{id}/invoice-link, POST …/invoice-link/renewal

#include <nlohmann/json.hpp>

#include "app/api/admission.h"
#include "app/api/reading.h"
#include "app/api/world.h"
#include "app/flow/links.h"

namespace enclosure::app::api {
namespace {

using Json = nlohmann::ordered_json;
using http::Request;
using http::Response;

std::string address_of(const StoredLink& link, const Shop& shop) {
  const std::string url = url_of(link, shop);
  return url.empty() ? "/i/" + token_of(link, shop) : url;
}

Json link_json(const StoredLink& link, const Shop& shop) {
  return {{"url", address_of(link, shop)},
          {"created_at", to_string(link.created_at)},
          {"expires_at", to_string(link.expires_at)}};
}

Response get_link(World& world, const Request& request) {
  QueryReader query(request);
  if (auto no = query.refusal()) return *std::move(no);
  const auto order = OrderId::parse(request.variables.text("id"));
  const auto link = world.store.read<std::optional<StoredLink>>([&](StoreTransaction& tx) {
    return order ? tx.link_of(*order) : std::optional<StoredLink>();
  });
  return link ? resource(request, link_json(*link, world.shop))
              : http::problem(404, "the order has no link");
}

/// The address of the link as it stands. It opens the order, so it is not kept with answers.
void add_address(World& world, const OrderId& order, Json& json) {
  const auto link = world.store.read<std::optional<StoredLink>>(
      [&](StoreTransaction& tx) { return tx.link_of(order); });
  if (link) json = link_json(*link, world.shop);
}

/// A renewed link: the one before opens no longer.
Response renew_link(const World& world, Store& store, const Request& request) {
  const auto order = OrderId::parse(request.variables.text("id"));
  const Instant now = world.clock();
  Response response = http::problem(404, "no such order");
  store.write([&](StoreTransaction& tx) {
    if (!order || !tx.order(*order)) return;
    if (tx.invoices_of(*order).empty()) {
      response = http::problem(409, "the order has no invoice yet");
      return;
    }
    const StoredLink link = app::renew_link(*order, world.shop, tx, now);
    response = created({{"url", ""},
                        {"created_at", to_string(link.created_at)},
                        {"expires_at", to_string(link.expires_at)}},
                       "/api/v1/orders/" + segment(order->to_string()) + "/invoice-link");
  });
  return response;
}

Response revoke_link(Store& store, const Request& request) {
  const auto order = OrderId::parse(request.variables.text("id"));
  bool revoked = false;
  store.write([&](StoreTransaction& tx) {
    const auto link = order ? tx.link_of(*order) : std::optional<StoredLink>();
    if (!link) return;
    tx.revoke_link(link->id);
    revoked = true;
  });
  return revoked ? ok({{"revoked", true}}) : http::problem(404, "the order has no link");
}

}  // namespace

http::Endpoints link_endpoints(World& world) {
  static constexpr std::string_view kLink = "/api/v1/orders/{id}/invoice-link";
  static constexpr std::string_view kRenewal = "/api/v1/orders/{id}/invoice-link/renewal";
  const auto allowed = admit(world, ApiScope::kLinksWrite);
  return {
      {"GET", kLink, allowed,
       [&world](const Request& request) { return get_link(world, request); }},
      {"DELETE", kLink, allowed,
       [&world](const Request& request) {
         QueryReader query(request);
         if (auto no = query.refusal()) return *std::move(no);
         return world.once.joined("DELETE " + std::string(kLink), key_of(world, request), request,
                                  [&](Store& store) { return revoke_link(store, request); });
       }},
      {"POST", kRenewal, allowed,
       [&world](const Request& request) {
         QueryReader query(request);
         if (auto no = query.refusal()) return *std::move(no);
         Response response =
             world.once.joined("POST " + std::string(kRenewal), key_of(world, request), request,
                               [&](Store& store) { return renew_link(world, store, request); });
         return with_unkept(std::move(response), [&](Json& json) {
           add_address(world, *OrderId::parse(request.variables.text("id")), json);
         });
       }},
  };
}

}  // namespace enclosure::app::api
