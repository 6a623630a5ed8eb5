#pragma once
// The second factor of a buyer's link: something of the delivery that whoever found the link does
// not know. Its post code, or the town where there is none.

#include <optional>
#include <string>
#include <string_view>

#include "app/flow/shop.h"
#include "app/ports/store.h"
#include "core/address.h"

namespace enclosure::app {

/// What is asked for.
enum class Factor {
  kPostcode,
  kCity,     ///< the delivery has no post code
  kNothing,  ///< nor a town: nobody can show that it is theirs
};
[[nodiscard]] Factor factor_of(const Address& delivery);

/// Whether `answer` is the post code (or town) of `delivery`, as people write them: case, blanks,
/// hyphens, accents, alphabets and the country in front ("D-10115", "LV-1010") do not matter.
/// Never for an empty answer.
[[nodiscard]] bool is_factor_of(std::string_view answer, const Address& delivery);

/// After so many wrong answers in a row a link is closed: for an hour, then twice as long each
/// time, at most a day.
inline constexpr int kMostWrongAnswers = 5;

/// How an answer was taken.
struct FactorAnswer {
  enum class Kind { kRight, kWrong, kClosed };
  Kind kind = Kind::kWrong;
  Instant closed_until{};  ///< of kClosed
};

/// Takes one answer for `link` at `now` and counts it in the store, one at a time: a right one
/// clears the count, any one while the link is closed changes nothing.
[[nodiscard]] FactorAnswer take_answer(std::string_view answer, const StoredLink& link,
                                       const Address& delivery, Store& store, Instant now);

/// Until when `link` is closed; nothing when it is not.
[[nodiscard]] std::optional<Instant> closed_until(const StoredLink& link, StoreTransaction& tx,
                                                  Instant now);

}  // namespace enclosure::app
