#pragma once
// What the clock on the buyer's wall shows: a time zone by country and post code of delivery.

#include <chrono>
#include <span>
#include <string_view>

#include "core/address.h"
#include "core/date.h"

namespace enclosure::messaging {

/// The time zone of a buyer. A cheap value; it points at the table of zones.
class BuyerZone {
 public:
  /// The zone at `place`: that of its post code or region where a country has several and they are
  /// in the table (Canary Islands, Azores, French overseas departments; states and provinces of the
  /// USA, Canada, Australia and Brazil); else that of the capital. Where it can be any of several,
  /// since the region is not known or the country is not in the table, `possible` names them all.
  static BuyerZone of(const Address& place);
  /// The zone of the capital. A country outside the table has its zones in ICU's copy of the tz
  /// database, and counts as UTC where there are none or several.
  static BuyerZone of(const CountryCode& country);

  /// Its name in the tz database, "Europe/Berlin".
  [[nodiscard]] std::string_view name() const { return name_; }

  /// The zones of which it may be any; empty where it is known.
  [[nodiscard]] std::span<const std::string_view> possible() const { return possible_; }

  /// How far local time is ahead of UTC at `moment`, summer time included, as ICU's copy of the tz
  /// database has it.
  [[nodiscard]] std::chrono::seconds offset(Instant moment) const;

  friend bool operator==(const BuyerZone& a, const BuyerZone& b) {
    return a.name_ == b.name_ && a.possible_.data() == b.possible_.data();
  }

  /// The one of the zone `name`, which lives as long as the program.
  explicit BuyerZone(std::string_view name) : name_(name) {}

 private:
  BuyerZone(std::string_view name, std::span<const std::string_view> possible)
      : name_(name), possible_(possible) {}

  std::string_view name_;
  std::span<const std::string_view> possible_;
};

/// The offset of the capital of `country`.
[[nodiscard]] std::chrono::seconds utc_offset(const CountryCode& country, Instant moment);

}  // namespace enclosure::messaging
