#include "app/config/setup.h"

namespace enclosure::app {

Faults open_setup(const Config& config) {
  Faults faults;
  const auto demand = [&](bool there, const char* key, const char* message, const char* hint) {
    if (!there)
      faults.push_back({"DOCTOR-001", std::string("enclosure.json seller.") + key, message, hint});
  };
  const invoice::Seller& seller = config.seller;
  demand(!seller.name.empty(), "name", "an invoice needs the seller's name (Art. 226(5))",
         "write the registered name");
  demand(!seller.address.lines.empty(), "address.lines",
         "an invoice needs the seller's street (Art. 226(5))", "write street and house number");
  demand(!seller.address.city.empty(), "address.city",
         "an invoice needs the seller's town (Art. 226(5))", "write the town, and the post code");
  demand(config.seat_is_known, "established", "it is not said where the seller is established",
         "write the country of the seat: everything about VAT begins there");
  return faults;
}

}  // namespace enclosure::app
