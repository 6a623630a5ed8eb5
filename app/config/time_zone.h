#pragma once
// Time zones: an instant becomes a day here and nowhere else.

#include <memory>
#include <string>
#include <string_view>

#include "core/date.h"
#include "core/result.h"

namespace enclosure::app {

/// A zone of the tz database. Immutable; safe to read from every thread.
class TimeZone {
 public:
  /// UTC.
  TimeZone();

  /// Reads "Europe/Berlin". Fault CONFIG-006: no such zone.
  static Result<TimeZone> parse(std::string_view name);

  /// The calendar day at `instant` in this zone.
  [[nodiscard]] Date date_of(Instant instant) const;

  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  struct Zone;
  std::string name_;
  std::shared_ptr<const Zone> zone_;
};

}  // namespace enclosure::app
