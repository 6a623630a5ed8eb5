#pragma once
// The seller (BG-4): who issues, under which VAT numbers and schemes.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/address.h"
#include "core/einvoice.h"
#include "core/ids.h"
#include "core/result.h"

namespace enclosure::invoice {

/// A national entry besides VAT, printed as it stands: "HRB 12345, Amtsgericht Hamburg".
struct Registration {
  std::string label;  ///< may be empty
  std::string value;

  friend bool operator==(const Registration&, const Registration&) = default;
};

/// Who answers for the VAT in a state in the seller's place (BG-11, Art. 204, 226(15)).
struct TaxRepresentative {
  std::string name;    ///< BT-62
  Address address;     ///< BG-12
  std::string vat_id;  ///< BT-63

  friend bool operator==(const TaxRepresentative&, const TaxRepresentative&) = default;
};

/// Where open invoices are paid to (BG-17).
struct BankAccount {
  std::string iban;    ///< BT-84, without blanks
  std::string bic;     ///< BT-86, or empty
  std::string holder;  ///< BT-85, or empty

  [[nodiscard]] bool empty() const { return iban.empty(); }
  friend bool operator==(const BankAccount&, const BankAccount&) = default;
};

/// The seller as configured. What the tax decision needs comes first; a document needs name and
/// address, too.
struct Seller {
  CountryCode established;                      ///< seat of economic activity
  std::map<CountryCode, std::string> vat_ids;   ///< BT-31 by state, with prefix: GR -> "EL…"
  std::optional<CountryCode> oss;               ///< state of identification of the Union scheme
  bool over_10000 = false;                      ///< above the threshold of Art. 59c
  std::optional<CountryCode> small_business;    ///< exempt as small enterprise there
  std::vector<CountryCode> ex_number_valid_in;  ///< cross-border small enterprise scheme
  std::optional<CountryCode> ioss;              ///< state of identification of the import scheme
  std::string tax_number;                       ///< BT-32

  std::string name;              ///< BT-27
  Address address;               ///< BG-5
  std::string contact_name;      ///< BT-41
  EmailAddress email;            ///< BT-43
  std::string phone;             ///< BT-42
  SchemedId electronic_address;  ///< BT-34
  SchemedId legal_id;            ///< BT-30: 0106:12345678, the number of a national register
  BankAccount bank;              ///< BG-17
  std::vector<Registration> registrations;
  /// What states ask for besides Art. 226, as it is to be printed: by state, then by the id of
  /// invoice/data/vat. A document bears those that are printed on it among its `registrations`.
  std::map<CountryCode, std::map<std::string, std::string>> particulars;
  std::string ex_number;  ///< individual number with suffix EX (Art. 284(3)), or empty
  std::map<CountryCode, TaxRepresentative> tax_representatives;  ///< by the state of the VAT

  friend bool operator==(const Seller&, const Seller&) = default;
};

}  // namespace enclosure::invoice
