#pragma once
// Which reference rate applies on a day, and between which currencies (Art. 91(2) and 230 of
// Directive 2006/112/EC). Pure.

#include <optional>

#include "app/ports/reference_rates.h"
#include "core/order.h"

namespace enclosure::app {

/// Whether the European Central Bank publishes rates on `day`: every day but Saturdays, Sundays and
/// the holidays of its payment system (1 January, Good Friday, Easter Monday, 1 May, 25 and 26
/// December).
[[nodiscard]] bool is_publication_day(Date day);

/// The day whose rates apply to VAT that becomes chargeable on `day`: that day, or the last day of
/// publication before it (Art. 91(2), third subparagraph). Never more than five days earlier.
[[nodiscard]] Date publication_day_for(Date day);

/// The last day whose rates can be had at `now`: they come out at about 16:00 in Frankfurt, which
/// is counted as 15:15 UTC.
[[nodiscard]] Date last_published_at(Instant now);

/// The moment after `now` at which the next rates can be had.
[[nodiscard]] Instant next_publication_after(Instant now);

/// Units of `to` per one `from` on the day of `rates`; nothing when it lacks one of the two, or
/// when their quotient is out of all range.
///
/// From the euro it is the published rate as it stands. Otherwise it is the quotient of two
/// published rates (that of the euro is 1), rounded half up to eight significant digits, two more
/// than the bank publishes, and at most ten places. That rate is printed and computed with, so that
/// anyone can do the sum again.
[[nodiscard]] std::optional<ExchangeRate> cross_rate(const DayRates& rates, Currency from,
                                                     Currency to);

}  // namespace enclosure::app
