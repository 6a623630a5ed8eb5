#pragma once
// Postal addresses (BG-5, BG-8, BG-15).

#include <string>
#include <vector>

#include "core/country.h"

namespace enclosure {

/// A postal address as it is printed. Every text is a single line (core/text.h); empty means not
/// given.
struct Address {
  std::string name;                ///< person or firm at this address (BT-44, BT-70)
  std::vector<std::string> lines;  ///< street and additions (BT-50, BT-51, BT-163), at most four
  std::string postcode;            ///< BT-53
  std::string city;                ///< BT-52
  std::string region;              ///< BT-54
  CountryCode country;             ///< BT-55

  friend bool operator==(const Address&, const Address&) = default;
};

}  // namespace enclosure
