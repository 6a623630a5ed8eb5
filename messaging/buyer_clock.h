#pragma once
// What the clock on the buyer's wall shows: a time zone by country and post code of delivery.

#include <chrono>
#include <string_view>

#include "core/address.h"
#include "core/date.h"

namespace enclosure::messaging {

/// The time zone of a buyer. A cheap value; it points at the table of zones.
class BuyerZone {
 public:
  /// The zone at `place`: that of its post code or region where a country has several and they are
  /// in the table (Canary Islands, Azores, French overseas departments, states of the USA, of
  /// Canada and Australia); else that of the capital. A country outside the table counts as UTC.
  static BuyerZone of(const Address& place);
  /// The zone of the capital.
  static BuyerZone of(const CountryCode& country);

  /// Its name in the tz database, "Europe/Berlin".
  [[nodiscard]] std::string_view name() const { return name_; }

  /// How far local time is ahead of UTC at `moment`, summer time included, as ICU's copy of the tz
  /// database has it.
  [[nodiscard]] std::chrono::seconds offset(Instant moment) const;

  friend bool operator==(const BuyerZone&, const BuyerZone&) = default;

 private:
  explicit BuyerZone(std::string_view name) : name_(name) {}
  std::string_view name_;
};

/// The offset of the capital of `country`.
[[nodiscard]] std::chrono::seconds utc_offset(const CountryCode& country, Instant moment);

}  // namespace enclosure::messaging
