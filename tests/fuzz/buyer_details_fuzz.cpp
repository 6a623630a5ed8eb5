// Any bytes as what a buyer sends in: the first one says whether it is JSON. Faults, or a change
// that can be kept and read again.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "app/flow/buyer_details.h"
#include "app/http/buyer_forms.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace app = enclosure::app;
  if (size == 0) return 0;
  const std::string_view body(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto sent = app::http::read_details(data[0] == '{', body);
  if (!sent) {
    if (sent.faults().empty()) std::abort();
    return 0;
  }
  app::BuyerDetails current;
  current.street = "Weg 1";
  current.city = "Berlin";
  current.postcode = "10115";
  current.country = "DE";
  const auto change = app::checked_change(sent->input, current);
  if (!change) {
    if (app::told_by_field(change.faults()).size() != change.faults().size()) std::abort();
    return 0;
  }
  const auto again = app::buyer_change_from_json(app::buyer_change_to_json(*change));
  if (!again || !(*again == *change)) std::abort();
  return 0;
}
