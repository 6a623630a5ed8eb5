#include <iterator>

#include "app/api/world.h"

namespace enclosure::app::api {

http::Endpoints endpoints(World& world) {
  http::Endpoints all;
  for (auto* part : {order_endpoints, document_endpoints, correction_endpoints, link_endpoints,
                     message_endpoints, product_endpoints, health_endpoints, webhook_endpoints}) {
    http::Endpoints some = part(world);
    all.insert(all.end(), std::make_move_iterator(some.begin()),
               std::make_move_iterator(some.end()));
  }
  return all;
}

}  // namespace enclosure::app::api
