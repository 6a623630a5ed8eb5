#pragma once
// A VAT number that the register said no to, and its buyer hands in again.

#include <chrono>
#include <optional>
#include <string>

#include "app/flow/correct.h"
#include "app/ports/store.h"

namespace enclosure::app {

/// How long the register is not asked again about a number that it said no to, whoever hands it in.
inline constexpr std::chrono::hours kNumberRests{1};
/// The same where it gave no answer: what waits is asked about in its own time.
inline constexpr std::chrono::minutes kSilentNumberRests{1};

/// Whether a number that was refused at `asked_at` still rests.
[[nodiscard]] constexpr bool rests_at(Instant asked_at, Instant now) {
  return now < asked_at + kNumberRests;
}

/// Whether the answer is a no. The register takes no number of that form: to the buyer that is the
/// same as not valid.
[[nodiscard]] bool is_no(const VatAnswer& answer);

/// When the register last said no about `vat_id`; nothing where a yes came since, or nobody asked.
[[nodiscard]] std::optional<Instant> last_no_about(const std::string& vat_id, StoreTransaction& tx);

/// `change` of a buyer who handed `vat_id` in. Where nothing else is different, and it is the
/// number that the invoice bears and the register refused, the number stands in it: it is asked
/// about anew.
[[nodiscard]] BuyerChange asking_again(BuyerChange change, const std::optional<std::string>& vat_id,
                                       const Order& billed);

}  // namespace enclosure::app
