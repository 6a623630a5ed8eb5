#pragma once
// VAT identification numbers (BT-31, BT-48): shape and check digits. Whether a number exists and
// may be used for an exemption only VIES knows.

#include <compare>
#include <string>
#include <string_view>
#include <utility>

#include "core/country.h"
#include "core/result.h"

namespace enclosure {

/// A VAT number with its prefix, without blanks and punctuation: "DE111111125", "EL094259216",
/// "XI000472631". Also those of Great Britain, Switzerland and Norway, which VIES does not know.
class VatId {
 public:
  /// Reads a number as people write it: " de 111 111 125 ", "CHE-123.456.788 MWST"; GR becomes EL
  /// and UK becomes GB, nine digits after BE get their leading zero. A number without prefix, one
  /// of a One Stop Shop (EU, IM, IN) or of the scheme for small enterprises (…EX) is none. Faults:
  /// VATID-001 not a VAT number of a known state, VATID-002 the check digits are wrong.
  static Result<VatId> parse(std::string_view text);

  [[nodiscard]] const std::string& to_string() const { return value_; }
  /// The state that gave the number: GR for EL, XI for Northern Ireland.
  [[nodiscard]] CountryCode country() const { return country_; }
  /// A number of a Member State or of Northern Ireland: only these allow an exemption by Art. 138.
  [[nodiscard]] bool is_in_vies() const;

  friend auto operator<=>(const VatId&, const VatId&) = default;

 private:
  VatId(std::string value, CountryCode country) : value_(std::move(value)), country_(country) {}

  std::string value_;
  CountryCode country_;
};

}  // namespace enclosure
