// The body of POST /api/v1/orders/{id}/events: whatever comes out names the order, in every event.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <nlohmann/json.hpp>

#include "app/http/order_events.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto events = enclosure::app::http::events_of_order(
      "A-1", std::string_view(reinterpret_cast<const char*>(data), size));
  if (!events) return 0;
  const auto told = nlohmann::json::parse(*events);  // an event that stands alone stays so
  for (const auto& event : told.is_array() ? told : nlohmann::json::array({told})) {
    if (event.at("order") != "A-1") std::abort();
  }
  return 0;
}
